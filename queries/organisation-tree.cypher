// title: An organisation with its branches and those who lead them
// question: Which bodies, branches and associations belong to an organisation, and who leads each?
// parameter organisation: organisation | Assembly of People of Kazakhstan | the organisation
// column level: 0 for the organisation itself, 1 for what is directly under it …
// column body: its name
// column under: the body above it
// column how: part of, at (belongs to), or member
// column kind: association, council, centre …
// column seats: where it sits
// column led_by: who leads it, in which office, and when
// column during: since and until when it is under the other, as the source has it
// column certainty: stated, or unsure
// column sources: who says that it is under the other
// column id: the body's id
MATCH (o:Elshi {id: $organisation})
MATCH way = (o)<-[:MEMBER_OF*0..1]-(m:Organisation)<-[:PART_OF|BELONGS_TO*0..5]-(b:Organisation)
WITH b, reverse(nodes(way)) AS bodies, reverse(relationships(way)) AS links
WITH b, bodies, links, reduce(text = '', n IN reverse(bodies) | text + n.name + ' › ') AS line
ORDER BY size(links), line, links[0].id
WITH b, collect({bodies: bodies, links: links, line: line})[0] AS first
WITH b, first.bodies AS bodies, first.links AS links, first.line AS line
RETURN size(links) AS level, b.name AS body, bodies[1].name AS under,
       CASE type(links[0]) WHEN 'PART_OF' THEN 'part of' WHEN 'BELONGS_TO' THEN 'at' WHEN 'MEMBER_OF' THEN 'member' END AS how,
       coalesce(b.kind, 'university') AS kind,
       COLLECT { MATCH (b)-[:SEATED_IN]->(p:Actor) RETURN DISTINCT p.name AS x ORDER BY x } AS seats,
       COLLECT { MATCH (b)<-[r:LEADS]-(p:Actor)
                 RETURN DISTINCT p.name + CASE WHEN r.office IS NULL THEN '' ELSE ', ' + r.office END
                   + CASE WHEN r.during IS NULL THEN '' ELSE ' (' + r.during + ')' END AS x ORDER BY x } AS led_by,
       links[0].during AS during, links[0].certainty AS certainty,
       COLLECT { UNWIND coalesce(links[0].sources, []) AS s RETURN DISTINCT s AS x ORDER BY x } AS sources, b.id AS id
ORDER BY line, id
