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
MATCH (person:Person)-[r]->(t:Tie)
WITH person, t, collect(r.office) AS offices
WITH person, collect({t: t, offices: offices}) AS parts
WHERE size(parts) > 1 OR size(parts) = 1 AND EXISTS { MATCH (person)-[]->(:Tie)<-[]-(:Actor) }
UNWIND parts AS part
WITH person, part.t AS t, part.offices AS offices
OPTIONAL MATCH (t)<-[]-(q:Actor)
OPTIONAL MATCH (q)-[:BELONGS_TO|PART_OF*0..4]->(c:Country)
WITH person, t, offices, collect(DISTINCT c) AS countries
WITH person, collect({t: t, offices: offices, countries: countries}) AS parts
WHERE $country IS NULL OR any(part IN parts WHERE any(c IN part.countries WHERE c.id = $country))
UNWIND parts AS part
UNWIND part.countries AS c
WITH person, parts, c, count(part) AS met
ORDER BY met DESC, c.name, c.id
WITH person, parts, collect(c.name) AS countries
WHERE size(countries) >= $least
UNWIND parts AS part
WITH person, countries, part, part.t AS t
ORDER BY t.earliest IS NULL, t.earliest, t.latest, t.id
WITH person, countries, collect(t.id) AS ids, count(CASE WHEN size(part.countries) <= 2 THEN 1 END) AS of_two
RETURN person.name AS person,
       COLLECT { MATCH (person)-[:BELONGS_TO]->(o) RETURN DISTINCT o.name AS x ORDER BY x } AS of,
       size(countries) AS number, countries, size(ids) AS ties, of_two,
       COLLECT { MATCH (person)-[r]->(:Tie) WHERE r.office IS NOT NULL RETURN DISTINCT r.office AS x ORDER BY x } AS offices,
       ids, person.id AS person_id
ORDER BY of_two > 1 DESC, number DESC, ties DESC, person, person_id
