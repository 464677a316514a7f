"""Rolling up: whose an actor is, on the level of a view.

A university, an embassy or a person counts as its country's by ``BELONGS_TO``, else by ``PART_OF``; never by
where it sits, so a Confucius Institute in Almaty is China's. Intergovernmental bodies belong to nobody.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from elshi.graph.views.view import Network

Level = Literal["actors", "countries", "regions", "organisations"]
LEVELS: tuple[Level, ...] = ("actors", "countries", "regions", "organisations")


def owners(read: Network, level: Level) -> dict[str, tuple[str, ...]]:
    """Each actor → those it counts as: itself, its country or countries, its region; nobody (empty).

    On the levels of actors and of organisations each is its own.
    """
    if level in ("actors", "organisations"):
        return {id_: (id_,) for id_ in read.actors}
    stops = {"Country", "Region"} if level == "regions" else {"Country"}
    above: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for type_, start, end, _ in read.standing:
        if type_ in ("BELONGS_TO", "PART_OF"):
            above[start][type_].append(end)

    def owner(id_: str, seen: frozenset[str]) -> tuple[str, ...]:
        actor = read.actors[id_]
        if actor["label"] in stops or actor.get("kind") == "intergovernmental":
            return (id_,)
        steps = above[id_]["BELONGS_TO"] or above[id_]["PART_OF"]
        found = [o for s in steps if s not in seen for o in owner(s, seen | {s})]
        return tuple(dict.fromkeys(o for o in found if read.actors[o]["label"] in stops))

    return {id_: owner(id_, frozenset({id_})) for id_ in read.actors}
