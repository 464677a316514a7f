// title: Treaties of a country
// question: What did a country, its ministries and bodies sign, with whom, and for which years?
// parameter country: country | Kazakhstan | whose treaties
// parameter field: field = | education | only treaties in this field
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column signed: date of signature
// column in_force: entry into force, where it is stated
// column valid: the years that it is made for
// column kind: treaty, agreement, plan …
// column treaty: its name
// column parties: who signed
// column certainty: stated, or unsure
// column sources: who says so
// column id: the treaty's id
MATCH (c:Elshi {id: $country})
MATCH (c)-[r:SIGNED|SIDE_IN]->(t:Treaty)
WHERE (type(r) = 'SIGNED' OR any(i IN range(0, size(coalesce(r.roles, [])) - 1)
         WHERE r.roles[i] = 'SIGNED' AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language']))) AND ($field IS NULL OR $field IN t.fields)
WITH DISTINCT t
RETURN t.date AS signed, t.in_force AS in_force, t.valid AS valid, t.kind AS kind, t.name AS treaty,
       COLLECT { MATCH (t)<-[:SIGNED]-(p:Actor) RETURN DISTINCT p.name AS x ORDER BY x } AS parties,
       t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id
ORDER BY t.earliest, t.latest, id
