"""Cypher of the reader's own, which can only read, within limits of rows and of time."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from starlette.responses import Response

from elshi.graph.errors import ElshiError
from elshi.graph.store.results import Table, plain
from elshi.graph.text import text
from elshi.graph.web import tables
from elshi.graph.web.page import Page

MOST_ROWS = 10_000
SHOWN_ROWS = 500
LONGEST = 6_000

EXAMPLES = (
    "MATCH (t:Treaty) RETURN t.date AS date, t.name AS treaty, t.id AS id ORDER BY t.earliest LIMIT 20",
    """MATCH (a:Actor {id: 'turksoy'})-[r]->(t:Event)
RETURN t.date AS date, type(r) AS part, t.name AS event, t.id AS id ORDER BY t.earliest""",
    """MATCH (t:Tie)-[c:CITES]->(s:Source)
RETURN s.name AS source, count(DISTINCT t) AS ties ORDER BY ties DESC""",
    """MATCH (a:Country {id: 'KZ'})-[:SIGNED]->(t:Treaty)<-[:SIGNED]-(b:Country)
RETURN b.name AS partner, count(t) AS treaties, b.id AS id ORDER BY treaties DESC""",
)


def cypher(page: Page) -> Response:
    """The page of a statement, or its rows as a file."""
    form = page.request.path_params.get("form", "")
    statement = page.query.get("statement", "").strip()
    if len(statement) > LONGEST:
        raise ElshiError(f"The statement has more than {LONGEST:,} characters.")
    table, more, problem = None, False, ""
    if statement:
        try:
            table, more = _run(page, statement)
        except ElshiError as error:
            if form:
                raise
            problem = _in_place(page, str(error))
    elif form:
        raise ElshiError("A statement was expected.")
    if form and table is not None:
        return tables.answer(form, table.rows, table.columns, "cypher")
    return page.render(
        "cypher.html",
        statement=statement,
        table=table,
        more=more,
        problem=problem,
        shown=SHOWN_ROWS,
        most=MOST_ROWS,
        examples=EXAMPLES,
        labels=_labels(page),
        types=_types(page),
        text=text,
    )


def _in_place(page: Page, sentence: str) -> str:
    """The sentence of a refusal, as it is meant here: no option of the command lets this page write."""
    return page.t("cypher.refused") if "read-only" in sentence else sentence


def _run(page: Page, statement: str) -> tuple[Table, bool]:
    """The rows of a statement up to a limit, and whether there are more."""
    if page.explorer.store.is_embedded:
        check_loops(statement)
    with page.explorer.asking() as store, store.reading(statement, {}) as result:
        columns = list(result.keys())
        records = list(islice(result, MOST_ROWS + 1))
        rows = [{name: plain(value) for name, value in record.items()} for record in records]
    return Table(rows[:MOST_ROWS], columns or list(rows[0] if rows else ())), len(rows) > MOST_ROWS


_SPENT = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`|//[^\n]*|/\*.*?\*/", re.DOTALL)
_LOOP = re.compile(r"\[\s*\w+\s+IN\b|\b(?:reduce|all|any|none|single)\s*\(", re.IGNORECASE)


def check_loops(statement: str) -> None:
    """Refuse a loop over a list within a loop over a list, which the embedded engine does not stop.

    Its deadline is looked at between rows and not within an expression. Raises ``ElshiError``.

    >>> check_loops("RETURN [x IN range(1, 9) WHERE x > 2]")
    >>> check_loops("RETURN [x IN l | reduce(s = 0, y IN l | s + y)]")
    Traceback (most recent call last):
        ...
    elshi.graph.errors.ElshiError: Loops over lists within each other are not run here: use UNWIND instead.
    """
    bare = _SPENT.sub(lambda found: " " * len(found[0]), statement)
    begins = {match.end() - 1 if match[0].endswith("(") else match.start() for match in _LOOP.finditer(bare)}
    open_: list[bool] = []
    for at, letter in enumerate(bare):
        if letter in "([{":
            if at in begins and any(open_):
                raise ElshiError("Loops over lists within each other are not run here: use UNWIND instead.")
            open_.append(at in begins)
        elif letter in ")]}" and open_:
            open_.pop()


def _labels(page: Page) -> list[tuple[str, int]]:
    network = page.snapshot.network
    nodes = (*network.actors.values(), *network.ties.values())
    return sorted(Counter(node["label"] for node in nodes).items())


def _types(page: Page) -> list[tuple[str, int]]:
    snapshot = page.snapshot
    counts: Counter[str] = Counter(role for _, role, _, _ in snapshot.network.parts)
    counts.update(type_ for type_, *_ in snapshot.network.relations)
    counts.update(link.type for links in snapshot.links.values() for link in links if not link.back)
    return sorted(counts.items())
