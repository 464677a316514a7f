// title: Agreements that expired without a successor
// question: Which agreements of a country had run out by the end of a year, with none on record that renews or replaces them?
// parameter country: country | Kazakhstan | whose agreements
// parameter year: year | 2010 | by the end of this year
// parameter with: group = | China | only agreements with these, or those who belong to them
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column signed: date of signature
// column valid: the years that it was made for
// column treaty: its name
// column parties: who signed
// column when: certainly run out by then, or possibly, where its last year is not certain
// column later: later agreements of the same countries in a field of its own, which no source calls its successors
// column certainty: stated, or unsure
// column sources: who says so
// column id: the treaty's id
// summary: when
MATCH (a:Elshi {id: $country})
MATCH (a)-[r:SIGNED|SIDE_IN]->(t:Treaty)
WHERE (type(r) = 'SIGNED' OR any(i IN range(0, size(coalesce(r.roles, [])) - 1)
         WHERE r.roles[i] = 'SIGNED' AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language'])))
WITH t, max(r.apart) AS apart
MATCH (t)<-[r:SIGNED|SIDE_IN]-(p:Actor)
WHERE (type(r) = 'SIGNED' OR any(i IN range(0, size(coalesce(r.roles, [])) - 1)
         WHERE r.roles[i] = 'SIGNED' AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language']))) AND p.id <> $country AND (p:Country OR p.kind = 'intergovernmental' OR p.id IN $with) AND (coalesce(apart, '') = '' OR r.apart <> apart)
WITH t, p
ORDER BY p.id
WITH t, collect(DISTINCT p.id) AS partners
WITH t, partners, NOT EXISTS { MATCH (t)<-[:RENEWS|SUPERSEDES]-(:Treaty) } AS is_last,
     CASE WHEN t.in_force CONTAINS '/' THEN t.force_to ELSE t.valid_to END AS end,
     coalesce(t.force_from, t.valid_from, t.earliest) AS start,
     CASE WHEN t.in_force CONTAINS '/' THEN t.in_force ELSE t.valid END AS told
WITH t, partners,
     CASE WHEN NOT is_last OR NOT ($with IS NULL OR any(p IN partners WHERE p IN $with)) THEN 'no'
          WHEN end IS NULL THEN 'undated'
          WHEN end <= $year_end THEN 'certainly'
          WHEN start <= $year_end AND (told CONTAINS 'X' OR told CONTAINS '?' OR told CONTAINS '~' OR told CONTAINS '%')
          THEN 'possibly' ELSE 'no' END AS when
ORDER BY t.earliest, t.latest, t.id
WITH collect({t: t, partners: partners, when: when}) AS found
WITH found, [f IN found WHERE f.when <> 'no'] AS rows
UNWIND rows AS row
WITH row.t AS t, row.when AS when,
     [f IN found WHERE row.when <> 'undated' AND f.t.earliest > coalesce(row.t.latest, row.t.valid_from, row.t.force_from)
                       AND f.t.id <> row.t.id AND any(p IN row.partners WHERE p IN f.partners)
                       AND any(x IN coalesce(row.t.fields, []) WHERE x IN f.t.fields) | f.t.date + ': ' + f.t.name] AS later
RETURN t.date AS signed, t.valid AS valid, t.name AS treaty,
       COLLECT { MATCH (t)<-[:SIGNED]-(p:Actor) RETURN DISTINCT p.name AS x ORDER BY x } AS parties,
       when, later, t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id
ORDER BY t.valid_to IS NULL, t.valid_to, t.earliest, id
