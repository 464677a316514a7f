"""Ties: parties with their parts, date, place, what it belongs to, every passage, and who loaded it when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from elshi.graph.lookup.copies import copy_of
from elshi.graph.web import tables
from elshi.graph.web.actor import library
from elshi.graph.web.linked import linked
from elshi.graph.web.page import Page, Properties, split
from elshi.graph.web.snapshot import Cited, Part

FORMS = ("json", "csv", "xlsx", "bib")

COLUMNS = ("source", "title", "section", "start", "end", "via", "says", "certainty")

SHOWN = ("number", "number_kind", "breakdown", "count", "at_least", "valid", "in_force", "language_from",
         "language_to", "title", "url", "amount", "currency", "location")  # fmt: skip
"""Properties that the page lists beside those that have a place of their own."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A passage as the page shows it: where it stands, and its words from the reader's copy."""

    cited: Cited
    title: str
    place: str
    words: str = ""
    exact: bool = True
    missing: bool = False


def tie(page: Page) -> Response:
    """The page of a tie, or its passages as a file."""
    id_, form = split(page.request.path_params["id"], FORMS)
    snapshot = page.snapshot
    node = snapshot.network.ties.get(id_)
    if node is None:
        if id_ in snapshot.former or snapshot.node(id_):
            return RedirectResponse(page.to(snapshot.former.get(id_, id_)), 301)
        raise HTTPException(404, page.t("tie.none", id=id_))
    if form == "bib":
        cited = dict.fromkeys(passage.source for passage in snapshot.cited.get(id_, ()))
        return tables.file(library(snapshot, list(cited)), form, id_)
    if form:
        rows = [
            {**cited._asdict(), "title": snapshot.name(cited.source)} for cited in snapshot.cited.get(id_, ())
        ]
        return tables.answer(form, rows, COLUMNS, id_, _whole(page, id_, node) if form == "json" else None)
    return _page(page, id_, node)


def _page(page: Page, id_: str, node: Mapping[str, Any]) -> Response:
    snapshot = page.snapshot
    passages = stated(page, snapshot.cited.get(id_, ()))
    links: dict[str, list[str]] = defaultdict(list)
    for link in snapshot.links.get(id_, ()):
        links[f"{'back' if link.back else 'link'}.{link.type}"].append(link.other)
    for others in links.values():
        others.sort(
            key=lambda other: snapshot.order(other) if other in snapshot.network.ties else (True, other)
        )
    places = snapshot.network.places.get(id_, ())
    return page.render(
        "tie.html",
        id=id_,
        node=Properties(node),
        heading=page.name(id_),
        names=[(node[key], key.removeprefix("name_")) for key in sorted(node) if key.startswith("name_")],
        roles=_roles(snapshot.parts.get(id_, ())),
        counted_for=[
            (actor, side)
            for actor in snapshot.sides_of_ties.get(id_, ())
            for side in snapshot.sides.get(actor, ())
            if side.tie == id_ and not side.roles
        ],
        links=dict(links),
        places=[(place, _coordinates(snapshot.network.actors.get(place, {}))) for place in places],
        further=[(key, node[key]) for key in SHOWN if node.get(key) not in (None, "", False)],
        passages=passages,
        differing=[passage for passage in passages if passage.cited.says],
        texts=page.explorer.texts is not None,
        jsonld=linked(page, id_),
    )


def _roles(parts: Sequence[Part]) -> dict[str, list[Part]]:
    """Who took part, by role."""
    found: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        found[part.role].append(part)
    return dict(sorted(found.items()))


def _coordinates(node: Mapping[str, Any]) -> tuple[float, float] | None:
    latitude, longitude = node.get("latitude"), node.get("longitude")
    return None if latitude is None or longitude is None else (latitude, longitude)


def stated(page: Page, passages: Sequence[Cited]) -> list[Stated]:
    """Passages with their words, where the reader has the text."""
    found = []
    folder = page.explorer.texts
    for cited in passages:
        source = page.snapshot.network.sources.get(cited.source, {})
        copy = copy_of(source, folder) if folder is not None and cited.start >= 0 else None
        span = copy.span(cited.start, cited.end, cited.anchor) if copy else None
        found.append(
            Stated(
                cited, page.name(cited.source), page.place(cited),
                copy.text[slice(*span)] if copy and span else "", copy is None or copy.exact,
                folder is not None and cited.start >= 0 and span is None,
            )
        )  # fmt: skip
    return found


def loaded(page: Page) -> Response:
    """Which loads state a tie or an actor: a part of its page, asked for when it is opened."""
    id_ = page.request.path_params["id"]
    if page.snapshot.node(id_) is None:
        raise HTTPException(404, page.t("tie.none", id=id_))
    with page.explorer.asking() as store:
        loads = store.loads_of(id_)
    return page.render("loaded.html", id=id_, heading=page.name(id_), loads=loads)


def _whole(page: Page, id_: str, node: Mapping[str, Any]) -> dict[str, Any]:
    snapshot = page.snapshot
    return {
        "id": id_,
        "label": node["label"],
        "properties": {key: value for key, value in node.items() if key != "search"},
        "parts": [part._asdict() for part in snapshot.parts.get(id_, ())],
        "places": list(snapshot.network.places.get(id_, ())),
        "links": [link._asdict() for link in snapshot.links.get(id_, ())],
        "passages": [cited._asdict() for cited in snapshot.cited.get(id_, ())],
    }
