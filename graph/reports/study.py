"""A study: everything that a report tells of one view, computed once as :class:`results.Study`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, replace

import networkx as nx

from elshi.graph.measures import network_level
from elshi.graph.measures.centrality import MEASURES, measure, ranks, usual
from elshi.graph.measures.resampling import (
    RESAMPLED_BY,
    RankStability,
    beside,
    follows_mentions,
    intervals,
    rank_stabilities,
)
from elshi.graph.reports import methods, over_time, structure
from elshi.graph.reports.counts import (
    FEWEST_ACTORS,
    cited,
    ego_share,
    egos,
    in_language,
    measurable,
    name_of,
    names_of,
    tie_counts,
    unranked,
)
from elshi.graph.reports.dossier import as_institution, dossier_of, sources_of
from elshi.graph.reports.options import ReportOptions
from elshi.graph.reports.results import (
    Components,
    MeasureRanks,
    MeasureResampling,
    MentionCorrelation,
    NetworkKind,
    NetworkRanks,
    RankRow,
    ResampledRank,
    StabilityResults,
    Study,
)
from elshi.graph.reports.sensitivity import sensitivity
from elshi.graph.reports.structure_results import finite
from elshi.graph.views.network import View, undirected
from elshi.graph.views.view import leave_out, only

Stabilities = Mapping[str, Mapping[str, RankStability]]
"""Measure → actor → its rank and how stable that is."""

FOLLOWED = 6
"""Actors of each measure whose ranks are resampled in four ways."""


def study(view: View, options: ReportOptions) -> Study:
    """The study of a view."""
    options = options.checked()
    options = replace(options, measures=options.measures or usual(directed=view.directed))
    view = as_institution(in_language(view, options.lang))
    apart = egos(view)
    around = view.ego
    views: list[tuple[NetworkKind, View]] = [("all", view)]
    if apart and apart[-1][1] in view.graph:
        views.insert(0, ("without", leave_out(*apart[-1][:2])))
    ego = next((id_ for _, id_, why in apart if why != "left out"), None)
    ranking = len(measurable(views[0][1])) >= FEWEST_ACTORS
    dossier = None if ranking else dossier_of(view)
    sources = sorted({*cited(view), *(sources_of(dossier) if dossier is not None else ())})
    measured = [(kind, v, _stabilities(v, options, around, ranking=ranking)) for kind, v in views]
    first, stabilities = measured[0][1:]
    leading = in_order(stabilities[options.measures[0]])
    return Study(
        made=view.made,
        level=view.level,
        asked={**view.options.asked(), **asdict(options), "measures": list(options.measures)},
        data=methods.fingerprint(view),
        versions=methods.versions(),
        sources=tuple(methods.reference(view.network, id_) for id_ in sources),
        left_out={what: n for what, n in view.left_out.items() if n},
        counts=tie_counts(view),
        egos=tuple(ego_share(*left) for left in apart),
        networks=tuple(_network(kind, v, s, options, ranking=ranking) for kind, v, s in measured),
        dossier=dossier,
        whole=structure.whole_figures(view, options),
        small_world=structure.small_world(view, options),
        communities=structure.community_results(view, options),
        pairs=structure.pair_results(view, options),
        layers=structure.layer_results(view, options),
        time=over_time.time_results(view, leading, ego, options),
        sensitivity=sensitivity(view, [left[1] for left in apart], options.measures[:2]) if ranking else None,
        stability=_stability(first, stabilities, options),
        two_mode=structure.two_mode_rows(view, options),
    )


def in_order(rows: Mapping[str, RankStability]) -> list[str]:
    """Actors in the order of their ranks."""
    return sorted(rows, key=lambda id_: (rows[id_].rank, id_))


def _stabilities(view: View, options: ReportOptions, around: str | None, *, ranking: bool) -> Stabilities:
    """Measure → the ranks of those with enough ties; the actor around which a view was made has none."""
    if not ranking:
        return {name: {} for name in options.measures}
    return rank_stabilities(
        view, options.measures, resamples=options.resamples, seed=options.seed, missing=options.missing,
        by=options.by, top=min(5, options.top), among=measurable(view) - {around},
    )  # fmt: skip


def _network(
    kind: NetworkKind, view: View, stabilities: Stabilities, options: ReportOptions, *, ranking: bool
) -> NetworkRanks:
    values = measure(view.graph, options.measures)
    sizes = [len(c) for c in nx.connected_components(undirected(view.graph))]
    return NetworkRanks(
        kind=kind,
        actors=len(view.graph),
        links=view.graph.number_of_edges(),
        components=Components(len(sizes), max(sizes), sizes.count(1)) if sizes else None,
        only=next(iter(view.graph.nodes(data="name")))[1] if len(view.graph) == 1 else None,
        measurable=len(measurable(view)),
        unranked=unranked(view),
        measures=tuple(
            MeasureRanks(
                name=name,
                rows=tuple(_row(view, id_, stabilities[name][id_]) for id_ in in_order(stabilities[name])),
                blank=_blank(view, values[name].blanks if not values[name] else {}, ranking=ranking),
                blanks=dict(sorted(Counter(values[name].blanks.values()).items())),
            )
            for name in options.measures
        ),
    )


TOO_FEW = "Fewer than ten actors have three ties that join them with others, so nobody is ranked."
"""The reason why a small network has no ranks."""


def _blank(view: View, blanks: Mapping[str, str], *, ranking: bool) -> str:
    """Why a measure says nothing of a network; empty where it does."""
    if not len(view.graph):
        return network_level.EMPTY
    if not view.graph.number_of_edges():
        return "No tie joins two of those who are left, so none ranks before another."
    return next(iter(blanks.values()), "" if ranking else TOO_FEW)


def _row(view: View, id_: str, stability: RankStability) -> RankRow:
    return RankRow(
        id=id_,
        name=name_of(view, id_),
        names=names_of(view, id_),
        label=str(view.network.actors[id_]["label"]),
        value=finite(stability.value),
        value_low=finite(stability.values.low),
        value_high=finite(stability.values.high),
        rank=stability.rank,
        rank_low=stability.low,
        rank_high=stability.high,
        in_top=finite(stability.top),
        source=stability.source,
        rank_without_source=stability.moved,
    )


def _stability(view: View, stabilities: Stabilities, options: ReportOptions) -> StabilityResults:
    """How ranks change with what is resampled, without what is unsure, and with how often one is named."""
    if not any(stabilities.values()):
        return StabilityResults((), ())
    among = measurable(view)
    names = options.measures
    resamples = min(100, beside(options.resamples))
    ranges = {
        by: intervals(
            view, names, resamples=resamples, seed=options.seed, missing=options.missing, by=by, among=among
        )
        for by in RESAMPLED_BY
        if by != options.by
    }  # fmt: skip
    sure = only(view, (t for t in view.ties if view.network.ties[t].get("certainty") != "unsure"))
    certain = {
        name: ranks({i: v for i, v in values.items() if i in among}, lowest=MEASURES[name].lowest)
        for name, values in measure(sure.graph, names).items()
    }

    def row(name: str, id_: str) -> ResampledRank:
        stability = stabilities[name][id_]
        drawn: dict[str, tuple[float, float]] = {by: known[name][id_] for by, known in ranges.items()}
        drawn[options.by] = (stability.low, stability.high)
        return ResampledRank(
            id=id_, name=name_of(view, id_), rank=stability.rank, certain=certain[name].get(id_), **drawn
        )

    return StabilityResults(
        tuple(
            MeasureResampling(name, tuple(row(name, id_) for id_ in in_order(stabilities[name])[:FOLLOWED]))
            for name in names
            if any(s.value for s in stabilities[name].values())
        ),
        tuple(_mentions(view, name, stabilities[name]) for name in names),
    )


def _mentions(view: View, name: str, stabilities: Mapping[str, RankStability]) -> MentionCorrelation:
    rho, actors = follows_mentions(view, {id_: s.rank for id_, s in stabilities.items()})
    return MentionCorrelation(name, finite(rho), actors)
