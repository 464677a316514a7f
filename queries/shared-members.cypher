// title: Organisations that share members
// question: Which organisations have members in common, and how far do they overlap?
// parameter organisation: organisation = | TÜRKSOY | only overlaps with this one
// parameter year: year = | 2010 | only memberships that lasted in that year
// parameter reference: flag = yes | no | whether memberships that only public references state count
// column a: one organisation
// column b: the other
// column certainly: members of both
// column possibly: members of both who may have left or not yet joined
// column shared: their names
// column of_a: members of the one
// column of_b: members of the other
// column overlap: members of both as a share of the members of either (Jaccard), certain or possible
// column from_reference: how many of the members of both are so by public references alone, in one body at least
// column a_id: the one organisation's id
// column b_id: the other's id
MATCH (m:Actor)-[r:MEMBER_OF]->(o:Organisation:Elshi)
WHERE ($reference OR r.layer IS NULL)
WITH m, r, o, CASE WHEN $year IS NULL THEN 'certainly'
                   WHEN r.from IS NULL AND r.to IS NULL AND r.begun IS NULL THEN 'undated'
                   WHEN r.from > $year_end OR r.to < $year_start THEN 'no'
                   WHEN r.begun <= $year_end AND r.until >= $year_start THEN 'certainly'
                   ELSE 'possibly' END AS when
WHERE when <> 'no'
WITH m, o, min(when) AS when, collect(CASE WHEN when = 'undated' THEN r.id END) AS undated,
     min(CASE WHEN r.layer IS NULL THEN 0 ELSE 1 END) AS public
WITH o, collect({m: m, when: when, public: public}) AS members, reduce(ids = [], some IN collect(undated) | ids + some) AS undated,
     count(CASE WHEN when <> 'undated' THEN 1 END) AS many
ORDER BY o.id
UNWIND members AS one
WITH one.m AS m, collect({id: o.id, name: o.name, when: one.when, public: one.public, many: many, undated: undated}) AS theirs
ORDER BY m.name
UNWIND range(0, size(theirs) - 1) AS i
UNWIND range(i, size(theirs) - 1) AS j
WITH m.name AS name, theirs[i] AS x, theirs[j] AS y, i = j AS same
WHERE same OR x.when <> 'undated' AND y.when <> 'undated'
              AND ($organisation IS NULL OR x.id = $organisation OR y.id = $organisation)
WITH x.id AS a_id, y.id AS b_id, head(collect(x)) AS a, head(collect(y)) AS b,
     collect(CASE WHEN NOT same THEN name END) AS shared,
     count(CASE WHEN NOT same AND x.when = 'certainly' AND y.when = 'certainly' THEN 1 END) AS sure,
     count(CASE WHEN NOT same AND x.public + y.public > 0 THEN 1 END) AS from_reference
RETURN a.name AS a, b.name AS b, sure AS certainly, size(shared) - sure AS possibly, shared, a.many AS of_a, b.many AS of_b,
       CASE WHEN size(shared) = 0 THEN 0.0
            ELSE round(100.0 * size(shared) / (a.many + b.many - size(shared))) / 100 END AS overlap,
       from_reference, a_id, b_id, CASE WHEN a_id = b_id THEN a.undated ELSE [] END AS undated
ORDER BY size(shared) DESC, overlap DESC, a_id, b_id
