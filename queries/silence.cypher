// title: Silence between two actors
// question: For which years is no tie between A and B on record, and what stood before and after?
// parameter a: actor | Kazakhstan | one of the two
// parameter b: actor | Tajikistan | the other
// parameter from: year = | 1992 | the first year; left out: the year of the first dated tie
// parameter to: year = | 2020 | the last year; left out: the year of the last dated tie
// parameter least: number = 2 | 2 | only silences of at least so many years
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column first: the first year without a tie that certainly fell in it
// column last: the last
// column certainly: years in which no dated tie can have fallen
// column possibly: years in which one may have
// column before: the last tie that had certainly ended by then, with its date
// column after: the first that certainly began later, with its date
// column maybe: ties that may have fallen between, with their dates
// column ids: ids of all these
MATCH (a:Elshi {id: $a})
MATCH (a)-[r]->(t:Tie)
WHERE NOT (t:Incident OR t:Law) AND ($stated IS NULL OR NOT coalesce(r.derived, false))
WITH t, max(r.apart) AS apart
MATCH (t)<-[r]-(b:Actor)
WHERE b.id = $b AND ($stated IS NULL OR NOT coalesce(r.derived, false)) AND (coalesce(apart, '') = '' OR r.apart <> apart)
WITH DISTINCT t
ORDER BY t.earliest, t.latest, t.id
WITH collect({id: t.id, told: coalesce(t.date + ': ', '') + t.name, is_dated: t.earliest IS NOT NULL OR t.latest IS NOT NULL,
              early: coalesce(t.earliest.year, 1), late: coalesce(t.latest.year, 9999),
              begun: t.begun.year, until: t.until.year}) AS all
WITH [t IN all WHERE t.is_dated] AS ties, [t IN all WHERE NOT t.is_dated | t.id] AS undated,
     [t IN all WHERE t.is_dated AND t.begun IS NOT NULL] AS sure
WITH ties, undated, sure,
     coalesce($from, reduce(y = 9999, t IN ties | CASE WHEN t.early > 1 AND t.early < y THEN t.early ELSE y END)) AS start,
     coalesce($to, reduce(y = 0, t IN ties | CASE WHEN t.late < 9999 AND t.late > y THEN t.late
                                              WHEN t.early > y THEN t.early ELSE y END)) AS end
WITH ties, undated, sure, start, end, [y IN range(start, end) WHERE none(t IN sure WHERE t.begun <= y AND t.until >= y)] AS silent
WITH ties, undated, [y IN silent WHERE y = start OR any(t IN sure WHERE t.begun < y AND t.until >= y - 1)] AS firsts,
     [y IN silent WHERE y = end OR any(t IN sure WHERE t.begun <= y + 1 AND t.until > y)] AS lasts
UNWIND CASE firsts WHEN [] THEN [null] ELSE range(0, size(firsts) - 1) END AS i
WITH ties, undated, firsts[i] AS first, lasts[i] AS last
WITH undated, first, last,
     [t IN ties WHERE t.until IS NOT NULL AND t.late < first] AS earlier,
     [t IN ties WHERE t.begun IS NOT NULL AND t.early > last] AS later,
     [t IN ties WHERE t.early <= last AND t.late >= first] AS between
WITH undated, first, last, earlier[-1] AS before, later[0] AS after, between,
     size([y IN range(coalesce(first, 1), coalesce(last, 0)) WHERE any(t IN between WHERE t.early <= y AND t.late >= y)]) AS possibly
WHERE first IS NULL OR last - first + 1 >= $least
RETURN first, last, last - first + 1 - possibly AS certainly, possibly, before.told AS before, after.told AS after,
       [t IN between | t.told] AS maybe,
       [id IN [before.id, after.id] + [t IN between | t.id] WHERE id IS NOT NULL] AS ids, undated
ORDER BY first
