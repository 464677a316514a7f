"""The whole network: one figure each for how dense, how far, how centred, how mixed it is.

A figure that is undefined for a network is blank (None) with its reason. Whether a figure is more than
chance would give is a question for ``elshi.graph.measures.null_models``; the small-world figures are set
beside networks of the same degrees here, because alone they say nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np

from elshi.graph.measures.arrays import EdgeArrays, Floats, Ints, edge_arrays, product_where
from elshi.graph.measures.centrality import computed


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a whole network: its name, value, and what it says; or why it is blank."""

    name: str
    value: float | None
    says: str
    blank: str = ""


EMPTY = "Nobody is left in this network."
FEW = "It takes three actors or more."
NO_TIES = "No tie joins two of those who are left."
"""Reasons of blanks."""


def density(net: EdgeArrays) -> float:
    """The share of possible links that there are."""
    possible = net.n * (net.n - 1) / (1 if net.directed else 2)
    return len(net.tails) / possible


def mean_distance(net: EdgeArrays) -> float:
    """The mean number of steps between those who reach each other."""
    pairs = net.shells.sum(axis=1)
    return float(np.arange(len(pairs)) @ pairs / pairs[1:].sum())


def diameter(net: EdgeArrays) -> float:
    """The steps between the farthest two of those who reach each other."""
    return len(net.shells) - 1.0


def centralisation(net: EdgeArrays, name: str) -> float:
    """How far one actor outdoes the others: 1 for a star, 0 where all are alike (Freeman 1979).

    ``name``: degree, betweenness or closeness. Degrees of both directions are added up, and betweenness
    follows the direction of links; closeness does not.
    """
    n = net.n
    if net.directed and name == "closeness":
        net = _undirected(net)
    scores = np.nan_to_num(computed(net, name))
    most = {"degree": (n - 1) * (n - 2), "betweenness": n - 1.0, "closeness": (n - 1) * (n - 2) / (2 * n - 3)}
    if net.directed and name == "degree":
        most["degree"] *= 2
    return float((scores.max() - scores).sum() / most[name])


def dyad_reciprocity(net: EdgeArrays) -> float:
    """Of the pairs with a link in either direction, the share with links in both."""
    mutual = net.pattern.multiply(net.pattern.T).sum() / 2
    return float(mutual / (net.either.sum() / 2))


def _undirected(net: EdgeArrays) -> EdgeArrays:
    from scipy import sparse

    upper = sparse.triu(net.both).tocoo()
    return EdgeArrays(net.n, upper.row.astype(np.intp), upper.col.astype(np.intp), upper.data)


def transitivity(net: EdgeArrays) -> float:
    """Of the pairs that share a third, the share that is linked too."""
    if net.is_dense:
        linked = ((net.whole + net.whole.T) > 0).astype(np.float64)
        pairs = linked.sum(axis=1)
        open_ = float((pairs * (pairs - 1)).sum())
        return float(((linked @ linked) * linked).sum()) / open_ if open_ else float("nan")
    a = net.either
    pairs = np.asarray(a.sum(axis=1)).ravel()
    open_ = float((pairs * (pairs - 1)).sum())
    return float(product_where(a, a, a).sum()) / open_ if open_ else float("nan")


def assortativity(net: EdgeArrays) -> float:
    """Whether those with many ties are tied with those with many: Newman's r, −1 to 1."""
    degrees = net.degrees.astype(np.float64)
    x, y = degrees[net.tails], degrees[net.heads]
    if not net.directed:
        x, y = np.concatenate([x, y]), np.concatenate([y, x])
    return float(np.corrcoef(x, y)[0, 1]) if x.size and x.std() and y.std() else float("nan")


def mixing(net: EdgeArrays, group: Ints) -> float:
    """Whether ties keep within groups (Newman, Phys. Rev. E 67, 026126, 2003); −1 is no group."""
    kept = (group[net.tails] >= 0) & (group[net.heads] >= 0)
    a, b = group[net.tails[kept]], group[net.heads[kept]]
    if not a.size:
        return float("nan")
    kinds, many = int(group.max()) + 1, a.size
    if not net.directed:
        a, b = np.concatenate([a, b]), np.concatenate([b, a])
        many *= 2
    within = float((a == b).sum()) / many
    by_chance = float(np.bincount(a, minlength=kinds) @ np.bincount(b, minlength=kinds)) / many**2
    return (within - by_chance) / (1 - by_chance) if by_chance < 1 else float("nan")


def e_i_index(net: EdgeArrays, group: Ints) -> float:
    """Links to other groups less links within, over all: −1 closed to 1 open (Krackhardt and Stern 1988)."""
    kept = (group[net.tails] >= 0) & (group[net.heads] >= 0)
    external = int((group[net.tails[kept]] != group[net.heads[kept]]).sum())
    total = int(kept.sum())
    return (2 * external - total) / total if total else float("nan")


def numbered(ids: list[str], groups: Mapping[str, str]) -> Ints:
    """The group of each actor as a number, −1 where it has none."""
    place = {group: number for number, group in enumerate(sorted(set(groups.values())))}
    return np.array([place[groups[id_]] if id_ in groups else -1 for id_ in ids], dtype=np.intp)


