// title: A country's profile
// question: What is told of a country: how many ties of each sort, since when, with whom and about what?
// parameter country: country | Kyrgyzstan | the country
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column sort: treaties, events, works …
// column ties: how many it, or somebody of it, took part in
// column dated: how many of them have a date
// column first: the earliest date
// column last: the latest date
// column partners: with whom most, and how often
// column fields: what most are about, and how many
// column unsure: how many are in doubt
// column sources: who tells of them
MATCH (c:Elshi {id: $country})
MATCH (c)-[r]->(t:Tie)
WHERE ($stated IS NULL OR NOT coalesce(r.derived, false))
WITH DISTINCT t
WITH t.id AS id, head([l IN labels(t) WHERE NOT l IN ['Elshi', 'Tie', 'Festival']]) AS sort, t.date AS date, t.earliest AS earliest,
     t.latest AS latest, t.certainty AS certainty
ORDER BY earliest, latest, id
WITH sort, count(id) AS ties, collect(date) AS dates, count(CASE WHEN certainty = 'unsure' THEN 1 END) AS unsure
RETURN sort, ties, size(dates) AS dated, head(dates) AS first, last(dates) AS last,
       COLLECT { MATCH (c:Elshi {id: $country})
                 MATCH (c)-[r]->(t:Tie)
                 WHERE sort IN labels(t) AND ($stated IS NULL OR NOT coalesce(r.derived, false))
                 WITH t, max(r.apart) AS apart
                 MATCH (t)<-[r]-(s:Country)
                 WHERE s.id <> $country AND ($stated IS NULL OR NOT coalesce(r.derived, false)) AND (coalesce(apart, '') = '' OR r.apart <> apart)
                 WITH s, count(DISTINCT t) AS many ORDER BY many DESC, s.id LIMIT 3
                 RETURN s.name + ' ' + toString(many) AS x } AS partners,
       COLLECT { MATCH (c:Elshi {id: $country})
                 MATCH (c)-[r]->(t:Tie)
                 WHERE sort IN labels(t) AND ($stated IS NULL OR NOT coalesce(r.derived, false))
                 WITH DISTINCT t
                 UNWIND t.fields AS field
                 WITH field, count(*) AS many ORDER BY many DESC, field LIMIT 3
                 RETURN field + ' ' + toString(many) AS x } AS fields,
       unsure,
       COLLECT { MATCH (c:Elshi {id: $country})
                 MATCH (c)-[r]->(t:Tie)
                 WHERE sort IN labels(t) AND ($stated IS NULL OR NOT coalesce(r.derived, false))
                 MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources
ORDER BY ties DESC, sort
