"""What a file of a network holds: actors by their labels, and one or several relations among them.

The readers of Pajek, UCINET and plain matrices all give a :class:`NetworkFile`. Nothing here knows who the
actors are or what a link means; ``elshi.loaders.tables.networks`` makes rows of a table out of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import NamedTuple

from elshi.graph.errors import ElshiError
from elshi.graph.text import shortened


class Link(NamedTuple):
    """A link between two actors, its row in the file, and its weight; ``mutual`` if it has no direction."""

    row: int
    start: str
    end: str
    weight: float
    mutual: bool = False


class Fault(NamedTuple):
    """A row that cannot be read, and why."""

    row: int
    sentence: str


@dataclass(slots=True)
class Relation:
    """The links of one relation; ``number`` and ``name`` as the file has them, else its place and empty."""

    number: str
    name: str = ""
    links: list[Link] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.number} '{self.name}'" if self.name else self.number


@dataclass(slots=True)
class NetworkFile:
    """The relations of a file, what is wrong with its rows, and remarks on what was not read."""

    path: Path
    sha256: str
    encoding: str
    relations: list[Relation] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def row_of_matrix(self, row: int, start: str, others: Sequence[str], cells: Sequence[str]) -> list[Link]:
        """The links from ``start`` to those of the ``others`` for whom a cell has a weight.

        A cell that is no weight is a fault of the row.
        """
        links: list[Link] = []
        for number, (end, cell) in enumerate(zip(others, cells, strict=True), 1):
            value = weight(cell)
            if value is None or value < 0:
                self.faults.append(Fault(row, f"column {number} ({shortened(end)}): {not_a_weight(cell)}"))
            elif value:
                links.append(Link(row, start, end, value))
        return links

    def relation(self, wanted: str | None) -> Relation:
        """The relation of a number or name, or the only one; ``ElshiError`` with those that there are."""
        there = [relation for relation in self.relations if relation.links] or self.relations
        known = ", ".join(map(str, there))
        if wanted is None:
            if len(there) == 1:
                return there[0]
            if not there:
                raise ElshiError(f"{self.path.name} holds no links.")
            raise ElshiError(
                f"{self.path.name} holds {len(there)} relations: choose one with --relation ({known})."
            )
        plain = wanted.strip().casefold()
        for one in self.relations:
            if plain == one.number.casefold():
                return one
        named = [one for one in self.relations if plain == one.name.casefold()]
        if len(named) != 1:
            what = f"{len(named)} relations" if named else "no relation"
            raise ElshiError(f"{self.path.name} has {what} '{shortened(wanted)}'; its relations are {known}.")
        return named[0]


def weight(text: str) -> float | None:
    """The weight that a text gives, zero where it says that there is none; ``None`` if it is no number.

    >>> weight("2.5"), weight("."), weight("NA"), weight("two"), weight("inf")
    (2.5, 0.0, 0.0, None, None)
    """
    if text.strip().lower() in _MISSING:
        return 0.0
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) and "_" not in text else None


_MISSING = frozenset(("", ".", "na", "n/a", "nan"))
"""How files write that a value is not known: no link is told."""


def not_a_weight(text: str) -> str:
    """The sentence for a cell that holds no weight."""
    return f"'{shortened(text)}' is not a weight: a number from 0 was expected"
