// title: Visits and what was signed at them
// question: Who visited whom, when, and which treaties were signed on the occasion?
// parameter country: country = | Turkey | only visits to it, or by its officials and bodies
// parameter from: year = | 1992 | the first year
// parameter to: year = | 2000 | the last year
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column date: when, as the source has it
// column when: certainly or possibly in those years; without years dated or undated
// column visit: its name
// column hosts: who received the visit; derived: on whose ground it was, where nobody is told to have
// column guests: who came
// column signed: what the sources say was signed at the visit
// column same_days: other treaties of the two sides that were signed in its days
// column carried_out: the treaty under which it was made
// column certainty: stated, or unsure
// column sources: who says so
// column id: the visit's id
// column signed_ids: the ids of what was signed at it or in its days
// summary: when
MATCH (s:Treaty:Elshi)<-[r:SIGNED|SIDE_IN]-(p:Country)
WHERE s.earliest IS NOT NULL AND s.latest IS NOT NULL AND (type(r) = 'SIGNED' OR any(i IN range(0, size(coalesce(r.roles, [])) - 1)
         WHERE r.roles[i] = 'SIGNED' AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language'])))
WITH s, collect(DISTINCT p.id) AS sides ORDER BY s.earliest, s.latest, s.id
WITH collect({id: s.id, name: s.name, earliest: s.earliest, latest: s.latest, sides: sides}) AS treaties
MATCH (v:Event:Elshi)
WHERE v.kind = 'visit'
WITH treaties, v, CASE WHEN v.earliest IS NULL AND v.latest IS NULL THEN 'undated'
                       WHEN $from IS NULL AND $to IS NULL THEN 'dated'
                       WHEN v.earliest > $to_end OR v.latest < $from_start THEN 'no'
                       WHEN v.begun <= $to_end AND v.until >= $from_start THEN 'certainly'
                       ELSE 'possibly' END AS when
WHERE when <> 'no'
OPTIONAL MATCH (v)<-[r:HOSTED|SIDE_IN]-(h:Country)
WHERE (type(r) = 'HOSTED' OR any(i IN range(0, size(coalesce(r.roles, [])) - 1)
         WHERE r.roles[i] = 'HOSTED' AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language'])))
WITH treaties, v, when, collect(DISTINCT h.id) AS of_hosts
OPTIONAL MATCH (v)<-[r:JOINED|REPRESENTED|SIDE_IN]-(g:Country)
WHERE (type(r) IN ['JOINED', 'REPRESENTED'] OR any(i IN range(0, size(coalesce(r.roles, [])) - 1)
         WHERE r.roles[i] IN ['JOINED', 'REPRESENTED'] AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language'])))
WITH treaties, v, when, of_hosts, collect(DISTINCT g.id) AS of_guests
WHERE $country IS NULL OR $country IN of_hosts OR $country IN of_guests
OPTIONAL MATCH (v)<-[:UNDER]-(s:Treaty)
WITH treaties, v, when, of_hosts, of_guests, s ORDER BY s.earliest, s.id
WITH treaties, v, when, of_hosts, of_guests, collect(DISTINCT s) AS told
WITH v, when, told,
     [s IN treaties WHERE v.date =~ '[0-9]{4}-[0-9]{2}-[0-9]{2}.*' AND s.earliest >= v.earliest AND s.latest <= v.latest
        AND any(side IN s.sides WHERE side IN of_hosts) AND any(side IN s.sides WHERE side IN of_guests AND NOT side IN of_hosts)
        AND none(t IN told WHERE t.id = s.id)] AS then
RETURN v.date AS date, when, v.name AS visit, COLLECT { MATCH (v)<-[r:HOSTED|SIDE_IN]-(h:Actor)
                 WHERE type(r) = 'HOSTED' OR h:Country AND $stated IS NULL AND any(i IN range(0, size(coalesce(r.roles, [])) - 1)
                                                                WHERE r.roles[i] = 'HOSTED' AND r.by[i] = 'ground')
                 RETURN DISTINCT h.name + CASE type(r) WHEN 'HOSTED' THEN '' ELSE ' (derived: ground)' END AS x ORDER BY x } AS hosts,
       COLLECT { MATCH (v)<-[:JOINED|REPRESENTED]-(g:Actor) RETURN DISTINCT g.name AS x ORDER BY x } AS guests,
       [s IN told | s.name] AS signed, [s IN then | s.name] AS same_days,
       COLLECT { MATCH (v)-[:UNDER]->(s:Treaty) RETURN DISTINCT s.name AS x ORDER BY x } AS carried_out,
       v.certainty AS certainty,
       COLLECT { MATCH (v)-[:CITES]->(c:Source) RETURN DISTINCT c.id AS x ORDER BY x } AS sources, v.id AS id,
       [s IN told | s.id] + [s IN then | s.id] AS signed_ids
ORDER BY v.earliest, v.latest, id
