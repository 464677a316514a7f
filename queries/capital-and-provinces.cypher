// title: Capital against provinces
// question: How many of the events held in a country took place in its capital, and how many elsewhere?
// parameter country: country | Kazakhstan | the country
// parameter capital: group | Astana; Almaty | the city, or the cities, that count as its capital
// parameter period: period = 5 | 5 | the length of a period in years
// parameter kind: kind = | festival | only events of this kind
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column years: the period
// column where: capital, provinces, both, or not said (no city or region is told)
// column certainly: how many certainly fell in the period
// column possibly: how many more may have
// column places: where in the country
// column ids: their ids
MATCH (c:Elshi {id: $country})
OPTIONAL MATCH (c)<-[:BELONGS_TO|PART_OF*1..4]-(x:Actor)
WITH c, collect(DISTINCT x.id) AS within
MATCH (c)-[r:HOSTED|SIDE_IN]->(t:Event)
WHERE ($kind IS NULL OR t.kind = $kind) AND (type(r) = 'HOSTED' OR any(i IN range(0, size(coalesce(r.roles, [])) - 1)
         WHERE r.roles[i] = 'HOSTED' AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language'])))
WITH t, head(collect(within)) AS within
OPTIONAL MATCH (t)-[:HELD_IN]->(held:Actor)-[:SEATED_IN*0..1]->(p:Actor)
WHERE p.id IN within AND (p:City OR p:Region)
WITH t, p
ORDER BY p.name, p.id
WITH t, collect(DISTINCT p) AS places
WITH t, places, size([p IN places WHERE p.id IN $capital]) AS central
WITH t, [p IN places | p.name] AS places,
     CASE WHEN size(places) = 0 THEN 'not said' WHEN central = size(places) THEN 'capital'
          WHEN central = 0 THEN 'provinces' ELSE 'both' END AS where
WITH collect({t: t, where: where, places: places}) AS found
WITH [f IN found WHERE f.t.earliest IS NOT NULL OR f.t.latest IS NOT NULL] AS dated,
     [f IN found WHERE f.t.earliest IS NULL AND f.t.latest IS NULL | f.t.id] AS undated
WITH dated, undated, reduce(y = 9999, f IN dated | CASE WHEN coalesce(f.t.earliest, f.t.latest).year < y
                                                   THEN coalesce(f.t.earliest, f.t.latest).year ELSE y END) AS low,
     reduce(y = 0, f IN dated | CASE WHEN coalesce(f.t.latest, f.t.earliest).year > y
                                THEN coalesce(f.t.latest, f.t.earliest).year ELSE y END) AS high
UNWIND CASE dated WHEN [] THEN [null] ELSE dated END AS f
WITH f.t AS t, f.where AS where, f.places AS places, undated, low, high
WITH t, where, places, undated, coalesce(t.earliest.year, low) / $period * $period AS start, coalesce(t.latest.year, high) AS end
UNWIND CASE WHEN t IS NULL THEN [null] ELSE range(start, end, $period) END AS from
WITH undated, from, where, places, t, t.begun.year < from + $period AND t.until.year >= from AS sure
ORDER BY t.earliest, t.latest, t.id
WITH undated, from, where, count(CASE WHEN sure THEN t END) AS certainly, count(t) AS whole, collect(t.id) AS ids,
     collect(places) AS places
UNWIND CASE reduce(n = 0, some IN places | n + size(some)) WHEN 0 THEN [[null]] ELSE places END AS some
UNWIND some AS place
WITH DISTINCT undated, from, where, certainly, whole, ids, place
ORDER BY place
WITH undated, from, where, certainly, whole, ids, collect(place) AS places
RETURN toString(from) + '–' + toString(from + $period - 1) AS years, where, certainly, whole - certainly AS possibly,
       places, ids, undated
ORDER BY from, where
