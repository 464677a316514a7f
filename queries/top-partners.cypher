// title: Top partners of each period
// question: With whom did a country have the most ties in each period?
// parameter country: country | Kazakhstan | whose partners
// parameter period: period = 5 | 5 | the length of a period in years
// parameter top: number = 5 | 5 | how many partners of each period; those that are level with the last are shown too
// parameter kind: kind = | agreement | only ties of this kind
// parameter field: field = | music | only ties in this field
// column years: the period
// column rank: by the number of certain ties; partners with as many share a rank
// column partner: the country; what its regions, bodies and persons took part in counts
// column certainly: how many ties certainly fell in the period
// column possibly: how many more may have
// column alone: how many of the certain ones bound nobody but these two countries
// column ids: their ids
// column partner_id: the partner's id
MATCH (a:Elshi {id: $country})
MATCH (a)<-[:BELONGS_TO|PART_OF*0..4]-(x:Actor)
WITH DISTINCT x
MATCH (x)-[]->(t:Tie)
WHERE ($kind IS NULL OR t.kind = $kind) AND ($field IS NULL OR $field IN t.fields)
WITH DISTINCT t
MATCH (t)<-[]-(q:Actor)
WITH q, collect(DISTINCT t) AS ties
MATCH (q)-[:BELONGS_TO|PART_OF*0..4]->(u:Actor)
WITH q, head(collect(ties)) AS ties, collect(DISTINCT u) AS above
WHERE none(u IN above WHERE u.id = $country)
UNWIND above AS p
WITH p, ties
WHERE p:Country
UNWIND ties AS t
WITH t, collect(DISTINCT p) AS partners
WITH collect({t: t, partners: partners}) AS all, min(coalesce(t.earliest, t.latest).year) AS low,
     max(coalesce(t.latest, t.earliest).year) AS high
UNWIND all AS one
WITH one.t AS t, one.partners AS partners, low, high
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
WITH from, collect({p: p, certainly: certainly, alone: alone, ids: ids}) AS found
UNWIND found AS one
WITH from, one, 1 + size([other IN found WHERE other.certainly > one.certainly]) AS rank
WHERE rank <= $top
WITH from, rank, one.p AS p, one.certainly AS certainly, one.alone AS alone,
     CASE WHEN from IS NULL THEN [] ELSE one.ids END AS ids, CASE WHEN from IS NULL THEN one.ids ELSE [] END AS undated
RETURN toString(from) + '–' + toString(from + $period - 1) AS years, rank, p.name AS partner, certainly,
       size(ids) - certainly AS possibly, alone, ids, p.id AS partner_id, undated
ORDER BY from, rank, possibly DESC, partner, partner_id
