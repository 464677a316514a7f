"""Resampling: how stable a rank is, and on which source it depends.

The sources are incomplete, so no rank goes without an interval. Ties are resampled, by tie, by section of
their source, by pair or by year, and everything is measured again: either as many ties as there are, with
replacement (Efron's bootstrap), or, which holds the true rank about as often as it says, by leaving out
as many as the sources are taken to miss (``docs/intervals.md`` has the simulation). Each source is left
out once to see whose rank it carries. An interval tells how far a rank depends on which ties happen to be
recorded; it cannot tell what no source would ever record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from elshi.graph.measures.arrays import Floats, TiePairs, tie_pairs
from elshi.graph.measures.centrality import MEASURES, computed, ranked
from elshi.graph.views.filters import dated
from elshi.graph.views.network import View

ResampledBy = Literal["tie", "section", "pair", "year"]
RESAMPLED_BY: tuple[ResampledBy, ...] = ("tie", "section", "pair", "year")
"""What is drawn anew as one: because gaps cluster, whole sections, pairs or years may be missing."""

MISSING = 0.2
"""The share of ties that the sources are taken to miss, unless said otherwise."""

SHARE = 0.95
"""Of resampled values and ranks, the middle share that makes an interval."""


class Interval(NamedTuple):
    """The bounds of the middle 95 per cent of what was drawn."""

    low: float
    high: float


UNKNOWN = Interval(np.nan, np.nan)
"""The interval of what was never drawn."""


@dataclass(frozen=True, slots=True)
class RankStability:
    """An actor's rank by one measure, its 95 per cent interval, and the source it leans on most.

    ``values`` is the interval of the value; ``top`` the share of draws in which it is among the first
    *k*. ``source`` is None where leaving any source out moves the rank by nothing; ``moved`` is the rank
    without that source (None: without it the measure says nothing of the actor).
    """

    value: float
    rank: float
    low: float
    high: float
    source: str | None
    moved: float | None
    values: Interval = UNKNOWN
    top: float = np.nan


@dataclass(frozen=True, eq=False)
class Sample:
    """A view as arrays: its actors in order, the ties that join two or more, and their pairs."""

    view: View
    ids: tuple[str, ...]
    keys: tuple[str, ...]
    pairs: TiePairs

    def values(self, names: Iterable[str], times: NDArray[np.int64]) -> dict[str, Floats]:
        """Each measure, of each network in which the ties count as often as a row of ``times`` says.

        Arrays of draws × actors; not-a-number where a measure says nothing.
        """
        wanted = tuple(names)
        by_measure = {name: np.empty((len(times), len(self.ids))) for name in wanted}
        for start in range(0, len(times), 256):  # weights of some draws at a time, to spare memory
            for row, weights in enumerate(self.pairs.weighed(times[start : start + 256]), start):
                net = self.pairs.links(weights)
                for name in wanted:
                    by_measure[name][row] = computed(net, name)
        return by_measure

    def draws(
        self, by: ResampledBy, resamples: int, seed: int, missing: float = MISSING
    ) -> NDArray[np.int64]:
        """How often each tie counts in each draw: draws × ties. The same seed gives the same draws.

        ``missing``: the share of all ties that the sources are taken to miss; each draw leaves out as many
        as that would be. 0 draws as many as there are, with replacement.
        """
        cluster = _clusters(self.view, self.keys, by)
        number = int(cluster.max()) + 1 if len(cluster) else 0
        if not number:
            return np.zeros((resamples, 0), dtype=np.int64)
        chance = np.random.default_rng(seed)
        if missing:
            return (chance.random((resamples, number)) >= left_out(missing)).astype(np.int64)[:, cluster]
        return chance.multinomial(number, np.full(number, 1 / number), size=resamples)[:, cluster]


def left_out(missing: float) -> float:
    """The share of what is there that is left out of a draw, so that it is as much as what is missing.

    Of five ties of which one is missing four are there, and a quarter of those is left out.

    >>> left_out(0.2)
    0.25
    """
    return min(missing / (1 - missing), 2 / 3)


def beside(resamples: int) -> int:
    """Draws of what stands beside the ranks, of which a fifth as many will do.

    >>> beside(1000), beside(10)
    (200, 20)
    """
    return max(20, min(200, resamples // 5))


def sample(view: View) -> Sample:
    """A view as arrays, to be resampled. Relations are no ties and are not resampled."""
    ids = tuple(sorted(view.graph))
    place = {id_: index for index, id_ in enumerate(ids)}
    keys = tuple(tie for tie, actors in view.ties.items() if len(actors) > 1)
    order = {key: index for index, key in enumerate(keys)}
    pairs = tie_pairs(
        ((order[tie], place[a], place[b], share) for tie, a, b, share in view.pairs()),
        len(ids),
        len(keys),
        directed=view.graph.is_directed(),
    )
    return Sample(view, ids, keys, pairs)


def _clusters(view: View, keys: Sequence[str], by: ResampledBy) -> NDArray[np.intp]:
    """For each tie the number of what it is drawn with."""
    names: dict[object, int] = {}
    return np.array([names.setdefault(_cluster(view, key, by), len(names)) for key in keys], dtype=np.intp)


def _cluster(view: View, key: str, by: ResampledBy) -> object:
    if by == "pair":
        return view.ties[key]
    if by == "section":
        passages = view.network.passages.get(key)
        return (passages[0].source, passages[0].section) if passages else key
    if by == "year":
        span = dated(view.network.ties[key])
        return span.year if span and span.year else key
    return key


def rank_stability(
    view: View,
    name: str,
    *,
    resamples: int = 200,
    seed: int = 1,
    missing: float = MISSING,
    by: ResampledBy = "tie",
    top: int = 5,
    among: Collection[str] | None = None,
) -> dict[str, RankStability]:
    """For each actor of a view of whom a measure says something: its rank, interval and most needed source.

    ``resamples`` networks are drawn, ``by`` tie or by what clusters, each without as many ties as the share
    ``missing`` of all would be (0: with replacement); the same ``seed`` gives the same intervals. The
    interval holds the middle 95 per cent of the ranks, widened to the rank itself where that lies outside.
    All are measured, and those ``among`` whom ranks are asked for (all, unless given) are ranked.
    """
    return rank_stabilities(
        view, [name], resamples=resamples, seed=seed, missing=missing, by=by, top=top, among=among
    )[name]


def rank_stabilities(
    view: View,
    names: Iterable[str],
    *,
    resamples: int = 200,
    seed: int = 1,
    missing: float = MISSING,
    by: ResampledBy = "tie",
    top: int = 5,
    among: Collection[str] | None = None,
) -> dict[str, dict[str, RankStability]]:
    """:func:`rank_stability` by several measures from the same resamples."""
    names = tuple(names)
    sampled = sample(view)
    chosen = _chosen(sampled, among)
    whole = sampled.values(names, np.ones((1, len(sampled.keys)), dtype=np.int64))
    drawn = sampled.values(names, sampled.draws(by, resamples if sampled.keys else 0, seed, missing))
    needed = _needed(sampled, names, chosen)
    return {
        name: _stability(sampled, name, whole[name][0], drawn[name], needed[name], top, chosen)
        for name in names
    }


def _chosen(sampled: Sample, among: Collection[str] | None) -> NDArray[np.bool_]:
    """Who is ranked."""
    return np.array([among is None or id_ in among for id_ in sampled.ids], dtype=np.bool_)


def intervals(
    view: View,
    names: Iterable[str],
    *,
    resamples: int,
    seed: int,
    missing: float,
    by: ResampledBy,
    among: Collection[str] | None = None,
) -> dict[str, dict[str, Interval]]:
    """The intervals of ranks alone, where ties are resampled by something else: by measure and actor."""
    names = tuple(names)
    sampled = sample(view)
    chosen = _chosen(sampled, among)
    drawn = sampled.values(names, sampled.draws(by, resamples if sampled.keys else 0, seed, missing))
    by_measure: dict[str, dict[str, Interval]] = {}
    for name in names:
        places = standing(drawn[name], lowest=MEASURES[name].lowest, among=chosen)
        ranked_ids = np.flatnonzero(chosen) if len(places) else ()
        by_measure[name] = {sampled.ids[index]: interval(places[:, index]) for index in ranked_ids}
    return by_measure


def _stability(
    sampled: Sample,
    name: str,
    values: Floats,
    drawn: Floats,
    needed: dict[str, tuple[str | None, float | None]],
    top: int,
    chosen: NDArray[np.bool_],
) -> dict[str, RankStability]:
    rank = ranked(np.where(chosen, values, np.nan), lowest=MEASURES[name].lowest)
    places = standing(drawn, lowest=MEASURES[name].lowest, among=chosen)
    stability = {}
    for index in np.flatnonzero(np.isfinite(rank)):
        id_ = sampled.ids[index]
        low, high = interval(places[:, index]) if len(places) else (rank[index], rank[index])
        worth = drawn[np.isfinite(drawn[:, index]), index]
        source, moved = needed[id_]
        stability[id_] = RankStability(
            float(values[index]),
            float(rank[index]),
            min(low, float(rank[index])),
            max(high, float(rank[index])),
            source,
            moved,
            _pivot(float(values[index]), worth, _most(name, len(sampled.ids))),
            float((places[:, index] <= top).mean()) if len(places) else np.nan,
        )
    return stability


def _most(name: str, n: int) -> float:
    """The most that a measure can be in a network of ``n``."""
    if name in ("degree", "in-degree", "out-degree", "core", "effective-size"):
        return n - 1.0
    return (
        np.inf
        if name
        in (
            "strength",
            "harmonic",
            "constraint",
            "weighted-closeness",
            "weighted-core",
            "cliques",
        )
        else 1.0
    )


def _pivot(value: float, drawn: Floats, most: float) -> Interval:
    """The interval of a value: the truth is to what was observed as that is to what was drawn from it.

    Without this turn, values that grow with the ties (degrees) would lie beside their own interval. There is
    no upper bound where the value vanishes in some draws.
    """
    if not len(drawn):
        return UNKNOWN
    low, high = interval(drawn)
    if value <= 0 or high <= 0:
        return Interval(min(low, value), max(high, value))
    upper = value * value / low if low > 0 else np.inf
    return Interval(min(value * value / high, value), max(min(upper, most), value))


def standing(drawn: Floats, *, lowest: bool = False, among: NDArray[np.bool_] | None = None) -> Floats:
    """Ranks within each resample; those of whom a measure says nothing in one share its last places.

    Only those ``among`` whom ranks are asked for have one; the others' are not-a-number.
    """
    worst = np.inf if lowest else -np.inf
    filled = np.where(np.isnan(drawn), worst, drawn)
    if among is None:
        return ranked(filled, lowest=lowest)
    places: Floats = np.full(drawn.shape, np.nan)
    places[:, among] = ranked(filled[:, among], lowest=lowest)
    return places


def interval(values: Floats | Sequence[float]) -> Interval:
    """The bounds of the middle 95 per cent.

    >>> interval([float(n) for n in range(1, 101)])
    Interval(low=3.0, high=98.0)
    """
    ordered = np.sort(np.asarray(values, dtype=np.float64))
    cut = int((1 - SHARE) / 2 * len(ordered) + 1e-9)
    return Interval(float(ordered[cut]), float(ordered[-1 - cut]))


def _needed(
    sampled: Sample, names: Sequence[str], chosen: NDArray[np.bool_]
) -> dict[str, dict[str, tuple[str | None, float | None]]]:
    """For each measure and actor the source whose absence moves its rank most, and the rank without it."""
    moves = without_sources(sampled, names, chosen)
    needed: dict[str, dict[str, tuple[str | None, float | None]]] = {}
    for name in names:
        rank, by_source = moves[name]
        needed[name] = {}
        for index, id_ in enumerate(sampled.ids):
            best: tuple[float, str | None, float | None] = (0.0, None, float(rank[index]))
            for source, places in by_source.items():
                place = None if np.isnan(places[index]) else float(places[index])
                distance = np.inf if place is None else abs(place - rank[index])
                if np.isfinite(rank[index]) and sampled.pairs.touched[index] and distance > best[0]:
                    best = (float(distance), source, place)
            needed[name][id_] = best[1:]
    return needed


def without_sources(
    sampled: Sample, names: Sequence[str], chosen: NDArray[np.bool_]
) -> dict[str, tuple[Floats, dict[str, Floats]]]:
    """For each measure the ranks, and the ranks without each source: of those whom it leaves in a tie.

    Without a source go the ties that it alone states.
    """
    cited = sampled.view.network.cited
    sources = sorted({s for key in sampled.keys for s in cited.get(key, ())})
    times = np.ones((len(sources) + 1, len(sampled.keys)), dtype=np.int64)
    for row, source in enumerate(sources, 1):
        times[row] = [set(cited.get(key, ())) != {source} for key in sampled.keys]
    values = sampled.values(names, times)
    present = sampled.pairs.present(times)
    by_measure = {}
    for name in names:
        there = (present | (np.arange(len(times)) == 0)[:, None]) & chosen
        here = np.where(there, values[name], np.nan)
        places = ranked(here, lowest=MEASURES[name].lowest)
        by_measure[name] = (places[0], dict(zip(sources, places[1:], strict=True)))
    return by_measure


def follows_mentions(view: View, ranks: Mapping[str, float]) -> tuple[float, int]:
    """How far ranks follow how often actors are written about: Spearman's ρ and the number of actors.

    Written about: passages that state a tie of the actor, or the actor itself. ρ is 1 where those who are
    written about most come first; not-a-number for fewer than three actors, or where nothing varies.
    """
    mentioned = mentions(view)
    ids = sorted(ranks)
    if len(ids) < 3:
        return float("nan"), len(ids)
    places = np.array([ranks[id_] for id_ in ids])
    by_mentions = ranked(np.array([float(mentioned[id_]) for id_ in ids]))
    again = ranked(places, lowest=True)
    if not by_mentions.std() or not again.std():
        return float("nan"), len(ids)
    return float(np.corrcoef(by_mentions, again)[0, 1]), len(ids)


def mentions(view: View) -> Counter[str]:
    """How many passages state something of each actor: of its ties in this view, or of itself."""
    counts: Counter[str] = Counter({id_: len(view.network.passages.get(id_, ())) for id_ in view.graph})
    for tie, actors in view.ties.items():
        for actor in actors:
            counts[actor] += len(view.network.passages.get(tie, ()))
    return counts
