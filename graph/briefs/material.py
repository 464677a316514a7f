"""What a brief is made of: the facts of one or two actors, with the words and footnotes to tell them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from elshi.graph.briefs.contents import Statement
from elshi.graph.briefs.options import BriefOptions
from elshi.graph.errors import ElshiError
from elshi.graph.footnotes.notes import Notes
from elshi.graph.footnotes.styles import Runs
from elshi.graph.i18n import pages
from elshi.graph.i18n.dates import date_in_words
from elshi.graph.i18n.reports import Words
from elshi.graph.lookup import find
from elshi.graph.lookup.citations import Passage, passages_of
from elshi.graph.store.store import Store
from elshi.graph.views import filters
from elshi.graph.views.network import Network, network
from elshi.graph.views.rollup import owners
from elshi.queries import ask

NAMED = 6
"""Participants that a statement names; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A tie as a brief tells it: its id, its properties, and whether only a rule makes a side of it."""

    id: str
    tie: dict[str, Any]
    derived: bool
    roles: tuple[tuple[str, ...], ...]
    """The parts of each of the actors that the brief is about."""


class Material:
    """The facts of a brief and how they are told; made by :func:`gathered`."""

    def __init__(
        self,
        store: Store,
        about: Sequence[str],
        options: BriefOptions,
        network: Network,
        facts: Sequence[Fact],
    ) -> None:
        self.store = store
        self.about = tuple(about)
        self.options = options
        self.network = network
        self.facts = tuple(facts)
        self.lang = options.lang
        self.words = Words(options.lang)
        self.notes = Notes(store, options.style, options.lang)

    @cached_property
    def by_id(self) -> dict[str, Fact]:
        """The facts by their ids."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def passages(self) -> dict[str, list[Passage]]:
        """The passages of each fact, and of the relations of the actors."""
        relations = [p["id"] for _, a, b, p in self.network.relations if {a, b} & set(self.about)]
        return passages_of(self.store, [*self.by_id, *relations])

    @cached_property
    def states(self) -> dict[str, tuple[str, ...]]:
        """Each actor → the states that it belongs to."""
        return owners(self.network, "countries")

    def key(self, name: str) -> str:
        """The key of a message that differs for one actor and for two."""
        return name if len(self.about) > 1 else f"{name}.one"

    def name(self, id_: str) -> str:
        """The name of an actor or tie in the language of the brief."""
        return pages.name_in(self.lang, self.network.actors.get(id_) or self.network.ties[id_])

    def term(self, sort: str, name: str) -> str:
        """A label, a kind or a field in words."""
        return pages.words(self.lang).get(f"{sort}.{name}", name.replace("-", " "))

    def date(self, edtf: str | None) -> str:
        """A date in words."""
        return date_in_words(self.lang, edtf, tight=True) if edtf else self.words("undated")

    def note(self, facts: Iterable[str]) -> Runs:
        """One footnote for the passages of some facts; nothing where there are none."""
        passages = [passage for fact in facts for passage in self.passages.get(fact, ())]
        return self.notes.of(passages) if passages else ()

    def told(self, fact: Fact, *, more: Iterable[str] = ()) -> Statement:
        """A fact as a statement with its footnote."""
        tie = fact.tie
        parts = [self.term("kind", tie["kind"]) if tie.get("kind") else self.term("label", tie["label"])]
        parts += [self.name(place) for place in self.network.places.get(fact.id, ()) if self._known(place)]
        parts += [self._others(fact)] if len(self.about) == 1 else []
        parts += [self.words("unsure")] if tie.get("certainty") == "unsure" else []
        parts += [self.words("brief.derived")] if fact.derived else []
        written = "; ".join(filter(None, [*parts, *more]))
        return Statement(self.date(tie.get("date")), self.name(fact.id), written, self.note([fact.id]))

    def _known(self, id_: str) -> bool:
        return id_ in self.network.actors

    def _others(self, fact: Fact) -> str:
        """The others who took part in a fact, the first of them by name."""
        ids = dict.fromkeys(a for a in self.parts.get(fact.id, ()) if a not in self.about)
        names = [self.name(id_) for id_ in ids]
        if len(names) > NAMED:
            names[NAMED:] = [self.words("brief.others", n=len(names) - NAMED)]
        return ", ".join(names)

    @cached_property
    def parts(self) -> dict[str, list[str]]:
        """Each fact → those who took part in it."""
        taken: dict[str, list[str]] = {}
        for actor, _, tie, _ in self.network.parts:
            if tie in self.by_id:
                taken.setdefault(tie, []).append(actor)
        return taken


def gathered(store: Store, names: Sequence[str], options: BriefOptions) -> Material:
    """The facts of one actor, or of two, that the options let through, in order of time.

    Raises ``ElshiError`` for a name that no actor has (with the nearest ones), and for the same actor twice.
    """
    about = [find.one(store, name, "Actor").id for name in names]
    if len(set(about)) < len(about):
        raise ElshiError(f"'{names[0]}' and '{names[1]}' are the same actor ({about[0]}): two were expected.")
    read = network(store)
    choice = options.view.choice
    taken, _ = filters.chosen(read, choice)
    rows = _rows(store, about, options)
    facts = [
        Fact(id_, {**read.ties[id_]}, any(all(map(_by_rule, side)) for side in sides), sides)
        for id_, sides in rows.items()
        if id_ in taken
    ]
    if not options.view.reference:
        read = replace(read, relations=tuple(r for r in read.relations if r[3].get("layer") != "reference"))
    return Material(store, about, options, read, facts)


def _rows(
    store: Store, about: Sequence[str], options: BriefOptions
) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Each tie of the actors → the parts of each, by the questions of the catalogue."""
    stated = {"stated": "yes"} if options.view.stated_only else {}
    if len(about) == 1:
        rows = ask(store, "timeline", {"actor": about[0], **stated}).rows
        return {
            row["id"]: (tuple(row["as"]),)
            for row in rows
            if options.view.incidents or row["kind"] != "conflict"
        }
    rows = ask(store, "ties-between", {"a": about[0], "b": about[1], **stated}).rows
    if options.view.incidents:
        rows += ask(store, "ties-between", {"a": about[0], "b": about[1], "kind": "conflict", **stated}).rows
    return {row["id"]: (tuple(row["a_as"]), tuple(row["b_as"])) for row in rows}


def _by_rule(role: str) -> bool:
    return "(derived:" in role
