// title: The shortest chain between two actors
// question: Through which ties and actors are A and B linked in the fewest steps, and not merely by being counted among one group?
// parameter a: actor | Ministry of Culture of Kazakhstan | where the chain begins
// parameter b: actor | Shanghai | where it ends
// column steps: how many ties or standing facts lie between them
// column chain: the names along the chain, in order
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
  RETURN p
  UNION
  MATCH p = allShortestPaths((a)-[:SIGNED|HOSTED|ORGANISED|PRESENTED|PERFORMED|JOINED|PARTNERED|LAUNCHED|CREATED|TRANSLATED|PUBLISHED|ORIGINATED|REACHED|GAVE|RECEIVED|SENT|ADOPTED|INVOLVED|SUPPORTED|FUNDED|REPRESENTED|HELD_IN|HONOURS|ESTABLISHED|PART_OF|SEATED_IN|BELONGS_TO|FOUNDED|LEADS|REPRESENTS|SUCCEEDS*..12]-(b))
  RETURN p
}
RETURN length(p) AS steps, [n IN nodes(p) | n.name] AS chain, [r IN relationships(p) | type(r)] AS relations,
       [n IN nodes(p) | n.id] AS ids
ORDER BY steps, ids, relations LIMIT 1
