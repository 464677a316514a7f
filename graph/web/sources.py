"""Sources: what each contributes, and its text with its facts marked in place, from the reader's own copy."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from elshi.graph.exports.bibliography import entry
from elshi.graph.lookup.copies import Copy, copy_of
from elshi.graph.web import tables
from elshi.graph.web.page import Page, Properties, split
from elshi.graph.web.snapshot import Cited, Snapshot

A_PAGE = 100
"""Facts of a source on one page."""

A_STRETCH = 12_000
"""Characters of a text on one page."""

COLUMNS = ("source", "title", "facts", "kinds", "first", "last", "alone", "layer")
FACTS = ("id", "name", "section", "start", "end", "via", "says", "certainty")

DESCRIBED = (
    "kind", "authors", "year", "publication", "publisher", "volume", "issue", "pages", "edition", "language",
    "licence", "url", "doi", "isbn", "city",
)  # fmt: skip


def sources(page: Page) -> Response:
    """All sources, and what each contributes."""
    form = page.request.path_params.get("form", "")
    snapshot = page.snapshot
    if "sources" not in snapshot.later:
        with page.explorer.asking() as store:
            snapshot.later["sources"] = store.sources().rows
    rows = snapshot.later["sources"]
    if form in tables.FORMS:
        return tables.answer(form, rows, COLUMNS, "sources")
    return page.render("sources.html", rows=rows)


def source(page: Page) -> Response:
    """One source: how to cite it, and the facts that it states."""
    id_, form = split(page.request.path_params["id"], (*tables.FORMS, "bib"))
    described = _known(page, id_)
    if isinstance(described, Response):
        return described
    if form == "bib":
        return tables.file(entry(described).encode("utf-8", "replace"), form, id_)
    alone = page.text("alone") == "yes"
    facts = _facts(page.snapshot, id_, alone=alone)
    if form:
        rows = [
            {"id": fact, "name": name_of(page.snapshot, fact, "en"), **cited._asdict()}
            for fact, cited in facts
        ]
        return tables.answer(form, rows, FACTS, id_)
    number = page.whole("page", 1, 100_000, 1) or 1
    return page.render(
        "source.html",
        id=id_,
        heading=page.name(id_),
        source=Properties(described),
        described=[(key, described[key]) for key in DESCRIBED if described.get(key)],
        facts=facts[(number - 1) * A_PAGE : number * A_PAGE],
        total=len(facts),
        alone=alone,
        number=number,
        pages=-(-len(facts) // A_PAGE),
        readable=page.explorer.texts is not None and copy_of(described, page.explorer.texts) is not None,
        fact=lambda fact: name_of(page.snapshot, fact, page.language),
        leads=lambda fact: leads(page, fact),
        bibtex=entry(described),
    )


def _known(page: Page, id_: str) -> Mapping[str, Any] | Response:
    described = page.snapshot.network.sources.get(id_)
    if described is not None:
        return described
    if page.snapshot.node(id_):
        return RedirectResponse(page.to(id_), 301)
    raise HTTPException(404, page.t("source.none", id=id_))


def _facts(snapshot: Snapshot, id_: str, *, alone: bool = False) -> list[tuple[str, Cited]]:
    """The facts that a source states, in the order of its text; ``alone``: that no other source states."""
    key = f"facts of {id_}"
    if key not in snapshot.later:
        found = [
            (fact, cited) for fact, all_ in snapshot.cited.items() for cited in all_ if cited.source == id_
        ]
        snapshot.later[key] = sorted(found, key=lambda pair: (pair[1].start < 0, pair[1].start, pair[0]))
    facts: list[tuple[str, Cited]] = snapshot.later[key]
    if not alone:
        return facts
    return [(fact, cited) for fact, cited in facts if len({one.source for one in snapshot.cited[fact]}) == 1]


def relations(snapshot: Snapshot) -> Mapping[str, tuple[str, str, str]]:
    """Id of a relation → its type, its start and its end."""
    if "relations by id" not in snapshot.later:
        snapshot.later["relations by id"] = {p["id"]: (t, a, b) for t, a, b, p in snapshot.network.relations}
    return snapshot.later["relations by id"]  # type: ignore[no-any-return]


def name_of(snapshot: Snapshot, fact: str, language: str) -> str:
    """A fact in a few words: the name of a node, or who is related to whom."""
    if (relation := relations(snapshot).get(fact)) is not None:
        _, a, b = relation
        return f"{snapshot.name(a, language)} → {snapshot.name(b, language)}"
    return snapshot.name(fact, language)


def leads(page: Page, fact: str) -> str:
    """The page of a fact; of a relation, that of its start."""
    relation = relations(page.snapshot).get(fact)
    return page.to(relation[1] if relation else fact)


# -------------------------------------------------------------------------------- the text


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text that the same facts state; ``begins`` are those whose passage begins with it."""

    text: str
    facts: Sequence[str]
    begins: Sequence[str]
    here: bool


