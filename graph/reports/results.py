"""The typed study: everything that a report tells of one view, as plain data with a published shape.

``elshi.graph.reports.study`` computes it once; prose, tables, charts, the page and ``compare`` read it and
compute nothing. Written as JSON it follows ``docs/report.schema.json``, which
``python -m elshi.graph.reports.results`` prints. Actors are given by id and name; a value that cannot be
told is None, with its reason next to it.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Literal

from pydantic import JsonValue, TypeAdapter
from pydantic.dataclasses import dataclass

from elshi.graph.i18n.facts import Wording
from elshi.graph.reports.structure_results import (
    CONFIG,
    CommunityResults,
    LayerResults,
    PairResults,
    SmallWorldFigure,
    TimeResults,
    TwoModeRow,
    WholeFigure,
)

SCHEMA: Literal[3] = 3
"""The number of the shape of a study; it grows when something in it is renamed, moved or left out."""

NetworkKind = Literal["all", "without"]


@dataclass(frozen=True, slots=True, config=CONFIG)
class SourceReference:
    """A source, in the order of the numbers that the report gives to sources."""

    id: str
    name: str
    rest: str
    """Authors, publication and year, as far as they are known."""


@dataclass(frozen=True, slots=True, config=CONFIG)
class TieCounts:
    """How much a view holds."""

    ties: int
    """Ties in which an actor of the view has a part."""
    joining: int
    """Those of them that join two actors or more; only these make links and can be measured."""
    actors: int
    links: int
    """Pairs of actors that a tie joins."""
    unsure: int
    """Ties that a source leaves in doubt."""
    undated: int


@dataclass(frozen=True, slots=True, config=CONFIG)
class EgoShare:
    """An ego: an actor that a ranking leaves out, and its share of the ties."""

    id: str
    name: str
    names: dict[str, str]
    why: Literal["around", "written", "left out"]
    """The view is its neighbourhood; the sources are written around it; the view was asked for without it."""
    joining: int
    """Ties of the view that join two actors or more."""
    having: int
    """Those of them in which it has a part."""
    remaining: int
    """Ties that still join two actors or more without it."""
    remaining_having: int
    """Those of them in which it has a part."""


@dataclass(frozen=True, slots=True, config=CONFIG)
class UnrankedActor:
    """An actor that is not ranked, because it has too few ties that join it with others."""

    id: str
    name: str
    names: dict[str, str]
    ties: int


@dataclass(frozen=True, slots=True, config=CONFIG)
class RankRow:
    """An actor's value and rank by one measure, each with its 95 per cent interval."""

    id: str
    name: str
    names: dict[str, str]
    """``name_kk``, ``name_ru`` … → the name in that language."""
    label: str
    value: float | None
    value_low: float | None
    value_high: float | None
    rank: float
    rank_low: float
    rank_high: float
    in_top: float | None
    """The share of resampled networks in which it has one of the first ranks."""
    source: str | None
    """The source whose absence moves the rank most; None where none moves it."""
    rank_without_source: float | None
    """None where without that source the measure says nothing of the actor."""


@dataclass(frozen=True, slots=True, config=CONFIG)
class MeasureRanks:
    """The ranks by one measure, the first first; or why there are none."""

    name: str
    rows: tuple[RankRow, ...]
    blank: str
    blanks: dict[str, int]
    """Reasons why the measure says nothing of some actors → how many these are."""


@dataclass(frozen=True, slots=True, config=CONFIG)
class Components:
    """The components of a network."""

    number: int
    largest: int
    """Actors of the largest."""
    single: int
    """Actors without a link."""


@dataclass(frozen=True, slots=True, config=CONFIG)
class NetworkRanks:
    """One network: the view, or the view without its egos."""

    kind: NetworkKind
    actors: int
    links: int
    components: Components | None
    only: str | None
    """The name of the actor that is alone in it."""
    measurable: int
    """Actors with three or more ties that join them with others."""
    unranked: tuple[UnrankedActor, ...]
    """Actors with fewer, the most ties first."""
    measures: tuple[MeasureRanks, ...]


RankRange = tuple[float, float]


@dataclass(frozen=True, slots=True, config=CONFIG)
class ResampledRank:
    """An actor's rank and its intervals when ties, sections, pairs or years are resampled."""

    id: str
    name: str
    rank: float
    tie: RankRange
    section: RankRange
    pair: RankRange
    year: RankRange
    certain: float | None
    """The rank without what a source leaves in doubt; None where the actor is then absent."""


@dataclass(frozen=True, slots=True, config=CONFIG)
class MeasureResampling:
    """The leading actors of one measure, resampled in four ways."""

    measure: str
    rows: tuple[ResampledRank, ...]


@dataclass(frozen=True, slots=True, config=CONFIG)
class MentionCorrelation:
    """How far ranks by one measure follow how often actors are written about (Spearman)."""

    measure: str
    rho: float | None
    actors: int


