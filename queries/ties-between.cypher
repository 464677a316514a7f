// title: Ties between two actors
// question: What bound A and B, when, in which parts, and who says so?
// parameter a: actor | Kazakhstan | one of the two
// parameter b: actor | China | the other
// parameter kind: text = | agreement | only ties of this kind
// parameter field: text = | music | only ties in this field
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
OPTIONAL MATCH (x:Actor)-[:BELONGS_TO|PART_OF*1..2]->(a)
WITH collect(DISTINCT x.id) + [$a] AS side_a
MATCH (b:Elshi {id: $b})
OPTIONAL MATCH (y:Actor)-[:BELONGS_TO|PART_OF*1..2]->(b)
WITH side_a, collect(DISTINCT y.id) + [$b] AS side_b
UNWIND side_a AS one
MATCH (p:Elshi {id: one})-[ra]->(t:Tie)
WHERE ($kind IS NULL OR t.kind = $kind) AND ($field IS NULL OR $field IN t.fields)
WITH side_b, t, collect(DISTINCT type(ra) + CASE WHEN one = $a THEN '' ELSE ' (' + p.name + ')' END) AS a_roles
MATCH (q:Actor)-[rb]->(t)
WHERE q.id IN side_b
WITH t, a_roles, collect(DISTINCT type(rb) + CASE WHEN q.id = $b THEN '' ELSE ' (' + q.name + ')' END) AS b_roles
OPTIONAL MATCH (t)-[:HELD_IN]->(place)
WITH t, a_roles, b_roles, collect(DISTINCT place.name) AS places
OPTIONAL MATCH (t)-[:CITES]->(s:Source)
WITH t, a_roles, b_roles, places, collect(DISTINCT s.id) AS sources
RETURN t.date AS date, t.kind AS kind, t.name AS tie, a_roles AS a_as, b_roles AS b_as,
       places, t.certainty AS certainty, sources, t.id AS id
ORDER BY t.earliest IS NULL, t.earliest, t.latest, id
