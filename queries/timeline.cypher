// title: Timeline of an actor
// question: What did an actor, or those who belong to it, take part in, in order of time?
// parameter actor: actor | Kazakhstan | whose timeline
// parameter from: year = | 1992 | the first year
// parameter to: year = | 2000 | the last year
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column date: when, as the source has it
// column when: certainly or possibly in those years; without years dated or undated
// column kind: the form of the tie
// column tie: its name
// column as: in which part, and who where it was not the actor itself; derived: by which rule that is so; derived: by which rule that is so; derived: by which rule that is so; derived: by which rule that is so; derived: by which rule that is so
// column with: the others who took part
// column certainty: stated, or unsure
// column sources: who says so
// column id: the tie's id
// summary: when
MATCH (a:Elshi {id: $actor})
MATCH (a)-[r]->(t:Tie)
WHERE ($stated IS NULL OR NOT coalesce(r.derived, false))
WITH DISTINCT t
WITH t, CASE WHEN t.earliest IS NULL AND t.latest IS NULL THEN 'undated'
             WHEN $from IS NULL AND $to IS NULL THEN 'dated'
             WHEN t.earliest > $to_end OR t.latest < $from_start THEN 'no'
             WHEN t.begun <= $to_end AND t.until >= $from_start THEN 'certainly'
             ELSE 'possibly' END AS when
ORDER BY t.earliest, t.latest, t.id
WHERE when <> 'no'
RETURN t.date AS date, when, t.kind AS kind, t.name AS tie,
       COLLECT { MATCH (t)<-[r]-(a:Actor) WHERE a.id = $actor
         UNWIND CASE type(r) WHEN 'SIDE_IN' THEN range(-2, size(r.roles) - 1) ELSE [-1] END AS i
         WITH t, CASE WHEN i >= 0 THEN r.roles[i] WHEN i = -1 AND type(r) <> 'SIDE_IN' THEN type(r) END AS role,
              CASE WHEN i >= 0 THEN r.by[i] ELSE '' END AS by, coalesce(r.roles, []) AS roles, coalesce(r.through, []) AS through
         WHERE $stated IS NULL OR NOT by IN ['office', 'seat', 'ground', 'language']
         OPTIONAL MATCH (t)<-[p]-(x:Actor)
         WHERE (type(p) = role OR role IS NULL AND NOT type(p) IN roles) AND x.id IN through AND type(p) <> 'SIDE_IN'
         WITH coalesce(role, type(p)) AS role, by, x.name AS name
         WHERE role IS NOT NULL
         RETURN DISTINCT role + CASE WHEN by IN ['office', 'seat', 'ground', 'language'] THEN ' (derived: ' + by + coalesce(', ' + name, '') + ')'
           ELSE coalesce(' (' + name + ')', '') END AS x ORDER BY x } AS as,
       COLLECT { MATCH (t)<-[o]-(p:Actor)
                 WHERE p.id <> $actor AND type(o) <> 'SIDE_IN'
                   AND NOT EXISTS { MATCH (t)<-[s:SIDE_IN]-(a:Actor) WHERE a.id = $actor AND p.id IN s.through }
                 RETURN DISTINCT p.name AS x ORDER BY x } AS with,
       t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id
