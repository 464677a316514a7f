// title: A country's profile
// question: What is told of a country: how many ties of each sort, since when, with whom and about what?
// parameter country: country | Kyrgyzstan | the country
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
MATCH (c)<-[:BELONGS_TO|PART_OF*0..4]-(x:Actor)
WITH DISTINCT x
MATCH (x)-[]->(t:Tie)
WITH collect(DISTINCT t) AS ties
UNWIND ties AS t
WITH t, [l IN labels(t) WHERE NOT l IN ['Elshi', 'Tie', 'Festival']][0] AS sort
ORDER BY t.earliest, t.latest, t.id
WITH sort, collect(t) AS ties
WITH sort, ties, [t IN ties WHERE t.date IS NOT NULL | t.date] AS dates
RETURN sort, size(ties) AS ties, size(dates) AS dated, dates[0] AS first, dates[-1] AS last,
       COLLECT { UNWIND ties AS t
                 MATCH (t)<-[]-(p:Actor)
                 WITH p, collect(DISTINCT t) AS of
                 MATCH (p)-[:BELONGS_TO|PART_OF*0..4]->(s:Country)
                 WHERE s.id <> $country
                 UNWIND of AS t
                 WITH s, count(DISTINCT t) AS many ORDER BY many DESC, s.id LIMIT 3
                 RETURN s.name + ' ' + toString(many) AS x } AS partners,
       COLLECT { UNWIND ties AS t UNWIND t.fields AS field
                 WITH field, count(*) AS many ORDER BY many DESC, field LIMIT 3
                 RETURN field + ' ' + toString(many) AS x } AS fields,
       size([t IN ties WHERE t.certainty = 'unsure']) AS unsure,
       COLLECT { UNWIND ties AS t MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources
ORDER BY ties DESC, sort
