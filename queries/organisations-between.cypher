// title: Organisations between two groups
// question: Which organisations have members in both of two groups, and which ones?
// parameter a: group | Central Asia | one group
// parameter b: group | Turkey | the other
// parameter year: year = | 2014 | only memberships that lasted in that year
// parameter reference: flag = yes | no | whether memberships that only public references state count
// parameter stated: flag = | yes | only those of whom a source states whose they are, without what rules derive
// column organisation: which organisation
// column of_a: members of the one group, or of those for whom somebody else is one, by the rules of networks
// column of_b: members of the other
// column certainly: how many of all these members surely were in it then
// column possibly: how many may have left or not yet joined
// column from_reference: how many of all these members are so by public references alone
// column sources: who says so
// column members_a: the ids of the members of the one group
// column members_b: the ids of those of the other
// column id: the organisation's id
UNWIND [pair IN $a_whole | [pair[0], pair[1], 'a']] + [pair IN $b_whole | [pair[0], pair[1], 'b']] AS given
WITH given[0] AS one, given[1] AS whose, given[2] AS side
MATCH (:Elshi {id: one})-[r:MEMBER_OF]->(o:Organisation)
WITH DISTINCT side, whose, r, o
MATCH (s:Elshi {id: whose})
WITH side, s, r, o
WHERE ($reference OR r.layer IS NULL)
WITH side, s, o, r, CASE WHEN $year IS NULL THEN 'certainly'
                         WHEN r.from IS NULL AND r.to IS NULL AND r.begun IS NULL THEN 'undated'
                         WHEN r.from > $year_end OR r.to < $year_start THEN 'no'
                         WHEN r.begun <= $year_end AND r.until >= $year_start THEN 'certainly'
                         ELSE 'possibly' END AS when
WHERE when <> 'no'
WITH o, collect(CASE WHEN when <> 'undated' THEN {side: side, id: s.id, name: s.name, when: when, layer: r.layer,
                     sources: coalesce(r.sources, [])} END) AS spells,
     collect(CASE WHEN when = 'undated' THEN r.id END) AS unknown
ORDER BY o.id
WITH collect({o: o, spells: spells, unknown: unknown}) AS known
WITH known, reduce(ids = [], one IN known | ids + one.unknown) AS undated
UNWIND known AS one
WITH one.o AS o, [x IN one.spells WHERE x.side = 'a'] AS in_a, [x IN one.spells WHERE x.side = 'b'] AS in_b, undated
WHERE size(in_a) > 0 AND size(in_b) > 0
WITH o, undated, COLLECT { UNWIND in_a AS x RETURN DISTINCT x.name AS n ORDER BY n } AS of_a,
     COLLECT { UNWIND in_b AS x RETURN DISTINCT x.name AS n ORDER BY n } AS of_b,
     COLLECT { UNWIND in_a AS x RETURN DISTINCT x.id AS n ORDER BY n } AS members_a,
     COLLECT { UNWIND in_b AS x RETURN DISTINCT x.id AS n ORDER BY n } AS members_b,
     COLLECT { UNWIND in_a + in_b AS x WITH x WHERE x.when = 'certainly' RETURN DISTINCT x.id AS n ORDER BY n } AS sure,
     COLLECT { UNWIND in_a + in_b AS x WITH x WHERE x.layer IS NULL RETURN DISTINCT x.id AS n ORDER BY n } AS told,
     COLLECT { UNWIND in_a + in_b AS x UNWIND x.sources AS n RETURN DISTINCT n ORDER BY n } AS sources
RETURN o.name AS organisation, of_a, of_b, size(sure) AS certainly,
       size(members_a) + size([m IN members_b WHERE NOT m IN members_a]) - size(sure) AS possibly,
       size(members_a) + size([m IN members_b WHERE NOT m IN members_a]) - size(told) AS from_reference, sources, members_a, members_b,
       o.id AS id, undated
ORDER BY size(of_a) + size(of_b) DESC, organisation, id
