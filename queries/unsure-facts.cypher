// title: Facts that are unsure
// question: Which facts, parts in them and standing relations do the sources leave in doubt, and why?
// parameter source: source = | central-asia-article | only what this source says
// parameter about: actor = | Kazakhstan | only facts in which it takes part itself
// column sort: tie, part (only somebody's part in a tie is in doubt), or standing
// column kind: the form of the tie, or the sort of the standing fact
// column fact: its name, or the two between whom it stands
// column who: whose part is in doubt
// column date: when, as the source has it
// column note: what is in doubt
// column sources: who says so
// column id: the fact's id
// summary: sort
CALL () {
  MATCH (t:Tie:Elshi)
  WHERE t.certainty = 'unsure' AND ($about IS NULL OR EXISTS { MATCH (t)<-[r]-(p:Actor) WHERE p.id = $about AND type(r) <> 'SIDE_IN' })
  RETURN 'tie' AS sort, t.kind AS kind, t.name AS fact, '' AS who, t.date AS date, t.note AS note, t.id AS id,
         COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources
  UNION ALL
  MATCH (t:Tie:Elshi)<-[r]-(p:Actor)
  WHERE type(r) <> 'SIDE_IN' AND r.certainty = 'unsure' AND t.certainty <> 'unsure' AND ($about IS NULL OR p.id = $about)
  WITH DISTINCT t, p, type(r) AS part
  RETURN 'part' AS sort, t.kind AS kind, t.name AS fact, p.name + ' (' + part + ')' AS who, t.date AS date,
         t.note AS note, t.id AS id,
         COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources
  UNION ALL
  MATCH (a:Actor)-[r:MEMBER_OF|LEADS|REPRESENTS|FOUNDED|SEATED_IN|PART_OF|LOCATED_IN|BELONGS_TO|SUCCEEDS]->(b:Elshi)
  WHERE r.certainty = 'unsure' AND ($about IS NULL OR $about IN [a.id, b.id])
  RETURN 'standing' AS sort, type(r) AS kind, a.name + ' – ' + b.name AS fact, '' AS who, r.during AS date,
         r.note AS note, r.id AS id,
         COLLECT { UNWIND coalesce(r.sources, []) AS s RETURN DISTINCT s AS x ORDER BY x } AS sources
}
WITH sort, kind, fact, who, date, note, sources, id, CASE sort WHEN 'tie' THEN 0 WHEN 'part' THEN 1 ELSE 2 END AS place
WHERE $source IS NULL OR $source IN sources
RETURN sort, kind, fact, who, date, note, sources, id
ORDER BY place, kind, id, who
