// title: Activity by year and kind
// question: How many ties of each kind were there in each year, certainly and possibly?
// parameter group: group = | Kazakhstan | only ties in which one of these, or somebody who counts for them, took part
// parameter kind: kind = | festival | only ties of this kind
// parameter field: field = | music | only ties in this field
// parameter from: year = | 1991 | the first year; else that of the first tie
// parameter to: year = | 2000 | the last year; else that of the last tie that did not go on
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column year: the year
// column kind: the form of the ties
// column certainly: ties that fell in the year, or went on in it
// column possibly: ties that may have; one that may be of any of more than ten years counts as undated
CALL () {
  MATCH (t:Tie:Elshi)
  WHERE $group IS NULL AND ($kind IS NULL OR t.kind = $kind) AND ($field IS NULL OR $field IN t.fields)
  RETURN min(CASE WHEN t.begun.year > 1 AND t.begun <= t.until THEN t.begun.year ELSE coalesce(t.latest, t.earliest).year END) AS low,
         max(CASE WHEN t.until.year < 9999 AND t.begun <= t.until THEN t.until.year ELSE coalesce(t.earliest, t.latest).year END) AS high
  UNION
  UNWIND coalesce($group, []) AS one
  MATCH (g:Elshi {id: one})
  MATCH (g)-[r]->(t:Tie)
  WHERE ($stated IS NULL OR NOT coalesce(r.derived, false)) AND ($kind IS NULL OR t.kind = $kind) AND ($field IS NULL OR $field IN t.fields)
  RETURN min(CASE WHEN t.begun.year > 1 AND t.begun <= t.until THEN t.begun.year ELSE coalesce(t.latest, t.earliest).year END) AS low,
         max(CASE WHEN t.until.year < 9999 AND t.begun <= t.until THEN t.until.year ELSE coalesce(t.earliest, t.latest).year END) AS high
}
WITH coalesce($from, min(low)) AS first, coalesce($to, max(high)) AS last
CALL (first) {
  MATCH (t:Tie:Elshi)
  WHERE $group IS NULL
  RETURN t
  UNION
  UNWIND coalesce($group, []) AS one
  MATCH (g:Elshi {id: one})
  MATCH (g)-[r]->(t:Tie)
  WHERE ($stated IS NULL OR NOT coalesce(r.derived, false))
  RETURN DISTINCT t
}
WITH first, last, t
WHERE ($kind IS NULL OR t.kind = $kind) AND ($field IS NULL OR $field IN t.fields)
WITH t.id AS id, t.kind AS kind, t.begun.year AS begun, t.until.year AS until,
     CASE WHEN t.earliest IS NULL AND t.latest IS NULL THEN [null]
          WHEN NOT t.lasting AND (t.earliest IS NULL OR t.latest IS NULL OR t.latest.year - t.earliest.year > 10) THEN [null]
          ELSE range(CASE WHEN t.earliest.year > first THEN t.earliest.year ELSE first END,
                     CASE WHEN t.latest.year < last THEN t.latest.year ELSE last END) END AS years
UNWIND years AS year
WITH year, kind, id, coalesce(begun <= year AND until >= year, false) AS is_sure
RETURN year, kind, count(CASE WHEN is_sure THEN 1 END) AS certainly,
       count(CASE WHEN NOT is_sure AND year IS NOT NULL THEN 1 END) AS possibly,
       collect(CASE WHEN year IS NULL THEN id END) AS undated
ORDER BY year, kind
