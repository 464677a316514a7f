// title: From recognition to the first agreement, event and institution
// question: How long after recognition or the opening of relations did a country and its partners sign, hold and found something?
// parameter country: country | Kazakhstan | whose relations
// parameter with: group = | Central Asia | only with these countries
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column partner: with whom
// column began: date of the recognition or of the relations, the earlier of them (told of two states, not of many at once)
// column what: agreement, event or institution (a partnership, an embassy, a consulate, a representation)
// column first: date of the first after that; empty where none is on record with a date
// column name: its name
// column least_months: the shortest time that may have passed; empty where the year of the beginning is not told
// column most_months: the longest
// column maybe_before: how many others are dated so widely that they may have come before the first
// column without_date: how many more have no date
// column began_id: id of the recognition or relations
// column id: id of the first
// column partner_id: the partner's id
MATCH (a:Elshi {id: $country})-[r]->(d:DiplomaticTie)<-[s]-(p:Country)
WHERE type(r) <> 'SIDE_IN' AND type(s) <> 'SIDE_IN' AND p.id <> $country AND ($with IS NULL OR p.id IN $with)
  AND (d.kind = 'recognition' AND type(r) <> type(s)
       OR d.kind = 'relations-established' AND COUNT { (d)<-[:PARTNERED]-() } = 2)
WITH a, p, d
ORDER BY d.latest IS NULL, d.latest, d.earliest, d.id
WITH a, p, collect(d) AS beginnings
WITH a, collect({id: p.id, d: head(beginnings)}) AS partners
MATCH (a)-[r]->(t:Tie)
WHERE (t:Treaty OR t:Event OR t:Partnership OR t:DiplomaticTie) AND ($stated IS NULL OR NOT coalesce(r.derived, false))
WITH t, head(collect(partners)) AS partners, max(r.apart) AS apart
MATCH (t)<-[r]-(p:Country)
WHERE p.id <> $country AND ($stated IS NULL OR NOT coalesce(r.derived, false)) AND (coalesce(apart, '') = '' OR r.apart <> apart)
WITH t, p, head(collect(partners)) AS partners
WITH p, t, head([one IN partners WHERE one.id = p.id]) AS partner
WHERE partner IS NOT NULL AND NOT t.kind IN ['recognition', 'relations-established']
WITH p, partner.d AS d, t
ORDER BY t.latest IS NULL, t.latest, t.earliest, t.id
WITH p, d, collect(t) AS ties
UNWIND ['agreement', 'event', 'institution'] AS what
WITH p, d, what, [t IN ties WHERE CASE what WHEN 'agreement' THEN t:Treaty WHEN 'event' THEN t:Event
                                            ELSE NOT (t:Treaty OR t:Event) END] AS ties
WITH p, d, what, ties, head([t IN ties WHERE (d.earliest IS NULL OR t.earliest >= d.earliest) AND t.latest IS NOT NULL]) AS first
RETURN p.name AS partner, d.date AS began, what, first.date AS first, first.name AS name,
       CASE WHEN first.earliest <= d.latest THEN 0
            ELSE (first.earliest.year - d.latest.year) * 12 + first.earliest.month - d.latest.month END AS least_months,
       (first.latest.year - d.earliest.year) * 12 + first.latest.month - d.earliest.month AS most_months,
       size([t IN ties WHERE t.id <> first.id AND (d.earliest IS NULL OR t.latest >= d.earliest) AND t.earliest < first.earliest]) AS maybe_before,
       size([t IN ties WHERE t.earliest IS NULL AND t.latest IS NULL]) AS without_date,
       d.id AS began_id, first.id AS id, p.id AS partner_id
ORDER BY d.earliest, d.latest, partner, partner_id, what