def figures(graph: nx.Graph[str], groups: Mapping[str, str] | None = None) -> list[Figure]:
    """The figures of a whole network; those on groups where ``groups`` (actor → group) are given."""
    net, ids = edge_arrays(graph)
    number, _ = net.parts
    rows = [
        Figure("actors", float(net.n), "how many there are"),
        Figure("links", float(len(net.tails)), "how many pairs have a tie"),
        Figure("components", float(number), "how many parts that no tie joins"),
        _figure(net, "largest component", _largest, "the share of all in the largest part", tied=False),
    ]
    rows += [_figure(net, *entry) for entry in _FIGURES]
    if net.directed:
        rows.append(_figure(net, *_DIRECTED))
    if groups is not None:
        group = numbered(ids, groups)
        rows += [
            _figure(
                net, "mixing by group", lambda n: mixing(n, group), "whether ties keep within groups (1)"
            ),
            _figure(net, "E–I index", lambda n: e_i_index(n, group), "ties across groups (1) or within (−1)"),
        ]
    return rows


_DIRECTED = (
    "dyad reciprocity", dyad_reciprocity, "of the pairs with a link, the share with links in both directions"
)  # fmt: skip

_FIGURES: tuple[tuple[str, Callable[[EdgeArrays], float], str], ...] = (
    ("density", density, "the share of possible links that there are"),
    ("mean distance", mean_distance, "mean steps between those who reach each other"),
    ("diameter", diameter, "steps between the farthest two who reach each other"),
    ("transitivity", transitivity, "of pairs that share a third, the share that is linked too"),
    ("degree centralisation", lambda n: centralisation(n, "degree"), "how far one outdoes all by degree"),
    ("betweenness centralisation", lambda n: centralisation(n, "betweenness"), "the same by betweenness"),
    ("closeness centralisation", lambda n: centralisation(n, "closeness"), "the same by closeness"),
    ("degree assortativity", assortativity, "whether the well tied are tied with the well tied"),
)
_NEEDS_THREE = {"degree centralisation", "betweenness centralisation", "closeness centralisation"}
_ONE_PART = {"closeness centralisation"}


def _largest(net: EdgeArrays) -> float:
    return float(np.bincount(net.parts[1]).max() / net.n)


def _figure(
    net: EdgeArrays, name: str, compute: Callable[[EdgeArrays], float], says: str, *, tied: bool = True
) -> Figure:
    if not net.n:
        return Figure(name, None, says, EMPTY)
    if tied and not len(net.tails):
        return Figure(name, None, says, NO_TIES)
    if name in _NEEDS_THREE and net.n < 3:
        return Figure(name, None, says, FEW)
    if name in _ONE_PART and net.parts[0] > 1:
        return Figure(
            name, None, says, "The network is in several parts, and distances between them are infinite."
        )
    value = compute(net)
    if np.isnan(value):
        return Figure(name, None, says, "Nothing varies here that it could compare.")
    return Figure(name, value, says)


# ------------------------------------------------------------------------------------ small worlds


def rewired(net: EdgeArrays, chance: np.random.Generator, swaps: int = 10) -> EdgeArrays:
    """A random network of the same degrees: ``swaps`` exchanges of ends for each link, no doubles, no loops.

    Maslov and Sneppen, Science 296 (2002). Weights are not kept; direction is not read.
    """
    n = net.n
    pairs = np.unique(np.minimum(net.tails, net.heads) * n + np.maximum(net.tails, net.heads)).tolist()
    there, count = set(pairs), len(pairs)
    if count < 2:
        return EdgeArrays(n, net.tails, net.heads, np.ones(len(net.tails)))
    drawn = chance.integers(0, count, size=(swaps * count, 2))
    turns = (chance.random(swaps * count) < 0.5).tolist()
    for i, j, turn in zip(drawn[:, 0].tolist(), drawn[:, 1].tolist(), turns, strict=True):
        one, other = pairs[i], pairs[j]
        a, b = divmod(one, n)
        c, d = divmod(other, n)
        if turn:
            c, d = d, c
        first, second = a * n + d if a < d else d * n + a, c * n + b if c < b else b * n + c
        if first in there or second in there or a == d or c == b or first == second:
            continue
        there.remove(one)
        there.remove(other)
        there.add(first)
        there.add(second)
        pairs[i], pairs[j] = first, second
    tails, heads = np.divmod(np.array(pairs, dtype=np.intp), n)
    return EdgeArrays(n, tails, heads, np.ones(count))


def small_world(graph: nx.Graph[str], *, draws: int = 100, seed: int = 1) -> dict[str, tuple[float, Floats]]:
    """Transitivity and mean distance, each beside those of random networks of the same degrees.

    Watts and Strogatz (1998) call a network a small world that is far more clustered than these and hardly
    less near. Empty where no tie joins two.
    """
    net, _ = edge_arrays(graph)
    if not len(net.tails):
        return {}
    chance = np.random.default_rng(seed)
    clustered, near = np.empty(draws), np.empty(draws)
    for draw in range(draws):
        other = rewired(net, chance)  # one at a time: what is measured stays with it
        clustered[draw], near[draw] = transitivity(other), mean_distance(other)
    return {
        "transitivity": (transitivity(net), clustered),
        "mean distance": (mean_distance(net), near),
    }
