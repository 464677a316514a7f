// title: Who honours whom
// question: Whose memory was honoured by anniversaries, awards, monuments and names, where and by whom?
// parameter person: actor = | Абай | only what honours this person, place or body
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column honoured: who is honoured
// column date: when, as the source has it
// column kind: anniversary, award, monument, naming …
// column tie: its name
// column by: who honoured, hosted or organised; derived: the state on whose ground it was, where nobody of it is told to have
// column places: where
// column certainty: stated, or unsure
// column sources: who says so
// column id: the tie's id
CALL () {
  MATCH (t:Tie)-[:HONOURS]->(who:Elshi)
  RETURN t, who
  UNION
  MATCH (who:Actor)-[:RECEIVED]->(t:Honour)
  RETURN t, who
}
WITH DISTINCT t, who
WHERE $person IS NULL OR who.id = $person
WITH t, who,
       COLLECT { MATCH (t)<-[r]-(p:Actor)
                 WHERE type(r) IN ['GAVE', 'HOSTED', 'ORGANISED', 'JOINED', 'LAUNCHED'] OR p:Country AND $stated IS NULL
                   AND any(i IN range(0, size(coalesce(r.roles, [])) - 1) WHERE r.roles[i] = 'HOSTED' AND r.by[i] = 'ground')
                 WITH p, min(CASE type(r) WHEN 'SIDE_IN' THEN 1 ELSE 0 END) AS derived
                 RETURN p.name + CASE derived WHEN 1 THEN ' (derived: ground)' ELSE '' END AS x ORDER BY x } AS by,
       COLLECT { MATCH (t)-[:HELD_IN]->(p) RETURN DISTINCT p.name AS x ORDER BY x } AS places,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources
RETURN who.name AS honoured, t.date AS date, t.kind AS kind, t.name AS tie, by, places, t.certainty AS certainty,
       sources, t.id AS id
ORDER BY honoured, who.id, t.earliest, t.latest, id
