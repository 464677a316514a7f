"""Chance: what would be there anyway, when every actor has as many ties and every tie as many actors.

An actor with many ties meets everybody often. So the two-mode network is shuffled with all its degrees kept
(curveball: Strona and others, Nature Communications 5, 4114, 2014), and what was observed is set beside what
the shuffled networks give. It does not say why something differs from chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from elshi.graph.measures.arrays import Links
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
class Compared:
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


def compared(observed: float, drawn: NDArray[np.float64]) -> Compared:
    """An observed value beside drawn ones.

    >>> compared(5.0, np.array([1.0, 2.0, 3.0])).p
    0.25
    """
    known = drawn[np.isfinite(drawn)]
    if not len(known) or not np.isfinite(observed):
        return Compared(observed, np.nan, np.nan, np.nan, np.nan)
    mean = float(known.mean())
    far = np.abs(known - mean) >= abs(observed - mean) - 1e-12
    bounds: Interval = interval(known)
    return Compared(observed, mean, bounds.low, bounds.high, float((far.sum() + 1) / (len(known) + 1)))


def shuffled(view: View, draws: int, seed: int = 1, trades: int = 5) -> Iterator[list[list[int]]]:
    """The ties of a view (as numbers of actors, in the order of its ids), shuffled with all degrees kept.

    Each draw trades ``trades`` times as often as there are actors, starting from the one before; the first
    starts after ten times as many.
    """
    ids = sorted(view.graph)
    place = {id_: index for index, id_ in enumerate(ids)}
    ties = list(view.ties.values())
    having: list[set[int]] = [set() for _ in ids]
    for number, actors in enumerate(ties):
        for actor in actors:
            if actor in place:
                having[place[actor]].add(number)
    chance = np.random.default_rng(seed)
    for draw in range(draws):
        _trade(having, chance, (10 if draw == 0 else 1) * trades * len(ids))
        found: list[list[int]] = [[] for _ in ties]
        for actor_number, numbers in enumerate(having):
            for number in numbers:
                found[number].append(actor_number)
        yield found


def _trade(having: list[set[int]], chance: np.random.Generator, trades: int) -> None:
    """Two actors at a time put together the ties that only one of them has, and draw them anew."""
    if len(having) < 2:
        return
    for a, b in chance.integers(0, len(having), size=(trades, 2)).tolist():
        only_a, only_b = having[a] - having[b], having[b] - having[a]
        if a == b or not only_a or not only_b:
            continue
        pool = np.array(sorted(only_a | only_b))
        chance.shuffle(pool)
        first = set(pool[: len(only_a)].tolist())
        having[a] = (having[a] - only_a) | first
        having[b] = (having[b] - only_b) | (set(pool.tolist()) - first)


def pairs(view: View, *, draws: int = 200, seed: int = 1) -> dict[tuple[str, str], Compared]:
    """For each two actors how many ties they share, beside what shuffled networks give.

    Pairs that share none, and never would, are left out.
    """
    ids = sorted(view.graph)
    n = len(ids)
    first, second = np.triu_indices(n, 1)
    observed = _shared([[i for i in range(n) if ids[i] in set(a)] for a in view.ties.values()], n)
    counts = np.zeros((draws, len(first)), dtype=np.float32)
    for draw, ties in enumerate(shuffled(view, draws, seed)):
        counts[draw] = _shared(ties, n)[first, second]
    found = {}
    for index in np.flatnonzero((observed[first, second] > 0) | (counts.mean(axis=0) >= 0.5)):
        a, b = int(first[index]), int(second[index])
        found[ids[a], ids[b]] = compared(float(observed[a, b]), counts[:, index].astype(np.float64))
    return found


def _shared(ties: list[list[int]], n: int) -> NDArray[np.float64]:
    """Actors × actors: how many ties two of them share."""
    shared: NDArray[np.float64] = _weighed(ties, n, [1.0] * len(ties)).toarray()
    np.fill_diagonal(shared, 0.0)
    return shared


def _weighed(ties: list[list[int]], n: int, weights: list[float]) -> Any:
    """Actors × actors, sparse: the weights of the ties that they share, added up."""
    from scipy import sparse

    sizes = [len(actors) for actors in ties]
    who = np.fromiter((actor for actors in ties for actor in actors), np.intp, sum(sizes))
    tie = np.repeat(np.arange(len(ties)), sizes)
    taking = sparse.csr_array((np.ones(len(who)), (tie, who)), shape=(len(ties), n))
    return taking.T @ (taking * np.array(weights).reshape(-1, 1))


FIGURES: Mapping[str, Callable[[Links], float]] = {
    "density": density,
    "transitivity": transitivity,
    "mean distance": mean_distance,
    "degree centralisation": lambda net: centralisation(net, "degree"),
    "degree assortativity": assortativity,
}
"""Figures of the whole network that are set beside chance."""


def whole(
    view: View, groups: Mapping[str, str] | None = None, *, draws: int = 200, seed: int = 1
) -> dict[str, Compared]:
    """Figures of the whole network, and the E–I index of groups, beside shuffled networks."""
    ids = sorted(view.graph)
    place = {id_: index for index, id_ in enumerate(ids)}
    ties = [[place[a] for a in actors if a in place] for actors in view.ties.values()]
    wanted = dict(FIGURES)
    if groups is not None:
        group = numbered(ids, groups)
        wanted["E–I index"] = lambda net: e_i_index(net, group)
    observed = _net(ties, len(ids), view.weighing)
    if len(ids) < 3 or not len(observed.tails):
        return {}
    drawn = [_net(found, len(ids), view.weighing) for found in shuffled(view, draws, seed)]
    return {
        name: compared(figure(observed), np.array([figure(net) for net in drawn]))
        for name, figure in wanted.items()
    }


def _net(ties: list[list[int]], n: int, weighing: str) -> Links:
    from scipy import sparse

    ties = [actors for actors in ties if len(actors) > 1]
    weights = [1 / (len(actors) - 1) if weighing == "newman" else 1.0 for actors in ties]
    pairs = sparse.triu(_weighed(ties, n, weights), 1).tocoo()
    return Links(n, pairs.row.astype(np.intp), pairs.col.astype(np.intp), pairs.data)
