// title: Fields of a pair by period
// question: In which fields were A and B bound in each period?
// parameter a: actor | Kazakhstan | one of the two
// parameter b: actor | China | the other
// parameter period: period = 10 | 10 | the length of a period in years
// column years: the period
// column field: what the ties were about; a tie of several fields counts in each
// column certainly: how many ties certainly fell in the period
// column possibly: how many more may have
// column ids: their ids
UNWIND [[$a, 'a'], [$b, 'b']] AS given
WITH given[0] AS one, given[1] AS side
MATCH (s:Elshi {id: one})
MATCH (s)<-[:BELONGS_TO|PART_OF*0..4]-(x:Actor)
WITH DISTINCT side, x
MATCH (x)-[]->(t:Tie)
WITH t, count(DISTINCT side) AS sides
WHERE sides = 2
WITH collect(t) AS ties, min(coalesce(t.earliest, t.latest).year) AS low, max(coalesce(t.latest, t.earliest).year) AS high
UNWIND ties AS t
WITH t, CASE WHEN t.earliest IS NULL AND t.latest IS NULL THEN [null]
             ELSE range(coalesce(t.earliest.year, low) / $period * $period, coalesce(t.latest.year, high), $period) END AS periods
ORDER BY t.earliest, t.latest, t.id
UNWIND periods AS from
UNWIND CASE coalesce(t.fields, []) WHEN [] THEN ['(none said)'] ELSE t.fields END AS field
WITH from, field, count(CASE WHEN t.begun.year < from + $period AND t.until.year >= from THEN 1 END) AS certainly,
     collect(CASE WHEN from IS NOT NULL THEN t.id END) AS ids, collect(CASE WHEN from IS NULL THEN t.id END) AS undated
RETURN toString(from) + '–' + toString(from + $period - 1) AS years, field, certainly, size(ids) - certainly AS possibly, ids, undated
ORDER BY from, certainly DESC, possibly DESC, field
