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
OPTIONAL MATCH (a)<-[:BELONGS_TO|PART_OF*1..4]-(x:Actor)
WITH collect(DISTINCT x.id) + [$country] AS side
UNWIND side AS one
MATCH (:Elshi {id: one})-[]->(t:Tie)
WHERE ($kind IS NULL OR t.kind = $kind) AND ($field IS NULL OR $field IN t.fields)
WITH DISTINCT side, t
MATCH (t)<-[]-(q:Actor)
WHERE NOT q.id IN side
MATCH (q)-[:BELONGS_TO|PART_OF*0..4]->(p:Country)
WHERE p.id <> $country
WITH t, collect(DISTINCT p) AS partners
WITH collect({t: t, partners: partners}) AS all
WITH [one IN all WHERE one.t.earliest IS NOT NULL OR one.t.latest IS NOT NULL] AS dated,
     [one IN all WHERE one.t.earliest IS NULL AND one.t.latest IS NULL | one.t.id] AS undated
WITH dated, undated, reduce(y = 9999, d IN dated | CASE WHEN coalesce(d.t.earliest, d.t.latest).year < y
                                                   THEN coalesce(d.t.earliest, d.t.latest).year ELSE y END) AS low,
     reduce(y = 0, d IN dated | CASE WHEN coalesce(d.t.latest, d.t.earliest).year > y
                                THEN coalesce(d.t.latest, d.t.earliest).year ELSE y END) AS high
UNWIND CASE dated WHEN [] THEN [null] ELSE dated END AS one
WITH one.t AS t, one.partners AS partners, undated, low, high
WITH t, partners, undated, coalesce(t.earliest.year, low) / $period * $period AS start, coalesce(t.latest.year, high) AS end
UNWIND CASE WHEN t IS NULL THEN [null] ELSE range(start, end, $period) END AS from
UNWIND CASE WHEN t IS NULL THEN [null] ELSE partners END AS p
WITH undated, from, p, t, size(partners) AS number, t.begun.year < from + $period AND t.until.year >= from AS sure
ORDER BY t.earliest IS NULL, t.earliest, t.latest, t.id
WITH undated, from, p, count(CASE WHEN sure THEN t END) AS certainly, count(t) AS whole,
     count(CASE WHEN sure AND number = 1 THEN t END) AS alone, collect(t.id) AS ids
ORDER BY from, certainly DESC, whole DESC, p.name, p.id
WITH undated, from, collect({p: p, certainly: certainly, possibly: whole - certainly, alone: alone, ids: ids}) AS found
UNWIND found AS one
WITH undated, from, one, 1 + size([other IN found WHERE other.certainly > one.certainly]) AS rank
WHERE rank <= $top
RETURN toString(from) + '–' + toString(from + $period - 1) AS years, rank, one.p.name AS partner,
       one.certainly AS certainly, one.possibly AS possibly, one.alone AS alone, one.ids AS ids, one.p.id AS partner_id, undated
ORDER BY from, rank, possibly DESC, partner, partner_id
