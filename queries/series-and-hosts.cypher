// title: Recurring festivals and their hosts
// question: What recurs, how often is it told of, and who hosted the editions?
// parameter kind: kind = | festival | only series of this kind
// parameter host: actor = | Kazakhstan | only series of which it, or a body of its own, hosted an edition, or that met on its ground
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column kind: festival, competition, culture days …
// column series: its name
// column recurrence: how often, in the words of the source
// column years: since and until when the series is told of
// column hosts: who hosted the series or an edition of it
// column editions: how many editions are told of
// column held: each edition's date and place, in order of time
// column sources: who says so
// column id: the series' id
// column edition_ids: the editions' ids
MATCH (s:Series:Elshi)
WHERE $kind IS NULL OR s.kind = $kind
OPTIONAL MATCH (s)<-[:EDITION_OF]-(e:Tie)
WITH s, e ORDER BY e.earliest, e.latest, e.id
WITH s, collect(e) AS editions
WHERE $host IS NULL OR any(one IN editions + [s] WHERE EXISTS { MATCH (one)<-[r:HOSTED|SIDE_IN]-(h:Actor)
                                                              WHERE h.id = $host AND (type(r) = 'HOSTED' OR any(i IN range(0, size(coalesce(r.roles, [])) - 1)
         WHERE r.roles[i] = 'HOSTED' AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language']))) })
RETURN s.kind AS kind, s.name AS series, s.recurrence AS recurrence, s.date AS years,
       COLLECT { UNWIND editions + [s] AS one MATCH (one)<-[:HOSTED]-(h:Actor) RETURN DISTINCT h.name AS x ORDER BY x } AS hosts,
       size(editions) AS editions,
       COLLECT { UNWIND range(0, size(editions) - 1) AS i WITH editions[i] AS e, i
                 OPTIONAL MATCH (e)-[:HELD_IN]->(p:Actor)
                 WITH i, e, p ORDER BY p.name
                 WITH i, e, collect(DISTINCT p.name) AS places
                 RETURN trim(coalesce(e.date, 'undated') + reduce(text = '', p IN places | text + ' ' + p)) AS x ORDER BY i } AS held,
       COLLECT { MATCH (s)-[:CITES]->(c:Source) RETURN DISTINCT c.id AS x ORDER BY x } AS sources, s.id AS id,
       [e IN editions | e.id] AS edition_ids
ORDER BY editions DESC, kind, id
