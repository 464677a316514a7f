"""The options of a view, in one description that commands, maps, reports, exports and methods read.

``elshi.graph.views.transforms.make`` makes the view; nothing here reads a store. Invalid options are refused
in one sentence that names the option as the command spells it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from math import isfinite
from typing import Any, Literal, get_args

from elshi.graph.errors import ElshiError
from elshi.graph.views.rules import Nesting, Pairing, Rules

Level = Literal["actors", "countries", "regions", "organisations"]
LEVELS: tuple[Level, ...] = ("actors", "countries", "regions", "organisations")
Weighing = Literal["newman", "count"]
Backbone = Literal["disparity", "validated"]
Culture = Literal["strict", "broad"]

FARTHEST = 20
"""The most steps from an actor; more would reach the whole network."""

SPELLINGS = {"first": "from", "last": "to", "weighing": "weights"}
"""Options whose spelling on the command line cannot be a Python keyword."""


@dataclass(frozen=True, slots=True)
class TieFilter:
    """Which ties count; all, by default.

    ``first`` and ``last`` are years, both included; ``kinds`` are labels or kinds of ties (``Treaty``,
    ``festival``); ``fields`` what they are about; ``group`` a group whose members alone count, or actors
    and groups separated by ``;``; ``certain_only`` leaves out what a source doubts and what only possibly
    falls into the years; ``culture`` leaves out what is not cultural, in a strict or a broad sense.
    """

    first: int | None = None
    last: int | None = None
    kinds: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    group: str | None = None
    certain_only: bool = False
    culture: Culture | None = None


ALL = TieFilter()
"""Every tie."""


@dataclass(frozen=True, slots=True)
class ViewOptions:
    """Who counts as an actor, which ties count, and which links are left.

    ``level``, ``directed`` and ``weighing`` say what links are; ``first`` and ``last`` (years), ``kinds``,
    ``fields``, ``culture``, ``group`` and ``certain_only`` which ties count; ``around``, ``hops`` and
    ``without`` (names in any script, or ids) who is in; ``backbone`` and ``min_weight`` which links are
    left; ``two_mode`` makes ties nodes of their own. ``without_ties`` names actors in whose ties nobody is
    linked; ``pairing``, ``nesting``, ``incidents``, ``stated_only``, ``reference`` and ``rules_off`` say
    which of the rules of :mod:`elshi.graph.views.rules` are followed. Raises ``ElshiError`` for a value
    that cannot be.

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
    without_ties: tuple[str, ...] = ()
    pairing: Pairing = "all"
    nesting: Nesting = "fold"
    incidents: bool = False
    stated_only: bool = False
    reference: bool = True
    rules_off: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, values in (
            ("level", LEVELS),
            ("culture", (None, *get_args(Culture))),
            ("weighing", get_args(Weighing)),
            ("backbone", (None, *get_args(Backbone))),
            ("pairing", get_args(Pairing)),
            ("nesting", get_args(Nesting)),
        ):
            if getattr(self, name) not in values:
                there = ", ".join(value for value in values if value)
                raise ElshiError(f"{option(name)} is '{getattr(self, name)}': one of {there} was expected.")
        for name, most in (("first", 9999), ("last", 9999), ("hops", FARTHEST)):
            value = getattr(self, name)
            if value is not None and not 1 <= value <= most:
                what = "a number of steps" if name == "hops" else "a year"
                raise ElshiError(f"{option(name)} is {value}: {what} from 1 to {most} was expected.")
        if self.first and self.last and self.first > self.last:
            raise ElshiError(
                f"--from {self.first} is after --to {self.last}: the earlier year was expected first."
            )
        for name in ("group", "around"):
            value = getattr(self, name)
            if value is not None and not value.strip(" ;"):
                raise ElshiError(f"{option(name)} is '{value}': a name was expected.")
        if self.min_weight is not None and not (isfinite(self.min_weight) and self.min_weight >= 0):
            raise ElshiError(f"--min-weight is {self.min_weight}: a number from 0 was expected.")

        _ = self.rules  # refuses a rule that is not there

    @property
    def rules(self) -> Rules:
        """The rules by which ties become links."""
        rules = Rules(
            pairing=self.pairing, nesting=self.nesting, incidents=self.incidents, reference=self.reference
        )
        for name in self.rules_off:
            rules = rules.without(name)
        return rules.stated_only() if self.stated_only else rules

    @property
    def choice(self) -> TieFilter:
        """Which ties count."""
        return TieFilter(
            self.first, self.last, self.kinds, self.fields, self.group, self.certain_only, self.culture
        )

    def asked(self) -> dict[str, Any]:
        """The options by their command-line names, for JSON."""
        values = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {
            option(name).removeprefix("--"): list(value) if isinstance(value, tuple) else value
            for name, value in values
        }

    def words(self) -> list[str]:
        """The command-line words for the same view; defaults are left out."""
        return in_words(self.asked(), ViewOptions().asked())


def option(name: str) -> str:
    """How the command line spells a field: ``--certain-only``."""
    return f"--{SPELLINGS.get(name, name).replace('_', '-')}"


def in_words(chosen: Mapping[str, Any], usual: Mapping[str, Any]) -> list[str]:
    """Options as command-line words: those that differ from ``usual``, in its order."""
    words: list[str] = []
    for name, default in usual.items():
        value = chosen.get(name, default)
        if value == default or value is None:
            continue
        if value is True:
            words.append(f"--{name}")
            continue
        for part in value if isinstance(value, list | tuple) else [value]:
            words += [f"--{name}", str(part)]
    return words


def listed(texts: Iterable[str]) -> tuple[str, ...]:
    """Values that were given one by one, or several in one text, separated by commas.

    >>> listed(["agreement,Festival", "plan"])
    ('agreement', 'Festival', 'plan')
    """
    parts = (part.strip() for text in texts for part in text.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))
