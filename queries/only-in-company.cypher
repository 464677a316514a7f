// title: Countries that meet only in company
// question: Which countries share ties only where others take part, too?
// parameter group: group = | Kyrgyzstan; Uzbekistan | only pairs with at least one of these
// parameter parties: number = 3 | 4 | how many states make company
// column a: one country
// column b: the other
// column ties: ties that both take part in
// column fewest: states in the one with the fewest
// column met: the ties' names, in order of time
// column a_id: the one country's id
// column b_id: the other's id
// column ids: the ties' ids
MATCH (c:Country:Elshi)
MATCH (c)<-[:BELONGS_TO|PART_OF*0..4]-(x:Actor)
MATCH (x)-[]->(t:Tie)
WITH t, c ORDER BY c.id
WITH t, collect(DISTINCT c) AS states
WHERE size(states) > 1
WITH t, states ORDER BY t.earliest, t.latest, t.id
UNWIND range(0, size(states) - 2) AS i
UNWIND range(i + 1, size(states) - 1) AS j
WITH states[i] AS a, states[j] AS b, t, size(states) AS many
WHERE $group IS NULL OR a.id IN $group OR b.id IN $group
WITH a, b, count(t) AS ties, min(many) AS fewest, collect(t.name) AS met, collect(t.id) AS ids
WHERE fewest >= $parties
RETURN a.name AS a, b.name AS b, ties, fewest, met, a.id AS a_id, b.id AS b_id, ids
ORDER BY ties DESC, a_id, b_id
