// title: Treaties in force in a year
// question: Which treaties were in force in a year, certainly or possibly?
// parameter year: year | 1996 | the year
// parameter country: country = | Kazakhstan | only treaties that it, or a body of its own, signed
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column when: certainly (entry and end are stated) or possibly (begun, end unknown)
// column signed: date of signature
// column in_force: entry into force, where it is stated
// column valid: the years that it is made for
// column treaty: its name
// column parties: who signed
// column sources: who says so
// column id: the treaty's id
// summary: when
MATCH (t:Treaty:Elshi)
WHERE $country IS NULL OR EXISTS { MATCH (t)<-[r:SIGNED|SIDE_IN]-(c:Actor) WHERE c.id = $country
                                   AND (type(r) = 'SIGNED' OR any(i IN range(0, size(coalesce(r.roles, [])) - 1)
         WHERE r.roles[i] = 'SIGNED' AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language']))) }
WITH t, coalesce(t.force_from, t.valid_from) AS stated_start,
     coalesce(t.force_from, t.valid_from, t.earliest) AS start,
     CASE WHEN t.in_force CONTAINS '/' THEN t.force_to ELSE t.valid_to END AS end
WITH t, CASE WHEN start IS NULL AND end IS NULL THEN 'undated'
             WHEN start > $year_end OR end < $year_start THEN 'no'
             WHEN stated_start <= $year_start AND end >= $year_end THEN 'certainly'
             ELSE 'possibly' END AS when
WHERE when <> 'no'
RETURN when, t.date AS signed, t.in_force AS in_force, t.valid AS valid, t.name AS treaty,
       COLLECT { MATCH (t)<-[:SIGNED]-(p:Actor) RETURN DISTINCT p.name AS x ORDER BY x } AS parties,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id
ORDER BY CASE when WHEN 'certainly' THEN 0 ELSE 1 END,
         t.earliest, t.latest, id
