"""Facts: what the page of a map tells of the actors, ties and sources that are drawn on it.

Each fact is told once, as plain values that the page's script reads; ties are numbered in order of
date. Names come in every language that the graph has, parts and relations as the graph's own
terms: the page has the words for them. Nothing is placed or coloured here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from elshi.graph.i18n import LANGUAGES
from elshi.graph.i18n.facts import wording
from elshi.graph.model import dates
from elshi.graph.names.state_tables import PAST_STATES
from elshi.graph.views.network import Network, Passage, View, source_name, tie_ids

Cited = list[list[Any]]


class Facts:
    """What is told of one view: ``shown`` are the ids of the ties and standing facts in it."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.network: Network = view.network
        self.graph = view.graph
        self.standing = {p["id"]: (t, a, b, p) for t, a, b, p in view.network.relations}
        lines = {t for _, _, ties in self.graph.edges(data="ties") for t in tie_ids(ties)}
        own = (t for t, actors in view.ties.items() if view.ego is None or view.ego in actors)
        self.shown = lines.union(own)
        self.parties: dict[str, list[Part]] = defaultdict(list)
        for actor, role, tie, certainty in view.network.parts:
            if tie in self.shown:
                self.parties[tie].append((actor, role, certainty))
        self.listed = sorted(self.shown, key=self._when)
        self.number = {id_: at for at, id_ in enumerate(self.listed)}

    def _properties(self, id_: str) -> Mapping[str, Any]:
        return self.standing[id_][3] if id_ in self.standing else self.network.ties[id_]

    def _when(self, id_: str) -> tuple[bool, str, str, str, str]:
        found = self._properties(id_)
        first = found.get("from") or found.get("earliest")
        last = found.get("to") or found.get("latest")
        return first is None, str(first or ""), str(last or ""), self._name(id_), id_

    def _name(self, id_: str) -> str:
        if id_ in self.standing:
            type_, a, b, _ = self.standing[id_]
            return f"{self.network.actors[a]['name']} {type_} {self.network.actors[b]['name']}"
        return str(self.network.ties[id_]["name"])

    def unsure(self, id_: str) -> bool:
        """Whether the source leaves a tie or a standing fact in doubt."""
        return self._properties(id_).get("certainty") == "unsure"

    def doubted(self, tie: str, *actors: str) -> bool:
        """Whether a tie is unsure, or the part of one of these actors in it."""
        if self.unsure(tie):
            return True
        for actor in actors:
            parts = [certainty for a, _, certainty in self.parties[tie] if a == actor]
            if parts and all(certainty == "unsure" for certainty in parts):
                return True
        return False

    def numbers(self, ties: Iterable[str]) -> list[int]:
        """Ties as their numbers, in order of date."""
        return sorted({self.number[tie] for tie in ties})

    # ------------------------------------------------------------------------- what panels show

    def actors(self) -> dict[str, dict[str, Any]]:
        """What is told of each actor: with its ties where it is drawn, else its names alone."""
        ties: dict[str, set[str]] = defaultdict(set)
        for tie, actors in self.view.ties.items():
            for id_ in actors if tie in self.shown else ():
                ties[id_].add(tie)
        for a, b, line in self.graph.edges(data="ties"):
            for tie in tie_ids(line):
                if tie in self.standing:
                    ties[a].add(tie)
                    ties[b].add(tie)
        drawn = {id_: self._actor(id_, ties[id_]) for id_ in self.graph if id_ in self.network.actors}
        named = self._mentioned() - drawn.keys()
        others = {id_: {"names": _names(self.network.actors[id_])} for id_ in sorted(named)}
        return drawn | others

    def _actor(self, id_: str, ties: Iterable[str]) -> dict[str, Any]:
        return told_of_actor(self.network, id_) | _without_blanks({"ties": self.numbers(ties)})

    def _mentioned(self) -> set[str]:
        found = {actor for parts in self.parties.values() for actor, _, _ in parts}
        found.update(place for id_ in self.shown for place in self.network.places.get(id_, ()))
        for id_ in self.shown & self.standing.keys():
            found.update(self.standing[id_][1:3])
        return found & self.network.actors.keys()

    def ties(self) -> list[dict[str, Any]]:
        """What is told of each tie and each standing fact, in order of date."""
        return [self._fact(id_) for id_ in self.listed]

    def _fact(self, id_: str) -> dict[str, Any]:
        told = told_of_fact(self.network, id_, self.standing.get(id_), self.parties[id_])
        return {"id": id_, **told, "share": self.share(id_)}

    def share(self, id_: str) -> float:
        """What a fact adds to the weight of each link that it makes, to a thousandth."""
        joined = 2 if id_ in self.standing else len(self.view.ties.get(id_, ()))
        return round(1 / (joined - 1), 3) if self.view.weighing == "newman" and joined > 1 else 1

    @cached_property
    def sources(self) -> dict[str, str]:
        """The titles of the sources that the map cites."""
        actors = (id_ for id_ in self.graph if id_ in self.network.actors)
        cited = {source for id_ in (*self.shown, *actors) for source, _ in _cited(self.network, id_)}
        return {id_: source_name(self.network, id_) for id_ in sorted(cited)}


