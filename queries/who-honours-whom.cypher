// title: Who honours whom
// question: Whose memory was honoured by anniversaries, awards, monuments and names, where and by whom?
// parameter person: actor = | Абай | only what honours this person, place or body
// column honoured: who is honoured
// column date: when, as the source has it
// column kind: anniversary, award, monument, naming …
// column tie: its name
// column by: who honoured, hosted or organised
// column places: where
// column certainty: stated, or unsure
// column sources: who says so
// column id: the tie's id
MATCH (t:Tie)-[h:HONOURS]->(who:Elshi)
WHERE $person IS NULL OR who.id = $person
WITH t, who, 'HONOURS' AS how
RETURN who.name AS honoured, t.date AS date, t.kind AS kind, t.name AS tie,
       COLLECT { MATCH (a:Actor)-[r:GAVE|HOSTED|ORGANISED|JOINED|LAUNCHED]->(t) RETURN DISTINCT a.name ORDER BY a.name } AS by,
       COLLECT { MATCH (t)-[:HELD_IN]->(p) RETURN DISTINCT p.name ORDER BY p.name } AS places,
       t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s) RETURN DISTINCT s.id ORDER BY s.id } AS sources, t.id AS id
UNION
MATCH (who:Actor)-[:RECEIVED]->(t:Honour)
WHERE $person IS NULL OR who.id = $person
RETURN who.name AS honoured, t.date AS date, t.kind AS kind, t.name AS tie,
       COLLECT { MATCH (a:Actor)-[r:GAVE]->(t) RETURN DISTINCT a.name ORDER BY a.name } AS by,
       COLLECT { MATCH (t)-[:HELD_IN]->(p) RETURN DISTINCT p.name ORDER BY p.name } AS places,
       t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s) RETURN DISTINCT s.id ORDER BY s.id } AS sources, t.id AS id
