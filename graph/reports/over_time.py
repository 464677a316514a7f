"""A view over the years, for a study: ties in each year, what they are about, and who rises when."""

from __future__ import annotations

from collections.abc import Sequence

from elshi.graph.measures import trends
from elshi.graph.reports.counts import name_of
from elshi.graph.reports.options import ReportOptions
from elshi.graph.reports.structure_results import (
    PeriodTies,
    RiseRow,
    TimeResults,
    TrendCell,
    WindowRanks,
)
from elshi.graph.views.network import View

LEADING = 6
"""Actors whose ranks are followed over the years."""

EACH = 5
"""Fields, or partners, of each period that are shown."""


def time_results(view: View, leading: Sequence[str], ego: str | None, options: ReportOptions) -> TimeResults:
    """Ties and ranks over the years; ``leading``: the actors by rank."""
    periods = trends.periods(options.periods) if options.periods else None
    counts = trends.trends(view, of=periods)
    decades = periods or _decades(view)
    fields = trends.trends(view, "field", of=decades, top=EACH)
    partners = trends.trends(view, "partner", of=decades, top=EACH, partner_of=ego)
    name = options.measures[0]
    windows = trends.over_time(view, name, width=5)
    rises = trends.rises(view, permutations=199, seed=options.seed)
    return TimeResults(
        tuple(PeriodTies(p, n, counts.possible[p]) for p, n in counts.totals.items()),
        counts.undated,
        counts.vague,
        _cells(fields),
        _cells(partners) if ego is not None else (),
        name,
        tuple(
            WindowRanks(
                w.period.name,
                w.period.first,
                w.ties,
                w.new,
                w.lost,
                w.kept,
                {name_of(view, id_): w.ranks[id_] for id_ in leading[:LEADING] if id_ in w.ranks},
            )
            for w in windows
        ),
        tuple(
            RiseRow(id_, name_of(view, id_), rise.year, rise.before, rise.since, rise.p)
            for id_, rise in sorted(rises.items(), key=lambda item: (item[1].year, item[0]))
        ),
    )


def _cells(counts: trends.Trends) -> tuple[TrendCell, ...]:
    return tuple(
        TrendCell(period, what, ties, counts.share(period, what), counts.possible[period])
        for (period, what), ties in counts.counts.items()
    )


def _decades(view: View) -> tuple[trends.Period, ...]:
    known_years = trends.years(view)
    if not known_years:
        return ()
    starts = range(known_years[0].first // 10 * 10, known_years[-1].first + 1, 10)
    return tuple(trends.Period(y, y + 9, f"{y}–{y + 9}") for y in starts)
