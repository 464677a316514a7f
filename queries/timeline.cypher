// title: Timeline of an actor
// question: What did an actor, or those who belong to it, take part in, in order of time?
// parameter actor: actor | Kazakhstan | whose timeline
// parameter from: year = | 1992 | the first year
// parameter to: year = | 2000 | the last year
// column date: when, as the source has it
// column when: certainly or possibly in those years; without years dated or undated
// column kind: the form of the tie
// column tie: its name
// column as: in which part, and who where it was not the actor itself
// column with: the others who took part
// column certainty: stated, or unsure
// column sources: who says so
// column id: the tie's id
// summary: when
MATCH (a:Elshi {id: $actor})
MATCH (a)<-[:BELONGS_TO|PART_OF*0..4]-(x:Actor)
WITH DISTINCT x
MATCH (x)-[r]->(t:Tie)
WITH t, x.id AS one, type(r) + CASE WHEN x.id = $actor THEN '' ELSE ' (' + x.name + ')' END AS part
ORDER BY part
WITH t, collect(DISTINCT part) AS as, collect(DISTINCT one) AS side
WITH t, as, side, CASE WHEN t.earliest IS NULL AND t.latest IS NULL THEN 'undated'
                       WHEN $from IS NULL AND $to IS NULL THEN 'dated'
                       WHEN t.earliest > $to_end OR t.latest < $from_start THEN 'no'
                       WHEN t.begun <= $to_end AND t.until >= $from_start THEN 'certainly'
                       ELSE 'possibly' END AS when
ORDER BY t.earliest, t.latest, t.id
WHERE when <> 'no'
RETURN t.date AS date, when, t.kind AS kind, t.name AS tie, as,
       COLLECT { MATCH (t)<-[]-(o:Actor) WHERE NOT o.id IN side RETURN DISTINCT o.name AS x ORDER BY x } AS with,
       t.certainty AS certainty,
       COLLECT { MATCH (t)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, t.id AS id
