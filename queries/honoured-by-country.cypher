// title: Whom each country honours
// question: Whose anniversaries, monuments, names and awards did each country keep, and how often?
// parameter country: country = | Turkey | only what this country, its bodies and cities honoured
// parameter honoured: actor = | Abai | only honours to this person, place or body
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column country: the country on whose ground, or by whose initiative, it was; else that which took part
// column honoured: whose memory it is
// column of: the country of the one who is honoured
// column anniversaries: anniversaries and years proclaimed
// column monuments: monuments and names given
// column other: what else was held or made in honour
// column first: the earliest date that is told
// column last: the latest date
// column without_date: how many have no date
// column country_id: the country's id
// column honoured_id: the id of the one who is honoured
// column ids: the ties' ids
MATCH (t:Tie:Elshi)-[:HONOURS]->(who:Actor)
OPTIONAL MATCH (t)<-[r]-(c:Country)
WHERE (type(r) IN ['GAVE', 'HOSTED', 'ORGANISED', 'LAUNCHED', 'PUBLISHED', 'CREATED'] OR any(i IN range(0, size(coalesce(r.roles, [])) - 1)
         WHERE r.roles[i] IN ['GAVE', 'HOSTED', 'ORGANISED', 'LAUNCHED', 'PUBLISHED', 'CREATED'] AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language'])))
WITH t, who, collect(DISTINCT c) AS grounds
OPTIONAL MATCH (t)<-[r]-(c:Country)
WHERE size(grounds) = 0 AND (type(r) = 'JOINED' OR any(i IN range(0, size(coalesce(r.roles, [])) - 1)
         WHERE r.roles[i] = 'JOINED' AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language'])))
WITH t, who, grounds, collect(DISTINCT c) AS guests
UNWIND grounds + guests AS c
WITH DISTINCT t, who, c
WHERE $country IS NULL OR c.id = $country
MATCH (who)-[:BELONGS_TO|PART_OF*0..4]->(u:Actor)
WITH t, who, c, collect(DISTINCT u) AS above
WHERE $honoured IS NULL OR any(u IN above WHERE u.id = $honoured)
WITH t, who, c, [u IN above WHERE u:Country | u.name] AS of ORDER BY t.earliest, t.latest, t.id
WITH c, who, of, collect(t) AS ties
WITH c, who, of, ties, [t IN ties WHERE t.date IS NOT NULL | t.date] AS dates
RETURN c.name AS country, who.name AS honoured, COLLECT { UNWIND of AS x RETURN x ORDER BY x } AS of,
       size([t IN ties WHERE t.kind IN ['anniversary', 'proclaimed-year']]) AS anniversaries,
       size([t IN ties WHERE t.kind IN ['monument', 'naming']]) AS monuments,
       size([t IN ties WHERE NOT t.kind IN ['anniversary', 'proclaimed-year', 'monument', 'naming']]) AS other,
       dates[0] AS first, dates[-1] AS last, size(ties) - size(dates) AS without_date,
       c.id AS country_id, who.id AS honoured_id, [t IN ties | t.id] AS ids
ORDER BY country, size(ties) DESC, honoured, honoured_id
