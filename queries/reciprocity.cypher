// title: Reciprocity of two actors
// question: What did A hold, send and have published in B, against what B did in A?
// parameter a: actor | Kazakhstan | one of the two
// parameter b: actor | Turkey | the other
// column kind: the form of the tie
// column a_in_b: how many show A's culture, people or works on B's ground, or by B's hands
// column b_in_a: how many show B's in A
// column mutual: how many go both ways at once
// column a_in_b_ids: ids of the first
// column b_in_a_ids: ids of the second
// column mutual_ids: ids of the third
MATCH (a:Elshi {id: $a})
OPTIONAL MATCH (a)<-[:BELONGS_TO|PART_OF*1..4]-(x:Actor)
WITH collect(DISTINCT x.id) + [$a] AS side_a
MATCH (b:Elshi {id: $b})
OPTIONAL MATCH (b)<-[:BELONGS_TO|PART_OF*1..4]-(y:Actor)
WITH side_a, collect(DISTINCT y.id) + [$b] AS side_b
UNWIND side_a AS one
MATCH (:Elshi {id: one})-[]-(t:Tie)
WITH DISTINCT side_a, side_b, t
MATCH (t)-[]-(q:Actor)
WHERE q.id IN side_b
WITH DISTINCT side_a, side_b, t
WITH t, side_a, side_b,
     COLLECT { MATCH (t)<-[r:PRESENTED|PERFORMED|ORGANISED|JOINED|SENT|CREATED|RECEIVED]-(p:Actor)
               WHERE CASE type(r) WHEN 'JOINED' THEN t.kind = 'visit' WHEN 'RECEIVED' THEN t:Honour ELSE true END
               RETURN DISTINCT p.id }
     + COLLECT { MATCH (t)-[:HONOURS]->(p) RETURN DISTINCT p.id } AS whose,
     COLLECT { MATCH (t)<-[r:HOSTED|RECEIVED|TRANSLATED|PUBLISHED|GAVE]-(p:Actor)
               WHERE NOT (t:Honour AND type(r) = 'RECEIVED') RETURN DISTINCT p.id }
     + COLLECT { MATCH (t)-[:HELD_IN]->(p) RETURN DISTINCT p.id } AS ground
WITH t, any(i IN whose WHERE i IN side_a) AND any(i IN ground WHERE i IN side_b) AS forth,
     any(i IN whose WHERE i IN side_b) AND any(i IN ground WHERE i IN side_a) AS back
WHERE forth OR back
WITH t, forth, back
ORDER BY t.earliest IS NULL, t.earliest, t.latest, t.id
WITH t.kind AS kind, collect(CASE WHEN forth AND NOT back THEN t.id END) AS a_in_b_ids,
     collect(CASE WHEN back AND NOT forth THEN t.id END) AS b_in_a_ids,
     collect(CASE WHEN forth AND back THEN t.id END) AS mutual_ids
RETURN kind, size(a_in_b_ids) AS a_in_b, size(b_in_a_ids) AS b_in_a, size(mutual_ids) AS mutual,
       a_in_b_ids, b_in_a_ids, mutual_ids
ORDER BY a_in_b + b_in_a + mutual DESC, kind
