// title: First and last tie with each partner
// question: When did an actor's ties with each of its partners begin, and which is the last on record?
// parameter actor: actor | Kazakhstan | whose ties
// parameter with: group = | Central Asia | only with these; left out: with every country
// parameter kind: kind = | agreement | only ties of this kind
// parameter stated: flag = | yes | only what sources state, without what rules derive
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
OPTIONAL MATCH (a)-[:BELONGS_TO|PART_OF*1..4]->(u:Actor)
WITH a, collect(DISTINCT u.id) AS above
MATCH (a)-[r]->(t:Tie)
WHERE ($kind IS NULL AND NOT (t:Incident OR t:Law) OR t.kind = $kind) AND ($stated IS NULL OR NOT coalesce(r.derived, false))
WITH t, head(collect(above)) AS above, max(r.apart) AS apart, collect(coalesce(r.through, [$actor])) AS through
MATCH (t)<-[r]-(p:Actor)
WHERE ($with IS NULL AND p:Country OR p.id IN $with) AND p.id <> $actor AND ($stated IS NULL OR NOT coalesce(r.derived, false)) AND (coalesce(apart, '') = '' OR r.apart <> apart)
  AND NOT (p.id IN above AND type(r) = 'SIDE_IN' AND all(x IN r.through WHERE any(some IN through WHERE x IN some)))
WITH t, collect(DISTINCT p) AS partners
WITH t, partners, coalesce(t.begun, t.latest) AS began, coalesce(t.until, t.earliest) AS went_on
ORDER BY began, t.earliest, t.id
WITH {t: t, earliest: t.earliest, latest: t.latest, went_on: went_on, id: t.id} AS one, partners
UNWIND partners AS p
WITH p, count(one) AS number, collect(CASE WHEN one.earliest IS NOT NULL OR one.latest IS NOT NULL THEN one END) AS dated
WITH p, number, dated, head(dated) AS first,
     head(COLLECT { UNWIND dated AS one RETURN one ORDER BY one.went_on IS NULL, one.went_on DESC, one.latest DESC, one.id LIMIT 1 }) AS last
RETURN p.name AS partner, size(dated) AS ties, first.t.date AS first, first.t.name AS first_tie,
       size([d IN dated WHERE d.id <> first.id AND (d.earliest IS NULL OR d.earliest < first.earliest)]) AS maybe_earlier,
       last.t.date AS last, last.t.name AS last_tie,
       size([d IN dated WHERE d.id <> last.id AND (d.latest IS NULL OR d.latest > last.latest)]) AS maybe_later,
       number - size(dated) AS without_date, [id IN [first.id, last.id] WHERE id IS NOT NULL] AS ids, p.id AS partner_id
ORDER BY partner, partner_id
