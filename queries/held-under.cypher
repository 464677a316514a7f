// title: What was held under a treaty
// question: What carried out a treaty, a programme or an event, directly or through something else?
// parameter under: tie | kz-ru-culture-science-education-agreement-1994 | the treaty, programme or event
// column steps: 1 where it was held under it directly
// column through: what lies between
// column date: when, as the source has it
// column kind: the form of the tie
// column tie: its name
// column actors: who took part
// column certainty: stated, or unsure
// column sources: who says so
// column id: the tie's id
MATCH (u:Elshi {id: $under})
MATCH way = (u)<-[:UNDER*1..4]-(t:Tie)
WHERE t.id <> u.id
WITH t, [n IN reverse(nodes(way)[1..-1]) | n.name] AS through ORDER BY size(through), through
WITH t, collect(through)[0] AS through
RETURN size(through) + 1 AS steps, through, t.date AS date, t.kind AS kind, t.name AS tie,
       COLLECT { MATCH (t)<-[r]-(p:Actor) WHERE type(r) <> 'SIDE_IN' RETURN DISTINCT p.name AS x ORDER BY x } AS actors,
       t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id
ORDER BY steps, t.earliest, t.latest, id
