"""Centrality: who is well placed in a view, by measures that each say what they read.

networkx is the language of views; rustworkx, a compiled engine, does the heavy measures and gives
the same values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import networkx as nx
import rustworkx as rx


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: what it says in plain words, and how it reads the weights of links."""

    name: str
    says: str
    weights: str
    compute: Callable[[rx.PyGraph[str, float]], Mapping[int, float]]


def _degree(graph: rx.PyGraph[str, float]) -> dict[int, float]:
    return {node: float(graph.degree(node)) for node in graph.node_indices()}


def _betweenness(graph: rx.PyGraph[str, float]) -> Mapping[int, float]:
    return dict(rx.betweenness_centrality(graph, normalized=True))


def _pagerank(graph: rx.PyGraph[str, float]) -> Mapping[int, float]:
    if not len(graph):
        return {}
    directed = graph.to_directed()
    return dict(rx.pagerank(directed, alpha=0.85, weight_fn=float, tol=1e-10, max_iter=1000))


MEASURES = {
    measure.name: measure
    for measure in (
        Measure("degree", "how many others it has a tie with", "not read", _degree),
        Measure(
            "betweenness",
            "on what share of the shortest chains between two others it lies",
            "not read",
            _betweenness,
        ),
        Measure(
            "pagerank",
            "how much of the attention of well-tied others it gets",
            "read as strength",
            _pagerank,
        ),
    )
}
"""Measures by name: degree, betweenness (Freeman 1977), PageRank (Brin and Page 1998, damping 0.85)."""


def compiled(graph: nx.Graph[str]) -> tuple[rx.PyGraph[str, float], list[str]]:
    """A view's graph in the compiled engine, and the ids of its nodes in order."""
    ids = list(graph)
    place = {id_: index for index, id_ in enumerate(ids)}
    made: rx.PyGraph[str, float] = rx.PyGraph(multigraph=False)
    made.add_nodes_from(ids)
    made.add_edges_from([(place[a], place[b], float(w)) for a, b, w in graph.edges(data="weight")])
    return made, ids


def measure(graph: nx.Graph[str], names: Iterable[str] = tuple(MEASURES)) -> dict[str, dict[str, float]]:
    """Values by measure and actor: ``{"degree": {"KZ": 12.0, …}, …}``; empty for an empty graph.

    >>> measure(nx.path_graph(["a", "b", "c"]), ["degree", "betweenness"])["betweenness"]["b"]
    1.0
    """
    weighted = graph if nx.is_weighted(graph) else _with_weights(graph)
    made, ids = compiled(weighted)
    return {
        name: {ids[node]: value for node, value in sorted(MEASURES[name].compute(made).items())}
        for name in names
    }


def _with_weights(graph: nx.Graph[str]) -> nx.Graph[str]:
    copy = graph.copy()
    nx.set_edge_attributes(copy, 1.0, "weight")
    return copy


def ranks(values: Mapping[str, float]) -> dict[str, float]:
    """Ranks from 1 for the highest value; equal values share the mean of their ranks.

    >>> ranks({"a": 3.0, "b": 1.0, "c": 3.0})
    {'a': 1.5, 'c': 1.5, 'b': 3.0}
    """
    ordered = sorted(values, key=lambda id_: (-round(values[id_], 12), id_))
    found: dict[str, float] = {}
    first = 0
    while first < len(ordered):
        last = first
        level = round(values[ordered[first]], 12)
        while last + 1 < len(ordered) and round(values[ordered[last + 1]], 12) == level:
            last += 1
        for id_ in ordered[first : last + 1]:
            found[id_] = (first + last) / 2 + 1
        first = last + 1
    return found
