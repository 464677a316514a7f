// title: Facts of one source only
// question: Which ties does a source state that no other source confirms?
// parameter source: source | kz-cn-article | the source
// parameter kind: kind = | festival | only ties of this kind
// column kind: the form of the tie
// column date: when, as the source has it
// column tie: its name
// column passages: how many passages of the source state it
// column section: the section of the first
// column start: its first character in the source's text
// column via: the text's own references
// column certainty: stated, or unsure
// column id: the tie's id
MATCH (:Elshi {id: $source})<-[c:CITES]-(t:Tie)
WHERE ($kind IS NULL OR t.kind = $kind) AND NOT EXISTS { MATCH (t)-[:CITES]->(s:Source) WHERE s.id <> $source }
WITH t, c
ORDER BY c.start IS NULL, c.start, c.section
WITH t, collect(c) AS passages
RETURN t.kind AS kind, t.date AS date, t.name AS tie, size(passages) AS passages, head(passages).section AS section,
       head(passages).start AS start,
       COLLECT { UNWIND passages AS c WITH c WHERE c.via <> '' RETURN DISTINCT c.via AS x ORDER BY x } AS via,
       t.certainty AS certainty, t.id AS id
ORDER BY start IS NULL, start, id
