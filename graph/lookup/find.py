"""Look-up: from a name as people write it, in any script, to its node.

An id or a country's name or code matches at once; otherwise the folded name is compared with ``search``:
first whole names, then beginnings, then anywhere. Nothing is guessed: if several nodes match equally well,
all are returned, and if none does, the nearest ones. A spelling that is not the whole name of an actor is
resolved as in tables (:mod:`elshi.graph.lookup.authority`) before beginnings count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from elshi.graph.errors import ElshiError
from elshi.graph.model.vocabulary import FAMILIES, OTHERS, TIES, own_label
from elshi.graph.names import names
from elshi.graph.names.world_countries import states
from elshi.graph.store.results import Row
from elshi.graph.store.store import Store
from elshi.graph.text import shortened

if TYPE_CHECKING:
    from elshi.graph.lookup.authority import Authority

_COLUMNS = "n.id AS id, labels(n) AS labels, n.name AS name, n.search AS search"


@dataclass(frozen=True, slots=True)
class Found:
    """A node that matches a name: its id, its own label (``Country``), name, and how well it fits.

    ``fit`` is 0 for an id, 1 for its label, 2 for another whole name of it, 3 for the beginning of its
    label, 4 for that of another name, 5 for a part of one.
    """

    id: str
    label: str
    name: str
    fit: int


_ID = re.compile(r"\S{1,200}")

_ACTORS = OTHERS - {"Source", "Group"} | {"Actor", "Elshi"}
"""Labels whose names the authority file reads."""


def _nodes(label: str) -> str:
    """The Cypher pattern of the nodes with a label; ``ValueError`` for one that the model does not have.

    A label cannot be a parameter, and asking ``labels(n)`` would read every node for a handful of groups.
    """
    if label not in FAMILIES | TIES | OTHERS:
        raise ValueError(f"'{label}' is not a label of the model")
    return "(n:Elshi)" if label == "Elshi" else f"(n:{label}:Elshi)"


def find(
    store: Store, text: str, label: str = "Elshi", limit: int = 20, *, whole: bool = False
) -> list[Found]:
    """Nodes with a label and a name, the best match first; empty if there is none.

    ``whole`` leaves out those whose name only contains it.

    >>> find(store, "Түркияға")[0].id  # doctest: +SKIP
    'TR'
    """
    wanted = text.strip()
    exact = f"MATCH {_nodes(label)} WHERE n.id = $text RETURN {_COLUMNS}"
    rows = store.read(exact, {"text": wanted}) if _ID.fullmatch(wanted) else []
    rows = rows or store.read(
        f"MATCH {_nodes(label)} WHERE n.id = $code OR $text IN n.former_ids RETURN {_COLUMNS} LIMIT 5",
        {"code": states(wanted[:300]).id or wanted, "text": wanted},
    )
    if rows:
        return [_found(row, 0) for row in rows]
    folded = names.fold(wanted)
    if not folded:
        return []
    needles = ((f"|{folded}|", 2), (f"|{folded}", 4), (folded, 5))
    for needle, fit in needles[:1] if whole else needles:
        rows = store.read(
            f"MATCH {_nodes(label)} WHERE n.search CONTAINS $needle "
            f"RETURN {_COLUMNS} ORDER BY size(n.search), n.id LIMIT $limit",
            {"needle": needle, "limit": limit},
        )
        if rows:
            matches = [_found(row, fit - row["search"].startswith(needle)) for row in rows]
            return sorted(matches, key=lambda f: (f.fit, f.label in TIES, f.name))
    return []


def _found(row: Row, fit: int) -> Found:
    return Found(row["id"], own_label(row["labels"]), row["name"], fit)


def one(store: Store, text: str, label: str = "Elshi") -> Found:
    """The one node with a name; ``ElshiError`` lists the nearest names, or the several that match."""
    matches = find(store, text, label)
    if matches and 0 < matches[0].fit <= 2:  # a reference source may be called like what it tells of
        matches = [f for f in matches if f.label != "Source" and f.fit <= 2] or matches
    reading = None
    if label in _ACTORS and (not matches or matches[0].fit > 2):
        reading = _authority(store).read(text, "Actor" if label == "Elshi" else label)
        if reading.id and (resolved := find(store, reading.id, label)):
            return resolved[0]
    if not matches:
        near = [f"{c.name} ({c.id})" for c in reading.candidates[:3] if c.id] if reading else []
        near = near or nearest(store, text, label)
        hint = f"; the nearest are {', '.join(near)}" if near else ""
        what = "nothing" if label == "Elshi" else f"no {label}"
        raise ElshiError(f"The graph has {what} called '{shortened(text)}'{hint}.")
    best = [f for f in matches if f.fit == matches[0].fit]
    actors = [f for f in best if f.label not in TIES]
    best = actors or best
    if len(best) > 1 and best[0].fit < 3:
        best = _as_written(store, text, best)
    if len(best) == 1 and best[0].label == "People" and reading is None:  # «Турки» is not surely "Turky"
        reading = _authority(store).read(text, "Actor" if label == "Elshi" else label)
    if len(best) > 1 or (best[0].label == "People" and reading is not None and reading.id is None):
        likely = [f"{c.id} ({c.name})" for c in reading.candidates[:3] if c.id] if reading else []
        several = ", ".join(dict.fromkeys((*likely, *(f"{f.id} ({f.name})" for f in best[:6]))))
        raise ElshiError(f"'{shortened(text)}' is ambiguous; give one of these ids: {several}.")
    return best[0]


def _as_written(store: Store, text: str, several: list[Found]) -> list[Found]:
    """Among nodes whose names sound alike, the one with exactly this spelling, if there is one."""
    reading = _authority(store).read(text)
    return [match for match in several if match.id == reading.id] or several


def _authority(store: Store) -> Authority:
    from elshi.graph.lookup.authority import Authority

    return Authority.of(store)


def nearest(store: Store, text: str, label: str = "Elshi", limit: int = 3) -> list[str]:
    """The names nearest to a spelling, each with its id: ``TÜRKSOY (turksoy)``."""
    rows = store.read(f"MATCH {_nodes(label)} RETURN n.id AS id, n.name AS name, n.search AS search")
    writings = [(row["id"], w) for row in rows for w in (row["search"] or "").split("|") if w]
    shown = {row["id"]: row["name"] for row in rows}
    best = dict.fromkeys(names.nearest(text, writings, limit=3 * limit))
    return [f"{shown[id_]} ({id_})" for id_ in list(best)[:limit]]
