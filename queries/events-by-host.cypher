// title: Events by host
// question: What was held on an actor's ground or by its invitation, and whose culture was shown?
// parameter host: actor | China | who hosted
// parameter kind: kind = | culture-days | only events of this kind
// column date: when, as the source has it
// column kind: festival, exhibition, culture days …
// column event: its name
// column presented: whose culture it showed
// column places: where
// column series: the series whose edition it is
// column certainty: stated, or unsure
// column sources: who says so
// column id: the event's id
MATCH (h:Elshi {id: $host})
MATCH (h)<-[:BELONGS_TO|PART_OF*0..4]-(x:Actor)
WITH DISTINCT x
MATCH (x)-[:HOSTED]->(t:Event)
WHERE $kind IS NULL OR t.kind = $kind
WITH DISTINCT t
RETURN t.date AS date, t.kind AS kind, t.name AS event,
       COLLECT { MATCH (t)<-[:PRESENTED]-(p:Actor) RETURN DISTINCT p.name AS x ORDER BY x } AS presented,
       COLLECT { MATCH (t)-[:HELD_IN]->(p) RETURN DISTINCT p.name AS x ORDER BY x } AS places,
       COLLECT { MATCH (t)-[:EDITION_OF]->(s) RETURN DISTINCT s.name AS x ORDER BY x } AS series,
       t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id
ORDER BY t.earliest, t.latest, id
