// title: Members of an organisation
// question: Who is or was a member of an organisation, in which status, and since when?
// parameter organisation: organisation | TÜRKSOY | the organisation
// parameter year: year = | 2010 | only memberships that may have lasted in that year
// parameter reference: flag = yes | no | whether memberships that only public references state count
// column member: who
// column status: member, associate or observer
// column during: since and until when, as the source has it
// column when: certainly or possibly in that year; without a year dated or undated
// column certainty: stated, or unsure
// column layer: reference, where only a public reference states it
// column sources: who says so
// column id: the membership's id
// summary: when
// note status=member: these sources name no full member
MATCH (o:Elshi {id: $organisation})<-[r:MEMBER_OF]-(m:Actor)
WHERE ($reference OR r.layer IS NULL)
WITH m, r, CASE WHEN r.from IS NULL AND r.to IS NULL AND r.begun IS NULL THEN 'undated'
                WHEN $year IS NULL THEN 'dated'
                WHEN r.from > $year_end OR r.to < $year_start THEN 'no'
                WHEN r.begun <= $year_end AND r.until >= $year_start THEN 'certainly'
                ELSE 'possibly' END AS when
WHERE when <> 'no'
RETURN m.name AS member, r.status AS status, r.during AS during, when, r.certainty AS certainty, r.layer AS layer,
       COLLECT { UNWIND coalesce(r.sources, []) AS s RETURN DISTINCT s AS x ORDER BY x } AS sources, r.id AS id
ORDER BY CASE r.status WHEN 'member' THEN 0 WHEN 'associate' THEN 1 ELSE 2 END, 
         coalesce(r.from, r.until) IS NULL, coalesce(r.from, r.until), member, id
