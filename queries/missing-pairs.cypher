// title: Missing pairs within a group
// question: Between which members of a group is no tie of their own on record?
// parameter group: group | Central Asia | the group
// parameter kind: kind = | agreement | only ties of this kind
// parameter field: field = | music | only ties in this field
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column a: one of the two
// column b: the other
// column among_others: ties in which both took part together with further members; none means that nothing links them
// column a_ties: ties of the one with any member: where they are few, the sources may be silent rather than the two
// column b_ties: the same of the other
// column ids: ids of the ties among others
// column a_id: the id of the one
// column b_id: the id of the other
UNWIND $group AS member
MATCH (m:Elshi {id: member})
MATCH (m)-[r]->(t:Tie)
WHERE ($kind IS NULL AND NOT (t:Incident OR t:Law) OR t.kind = $kind) AND ($field IS NULL OR $field IN t.fields) AND ($stated IS NULL OR NOT coalesce(r.derived, false))
WITH t, m.id AS one, coalesce(max(r.apart), '') AS apart
ORDER BY one
WITH t, collect({id: one, apart: apart}) AS who
WHERE size(who) > 1
WITH t.id AS id, who
ORDER BY t.earliest, t.latest, t.id
UNWIND range(0, size(who) - 2) AS i
UNWIND range(i + 1, size(who) - 1) AS j
WITH id, who[i] AS x, who[j] AS y, size(who) AS many
WHERE x.apart = '' OR x.apart <> y.apart
WITH x.id AS a, y.id AS b, collect(id) AS ids, count(CASE WHEN many = 2 OR x.apart <> '' THEN 1 END) AS own
WITH collect({a: a, b: b, ids: ids, own: own}) AS pairs
UNWIND $group AS member
MATCH (m:Elshi {id: member})
WITH head(collect(pairs)) AS pairs, collect({id: m.id, name: m.name}) AS members
UNWIND members AS one
UNWIND members AS other
WITH pairs, one, other, one.id AS a, other.id AS b
WHERE a < b
WITH pairs, one, other, a, b, head([p IN pairs WHERE p.a = a AND p.b = b]) AS pair
WHERE coalesce(pair.own, 0) = 0
WITH one, other, coalesce(pair.ids, []) AS ids,
     size(COLLECT { UNWIND pairs AS p WITH p WHERE p.a = a OR p.b = a UNWIND p.ids AS id RETURN DISTINCT id AS x }) AS a_ties,
     size(COLLECT { UNWIND pairs AS p WITH p WHERE p.a = b OR p.b = b UNWIND p.ids AS id RETURN DISTINCT id AS x }) AS b_ties
RETURN one.name AS a, other.name AS b, size(ids) AS among_others, a_ties, b_ties, ids, one.id AS a_id, other.id AS b_id
ORDER BY among_others, a, b, a_id, b_id
