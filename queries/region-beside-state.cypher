// title: A region's ties with another state beside its own state's
// question: What did a region and another state do together, and what its own state with that state?
// parameter region: region | Tatarstan | the region
// parameter state: country | Kazakhstan | the other state
// parameter field: field = | education | only ties in this field
// column date: when, as the source has it
// column side: region, state (or its central bodies), both, or another region of the same state
// column kind: the form of the tie
// column tie: its name
// column by: who took part for the region, and for its state
// column with: who took part for the other state
// column certainty: stated, or unsure
// column sources: who says so
// column id: the tie's id
// summary: side
MATCH (r:Elshi {id: $region})
OPTIONAL MATCH (r)-[:PART_OF|BELONGS_TO*1..4]->(own:Country)
WITH r, coalesce(own, r) AS own
MATCH (own)<-[:BELONGS_TO|PART_OF*0..4]-(x:Actor)
WITH DISTINCT r, own, x
MATCH (x)-[:BELONGS_TO|PART_OF*0..4]->(u:Actor)
WITH r, x, collect(u) AS above
WITH x, CASE WHEN any(u IN above WHERE u.id = r.id) THEN 'region'
             WHEN any(u IN above WHERE u:Region) THEN 'another region' ELSE 'state' END AS side
MATCH (x)-[]->(t:Tie)
WHERE $field IS NULL OR $field IN t.fields
WITH t, x.name AS name, side ORDER BY name
WITH t, collect(DISTINCT name) AS by, collect(DISTINCT side) AS sides
WITH t, by, CASE WHEN 'region' IN sides AND 'state' IN sides THEN 'both' WHEN 'region' IN sides THEN 'region'
                 WHEN 'state' IN sides THEN 'state' ELSE 'another region' END AS side
MATCH (t)<-[]-(y:Actor)
MATCH (y)-[:BELONGS_TO|PART_OF*0..4]->(s:Country)
WHERE s.id = $state
WITH t, by, side, y.name AS name ORDER BY name
WITH t, by, side, collect(DISTINCT name) AS with
RETURN t.date AS date, side,
       t.kind AS kind, t.name AS tie, by, with, t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(c:Source) RETURN DISTINCT c.id AS x ORDER BY x } AS sources, t.id AS id
ORDER BY t.earliest, t.latest, id
