"""Actors: names, what it is, ties by year and partner, lasting relations, and the files that hold them.

The filters of the ties stand in the address: ``/actor/KZ?with=TR&from=1996&to=1996&kind=Treaty``. The page of
a group shows its members.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from elshi.graph.exports.bibliography import entry
from elshi.graph.views.options import ViewOptions
from elshi.graph.web import tables
from elshi.graph.web.charts import bars, neighbours
from elshi.graph.web.facets import by_year, in_force, when
from elshi.graph.web.linked import linked
from elshi.graph.web.page import FORMATS, Page, Properties, split
from elshi.graph.web.snapshot import Side, Snapshot
from elshi.view import view

A_PAGE = 50

PARTNERS = 12
"""Partners that the page lists before "all"."""

LISTED = 40
"""Relations of one sort that the page lists; the JSON has all."""

RESAMPLES = 500

COLUMNS = (
    "date",
    "when",
    "label",
    "kind",
    "name",
    "roles",
    "through",
    "with",
    "fields",
    "certainty",
    "sources",
    "id",
)


def actor(page: Page) -> Response:
    """The page of an actor or a group, or one of its files."""
    id_, form = split(page.request.path_params["id"], FORMATS)
    snapshot = page.snapshot
    node = snapshot.network.actors.get(id_) or snapshot.groups.get(id_)
    if node is None:
        if id_ in snapshot.former or snapshot.node(id_):
            return RedirectResponse(page.to(snapshot.former.get(id_, id_)), 301)
        raise HTTPException(404, page.t("actor.none", id=id_))
    if form == "bib":
        return tables.file(library(snapshot, _sources(snapshot, id_)), form, id_)
    if form == "graphml":
        return tables.file(_ego_network(page, id_), form, id_)
    chosen, left = _chosen(page, id_)
    rows = [_row(page, id_, side, decided) for side, decided in chosen]
    if form:
        whole = _dossier(page, id_, node, rows) if form == "json" else None
        return tables.answer(form, rows, COLUMNS, id_, whole)
    return _page(page, id_, node, chosen, rows, left)


# ------------------------------------------------------------------------------- which ties


def _chosen(page: Page, id_: str) -> tuple[list[tuple[Side, str]], int]:
    """The ties that the filters choose, each with whether it is certain; how many they lack a date for."""
    snapshot = page.snapshot
    first, last = page.whole("from", 1, 9999), page.whole("to", 1, 9999)
    only_certain, only_undated = page.text("certain") == "yes", page.text("undated") == "yes"
    found, undated = [], 0
    for side in snapshot.sides.get(id_, ()):
        tie = snapshot.network.ties[side.tie]
        decided = when(tie, first, last)
        if decided == "no" or not _is_wanted(page, side.tie, tie):
            continue
        if decided == "undated" and (first or last):
            undated += 1
            continue
        if only_certain and (tie.get("certainty") == "unsure" or decided == "possibly"):
            continue
        if only_undated and decided != "undated":
            continue
        found.append((side, decided))
    return sorted(found, key=lambda chosen: snapshot.order(chosen[0].tie)), undated


def _is_wanted(page: Page, id_: str, tie: Mapping[str, Any]) -> bool:
    """Whether a tie is of the kinds, in the fields and with the actor that the filters name."""
    kinds, other, about = page.several("kind"), page.text("with"), page.several("field")
    return (
        (not kinds or not {tie["label"], tie.get("kind")}.isdisjoint(kinds))
        and (not about or not set(about).isdisjoint(tie.get("fields") or ()))
        and (not other or other in page.snapshot.sides_of_ties.get(id_, ()))
    )


def _earlier(page: Page, id_: str) -> list[str]:
    """Treaties signed before the chosen years that were, or may have been, in force in them."""
    first, last, other = page.whole("from", 1, 9999), page.whole("to", 1, 9999), page.text("with")
    kinds = set(page.several("kind"))
    snapshot = page.snapshot
    if first is None or (kinds and "Treaty" not in kinds):
        return []
    ties = (side.tie for side in snapshot.sides.get(id_, ()))
    earlier = [
        tie
        for tie in ties
        if in_force(snapshot.network.ties[tie], first, last or first)
        and (not other or other in snapshot.sides_of_ties.get(tie, ()))
    ]
    return sorted(earlier, key=snapshot.order)


def _row(page: Page, id_: str, side: Side, decided: str) -> dict[str, Any]:
    snapshot = page.snapshot
    tie = snapshot.network.ties[side.tie]
    others = [part.actor for part in snapshot.parts.get(side.tie, ()) if part.actor != id_]
    return {
        "id": side.tie,
        "date": tie.get("date") or "",
        "when": decided if decided != "certainly" or page.text("from") or page.text("to") else "dated",
        "label": tie["label"],
        "kind": tie.get("kind") or "",
        "name": page.name(side.tie),
        "roles": list(side.roles),
        "through": list(side.through),
        "with": list(dict.fromkeys(others)),
        "fields": list(tie.get("fields") or ()),
        "certainty": tie.get("certainty") or "stated",
        "sources": list(snapshot.network.cited.get(side.tie, ())),
    }


# ---------------------------------------------------------------------------------- the page


def _page(
    page: Page,
    id_: str,
    node: Mapping[str, Any],
    chosen: Sequence[tuple[Side, str]],
    rows: list[dict[str, Any]],
    left: int,
) -> Response:
    snapshot = page.snapshot
    number = page.whole("page", 1, 100_000, 1) or 1
    every = [snapshot.network.ties[side.tie] for side in snapshot.sides.get(id_, ())]
    shown = [snapshot.network.ties[side.tie] for side, _ in chosen]
    first, last = page.whole("from", 1, 9999), page.whole("to", 1, 9999)
    undated = Counter(tie["label"] for tie in shown if not tie.get("date"))
    return page.render(
        "actor.html",
        id=id_,
        node=Properties(node),
        heading=page.name(id_),
        names=Properties(_names(node)),
        members=snapshot.network.groups.get(id_, ("", ()))[1],
        groups=[group for group, (_, members) in snapshot.network.groups.items() if id_ in members],
        relations=_relations(page, id_),
        listed=LISTED,
        passages=snapshot.cited.get(id_, ()),
        bars=bars(page, by_year(shown if page.text("with") or page.several("kind") else every), first, last),
        map=neighbours(page, id_, partners(snapshot, id_)),
        partners=partners(snapshot, id_),
        labels=Counter(tie["label"] for tie in every).most_common(),
        about=Counter(one for tie in every for one in tie.get("fields") or ()).most_common(),
        rows=rows[(number - 1) * A_PAGE : number * A_PAGE],
        total=len(rows),
        all=len(every),
        undated=sum(undated.values()),
        number=number,
        pages=-(-len(rows) // A_PAGE),
        earlier=_earlier(page, id_),
        filtered=bool(
            first
            or last
            or page.text("with")
            or page.several("kind")
            or page.several("field")
            or page.text("undated")
        ),
        shown_partners=PARTNERS,
        jsonld=linked(page, id_),
        left=left,
        possible=sum(row["when"] == "possibly" for row in rows),
    )


def _names(node: Mapping[str, Any]) -> dict[str, list[tuple[str, str]]]:
    """The other names of a node: (name, language or the years in which it was borne), by their sort."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key in sorted(node):
        if key.startswith("name_"):
            found["languages"].append((node[key], key.removeprefix("name_")))
    if "name" in node and found:
        found["languages"].insert(0, (node["name"], "en"))
    spells = list(node.get("former_names_during") or ())
    former = list(node.get("former_names") or ())
    found["former"] = list(zip(former, [*spells, *[""] * len(former)], strict=False))
    found["aliases"] = [(name, "") for name in node.get("aliases") or ()]
    return {sort: names for sort, names in found.items() if names}


