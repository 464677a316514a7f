"""Rolling up: whom an actor counts as, on the level of a view.

In a tie, an actor counts as those for whom it acted there, else as its owner (``BELONGS_TO``, else
``PART_OF``); otherwise a person counts as the state or body of an office held at the time, and a national
body as the state of its seat. The last two are derived. A people counts as no state. Intergovernmental bodies
have no owner and stand for themselves, as do their parts and officials.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from elshi.graph.views.network import Network
from elshi.graph.views.options import Level
from elshi.graph.views.rules import ALL_RULES, NATIONAL, Rules

IDENTITY = frozenset({"actors", "organisations"})
"""Levels on which every actor counts as itself."""


class Owner(NamedTuple):
    """Whom an actor counts as, and the rule by which that is derived (empty where it is stated)."""

    id: str
    derived: str = ""


class Ownership:
    """Whom each actor of a network counts as on one level, by some rules."""

    def __init__(self, network: Network, level: Level, rules: Rules = ALL_RULES) -> None:
        self.network = network
        self.level = level
        self.rules = rules
        self._tops = frozenset({"Country", "Region"}) if level == "regions" else frozenset({"Country"})
        self._above: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._offices: dict[str, list[tuple[str, Mapping[str, Any]]]] = defaultdict(list)
        for type_, start, end, properties in network.relations:
            if type_ in ("BELONGS_TO", "PART_OF", "SEATED_IN"):
                self._above[start][type_].append(end)
            elif type_ in ("LEADS", "REPRESENTS"):
                self._offices[start].append((end, properties))
        self._owners: dict[str, tuple[Owner, ...]] = {}

    def of(self, actor: str, tie: str | None = None) -> tuple[Owner, ...]:
        """Whom an actor counts as, in a tie if one is given; empty if nobody."""
        if self.level in IDENTITY:
            return (Owner(actor),)
        if tie is not None and self.rules.on_behalf:
            principals = self.network.on_behalf.get((actor, tie), ())
            owners = tuple(dict.fromkeys(o for p in principals for o in self._always(p)))
            if owners:
                return owners
        if owners := self._always(actor):
            return owners
        if self.rules.offices and actor in self._offices:
            return self._by_office(actor, tie)
        return ()

    @cached_property
    def everyone(self) -> dict[str, tuple[str, ...]]:
        """Each actor → the ids of those it counts as outside any tie."""
        return {id_: tuple(owner.id for owner in self.of(id_)) for id_ in self.network.actors}

    @cached_property
    def ground(self) -> Ownership:
        """The owner of a place on this level, or its state if every actor counts as itself."""
        return Ownership(self.network, "countries", self.rules) if self.level in IDENTITY else self

    def _always(self, actor: str, passed: frozenset[str] = frozenset()) -> tuple[Owner, ...]:
        """By owner, else by seat; the same in every tie."""
        if actor in self._owners:
            return self._owners[actor]
        node = self.network.actors.get(actor)
        if node is None or node["label"] == "People":
            return ()
        if node["label"] in self._tops or node.get("kind") == "intergovernmental":
            return (Owner(actor),)
        above = self._above[actor]
        owners = self._through(above["BELONGS_TO"] or above["PART_OF"], passed | {actor})
        if (
            not owners
            and self.rules.seats
            and (node["label"] == "University" or node.get("kind") in NATIONAL)
        ):
            owners = tuple(
                Owner(owner.id, "seat") for owner in self._through(above["SEATED_IN"], passed | {actor})
            )
        if not passed:
            self._owners[actor] = owners
        return owners

    def _through(self, steps: list[str], passed: frozenset[str]) -> tuple[Owner, ...]:
        owners = (owner for step in steps if step not in passed for owner in self._always(step, passed))
        return tuple(dict.fromkeys(owners))

    def _by_office(self, actor: str, tie: str | None) -> tuple[Owner, ...]:
        """The one state or body of an office held at the date of the tie; None if there are several."""
        when = self.network.ties.get(tie or "", {})
        bodies = [body for body, spell in self._offices[actor] if _meets(spell, when)]
        owners = {owner.id for body in bodies for owner in self._always(body)}
        return tuple(Owner(id_, "office") for id_ in owners) if len(owners) == 1 else ()


def _meets(spell: Mapping[str, Any], tie: Mapping[str, Any]) -> bool:
    """Whether an office may have been held at the date of a tie; an unknown date sets no bound."""
    began, ended = spell.get("from"), spell.get("to")
    first, last = tie.get("earliest"), tie.get("latest")
    return not (_after(began, last) or _after(first, ended))


def _after(day: date | None, other: date | None) -> bool:
    return day is not None and other is not None and day > other


def owners(network: Network, level: Level, rules: Rules = ALL_RULES) -> dict[str, tuple[str, ...]]:
    """Each actor → those it counts as outside any tie: itself, its country or countries, nobody (empty)."""
    return Ownership(network, level, rules).everyone
