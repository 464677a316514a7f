"""Null models: what would be there anyway, when every actor has as many ties and every tie as many actors.

An actor with many ties meets everybody often. So the two-mode network is shuffled with all its degrees kept
(curveball: Strona and others, Nature Communications 5, 4114, 2014), and what was observed is set beside what
the shuffled networks give. It does not say why something differs from chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from elshi.graph.measures.arrays import EdgeArrays, Ints
from elshi.graph.measures.network_level import (
    assortativity,
    centralisation,
    density,
    e_i_index,
    mean_distance,
    numbered,
    transitivity,
)
from elshi.graph.measures.resampling import Interval, interval
from elshi.graph.views.network import View


@dataclass(frozen=True, slots=True)
class NullComparison:
    """What was observed, beside what chance gives: the mean and the middle 95 per cent of the shuffles.

    ``p`` is the share of shuffles (and what is observed) at least as far from their mean: two-sided.
    """

    observed: float
    expected: float
    low: float
    high: float
    p: float

    @property
    def ratio(self) -> float:
        """Observed over expected; not-a-number where chance gives nothing."""
        return self.observed / self.expected if self.expected else float("nan")

    @property
    def beyond(self) -> bool:
        """Whether the observed lies outside what chance gives."""
        return not self.low <= self.observed <= self.high


def against_null(observed: float, drawn: NDArray[np.float64]) -> NullComparison:
    """An observed value beside drawn ones.

    >>> against_null(5.0, np.array([1.0, 2.0, 3.0])).p
    0.25
    """
    finite = drawn[np.isfinite(drawn)]
    if not len(finite) or not np.isfinite(observed):
        return NullComparison(observed, np.nan, np.nan, np.nan, np.nan)
    mean = float(finite.mean())
    far = np.abs(finite - mean) >= abs(observed - mean) - 1e-12
    bounds: Interval = interval(finite)
    return NullComparison(observed, mean, bounds.low, bounds.high, float((far.sum() + 1) / (len(finite) + 1)))


@dataclass(frozen=True, eq=False)
class Taking:
    """Who takes part in what: the actor ``who[i]``, as its place among ``ids``, in the tie ``tie[i]``.

    Ordered by tie, and within a tie by actor. Shuffles keep ``tie`` and give another ``who``.
    """

    ids: tuple[str, ...]
    ties: int
    who: Ints
    tie: Ints

    @cached_property
    def meeting(self) -> tuple[Ints, Ints]:
        """The places in ``who`` of each two actors of each tie: shuffles leave them where they are."""
        sizes = np.bincount(self.tie, minlength=self.ties)
        later = np.cumsum(sizes)[self.tie] - np.arange(len(self.tie)) - 1
        first = np.repeat(np.arange(len(self.tie)), later)
        nth = np.arange(len(first)) - np.repeat(np.cumsum(later) - later, later)
        return first, first + 1 + nth

    def pairs(self, who: Ints) -> Ints:
        """Each two actors of each tie as one number: first × number of actors + second."""
        first, second = self.meeting
        pairs_: Ints = who[first] * len(self.ids) + who[second]
        return pairs_


def taking(view: View) -> Taking:
    """The two-mode network of a view; its actors are ordered by id."""
    ids = tuple(sorted(view.graph))
    place = {id_: index for index, id_ in enumerate(ids)}
    groups = [actors for _, actors in view.together()]
    taken = sorted(
        {(number, place[actor]) for number, actors in enumerate(groups) for actor in actors if actor in place}
    )
    tie, who = np.array(taken, dtype=np.intp).reshape(-1, 2).T
    return Taking(ids, len(groups), who, tie)


def shuffled(taken: Taking, draws: int, seed: int = 1, trades: int = 5) -> Iterator[Ints]:
    """The actors of the ties (``who``), shuffled ``draws`` times with all degrees kept.

    Each draw trades ``trades`` times as often as there are actors with ties, starting from the one before;
    the first starts after ten times as many. Trades of different actors do not touch each other, so all
    trade at once, two by two (Carstens, Berger and Strona, arXiv 1609.05137, 2016).
    """
    chance = np.random.default_rng(seed)
    tied, who = np.unique(taken.who, return_inverse=True)
    tie, n = taken.tie, max(1, len(tied))
    for draw in range(draws):
        for _ in range((10 if draw == 0 else 1) * trades * 2 if n > 1 else 0):
            who, tie = _traded(who, tie, n, taken.ties, chance)
        yield tied[np.sort(tie * n + who) % n]


def _traded(who: Ints, tie: Ints, n: int, ties: int, chance: np.random.Generator) -> tuple[Ints, Ints]:
    """Two actors at a time put together the ties that only one of them has, and draw them anew.

    The last binary digit of the numbers that are sorted here tells which of the two has the tie.
    """
    order = chance.permutation(n)
    seat = np.empty(n, dtype=np.intp)
    seat[order] = np.arange(n)
    seats = seat[who]
    having = np.sort((((seats >> 1) * ties + tie) << 1) | (seats & 1))
    two, side = having >> 1, having & 1
    again = two[1:] == two[:-1]
    alone = np.ones(len(two), dtype=bool)
    alone[1:] &= ~again
    alone[:-1] &= ~again
    table = two // ties
    digits = 61 - n.bit_length()
    lots = chance.integers(0, 1 << digits, size=int(alone.sum()))
    side[alone] = np.sort((((table[alone] << digits) | lots) << 1) | side[alone]) & 1
    return order[(table << 1) | side], two % ties


def pairs(view: View, *, draws: int = 200, seed: int = 1) -> dict[tuple[str, str], NullComparison]:
    """For each two actors how many ties they share, beside what shuffled networks give.

    Pairs that share none, and by chance would share less than half a tie, are left out. What is held grows
    with the pairs that meet, never with all pairs that there could be.
    """
    taken = taking(view)
    n = len(taken.ids)
    met, shared = np.unique(taken.pairs(taken.who), return_counts=True)
    observed = dict(zip(met.tolist(), shared.tolist(), strict=True))
    drawn = _drawn(taken, met, draws, seed)

    @cache  # most pairs have one of a few histories
    def beside(observed: int, history: tuple[tuple[int, int], ...]) -> NullComparison:
        numbers, times = np.array([*history, (0, draws - sum(t for _, t in history))]).T
        return against_null(float(observed), np.repeat(numbers, times).astype(np.float64))

    pairs_ = {}
    for pair in sorted(observed.keys() | drawn.keys()):
        history = drawn.get(pair, ())
        if pair in observed or sum(number * times for number, times in history) * 2 >= draws:
            a, b = divmod(pair, n)
            pairs_[taken.ids[a], taken.ids[b]] = beside(observed.get(pair, 0), history)
    return pairs_


def _drawn(taken: Taking, met: Ints, draws: int, seed: int) -> dict[int, tuple[tuple[int, int], ...]]:
    """Pair → how many ties it shares in shuffled networks, and in how many of these: ((1, 12), (2, 3)).

    Told of the pairs that ``met``, and of all that share half a tie or more on average. To find the latter
    without a sum for each pair of actors, sums are first kept of groups of pairs.
    """
    groups = min(len(taken.ids) ** 2, max(2**16, 4 * len(taken.meeting[0]))) + 1
    sums = np.zeros(groups, dtype=np.int64)
    kept = []
    for who in shuffled(taken, draws, seed):
        sums += np.bincount(taken.pairs(who) % groups, minlength=groups)
        kept.append(who.astype(np.int32))
    often = sums * 2 >= draws
    often[met % groups] = True
    most = int(np.bincount(taken.who, minlength=1).max()) + 1

    def codes() -> Iterator[Ints]:
        for who in kept:
            meeting = taken.pairs(who.astype(np.intp))
            pair, number = np.unique(meeting[often[meeting % groups]], return_counts=True)
            yield pair * most + number

    history: dict[int, tuple[tuple[int, int], ...]] = {}
    code, times = _tallied(codes())
    for pair, number, many in zip(
        (code // most).tolist(), (code % most).tolist(), times.tolist(), strict=True
    ):
        history[pair] = (*history.get(pair, ()), (number, many))
    return history


def _tallied(parts: Iterator[Ints]) -> tuple[Ints, Ints]:
    """The different numbers of all parts, sorted, and how many parts each is in."""
    numbers, times = np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp)
    waiting: list[Ints] = []
    for part in parts:
        waiting.append(part)
        if sum(map(len, waiting)) > len(numbers) + 2**20:
            numbers, times = _added(numbers, times, waiting)
            waiting = []
    return _added(numbers, times, waiting)


def _added(numbers: Ints, times: Ints, waiting: list[Ints]) -> tuple[Ints, Ints]:
    every, place = np.unique(np.concatenate([numbers, *waiting]), return_inverse=True)
    new = np.bincount(place[len(numbers) :], minlength=len(every))
    new[place[: len(numbers)]] += times
    return every, new.astype(np.intp)


FIGURES: Mapping[str, Callable[[EdgeArrays], float]] = {
    "density": density,
    "transitivity": transitivity,
    "mean distance": mean_distance,
    "degree centralisation": lambda net: centralisation(net, "degree"),
    "degree assortativity": assortativity,
}
"""Figures of the whole network that are set beside chance."""


def whole(
    view: View, groups: Mapping[str, str] | None = None, *, draws: int = 200, seed: int = 1
) -> dict[str, NullComparison]:
    """Figures of the whole network, and the E–I index of groups, beside shuffled networks."""
    taken = taking(view)
    wanted = dict(FIGURES)
    if groups is not None:
        group = numbered(list(taken.ids), groups)
        wanted["E–I index"] = lambda net: e_i_index(net, group)
    observed = _net(taken, taken.who, view.weighing)
    if len(taken.ids) < 3 or not len(observed.tails):
        return {}
    drawn: dict[str, list[float]] = {name: [] for name in wanted}
    for who in shuffled(taken, draws, seed):
        net = _net(taken, who, view.weighing)  # one at a time: what is measured stays with it
        for name, figure in wanted.items():
            drawn[name].append(figure(net))
    return {name: against_null(figure(observed), np.array(drawn[name])) for name, figure in wanted.items()}


def _net(taken: Taking, who: Ints, weighing: str) -> EdgeArrays:
    """The network of those who share ties."""
    n = len(taken.ids)
    tie = taken.tie[taken.meeting[0]]
    sizes = np.bincount(taken.tie, minlength=taken.ties)
    shares = 1 / (sizes[tie] - 1) if weighing == "newman" else np.ones(len(tie))
    pairs_, place = np.unique(taken.pairs(who), return_inverse=True)
    return EdgeArrays(n, pairs_ // n, pairs_ % n, np.bincount(place, shares, len(pairs_)).astype(np.float64))
