// title: Translations, books and films by direction
// question: Whose books, films and broadcasts appeared where, and in which language?
// parameter whose: actor = | Kazakhstan | only works by somebody of this country or region, or that showed its culture
// parameter where: actor = | Turkey | only works that appeared, or were shown, there
// parameter kind: kind = | translation | translation, book, film, periodical, broadcast or article
// parameter language: text = | tr | only works that came out in this language, by its tag
// parameter stated: flag = | yes | only what sources state, without what rules derive
// column whose: the countries of the authors or of its origin, else of those it is about or whose culture was shown, else the publisher's abroad
// column where: the countries where it appeared, was shown or was made for, else the publisher's
// column date: when, as the source has it
// column kind: translation, book, film …
// column work: its name
// column from: the language of the original
// column to: the languages that it came out in
// column authors: who made it
// column translators: who translated it
// column publishers: who published it
// column certainty: stated, or unsure
// column sources: who says so
// column id: the work's id
MATCH (w:Work:Elshi)
WHERE ($kind IS NULL OR w.kind = $kind) AND ($language IS NULL OR $language IN split(w.language_to, '; '))
OPTIONAL MATCH (w)<-[r]-(of:Actor)
WHERE (type(r) IN ['CREATED', 'ORIGINATED'] OR any(i IN range(0, size(coalesce(r.roles, [])) - 1)
         WHERE r.roles[i] IN ['CREATED', 'ORIGINATED'] AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language'])))
WITH w, collect(DISTINCT of) AS made_by
OPTIONAL MATCH (w)-[:UNDER*0..1]->(at:Tie)<-[r]-(of:Actor)
WHERE (type(r) = 'PRESENTED' OR any(i IN range(0, size(coalesce(r.roles, [])) - 1)
         WHERE r.roles[i] = 'PRESENTED' AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language'])))
WITH w, made_by, collect(DISTINCT of) AS shown_for
OPTIONAL MATCH (w)<-[r]-(in:Actor)
WHERE (type(r) IN ['HOSTED', 'REACHED'] OR any(i IN range(0, size(coalesce(r.roles, [])) - 1)
         WHERE r.roles[i] IN ['HOSTED', 'REACHED'] AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language'])))
WITH w, made_by, shown_for, collect(DISTINCT in) AS in_places
OPTIONAL MATCH (w)-[:UNDER]->(at:Event)<-[r]-(in:Actor)
WHERE (type(r) = 'HOSTED' OR any(i IN range(0, size(coalesce(r.roles, [])) - 1)
         WHERE r.roles[i] = 'HOSTED' AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language'])))
WITH w, made_by, shown_for, in_places, collect(DISTINCT in) AS at_places
WITH w, made_by, shown_for, in_places + at_places AS shown_in
OPTIONAL MATCH (w)<-[r]-(in:Actor)
WHERE (type(r) = 'PUBLISHED' OR any(i IN range(0, size(coalesce(r.roles, [])) - 1)
         WHERE r.roles[i] = 'PUBLISHED' AND ($stated IS NULL OR NOT r.by[i] IN ['office', 'seat', 'ground', 'language'])))
WITH w, made_by, shown_for, shown_in, collect(DISTINCT in) AS published_in
WITH w, CASE WHEN any(of IN made_by WHERE of:Country) THEN made_by
             WHEN any(of IN shown_for WHERE of:Country) THEN made_by + shown_for
             WHEN size(shown_in) > 0 THEN made_by + published_in ELSE made_by END AS side,
     CASE WHEN size(shown_in) > 0 THEN shown_in ELSE published_in END AS ground
WHERE ($whose IS NULL OR any(of IN side WHERE of.id = $whose))
  AND ($where IS NULL OR any(in IN ground WHERE in.id = $where))
WITH w, COLLECT { UNWIND side AS of WITH of WHERE of:Country RETURN DISTINCT of.name AS x ORDER BY x } AS whose,
     COLLECT { UNWIND ground AS in WITH in WHERE in:Country RETURN DISTINCT in.name AS x ORDER BY x } AS where
WHERE any(country IN where WHERE NOT country IN whose) OR w.language_to IS NOT NULL
RETURN whose, where, w.date AS date, w.kind AS kind, w.name AS work, w.language_from AS from, w.language_to AS to,
       COLLECT { MATCH (w)<-[:CREATED]-(p:Actor) RETURN DISTINCT p.name AS x ORDER BY x } AS authors,
       COLLECT { MATCH (w)<-[:TRANSLATED]-(p:Actor) RETURN DISTINCT p.name AS x ORDER BY x } AS translators,
       COLLECT { MATCH (w)<-[:PUBLISHED]-(p:Actor) RETURN DISTINCT p.name AS x ORDER BY x } AS publishers,
       w.certainty AS certainty,
       COLLECT { MATCH (w)-[:CITES]->(s:Source) RETURN DISTINCT s.id AS x ORDER BY x } AS sources, w.id AS id
ORDER BY size(whose) = 0, whose, size(where) = 0, where, w.earliest, w.latest, id
