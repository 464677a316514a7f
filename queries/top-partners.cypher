// title: Top partners of each period
// question: With whom did a country have the most ties in each period?
// parameter country: country | Kazakhstan | whose partners
// parameter period: period = 5 | 5 | the length of a period in years
// parameter top: number = 5 | 5 | how many partners of each period; those that are level with the last are shown too
// parameter kind: kind = | agreement | only ties of this kind
// parameter field: field = | music | only ties in this field
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column years: the period
// column rank: by the number of certain ties; partners with as many share a rank
// column partner: the country; what its regions, bodies and persons took part in counts
// column certainly: how many ties certainly fell in the period
// column possibly: how many more may have
// column alone: how many of the certain ones bound nobody but these two countries
// column ids: their ids
// column partner_id: the partner's id
MATCH (a:Elshi {id: $country})
MATCH (a)-[r]->(t:Tie)
WHERE ($kind IS NULL AND NOT (t:Incident OR t:Law) OR t.kind = $kind) AND ($field IS NULL OR $field IN t.fields) AND ($stated IS NULL OR NOT coalesce(r.derived, false))
WITH t, max(r.apart) AS apart
MATCH (t)<-[r]-(p:Country)
WHERE p.id <> $country AND ($stated IS NULL OR NOT coalesce(r.derived, false)) AND (coalesce(apart, '') = '' OR r.apart <> apart)
WITH DISTINCT t
WITH min(coalesce(t.earliest, t.latest).year) AS low, max(coalesce(t.latest, t.earliest).year) AS high
MATCH (a:Elshi {id: $country})
MATCH (a)-[r]->(t:Tie)
WHERE ($kind IS NULL AND NOT (t:Incident OR t:Law) OR t.kind = $kind) AND ($field IS NULL OR $field IN t.fields) AND ($stated IS NULL OR NOT coalesce(r.derived, false))
WITH low, high, t, max(r.apart) AS apart
MATCH (t)<-[r]-(p:Country)
WHERE p.id <> $country AND ($stated IS NULL OR NOT coalesce(r.derived, false)) AND (coalesce(apart, '') = '' OR r.apart <> apart)
WITH t, min(low) AS low, max(high) AS high, collect(DISTINCT p) AS partners
ORDER BY t.earliest, t.latest, t.id
WITH t.id AS id, partners, t.begun.year AS begun, t.until.year AS until,
     CASE WHEN t.earliest IS NULL AND t.latest IS NULL THEN [null]
          ELSE range(coalesce(t.earliest.year, low) / $period * $period, coalesce(t.latest.year, high), $period) END AS periods
UNWIND periods AS from
WITH from, id, partners, begun < from + $period AND until >= from AS sure
UNWIND partners AS p
WITH from, p, count(CASE WHEN sure THEN 1 END) AS certainly, count(CASE WHEN sure AND size(partners) = 1 THEN 1 END) AS alone,
     collect(id) AS ids
ORDER BY from, certainly DESC, size(ids) DESC, p.name, p.id
WITH from, collect({name: p.name, id: p.id, certainly: certainly, alone: alone, ids: ids}) AS found
UNWIND found AS one
WITH from, one, 1 + size([other IN found WHERE other.certainly > one.certainly]) AS rank
WHERE rank <= $top
RETURN toString(from) + '–' + toString(from + $period - 1) AS years, rank, one.name AS partner, one.certainly AS certainly,
       CASE WHEN from IS NULL THEN 0 ELSE size(one.ids) - one.certainly END AS possibly, one.alone AS alone,
       CASE WHEN from IS NULL THEN [] ELSE one.ids END AS ids, one.id AS partner_id,
       CASE WHEN from IS NULL THEN one.ids ELSE [] END AS undated
ORDER BY from, rank, possibly DESC, partner, partner_id
