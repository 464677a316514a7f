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
MATCH (a:Elshi {id: $a})
OPTIONAL MATCH (a)<-[:BELONGS_TO|PART_OF*1..4]-(x:Actor)
WITH collect(DISTINCT x.id) + [$a] AS side_a
MATCH (b:Elshi {id: $b})
OPTIONAL MATCH (b)<-[:BELONGS_TO|PART_OF*1..4]-(y:Actor)
WITH side_a, collect(DISTINCT y.id) + [$b] AS side_b
UNWIND side_a AS one
MATCH (:Elshi {id: one})-[]->(t:Tie)
WITH DISTINCT side_b, t
MATCH (t)<-[]-(q:Actor)
WHERE q.id IN side_b
WITH DISTINCT t
WITH collect(t) AS ties
WITH [t IN ties WHERE t.earliest IS NOT NULL OR t.latest IS NOT NULL] AS ties,
     [t IN ties WHERE t.earliest IS NULL AND t.latest IS NULL | t.id] AS undated
WITH ties, undated, reduce(y = 9999, t IN ties | CASE WHEN coalesce(t.earliest, t.latest).year < y
                                                 THEN coalesce(t.earliest, t.latest).year ELSE y END) AS low,
     reduce(y = 0, t IN ties | CASE WHEN coalesce(t.latest, t.earliest).year > y
                               THEN coalesce(t.latest, t.earliest).year ELSE y END) AS high
UNWIND CASE ties WHEN [] THEN [null] ELSE ties END AS t
WITH t, undated, coalesce(t.earliest.year, low) / $period * $period AS start, coalesce(t.latest.year, high) AS end
UNWIND CASE WHEN t IS NULL THEN [null] ELSE range(start, end, $period) END AS from
UNWIND CASE coalesce(t.fields, []) WHEN [] THEN ['(none said)'] ELSE t.fields END AS field
WITH undated, from, field, t, t.begun.year < from + $period AND t.until.year >= from AS sure
ORDER BY t.earliest IS NULL, t.earliest, t.latest, t.id
WITH undated, from, field, count(CASE WHEN sure THEN t END) AS certainly, count(t) AS all, collect(t.id) AS ids
RETURN toString(from) + '–' + toString(from + $period - 1) AS years, field, certainly, all - certainly AS possibly, ids, undated
ORDER BY from, certainly DESC, possibly DESC, field
