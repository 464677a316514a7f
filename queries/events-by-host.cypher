// title: Events by host
// question: What was held on an actor's ground or by its invitation, and whose culture was shown?
// parameter host: actor | China | who hosted
// parameter kind: kind = | culture-days | only events of this kind
// parameter stated: flag = | yes | only where a source states that it hosted, and it is not merely its ground
// column date: when, as the source has it
// column kind: festival, exhibition, culture days …
// column event: its name
// column hosted: stated, or derived where only the ground says so
// column presented: whose culture it showed
// column places: where
// column series: the series whose edition it is
// column certainty: stated, or unsure
// column sources: who says so
// column id: the event's id
// summary: hosted
MATCH (h:Elshi {id: $host})
MATCH (h)-[r:HOSTED|SIDE_IN]->(t:Event)
WHERE ($kind IS NULL OR t.kind = $kind) AND (type(r) = 'HOSTED' OR any(i IN range(0, size(coalesce(r.roles, [])) - 1)
         WHERE r.roles[i] = 'HOSTED' AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language'])))
WITH t, CASE type(r) WHEN 'HOSTED' THEN 'stated'
             ELSE head([i IN range(0, size(r.roles) - 1) WHERE r.roles[i] = 'HOSTED' | r.by[i]]) END AS by
WITH t, max(CASE WHEN by IN ['office', 'seat', 'ground', 'language'] THEN 0 ELSE 1 END) AS stated
WHERE $stated IS NULL OR stated = 1
RETURN t.date AS date, t.kind AS kind, t.name AS event, CASE stated WHEN 1 THEN 'stated' ELSE 'derived' END AS hosted,
       COLLECT { MATCH (t)<-[:PRESENTED]-(p:Actor) RETURN DISTINCT p.name AS x ORDER BY x } AS presented,
       COLLECT { MATCH (t)-[:HELD_IN]->(p) RETURN DISTINCT p.name AS x ORDER BY x } AS places,
       COLLECT { MATCH (t)-[:EDITION_OF]->(s) RETURN DISTINCT s.name AS x ORDER BY x } AS series,
       t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id
ORDER BY t.earliest, t.latest, id
