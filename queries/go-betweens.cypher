// title: Go-betweens
// question: Which persons took part in ties of several countries, and which countries met in them?
// parameter country: country = | Kazakhstan | only persons in its ties
// parameter least: number = 3 | 3 | only persons who met at least so many countries, their own among them
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column person: who
// column of: whose person that is
// column number: how many countries took part in the person's ties
// column countries: which, those of the most ties first
// column ties: how many ties
// column of_two: how many of them bound no more than two countries; a congress of many makes nobody a go-between
// column offices: in which offices, where the sources say
// column ids: their ids
// column person_id: the person's id
MATCH (person:Person)-[q]->(t:Tie)
WHERE NOT (t:Incident OR t:Law)
WITH person, t, max(coalesce(q.apart, '')) AS apart
MATCH (t)<-[r]-(c:Country)
WHERE ($stated IS NULL OR NOT coalesce(r.derived, false))
  AND (apart = '' OR r.apart <> apart OR person.id IN coalesce(r.through, []))
WITH person, t, collect(DISTINCT c) AS countries
ORDER BY t.earliest, t.latest, t.id
WITH person, collect(t.id) AS ids, collect(countries) AS met, count(CASE WHEN size(countries) <= 2 THEN 1 END) AS of_two
WHERE $country IS NULL OR any(countries IN met WHERE any(c IN countries WHERE c.id = $country))
UNWIND met AS countries
UNWIND countries AS c
WITH person, c, count(c) AS times, head(collect(ids)) AS ids, max(of_two) AS of_two
ORDER BY times DESC, c.name, c.id
WITH person, collect(c.name) AS countries, head(collect(ids)) AS ids, max(of_two) AS of_two
WHERE size(countries) >= $least
RETURN person.name AS person,
       COLLECT { MATCH (person)-[:BELONGS_TO]->(o) RETURN DISTINCT o.name AS x ORDER BY x } AS of,
       size(countries) AS number, countries, size(ids) AS ties, of_two,
       COLLECT { MATCH (person)-[r]->(:Tie) WHERE r.office IS NOT NULL RETURN DISTINCT r.office AS x ORDER BY x } AS offices,
       ids, person.id AS person_id
ORDER BY of_two > 1 DESC, number DESC, ties DESC, person, person_id
