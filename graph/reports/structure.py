"""The structure of a view, for a study: the whole network, communities, brokers, pairs, layers, two modes."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np

from elshi.graph.measures import (
    brokerage,
    communities,
    multiplex,
    network_level,
    null_models,
    two_mode,
)
from elshi.graph.measures.centrality import MEASURES, measure, ranks
from elshi.graph.measures.resampling import beside
from elshi.graph.reports.counts import FEWEST_ACTORS, measurable, name_of
from elshi.graph.reports.options import ReportOptions
from elshi.graph.reports.structure_results import (
    LARGEST_TWO_MODE,
    BrokerRow,
    CommunityMember,
    CommunityResults,
    LayerLeader,
    LayerOverlap,
    LayerResults,
    NullRange,
    PairResults,
    PairRow,
    SmallWorldFigure,
    TwoModeRow,
    WholeFigure,
    finite,
)
from elshi.graph.views.network import View
from elshi.graph.views.rollup import owners

CLEAR_MODULARITY = 0.3
"""The modularity below which a network has hardly any communities."""

LEADERS = 5
"""Actors that are named for each layer."""


def whole_figures(view: View, options: ReportOptions) -> tuple[WholeFigure, ...]:
    """Figures of the whole network, and what shuffled networks give."""
    groups = _groups(view)
    null = (
        {}
        if view.graph.is_directed()
        else null_models.whole(view, groups, draws=beside(options.resamples), seed=options.seed)
    )
    return tuple(
        WholeFigure(
            figure.name,
            figure.says,
            None if figure.value is None else finite(figure.value),
            figure.blank,
            null_range(null[figure.name]) if figure.name in null else None,
        )
        for figure in network_level.figures(view.graph, groups)
    )


def _groups(view: View) -> dict[str, str] | None:
    """The group of each actor: its one country; of a country the data's groups that it is of, or of none.

    None where there are not two groups.
    """
    if view.level == "actors":
        actors = view.network.actors
        of = owners(view.network, "countries")
        single = {id_: o for id_, o in of.items() if len(o) == 1 and actors[o[0]]["label"] == "Country"}
        groups = {id_: single[id_][0] for id_ in view.graph if id_ in single}
    else:
        known_groups = sorted(view.network.groups.items())
        groups = {
            id_: " ".join(g for g, (_, members) in known_groups if id_ in members) for id_ in view.graph
        }
    return groups if len(set(groups.values())) > 1 else None


def null_range(comparison: null_models.NullComparison) -> NullRange:
    """A comparison with a null model as a study holds it."""
    values = {key: finite(value) for key, value in asdict(comparison).items()}
    return NullRange(**values, ratio=finite(comparison.ratio))


def small_world(view: View, options: ReportOptions) -> tuple[SmallWorldFigure, ...]:
    """Transitivity and mean distance, and those of random networks with the same degrees."""
    if view.graph.is_directed():
        return ()
    draws = min(100, beside(options.resamples))
    figures = network_level.small_world(view.graph, draws=draws, seed=options.seed)
    return tuple(
        SmallWorldFigure(name, null_range(null_models.against_null(observed, drawn)))
        for name, (observed, drawn) in figures.items()
    )


def community_results(view: View, options: ReportOptions) -> CommunityResults:
    """Communities with how well they hold, and the brokers between them."""
    results = communities.communities(
        view, resamples=beside(options.resamples), seed=options.seed, missing=options.missing
    )
    groups = None if results.modularity >= CLEAR_MODULARITY else _groups(view)
    return CommunityResults(
        finite(results.modularity),
        finite(results.agreement),
        len(results.alone),
        tuple(
            tuple(
                CommunityMember(id_, name_of(view, id_), finite(results.holding.get(id_, np.nan)))
                for id_ in sorted(ids, key=lambda i: (-view.graph.degree(i, weight="weight"), i))
            )
            for ids in results.members
        ),
        "communities" if groups is None else "groups",
        _brokers(view, results.of() if groups is None else groups, options.top),
    )


def _brokers(view: View, groups: dict[str, str], top: int) -> tuple[BrokerRow, ...]:
    roles = brokerage.roles(view.graph, groups)
    busy = sorted(measurable(view), key=lambda id_: (-sum(roles[id_].values()), id_))[:top]
    similar = communities.equivalent(view.graph, busy)
    return tuple(
        BrokerRow(
            id=id_,
            name=name_of(view, id_),
            **roles[id_],
            like=name_of(view, similar[id_][0]) if id_ in similar else None,
            likeness=finite(similar[id_][1]) if id_ in similar else None,
        )
        for id_ in busy
        if sum(roles[id_].values())
    )


def pair_results(view: View, options: ReportOptions) -> PairResults:
    """Pairs that share more, and fewer, ties than shuffled networks give: those farthest from it."""
    if view.graph.is_directed() or len(view.graph) < 3:
        return PairResults((), ())
    pairs = null_models.pairs(view, draws=beside(options.resamples), seed=options.seed)
    beyond = {pair: c for pair, c in pairs.items() if c.beyond and not set(pair) & _past_states(view)}

    def rows(more: bool) -> tuple[PairRow, ...]:
        chosen = [(pair, c) for pair, c in beyond.items() if (c.observed > c.expected) == more]
        chosen.sort(key=lambda item: (-abs(item[1].observed - item[1].expected), item[0]))
        return tuple(
            PairRow(name_of(view, a), name_of(view, b), null_range(c)) for (a, b), c in chosen[: options.top]
        )

    return PairResults(rows(True), rows(False))


def _past_states(view: View) -> set[str]:
    """States that exist no longer: most others could never meet them, so a null model says nothing of it."""
    return {id_ for id_ in view.graph if view.graph.nodes[id_]["label"] == "Country" and len(id_) > 2}


def layer_results(view: View, options: ReportOptions) -> LayerResults:
    """Culture, taken strictly and broadly, and diplomacy without it."""
    broad, strict = multiplex.cultural(view), multiplex.cultural(view, strictly=True)
    diplomacy = multiplex.diplomatic(view)
    overlap = multiplex.overlap(
        broad, diplomacy, permutations=beside(options.resamples) * 5 - 1, seed=options.seed
    )
    name = options.measures[0]
    return LayerResults(
        LayerOverlap(
            first=overlap.first,
            second=overlap.second,
            shared=overlap.shared,
            jaccard=finite(overlap.jaccard),
            correlation=None if overlap.correlation is None else finite(overlap.correlation),
            p=overlap.p,
            actors=overlap.actors,
            blank=overlap.blank,
        ),
        name,
        _leaders(broad, name),
        _leaders(strict, name),
        len(broad.ties),
        len(strict.ties),
        len(diplomacy.ties),
    )


def _leaders(view: View, name: str) -> tuple[LayerLeader, ...]:
    among = measurable(view)
    if len(among) < FEWEST_ACTORS:
        return ()
    values = {id_: value for id_, value in measure(view.graph, [name])[name].items() if id_ in among}
    places = ranks(values, lowest=MEASURES[name].lowest)
    return tuple(LayerLeader(i, name_of(view, i), rank) for i, rank in list(places.items())[:LEADERS])


def two_mode_rows(view: View, options: ReportOptions) -> tuple[TwoModeRow, ...]:
    """The actors with the most ties, measured in the two-mode network."""
    if len(view.ties) > LARGEST_TWO_MODE:
        return ()
    actors, _ = two_mode.measure(view)
    order = sorted(measurable(view), key=lambda id_: (-actors[id_].degree, id_))[: options.top]
    return tuple(
        TwoModeRow(
            id_,
            name_of(view, id_),
            finite(actors[id_].degree),
            finite(actors[id_].closeness),
            finite(actors[id_].betweenness),
        )
        for id_ in order
        if actors[id_].degree
    )
