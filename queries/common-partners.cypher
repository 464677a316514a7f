// title: Common partners
// question: Who has ties with both A and B, and with which of them more?
// parameter a: actor | Kazakhstan | one of the two
// parameter b: actor | Azerbaijan | the other
// column partner: a state with all that belongs to it, or a body that belongs to none
// column with_a: ties that it shares with A
// column with_b: ties that it shares with B
// column with_both: ties in which all three took part
// column id: the partner's id
UNWIND [[$a, 'a'], [$b, 'b']] AS given
WITH given[0] AS one, given[1] AS side
MATCH (s:Elshi {id: one})
MATCH (s)<-[:BELONGS_TO|PART_OF*0..4]-(x:Actor)
WITH DISTINCT side, x
MATCH (x)-[]->(t:Tie)
WITH t, max(CASE side WHEN 'a' THEN 1 ELSE 0 END) AS of_a, max(CASE side WHEN 'b' THEN 1 ELSE 0 END) AS of_b
MATCH (t)<-[]-(p:Actor)
WITH p, collect({t: t, of_a: of_a, of_b: of_b}) AS ties
MATCH (p)-[:BELONGS_TO|PART_OF*0..4]->(u:Actor)
WITH p, head(collect(ties)) AS ties, collect(DISTINCT u) AS above
WHERE none(u IN above WHERE u.id IN [$a, $b])
WITH ties, CASE WHEN any(u IN above WHERE u:Country) THEN [u IN above WHERE u:Country] ELSE [p] END AS states
UNWIND states AS partner
UNWIND ties AS tie
WITH partner, tie.t AS t, max(tie.of_a) AS of_a, max(tie.of_b) AS of_b
WITH partner, sum(of_a) AS with_a, sum(of_b) AS with_b, sum(of_a * of_b) AS with_both
WHERE with_a > 0 AND with_b > 0
RETURN partner.name AS partner, with_a, with_b, with_both, partner.id AS id
ORDER BY CASE WHEN with_a < with_b THEN with_a ELSE with_b END DESC, with_a + with_b DESC, id