def _relations(page: Page, id_: str) -> dict[str, list[dict[str, Any]]]:
    """The lasting relations of an actor, by what they are, those of today first."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    snapshot = page.snapshot
    for relation in snapshot.relations.get(id_, ()):
        p = relation.properties
        key = f"{'back' if relation.back else 'relation'}.{relation.type}"
        found[key].append(
            {
                "other": relation.other,
                "as": p.get("office") or p.get("status") or "",
                "during": p.get("during") or "",
                "certainty": p.get("certainty") or "stated",
                "layer": p.get("layer") or "",
                "note": p.get("note") or "",
                "id": p.get("id") or "",
                "sources": list(dict.fromkeys(p.get("sources") or ())),
            }
        )
    for rows in found.values():
        rows.sort(key=lambda row: (row["during"] == "", row["during"], page.name(row["other"])))
    return dict(sorted(found.items()))


def partners(snapshot: Snapshot, id_: str) -> list[dict[str, Any]]:
    """Who shares ties with an actor: how many, and the rank with its interval over resampled ties.

    The ties are drawn with replacement as often as there are ties, ``RESAMPLES`` times; the interval has 95
    per cent of the ranks. Partners that are told only through somebody else count like those who took part.
    """
    key = f"partners {id_}"
    if key not in snapshot.later:
        snapshot.later[key] = _partners(snapshot, id_)
    return snapshot.later[key]  # type: ignore[no-any-return]


def _partners(snapshot: Snapshot, id_: str) -> list[dict[str, Any]]:
    sides = snapshot.sides.get(id_, ())
    counts: Counter[str] = Counter()
    for side in sides:
        counts.update(set(snapshot.sides_of_ties.get(side.tie, ())) - {id_} - set(side.through))
    listed = [other for other, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:60]]
    if not listed:
        return []
    matrix = np.zeros((len(sides), len(listed)), dtype=np.float32)
    at = {other: column for column, other in enumerate(listed)}
    for row, side in enumerate(sides):
        for other in snapshot.sides_of_ties.get(side.tie, ()):
            if other in at and other not in side.through:
                matrix[row, at[other]] = 1
    draws = np.random.default_rng(1).multinomial(len(sides), np.full(len(sides), 1 / len(sides)), RESAMPLES)
    resampled = draws.astype(np.float32) @ matrix
    ranks = 1 + (resampled[:, :, None] < resampled[:, None, :]).sum(axis=2)
    low, high = np.percentile(ranks, (2.5, 97.5), axis=0)
    return [
        {
            "id": other,
            "ties": counts[other],
            "rank": 1 + sum(n > counts[other] for n in counts.values()),
            "low": int(low[column]),
            "high": int(high[column]),
        }
        for column, other in enumerate(listed)
    ]


# ------------------------------------------------------------------------------------- files


def _dossier(page: Page, id_: str, node: Mapping[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
    hidden = {"search", "former_names_during"}
    return {
        "id": id_,
        "label": node["label"],
        "properties": {key: value for key, value in node.items() if key not in hidden},
        "members": list(page.snapshot.network.groups.get(id_, ("", ()))[1]),
        "relations": _relations(page, id_),
        "passages": [passage._asdict() for passage in page.snapshot.cited.get(id_, ())],
        "partners": partners(page.snapshot, id_),
        "ties": rows,
    }


def _sources(snapshot: Snapshot, id_: str) -> list[str]:
    """The sources of an actor, its ties and its relations."""
    stated = {cited.source for cited in snapshot.cited.get(id_, ())}
    for side in snapshot.sides.get(id_, ()):
        stated.update(snapshot.network.cited.get(side.tie, ()))
    for relation in snapshot.relations.get(id_, ()):
        stated.update(relation.properties.get("sources") or ())
    return sorted(stated)


def library(snapshot: Snapshot, sources: Sequence[str]) -> bytes:
    """Sources as a library of BibTeX."""
    known = (snapshot.network.sources[id_] for id_ in sources if id_ in snapshot.network.sources)
    return "\n".join(map(entry, known)).encode("utf-8", "replace")


def _ego_network(page: Page, id_: str) -> bytes:
    """The network around an actor as GraphML."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "network.graphml"
        view(page.snapshot.network, ViewOptions(around=id_)).export("graphml", file)
        return file.read_bytes()