Part = tuple[str, str, str]
"""Who has a part in a tie, in what role, and how surely."""


def told_of_actor(network: Network, id_: str) -> dict[str, Any]:
    """What is told of an actor: its names, what it is, and where that is stated."""
    actor = network.actors[id_]
    return _without_blanks(
        {
            "names": _names(actor),
            "label": actor["label"],
            "kind": actor.get("kind"),
            "note": actor.get("note"),
            "notes": _notes(actor),
            "cited": _cited(network, id_),
        }
    )


def told_of_fact(
    network: Network,
    id_: str,
    relation: tuple[str, str, str, Mapping[str, Any]] | None,
    parties: Sequence[Part],
) -> dict[str, Any]:
    """What is told of a tie with its parties, or of a relation."""
    found = relation[3] if relation else network.ties[id_]
    told = {
        "note": found.get("note"),
        "notes": _notes(found),
        "unsure": found.get("certainty") == "unsure",
        "cited": _cited(network, id_),
    }
    if relation:
        type_, a, b, _ = relation
        during = found.get("during")
        told |= {"standing": [type_, a, b], "as": found.get("office") or found.get("status")}
        told["reference"] = found.get("layer") == "reference"
        return _without_blanks(told | {"date": during, "when": _while_there(_years(during), (a, b))})
    roles: dict[str, list[Any]] = defaultdict(list)
    for actor, role, certainty in parties:
        roles[role].append([actor, 1] if certainty == "unsure" else actor)
    return _without_blanks(
        {
            "names": _names(found),
            "label": found["label"],
            "kind": found.get("kind"),
            "fields": found.get("fields"),
            "date": found.get("date"),
            "when": _while_there(_years(found.get("date")), (a for a, _, _ in parties)),
            "roles": roles,
            "places": list(network.places.get(id_, ())),
            **told,
        }
    )


def _cited(network: Network, id_: str) -> Cited:
    """The sources of a fact in order, each with its sections."""
    if id_ not in network.passages:
        return [[source, []] for source in network.cited.get(id_, ())]
    found: dict[str, list[str]] = {}
    for passage in network.passages[id_]:
        sections = found.setdefault(passage.source, [])
        if (words := _section(passage)) and words not in sections:
            sections.append(words)
    return [[source, sections] for source, sections in found.items()]


def _years(edtf: str | None) -> list[int | None]:
    """The years between which a fact may be, then those of which it certainly is; None: no bound.

    >>> _years("1994/.."), _years("1994/"), _years("199X"), _years(None)
    ([1994, None, 1994, 9999], [1994, None, 1994, 1994], [1990, 1999, 1999, 1990], [])
    """
    if not edtf:
        return []
    span = dates.span(edtf)
    if span.earliest is None and span.latest is None:
        return []
    days = (span.earliest, span.latest, span.begun, span.until)
    return [day.year if day else None for day in days]


def _while_there(years: list[int | None], parties: Iterable[str]) -> list[int | None]:
    """The years of a fact, not beyond the end of a state of the past that has a part in it.

    >>> _while_there([1985, None, 1985, 9999], ["CN", "SUHH"])
    [1985, 1991, 1985, 1991]
    >>> _while_there([2001, 2001, 2001, 2001], ["SUHH"])
    [2001, 2001, 2001, 2001]
    """
    ends = [PAST_STATES[id_].last for id_ in parties if id_ in PAST_STATES]
    if not years or not ends or (years[0] is not None and years[0] > min(ends)):
        return years
    first, last, begun, until = years
    end = min(ends)
    return [first, end if last is None else min(last, end), begun, until and min(until, end)]


def _section(passage: Passage) -> str:
    """A passage's place in its source: section, the source's own reference, what it says else."""
    words = [passage.section, passage.via]
    if passage.says:
        words.append(f"(“{passage.says}”)")
    return " ".join(word for word in words if word)


def _notes(properties: Mapping[str, Any]) -> dict[str, str]:
    """The note in the other languages of pages that have it."""
    return {tag: properties[f"note_{tag}"] for tag in LANGUAGES if f"note_{tag}" in properties}


def _names(properties: Mapping[str, Any]) -> list[list[str]]:
    """Every writing of a name with its language, the name itself first; each writing once a language.

    A writing that is the same in two languages stands for both, so that a page in either finds it. The word
    ``translated`` or ``generated`` follows a name that is not the fact's own.
    """
    found = {properties["name"]: "en"}
    made: dict[str, str] = {}
    for key in sorted(properties):
        if key.startswith("name_"):
            tag, name = key.removeprefix("name_"), properties[key]
            if name not in found and (how := wording(tag, properties)) != "own":
                made[name] = how
            known = found.get(name)
            found[name] = f"{known} {tag}" if known else tag
    for key in ("title", "aliases", "former_names", "contested_names"):
        values = properties.get(key, ())
        for value in (values,) if isinstance(values, str) else values:
            found.setdefault(value, "")
    return [
        [name, language, made[name]] if name in made else [name, language] for name, language in found.items()
    ]


def _without_blanks(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value}
