// title: Fields of a pair by period
// question: In which fields were A and B bound in each period?
// parameter a: actor | Kazakhstan | one of the two
// parameter b: actor | China | the other
// parameter period: period = 10 | 10 | the length of a period in years
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column years: the period
// column field: what the ties were about; a tie of several fields counts in each
// column certainly: how many ties certainly fell in the period
// column possibly: how many more may have
// column ids: their ids
MATCH (a:Elshi {id: $a})
MATCH (a)-[r]->(t:Tie)
WHERE NOT (t:Incident OR t:Law) AND ($stated IS NULL OR NOT coalesce(r.derived, false))
WITH t, max(r.apart) AS apart
MATCH (t)<-[r]-(b:Actor)
WHERE b.id = $b AND ($stated IS NULL OR NOT coalesce(r.derived, false)) AND (coalesce(apart, '') = '' OR r.apart <> apart)
WITH DISTINCT t
WITH min(coalesce(t.earliest, t.latest).year) AS low, max(coalesce(t.latest, t.earliest).year) AS high
MATCH (a:Elshi {id: $a})
MATCH (a)-[r]->(t:Tie)
WHERE NOT (t:Incident OR t:Law) AND ($stated IS NULL OR NOT coalesce(r.derived, false))
WITH low, high, t, max(r.apart) AS apart
MATCH (t)<-[r]-(b:Actor)
WHERE b.id = $b AND ($stated IS NULL OR NOT coalesce(r.derived, false)) AND (coalesce(apart, '') = '' OR r.apart <> apart)
WITH DISTINCT low, high, t
WITH t, CASE WHEN t.earliest IS NULL AND t.latest IS NULL THEN [null]
             ELSE range(coalesce(t.earliest.year, low) / $period * $period, coalesce(t.latest.year, high), $period) END AS periods
ORDER BY t.earliest, t.latest, t.id
UNWIND periods AS from
UNWIND CASE coalesce(t.fields, []) WHEN [] THEN ['(none said)'] ELSE t.fields END AS field
WITH from, field, count(CASE WHEN t.begun.year < from + $period AND t.until.year >= from THEN 1 END) AS certainly,
     collect(CASE WHEN from IS NOT NULL THEN t.id END) AS ids, collect(CASE WHEN from IS NULL THEN t.id END) AS undated
RETURN toString(from) + '–' + toString(from + $period - 1) AS years, field, certainly, size(ids) - certainly AS possibly, ids, undated
ORDER BY from, certainly DESC, possibly DESC, field
