// title: Ties between two actors
// question: What bound A and B, when, in which parts, and who says so?
// parameter a: actor | Kazakhstan | one of the two
// parameter b: actor | China | the other
// parameter kind: kind = | agreement | only ties of this kind
// parameter field: field = | music | only ties in this field
// column date: when, as the source has it
// column kind: the form of the tie
// column tie: its name
// column a_as: in which part the one, or somebody of theirs, took part
// column b_as: the same of the other
// column places: where
// column certainty: stated, or unsure
// column sources: who says so
// column id: the tie's id
MATCH (a:Elshi {id: $a})
MATCH (a)<-[:BELONGS_TO|PART_OF*0..4]-(x:Actor)
WITH collect(DISTINCT x.id) AS side_a
MATCH (b:Elshi {id: $b})
MATCH (b)<-[:BELONGS_TO|PART_OF*0..4]-(y:Actor)
WITH DISTINCT side_a, y
MATCH (y)-[r]->(t:Tie)
WHERE ($kind IS NULL OR t.kind = $kind) AND ($field IS NULL OR $field IN t.fields)
WITH side_a, t, type(r) + CASE WHEN y.id = $b THEN '' ELSE ' (' + y.name + ')' END AS part ORDER BY part
WITH side_a, t, collect(DISTINCT part) AS b_as
MATCH (t)<-[r]-(p:Actor)
WHERE p.id IN side_a
WITH t, b_as, type(r) + CASE WHEN p.id = $a THEN '' ELSE ' (' + p.name + ')' END AS part ORDER BY part
WITH t, b_as, collect(DISTINCT part) AS a_as
RETURN t.date AS date, t.kind AS kind, t.name AS tie, a_as, b_as,
       COLLECT { MATCH (t)-[:HELD_IN]->(p) RETURN DISTINCT p.name AS x ORDER BY x } AS places,
       t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id
ORDER BY t.earliest, t.latest, id
