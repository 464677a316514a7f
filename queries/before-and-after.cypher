// title: Before and after a turning point
// question: How did the ties of A and B change at a turning point, and those of A with others at the same time?
// parameter a: actor | Kazakhstan | whose ties
// parameter b: actor | China | the partner whom the turning point concerns
// parameter year: year | 2001 | the turning point; its own year counts as after
// parameter span: period = 5 | 5 | how many years before and after
// parameter others: group = | Central Asia | compared with these; left out: with all other countries
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column partner: with whom
// column pair: asked, or other
// column before: ties that certainly fell in the years before
// column before_maybe: more that may have
// column after: ties that certainly fell in the years after; what lasted over the turning point counts on both sides
// column after_maybe: more that may have
// column change: after against before, among the certain ones
// column certainly: how many certainly fell in these years
// column possibly: how many more may have
// column ids: their ids
// column partner_id: the partner's id
MATCH (a:Elshi {id: $a})
OPTIONAL MATCH (a)-[:BELONGS_TO|PART_OF*1..4]->(u:Actor)
WITH a, collect(DISTINCT u.id) AS above
MATCH (a)-[r]->(t:Tie)
WHERE NOT (t:Incident OR t:Law) AND ($stated IS NULL OR NOT coalesce(r.derived, false))
  AND coalesce(t.earliest.year, 1) < $year + $span AND coalesce(t.latest.year, 9999) >= $year - $span
WITH t, head(collect(above)) AS above, max(r.apart) AS apart, collect(coalesce(r.through, [$a])) AS through
MATCH (t)<-[r]-(p:Actor)
WHERE (p.id = $b OR p.id IN $others OR $others IS NULL AND p:Country) AND p.id <> $a AND ($stated IS NULL OR NOT coalesce(r.derived, false)) AND (coalesce(apart, '') = '' OR r.apart <> apart)
  AND NOT (p.id IN above AND type(r) = 'SIDE_IN' AND all(x IN r.through WHERE any(some IN through WHERE x IN some)))
WITH t, collect(DISTINCT p) AS partners
WITH t, partners, t.earliest IS NULL AND t.latest IS NULL AS is_undated,
     coalesce(t.earliest.year, 1) < $year AS may_before, coalesce(t.latest.year, 9999) >= $year AS may_after,
     t.begun.year < $year AND t.until.year >= $year - $span AS is_before,
     t.begun.year < $year + $span AND t.until.year >= $year AS is_after,
     t.begun.year < $year + $span AND t.until.year >= $year - $span AS is_sure
ORDER BY t.earliest, t.latest, t.id
UNWIND partners AS p
WITH p, collect(CASE WHEN is_undated THEN t.id END) AS undated, collect(CASE WHEN NOT is_undated THEN t.id END) AS ids,
     count(CASE WHEN is_before THEN 1 END) AS before,
     count(CASE WHEN NOT is_undated AND may_before AND NOT coalesce(is_before, false) THEN 1 END) AS before_maybe,
     count(CASE WHEN is_after THEN 1 END) AS after,
     count(CASE WHEN NOT is_undated AND may_after AND NOT coalesce(is_after, false) THEN 1 END) AS after_maybe,
     count(CASE WHEN is_sure THEN 1 END) AS certainly
RETURN p.name AS partner, CASE WHEN p.id = $b THEN 'asked' ELSE 'other' END AS pair, before, before_maybe, after, after_maybe,
       after - before AS change, certainly, size(ids) - certainly AS possibly, ids, p.id AS partner_id, undated
ORDER BY pair, certainly DESC, possibly DESC, partner, partner_id
