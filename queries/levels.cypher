// title: Levels of a pair
// question: At which level do A and B meet: states, ministries, regions and cities, universities, other bodies, persons?
// parameter a: actor | Kazakhstan | one of the two
// parameter b: actor | Turkey | the other
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column a_level: the highest level on A's side that took part, where nobody of it did: its ground, or the language of a work
// column b_level: the highest on B's side
// column ties: how many
// column agreements: how many of them are treaties, plans and the like
// column events: how many are events
// column ids: their ids
MATCH (a:Elshi {id: $a})
MATCH (a)-[r]->(t:Tie)
WHERE NOT (t:Incident OR t:Law) AND ($stated IS NULL OR NOT coalesce(r.derived, false))
WITH t, max(r.apart) AS apart
MATCH (t)<-[r]-(b:Actor)
WHERE b.id = $b AND ($stated IS NULL OR NOT coalesce(r.derived, false)) AND (coalesce(apart, '') = '' OR r.apart <> apart)
WITH DISTINCT t
MATCH (t)<-[r]-(s:Actor)
WHERE s.id IN [$a, $b] AND ($stated IS NULL OR NOT coalesce(r.derived, false))
UNWIND CASE WHEN size(coalesce(r.through, [])) > 0 THEN r.through ELSE [s.id] END AS who
OPTIONAL MATCH (t)<-[part]-(q:Actor)
WHERE q.id = who AND type(part) <> 'SIDE_IN'
WITH t, s.id = $a AS of_a, s.id = $b AS of_b,
     CASE WHEN q IS NULL THEN 6 WHEN q:Country THEN 0 WHEN q.kind IN ['ministry', 'agency', 'mission', 'assembly'] THEN 1
         WHEN q:Region OR q:City THEN 2 WHEN q:University OR q.kind = 'academy' THEN 3 WHEN q:Person THEN 5 ELSE 4 END AS level
WITH t, min(CASE WHEN of_a THEN level END) AS a_level, min(CASE WHEN of_b THEN level END) AS b_level
WHERE a_level IS NOT NULL AND b_level IS NOT NULL
WITH a_level, b_level, t
ORDER BY t.earliest, t.latest, t.id
WITH a_level, b_level, count(t) AS ties, count(CASE WHEN t:Treaty THEN 1 END) AS agreements,
     count(CASE WHEN t:Event THEN 1 END) AS events, collect(t.id) AS ids,
     ['state', 'ministry or agency', 'region or city', 'university', 'other body', 'person', 'ground or language alone'] AS names
RETURN names[a_level] AS a_level, names[b_level] AS b_level, ties, agreements, events, ids
ORDER BY ties DESC, a_level, b_level
