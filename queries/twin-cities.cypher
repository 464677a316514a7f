// title: Twin cities
// question: Which cities are twinned, of which countries, and since when?
// parameter country: country = | Turkey | only cities of this country
// column a: one city
// column of_a: its country, or that for which it took part
// column b: the other
// column of_b: its country
// column date: since when, as the source has it
// column tie: its name
// column certainty: stated, or unsure
// column sources: who says so
// column a_id: the one city's id
// column b_id: the other's id
// column id: the tie's id
MATCH (t:Partnership:Elshi)
WHERE t.kind = 'twin-city'
MATCH (t)<-[:PARTNERED]-(p:Actor)
OPTIONAL MATCH (t)<-[r]-(c:Country)
WHERE c.id = p.id OR type(r) = 'SIDE_IN' AND p.id IN r.through
WITH t, p, c ORDER BY c.name, c.id
WITH t, p, collect(DISTINCT c.name) AS names, collect(DISTINCT c.id) AS countries
WITH t, {name: p.name, id: p.id, of: names, countries: countries,
         apart: coalesce(head(COLLECT { MATCH (t)<-[r:SIDE_IN]-(q:Actor) WHERE q.id = p.id RETURN r.apart AS x }), '')} AS city ORDER BY city.name, city.id
WITH t, collect(city) AS cities
WHERE $country IS NULL OR any(city IN cities WHERE $country IN city.countries)
UNWIND range(0, size(cities) - 2) AS i
UNWIND range(i + 1, size(cities) - 1) AS j
WITH t, cities[i] AS a, cities[j] AS b
WHERE a.apart = '' OR a.apart <> b.apart
RETURN a.name AS a, a.of AS of_a, b.name AS b, b.of AS of_b, t.date AS date, t.name AS tie, t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources,
       a.id AS a_id, b.id AS b_id, t.id AS id
ORDER BY a, b, id
