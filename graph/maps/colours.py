"""Colouring: actors by something other than their kind: field, community, or whose they are.

The nine most frequent categories get a colour each, the rest share one; shapes still tell the kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from elshi.graph.i18n.pages import LANGUAGES, name_in
from elshi.graph.views.network import View, undirected
from elshi.graph.views.rollup import owners

MOST = 9
REST = 7
"""The colour of what is in no frequent category: grey."""
TIES = 11
"""The colour of ties among actors that are coloured by category: a darker grey."""
LOOSE = 0.3
"""A modularity below which communities are too weak for areas of their own (Newman and Girvan 2004)."""
COLOURS = (0, 3, 5, 4, 2, 8, 1, 10, 9)
"""The palette's colours in the order in which categories take them."""


@dataclass(frozen=True, slots=True)
class Colours:
    """``of``: node → number of its colour; ``legend``: what each colour stands for.

    ``modularity``: how far the communities are apart, where they are what is coloured.
    """

    of: Mapping[str, int] = field(default_factory=dict)
    legend: list[dict[str, Any]] = field(default_factory=list)
    modularity: float | None = None


def colours(view: View, by: str) -> Colours:
    """The colour of each node of a view by ``field``, ``community`` or ``region``; none by ``kind``."""
    if by == "field":
        return _coloured(view, _fields(view), {}, "field")
    if by == "region":
        whose = _owners(view)
        return _coloured(view, whose, {id_: [id_] for id_ in whose.values()})
    if by == "community":
        members, modularity = _communities(view)
        return replace(_coloured(view, *_named(view, members)), modularity=modularity)
    return Colours()


def _coloured(
    view: View, category: Mapping[str, str], called: Mapping[str, list[str]], sort: str = ""
) -> Colours:
    """Colours for the most frequent categories; the rest, and actors in none, are other.

    ``called``: the actors that a category bears the names of, where it is no term of the graph.
    """
    most = sorted(Counter(category.values()).items(), key=lambda item: (-item[1], item[0]))
    colour = {key: COLOURS[at] for at, (key, _) in enumerate(most[:MOST])}
    legend: list[dict[str, Any]] = [
        {"colour": colour[key], "n": n}
        | ({"key": [sort, key]} if sort else {"names": _names(view, called[key])})
        for key, n in most[:MOST]
    ]
    none = sum(id_ in view.network.actors and id_ not in category for id_ in view.graph)
    if rest := none + sum(n for _, n in most[MOST:]):
        legend.append({"colour": REST, "n": rest, "key": ["kind", "other"]})
    grey = {id_: REST if id_ in view.network.actors else TIES for id_ in view.graph}
    return Colours({id_: colour.get(category.get(id_, ""), grey[id_]) for id_ in view.graph}, legend)


def _fields(view: View) -> dict[str, str]:
    """Actor → the field of most of its ties; a tie's own first field where ties are nodes."""
    number: dict[str, Counter[str]] = {id_: Counter() for id_ in view.graph}
    for tie, actors in view.ties.items():
        fields = view.network.ties[tie].get("fields") or ()
        for id_ in (*actors, tie):
            if id_ in number:
                number[id_].update(fields)
    return {
        id_: min(found.items(), key=lambda item: (-item[1], item[0]))[0]
        for id_, found in number.items()
        if found
    }


def _owners(view: View) -> dict[str, str]:
    """Actor → the country whose it is, itself where it is one; those of nobody are left out."""
    whose = owners(view.network, "countries")
    countries = {id_: whose[id_][0] for id_ in view.graph if whose.get(id_)}
    return {i: c for i, c in countries.items() if view.network.actors[c]["label"] == "Country"}


def _communities(view: View) -> tuple[dict[str, int], float]:
    """Actor → the number of its community (Leiden, the best of ten searches), and their modularity.

    Those alone are in none.
    """
    from elshi.graph.measures.arrays import edge_arrays
    from elshi.graph.measures.communities import RUNS, modularity, partition

    net, ids = edge_arrays(undirected(view.graph))
    member = partition(net, trials=RUNS)
    q = modularity(net, member) if len(net.tails) else 0.0
    return {id_: int(m) for id_, m in zip(ids, member, strict=True) if m >= 0}, q


def _named(view: View, found: Mapping[str, int]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Communities as categories, each called after its best-tied members."""
    members: dict[str, list[str]] = {}
    for id_ in sorted(view.graph, key=lambda x: (-view.graph.degree(x), x)):
        if id_ in found:
            members.setdefault(str(found[id_]), []).append(id_)
    category = {id_: number for number, ids in members.items() for id_ in ids}
    return category, {number: ids[:2] for number, ids in members.items()}


def _names(view: View, ids: list[str]) -> dict[str, str]:
    """The names of some actors, or of ties, in each language of the pages that any of them has."""
    known = [view.network.actors.get(id_) or view.network.ties[id_] for id_ in ids]
    tags = ["en", *(tag for tag in LANGUAGES if any(f"name_{tag}" in one for one in known))]
    return {tag: ", ".join(name_in(tag, one) for one in known) for tag in tags}
