// title: Programmes and what they carried out
// question: Who launched which programmes and projects, who joined, and what was done under them?
// parameter group: group = | Kazakhstan | only programmes that one of these, or a body of its own, launched or joined
// parameter kind: kind = | joint-project | state-programme, joint-project or scholarship
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column date: when, as the source has it
// column kind: state programme, joint project, scholarship
// column programme: its name
// column launched_by: who launched it
// column joined_by: who took part
// column carried_out: what was done under it, directly or through another
// column certainty: stated, or unsure
// column sources: who says so
// column id: the programme's id
// column carried_out_ids: the ids of what was done
MATCH (t:Programme:Elshi)
WHERE ($kind IS NULL OR t.kind = $kind)
  AND ($group IS NULL OR EXISTS { MATCH (t)<-[r]-(p:Actor) WHERE p.id IN $group AND ($stated IS NULL OR NOT coalesce(r.derived, false)) })
OPTIONAL MATCH (t)<-[:UNDER*1..4]-(x:Tie)
WITH t, collect(DISTINCT x) AS under
RETURN t.date AS date, t.kind AS kind, t.name AS programme,
       COLLECT { MATCH (t)<-[:LAUNCHED]-(p:Actor) RETURN DISTINCT p.name AS x ORDER BY x } AS launched_by,
       COLLECT { MATCH (t)<-[:JOINED]-(p:Actor) RETURN DISTINCT p.name AS x ORDER BY x } AS joined_by,
       COLLECT { UNWIND under AS x RETURN x.name AS name ORDER BY x.earliest, x.id } AS carried_out,
       t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id,
       COLLECT { UNWIND under AS x RETURN x.id AS y ORDER BY x.earliest, y } AS carried_out_ids
ORDER BY size(carried_out) DESC, t.earliest, t.latest, id
