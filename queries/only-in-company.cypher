// title: Countries that meet only in company
// question: Which countries share ties only where others take part, too?
// parameter group: group = | Kyrgyzstan; Uzbekistan | only pairs with at least one of these
// parameter parties: number = 3 | 4 | how many states make company
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column a: one country
// column b: the other
// column ties: ties that both take part in
// column fewest: states in the one with the fewest
// column met: the ties' names, in order of time
// column a_id: the one country's id
// column b_id: the other's id
// column ids: the ties' ids
MATCH (c:Country:Elshi)
MATCH (c)-[r]->(t:Tie)
WHERE NOT (t:Incident OR t:Law) AND ($stated IS NULL OR NOT coalesce(r.derived, false))
WITH t, c, coalesce(max(r.apart), '') AS apart
ORDER BY c.id
WITH t, collect({c: c, apart: apart}) AS who
WHERE size(who) > 1
WITH t, who
ORDER BY t.earliest, t.latest, t.id
UNWIND range(0, size(who) - 2) AS i
UNWIND range(i + 1, size(who) - 1) AS j
WITH t, who[i] AS x, who[j] AS y, size(who) AS many
WHERE x.apart = '' OR x.apart <> y.apart
WITH t, x.c AS a, y.c AS b, CASE x.apart WHEN '' THEN many ELSE 2 END AS many
WHERE $group IS NULL OR a.id IN $group OR b.id IN $group
WITH a, b, count(t) AS ties, min(many) AS fewest, collect(t.name) AS met, collect(t.id) AS ids
WHERE fewest >= $parties
RETURN a.name AS a, b.name AS b, ties, fewest, met, a.id AS a_id, b.id AS b_id, ids
ORDER BY ties DESC, a_id, b_id
