// title: Treaties that led to no recorded event
// question: Under which treaties does no source tell of anything that was held?
// parameter group: group = | Kazakhstan; Turkey | only treaties that one of these, or a body of its own, signed
// parameter field: field = | education | only treaties in this field
// parameter from: year = | 1992 | the first year of signature
// parameter to: year = | 2000 | the last year of signature
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column signed: date of signature
// column when: signed certainly or possibly in those years; without years dated or undated
// column kind: treaty, agreement, plan …
// column treaty: its name
// column parties: who signed
// column valid: the years that it is made for
// column led_to: what is told instead: exchanges, programmes, further treaties
// column sources: who says so
// column id: the treaty's id
// summary: when
MATCH (t:Treaty:Elshi)
WHERE ($field IS NULL OR $field IN t.fields)
  AND ($group IS NULL OR EXISTS { MATCH (t)<-[r:SIGNED|SIDE_IN]-(p:Actor) WHERE p.id IN $group AND (type(r) = 'SIGNED' OR any(i IN range(0, size(coalesce(r.roles, [])) - 1)
         WHERE r.roles[i] = 'SIGNED' AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language']))) })
WITH t, CASE WHEN t.earliest IS NULL AND t.latest IS NULL THEN 'undated'
             WHEN $from IS NULL AND $to IS NULL THEN 'dated'
             WHEN t.earliest > $to_end OR t.latest < $from_start THEN 'no'
             WHEN t.begun <= $to_end AND t.until >= $from_start THEN 'certainly'
             ELSE 'possibly' END AS when
WHERE when <> 'no'
OPTIONAL MATCH (t)<-[:UNDER*1..4]-(x:Tie)
WITH t, when, collect(DISTINCT x) AS under
WHERE none(x IN under WHERE x:Event OR x:Series)
RETURN t.date AS signed, when, t.kind AS kind, t.name AS treaty,
       COLLECT { MATCH (t)<-[:SIGNED]-(p:Actor) RETURN DISTINCT p.name AS x ORDER BY x } AS parties, t.valid AS valid,
       COLLECT { UNWIND under AS x RETURN x.name AS name ORDER BY name } AS led_to,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id
ORDER BY t.earliest, t.latest, id
