// title: Signatories and their offices
// question: Which ministries, bodies and persons signed or stood for the sides of a country's treaties, and in which office?
// parameter country: country | Kazakhstan | whose treaties
// parameter with: group = | China | only treaties with these, or those who belong to them
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column signed: date of signature
// column treaty: its name
// column signatory: who signed, below the level of the states
// column sort: ministry, university, person …
// column office: in which office
// column for: for whom
// column certainty: stated, or unsure where the source leaves this part in doubt
// column sources: who says so
// column id: the treaty's id
// column signatory_id: the signatory's id
MATCH (a:Elshi {id: $country})
MATCH (a)-[r:SIGNED|REPRESENTED|SIDE_IN]->(t:Treaty)
WHERE (type(r) IN ['SIGNED', 'REPRESENTED'] OR any(i IN range(0, size(coalesce(r.roles, [])) - 1)
         WHERE r.roles[i] IN ['SIGNED', 'REPRESENTED'] AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language'])))
WITH t, collect(coalesce(r.through, [$country])) AS own
MATCH (t)<-[r:SIGNED|REPRESENTED|SIDE_IN]-(o:Actor)
WHERE o.id IN $with AND (type(r) IN ['SIGNED', 'REPRESENTED'] OR any(i IN range(0, size(coalesce(r.roles, [])) - 1)
         WHERE r.roles[i] IN ['SIGNED', 'REPRESENTED'] AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language'])))
   OR $with IS NULL AND type(r) <> 'SIDE_IN' AND none(some IN own WHERE o.id IN some)
WITH DISTINCT t
MATCH (t)<-[r:SIGNED|REPRESENTED]-(q:Actor)
WHERE NOT q:Country
OPTIONAL MATCH (whom:Elshi {id: coalesce(r.on_behalf_of, '')})
WITH t, q, r, coalesce(whom.name, head(COLLECT { MATCH (q)-[:BELONGS_TO]->(own:Actor) RETURN own.name ORDER BY own.id LIMIT 1 })) AS for
RETURN t.date AS signed, t.name AS treaty, q.name AS signatory,
       coalesce(q.kind, toLower(head([l IN labels(q) WHERE NOT l IN ['Elshi', 'Actor', 'Organisation']]))) AS sort,
       r.office AS office, for, coalesce(r.certainty, t.certainty) AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id, q.id AS signatory_id
ORDER BY t.earliest, t.latest, id, signatory_id, office
