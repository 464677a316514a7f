// title: The shortest chain between two actors
// question: Through which ties and actors are A and B linked in the fewest steps, and not merely by being counted among one group?
// parameter a: actor | Ministry of Culture of Kazakhstan | where the chain begins
// parameter b: actor | Shanghai | where it ends
// column steps: how many ties or standing facts lie between them
// column chain: the names along the chain, in order; facts alone link them, and no rule of networks adds a step
// column relations: the relationships along it
// column ids: the ids along it
MATCH (a:Elshi {id: $a})
WITH a, $b AS other
MATCH (b:Elshi {id: other})
WHERE a.id <> b.id
CALL (a, b) {
  MATCH p = allShortestPaths((a)-[:SIGNED|HOSTED|ORGANISED|PRESENTED|PERFORMED|JOINED|PARTNERED|LAUNCHED|CREATED|TRANSLATED|PUBLISHED|ORIGINATED|REACHED|GAVE|RECEIVED|SENT|ADOPTED|INVOLVED|SUPPORTED|FUNDED|REPRESENTED|HELD_IN|HONOURS|ESTABLISHED|MEMBER_OF|PART_OF|SEATED_IN|BELONGS_TO|FOUNDED|LEADS|REPRESENTS|SUCCEEDS*..12]-(b))
  WITH p
  WHERE none(n IN nodes(p) WHERE n:Group)
  RETURN [n IN nodes(p) | n.name] AS chain, [r IN relationships(p) | type(r)] AS relations, [n IN nodes(p) | n.id] AS ids
  UNION
  MATCH p = allShortestPaths((a)-[:SIGNED|HOSTED|ORGANISED|PRESENTED|PERFORMED|JOINED|PARTNERED|LAUNCHED|CREATED|TRANSLATED|PUBLISHED|ORIGINATED|REACHED|GAVE|RECEIVED|SENT|ADOPTED|INVOLVED|SUPPORTED|FUNDED|REPRESENTED|HELD_IN|HONOURS|ESTABLISHED|PART_OF|SEATED_IN|BELONGS_TO|FOUNDED|LEADS|REPRESENTS|SUCCEEDS*..12]-(b))
  RETURN [n IN nodes(p) | n.name] AS chain, [r IN relationships(p) | type(r)] AS relations, [n IN nodes(p) | n.id] AS ids
  UNION
  MATCH p = allShortestPaths((a)-[:SIGNED|HOSTED|ORGANISED|PRESENTED|PERFORMED|JOINED|PARTNERED|LAUNCHED|CREATED|TRANSLATED|PUBLISHED|ORIGINATED|REACHED|GAVE|RECEIVED|SENT|ADOPTED|INVOLVED|SUPPORTED|FUNDED|REPRESENTED|HELD_IN|HONOURS|ESTABLISHED|MEMBER_OF|PART_OF|SEATED_IN|BELONGS_TO|FOUNDED|LEADS|REPRESENTS|SUCCEEDS*..12]-(b))
  WITH a, b, count(CASE WHEN none(n IN nodes(p) WHERE n:Group) THEN 1 END) AS without_group
  WHERE without_group = 0
  MATCH (m:Actor)-[:MEMBER_OF]->(:Organisation:Elshi)
  WITH DISTINCT a, b, m
  UNWIND [a, b] AS tip
  CALL (tip, m) {
    WITH tip, m
    WHERE tip.id = m.id
    RETURN [m.name] AS names, [] AS types, [m.id] AS leg
    UNION
    WITH tip, m
    WHERE tip.id <> m.id
    MATCH p = shortestPath((tip)-[:SIGNED|HOSTED|ORGANISED|PRESENTED|PERFORMED|JOINED|PARTNERED|LAUNCHED|CREATED|TRANSLATED|PUBLISHED|ORIGINATED|REACHED|GAVE|RECEIVED|SENT|ADOPTED|INVOLVED|SUPPORTED|FUNDED|REPRESENTED|HELD_IN|HONOURS|ESTABLISHED|PART_OF|SEATED_IN|BELONGS_TO|FOUNDED|LEADS|REPRESENTS|SUCCEEDS*..5]-(m))
    RETURN [n IN nodes(p) | n.name] AS names, [r IN relationships(p) | type(r)] AS types, [n IN nodes(p) | n.id] AS leg
  }
  WITH m, tip.id = $a AS of_a, names, types, leg
  MATCH (m)-[:MEMBER_OF]->(o:Organisation)
  WITH o, of_a, names, types, leg
  ORDER BY size(leg), leg
  WITH o, of_a, head(collect({names: names, types: types, ids: leg})) AS nearest
  WITH o, head(collect(CASE WHEN of_a THEN nearest END)) AS near_a, head(collect(CASE WHEN NOT of_a THEN nearest END)) AS near_b
  WHERE near_a IS NOT NULL AND near_b IS NOT NULL AND last(near_a.ids) <> last(near_b.ids)
  RETURN near_a.names + [o.name] + [i IN range(1, size(near_b.names)) | near_b.names[size(near_b.names) - i]] AS chain,
         near_a.types + ['MEMBER_OF', 'MEMBER_OF'] + [i IN range(1, size(near_b.types)) | near_b.types[size(near_b.types) - i]] AS relations,
         near_a.ids + [o.id] + [i IN range(1, size(near_b.ids)) | near_b.ids[size(near_b.ids) - i]] AS ids
}
RETURN size(relations) AS steps, chain, relations, ids
ORDER BY steps, ids, relations LIMIT 1
