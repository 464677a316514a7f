// title: Ties by orbit
// question: How many of a country's ties were with states that were members of CIS, SCO or another body in that year?
// parameter country: country | Kazakhstan | whose ties
// parameter orbits: group | CIS; SCO; TÜRKSOY; OIC | the bodies, each by its name
// parameter from: year = | 1992 | the first year
// parameter to: year = | 2020 | the last year
// parameter stated: flag = | yes | only what sources state, without what rules derive
// parameter reference: flag = yes | no | whether memberships that only public references state count
// column orbit: the body
// column members: its members among the partners, as far as a membership is on record
// column from_reference: those of them whose membership only public references state
// column certainly: ties that certainly fell in these years, with a partner who certainly was a member all that time
// column possibly: ties of which that is possible: the tie's day or the membership's years are not certain
// column outside: dated ties of these years with partners whose memberships on record had ended or not begun
// column not_known: dated ties of these years with partners of whom no membership in this body is on record: not a proof that they were outside
// column without_date: ties without a date, which no membership can be compared with
// column ids: ids of the certain and the possible ones
// column orbit_id: the body's id
MATCH (a:Elshi {id: $country})
MATCH (a)-[r]->(t:Tie)
WHERE NOT (t:Incident OR t:Law) AND ($stated IS NULL OR NOT coalesce(r.derived, false))
WITH t, max(r.apart) AS apart
MATCH (t)<-[r]-(p:Actor)
WHERE (p:Country OR p:Region AND NOT EXISTS { MATCH (p)-[:PART_OF|BELONGS_TO*1..4]->(own:Country) WHERE own.id = $country })
  AND p.id <> $country AND ($stated IS NULL OR NOT coalesce(r.derived, false)) AND (coalesce(apart, '') = '' OR r.apart <> apart)
WITH t, collect(DISTINCT p.id) AS partners
WITH t, partners,
     CASE WHEN t.earliest IS NULL AND t.latest IS NULL THEN 'undated'
          WHEN t.earliest > $to_end OR t.latest < $from_start THEN 'no'
          WHEN t.begun <= $to_end AND t.until >= $from_start THEN 'certainly'
          ELSE 'possibly' END AS when
WHERE when <> 'no'
WITH t, when, partners
ORDER BY t.earliest, t.latest, t.id
WITH collect({id: t.id, earliest: t.earliest, latest: t.latest, when: when, partners: partners}) AS ties
UNWIND $orbits AS orbit
MATCH (o:Elshi {id: orbit})
OPTIONAL MATCH (o)<-[r:MEMBER_OF]-(m:Actor)
WHERE ($reference OR r.layer IS NULL)
WITH ties, o, m, r
ORDER BY m.name
WITH o, head(collect(ties)) AS ties,
     collect({id: m.id, name: m.name, layer: r.layer, from: r.from, to: r.to, begun: r.begun, until: r.until}) AS known
UNWIND range(0, size(ties) - 1) AS number
WITH o, number, ties[number] AS t, known
WITH o, number, t, [k IN known WHERE k.id IN t.partners] AS theirs
WITH o, number, t, [k IN theirs | k.name] AS names, [k IN theirs WHERE k.layer IS NULL | k.name] AS told,
     CASE WHEN t.when = 'undated' THEN 'undated'
          WHEN size(theirs) = 0 THEN 'not known'
          WHEN t.when = 'certainly' AND any(k IN theirs WHERE k.begun <= t.earliest AND k.until >= t.latest) THEN 'certainly'
          WHEN all(k IN theirs WHERE k.from > t.latest OR k.to < t.earliest) THEN 'outside'
          ELSE 'possibly' END AS how
ORDER BY head(names), number
WITH o, collect(names) AS names, collect(told) AS told, collect(CASE how WHEN 'certainly' THEN t.id END) AS certain,
     collect(CASE how WHEN 'possibly' THEN t.id END) AS possible, count(CASE how WHEN 'outside' THEN 1 END) AS outside,
     count(CASE how WHEN 'not known' THEN 1 END) AS not_known, count(CASE how WHEN 'undated' THEN 1 END) AS without_date
WITH o, certain, possible, outside, not_known, without_date,
     COLLECT { UNWIND names AS some UNWIND some AS x RETURN DISTINCT x ORDER BY x } AS members,
     COLLECT { UNWIND told AS some UNWIND some AS x RETURN DISTINCT x ORDER BY x } AS told
RETURN o.name AS orbit, members, [m IN members WHERE NOT m IN told] AS from_reference,
       size(certain) AS certainly, size(possible) AS possibly, outside, not_known, without_date, certain + possible AS ids,
       o.id AS orbit_id
ORDER BY certainly + possibly DESC, orbit, orbit_id
