// title: Levels of a pair
// question: At which level do A and B meet: states, ministries, regions and cities, universities, other bodies, persons?
// parameter a: actor | Kazakhstan | one of the two
// parameter b: actor | Turkey | the other
// column a_level: the highest level on A's side that took part
// column b_level: the highest on B's side
// column ties: how many
// column agreements: how many of them are treaties, plans and the like
// column events: how many are events
// column ids: their ids
MATCH (a:Elshi {id: $a})
OPTIONAL MATCH (a)<-[:BELONGS_TO|PART_OF*1..4]-(x:Actor)
WITH collect(DISTINCT x.id) + [$a] AS side_a
MATCH (b:Elshi {id: $b})
OPTIONAL MATCH (b)<-[:BELONGS_TO|PART_OF*1..4]-(y:Actor)
WITH side_a, collect(DISTINCT y.id) + [$b] AS side_b
UNWIND side_a AS one
MATCH (:Elshi {id: one})-[]->(t:Tie)
WITH DISTINCT side_a, side_b, t
MATCH (t)<-[]-(q:Actor)
WITH t, q, q.id IN side_a AS of_a, q.id IN side_b AS of_b,
     CASE WHEN q:Country THEN 0 WHEN q.kind IN ['ministry', 'agency', 'mission', 'assembly'] THEN 1 WHEN q:Region OR q:City THEN 2
         WHEN q:University OR q.kind = 'academy' THEN 3 WHEN q:Person THEN 5 ELSE 4 END AS level
WITH t, min(CASE WHEN of_a THEN level END) AS a_level, min(CASE WHEN of_b THEN level END) AS b_level
WHERE a_level IS NOT NULL AND b_level IS NOT NULL
WITH a_level, b_level, t
ORDER BY t.earliest, t.latest, t.id
WITH a_level, b_level, count(t) AS ties, count(CASE WHEN t:Treaty THEN 1 END) AS agreements,
     count(CASE WHEN t:Event THEN 1 END) AS events, collect(t.id) AS ids,
     ['state', 'ministry or agency', 'region or city', 'university', 'other body', 'person'] AS names
RETURN names[a_level] AS a_level, names[b_level] AS b_level, ties, agreements, events, ids
ORDER BY ties DESC, a_level, b_level
