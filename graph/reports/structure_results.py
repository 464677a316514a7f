"""The part of a typed study that tells of the whole network: null models, communities, pairs, layers, years.

``elshi.graph.reports.results`` holds the study itself.
"""

from __future__ import annotations

import math
from typing import Literal

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

CONFIG = ConfigDict(extra="forbid", use_attribute_docstrings=True)
"""A study holds what its shape says and nothing else; the docstrings of fields stand in the schema."""


def finite(value: float) -> float | None:
    """A number as JSON holds it, with ten significant digits; None for what is not a number or not bounded.

    >>> finite(1 / 3), finite(float("nan"))
    (0.3333333333, None)
    """
    return float(f"{value:.10g}") if math.isfinite(value) else None


@dataclass(frozen=True, slots=True, config=CONFIG)
class NullRange:
    """A value that was observed, and the mean and middle 95 per cent of what a null model gives."""

    observed: float | None
    expected: float | None
    low: float | None
    high: float | None
    p: float | None
    ratio: float | None
    """Observed over expected."""


@dataclass(frozen=True, slots=True, config=CONFIG)
class WholeFigure:
    """A figure of the whole network, or why it is blank."""

    name: str
    says: str
    value: float | None
    blank: str
    null: NullRange | None
    """Shuffled two-mode networks with all degrees kept, where the figure is compared with them."""


@dataclass(frozen=True, slots=True, config=CONFIG)
class SmallWorldFigure:
    """A figure of the whole network and of random networks with the same degrees."""

    name: str
    null: NullRange


@dataclass(frozen=True, slots=True, config=CONFIG)
class CommunityMember:
    """A member of a community."""

    id: str
    name: str
    holding: float | None
    """How often the others of its community are still with it in resampled networks, on average."""


@dataclass(frozen=True, slots=True, config=CONFIG)
class BrokerRow:
    """How often an actor stands between two others without a tie, by the roles of Gould and Fernandez."""

    id: str
    name: str
    coordinator: int
    gatekeeper: int
    representative: int
    consultant: int
    liaison: int
    like: str | None
    """The actor whose ties are most similar."""
    likeness: float | None
    """The correlation of the ties of both."""


@dataclass(frozen=True, slots=True, config=CONFIG)
class CommunityResults:
    """Communities and brokers."""

    modularity: float | None
    agreement: float | None
    """The mean adjusted Rand index of the other searches with the one that is shown."""
    alone: int
    members: tuple[tuple[CommunityMember, ...], ...]
    brokers_by: Literal["communities", "groups"]
    """Between what they broker: the communities, or, where these are weak, the groups of the data."""
    brokers: tuple[BrokerRow, ...]


@dataclass(frozen=True, slots=True, config=CONFIG)
class PairRow:
    """Two actors and the number of ties that they share."""

    first: str
    second: str
    null: NullRange


@dataclass(frozen=True, slots=True, config=CONFIG)
class PairResults:
    """Pairs that share more, and fewer, ties than a null model gives."""

    more: tuple[PairRow, ...]
    less: tuple[PairRow, ...]


@dataclass(frozen=True, slots=True, config=CONFIG)
class LayerOverlap:
    """Two layers of one network: culture taken broadly, and diplomacy without it."""

    first: int
    second: int
    shared: int
    jaccard: float | None
    correlation: float | None
    p: float | None
    actors: int
    blank: str


@dataclass(frozen=True, slots=True, config=CONFIG)
class LayerLeader:
    """An actor among the first of one layer."""

    id: str
    name: str
    rank: float


@dataclass(frozen=True, slots=True, config=CONFIG)
class LayerResults:
    """Culture, taken strictly and broadly, and diplomacy."""

    overlap: LayerOverlap
    measure: str
    broadly: tuple[LayerLeader, ...]
    strictly: tuple[LayerLeader, ...]
    broad_ties: int
    strict_ties: int
    diplomatic_ties: int


@dataclass(frozen=True, slots=True, config=CONFIG)
class PeriodTies:
    """The ties of a period; those that only may fall into it are counted apart."""

    period: str
    ties: int
    possible: int


@dataclass(frozen=True, slots=True, config=CONFIG)
class TrendCell:
    """The ties of a period that are about, or with, something."""

    period: str
    what: str
    ties: int
    share: float | None
    """The share of the period's ties; None where it has none."""
    possible: int


@dataclass(frozen=True, slots=True, config=CONFIG)
class WindowRanks:
    """The ranks of the leading actors in some years, and what became of links since the window before."""

    period: str
    year: int
    ties: int
    new: int
    lost: int
    kept: int
    ranks: dict[str, float]


@dataclass(frozen=True, slots=True, config=CONFIG)
class RiseRow:
    """An actor that has more dated ties a year from some year on."""

    id: str
    name: str
    year: int
    before: float
    since: float
    p: float


@dataclass(frozen=True, slots=True, config=CONFIG)
class TimeResults:
    """Ties and ranks over the years."""

    years: tuple[PeriodTies, ...]
    undated: int
    vague: int
    """Ties that certainly fall into no period and possibly into some."""
    fields: tuple[TrendCell, ...]
    partners: tuple[TrendCell, ...]
    measure: str
    windows: tuple[WindowRanks, ...]
    rises: tuple[RiseRow, ...]


LARGEST_TWO_MODE = 5000
"""Ties up to which actors and ties are measured together."""


@dataclass(frozen=True, slots=True, config=CONFIG)
class TwoModeRow:
    """An actor in the two-mode network of actors and ties."""

    id: str
    name: str
    degree: float | None
    closeness: float | None
    betweenness: float | None
