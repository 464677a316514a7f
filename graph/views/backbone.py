"""Backbones: the links of a view that are significant against a null model.

``disparity``: a link is kept if its share of an actor's strength is larger than an even spread would give
 (Serrano, Boguñá and Vespignani, PNAS 106, 6483, 2009).
``validated``: a link is kept if two actors share more ties than their numbers of ties make likely, by the
hypergeometric distribution with Bonferroni correction for the number of pairs (Tumminello et al., PLoS ONE 6,
e17994, 2011). Neither removes a tie from the data; only links of the view are removed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from typing import Any, Literal

import networkx as nx
import numpy as np
from scipy.special import gammaln

from elshi.graph.views.network import Pair, View

LEVEL = 0.05
"""The level of significance of both filters."""


def backbone(view: View, kind: Literal["disparity", "validated"], level: float = LEVEL) -> View:
    """The view with only its significant links; all its actors stay."""
    kept = _disparity(view, level) if kind == "disparity" else _validated(view, level)
    graph = view.graph.copy()
    graph.remove_edges_from([pair for pair in view.graph.edges if tuple(pair) not in kept])
    name = "disparity filter" if kind == "disparity" else "statistically validated projection"
    all_, left = view.graph.number_of_edges(), graph.number_of_edges()
    sentence = f"Of {all_:,} links, the {name} keeps {left:,} (α = {level})."
    return replace(view, graph=graph, kept=kept, made=f"{view.made} {sentence}")


def _both(view: View, pairs: list[Pair]) -> frozenset[Pair]:
    """The pairs, in both orders if links have no direction."""
    turned = [] if view.graph.is_directed() else [(b, a) for a, b in pairs]
    return frozenset([*pairs, *turned])


def _disparity(view: View, level: float) -> frozenset[Pair]:
    graph = view.graph
    strength = dict(graph.degree(weight="weight"))
    degree = dict(graph.degree())

    def outstanding(id_: str, weight: float) -> bool:
        k = degree[id_]
        return bool(k > 1 and (1 - weight / strength[id_]) ** (k - 1) < level)

    return _both(
        view, [(a, b) for a, b, w in graph.edges(data="weight") if outstanding(a, w) or outstanding(b, w)]
    )


def _validated(view: View, level: float) -> frozenset[Pair]:
    graph: nx.Graph[str] = view.graph
    joining = [actors for _, actors in view.together() if len(actors) > 1]
    number = Counter(actor for actors in joining for actor in actors)
    pairs = [(a, b) for a, b in graph.edges]
    if not pairs:
        return frozenset()
    meetings = Counter(frozenset(pair) for actors in joining for pair in combinations(actors, 2))
    shared = np.array([meetings[frozenset(pair)] for pair in pairs])
    of_a, of_b = (np.array([number[pair[side]] for pair in pairs]) for side in (0, 1))
    chance = [at_least(*counts, len(joining)) for counts in zip(shared, of_a, of_b, strict=True)]
    possible = len(number) * (len(number) - 1) / 2
    return _both(view, [pair for pair, p in zip(pairs, chance, strict=True) if p < level / possible])


def at_least(shared: int, of_a: int, of_b: int, ties: int) -> float:
    """The probability that two actors share at least this many ties, given their numbers of ties.

    >>> round(at_least(2, 2, 2, 4), 4)
    0.1667
    """
    count = np.arange(shared, min(of_a, of_b) + 1)

    def choose(n: int, k: Any) -> Any:
        return gammaln(n + 1) - gammaln(np.add(k, 1)) - gammaln(np.subtract(n, k) + 1)

    possible = count[of_b - count <= ties - of_a]
    logs = choose(of_a, possible) + choose(ties - of_a, of_b - possible) - choose(ties, of_b)
    return float(np.exp(logs).sum())
