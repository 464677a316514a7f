// title: Attendance by edition of a series
// question: Which countries came to each edition of a series, who was new, and who stayed away?
// parameter series: series | Voice of Asia | the series
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column date: when, as the source has it
// column edition: its name
// column places: where
// column countries: how many countries are named; a list in a source need not be whole
// column came: which, as those who took part count for them; the state on whose ground it was came, too
// column new: which of them are named at no earlier edition; empty for the first and for an edition without a date
// column away: which were named at the edition before, and are not at this one
// column certainty: stated, or unsure
// column sources: who says so
// column id: the edition's id
MATCH (:Elshi {id: $series})<-[:EDITION_OF]-(t:Tie)
OPTIONAL MATCH (t)<-[r]-(c:Country)
WHERE (type(r) IN ['HOSTED', 'PRESENTED', 'PERFORMED', 'JOINED', 'ORGANISED'] OR any(i IN range(0, size(coalesce(r.roles, [])) - 1)
         WHERE r.roles[i] IN ['HOSTED', 'PRESENTED', 'PERFORMED', 'JOINED', 'ORGANISED'] AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language'])))
WITH t, c
ORDER BY c.name, c.id
WITH t, collect(DISTINCT c.name) AS came
ORDER BY t.earliest, t.latest, t.id
WITH collect({t: t, came: came}) AS editions
UNWIND range(0, size(editions) - 1) AS i
WITH editions, i, editions[i].t AS t, editions[i].came AS came
RETURN t.date AS date, t.name AS edition,
       COLLECT { MATCH (t)-[:HELD_IN]->(p) RETURN DISTINCT p.name AS x ORDER BY x } AS places,
       size(came) AS countries, came,
       CASE WHEN i = 0 OR t.earliest IS NULL THEN [] ELSE [c IN came WHERE none(j IN range(0, i - 1) WHERE c IN editions[j].came)] END AS new,
       CASE WHEN i = 0 OR t.earliest IS NULL THEN [] ELSE [c IN editions[i - 1].came WHERE NOT c IN came] END AS away,
       t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id
ORDER BY t.earliest, t.latest, id
