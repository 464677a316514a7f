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
WITH DISTINCT side, t
MATCH (t)<-[]-(p:Actor)
WITH p, collect(DISTINCT CASE side WHEN 'a' THEN t.id END) AS of_a,
     collect(DISTINCT CASE side WHEN 'b' THEN t.id END) AS of_b
MATCH (p)-[:BELONGS_TO|PART_OF*0..4]->(u:Actor)
WITH p, of_a, of_b, collect(DISTINCT u) AS above
WHERE none(u IN above WHERE u.id IN [$a, $b])
WITH of_a, of_b, CASE WHEN any(u IN above WHERE u:Country) THEN [u IN above WHERE u:Country] ELSE [p] END AS states
UNWIND states AS partner
UNWIND of_a + of_b AS tie
WITH partner, collect(DISTINCT CASE WHEN tie IN of_a THEN tie END) AS with_a,
     collect(DISTINCT CASE WHEN tie IN of_b THEN tie END) AS with_b
WHERE size(with_a) > 0 AND size(with_b) > 0
RETURN partner.name AS partner, size(with_a) AS with_a, size(with_b) AS with_b,
       size([tie IN with_a WHERE tie IN with_b]) AS with_both, partner.id AS id
ORDER BY CASE WHEN with_a < with_b THEN with_a ELSE with_b END DESC, with_a + with_b DESC, id
