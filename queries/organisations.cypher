// title: Organisations by seat, founder and branch
// question: Which organisations sit where, who founded them, and which branches have they?
// parameter seat: actor = | Kazakhstan | only those seated in this city, region or country
// parameter founder: actor = | Turkey | only those founded by this country, or by somebody who counts as it
// parameter name: organisation = | TİKA | only this one and its branches
// parameter stated: flag = | yes | only those of whom a source states whose they are, without what rules derive
// column organisation: its name
// column kind: intergovernmental, ministry, centre, university …
// column seats: where it sits
// column founded: when, as the source has it
// column founders: who founded it
// column part_of: the body that it is a branch of
// column branches: its own branches
// column members: how many members are told of
// column id: the organisation's id
MATCH (o:Organisation:Elshi)
WHERE EXISTS { MATCH (o)-[:SEATED_IN]->(:Actor) } OR EXISTS { MATCH (o)<-[:FOUNDED]-(:Actor) }
   OR EXISTS { MATCH (o)-[:PART_OF]->(:Organisation) } OR EXISTS { MATCH (o)<-[:PART_OF]-(:Organisation) }
   OR EXISTS { MATCH (o)<-[:MEMBER_OF]-(:Actor) }
WITH o
WHERE ($name IS NULL OR o.id = $name OR EXISTS { MATCH (o)-[:PART_OF]->(w:Organisation) WHERE w.id = $name })
OPTIONAL MATCH (o)-[:SEATED_IN]->(p:Actor)
OPTIONAL MATCH (p)-[:BELONGS_TO|PART_OF|LOCATED_IN*0..4]->(u:Actor)
WITH o, collect(DISTINCT p.name) AS seats, collect(DISTINCT u.id) AS grounds
WHERE $seat IS NULL OR $seat IN grounds
OPTIONAL MATCH (o)<-[:FOUNDED]-(f:Actor)
WITH o, seats, collect(DISTINCT f.name) AS founders, collect(DISTINCT f.id) AS sides
WHERE $founder IS NULL OR any(pair IN $founder_whole WHERE pair[0] IN sides)
RETURN o.name AS organisation, coalesce(o.kind, 'university') AS kind,
       COLLECT { UNWIND seats AS x RETURN x ORDER BY x } AS seats,
       coalesce(o.founded, head(COLLECT { MATCH (o)<-[r:FOUNDED]-(:Actor) WHERE r.during IS NOT NULL
                                          RETURN r.during AS x ORDER BY x })) AS founded,
       COLLECT { UNWIND founders AS x RETURN x ORDER BY x } AS founders,
       COLLECT { MATCH (o)-[:PART_OF]->(w:Organisation) RETURN DISTINCT w.name AS x ORDER BY x } AS part_of,
       COLLECT { MATCH (o)<-[:PART_OF]-(b:Organisation) RETURN DISTINCT b.name AS x ORDER BY x } AS branches,
       COUNT { MATCH (o)<-[:MEMBER_OF]-(m:Actor) RETURN DISTINCT m } AS members, o.id AS id
ORDER BY organisation, id
