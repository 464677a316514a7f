"""Trends: how many ties when, and how the places of actors change.

A tie counts in a year where its date leaves no doubt about the year; in a period where it certainly falls
into it. What only may, and what has no date, is counted beside and never spread over the years. More recorded
ties need not mean more ties: sources too have their years.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from elshi.graph.errors import ElshiError
from elshi.graph.measures.arrays import Floats, Ints, edge_arrays
from elshi.graph.measures.centrality import MEASURES, computed, ranked
from elshi.graph.views.filters import dated, fallen
from elshi.graph.views.network import View
from elshi.graph.views.view import only

CountedBy = Literal["all", "field", "kind", "partner", "group"]
OTHERS = "all others"


class Period(NamedTuple):
    """Some years, both ends included, and what they are called."""

    first: int
    last: int
    name: str


@dataclass(frozen=True, slots=True)
class Trends:
    """Counts of ties by period and by something.

    ``counts``: (period, what) → ties, for each period and each thing that is shown, 0 where there is none; a
    tie of two fields counts in both, so ``totals`` (period → ties) may be less than their sum.
    ``possible``: period → ties that only may fall into it; ``vague``: ties that certainly fall into no period
    and possibly into some; ``undated``: ties without a date; ``outside``: those of other times.
    """

    periods: tuple[Period, ...]
    counts: Mapping[tuple[str, str], int]
    totals: Mapping[str, int]
    possible: Mapping[str, int]
    vague: int
    undated: int
    outside: int

    def share(self, period: str, what: str) -> float | None:
        """The share of the ties of a period; None where it has none."""
        return self.counts[period, what] / self.totals[period] if self.totals[period] else None

    def rows(self) -> list[dict[str, str | int | float | None]]:
        """One row for each period and thing: ``period``, ``what``, ``ties``, ``share``, ``possible``."""
        return [
            {
                "period": period, "what": what, "ties": count,
                "share": self.share(period, what), "possible": self.possible[period],
            }
            for (period, what), count in self.counts.items()
        ]  # fmt: skip


def periods(text: str) -> tuple[Period, ...]:
    """Periods as a user writes them: ``1991-1999,2000-2009``; a single year is a period of its own.

    >>> periods("1991-1999,2000")
    (Period(first=1991, last=1999, name='1991–1999'), Period(first=2000, last=2000, name='2000'))
    """
    spans = []
    for part in text.split(","):
        first, _, last = part.strip().replace("–", "-").partition("-")
        if not _year(first) or (last and not _year(last)) or int(last or first) < int(first):
            raise ElshiError(f"'{part.strip()}' is not a period such as 1991-1999.")
        name = first if last in ("", first) else f"{first}–{last}"
        spans.append(Period(int(first), int(last or first), name))
    return tuple(spans)


def _year(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= 9999


def years(view: View) -> tuple[Period, ...]:
    """A period for each year from the first certain one to the last; none where no tie has one."""
    dated_years = sorted(
        span.year for tie in view.ties if (span := dated(view.network.ties[tie])) and span.year
    )
    return (
        tuple(Period(y, y, str(y)) for y in range(dated_years[0], dated_years[-1] + 1)) if dated_years else ()
    )


def trends(
    view: View,
    by: CountedBy = "all",
    *,
    of: Sequence[Period] | None = None,
    top: int = 8,
    partner_of: str | None = None,
) -> Trends:
    """Ties of a view by period and by field, kind, partner or group, and those of all others together.

    What is among the ``top`` of one period is counted in every period. A tie that has several of the others
    counts once with them. ``of``: the periods; each year without it. ``partner_of`` (an id) counts an actor's
    ties by with whom; without it each tie counts for each of its actors.
    """
    chosen = tuple(of) if of is not None else years(view)
    what = _what(view, by, partner_of)
    wanted = [tie for tie in view.ties if partner_of is None or partner_of in view.ties[tie]]
    full: dict[str, list[frozenset[str]]] = {period.name: [] for period in chosen}
    totals, possible = Counter[str](), Counter[str]()
    placed: dict[str, set[str]] = {"certainly": set(), "possibly": set()}
    for period in chosen:
        for tie in wanted:
            answer = fallen(view.network.ties[tie], period.first, period.last)
            if answer == "certainly":
                full[period.name].append(frozenset(what(tie)))
                totals[period.name] += 1
            possible[period.name] += answer == "possibly"
            if answer in placed:
                placed[answer].add(tie)
    undated = sum(dated(view.network.ties[tie]) is None for tie in wanted)
    return Trends(
        chosen,
        _first(full, top),
        {p.name: totals[p.name] for p in chosen},
        {p.name: possible[p.name] for p in chosen},
        len(placed["possibly"] - placed["certainly"]),
        undated,
        len(wanted) - undated - len(placed["possibly"] | placed["certainly"]),
    )


def _what(view: View, by: CountedBy, partner_of: str | None) -> Callable[[str], Iterable[str]]:
    ties, actors = view.network.ties, view.network.actors
    groups = [(name, set(members)) for name, members in view.network.groups.values() if members]

    def grouped(tie: str) -> list[str]:
        parties = set(view.ties[tie]) - {partner_of}
        return [name for name, members in groups if parties & members]

    return {
        "all": lambda tie: ["ties"],
        "field": lambda tie: ties[tie].get("fields") or ["no field"],
        "kind": lambda tie: [str(ties[tie].get("kind") or ties[tie]["label"])],
        "partner": lambda tie: [actors[a]["name"] for a in view.ties[tie] if a != partner_of],
        "group": lambda tie: grouped(tie) or ["no group"],
    }[by]


def _first(full: Mapping[str, Sequence[frozenset[str]]], top: int) -> dict[tuple[str, str], int]:
    """How many ties of each period are of what is first in any, and how many of anything else."""
    counts = {period: Counter(what for tie in ties for what in tie) for period, ties in full.items()}
    shown: dict[str, None] = {}
    for count in counts.values():
        ordered = sorted(count.items(), key=lambda item: (-item[1], item[0]))
        shown.update(dict.fromkeys(what for what, _ in ordered[:top]))
    cells: dict[tuple[str, str], int] = {}
    for period, ties in full.items():
        for what in shown:
            cells[period, what] = counts[period][what]
        if any(counts[other].keys() - shown.keys() for other in counts):
            cells[period, OTHERS] = sum(bool(tie - shown.keys()) for tie in ties)
    return cells


# ------------------------------------------------------------------------------------ measures over time


@dataclass(frozen=True, slots=True)
class Window:
    """A network of some years: values and ranks by actor, and which links are new, lost or kept."""

    period: Period
    ties: int
    values: Mapping[str, float]
    ranks: Mapping[str, float]
    new: int
    lost: int
    kept: int


def over_time(view: View, name: str, *, width: int = 5, step: int = 1) -> list[Window]:
    """A measure in a moving window of ``width`` years; windows without ties are there, and empty.

    Only ties that certainly fall into a window count. Links are compared with those of the window before.
    """
    calendar = years(view)
    windows: list[Window] = []
    before: set[frozenset[str]] | None = None
    starts = (
        range(calendar[0].first, max(calendar[-1].last - width + 1, calendar[0].first) + 1, step)
        if calendar
        else ()
    )
    for start in starts:
        last = start + width - 1
        period = Period(start, last, str(start) if width == 1 else f"{start}–{last}")
        inside = [t for t in view.ties if fallen(view.network.ties[t], start, last) == "certainly"]
        part = only(view, inside)
        net, ids = edge_arrays(part.graph)
        values = computed(net, name)
        places = ranked(values, lowest=MEASURES[name].lowest)
        there = np.isfinite(values)
        now = {frozenset(pair) for pair in part.graph.edges}
        old = before if before is not None else now
        windows.append(
            Window(
                period,
                len(inside),
                {ids[i]: float(values[i]) for i in np.flatnonzero(there)},
                {ids[i]: float(places[i]) for i in np.flatnonzero(there)},
                len(now - old),
                len(old - now),
                len(now & old),
            )
        )
        before = now
    return windows


class Rise(NamedTuple):
    """When an actor rose: its mean number of ties a year before and since, and how likely by chance."""

    year: int
    before: float
    since: float
    p: float


def rises(view: View, *, permutations: int = 999, seed: int = 1) -> dict[str, Rise]:
    """The year from which each actor has more ties a year than before, where the years tell it (p < 0.05).

    The break is the one that parts the yearly counts of certain ties best (least squares); p is the share of
    shuffles of the years that part as well. Actors with fewer than five dated ties are left out.
    """
    calendar = [period.first for period in years(view)]
    if len(calendar) < 6:
        return {}
    ids = sorted(view.graph)
    place = {id_: index for index, id_ in enumerate(ids)}
    counts = np.zeros((len(ids), len(calendar)))
    for tie, actors in view.ties.items():
        span = dated(view.network.ties[tie])
        if span and span.year and len(actors) > 1:
            for actor in actors:
                counts[place[actor], span.year - calendar[0]] += 1
    chance = np.random.default_rng(seed)
    orders = np.array([chance.permutation(len(calendar)) for _ in range(permutations)])
    rises_ = {}
    for index in np.flatnonzero(counts.sum(axis=1) >= 5):
        observed, cut = _break(counts[index][None, :])
        drawn, _ = _break(counts[index][orders])
        p = float((drawn >= observed[0] - 1e-12).sum() + 1) / (permutations + 1)
        before, since = counts[index, : cut[0]].mean(), counts[index, cut[0] :].mean()
        if since > before and p < 0.05:
            rises_[ids[index]] = Rise(calendar[0] + int(cut[0]), float(before), float(since), p)
    return rises_


def _break(counts: Floats) -> tuple[Floats, Ints]:
    """For each row how much of its squares the best break explains, and where it is."""
    n = counts.shape[1]
    cuts = np.arange(1, n)
    left = counts.cumsum(axis=1)[:, :-1]
    total = counts.sum(axis=1, keepdims=True)
    explained = left**2 / cuts + (total - left) ** 2 / (n - cuts)
    best = explained.argmax(axis=1)
    return explained[np.arange(len(counts)), best], best + 1