def text(page: Page) -> Response:
    """A stretch of a source's text with its facts marked, around a character or page by page."""
    id_ = page.request.path_params["id"]
    described = _known(page, id_)
    if isinstance(described, Response):
        return described
    folder = page.explorer.texts
    copy = copy_of(described, folder) if folder is not None else None
    if copy is None:
        raise HTTPException(404, page.t("source.notext"))
    at = page.whole("at", 0, 100_000_000)
    spans = _spans(page.snapshot, id_, copy)
    here = next((start for start, _, _, original in spans if original == at), at)
    stretches = -(-len(copy.text) // A_STRETCH) or 1
    usual = 1 + min(here or 0, len(copy.text) - 1) // A_STRETCH
    number = page.whole("page", 1, stretches, usual) or 1
    begin, end = _whole_lines(copy.text, (number - 1) * A_STRETCH, number * A_STRETCH)
    return page.render(
        "text.html",
        id=id_,
        heading=page.name(id_),
        exact=copy.exact,
        pieces=pieces(copy.text, begin, end, spans, at),
        number=number,
        pages=stretches,
        fact=lambda fact: name_of(page.snapshot, fact, page.language),
        leads=lambda fact: leads(page, fact),
        language=described.get("language", ""),
    )


def _spans(snapshot: Snapshot, id_: str, copy: Copy) -> list[tuple[int, int, str, int]]:
    """Where each fact stands in the copy: start, end, fact, and its start in the text that was read."""
    found = []
    for fact, cited in _facts(snapshot, id_):
        if cited.start >= 0 and (span := copy.span(cited.start, cited.end, cited.anchor)):
            found.append((*span, fact, cited.start))
    return sorted(found)


def _whole_lines(text: str, begin: int, end: int) -> tuple[int, int]:
    """The stretch between two characters, moved to the ends of their lines where these are near."""
    edges = []
    for edge in (begin, end):
        line = text.find("\n", edge)
        edges.append(line + 1 if 0 < edge < len(text) and 0 <= line < edge + 2_000 else min(edge, len(text)))
    return edges[0], edges[1]


def pieces(
    text: str, begin: int, end: int, spans: Sequence[tuple[int, int, str, int]], at: int | None
) -> list[Piece]:
    """A stretch of text cut where passages begin and end."""
    inside = [span for span in spans if span[0] < end and span[1] > begin]
    edges = sorted({begin, end, *(min(max(edge, begin), end) for span in inside for edge in span[:2])})
    cut = []
    for first, last in itertools.pairwise(edges):
        facts = [span for span in inside if span[0] <= first and span[1] >= last]
        begun = [span[2] for span in facts if max(span[0], begin) == first]
        names = list(dict.fromkeys(span[2] for span in facts))
        here = at is not None and any(span[3] == at for span in facts)
        cut.append(Piece(text[first:last], names, list(dict.fromkeys(begun)), here))
    return cut
