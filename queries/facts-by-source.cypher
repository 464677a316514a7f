// title: Facts by source
// question: What does a source state, in the order of its text?
// parameter source: source | kz-cn-article | the source
// parameter kind: kind = | festival | only facts of this kind
// column start: the first character of the passage
// column section: the section
// column kind: the form of the fact
// column date: when, as the source has it
// column fact: its name
// column says: what this passage says, where that differs from the accepted value
// column via: the text's own reference
// column certainty: stated, or unsure
// column id: the fact's id
MATCH (s:Elshi {id: $source})<-[c:CITES]-(t:Elshi)
WHERE $kind IS NULL OR t.kind = $kind
RETURN c.start AS start, c.section AS section, t.kind AS kind, t.date AS date, t.name AS fact,
       c.says AS says, c.via AS via, c.certainty AS certainty, t.id AS id
ORDER BY start, id
