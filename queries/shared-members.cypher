// title: Organisations that share members
// question: Which organisations have members in common, and how far do they overlap?
// parameter organisation: organisation = | TÜRKSOY | only overlaps with this one
// parameter year: year = | 2010 | only memberships that lasted in that year
// column a: one organisation
// column b: the other
// column certainly: members of both
// column possibly: members of both who may have left or not yet joined
// column shared: their names
// column of_a: members of the one
// column of_b: members of the other
// column overlap: members of both as a share of the members of either (Jaccard), certain or possible
// column a_id: the one organisation's id
// column b_id: the other's id
MATCH (m:Actor)-[r:MEMBER_OF]->(o:Organisation:Elshi)
WITH m, r, o, CASE WHEN $year IS NULL THEN 'certainly'
                   WHEN r.from IS NULL AND r.to IS NULL AND r.begun IS NULL THEN 'undated'
                   WHEN r.from > $year_end OR r.to < $year_start THEN 'no'
                   WHEN r.begun <= $year_end AND r.until >= $year_start THEN 'certainly'
                   ELSE 'possibly' END AS when
WHERE when <> 'no'
WITH m, o, min(when) AS when, collect(CASE WHEN when = 'undated' THEN r.id END) AS undated
WITH o, collect(CASE WHEN when <> 'undated' THEN {id: m.id, name: m.name, when: when} END) AS members,
     reduce(ids = [], some IN collect(undated) | ids + some) AS undated
ORDER BY o.id
WITH collect({o: o, members: members, undated: undated}) AS known
WITH known, reduce(ids = [], one IN known | ids + one.undated) AS undated
UNWIND range(0, size(known) - 1) AS i
UNWIND range(i, size(known) - 1) AS j
WITH known[i].o AS a, known[j].o AS b, known[i].members AS of_a, known[j].members AS of_b, i = j AS same, undated
WHERE $organisation IS NULL OR a.id = $organisation OR b.id = $organisation
WITH a, b, of_a, of_b, undated,
     CASE WHEN same THEN [] ELSE [m IN of_a WHERE any(n IN of_b WHERE n.id = m.id)] END AS both
WITH a, b, of_a, of_b, undated, both,
     size([m IN both WHERE m.when = 'certainly' AND any(n IN of_b WHERE n.id = m.id AND n.when = 'certainly')]) AS sure
RETURN a.name AS a, b.name AS b, sure AS certainly, size(both) - sure AS possibly,
       COLLECT { UNWIND both AS m RETURN m.name AS x ORDER BY x } AS shared, size(of_a) AS of_a, size(of_b) AS of_b,
       CASE WHEN size(both) = 0 THEN 0.0
            ELSE round(100.0 * size(both) / (size(of_a) + size(of_b) - size(both))) / 100 END AS overlap,
       a.id AS a_id, b.id AS b_id, undated
ORDER BY size(both) DESC, overlap DESC, a_id, b_id
