// title: Partnerships between two countries' universities
// question: Which universities and academies of A and B work together?
// parameter a: country | Kazakhstan | one country
// parameter b: country | Turkey | the other
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column date: since when
// column kind: university, academy, school …
// column partnership: its name
// column partners: the partners; others who took part, with their part
// column certainty: stated, or unsure
// column sources: who says so
// column id: the partnership's id
MATCH (a:Elshi {id: $a})
MATCH (a)-[r]->(t:Partnership)
WHERE t.kind IN ['university', 'academy', 'school'] AND ($stated IS NULL OR NOT coalesce(r.derived, false))
WITH t, max(r.apart) AS apart
MATCH (t)<-[r]-(b:Actor)
WHERE b.id = $b AND ($stated IS NULL OR NOT coalesce(r.derived, false)) AND (coalesce(apart, '') = '' OR r.apart <> apart)
WITH DISTINCT t
RETURN t.date AS date, t.kind AS kind, t.name AS partnership,
       COLLECT { MATCH (t)<-[r]-(p:Actor) WHERE type(r) <> 'SIDE_IN'
                 RETURN DISTINCT p.name + CASE type(r) WHEN 'PARTNERED' THEN '' ELSE ' (' + type(r) + ')' END AS x ORDER BY x } AS partners,
       t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id
ORDER BY t.earliest, t.latest, id
