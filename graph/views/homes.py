"""Homes: the location of an actor on earth, by one rule for maps and exports.

An actor with coordinates is located there. Any other is located where it is seated, else where it lies, else
where its owner is, and so on along the relations of ``LEADING``; each branch is followed to its end before
the next, so that an embassy in a town without coordinates is located in the town's country and not in the
country that sent it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

LEADING = ("SEATED_IN", "LOCATED_IN", "BELONGS_TO", "PART_OF", "LEADS", "REPRESENTS", "FOUNDED")
"""Relations that lead from an actor towards its home, the nearest first."""

Place = tuple[float, float]
"""Latitude and longitude."""


class Homes:
    """The homes of the actors of a graph.

    ``actors``: id → properties; ``relations``: (type, start, end, properties), of which those of ``LEADING``
    count. Of several of one type the one that lasts comes first, then the one that began last.
    """

    def __init__(
        self,
        actors: Mapping[str, Mapping[str, Any]],
        relations: Iterable[tuple[str, str, str, Mapping[str, Any]]],
    ) -> None:
        self._places = {id_: place for id_, actor in actors.items() if (place := coordinates(actor))}
        leading: dict[str, list[tuple[str, str, Mapping[str, Any]]]] = defaultdict(list)
        for type_, start, end, properties in relations:
            if type_ in LEADING:
                leading[start].append((type_, end, properties))
        self._next = {start: _in_order(further) for start, further in leading.items()}

    def of(self, id_: str) -> Place | None:
        """The home of an actor; None if no relation leads to one."""
        waiting, passed = [id_], {id_}
        while waiting:
            here = waiting.pop()
            if here in self._places:
                return self._places[here]
            further = [there for there in self._next.get(here, ()) if there not in passed]
            passed.update(further)
            waiting += reversed(further)
        return None


def coordinates(properties: Mapping[str, Any]) -> Place | None:
    """A node's own latitude and longitude."""
    latitude, longitude = properties.get("latitude"), properties.get("longitude")
    return None if latitude is None or longitude is None else (float(latitude), float(longitude))


def _in_order(relations: list[tuple[str, str, Mapping[str, Any]]]) -> list[str]:
    relations.sort(key=lambda relation: relation[1])
    relations.sort(key=lambda relation: str(relation[2].get("from") or ""), reverse=True)
    relations.sort(key=lambda relation: (LEADING.index(relation[0]), relation[2].get("to") is not None))
    return list(dict.fromkeys(end for _, end, _ in relations))
