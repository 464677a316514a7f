// title: Brokers between two groups of countries
// question: Who, outside both groups, has ties with the one without the other, and with the other without the one?
// parameter a: group | Central Asia | one group
// parameter b: group | Turkey; Azerbaijan | the other
// parameter kind: kind = | festival | only by ties of this kind
// parameter field: field = | music | only by ties in this field
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column broker: a state with all that counts for it, or an intergovernmental body
// column of_a: members of the one group with whom it has ties
// column of_b: members of the other
// column only_a: its ties with the one group in which nobody of the other took part
// column only_b: its ties with the other in which nobody of the one took part
// column with_both: ties that brought all three together, which bridge nothing
// column id: the broker's id
UNWIND [member IN $a | [member, 'a']] + [member IN $b | [member, 'b']] AS given
WITH given[0] AS one, given[1] AS side
MATCH (s:Elshi {id: one})
MATCH (s)-[r]->(t:Tie)
WHERE ($kind IS NULL AND NOT (t:Incident OR t:Law) OR t.kind = $kind) AND ($field IS NULL OR $field IN t.fields) AND ($stated IS NULL OR NOT coalesce(r.derived, false))
WITH DISTINCT side, s.id AS member, s.name AS name, t, coalesce(r.apart, '') AS apart
MATCH (t)<-[r]-(p:Actor)
WHERE (p:Country OR p.kind = 'intergovernmental') AND NOT p.id IN $a AND NOT p.id IN $b AND ($stated IS NULL OR NOT coalesce(r.derived, false))
  AND (apart = '' AND coalesce(r.apart, '') = '' OR apart <> r.apart)
WITH p, t, max(CASE side WHEN 'a' THEN 1 ELSE 0 END) AS of_a, max(CASE side WHEN 'b' THEN 1 ELSE 0 END) AS of_b
WITH p, sum(of_a * (1 - of_b)) AS only_a, sum(of_b * (1 - of_a)) AS only_b, sum(of_a * of_b) AS with_both
WHERE only_a > 0 AND only_b > 0
RETURN p.name AS broker,
       COLLECT { UNWIND $a AS one
                 MATCH (s:Elshi {id: one})
                 WHERE EXISTS { MATCH (s)-[r]->(t:Tie)<-[q]-(p) WHERE ($kind IS NULL AND NOT (t:Incident OR t:Law) OR t.kind = $kind) AND ($field IS NULL OR $field IN t.fields) AND ($stated IS NULL OR NOT coalesce(r.derived, false))
                                AND ($stated IS NULL OR NOT coalesce(q.derived, false))
                                AND (coalesce(r.apart, '') = '' AND coalesce(q.apart, '') = '' OR r.apart <> q.apart) }
                 RETURN DISTINCT s.name AS x ORDER BY x } AS of_a,
       COLLECT { UNWIND $b AS one
                 MATCH (s:Elshi {id: one})
                 WHERE EXISTS { MATCH (s)-[r]->(t:Tie)<-[q]-(p) WHERE ($kind IS NULL AND NOT (t:Incident OR t:Law) OR t.kind = $kind) AND ($field IS NULL OR $field IN t.fields) AND ($stated IS NULL OR NOT coalesce(r.derived, false))
                                AND ($stated IS NULL OR NOT coalesce(q.derived, false))
                                AND (coalesce(r.apart, '') = '' AND coalesce(q.apart, '') = '' OR r.apart <> q.apart) }
                 RETURN DISTINCT s.name AS x ORDER BY x } AS of_b,
       only_a, only_b, with_both, p.id AS id
ORDER BY CASE WHEN only_a < only_b THEN only_a ELSE only_b END DESC, only_a + only_b DESC, with_both DESC, id
