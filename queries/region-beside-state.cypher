// title: A region's ties with another state beside its own state's
// question: What did a region and another state do together, and what its own state with that state?
// parameter region: region | Tatarstan | the region
// parameter state: country | Kazakhstan | the other state
// parameter field: field = | education | only ties in this field
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column date: when, as the source has it
// column side: region, state (or its central bodies), both, or another region of the same state
// column kind: the form of the tie
// column tie: its name
// column by: who took part for the region, and for its state; or the place of theirs where it was held
// column with: who took part for the other state, or the place of its where it was held
// column certainty: stated, or unsure
// column sources: who says so
// column id: the tie's id
// summary: side
MATCH (r:Elshi {id: $region})
OPTIONAL MATCH (r)-[:PART_OF|BELONGS_TO*1..4]->(own:Country)
WITH coalesce(own, r) AS own
MATCH (own)-[r]->(t:Tie)
WHERE NOT (t:Incident OR t:Law) AND ($field IS NULL OR $field IN t.fields) AND ($stated IS NULL OR NOT coalesce(r.derived, false))
WITH DISTINCT t, r, own.id AS own, coalesce(r.apart, '') AS apart
UNWIND CASE WHEN size(coalesce(r.through, [])) > 0 THEN r.through ELSE [own] END AS one
MATCH (x:Elshi {id: one})
OPTIONAL MATCH (t)<-[s]-(u:Region)
WHERE u.id = one OR type(s) = 'SIDE_IN' AND one IN s.through
WITH t, apart, x, collect(u) AS above
WITH t, apart, x.name AS name, CASE WHEN any(u IN above WHERE u.id = $region) THEN 'region'
             WHEN size(above) > 0 THEN 'another region' ELSE 'state' END AS side
ORDER BY name
WITH t, max(apart) AS apart, collect(DISTINCT name) AS by, collect(DISTINCT side) AS sides
WITH t, apart, by, CASE WHEN 'region' IN sides AND 'state' IN sides THEN 'both' WHEN 'region' IN sides THEN 'region'
                 WHEN 'state' IN sides THEN 'state' ELSE 'another region' END AS side
MATCH (t)<-[r]-(s:Country)
WHERE s.id = $state AND ($stated IS NULL OR NOT coalesce(r.derived, false)) AND (apart = '' OR r.apart <> apart)
UNWIND CASE WHEN size(coalesce(r.through, [])) > 0 THEN r.through ELSE [$state] END AS one
MATCH (y:Elshi {id: one})
WITH t, by, side, y.name AS name ORDER BY name
WITH t, by, side, collect(DISTINCT name) AS with
RETURN t.date AS date, side,
       t.kind AS kind, t.name AS tie, by, with, t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id
ORDER BY t.earliest, t.latest, id
