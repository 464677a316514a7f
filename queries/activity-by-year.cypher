// title: Activity by year and kind
// question: How many ties of each kind were there in each year, certainly and possibly?
// parameter group: group = | Kazakhstan | only ties in which one of these, or somebody of theirs, took part
// parameter kind: kind = | festival | only ties of this kind
// parameter field: field = | music | only ties in this field
// parameter from: year = | 1991 | the first year; else that of the first tie
// parameter to: year = | 2000 | the last year; else that of the last tie that did not go on
// column year: the year
// column kind: the form of the ties
// column certainly: ties that fell in the year, or went on in it
// column possibly: ties that may have; one that may be of any of more than ten years counts as undated
CALL () {
  MATCH (t:Tie:Elshi)
  WHERE $group IS NULL
  RETURN t
  UNION
  UNWIND coalesce($group, []) AS one
  MATCH (g:Elshi {id: one})
  MATCH (g)<-[:BELONGS_TO|PART_OF*0..4]-(x:Actor)
  MATCH (x)-[]->(t:Tie)
  RETURN DISTINCT t
}
WITH t
WHERE ($kind IS NULL OR t.kind = $kind) AND ($field IS NULL OR $field IN t.fields)
WITH collect(t) AS ties,
     min(CASE WHEN t.begun.year > 1 AND t.begun.year <= t.until.year THEN t.begun.year
              ELSE coalesce(t.latest.year, t.earliest.year) END) AS first,
     max(CASE WHEN t.until.year < 9999 AND t.begun.year <= t.until.year THEN t.until.year
              ELSE coalesce(t.earliest.year, t.latest.year) END) AS last
WITH ties, coalesce($from, first) AS first, coalesce($to, last) AS last
UNWIND ties AS t
WITH t, first, last,
     CASE WHEN t.earliest IS NULL AND t.latest IS NULL THEN [null]
          WHEN NOT t.lasting AND (t.earliest IS NULL OR t.latest IS NULL OR t.latest.year - t.earliest.year > 10) THEN [null]
          ELSE range(CASE WHEN t.earliest.year > first THEN t.earliest.year ELSE first END,
                     CASE WHEN t.latest.year < last THEN t.latest.year ELSE last END) END AS years
UNWIND years AS year
WITH year, t.kind AS kind, t, CASE WHEN year IS NULL THEN 'undated'
                                   WHEN t.begun.year <= year AND t.until.year >= year THEN 'certainly'
                                   ELSE 'possibly' END AS when
RETURN year, kind, sum(CASE when WHEN 'certainly' THEN 1 ELSE 0 END) AS certainly,
       sum(CASE when WHEN 'possibly' THEN 1 ELSE 0 END) AS possibly,
       collect(CASE when WHEN 'undated' THEN t.id END) AS undated
ORDER BY year, kind
