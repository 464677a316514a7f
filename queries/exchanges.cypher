// title: Exchange of students and teachers
// question: Who sent students, teachers, scholars and specialists to whom, how many, and when?
// parameter from_whom: actor = | Kazakhstan | only those sent by this country, region or body
// parameter to_whom: actor = | Turkey | only those received by this country, region or body
// parameter kind: kind = | students | students, teachers, scholars, specialists or trainees
// parameter from: year = | 1992 | the first year
// parameter to: year = | 2000 | the last year
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column sent_by: the country that sent them
// column received_by: the country that received them
// column date: when, as the source has it
// column when: certainly or possibly in those years; without years dated or undated
// column kind: students, teachers, scholars, specialists, trainees
// column number: how many, where it is told
// column at_least: true where the source says that there were more
// column number_kind: stock at the date, flow in one year, or total over years, where it is told
// column breakdown: of whom, where it is told
// column exchange: its name
// column senders: who sent them
// column receivers: who received them
// column certainty: stated, or unsure
// column sources: who says so
// column id: the exchange's id
// summary: when
MATCH (t:Exchange:Elshi)
WHERE $kind IS NULL OR t.kind = $kind
WITH t, CASE WHEN t.earliest IS NULL AND t.latest IS NULL THEN 'undated'
             WHEN $from IS NULL AND $to IS NULL THEN 'dated'
             WHEN t.earliest > $to_end OR t.latest < $from_start THEN 'no'
             WHEN t.begun <= $to_end AND t.until >= $from_start THEN 'certainly'
             ELSE 'possibly' END AS when
WHERE when <> 'no'
MATCH (t)<-[:SENT]-(s:Actor)
WITH DISTINCT t, when, s
OPTIONAL MATCH (t)<-[r:SIDE_IN]-(u:Actor)
WHERE s.id IN r.through AND any(i IN range(0, size(r.roles) - 1)
         WHERE r.roles[i] = 'SENT' AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language']))
WITH t, when, s, collect(u) + [s] AS above
WHERE $from_whom IS NULL OR any(u IN above WHERE u.id = $from_whom)
WITH t, when, s, CASE WHEN any(u IN above WHERE u:Country) THEN [u IN above WHERE u:Country] ELSE [s] END AS states
UNWIND states AS sender
WITH t, when, sender, collect(DISTINCT s.name) AS senders
MATCH (t)<-[:RECEIVED]-(q:Actor)
WITH DISTINCT t, when, sender, q, head(collect(senders)) AS senders
OPTIONAL MATCH (t)<-[r:SIDE_IN]-(u:Actor)
WHERE q.id IN r.through AND any(i IN range(0, size(r.roles) - 1)
         WHERE r.roles[i] = 'RECEIVED' AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language']))
WITH t, when, sender, q, head(collect(senders)) AS senders, collect(u) + [q] AS above
WHERE $to_whom IS NULL OR any(u IN above WHERE u.id = $to_whom)
WITH t, when, sender, senders, q,
     CASE WHEN any(u IN above WHERE u:Country) THEN [u IN above WHERE u:Country] ELSE [q] END AS states
UNWIND states AS receiver
WITH t, when, sender, receiver, head(collect(senders)) AS senders, collect(DISTINCT q.name) AS receivers
WHERE sender.id <> receiver.id AND NOT EXISTS { MATCH (sender)-[x:SIDE_IN]->(t)<-[y:SIDE_IN]-(receiver) WHERE x.apart <> '' AND x.apart = y.apart }
RETURN sender.name AS sent_by, receiver.name AS received_by, t.date AS date, when, t.kind AS kind, t.number AS number,
       t.at_least AS at_least, t.number_kind AS number_kind, t.breakdown AS breakdown, t.name AS exchange,
       COLLECT { UNWIND senders AS x RETURN x ORDER BY x } AS senders,
       COLLECT { UNWIND receivers AS x RETURN x ORDER BY x } AS receivers, t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id
ORDER BY sent_by, received_by, t.earliest, t.latest, id
