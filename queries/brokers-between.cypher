// title: Brokers between two groups of countries
// question: Who, outside both groups, has ties with members of the one and of the other?
// parameter a: group | Central Asia | one group
// parameter b: group | Turkey; Azerbaijan | the other
// parameter kind: kind = | festival | only by ties of this kind
// parameter field: field = | music | only by ties in this field
// column broker: a state with all that belongs to it, or a body that belongs to none
// column of_a: members of the one group with whom it has ties
// column of_b: members of the other
// column with_a: its ties with the one group
// column with_b: its ties with the other
// column with_both: ties that brought all three together
// column id: the broker's id
UNWIND [member IN $a | [member, 'a']] + [member IN $b | [member, 'b']] AS given
WITH given[0] AS one, given[1] AS side
MATCH (s:Elshi {id: one})
MATCH (s)<-[:BELONGS_TO|PART_OF*0..4]-(x:Actor)
WITH DISTINCT side, s, x
MATCH (x)-[]->(t:Tie)
WHERE ($kind IS NULL OR t.kind = $kind) AND ($field IS NULL OR $field IN t.fields)
WITH t, collect(DISTINCT CASE side WHEN 'a' THEN s.name END) AS members_a,
     collect(DISTINCT CASE side WHEN 'b' THEN s.name END) AS members_b
MATCH (t)<-[]-(p:Actor)
WITH p, collect({t: t, a: members_a, b: members_b}) AS ties
MATCH (p)-[:BELONGS_TO|PART_OF*0..4]->(u:Actor)
WITH p, head(collect(ties)) AS ties, collect(DISTINCT u) AS above
WHERE none(u IN above WHERE u.id IN $a OR u.id IN $b)
WITH ties, CASE WHEN any(u IN above WHERE u:Country) THEN [u IN above WHERE u:Country] ELSE [p] END AS states
UNWIND states AS broker
UNWIND ties AS tie
WITH broker, tie.t AS t, head(collect(tie)) AS tie
WITH broker, collect(tie.a) AS names_a, collect(tie.b) AS names_b,
     count(CASE WHEN size(tie.a) > 0 THEN 1 END) AS with_a, count(CASE WHEN size(tie.b) > 0 THEN 1 END) AS with_b,
     count(CASE WHEN size(tie.a) > 0 AND size(tie.b) > 0 THEN 1 END) AS with_both
WHERE with_a > 0 AND with_b > 0
WITH broker, with_a, with_b, with_both,
     COLLECT { UNWIND names_a AS some UNWIND some AS x RETURN DISTINCT x ORDER BY x } AS of_a,
     COLLECT { UNWIND names_b AS some UNWIND some AS x RETURN DISTINCT x ORDER BY x } AS of_b
RETURN broker.name AS broker, of_a, of_b, with_a, with_b, with_both, broker.id AS id
ORDER BY size(of_a) * size(of_b) DESC, CASE WHEN with_a < with_b THEN with_a ELSE with_b END DESC,
         with_a + with_b DESC, id
