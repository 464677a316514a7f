// title: Partnerships between two countries' universities
// question: Which universities and academies of A and B work together?
// parameter a: country | Kazakhstan | one country
// parameter b: country | Turkey | the other
// column date: since when
// column kind: university, academy, school …
// column partnership: its name
// column partners: the partners
// column certainty: stated, or unsure
// column sources: who says so
// column id: the partnership's id
MATCH (a:Elshi {id: $a})
OPTIONAL MATCH (x:Actor)-[:BELONGS_TO|PART_OF*1..2]->(a)
WITH collect(DISTINCT x.id) + [$a] AS side_a
MATCH (b:Elshi {id: $b})
OPTIONAL MATCH (y:Actor)-[:BELONGS_TO|PART_OF*1..2]->(b)
WITH side_a, collect(DISTINCT y.id) + [$b] AS side_b
UNWIND side_a AS one
MATCH (:Elshi {id: one})-[:PARTNERED]->(t:Partnership)
WHERE t.kind IN ['university', 'academy', 'school']
WITH DISTINCT side_b, t
MATCH (q:Actor)-[:PARTNERED]->(t)
WHERE q.id IN side_b
WITH DISTINCT t
RETURN t.date AS date, t.kind AS kind, t.name AS partnership,
       COLLECT { MATCH (p:Actor)-[:PARTNERED]->(t) RETURN DISTINCT p.name AS x ORDER BY x } AS partners,
       t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id
ORDER BY t.earliest IS NULL, t.earliest, t.latest, id
