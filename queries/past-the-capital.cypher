// title: Past the capital
// question: What did regions, cities, universities and other bodies of a country do with others without their state and its ministries?
// parameter country: country | Russia | whose regions and bodies
// parameter with: group = | Kazakhstan | only with these, or those who belong to them
// parameter kind: kind = | agreement | only ties of this kind
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column date: when, as the source has it
// column kind: the form of the tie
// column tie: its name
// column level: region or city, university or other body: the highest that took part
// column by: who of the country took part
// column with: who of other countries did
// column under: the treaties and programmes that it carries out, by which the states opened the way
// column certainty: stated, or unsure
// column sources: who says so
// column id: the tie's id
MATCH (a:Elshi {id: $country})
MATCH (a)-[r:SIDE_IN]->(t:Tie)
WHERE ($kind IS NULL AND NOT (t:Incident OR t:Law) OR t.kind = $kind) AND ($stated IS NULL OR NOT coalesce(r.derived, false))
WITH t, head(collect(r.through)) AS through, max(r.apart) AS apart
MATCH (t)<-[r]-(p:Actor)
WHERE ($with IS NULL AND p:Country OR p.id IN $with) AND p.id <> $country AND ($stated IS NULL OR NOT coalesce(r.derived, false)) AND (coalesce(apart, '') = '' OR r.apart <> apart)
WITH t, head(collect(through)) AS through
MATCH (t)<-[part]-(q:Actor)
WHERE type(part) <> 'SIDE_IN'
WITH t, q, q.id IN through OR q.id = $country AS is_own, CASE WHEN q:Country THEN 0 WHEN q.kind IN ['ministry', 'agency', 'mission', 'assembly'] THEN 1 WHEN q:Region OR q:City THEN 2
         WHEN q:University OR q.kind = 'academy' THEN 3 WHEN q:Person THEN 5 ELSE 4 END AS level
WITH t, min(CASE WHEN is_own THEN level END) AS level,
     collect(DISTINCT CASE WHEN is_own THEN q.name END) AS own, collect(DISTINCT CASE WHEN NOT is_own THEN q.name END) AS others
WHERE level IN [2, 3, 4]
RETURN t.date AS date, t.kind AS kind, t.name AS tie,
       ['region or city', 'university', 'other body'][level - 2] AS level,
       COLLECT { UNWIND own AS x RETURN x ORDER BY x } AS by,
       COLLECT { UNWIND others AS x RETURN x ORDER BY x } AS with,
       COLLECT { MATCH (t)-[:UNDER]->(u) RETURN DISTINCT u.name AS x ORDER BY x } AS under,
       t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id
ORDER BY t.earliest, t.latest, id
