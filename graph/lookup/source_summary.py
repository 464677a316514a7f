"""Sources: what each contributes, and how much of it no other source confirms.

A fact is a node or a relation that cites a source by itself; the seat or owner in a row's own columns goes
with the row and is not counted again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from elshi.graph.lookup.citations import source_properties
from elshi.graph.model.vocabulary import own_label
from elshi.graph.store.results import Row
from elshi.graph.store.store import Store

_NODES = (
    "MATCH (n:Elshi)-[c:CITES]->(s:Source) WHERE n.id <> s.id "
    "RETURN DISTINCT n.id AS id, labels(n) AS labels, n.kind AS kind, "
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
    states; ``layer`` is ``reference`` for a public reference, else empty; ``missing`` lists what a
    reference to it needs and it does not say of itself. A source that nothing cites has 0 facts.
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
    entries = [
        _row(id_, source["name"], by_source[id_], facts, stated)
        | {"layer": "reference" if source["kind"] == "reference" else "", "missing": missing(source)}
        for id_, source in source_properties(store).items()
    ]
    return sorted(entries, key=lambda row: (row["layer"], -row["facts"], row["source"]))


_NEEDED = {
    "article": ("authors", "year", "publication", "pages"),
    "chapter": ("authors", "year", "publication", "pages"),
    "paper": ("authors", "year", "publication", "pages"),
    "thesis": ("authors", "year", "publisher", "city"),
    "book": ("authors", "year", "publisher", "city"),
    "report": ("year", "publisher"),
}
"""What a reference to a source of a kind needs: the columns of the table of sources."""


def missing(source: Mapping[str, Any]) -> list[str]:
    """What a reference to a source needs and is not known, by the names of its columns.

    >>> missing({"kind": "article", "authors": "Joseph Nye", "year": 2004, "publication": "A journal"})
    ['pages']
    """
    absent = [column for column in _NEEDED.get(source["kind"], ()) if not source.get(column)]
    if source.get("editors") and "authors" in absent:
        absent.remove("authors")
    return (["title"] if str(source.get("title", "")).startswith("[") else []) + absent


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
