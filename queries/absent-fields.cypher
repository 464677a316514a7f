// title: Fields that are absent between two actors
// question: In which fields is no tie between A and B on record, though they have some with others?
// parameter a: actor | Kazakhstan | one of the two
// parameter b: actor | China | the other
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column field: what no tie between them is said to be about
// column a_has: how many ties A has in that field with anybody
// column b_has: how many B has
UNWIND [[$a, 'a'], [$b, 'b']] AS given
WITH given[0] AS one, given[1] AS side
MATCH (s:Elshi {id: one})
MATCH (s)-[r]->(t:Tie)
WHERE t.fields IS NOT NULL AND NOT (t:Incident OR t:Law) AND ($stated IS NULL OR NOT coalesce(r.derived, false))
WITH t, max(CASE side WHEN 'a' THEN 1 ELSE 0 END) AS of_a, max(CASE side WHEN 'b' THEN 1 ELSE 0 END) AS of_b,
     coalesce(max(CASE side WHEN 'a' THEN r.apart END), '') AS a_apart, coalesce(max(CASE side WHEN 'b' THEN r.apart END), '') AS b_apart
UNWIND t.fields AS field
WITH field, sum(of_a) AS a_has, sum(of_b) AS b_has,
     count(CASE WHEN of_a + of_b = 2 AND (a_apart = '' OR a_apart <> b_apart) THEN 1 END) AS together
WITH collect({field: field, a_has: a_has, b_has: b_has, together: together}) AS found
WHERE size(found) > 0
UNWIND ['language', 'literature', 'music', 'theatre', 'dance', 'film', 'fine-arts', 'crafts', 'heritage', 'museums',
        'libraries-archives', 'education', 'science', 'religion', 'media', 'youth', 'sport', 'tourism', 'cuisine',
        'general-culture', 'politics', 'economy'] AS field
WITH field, head([f IN found WHERE f.field = field]) AS f
WHERE coalesce(f.together, 0) = 0
RETURN field, coalesce(f.a_has, 0) AS a_has, coalesce(f.b_has, 0) AS b_has
ORDER BY CASE WHEN a_has < b_has THEN a_has ELSE b_has END DESC, a_has + b_has DESC, field
