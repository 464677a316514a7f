"""Pairing: which sides of a tie it joins, and where it only repeats a tie above it.

Most ties join all their sides. A list of bilateral ties in one row (``pairing = severally``) joins each actor
in one role with each in another, or, if all have the same role, the first with the rest. A view may ask for
links between different roles only (``across``), or for directed links.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from elshi.graph.views.rules import MUTUAL, Rules

if TYPE_CHECKING:
    from elshi.graph.views.network import Network, Pair
    from elshi.graph.views.rollup import Ownership
    from elshi.graph.views.sides import Side

GIVE = frozenset({"SENT", "GAVE", "PRESENTED", "PERFORMED", "LAUNCHED", "CREATED", "ORIGINATED"})
TAKE = frozenset({"RECEIVED", "HOSTED", "REACHED"})
"""The roles from which and to which a directed link runs."""


def told_severally(network: Network, tie: str) -> bool:
    """Whether the row of a tie stands for several bilateral ties."""
    return network.ties[tie].get("pairing") == "severally"


def pairs_of(
    network: Network,
    tie: str,
    here: Mapping[str, Side],
    actors: Sequence[str],
    ownership: Ownership,
    rules: Rules,
) -> tuple[Pair, ...] | None:
    """The pairs of a tie's actors that it joins; None where it joins them all."""
    if rules.severally and (sets := apart(network, tie, {a: here[a] for a in actors}, ownership)) is not None:
        return tuple((a, b) for a, b in combinations(actors, 2) if sets[a] != sets[b])
    if rules.pairing == "across":
        return tuple((a, b) for a, b in combinations(actors, 2) if _across(here[a], here[b]))
    return None


def arrows(here: Mapping[str, Side], actors: Sequence[str]) -> tuple[Pair, ...]:
    """The directed pairs of a tie, from those who sent, gave or presented to those who received or hosted."""
    givers = [a for a in actors if here[a].roles & GIVE]
    takers = [a for a in actors if here[a].roles & TAKE]
    return tuple((a, b) for a in givers for b in takers if a != b)


def folded(
    joins: Mapping[str, frozenset[Pair]], above: Mapping[str, Sequence[str]]
) -> dict[str, frozenset[Pair]]:
    """Tie → its pairs that a tie above it, directly or indirectly, also joins.

    ``joins``: the ties of a view → their pairs; ``above``: tie → the ties directly above it.
    """
    repeated = {}
    for tie, pairs in joins.items():
        higher: set[str] = set()
        waiting = list(above.get(tie, ()))
        while waiting:
            other = waiting.pop()
            if other not in higher and other != tie:
                higher.add(other)
                waiting.extend(above.get(other, ()))
        again = pairs & frozenset(pair for other in higher for pair in joins.get(other, ()))
        if again:
            repeated[tie] = again
    return repeated


def apart(
    network: Network, tie: str, here: Mapping[str, Side], ownership: Ownership
) -> dict[str, str] | None:
    """What sets the sides of a list of bilateral ties apart: it joins those of which this differs.

    Their parts; or, where a source gives all one part, whether they are the first named. None for a tie that
    joins all.
    """
    if not told_severally(network, tie):
        return None
    parts = {role for side in here.values() for role, (rule, _) in side.held.items() if not rule}
    if len(parts) > 1:
        return {actor: " ".join(sorted(side.roles)) for actor, side in here.items()}
    named = network.ties[tie].get("first_named")
    first = {owner.id for owner in ownership.of(named, tie)} if named else set()
    return {actor: "first" if actor in first else "rest" for actor in here}


def _across(side: Side, other: Side) -> bool:
    if side.roles & other.roles & MUTUAL:
        return True
    return len(side.roles | other.roles) > 1
