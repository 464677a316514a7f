// title: Where sources disagree
// question: Which passages give another date or party than the accepted one?
// parameter source: source = | interethnic-thesis | only what this source says
// column kind: the form of the tie, or the sort of the standing fact
// column fact: its name, or the two actors between whom it stands
// column accepted: the accepted date
// column says: what the passage says instead
// column source: whose passage it is
// column section: its section
// column start: the passage's first character
// column others: how many other citations the fact has
// column id: the fact's id
OPTIONAL MATCH (t:Elshi)-[c:CITES]->(s:Source)
WHERE c.says IS NOT NULL AND c.says <> '' AND ($source IS NULL OR s.id = $source)
OPTIONAL MATCH (t)-[o:CITES]->(:Source)
WITH t, c, s, count(o) - 1 AS others
WITH collect({kind: coalesce(t.kind, head([l IN labels(t) WHERE NOT l IN ['Elshi', 'Actor', 'Tie']])), fact: t.name,
              accepted: coalesce(t.date, t.founded), says: c.says, source: s.id, section: c.section,
              start: c.start, others: others, id: t.id}) AS of_nodes
OPTIONAL MATCH (a:Elshi)-[r:MEMBER_OF|LEADS|REPRESENTS|FOUNDED|SEATED_IN|PART_OF|LOCATED_IN|BELONGS_TO|SUCCEEDS]->(b:Elshi)
WHERE r.says IS NOT NULL AND r.id <> a.id + '.' + toLower(type(r)) + '.' + b.id
  AND any(said IN r.says WHERE said <> '')
WITH of_nodes, collect({a: a.name, r: r, type: type(r), b: b.name}) AS standing
WITH of_nodes, [f IN standing WHERE f.r IS NOT NULL] AS standing
UNWIND of_nodes + reduce(rows = [], f IN standing | rows + [i IN range(0, size(f.r.says) - 1)
  WHERE f.r.says[i] <> '' AND ($source IS NULL OR f.r.sources[i] = $source) |
  {kind: f.type, fact: f.a + ' – ' + f.b, accepted: f.r.during, says: f.r.says[i], source: f.r.sources[i],
   section: f.r.sections[i], start: f.r.starts[i], others: size(f.r.says) - 1, id: f.r.id}]) AS found
WITH found WHERE found.id IS NOT NULL
RETURN found.kind AS kind, found.fact AS fact, found.accepted AS accepted, found.says AS says,
       found.source AS source, found.section AS section, found.start AS start, found.others AS others, found.id AS id
ORDER BY id, source, start
