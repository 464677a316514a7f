// title: Memberships over time
// question: Who was a member of which organisations, in which status, and from when to when?
// parameter group: group = | Kazakhstan; Kyrgyzstan | only memberships of these, or of those who count as theirs
// parameter from: year = | 1992 | the first year
// parameter to: year = | 2000 | the last year
// parameter reference: flag = yes | no | whether memberships that only public references state count
// parameter stated: flag = | yes | only those of whom a source states whose they are, without what rules derive
// column member: who
// column organisation: of what
// column status: member, associate or observer
// column during: since and until when, as the source has it
// column when: lasted certainly or possibly in those years; without years dated or undated
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
WITH m, r, o, CASE WHEN r.from IS NULL AND r.to IS NULL AND r.begun IS NULL THEN 'undated'
                   WHEN $from IS NULL AND $to IS NULL THEN 'dated'
                   WHEN r.from > $to_end OR r.to < $from_start THEN 'no'
                   WHEN r.begun <= $to_end AND r.until >= $from_start THEN 'certainly'
                   ELSE 'possibly' END AS when
WHERE when <> 'no'
RETURN m.name AS member, o.name AS organisation, r.status AS status, r.during AS during, when,
       r.certainty AS certainty, r.layer AS layer,
       COLLECT { UNWIND coalesce(r.sources, []) AS s RETURN DISTINCT s AS x ORDER BY x } AS sources,
       m.id AS member_id, o.id AS organisation_id, r.id AS id
ORDER BY r.from IS NULL, r.from, r.to IS NULL, r.to, organisation, member, id
