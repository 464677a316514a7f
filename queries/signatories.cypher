// title: Signatories and their offices
// question: Which ministries, bodies and persons signed or stood for the sides of a country's treaties, and in which office?
// parameter country: country | Kazakhstan | whose treaties
// parameter with: group = | China | only treaties with these, or those who belong to them
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
MATCH (a)<-[:BELONGS_TO|PART_OF*0..4]-(x:Actor)
WITH DISTINCT x
MATCH (x)-[:SIGNED|REPRESENTED]->(t:Treaty)
WITH DISTINCT t
MATCH (t)<-[:SIGNED|REPRESENTED]-(o:Actor)
WITH o, collect(DISTINCT t) AS treaties
MATCH (o)-[:BELONGS_TO|PART_OF*0..4]->(p:Actor)
WITH o, head(collect(treaties)) AS treaties, collect(DISTINCT p.id) AS above
WHERE NOT $country IN above AND ($with IS NULL OR any(id IN above WHERE id IN $with))
UNWIND treaties AS t
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
