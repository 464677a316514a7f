// title: Who joined in a year
// question: Who became a member, an associate or an observer of which organisation in a year?
// parameter year: year | 1993 | the year
// parameter group: group = | Tatarstan; Bashkortostan | only these, or those who count as theirs
// parameter reference: flag = yes | no | whether memberships that only public references state count
// parameter stated: flag = | yes | only those of whom a source states whose they are, without what rules derive
// column member: who
// column organisation: what was joined
// column status: member, associate or observer
// column during: since and until when, as the source has it
// column when: certainly or possibly in that year
// column certainty: stated, or unsure
// column layer: reference, where only a public reference states it
// column sources: who says so
// column member_id: the member's id
// column organisation_id: the organisation's id
// column id: the membership's id
// summary: when
CALL () {
  MATCH (m:Actor)-[r:MEMBER_OF]->(o:Organisation:Elshi)
  WHERE $group IS NULL
  RETURN m, r, o
  UNION
  UNWIND coalesce($group_whole, []) AS pair
  WITH DISTINCT pair[0] AS one
  MATCH (m:Elshi {id: one})-[r:MEMBER_OF]->(o:Organisation)
  RETURN m, r, o
}
WITH m, r, o
WHERE ($reference OR r.layer IS NULL)
WITH m, r, o, CASE WHEN r.from IS NULL THEN 'undated'
                   WHEN r.from.year = $year AND r.begun.year = $year AND r.during CONTAINS '/' THEN 'certainly'
                   WHEN r.from.year <= $year AND coalesce(r.begun, r.from).year >= $year THEN 'possibly'
                   ELSE 'no' END AS when
WHERE when <> 'no'
RETURN m.name AS member, o.name AS organisation, r.status AS status, r.during AS during, when,
       r.certainty AS certainty, r.layer AS layer,
       COLLECT { UNWIND coalesce(r.sources, []) AS s RETURN DISTINCT s AS x ORDER BY x } AS sources,
       m.id AS member_id, o.id AS organisation_id, r.id AS id
ORDER BY CASE when WHEN 'certainly' THEN 0 ELSE 1 END, organisation, member, id
