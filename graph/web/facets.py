"""Facets: what each node of a snapshot can be chosen by, and which ties fall into which years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from elshi.graph.model import dates
from elshi.graph.model.vocabulary import TIES
from elshi.graph.views.filters import dated
from elshi.graph.web.snapshot import Snapshot

UPWARD = frozenset({"BELONGS_TO", "PART_OF", "LOCATED_IN"})
"""Relations that lead from an actor to the country whose it is; a seat does not."""

STEPS = 4

When = Literal["certainly", "possibly", "undated", "no"]


@dataclass(frozen=True, slots=True)
class Facets:
    """What a node can be chosen by."""

    label: str
    kind: str
    fields: frozenset[str]
    countries: frozenset[str]
    actors: frozenset[str]
    sources: frozenset[str]
    certainty: str

    def fits(self, chosen: Mapping[str, Collection[str]]) -> bool:
        """Whether it has one of the values that were chosen for each facet."""
        return all(
            not values or not values.isdisjoint(self.of(name))  # type: ignore[attr-defined]
            for name, values in chosen.items()
        )

    def of(self, name: str) -> Collection[str]:
        """Its values for a facet."""
        if name == "kind":
            return (self.label, self.kind)
        if name == "certainty":
            return (self.certainty,)
        return {
            "field": self.fields,
            "country": self.countries,
            "group": self.actors,
            "source": self.sources,
        }[name]


def facets(snapshot: Snapshot) -> Mapping[str, Facets]:
    """The facets of every actor, tie, group and source, computed once."""
    if (held := snapshot.later.get("facets")) is None:
        held = snapshot.later["facets"] = dict(_all(snapshot))
    return held


def _all(snapshot: Snapshot) -> Iterator[tuple[str, Facets]]:
    network = snapshot.network
    countries = {id_ for id_, node in network.actors.items() if node["label"] == "Country"}
    for id_, node in network.ties.items():
        sides = frozenset(snapshot.sides_of_ties.get(id_, ()))
        yield id_, _of(snapshot, id_, node, frozenset(node.get("fields") or ()), sides & countries, sides)
    for id_, node in network.actors.items():
        ties = (network.ties[side.tie] for side in snapshot.sides.get(id_, ()))
        about = frozenset(one for tie in ties for one in tie.get("fields") or ())
        yield (
            id_,
            _of(snapshot, id_, node, about, frozenset(_owners(snapshot, id_)) & countries, frozenset({id_})),
        )
    for id_, group in snapshot.groups.items():
        yield id_, _of(snapshot, id_, group, frozenset(), frozenset(), frozenset(network.groups[id_][1]))
    for id_, source in network.sources.items():
        node = {**source, "label": "Source"}
        yield id_, _of(snapshot, id_, node, frozenset(), frozenset(), frozenset())


def _of(
    snapshot: Snapshot,
    id_: str,
    node: Mapping[str, Any],
    about: frozenset[str],
    countries: frozenset[str],
    actors: frozenset[str],
) -> Facets:
    sources = frozenset(cited.source for cited in snapshot.cited.get(id_, ()))
    kind = str(node.get("kind") or "")
    certainty = str(node.get("certainty") or "stated")
    return Facets(node["label"], kind, about, countries, actors, sources, certainty)


def _owners(snapshot: Snapshot, id_: str) -> set[str]:
    """The actor and those whose it is, up to its country."""
    found, edge = {id_}, {id_}
    for _ in range(STEPS):
        edge = {
            relation.other
            for one in edge
            for relation in snapshot.relations.get(one, ())
            if relation.type in UPWARD and not relation.back
        } - found
        found |= edge
    return found


def when(tie: Mapping[str, Any], first: int | None, last: int | None) -> When:
    """Whether a tie falls into years: certainly, possibly, not at all; undated where it has no date."""
    span = dated(tie)
    if first is None and last is None:
        return "undated" if span is None else "certainly"
    if span is None:
        return "undated"
    return dates.when(span, date(first or 1, 1, 1), date(last or 9999, 12, 31))


def in_force(tie: Mapping[str, Any], first: int, last: int) -> bool:
    """Whether a treaty that was signed before those years was, or may have been, in force in them."""
    if tie["label"] != "Treaty":
        return False
    begun = tie.get("force_from") or tie.get("valid_from") or tie.get("earliest")
    ended = tie.get("force_to") or tie.get("valid_to")
    if begun is None:
        return False
    return int(str(begun)[:4]) < first and (ended is None or int(str(ended)[:4]) >= first)


def years_of(tie: Mapping[str, Any]) -> tuple[int, int] | None:
    """The first and last year that a tie may have, where both are known."""
    first, last = tie.get("earliest"), tie.get("latest")
    return (first.year, last.year) if first is not None and last is not None else None


def by_year(ties: Iterable[Mapping[str, Any]]) -> dict[int, list[int]]:
    """Year → how many ties were certainly in it, and how many possibly; decades count as possible."""
    counts: dict[int, list[int]] = {}
    for tie in ties:
        if (years := years_of(tie)) is None or years[1] - years[0] > STEPS * 5:
            continue
        sure = years[0] == years[1] or tie.get("lasting")
        for year in range(years[0], years[1] + 1):
            counts.setdefault(year, [0, 0])[0 if sure else 1] += 1
    return dict(sorted(counts.items()))


def counted(snapshot: Snapshot, ids: Iterable[str], name: str) -> Counter[str]:
    """Value of a facet → how many of the nodes have it."""
    known = facets(snapshot)
    counts: Counter[str] = Counter()
    for id_ in ids:
        if name == "kind":
            counts[known[id_].label] += 1
            continue
        counts.update(known[id_].of(name))
    return counts


def is_tie(label: str) -> bool:
    """Whether a label is one of ties."""
    return label in TIES | {"Festival"}
