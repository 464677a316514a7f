// title: Persons honoured by several countries
// question: Whom do several countries of a group honour by anniversaries, monuments, awards and names, and which of them abstain?
// parameter among: group | Central Asia; Turkey; Azerbaijan; Russia; China | the countries
// parameter least: number = 2 | 2 | only persons whom at least so many of them honour
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column person: who is honoured
// column of: whose person that is
// column number: how many of the group honour
// column countries: which
// column abstain: which of the group are not on record as honouring
// column ties: how many ties there are
// column ids: their ids
// column person_id: the person's id
UNWIND $among AS member
MATCH (m:Elshi {id: member})
MATCH (m)-[r]->(t:Tie)
WHERE (type(r) IN ['GAVE', 'HOSTED', 'ORGANISED', 'LAUNCHED'] OR any(i IN range(0, size(coalesce(r.roles, [])) - 1)
         WHERE r.roles[i] IN ['GAVE', 'HOSTED', 'ORGANISED', 'LAUNCHED'] AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language'])))
WITH DISTINCT m, t
MATCH (t)-[h:HONOURS|RECEIVED]-(who:Person)
WHERE type(h) = 'HONOURS' OR t:Honour
WITH DISTINCT m, who
ORDER BY m.name, m.id
WITH who, collect(DISTINCT m.name) AS countries, collect(m.id) AS given
WHERE size(given) >= $least
MATCH (who)-[h:HONOURS|RECEIVED]-(t:Tie)
WHERE type(h) = 'HONOURS' OR t:Honour
WITH who, t, head(collect(countries)) AS countries, head(collect(given)) AS given
ORDER BY t.earliest, t.latest, t.id
WITH who, head(collect(countries)) AS countries, head(collect(given)) AS given, collect(t.id) AS ids
RETURN who.name AS person,
       COLLECT { MATCH (who)-[:BELONGS_TO]->(o) RETURN DISTINCT o.name AS x ORDER BY x } AS of,
       size(given) AS number, countries,
       COLLECT { UNWIND $among AS i MATCH (n:Elshi {id: i}) WHERE NOT i IN given RETURN n.name AS x ORDER BY x } AS abstain,
       size(ids) AS ties, ids, who.id AS person_id
ORDER BY number DESC, ties DESC, person, person_id
