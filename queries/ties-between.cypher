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
OPTIONAL MATCH (x:Actor)-[:BELONGS_TO|PART_OF*1..2]->(a)
WITH collect(DISTINCT x.id) + [$a] AS side_a
MATCH (b:Elshi {id: $b})
OPTIONAL MATCH (y:Actor)-[:BELONGS_TO|PART_OF*1..2]->(b)
WITH side_a, collect(DISTINCT y.id) + [$b] AS side_b
UNWIND side_a AS one
MATCH (:Elshi {id: one})-[]->(t:Tie)
WHERE ($kind IS NULL OR t.kind = $kind) AND ($field IS NULL OR $field IN t.fields)
WITH DISTINCT side_a, side_b, t
MATCH (q:Actor)-[]->(t)
WHERE q.id IN side_b
WITH DISTINCT side_a, side_b, t
RETURN t.date AS date, t.kind AS kind, t.name AS tie,
       COLLECT { MATCH (p:Actor)-[r]->(t) WHERE p.id IN side_a
                 RETURN DISTINCT type(r) + CASE WHEN p.id = $a THEN '' ELSE ' (' + p.name + ')' END AS x ORDER BY x } AS a_as,
       COLLECT { MATCH (p:Actor)-[r]->(t) WHERE p.id IN side_b
                 RETURN DISTINCT type(r) + CASE WHEN p.id = $b THEN '' ELSE ' (' + p.name + ')' END AS x ORDER BY x } AS b_as,
       COLLECT { MATCH (t)-[:HELD_IN]->(p) RETURN DISTINCT p.name AS x ORDER BY x } AS places,
       t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id
ORDER BY t.earliest IS NULL, t.earliest, t.latest, id
