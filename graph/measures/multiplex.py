"""Multiplex networks: whether one kind of ties is another kind again: culture and diplomacy, for example.

Two views of the same actors are laid on each other: which links they share, how far their weights go
together, and whether that is more than chance (the quadratic assignment procedure: actors of one layer are
relabelled at random). Likeness is not influence: nothing here says which came first.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import networkx as nx
import numpy as np

from elshi.graph.measures.arrays import EdgeArrays, Ints
from elshi.graph.views.filters import BROAD, STRICT
from elshi.graph.views.network import View
from elshi.graph.views.view import only

POLITICAL = frozenset({"politics", "economy"})
"""What is diplomacy without culture."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two layers laid on each other.

    ``first``, ``second``: links of each; ``shared``: of both; ``jaccard``: shared over all;
    ``correlation``: Pearson's r of the weights of all pairs, None where one does not vary, and then with
    the reason in ``blank``; ``p``: the share of relabellings that give as much or more (one-sided).
    """

    first: int
    second: int
    shared: int
    jaccard: float
    correlation: float | None
    p: float | None
    actors: int
    blank: str = ""


def layer(
    view: View, fields: frozenset[str], *, without: frozenset[str] = frozenset(), title: str = ""
) -> View:
    """The ties of a view that are about some fields, and about none of others."""
    ties = view.network.ties

    def has(tie: str) -> bool:
        about = set(ties[tie].get("fields") or ())
        return bool(about & fields) and not about & without

    return only(view, (tie for tie in view.ties if has(tie)), title)


def cultural(view: View, *, strictly: bool = False) -> View:
    """The cultural ties of a view, taken strictly or broadly."""
    title = "Cultural ties, taken " + ("strictly" if strictly else "broadly") + "."
    return layer(view, STRICT if strictly else BROAD, title=title)


def diplomatic(view: View) -> View:
    """The ties of a view that are about politics or the economy, and not about culture in any sense."""
    return layer(view, POLITICAL, without=BROAD, title="Ties of politics and the economy, without culture.")


def overlap(one: View, other: View, *, permutations: int = 1000, seed: int = 1) -> Overlap:
    """Two layers laid on each other, over the actors that are in either (absent: without links)."""
    ids = sorted(set(one.graph) | set(other.graph))
    a, b = _links(one.graph, ids), _links(other.graph, ids)
    shared = len(np.intersect1d(_keys(a), _keys(b), assume_unique=True))
    first, second = len(a.tails), len(b.tails)
    either = first + second - shared
    values = (first, second, shared, shared / either if either else float("nan"))
    if len(ids) < 3 or not _varies(a) or not _varies(b):
        blank = "One of the layers does not vary, so nothing can go together with it."
        return Overlap(*values, None, None, len(ids), blank)
    r, p = qap(a, b, permutations=permutations, seed=seed)
    return Overlap(*values, r, p, len(ids))


def qap(a: EdgeArrays, b: EdgeArrays, *, permutations: int = 1000, seed: int = 1) -> tuple[float, float]:
    """The correlation of the weights of all pairs in two networks, and its one-sided permutation p.

    Direction is not read. Only pairs linked in both add to the products, so only links are looked up.
    L. Hubert, *Assignment Methods* (1987); D. Krackhardt, Social Networks 10 (1988), 359-381.
    """
    pairs = a.n * (a.n - 1) / 2
    means = a.weights.sum() * b.weights.sum() / pairs
    scale = float(np.sqrt(_spread(a, pairs) * _spread(b, pairs)))
    sorting = np.argsort(_keys(b))
    keys, weights = _keys(b)[sorting], b.weights[sorting]

    def alike(tails: Ints, heads: Ints) -> float:
        wanted = np.minimum(tails, heads) * a.n + np.maximum(tails, heads)
        place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return float(a.weights @ np.where(keys[place] == wanted, weights[place], 0.0) - means) / scale

    observed = alike(a.tails, a.heads)
    chance = np.random.default_rng(seed)
    reached = 0
    for _ in range(permutations):
        order = chance.permutation(a.n)
        reached += alike(order[a.tails], order[a.heads]) >= observed - 1e-12
    return observed, (reached + 1) / (permutations + 1)


def _spread(net: EdgeArrays, pairs: float) -> float:
    """The squares of the weights of all pairs about their mean, added up."""
    return float((net.weights**2).sum() - net.weights.sum() ** 2 / pairs)


def _varies(net: EdgeArrays) -> bool:
    """Whether not all pairs weigh the same."""
    everywhere = len(net.tails) == net.n * (net.n - 1) // 2
    return bool(len(net.tails)) and not (everywhere and net.weights.min() == net.weights.max())


def _keys(net: EdgeArrays) -> Ints:
    """Each link as one number, its first end the lower."""
    keys: Ints = np.minimum(net.tails, net.heads) * net.n + np.maximum(net.tails, net.heads)
    return keys


def _links(graph: nx.Graph[str], ids: list[str]) -> EdgeArrays:
    """The links of a graph among some actors; those of both directions are one."""
    place = {id_: index for index, id_ in enumerate(ids)}
    weights: dict[tuple[int, int], float] = defaultdict(float)
    for a, b, weight in graph.edges(data="weight"):
        if a != b and weight:
            weights[min(place[a], place[b]), max(place[a], place[b])] += weight
    ends = np.array(list(weights), dtype=np.intp).reshape(-1, 2)
    return EdgeArrays(len(ids), ends[:, 0], ends[:, 1], np.array(list(weights.values()), dtype=np.float64))
