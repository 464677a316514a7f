"""Sources: what each contributes, and how much of it no other source confirms.

A fact is a node or a relation that cites a source by itself; the seat or owner in a row's own columns goes
with the row and is not counted again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from elshi.graph.model.vocabulary import own_label
from elshi.graph.store.results import Row
from elshi.graph.store.store import Store

_NODES = (
    "MATCH (n:Elshi)-[c:CITES]->(s:Source) RETURN DISTINCT n.id AS id, labels(n) AS labels, n.kind AS kind, "
    "n.earliest AS earliest, n.latest AS latest, n.lasting AS lasting, s.id AS source"
)
_STANDING = (
    "MATCH (a:Elshi)-[r]->(b:Elshi) WHERE r.sources IS NOT NULL RETURN r.id AS id, type(r) AS type, "
    "a.id AS start, b.id AS end, "
    "CASE WHEN r.to IS NULL THEN coalesce(r.from, r.until) ELSE r.from END AS earliest, "
    "CASE WHEN r.from IS NULL THEN coalesce(r.to, r.begun) ELSE r.to END AS latest, r.sources AS sources"
)


def summary(store: Store) -> list[Row]:
    """One row for each source: the studied sources first, then those of the reference layer, by facts.

    ``facts`` is their number, ``kinds`` a mapping from label (``Event``) or relationship type
    (``MEMBER_OF``) to number, the largest first; ``first`` and ``last`` are the years of its dated
    facts (``None`` without any); ``alone`` is the share of its facts, 0 to 1, that no other source
    states; ``layer`` is ``reference`` for a public reference, else empty. A source that nothing cites
    has 0 facts.
    """
    facts: dict[str, tuple[str, tuple[int, ...]]] = {}
    stated: dict[str, set[str]] = defaultdict(set)
    for id_, kind, years, named in (*_of_nodes(store), *_of_standing(store)):
        facts[id_] = (kind, years)
        stated[id_] |= named
    by_source: dict[str, list[str]] = defaultdict(list)
    for id_, named in stated.items():
        for source in named:
            by_source[source].append(id_)
    rows = store.read("MATCH (s:Elshi:Source) RETURN s.id AS id, s.name AS name, s.kind AS kind ORDER BY id")
    entries = [
        _row(row["id"], row["name"], by_source[row["id"]], facts, stated)
        | {"layer": "reference" if row["kind"] == "reference" else ""}
        for row in rows
    ]
    return sorted(entries, key=lambda row: (row["layer"], -row["facts"], row["source"]))


_Said = tuple[str, str, tuple[int, ...], set[str]]


def _of_nodes(store: Store) -> list[_Said]:
    return [(row["id"], own_label(row["labels"]), _years(row), {row["source"]}) for row in store.read(_NODES)]


def _of_standing(store: Store) -> list[_Said]:
    return [
        (row["id"], row["type"], _years(row), set(row["sources"]))
        for row in store.read(_STANDING)
        if row["id"] != f"{row['start']}.{row['type'].lower()}.{row['end']}"
    ]


def _years(row: Row) -> tuple[int, ...]:
    """The years that the known bounds of a fact touch."""
    return tuple(day.year for day in (row["earliest"], row["latest"]) if day is not None)


def _row(
    id_: str,
    name: str,
    mine: list[str],
    facts: dict[str, tuple[str, tuple[int, ...]]],
    stated: dict[str, set[str]],
) -> dict[str, Any]:
    kinds = Counter(facts[fact][0] for fact in mine)
    years = [year for fact in mine for year in facts[fact][1]]
    alone = sum(len(stated[fact]) == 1 for fact in mine)
    return {
        "source": id_,
        "title": name,
        "facts": len(mine),
        "kinds": dict(sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))),
        "first": min(years, default=None),
        "last": max(years, default=None),
        "alone": round(alone / len(mine), 4) if mine else 0.0,
    }
