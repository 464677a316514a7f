// title: Ties by orbit
// question: How many of a country's ties were with states that were members of CIS, SCO or another body in that year?
// parameter country: country | Kazakhstan | whose ties
// parameter orbits: group | CIS; SCO; TÜRKSOY; OIC | the bodies, each by its name
// parameter from: year = | 1992 | the first year
// parameter to: year = | 2020 | the last year
// column orbit: the body
// column members: its members among the partners, as far as a membership is on record
// column certainly: ties that certainly fell in these years, with a partner who certainly was a member all that time
// column possibly: ties of which that is possible: the tie's day or the membership's years are not certain
// column outside: dated ties of these years with partners whose memberships on record had ended or not begun
// column not_known: dated ties of these years with partners of whom no membership in this body is on record: not a proof that they were outside
// column without_date: ties without a date, which no membership can be compared with
// column ids: ids of the certain and the possible ones
// column orbit_id: the body's id
MATCH (a:Elshi {id: $country})
OPTIONAL MATCH (a)<-[:BELONGS_TO|PART_OF*1..4]-(x:Actor)
WITH collect(DISTINCT x.id) + [$country] AS side
UNWIND side AS one
MATCH (:Elshi {id: one})-[]->(t:Tie)
WITH DISTINCT side, t
WITH side, t,
     CASE WHEN t.earliest IS NULL AND t.latest IS NULL THEN 'undated'
          WHEN t.earliest > $to_end OR t.latest < $from_start THEN 'no'
          WHEN t.begun <= $to_end AND t.until >= $from_start THEN 'certainly'
          ELSE 'possibly' END AS when
WHERE when <> 'no'
MATCH (t)<-[]-(q:Actor)
WHERE NOT q.id IN side
MATCH (q)-[:BELONGS_TO|PART_OF*0..4]->(p:Actor)
WHERE (p:Country OR p:Region) AND NOT p.id IN side
WITH t, when, collect(DISTINCT p.id) AS partners
ORDER BY t.earliest IS NULL, t.earliest, t.latest, t.id
WITH collect({t: t, when: when, partners: partners}) AS ties
UNWIND $orbits AS orbit
MATCH (o:Elshi {id: orbit})
OPTIONAL MATCH (o)<-[r:MEMBER_OF]-(m:Actor)
WITH ties, o, m, r
ORDER BY m.name, m.id, r.id
WITH ties, o, collect({id: m.id, name: m.name, r: r}) AS known
UNWIND ties AS one
WITH o, known, one.t AS t, one.when AS when, one.partners AS partners, [k IN known WHERE k.id IN one.partners] AS theirs
WITH o, t, when, [k IN theirs | k.name] AS members,
     CASE WHEN when = 'undated' THEN 'undated'
          WHEN size(theirs) = 0 THEN 'not known'
          WHEN when = 'certainly' AND any(k IN theirs WHERE k.r.begun <= t.earliest AND k.r.until >= t.latest) THEN 'certainly'
          WHEN all(k IN theirs WHERE k.r.from > t.latest OR k.r.to < t.earliest) THEN 'outside'
          ELSE 'possibly' END AS how
UNWIND CASE members WHEN [] THEN [null] ELSE members END AS member
WITH o, t, how, member
ORDER BY member
WITH o, collect(DISTINCT member) AS members, collect(DISTINCT {t: t.id, how: how}) AS found
WITH o, members, [f IN found WHERE f.how = 'certainly' | f.t] AS certain, [f IN found WHERE f.how = 'possibly' | f.t] AS possible,
     found
RETURN o.name AS orbit, members, size(certain) AS certainly, size(possible) AS possibly,
       size([f IN found WHERE f.how = 'outside']) AS outside, size([f IN found WHERE f.how = 'not known']) AS not_known,
       size([f IN found WHERE f.how = 'undated']) AS without_date, certain + possible AS ids, o.id AS orbit_id
ORDER BY certainly + possibly DESC, orbit, orbit_id
