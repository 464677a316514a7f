// title: Missing pairs within a group
// question: Between which members of a group is no tie of their own on record?
// parameter group: group | Central Asia | the group
// parameter kind: kind = | agreement | only ties of this kind
// parameter field: field = | music | only ties in this field
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
OPTIONAL MATCH (m)<-[:BELONGS_TO|PART_OF*1..4]-(x:Actor)
WITH m, collect(DISTINCT x.id) + [m.id] AS side
UNWIND side AS one
MATCH (:Elshi {id: one})-[]->(t:Tie)
WHERE ($kind IS NULL OR t.kind = $kind) AND ($field IS NULL OR $field IN t.fields)
WITH DISTINCT m.id AS who, t
ORDER BY who
WITH t, collect(who) AS who
WHERE size(who) > 1
WITH t, who
ORDER BY t.earliest, t.latest, t.id
WITH collect({id: t.id, who: who}) AS ties
UNWIND $group AS member
MATCH (m:Elshi {id: member})
WITH ties, collect({id: m.id, name: m.name}) AS members
UNWIND members AS one
UNWIND members AS other
WITH ties, one, other, one.id AS a, other.id AS b
WHERE a < b AND none(t IN ties WHERE size(t.who) = 2 AND a IN t.who AND b IN t.who)
WITH one, other, [t IN ties WHERE a IN t.who AND b IN t.who | t.id] AS ids,
     size([t IN ties WHERE a IN t.who]) AS a_ties, size([t IN ties WHERE b IN t.who]) AS b_ties
RETURN one.name AS a, other.name AS b, size(ids) AS among_others, a_ties, b_ties, ids, one.id AS a_id, other.id AS b_id
ORDER BY among_others, a, b, a_id, b_id
