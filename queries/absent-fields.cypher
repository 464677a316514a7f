// title: Fields that are absent between two actors
// question: In which fields is no tie between A and B on record, though they have some with others?
// parameter a: actor | Kazakhstan | one of the two
// parameter b: actor | China | the other
// column field: what no tie between them is said to be about
// column a_has: how many ties A has in that field with anybody
// column b_has: how many B has
MATCH (a:Elshi {id: $a})
OPTIONAL MATCH (a)<-[:BELONGS_TO|PART_OF*1..4]-(x:Actor)
WITH collect(DISTINCT x.id) + [$a] AS side_a
MATCH (b:Elshi {id: $b})
OPTIONAL MATCH (b)<-[:BELONGS_TO|PART_OF*1..4]-(y:Actor)
WITH side_a, collect(DISTINCT y.id) + [$b] AS side_b
UNWIND ['language', 'literature', 'music', 'theatre', 'dance', 'film', 'fine-arts', 'crafts', 'heritage', 'museums',
        'libraries-archives', 'education', 'science', 'religion', 'media', 'youth', 'sport', 'tourism', 'cuisine',
        'general-culture', 'politics', 'economy'] AS known
WITH side_a, side_b, collect(known) AS fields
UNWIND [['a', side_a], ['b', side_b]] AS of
UNWIND of[1] AS one
MATCH (:Elshi {id: one})-[]->(t:Tie)
WHERE t.fields IS NOT NULL
WITH fields, t, collect(DISTINCT of[0]) AS who
UNWIND t.fields AS field
WITH fields, field, count(CASE WHEN 'a' IN who THEN 1 END) AS a_has, count(CASE WHEN 'b' IN who THEN 1 END) AS b_has,
     count(CASE WHEN size(who) = 2 THEN 1 END) AS together
WITH fields, collect({field: field, a_has: a_has, b_has: b_has, together: together}) AS found
UNWIND fields AS field
WITH field, head([f IN found WHERE f.field = field]) AS f
WHERE coalesce(f.together, 0) = 0
RETURN field, coalesce(f.a_has, 0) AS a_has, coalesce(f.b_has, 0) AS b_has
ORDER BY CASE WHEN a_has < b_has THEN a_has ELSE b_has END DESC, a_has + b_has DESC, field
