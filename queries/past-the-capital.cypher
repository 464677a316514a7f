// title: Past the capital
// question: What did regions, cities, universities and other bodies of a country do with others without their state and its ministries?
// parameter country: country | Russia | whose regions and bodies
// parameter with: group = | Kazakhstan | only with these, or those who belong to them
// parameter kind: kind = | agreement | only ties of this kind
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
MATCH (a)<-[:BELONGS_TO|PART_OF*0..4]-(x:Actor)
WITH DISTINCT x
MATCH (x)-[]->(t:Tie)
WHERE $kind IS NULL OR t.kind = $kind
WITH DISTINCT t
MATCH (t)<-[]-(q:Actor)
WITH q, collect(DISTINCT t) AS ties
MATCH (q)-[:BELONGS_TO|PART_OF*0..4]->(u:Actor)
WITH q, head(collect(ties)) AS ties, collect(DISTINCT u) AS above
WITH q, ties, any(u IN above WHERE u.id = $country) AS is_own,
     any(u IN above WHERE $with IS NULL AND u:Country OR u.id IN $with) AS is_meant,
     CASE WHEN q:Country THEN 0 WHEN q.kind IN ['ministry', 'agency', 'mission', 'assembly'] THEN 1 WHEN q:Region OR q:City THEN 2
         WHEN q:University OR q.kind = 'academy' THEN 3 WHEN q:Person THEN 5 ELSE 4 END AS level
UNWIND ties AS t
WITH t, min(CASE WHEN is_own THEN level END) AS level, count(CASE WHEN is_meant AND NOT is_own THEN 1 END) AS meant,
     collect(DISTINCT CASE WHEN is_own THEN q.name END) AS own, collect(DISTINCT CASE WHEN NOT is_own THEN q.name END) AS others
WHERE level IN [2, 3, 4] AND meant > 0
RETURN t.date AS date, t.kind AS kind, t.name AS tie,
       ['region or city', 'university', 'other body'][level - 2] AS level,
       COLLECT { UNWIND own AS x RETURN x ORDER BY x } AS by,
       COLLECT { UNWIND others AS x RETURN x ORDER BY x } AS with,
       COLLECT { MATCH (t)-[:UNDER]->(u) RETURN DISTINCT u.name AS x ORDER BY x } AS under,
       t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id
ORDER BY t.earliest, t.latest, id
