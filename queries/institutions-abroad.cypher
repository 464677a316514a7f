// title: Institutions of a country abroad
// question: Which embassies, centres, institutes and offices of a country are told of in other countries?
// parameter country: country | Turkey | whose institutions, of it or of somebody who counts as it
// parameter abroad: country = | Kazakhstan | only those in this country
// parameter stated: flag = | yes | only those of whom a source states whose they are, without what rules derive
// column where: the country where it stands
// column kind: embassy, centre, university …
// column institution: its name
// column place: the city, or the institution at which it works
// column told: how it is known: seated there, opened there, sent there, or founded together with others
// column since: when it was opened or founded, as the source has it
// column id: the id of the institution, or of the tie that tells of it
MATCH (c:Elshi {id: $country})
UNWIND $country_whole AS pair
WITH c, pair[0] AS one
MATCH (x:Elshi {id: one})
WITH DISTINCT c, x
CALL (x) {
  MATCH (x)-[:SEATED_IN|LOCATED_IN]->(p:Actor)
  WHERE x:Organisation
  RETURN x.kind AS kind, x.name AS institution, p, 'seated' AS told, x.founded AS since, x.id AS id
  UNION
  MATCH (x)-[r:FOUNDED]->(o:Organisation)-[:SEATED_IN|LOCATED_IN]->(p:Actor)
  RETURN o.kind AS kind, o.name AS institution, p, 'founded' AS told, coalesce(r.during, o.founded) AS since, o.id AS id
  UNION
  MATCH (x)<-[:ESTABLISHED]-(t:Tie)-[:HELD_IN]->(p:Actor)
  RETURN x.kind AS kind, x.name AS institution, p, 'opened' AS told, coalesce(t.date, x.founded) AS since, x.id AS id
  UNION
  MATCH (x)<-[:ESTABLISHED]-(t:Tie)<-[r]-(p:Actor)
  WHERE type(r) IN ['HOSTED', 'RECEIVED'] OR p:Country AND any(i IN range(0, size(coalesce(r.roles, [])) - 1)
          WHERE r.roles[i] IN ['HOSTED', 'RECEIVED'] AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language']))
  RETURN x.kind AS kind, x.name AS institution, p, 'opened' AS told, coalesce(t.date, x.founded) AS since, x.id AS id
  UNION
  MATCH (x)-[:SENT]->(t:DiplomaticTie)
  MATCH (t)<-[:RECEIVED]-(p:Actor)
  WHERE t.kind IN ['embassy', 'consulate', 'representation'] AND NOT EXISTS { MATCH (t)-[:ESTABLISHED]->(:Actor) }
  RETURN t.kind AS kind, t.name AS institution, p, 'sent' AS told, t.date AS since, t.id AS id
}
MATCH (p)-[:BELONGS_TO|PART_OF|LOCATED_IN*0..4]->(d:Country)
WHERE d.id <> c.id AND ($abroad IS NULL OR d.id = $abroad)
WITH DISTINCT d, kind, institution, CASE WHEN p:Country THEN null ELSE p.name END AS place, told, since, id
ORDER BY told DESC, since IS NULL, since, place IS NULL, place
WITH d, kind, institution, id, collect(place) AS places, collect(told) AS ways, collect(since) AS dates
RETURN d.name AS where, coalesce(kind, 'university') AS kind, institution, places[0] AS place, ways[0] AS told,
       dates[0] AS since, id
ORDER BY where, kind, institution, id
