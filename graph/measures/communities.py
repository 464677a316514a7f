"""Communities: who is tied more with each other than with the rest, how surely, and who plays a like part.

Communities are found by Leiden (Traag, Waltman and van Eck 2019), which is a search with chance in it: so
it is run from several seeds, the best modularity is taken, and how far the others agree is told. Who plays a
like part is a question of its own: two actors may be tied to the same others and not to each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from elshi.graph.measures.arrays import EdgeArrays, Ints, edge_arrays
from elshi.graph.measures.resampling import MISSING, ResampledBy, Sample, sample
from elshi.graph.views.network import View

RUNS = 10
"""Searches of which the best is taken."""


@dataclass(frozen=True, slots=True)
class Communities:
    """The communities of a network.

    ``members``: the actors of each, the largest community first. ``modularity``: Newman's Q of the whole.
    ``agreement``: the mean adjusted Rand index of the other searches with this one (1: all alike).
    ``holding``: for each actor how often, when the ties are drawn anew, a member of its community is still
    with it, on average; empty where nothing was drawn. ``alone``: those without ties, who are in none.
    """

    members: tuple[tuple[str, ...], ...]
    modularity: float
    agreement: float
    holding: Mapping[str, float]
    alone: tuple[str, ...] = ()

    def of(self) -> dict[str, str]:
        """Actor → the number of its community, from 1, as text."""
        return {id_: str(number) for number, ids in enumerate(self.members, 1) for id_ in ids}


def partition(net: EdgeArrays, seed: int = 1, trials: int = 1) -> Ints:
    """The community of each node as a number; -1 for those without links. Direction is not read."""
    import graspologic_native

    numbers = np.full(net.n, -1, dtype=np.intp)
    if not len(net.tails):
        return numbers
    edges = [
        (str(a), str(b), float(w))
        for a, b, w in zip(net.tails.tolist(), net.heads.tolist(), net.weights.tolist(), strict=True)
    ]
    _, member = graspologic_native.leiden(edges, seed=seed, trials=trials, iterations=2)
    for node, community in member.items():
        numbers[int(node)] = community
    return numbers


def modularity(net: EdgeArrays, member: Ints) -> float:
    """Newman's modularity of a partition, with weights (Phys. Rev. E 70, 056131, 2004)."""
    strength = np.bincount(net.tails, net.weights, net.n) + np.bincount(net.heads, net.weights, net.n)
    twice = strength.sum()
    inside = member[net.tails] == member[net.heads]
    of = np.bincount(member[member >= 0], strength[member >= 0])
    return float(2 * net.weights[inside].sum() / twice - ((of / twice) ** 2).sum())


def agreement(a: Ints, b: Ints) -> float:
    """The adjusted Rand index of two partitions: 1 alike, 0 as by chance (Hubert and Arabie 1985).

    >>> agreement(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    1.0
    """

    def choose(groups: Ints) -> float:
        counts = np.unique(groups, return_counts=True)[1]
        return float((counts * (counts - 1) / 2).sum())

    rows, columns, total = choose(a), choose(b), len(a) * (len(a) - 1) / 2
    expected = rows * columns / total if total else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == expected else (choose(_crossed(a, b)) - expected) / (most - expected)


def _crossed(a: Ints, b: Ints) -> Ints:
    """The groups of those who are together in both of two partitions."""
    cells: Ints = a * (int(b.max()) + 1) + b
    return cells


def communities(
    view: View, *, resamples: int = 0, seed: int = 1, missing: float = MISSING, by: ResampledBy = "tie"
) -> Communities:
    """The communities of a view; with ``resamples`` also how well each actor's holds.

    >>> from elshi.graph.views.network import Network
    >>> from elshi.graph.views.view import view
    >>> communities(view(Network({}, {}, (), (), {}, {}))).members
    ()
    """
    sampled = sample(view)
    net = sampled.pairs.links(sampled.pairs.weighed(np.ones(len(sampled.keys)))[0])
    runs = [partition(net, seed + run) for run in range(RUNS)]
    best = max(runs, key=lambda member: round(modularity(net, member), 12)) if len(net.tails) else runs[0]
    tied = best >= 0
    alone = tuple(id_ for id_, ok in zip(sampled.ids, tied, strict=True) if not ok)
    if not tied.any():
        return Communities((), float("nan"), float("nan"), {}, alone)
    ids = np.array(sampled.ids, dtype=object)
    groups = [tuple(ids[best == number]) for number in np.unique(best[tied])]
    agreeing = [agreement(best[tied], run[tied]) for run in runs if run is not best]
    holding = _holding(sampled, best, sampled.draws(by, resamples, seed, missing), seed) if resamples else {}
    ordered = tuple(sorted(groups, key=lambda group: (-len(group), group)))
    return Communities(ordered, modularity(net, best), float(np.mean(agreeing)), holding, alone)


def _holding(sampled: Sample, best: Ints, times: NDArray[np.int64], seed: int) -> dict[str, float]:
    """How often each actor is drawn into one community with another of its own, on average over these."""
    tied = np.flatnonzero(best >= 0)
    peers = np.bincount(best[tied])[best[tied]] - 1
    together = np.zeros(len(tied))
    for draw, row in enumerate(times):
        member = partition(sampled.pairs.links(sampled.pairs.weighed(row)[0]), seed + draw)[tied]
        there = np.flatnonzero(member >= 0)
        if len(there):
            of, many = np.unique(
                _crossed(best[tied][there], member[there]), return_inverse=True, return_counts=True
            )[1:]
            together[there] += many[of] - 1
    return {
        sampled.ids[index]: float(number / of / len(times))
        for index, number, of in zip(tied.tolist(), together, peers, strict=True)
        if of
    }


def equivalent(graph: nx.Graph[str], of: Iterable[str] | None = None) -> dict[str, tuple[str, float]]:
    """For each actor (or those asked for) who plays the most similar part, and how far their ties correlate.

    Structural equivalence as the correlation of the two rows of weights, the ties of the two with each other
    and themselves left out (Wasserman and Faust 1994, ch. 9). Actors without ties, or whose ties do not vary,
    are not in it. Of several who are equally similar the first is named.
    """
    net, ids = edge_arrays(graph)
    closest = {}
    wanted = range(net.n) if of is None else [ids.index(id_) for id_ in of]
    for index in wanted:
        scores = _alike(net, index)
        if np.isfinite(scores).any():
            other = int(np.nanargmax(scores))
            closest[ids[index]] = (ids[other], float(scores[other]))
    return closest


def _alike(net: EdgeArrays, index: int) -> NDArray[np.float64]:
    """The correlation of one node's links with each other node's, from sums of the links that there are.

    Not-a-number for itself and where links do not vary; to twelve digits, so that equals are equal.
    """
    weights = net.both
    row = weights[[index]]
    own = row.toarray().ravel()
    many = net.n - 2
    x, y = own.sum() - own, np.asarray(weights.sum(axis=1)).ravel() - own
    xx = (own**2).sum() - own**2
    yy = np.asarray(weights.power(2).sum(axis=1)).ravel() - own**2
    xy = (row @ weights).toarray().ravel()
    vary_x, vary_y = many * xx - x**2, many * yy - y**2
    varied = (vary_x > 1e-9 * many * xx) & (vary_y > 1e-9 * many * yy)
    varied[index] = False
    correlations = np.full(net.n, np.nan)
    correlations[varied] = (many * xy - x * y)[varied] / np.sqrt(vary_x[varied] * vary_y[varied])
    return np.round(correlations.clip(-1, 1), 12)
