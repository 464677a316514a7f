"""Edge arrays: a network as arrays, the form in which it is measured and resampled.

A view is a networkx graph, which people read; a thousand resamples of it are counted in arrays. The
compiled engines are fed from here: rustworkx for paths of links, NetworKit for paths with lengths, scipy
for the rest. Nothing here knows of actors or of ties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import networkx as nx
import numpy as np
import rustworkx as rx
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from elshi.graph.measures import dense

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

GRAIN = 2.0**30
"""Lengths are rounded to this part of 1, so that a path is as long whichever end it is added up from."""


SPARED = 2**22
"""Machine words that are held at once where paths are followed from everybody."""


class Undefined(Exception):
    """A measure says nothing of a whole network, and why."""


@dataclass(frozen=True, eq=False)
class EdgeArrays:
    """``n`` nodes, and links between them as three arrays of one length; no loops, no doubles.

    ``weights`` are strengths: a length, where a measure reads one, is 1/weight.
    """

    n: int
    tails: Ints
    heads: Ints
    weights: Floats
    directed: bool = False

    @cached_property
    def matrix(self) -> Any:
        """The weights as a sparse matrix; symmetric where links have no direction."""
        return self._sparse(self.weights)

    @cached_property
    def pattern(self) -> Any:
        """1 where there is a link."""
        return self._sparse(np.ones(len(self.tails)))

    @cached_property
    def is_dense(self) -> bool:
        """Whether it is worth whole matrices (:mod:`elshi.graph.measures.dense`)."""
        return dense.pays(self.n, len(self.tails))

    @cached_property
    def whole(self) -> Floats:
        """The weights as a whole matrix."""
        matrix = np.zeros((self.n, self.n))
        matrix[self.tails, self.heads] = self.weights
        if not self.directed:
            matrix[self.heads, self.tails] = self.weights
        return matrix

    @cached_property
    def paths(self) -> list[Floats]:
        """In how many shortest paths each reaches each, by their steps: of dense networks where none is far.

        Empty for others.
        """
        return dense.paths((self.whole > 0).astype(np.float64)) if self.is_dense else []

    @cached_property
    def both(self) -> Any:
        """The weights of both directions together, as Burt reads them."""
        return (self.matrix + self.matrix.T).tocsr()

    @cached_property
    def either(self) -> Any:
        """1 where there is a link in either direction."""
        both_ways = (self.pattern + self.pattern.T).tocsr()
        both_ways.data[:] = 1.0
        return both_ways

    @cached_property
    def degrees(self) -> Ints:
        """How many others each has a link with; both directions count."""
        counts = np.bincount(self.tails, minlength=self.n) + np.bincount(self.heads, minlength=self.n)
        return counts.astype(np.intp)

    @cached_property
    def engine(self) -> Any:
        """The same in rustworkx."""
        graph: Any = (rx.PyDiGraph if self.directed else rx.PyGraph)(multigraph=False)
        graph.add_nodes_from([None] * self.n)
        graph.add_edges_from_no_data(list(zip(self.tails.tolist(), self.heads.tolist(), strict=True)))
        return graph

    @cached_property
    def shells(self) -> Ints:
        """Steps × nodes: how many reach each node in 0, 1, 2, … links and no fewer."""
        return self.shells_within()

    def shells_within(self, spared: int = SPARED) -> Ints:
        """The same with room for ``spared`` words at once.

        All paths are followed at once, 64 of those who set out in a machine word, so that no matrix of all
        pairs is ever made.
        """
        if self.paths:
            return np.array([(ways > 0).sum(axis=0) for ways in self.paths])
        into = self.pattern.T.tocsr()
        shells: list[Ints] = [np.ones(self.n, dtype=np.intp)]
        width = max(1, spared // max(1, len(into.indices)))
        for first in range(0, self.n, 64 * width):
            for step, counts in enumerate(_reached(into, first, min(first + 64 * width, self.n)), 1):
                if step == len(shells):
                    shells.append(np.zeros(self.n, dtype=np.intp))
                shells[step] += counts
        return np.array(shells)

    @cached_property
    def reached(self) -> tuple[Floats, Floats]:
        """How many others reach each node, and in how many links all together."""
        return self.shells.sum(axis=0) - 1.0, np.arange(float(len(self.shells))) @ self.shells

    @cached_property
    def lengths(self) -> Floats:
        """1/weight of each link, to the grain in which lengths are compared."""
        lengths: Floats = np.round(GRAIN / self.weights) / GRAIN
        return lengths

    def reached_by_length(self, spared: int = SPARED) -> tuple[Floats, Floats]:
        """How many others reach each node, and over what length of the shortest paths all together.

        ``spared`` distances are held at once, whoever sets out.
        """
        reaching, total = np.zeros(self.n), np.zeros(self.n)
        if not len(self.tails):
            return reaching, total
        lengths, width = self._sparse(self.lengths), max(1, spared // self.n)
        for start in range(0, self.n, width):
            some = np.arange(start, min(start + width, self.n))
            distances = csgraph.dijkstra(lengths, directed=self.directed, indices=some)
            there = np.isfinite(distances)
            reaching += there.sum(axis=0)
            total += np.where(there, distances, 0.0).sum(axis=0)
        return reaching - 1.0, total

    @cached_property
    def parts(self) -> tuple[int, Ints]:
        """How many components there are, and the component of each (weak where links have direction)."""
        if not self.n:
            return 0, np.zeros(0, dtype=np.intp)
        number, member = csgraph.connected_components(self.pattern, directed=False)
        return int(number), member.astype(np.intp)

    def among(self, chosen: Ints) -> EdgeArrays:
        """The links among some of the nodes, renumbered in the order given."""
        place = np.full(self.n, -1, dtype=np.intp)
        place[chosen] = np.arange(len(chosen))
        kept = (place[self.tails] >= 0) & (place[self.heads] >= 0)
        return EdgeArrays(
            len(chosen), place[self.tails[kept]], place[self.heads[kept]], self.weights[kept], self.directed
        )

    def _sparse(self, values: Floats) -> Any:
        rows, columns = self.tails, self.heads
        if not self.directed:
            rows, columns = np.concatenate([rows, columns]), np.concatenate([columns, rows])
            values = np.concatenate([values, values])
        return sparse.csr_array((values, (rows, columns)), shape=(self.n, self.n))


def _reached(into: Any, first: int, last: int) -> Iterator[Ints]:
    """How many of the nodes from ``first`` to before ``last`` reach each node in 1, 2, … steps.

    ``into``: for each node, as a row, who has a link to it.
    """
    n = into.shape[0]
    starts = np.arange(first, last)
    bit = starts - first
    new = np.zeros(((last - first + 63) // 64, n), dtype=np.uint64)
    new[bit // 64, starts] = np.uint64(1) << (bit % 64).astype(np.uint64)
    reached = new.copy()
    tied = np.flatnonzero(np.diff(into.indptr))
    while len(tied):
        near = np.zeros_like(new)
        near[:, tied] = np.bitwise_or.reduceat(new[:, into.indices], into.indptr[tied], axis=1)
        new = near & ~reached
        counts = np.bitwise_count(new).sum(axis=0, dtype=np.intp)
        if not counts.any():
            return
        reached |= new
        yield counts


def product_where(left: Any, right: Any, where: Any, spared: int = SPARED) -> Any:
    """The product of two sparse matrices, only where a third is: a hub's product alone links all its others.

    Rows are taken together while their products have ``spared`` entries at most.
    """
    left = left.tocsr()
    sizes = np.zeros(left.shape[0] + 1, dtype=np.int64)
    np.cumsum(left.astype(bool).astype(np.int64) @ np.diff(right.tocsr().indptr), out=sizes[1:])
    blocks, first = [], 0
    while first < left.shape[0]:
        last = max(first + 1, int(np.searchsorted(sizes, sizes[first] + spared, side="right")) - 1)
        blocks.append((left[first:last] @ right).multiply(where[first:last]))
        first = last
    return sparse.vstack(blocks, format="csr") if blocks else left


def edge_arrays(graph: nx.Graph[str]) -> tuple[EdgeArrays, list[str]]:
    """A networkx graph as arrays, and the ids of its nodes in order; a link without weight weighs 1.

    >>> found, ids = edge_arrays(nx.path_graph(["a", "b", "c"]))
    >>> ids, found.tails.tolist(), found.heads.tolist()
    (['a', 'b', 'c'], [0, 1], [1, 2])
    """
    ids = list(graph)
    place = {id_: index for index, id_ in enumerate(ids)}
    others = [near for _, near in graph.adjacency()]
    tails = np.repeat(np.arange(len(ids)), [len(near) for near in others])
    heads = np.fromiter((place[b] for near in others for b in near), np.intp, len(tails))
    weights = np.fromiter(
        (e.get("weight", 1.0) for near in others for e in near.values()), np.float64, len(tails)
    )
    kept = tails != heads if graph.is_directed() else tails < heads
    return EdgeArrays(len(ids), tails[kept], heads[kept], weights[kept], graph.is_directed()), ids


@dataclass(frozen=True, eq=False)
class TiePairs:
    """Ties as the pairs that they join: the form in which ties are drawn anew by the thousand.

    ``pairs`` holds the distinct pairs as (first, second); ``tie``, ``pair`` and ``share`` have an entry for
    each pair of each tie: which tie, which pair, and what it adds to the pair's weight.
    """

    n: int
    ties: int
    pairs: NDArray[np.intp]
    tie: Ints
    pair: Ints
    share: Floats
    directed: bool = False

    @cached_property
    def spread(self) -> Any:
        """Ties × pairs: what each tie adds to each pair."""
        return sparse.csr_array((self.share, (self.tie, self.pair)), shape=(self.ties, len(self.pairs)))

    def weighed(self, times: NDArray[Any]) -> Floats:
        """The weights of all pairs when each tie counts as often as ``times`` says (also for many draws)."""
        weights: Floats = np.asarray(np.atleast_2d(times) @ self.spread)
        return weights

    @cached_property
    def _parties(self) -> Any:
        """Ties × actors: who is in a pair of each tie."""
        ends = np.concatenate([self.pairs[self.pair, 0], self.pairs[self.pair, 1]])
        rows = np.concatenate([self.tie, self.tie])
        return sparse.csr_array((np.ones(len(rows)), (rows, ends)), shape=(self.ties, self.n))

    def present(self, times: NDArray[Any]) -> NDArray[np.bool_]:
        """Who is in a tie with another, in each draw: draws × actors."""
        there: NDArray[np.bool_] = np.asarray(np.atleast_2d(times) @ self._parties) > 0
        return there

    @cached_property
    def touched(self) -> NDArray[np.bool_]:
        """Who is in a tie with another at all."""
        there: NDArray[np.bool_] = self.present(np.ones(self.ties))[0]
        return there

    def links(self, weights: Floats) -> EdgeArrays:
        """The network of pairs that have weight."""
        kept = np.flatnonzero(weights > 1e-12)
        return EdgeArrays(self.n, self.pairs[kept, 0], self.pairs[kept, 1], weights[kept], self.directed)


def tie_pairs(
    pairs: Iterable[tuple[int, int, int, float]], n: int, ties: int, *, directed: bool = False
) -> TiePairs:
    """Pairs of ties, each as (number of the tie, actor, actor, share), among ``n`` actors.

    >>> found = tie_pairs([(0, 0, 1, 0.5), (0, 0, 2, 0.5), (0, 1, 2, 0.5), (1, 1, 0, 1.0)], 3, 2)
    >>> found.weighed([1, 1]).tolist()
    [[1.5, 0.5, 0.5]]
    """
    place: dict[tuple[int, int], int] = {}
    entries = [
        (tie, place.setdefault((a, b) if directed or a < b else (b, a), len(place)), share)
        for tie, a, b, share in pairs
    ]
    tie, pair, share = zip(*entries, strict=True) if entries else ((), (), ())
    return TiePairs(
        n,
        ties,
        np.array(list(place), dtype=np.intp).reshape(-1, 2),
        np.array(tie, dtype=np.intp),
        np.array(pair, dtype=np.intp),
        np.array(share, dtype=np.float64),
        directed,
    )