@dataclass(frozen=True, slots=True, config=CONFIG)
class StabilityResults:
    """How far the ranks can be trusted."""

    by: tuple[MeasureResampling, ...]
    mentions: tuple[MentionCorrelation, ...]


@dataclass(frozen=True, slots=True, config=CONFIG)
class DossierRelation:
    """A relation of an actor: a part, a branch, a leader, a member."""

    id: str
    type: str
    actor: str
    """The id of the other actor."""
    name: str
    towards: bool
    """Whether the relation runs from the other actor to this one, as that of a member does."""
    what: str
    """The office or the status, where one is stated."""
    during: str
    unsure: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, config=CONFIG)
class DossierTie:
    """A tie in the order of its date."""

    id: str
    name: str
    label: str
    kind: str
    date: str
    actors: tuple[str, ...]
    """Names of those who have a part in it."""
    unsure: bool
    sources: tuple[str, ...]
    wording: Wording = "own"
    """Whether its name is its own, translated or generated."""


@dataclass(frozen=True, slots=True, config=CONFIG)
class Dossier:
    """What a report shows in place of a ranking, where too few actors can be measured."""

    of: str | None
    """The name of the actor whose dossier it is; None for a view of several."""
    relations: tuple[DossierRelation, ...]
    ties: tuple[DossierTie, ...]
    left: int
    """Ties beyond those that are listed."""


@dataclass(frozen=True, slots=True, config=CONFIG)
class RuleVariant:
    """The view with one rule changed."""

    name: str
    """``as asked``, ``stated only``, ``without seats``, ``across`` …"""
    actors: int
    ties: int
    """Ties that join two actors or more."""
    links: int
    strength: float | None
    """The weights of all links together."""


@dataclass(frozen=True, slots=True, config=CONFIG)
class RuleRank:
    """An actor's rank in each variant."""

    id: str
    name: str
    names: dict[str, str]
    ranks: dict[str, float | None]
    """Variant → rank; None where the actor has fewer than three ties there."""


@dataclass(frozen=True, slots=True, config=CONFIG)
class RuleRanks:
    """The leading actors by one measure, in the network without its egos."""

    measure: str
    rows: tuple[RuleRank, ...]


@dataclass(frozen=True, slots=True, config=CONFIG)
class Sensitivity:
    """What of a view depends on which rule, on large ties, and on what is derived."""

    variants: tuple[RuleVariant, ...]
    ranks: tuple[RuleRanks, ...]
    links: int
    large_links: int
    """Links that rest only on ties of five and more participants."""
    joint_links: int
    """Links that rest only on joint participation: those that the pairing ``across`` does not make."""
    derived_links: int
    """Links that no source states both sides of."""
    derived_sides: dict[str, int]
    """Rule → sides of ties that it adds."""
    collective_ties: int
    """Ties that stand for several things (45 agreements) and weigh as one."""
    stands_for: int
    """How many things they stand for."""


@dataclass(frozen=True, slots=True, config=CONFIG)
class Study:
    """A report as data."""

    made: str
    """How the view was made."""
    level: str
    asked: dict[str, JsonValue]
    """The options of the view and of the report, by the names that the command line has for them."""
    data: str
    """A fingerprint of the ties, their actors and their sources."""
    versions: dict[str, str]
    sources: tuple[SourceReference, ...]
    left_out: dict[str, int]
    counts: TieCounts
    egos: tuple[EgoShare, ...]
    """The actors that the first network leaves out."""
    networks: tuple[NetworkRanks, ...]
    """The network without its egos first, where it has any."""
    dossier: Dossier | None
    whole: tuple[WholeFigure, ...]
    small_world: tuple[SmallWorldFigure, ...]
    communities: CommunityResults
    pairs: PairResults
    layers: LayerResults
    time: TimeResults
    stability: StabilityResults
    sensitivity: Sensitivity | None
    two_mode: tuple[TwoModeRow, ...]
    schema: Literal[3] = SCHEMA

    def network(self, kind: NetworkKind) -> NetworkRanks | None:
        """The view itself (``all``), or the view without its egos."""
        return next((network for network in self.networks if network.kind == kind), None)


@cache
def adapter() -> TypeAdapter[Study]:
    """What writes and reads studies."""
    return TypeAdapter(Study)


def json_text(study: Study) -> str:
    """The study as JSON; the same study gives the same bytes."""
    values: Any = adapter().dump_python(study, mode="json")
    return json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


def from_json(text: str) -> Study:
    """The study that a JSON text holds; ``pydantic.ValidationError`` where it holds none."""
    return adapter().validate_json(text, strict=True)


def schema_text() -> str:
    """The JSON schema of a study, as ``docs/report.schema.json`` has it."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A report of Elshi as JSON",
        **adapter().json_schema(mode="serialization"),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")
