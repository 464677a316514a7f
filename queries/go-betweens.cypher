// title: Go-betweens
// question: Which persons took part in ties of several countries, and which countries met in them?
// parameter country: country = | Kazakhstan | only persons in its ties
// parameter least: number = 3 | 3 | only persons who met at least so many countries, their own among them
// column person: who
// column of: whose person that is
// column number: how many countries took part in the person's ties
// column countries: which, those of the most ties first
// column ties: how many ties
// column of_two: how many of them bound no more than two countries; a congress of many makes nobody a go-between
// column offices: in which offices, where the sources say
// column ids: their ids
// column person_id: the person's id
MATCH (person:Person)-[]->(t:Tie)
WITH t, collect(DISTINCT person) AS persons
MATCH (t)<-[]-(q:Actor)
WITH q, collect({t: t, persons: persons}) AS parts
OPTIONAL MATCH (q)-[:BELONGS_TO|PART_OF*0..4]->(c:Country)
WITH q, head(collect(parts)) AS parts, collect(DISTINCT c) AS countries
UNWIND parts AS part
UNWIND CASE countries WHEN [] THEN [null] ELSE countries END AS c
WITH part.t AS t, head(collect(part.persons)) AS persons, collect(DISTINCT c) AS countries
ORDER BY t.earliest, t.latest, t.id
UNWIND persons AS person
WITH person, collect(t.id) AS ids, collect(countries) AS met, count(CASE WHEN size(countries) <= 2 THEN 1 END) AS of_two
WHERE $country IS NULL OR any(countries IN met WHERE any(c IN countries WHERE c.id = $country))
UNWIND met AS countries
UNWIND countries AS c
WITH person, c, count(c) AS times, head(collect(ids)) AS ids, max(of_two) AS of_two
ORDER BY times DESC, c.name, c.id
WITH person, collect(c.name) AS countries, head(collect(ids)) AS ids, max(of_two) AS of_two
WHERE size(countries) >= $least AND (size(ids) > 1 OR EXISTS { MATCH (person)-[]->(:Tie)<-[]-(:Actor) })
RETURN person.name AS person,
       COLLECT { MATCH (person)-[:BELONGS_TO]->(o) RETURN DISTINCT o.name AS x ORDER BY x } AS of,
       size(countries) AS number, countries, size(ids) AS ties, of_two,
       COLLECT { MATCH (person)-[r]->(:Tie) WHERE r.office IS NOT NULL RETURN DISTINCT r.office AS x ORDER BY x } AS offices,
       ids, person.id AS person_id
ORDER BY of_two > 1 DESC, number DESC, ties DESC, person, person_id
