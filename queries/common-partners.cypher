// title: Common partners
// question: Who has ties with both A and B, and with which of them more?
// parameter a: actor | Kazakhstan | one of the two
// parameter b: actor | Azerbaijan | the other
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column partner: a state with all that counts for it, or an intergovernmental body
// column with_a: ties that it shares with A
// column with_b: ties that it shares with B
// column with_both: ties in which all three took part
// column id: the partner's id
UNWIND [[$a, 'a'], [$b, 'b']] AS given
WITH given[0] AS one, given[1] AS side
MATCH (s:Elshi {id: one})
OPTIONAL MATCH (s)-[:BELONGS_TO|PART_OF*1..4]->(u:Actor)
WITH side, s, collect(DISTINCT u.id) AS above
MATCH (s)-[r]->(t:Tie)
WHERE NOT (t:Incident OR t:Law) AND ($stated IS NULL OR NOT coalesce(r.derived, false))
WITH side, t, head(collect(above)) AS above, max(coalesce(r.apart, '')) AS apart, collect(coalesce(r.through, [s.id])) AS through
MATCH (t)<-[r]-(p:Actor)
WHERE (p:Country OR p.kind = 'intergovernmental') AND NOT p.id IN [$a, $b] AND ($stated IS NULL OR NOT coalesce(r.derived, false)) AND (apart = '' OR r.apart <> apart)
  AND NOT (p.id IN above AND type(r) = 'SIDE_IN' AND all(x IN r.through WHERE any(some IN through WHERE x IN some)))
WITH p, t, max(CASE side WHEN 'a' THEN 1 ELSE 0 END) AS of_a, max(CASE side WHEN 'b' THEN 1 ELSE 0 END) AS of_b
WITH p, sum(of_a) AS with_a, sum(of_b) AS with_b, sum(of_a * of_b) AS with_both
WHERE with_a > 0 AND with_b > 0
RETURN p.name AS partner, with_a, with_b, with_both, p.id AS id
ORDER BY CASE WHEN with_a < with_b THEN with_a ELSE with_b END DESC, with_a + with_b DESC, id
