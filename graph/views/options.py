"""How a view is made, in one description that commands, maps, reports, exports and methods read.

``elshi.graph.views.transforms.make`` makes the view; nothing here reads a store. What cannot be is refused in one sentence
that names the option as the command spells it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from math import isfinite
from typing import Any, Literal, get_args

from elshi.graph.errors import ElshiError
from elshi.graph.views.filters import Choice, Culture
from elshi.graph.views.rollup import LEVELS, Level

Weighing = Literal["newman", "count"]
Backbone = Literal["disparity", "validated"]

FARTHEST = 20
"""Steps around an actor; what more would reach is the whole network."""

SPELLINGS = {"first": "from", "last": "to", "weighing": "weights"}
"""Options that the command line spells otherwise than a Python keyword can be."""


@dataclass(frozen=True, slots=True)
class ViewOptions:
    """Who counts as an actor, which ties count, and which links are left.

    ``level``, ``directed`` and ``weighing`` say what links are; ``first`` and ``last`` (years), ``kinds``,
    ``fields``, ``culture``, ``group`` and ``certain_only`` which ties count; ``around``, ``hops`` and
    ``without`` (names in any script, or ids) who is in; ``backbone`` and ``min_weight`` which links are
    left; ``two_mode`` makes ties nodes of their own. Raises ``ElshiError`` for a value that cannot be.

    >>> ViewOptions(first=1991, kinds=("Treaty",)).words()
    ['--from', '1991', '--kinds', 'Treaty']
    """

    level: Level = "actors"
    first: int | None = None
    last: int | None = None
    kinds: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    culture: Culture | None = None
    group: str | None = None
    around: str | None = None
    hops: int = 1
    without: tuple[str, ...] = ()
    certain_only: bool = False
    directed: bool = False
    weighing: Weighing = "newman"
    backbone: Backbone | None = None
    min_weight: float | None = None
    two_mode: bool = False

    def __post_init__(self) -> None:
        for name, values in (
            ("level", LEVELS),
            ("culture", (None, *get_args(Culture))),
            ("weighing", get_args(Weighing)),
            ("backbone", (None, *get_args(Backbone))),
        ):
            if getattr(self, name) not in values:
                there = ", ".join(value for value in values if value)
                raise ElshiError(f"{option(name)} is '{getattr(self, name)}': {there} were expected.")
        for name, most in (("first", 9999), ("last", 9999), ("hops", FARTHEST)):
            value = getattr(self, name)
            if value is not None and not 1 <= value <= most:
                what = "a number of steps" if name == "hops" else "a year"
                raise ElshiError(f"{option(name)} is {value}: {what} from 1 to {most} was expected.")
        if self.first and self.last and self.first > self.last:
            raise ElshiError(
                f"--from {self.first} is after --to {self.last}: the first year was expected first."
            )
        if self.min_weight is not None and not (isfinite(self.min_weight) and self.min_weight >= 0):
            raise ElshiError(f"--min-weight is {self.min_weight}: a number from 0 was expected.")

    @property
    def choice(self) -> Choice:
        """Which ties count."""
        return Choice(
            self.first, self.last, self.kinds, self.fields, self.group, self.certain_only, self.culture
        )

    def asked(self) -> dict[str, Any]:
        """The options by the names that the command line has for them, as JSON holds them."""
        values = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {
            option(name).removeprefix("--"): list(value) if isinstance(value, tuple) else value
            for name, value in values
        }

    def words(self) -> list[str]:
        """The words of a command line that ask for the same view; what is usual is left out."""
        return in_words(self.asked(), ViewOptions().asked())


def option(name: str) -> str:
    """How the command line spells a field: ``--certain-only``."""
    return f"--{SPELLINGS.get(name, name).replace('_', '-')}"


def in_words(asked: Mapping[str, Any], usual: Mapping[str, Any]) -> list[str]:
    """Options as words of a command line: those of ``usual`` that are asked for otherwise, in its order."""
    words: list[str] = []
    for name, default in usual.items():
        value = asked.get(name, default)
        if value == default or value is None:
            continue
        if value is True:
            words.append(f"--{name}")
            continue
        for part in value if isinstance(value, list | tuple) else [value]:
            words += [f"--{name}", str(part)]
    return words


def listed(texts: Iterable[str]) -> tuple[str, ...]:
    """Values that were given one by one, or several in one text between commas.

    >>> listed(["agreement,Festival", "plan"])
    ('agreement', 'Festival', 'plan')
    """
    parts = (part.strip() for text in texts for part in text.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))
