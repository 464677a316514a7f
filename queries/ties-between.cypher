// title: Ties between two actors
// question: What bound A and B, when, in which parts, and who says so?
// parameter a: actor | Kazakhstan | one of the two
// parameter b: actor | China | the other
// parameter kind: kind = | agreement | only ties of this kind; conflicts and laws of one state only where asked for
// parameter field: field = | music | only ties in this field
// parameter stated: flag = | yes | only where sources state both sides, and no rule derives one
// column date: when, as the source has it
// column kind: the form of the tie
// column tie: its name
// column a_as: in which part the one, or somebody of theirs, took part; derived: by which rule that is so
// column b_as: the same of the other
// column places: where
// column certainty: stated, or unsure
// column sources: who says so
// column id: the tie's id
MATCH (a:Elshi {id: $a})
MATCH (a)-[r]->(t:Tie)
WHERE ($kind IS NULL AND NOT (t:Incident OR t:Law) OR t.kind = $kind) AND ($field IS NULL OR $field IN t.fields)
  AND ($stated IS NULL OR NOT coalesce(r.derived, false))
WITH t, max(r.apart) AS apart
MATCH (t)<-[r]-(b:Actor)
WHERE b.id = $b AND ($stated IS NULL OR NOT coalesce(r.derived, false)) AND (coalesce(apart, '') = '' OR r.apart <> apart)
WITH DISTINCT t
RETURN t.date AS date, t.kind AS kind, t.name AS tie,
       COLLECT { MATCH (t)<-[r]-(a:Actor) WHERE a.id = $a
         UNWIND CASE type(r) WHEN 'SIDE_IN' THEN range(-2, size(r.roles) - 1) ELSE [-1] END AS i
         WITH t, CASE WHEN i >= 0 THEN r.roles[i] WHEN i = -1 AND type(r) <> 'SIDE_IN' THEN type(r) END AS role,
              CASE WHEN i >= 0 THEN r.by[i] ELSE '' END AS by, coalesce(r.roles, []) AS roles, coalesce(r.through, []) AS through
         WHERE $stated IS NULL OR NOT by IN ['office', 'seat', 'ground', 'language']
         OPTIONAL MATCH (t)<-[p]-(x:Actor)
         WHERE (type(p) = role OR role IS NULL AND NOT type(p) IN roles) AND x.id IN through AND type(p) <> 'SIDE_IN'
         WITH coalesce(role, type(p)) AS role, by, x.name AS name
         WHERE role IS NOT NULL
         RETURN DISTINCT role + CASE WHEN by IN ['office', 'seat', 'ground', 'language'] THEN ' (derived: ' + by + coalesce(', ' + name, '') + ')'
           ELSE coalesce(' (' + name + ')', '') END AS x ORDER BY x } AS a_as,
       COLLECT { MATCH (t)<-[r]-(a:Actor) WHERE a.id = $b
         UNWIND CASE type(r) WHEN 'SIDE_IN' THEN range(-2, size(r.roles) - 1) ELSE [-1] END AS i
         WITH t, CASE WHEN i >= 0 THEN r.roles[i] WHEN i = -1 AND type(r) <> 'SIDE_IN' THEN type(r) END AS role,
              CASE WHEN i >= 0 THEN r.by[i] ELSE '' END AS by, coalesce(r.roles, []) AS roles, coalesce(r.through, []) AS through
         WHERE $stated IS NULL OR NOT by IN ['office', 'seat', 'ground', 'language']
         OPTIONAL MATCH (t)<-[p]-(x:Actor)
         WHERE (type(p) = role OR role IS NULL AND NOT type(p) IN roles) AND x.id IN through AND type(p) <> 'SIDE_IN'
         WITH coalesce(role, type(p)) AS role, by, x.name AS name
         WHERE role IS NOT NULL
         RETURN DISTINCT role + CASE WHEN by IN ['office', 'seat', 'ground', 'language'] THEN ' (derived: ' + by + coalesce(', ' + name, '') + ')'
           ELSE coalesce(' (' + name + ')', '') END AS x ORDER BY x } AS b_as,
       COLLECT { MATCH (t)-[:HELD_IN]->(p) RETURN DISTINCT p.name AS x ORDER BY x } AS places,
       t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id
ORDER BY t.earliest, t.latest, id
