// title: Reciprocity of two actors
// question: What did A hold, send and have published in B, against what B did in A?
// parameter a: actor | Kazakhstan | one of the two
// parameter b: actor | Turkey | the other
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column kind: the form of the tie
// column a_in_b: how many show A's culture, people or works on B's ground, or by B's hands
// column b_in_a: how many show B's in A
// column mutual: how many go both ways at once
// column a_in_b_ids: ids of the first
// column b_in_a_ids: ids of the second
// column mutual_ids: ids of the third
UNWIND [[$a, 'a'], [$b, 'b']] AS given
WITH given[0] AS one, given[1] AS side
MATCH (s:Elshi {id: one})
CALL (s, side) {
  MATCH (s)-[r]->(t:Tie)
  WHERE ($stated IS NULL OR NOT coalesce(r.derived, false))
  WITH t, max(coalesce(r.apart, '')) AS apart, collect(r) AS parts
  UNWIND parts AS r
  UNWIND CASE type(r) WHEN 'SIDE_IN' THEN [i IN range(0, size(r.roles) - 1) WHERE $stated IS NULL
           OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language'] | r.roles[i]] ELSE [type(r)] END AS role
  RETURN t, role, apart
  UNION
  UNWIND CASE side WHEN 'a' THEN $a_whole ELSE $b_whole END AS pair
  WITH pair[0] AS one
  MATCH (x:Elshi {id: one})
  MATCH (x)<-[:HONOURS]-(t:Tie)
  RETURN t, 'HONOURED' AS role, '' AS apart
}
WITH t, side, apart, CASE role WHEN 'JOINED' THEN t.kind = 'visit' WHEN 'RECEIVED' THEN t:Honour
              ELSE role IN ['PRESENTED', 'PERFORMED', 'ORGANISED', 'SENT', 'CREATED', 'ORIGINATED', 'HONOURED'] END AS is_whose,
     CASE role WHEN 'RECEIVED' THEN NOT t:Honour
     ELSE role IN ['HOSTED', 'TRANSLATED', 'PUBLISHED', 'REACHED', 'GAVE'] END AS is_ground
WHERE is_whose OR is_ground
WITH t, max(CASE side WHEN 'a' THEN apart ELSE '' END) AS a_apart, max(CASE side WHEN 'b' THEN apart ELSE '' END) AS b_apart, count(CASE WHEN side = 'a' AND is_whose THEN 1 END) AS whose_a, count(CASE WHEN side = 'a' AND is_ground THEN 1 END) AS ground_a,
     count(CASE WHEN side = 'b' AND is_whose THEN 1 END) AS whose_b, count(CASE WHEN side = 'b' AND is_ground THEN 1 END) AS ground_b
WHERE a_apart = '' OR a_apart <> b_apart
WITH t, whose_a > 0 AND ground_b > 0 AS forth, whose_b > 0 AND ground_a > 0 AS back
WHERE forth OR back
WITH t, forth, back
ORDER BY t.earliest, t.latest, t.id
WITH t.kind AS kind, collect(CASE WHEN forth AND NOT back THEN t.id END) AS a_in_b_ids,
     collect(CASE WHEN back AND NOT forth THEN t.id END) AS b_in_a_ids,
     collect(CASE WHEN forth AND back THEN t.id END) AS mutual_ids
RETURN kind, size(a_in_b_ids) AS a_in_b, size(b_in_a_ids) AS b_in_a, size(mutual_ids) AS mutual,
       a_in_b_ids, b_in_a_ids, mutual_ids
ORDER BY a_in_b + b_in_a + mutual DESC, kind
