"""Two-mode networks: actors × ties, measured as they are.

Nothing is projected here: an actor is linked to the ties it took part in, a tie to its actors. Values
are normalised for two modes after Borgatti and Everett (Social Networks 19, 1997): an actor can have no more
links than there are ties, and two actors are never nearer than two steps.
"""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import numpy as np
import rustworkx as rx

from elshi.graph.measures.arrays import EdgeArrays, Floats
from elshi.graph.views.network import View


@dataclass(frozen=True, slots=True)
class TwoMode:
    """Degree, closeness and betweenness of an actor or a tie, each between 0 and 1.

    ``closeness`` is not-a-number for one that reaches nobody, ``betweenness`` where there is nobody to stand
    between.
    """

    degree: float
    closeness: float
    betweenness: float


def graph(view: View) -> nx.Graph[tuple[str, str]]:
    """The two-mode graph: nodes ``("actor", id)`` and ``("tie", id)``, with ``bipartite`` 0 and 1."""
    graph: nx.Graph[tuple[str, str]] = nx.Graph()
    graph.add_nodes_from((("actor", id_) for id_ in view.graph), bipartite=0)
    graph.add_nodes_from((("tie", tie) for tie in view.ties), bipartite=1)
    graph.add_edges_from((("actor", a), ("tie", tie)) for tie, actors in view.ties.items() for a in actors)
    return graph


def measure(view: View) -> tuple[dict[str, TwoMode], dict[str, TwoMode]]:
    """The measures of actors, and those of ties."""
    actors, ties = list(view.graph), list(view.ties)
    n, m = len(actors), len(ties)
    place = {id_: index for index, id_ in enumerate(actors)}
    ends = [(place[a], n + number) for number, tie in enumerate(ties) for a in view.ties[tie] if a in place]
    pairs = np.array(ends, dtype=np.intp).reshape(-1, 2)
    net = EdgeArrays(n + m, pairs[:, 0], pairs[:, 1], np.ones(len(pairs)))
    degree = net.degrees / np.where(np.arange(n + m) < n, max(m, 1), max(n, 1))
    near = _closeness(net, n, m)
    between = _betweenness(net, n, m)
    values = [TwoMode(float(d), float(c), float(b)) for d, c, b in zip(degree, near, between, strict=True)]
    return dict(zip(actors, values[:n], strict=True)), dict(zip(ties, values[n:], strict=True))


def _closeness(net: EdgeArrays, n: int, m: int) -> Floats:
    """Closeness: the least possible sum of distances over the sum, scaled by the share that is reached."""
    own = np.where(np.arange(n + m) < n, n, m)
    least = (n + m - own) + 2.0 * (own - 1)
    reached, total = net.reached
    with np.errstate(divide="ignore", invalid="ignore"):
        closeness: Floats = np.where(total > 0, least / total * reached / max(1, n + m - 1), np.nan)
    return closeness


def most_between(n: int, m: int) -> float:
    """The most pairs that one of ``n`` nodes can stand between, ``m`` being of the other mode."""
    s, t = divmod(n - 1, m)
    return 0.5 * (m**2 * (s + 1) ** 2 + m * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3))


def _betweenness(net: EdgeArrays, n: int, m: int) -> Floats:
    if not len(net.tails):
        return np.full(net.n, np.nan)
    scores = np.fromiter(rx.betweenness_centrality(net.engine, normalized=False).values(), np.float64, net.n)
    most = np.where(np.arange(n + m) < n, most_between(n, m), most_between(m, n))
    with np.errstate(divide="ignore", invalid="ignore"):
        shares: Floats = np.where(most > 0, scores / most, np.nan)
    return shares
