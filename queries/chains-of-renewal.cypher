// title: Chains of renewal
// question: Which agreements were renewed, amended or replaced, by which, and how long did the chain hold?
// parameter country: country = | Kazakhstan | only chains in which it, or a body of its own, signed the first
// column first: date of the first agreement
// column last: date of the last
// column steps: how many renewals, amendments and replacements lie between
// column chain: the agreements from the first to the last
// column relations: how each follows the one before
// column ids: their ids in the same order
MATCH (first:Treaty:Elshi)<-[:RENEWS|SUPERSEDES|AMENDS]-(:Treaty)
WHERE NOT EXISTS { MATCH (first)-[:RENEWS|SUPERSEDES|AMENDS]->(:Treaty) }
WITH DISTINCT first
WHERE $country IS NULL OR EXISTS { MATCH (first)<-[r:SIGNED|SIDE_IN]-(c:Actor) WHERE c.id = $country AND (type(r) = 'SIGNED' OR 'SIGNED' IN r.roles) }
MATCH p = (first)<-[:RENEWS|SUPERSEDES|AMENDS*1..12]-(last:Treaty)
WHERE NOT EXISTS { MATCH (last)<-[:RENEWS|SUPERSEDES|AMENDS]-(:Treaty) }
RETURN first.date AS first, last.date AS last, length(p) AS steps, [n IN nodes(p) | n.name] AS chain,
       [r IN relationships(p) | type(r)] AS relations, [n IN nodes(p) | n.id] AS ids
ORDER BY ids, relations
