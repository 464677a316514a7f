// title: First and last tie with each partner
// question: When did an actor's ties with each of its partners begin, and which is the last on record?
// parameter actor: actor | Kazakhstan | whose ties
// parameter with: group = | Central Asia | only with these; left out: with every country
// parameter kind: kind = | agreement | only ties of this kind
// column partner: with whom
// column ties: how many dated ties there are
// column first: date of the first: the one that had certainly begun the earliest
// column first_tie: its name
// column maybe_earlier: how many others may have begun before it
// column last: date of the last: the one that certainly went on the longest
// column last_tie: its name
// column maybe_later: how many others may have gone on after it
// column without_date: how many more ties have no date
// column ids: ids of the first and the last
// column partner_id: the partner's id
MATCH (a:Elshi {id: $actor})
OPTIONAL MATCH (a)<-[:BELONGS_TO|PART_OF*1..4]-(x:Actor)
WITH collect(DISTINCT x.id) + [$actor] AS side
UNWIND side AS one
MATCH (:Elshi {id: one})-[]->(t:Tie)
WHERE $kind IS NULL OR t.kind = $kind
WITH DISTINCT side, t
MATCH (t)<-[]-(q:Actor)
WHERE NOT q.id IN side
MATCH (q)-[:BELONGS_TO|PART_OF*0..4]->(p:Actor)
WHERE ($with IS NULL AND p:Country OR p.id IN $with) AND NOT p.id IN side
WITH DISTINCT p, t
WITH p, t, coalesce(t.begun, t.latest) AS began, coalesce(t.until, t.earliest) AS went_on
ORDER BY began IS NULL, began, t.earliest, t.id
WITH p, collect({t: t, went_on: went_on}) AS found
WITH p, [one IN found WHERE one.t.earliest IS NOT NULL OR one.t.latest IS NOT NULL] AS dated, size(found) AS number
UNWIND CASE dated WHEN [] THEN [null] ELSE dated END AS one
WITH p, dated, number, one
ORDER BY one.went_on IS NULL, one.went_on DESC, one.t.latest DESC, one.t.id
WITH p, dated, number, collect(one) AS lasts
WITH p, dated, number, head(dated).t AS first, head(lasts).t AS last
RETURN p.name AS partner, size(dated) AS ties, first.date AS first, first.name AS first_tie,
       size([d IN dated WHERE d.t.id <> first.id AND (d.t.earliest IS NULL OR d.t.earliest < first.earliest)]) AS maybe_earlier,
       last.date AS last, last.name AS last_tie,
       size([d IN dated WHERE d.t.id <> last.id AND (d.t.latest IS NULL OR d.t.latest > last.latest)]) AS maybe_later,
       number - size(dated) AS without_date, [id IN [first.id, last.id] WHERE id IS NOT NULL] AS ids, p.id AS partner_id
ORDER BY partner, partner_id
