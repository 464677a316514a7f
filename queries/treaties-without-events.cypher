// title: Treaties that led to no recorded event
// question: Under which treaties does no source tell of anything that was held?
// parameter group: group = | Kazakhstan; Turkey | only treaties that one of these, or a body of its own, signed
// parameter field: field = | education | only treaties in this field
// parameter from: year = | 1992 | the first year of signature
// parameter to: year = | 2000 | the last year of signature
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
WHERE $field IS NULL OR $field IN t.fields
WITH t, CASE WHEN t.earliest IS NULL AND t.latest IS NULL THEN 'undated'
             WHEN $from IS NULL AND $to IS NULL THEN 'dated'
             WHEN t.earliest > $to_end OR t.latest < $from_start THEN 'no'
             WHEN t.begun <= $to_end AND t.until >= $from_start THEN 'certainly'
             ELSE 'possibly' END AS when
WHERE when <> 'no'
OPTIONAL MATCH (t)<-[:UNDER*1..4]-(x:Tie)
WITH t, when, collect(DISTINCT x) AS under
WHERE none(x IN under WHERE x:Event OR x:Series)
OPTIONAL MATCH (t)<-[:SIGNED]-(p:Actor)
OPTIONAL MATCH (p)-[:BELONGS_TO|PART_OF*0..4]->(u:Actor)
WITH t, when, under, collect(DISTINCT p.name) AS parties, collect(DISTINCT u.id) AS sides
WHERE $group IS NULL OR any(side IN sides WHERE side IN $group)
RETURN t.date AS signed, when, t.kind AS kind, t.name AS treaty,
       COLLECT { UNWIND parties AS x RETURN x ORDER BY x } AS parties, t.valid AS valid,
       COLLECT { UNWIND under AS x RETURN x.name AS name ORDER BY name } AS led_to,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id
ORDER BY t.earliest, t.latest, id
