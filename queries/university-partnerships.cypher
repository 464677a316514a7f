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
MATCH (a)<-[:BELONGS_TO|PART_OF*0..4]-(x:Actor)
WITH collect(DISTINCT x.id) AS side_a
MATCH (b:Elshi {id: $b})
MATCH (b)<-[:BELONGS_TO|PART_OF*0..4]-(y:Actor)
WITH DISTINCT side_a, y
MATCH (y)-[:PARTNERED]->(t:Partnership)
WHERE t.kind IN ['university', 'academy', 'school']
WITH DISTINCT side_a, t
MATCH (t)<-[:PARTNERED]-(p:Actor)
WHERE p.id IN side_a
WITH DISTINCT t
RETURN t.date AS date, t.kind AS kind, t.name AS partnership,
       COLLECT { MATCH (t)<-[:PARTNERED]-(p:Actor) RETURN DISTINCT p.name AS x ORDER BY x } AS partners,
       t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id
ORDER BY t.earliest, t.latest, id
