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
MATCH (t:Partnership:Elshi)
WHERE t.kind IN ['university', 'academy', 'school']
MATCH (p:Actor)-[:PARTNERED]->(t)
OPTIONAL MATCH (p)-[:BELONGS_TO|PART_OF*1..2]->(owner:Country)
WITH t, collect(DISTINCT p.id) + collect(DISTINCT owner.id) AS ids
WHERE $a IN ids AND $b IN ids
RETURN t.date AS date, t.kind AS kind, t.name AS partnership,
       COLLECT { MATCH (p:Actor)-[:PARTNERED]->(t) RETURN DISTINCT p.name AS x ORDER BY x } AS partners,
       t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id
ORDER BY t.earliest IS NULL, t.earliest, t.latest, id
