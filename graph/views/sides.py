"""Sides: whom the participants of a tie represent, on the level of a view.

A tie's parts name actors; its sides are the states, regions or bodies that these count as, with the parts in
which they do, together with those that the rules add: the state on whose ground it was held, the state whose
language a work reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from elshi.graph.views.network import Network
from elshi.graph.views.options import Level
from elshi.graph.views.rollup import IDENTITY, Ownership
from elshi.graph.views.rules import ALL_RULES, STATE_OF_LANGUAGE, WHOSE, Rules


@dataclass(slots=True)
class Side:
    """One side of a tie.

    ``roles``: the parts in which it counts; ``derived``: the rule by which it is a side at all (empty where a
    source states it); ``unsure``: whether every statement of it is in doubt; ``through``: the actors that
    took part for it; ``held``: each part → the rule by which it has it (empty where a source states it), and
    whether every statement of that is in doubt.
    """

    roles: set[str] = field(default_factory=set)
    derived: str = ""
    unsure: bool = True
    through: set[str] = field(default_factory=set)
    held: dict[str, tuple[str, bool]] = field(default_factory=dict)

    def add(self, role: str, derived: str, unsure: bool, through: Iterable[str]) -> None:
        """Count it in one more part, or in one that it has by one more statement; what is stated prevails."""
        if not derived:
            self.derived = ""
        self.roles.add(role)
        self.unsure &= unsure
        self.through.update(through)
        rule, doubted = self.held.get(role, (derived, True))
        self.held[role] = rule if derived else "", doubted and unsure


Sides = dict[str, dict[str, Side]]
"""Tie → actor of the level → its side."""


def sides(
    network: Network,
    ownership: Ownership,
    rules: Rules = ALL_RULES,
    *,
    certain_only: bool = False,
) -> Sides:
    """The sides of every tie; ``certain_only`` leaves out participation that a source doubts."""
    by_tie: Sides = {tie: {} for tie in network.ties}
    for actor, role, tie, certainty in network.parts:
        unsure = certainty == "unsure"
        if unsure and certain_only:
            continue
        for owner in ownership.of(actor, tie):
            _add(by_tie[tie], owner.id, role, owner.derived, unsure, actor)
    for tie, here in by_tie.items():
        label = network.ties[tie]["label"]
        if rules.works and label == "Work":
            for state, role in _by_language(network, ownership, tie, here):
                _add(here, state, role, "language", False, state)
        if rules.works and label == "Honour":
            for actor in network.honoured.get(tie, ()):
                for owner in ownership.of(actor, tie):
                    _add(here, owner.id, "HONOURED", owner.derived, False, actor)
        if rules.ground:
            for state, place in _grounds(network, ownership, tie, here):
                _add(here, state, "HOSTED", "ground", False, place)
    return by_tie


def shared_sides(
    network: Network, level: Level, rules: Rules = ALL_RULES, *, certain_only: bool = False
) -> tuple[Ownership, Sides]:
    """The owners and sides that all views of a network on one level by the same rules read."""
    key = "sides", level, rules, certain_only
    if key not in network.memo:
        ownership = Ownership(network, level, rules)
        network.memo[key] = ownership, sides(network, ownership, rules, certain_only=certain_only)
    found: tuple[Ownership, Sides] = network.memo[key]
    return found


def _add(here: dict[str, Side], actor: str, role: str, derived: str, unsure: bool, through: str) -> None:
    side = here.get(actor)
    if side is None:
        side = here[actor] = Side(derived=derived)
    side.add(role, derived, unsure, (through,))


def _grounds(
    network: Network, ownership: Ownership, tie: str, here: dict[str, Side]
) -> Iterator[tuple[str, str]]:
    """The states in which a tie was held and that have no stated host: (state, place)."""
    places = network.places.get(tie, ())
    if not places:
        return
    hosts = {actor for actor, side in here.items() if "HOSTED" in side.roles}
    if ownership.level in IDENTITY:
        hosts = {owner.id for actor in hosts for owner in ownership.ground.of(actor)}
    for place in places:
        for owner in ownership.ground.of(place):
            if owner.id not in hosts:
                yield owner.id, place


def _by_language(
    network: Network, ownership: Ownership, tie: str, here: dict[str, Side]
) -> Iterator[tuple[str, str]]:
    """The states that a work comes from and reaches by its languages, if no side states them."""
    work = network.ties[tie]
    for key, stated, role in (
        ("language_from", WHOSE, "ORIGINATED"),
        ("language_to", {"REACHED"}, "REACHED"),
    ):
        if any(side.roles & stated and not side.derived for side in here.values()):
            continue
        for language in str(work.get(key) or "").split(";"):
            state = STATE_OF_LANGUAGE.get(language.strip())
            if state and state in network.actors:
                yield state, role
