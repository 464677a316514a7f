"""Centrality: who is well placed in a view, by measures that each say what they read.

networkx is the language of views; compiled engines do the work and give the same values. A measure that
says nothing of an actor, or of a whole network, is blank there, with the reason: never a zero. Brokerage has
a module of its own, and so have cohesion, communities, two-mode measures and figures of the whole network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
import rustworkx as rx
from scipy.sparse import linalg

from elshi.graph.errors import ElshiError
from elshi.graph.measures import brokerage, cohesion, dense
from elshi.graph.measures.arrays import EdgeArrays, Floats, Ints, Undefined, edge_arrays

DAMPING = 0.85
"""Of PageRank; and the share of its largest possible value that Katz's attenuation takes."""

STEPS = 400
"""Iterations of what is iterated: 0.85^400 is below the last digit of a double."""

Reads = str
NOT, STRENGTH, DISTANCE = "not read", "read as strength", "read as distance (1/weight)"
"""How a measure reads the weights of links."""


NO_DIRECTION = "Links have no direction here."


class MeasureResult(dict[str, float]):
    """Values by actor; ``blanks`` has a reason for each actor that has none."""

    blanks: dict[str, str]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: what it says in plain words, and how it reads the weights of links.

    ``compute`` gives an array with a value for each node, not-a-number where ``blank`` is the reason, and
    raises :class:`Undefined` where it says nothing at all. ``lowest`` is true where the lowest comes first.
    """

    name: str
    title: str
    says: str
    weights: Reads
    compute: Callable[[EdgeArrays], Floats]
    blank: str = ""
    lowest: bool = False


def _degree(net: EdgeArrays) -> Floats:
    return net.degrees.astype(np.float64)


def _in_degree(net: EdgeArrays) -> Floats:
    return _with_direction(net, net.heads)


def _out_degree(net: EdgeArrays) -> Floats:
    return _with_direction(net, net.tails)


def _with_direction(net: EdgeArrays, ends: Ints) -> Floats:
    if not net.directed:
        raise Undefined(NO_DIRECTION)
    return np.bincount(ends, minlength=net.n).astype(np.float64)


def _strength(net: EdgeArrays) -> Floats:
    out = np.bincount(net.tails, net.weights, net.n)
    into = np.bincount(net.heads, net.weights, net.n)
    return np.asarray(out + into, dtype=np.float64)


def _betweenness(net: EdgeArrays) -> Floats:
    if net.n < 3:
        raise Undefined("Nobody can lie between two others where there are only two.")
    if not len(net.tails):
        return np.zeros(net.n)
    if net.paths:
        return dense.betweenness(net.paths)
    scores = rx.betweenness_centrality(net.engine, normalized=True)
    return np.fromiter(scores.values(), np.float64, net.n)


def _weighted_betweenness(net: EdgeArrays) -> Floats:
    if net.n < 3:
        raise Undefined("Nobody can lie between two others where there are only two.")
    if not len(net.tails):
        return np.zeros(net.n)
    import networkit as nk  # here, because it takes half a second

    rows, columns = net.tails.astype(np.uint64), net.heads.astype(np.uint64)
    graph = nk.GraphFromCoo((net.lengths, (rows, columns)), n=net.n, weighted=True, directed=net.directed)
    scores = nk.centrality.Betweenness(graph, normalized=False).run().scores()
    ordered_pairs = (net.n - 1) * (net.n - 2)
    return np.asarray(scores, dtype=np.float64) / ordered_pairs


def _near(reaching: Floats, total: Floats) -> Floats:
    """Closeness after Wasserman and Faust: how many others reach each, and over how long a way in all."""
    with np.errstate(divide="ignore", invalid="ignore"):
        closeness: Floats = np.where(
            reaching > 0, reaching / total * reaching / max(1, len(reaching) - 1), np.nan
        )
    return closeness


def _closeness(net: EdgeArrays) -> Floats:
    return _near(*net.reached)


def _out_closeness(net: EdgeArrays) -> Floats:
    if not net.directed:
        raise Undefined(NO_DIRECTION)
    return _closeness(EdgeArrays(net.n, net.heads, net.tails, net.weights, directed=True))


def _weighted_closeness(net: EdgeArrays) -> Floats:
    return _near(*net.reached_by_length())


def _harmonic(net: EdgeArrays) -> Floats:
    nearness: Floats = 1 / np.arange(1.0, len(net.shells)) @ net.shells[1:]
    return nearness


def _eigenvector(net: EdgeArrays) -> Floats:
    """The leading eigenvector of the largest component; its squares sum to 1 there."""
    part = _one_part(net)
    scores: Floats = np.full(net.n, np.nan)
    scores[part] = _leading(net.among(part).matrix.T)
    return scores


def _one_part(net: EdgeArrays) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """The nodes of the largest component (strong, where links have direction)."""
    if not len(net.tails):
        raise Undefined("No tie joins two of those who are left, so none ranks before another.")
    number, member = net.parts
    if net.directed:
        strong = rx.strongly_connected_components(net.engine)
        number = len(strong)
        member = np.zeros(net.n, dtype=np.intp)
        for index, nodes in enumerate(strong):
            member[list(nodes)] = index
    sizes = np.bincount(member, minlength=number)
    largest = np.flatnonzero(sizes == sizes.max())
    if len(largest) > 1 or sizes.max() < 2:
        raise Undefined("Several parts are equally large, and values of different parts cannot be compared.")
    return np.flatnonzero(member == largest[0])


def _leading(matrix: Any) -> Floats:
    """The leading eigenvector of a connected network's matrix, positive, of length 1."""
    n = matrix.shape[0]
    if n < 12:
        values, vectors = np.linalg.eig(matrix.toarray())
        vector = vectors[:, int(np.argmax(values.real))].real
    else:
        _, vectors = linalg.eigs(matrix, k=1, which="LR", v0=np.ones(n), tol=0, maxiter=50 * n)
        vector = vectors[:, 0].real
    scores: Floats = np.abs(vector) / np.linalg.norm(vector)
    return scores


def _katz(net: EdgeArrays) -> Floats:
    """1 plus attenuated walks of every length; its squares sum to 1 over all."""
    if not len(net.tails):
        raise Undefined("No tie joins two of those who are left, so none ranks before another.")
    if net.directed and len(rx.strongly_connected_components(net.engine)) == net.n:
        raise Undefined("No walk returns to where it began, so the attenuation has no natural bound.")
    step = (DAMPING / _radius(net)) * net.matrix.T.tocsr()
    scores = np.ones(net.n)
    for _ in range(STEPS):
        scores = step @ scores + 1
    length: Floats = scores / np.linalg.norm(scores)
    return length


def _radius(net: EdgeArrays) -> float:
    """The largest eigenvalue of the whole network."""
    if net.n < 12:
        return float(np.abs(np.linalg.eigvals(net.matrix.toarray())).max())
    eigenvalues = linalg.eigs(
        net.matrix, k=1, which="LR", v0=np.ones(net.n), tol=0, maxiter=50 * net.n, return_eigenvectors=False
    )
    return float(eigenvalues[0].real)


def _pagerank(net: EdgeArrays) -> Floats:
    if not net.n:
        return np.zeros(0)
    given = np.asarray(net.matrix.sum(axis=1)).ravel()
    stuck = given == 0
    passing = net.matrix.T.tocsr()
    shares = np.where(stuck, 0.0, 1 / np.where(stuck, 1.0, given))
    scores = np.full(net.n, 1 / net.n)
    for _ in range(STEPS):
        before = scores
        scores = DAMPING * (passing @ (scores * shares) + scores[stuck].sum() / net.n) + (1 - DAMPING) / net.n
        if np.abs(scores - before).sum() < 1e-13:
            break
    return scores


def _hubs(net: EdgeArrays) -> Floats:
    return _kleinberg(net, net.matrix, net.matrix.T)


def _authorities(net: EdgeArrays) -> Floats:
    return _kleinberg(net, net.matrix.T, net.matrix)


def _kleinberg(net: EdgeArrays, left: Any, right: Any) -> Floats:
    """The leading eigenvector of A·Aᵀ or of Aᵀ·A, summing to 1.

    In a large network the product, which an actor with many ties makes dense, is never formed.
    """
    if not net.directed:
        raise Undefined(NO_DIRECTION)
    if not len(net.tails):
        raise Undefined("No tie joins two of those who are left, so none ranks before another.")
    dense = net.n < 400
    if dense:
        values, vectors = np.linalg.eigh((left @ right).toarray())
    else:
        product = linalg.LinearOperator((net.n, net.n), matvec=lambda x: left @ (right @ x), dtype=np.float64)
        values, vectors = linalg.eigsh(product, k=2, v0=np.ones(net.n), tol=0)
    values = np.asarray(values)
    if len(values) > 1 and values[-2] > values[-1] * (1 - 1e-9):
        raise Undefined("Several parts attract equally, and nothing tells which of them leads.")
    vector = np.abs(vectors[:, -1])
    found: Floats = vector / vector.sum()
    return found


_ALONE = "It has no tie with anybody here."
_ELSEWHERE = "It is not in the largest part of the network, and values of different parts cannot be compared."

MEASURES = {
    measure.name: measure
    for measure in (
        Measure("degree", "Degree", "how many others it has a tie with", NOT, _degree),
        Measure("in-degree", "In-degree", "how many others have a link to it", NOT, _in_degree),
        Measure("out-degree", "Out-degree", "how many others it has a link to", NOT, _out_degree),
        Measure(
            "strength", "Strength", "how much it shares with others, all ties together", STRENGTH, _strength
        ),
        Measure(
            "betweenness",
            "Betweenness",
            "on what share of the shortest paths between two others it lies",
            NOT,
            _betweenness,
        ),
        Measure(
            "weighted-betweenness",
            "Betweenness with weights",
            "on what share of the paths of strongest ties between two others it lies",
            DISTANCE,
            _weighted_betweenness,
        ),
        Measure("closeness", "Closeness", "how few steps away the others are", NOT, _closeness, _ALONE),
        Measure(
            "out-closeness",
            "Out-closeness",
            "in how few steps it reaches the others",
            NOT,
            _out_closeness,
            _ALONE,
        ),
        Measure(
            "weighted-closeness",
            "Closeness with weights",
            "how near the others are by strong ties",
            DISTANCE,
            _weighted_closeness,
            _ALONE,
        ),
        Measure(
            "harmonic", "Harmonic closeness", "how many it is near to, the farther the less", NOT, _harmonic
        ),
        Measure(
            "eigenvector",
            "Eigenvector",
            "how well tied those are with whom it is tied",
            STRENGTH,
            _eigenvector,
            _ELSEWHERE,
        ),
        Measure("katz", "Katz", "number of walks that end at it; longer walks count less", STRENGTH, _katz),
        Measure(
            "pagerank",
            "PageRank",
            "how much of the attention of well-tied others it gets",
            STRENGTH,
            _pagerank,
        ),
        Measure("hubs", "Hubs", "how much it gives to those who receive much", STRENGTH, _hubs),
        Measure(
            "authorities",
            "Authorities",
            "how much it receives from those who give much",
            STRENGTH,
            _authorities,
        ),
        Measure(
            "core", "Core", "in how dense a core it stands (k others who have k there)", NOT, cohesion.core
        ),
        Measure(
            "weighted-core",
            "Weighted core",
            "in how strong a core it stands, by the weight of links there",
            STRENGTH,
            cohesion.weighted_core,
        ),
        Measure(
            "cliques", "Cliques", "in how many groups of three or more all are linked", NOT, cohesion.cliques
        ),
        Measure(
            "local-density",
            "Local density",
            "what share of the possible links among its neighbours there is",
            NOT,
            cohesion.local_density,
            "It has fewer than two others, so no pair of them can be tied.",
        ),
        Measure(
            "clustering",
            "Clustering",
            "what share of those it is tied with are tied with each other",
            NOT,
            cohesion.clustering,
            "It has fewer than two others, so no pair of them can be tied.",
        ),
        Measure(
            "constraint",
            "Constraint",
            "how far its ties lead back to the same few (low: it brokers)",
            STRENGTH,
            brokerage.constraint,
            _ALONE,
            lowest=True,
        ),
        Measure(
            "effective-size",
            "Effective size",
            "how many of those it is tied with are not reached through another",
            STRENGTH,
            brokerage.effective_size,
            _ALONE,
        ),
    )
}
"""Measures by name: degree, strength, betweenness, closeness and its harmonic form (Freeman 1977, 1979),
eigenvector (Bonacich 1972), Katz (1953), PageRank (Brin and Page 1998), hubs and authorities (Kleinberg
1999), cores (Seidman 1983) and weighted cores (Batagelj and Zaveršnik 2011), cliques (Luce and Perry 1949),
clustering (Watts and Strogatz 1998), constraint and effective size (Burt 1992).
"""

USUAL = ("degree", "strength", "betweenness", "closeness", "pagerank", "constraint")
"""The measures of a report, unless others are asked for."""

DIRECTED = ("in-degree", "out-degree", "hubs", "authorities")
"""Those that a report on directed links has besides."""


def usual(*, directed: bool) -> tuple[str, ...]:
    """The measures of a network, unless others are asked for."""
    return (*USUAL, *DIRECTED) if directed else USUAL


def known(names: Iterable[str]) -> tuple[str, ...]:
    """The names of measures, checked; ``all`` stands for all of them.

    >>> known(["degree", "katz"])
    ('degree', 'katz')
    """
    wanted = tuple(dict.fromkeys(names))
    if wanted == ("all",):
        return tuple(MEASURES)
    for name in wanted:
        if name not in MEASURES:
            raise ElshiError(f"There is no measure '{name}': {', '.join(MEASURES)} were expected.")
    return wanted


def computed(net: EdgeArrays, name: str) -> Floats:
    """One measure of a network as arrays; not-a-number where it says nothing."""
    try:
        return MEASURES[name].compute(net) if net.n else np.zeros(0)
    except Undefined:
        return np.full(net.n, np.nan)


def measure(graph: nx.Graph[str], names: Iterable[str] = USUAL) -> dict[str, MeasureResult]:
    """Values by measure and actor: ``{"degree": {"KZ": 12.0, …}, …}``; empty for an empty graph.

    An actor of whom a measure says nothing is not among its values but among their ``blanks``.

    >>> measure(nx.path_graph(["a", "b", "c"]), ["degree", "betweenness"])["betweenness"]["b"]
    1.0
    >>> measure(nx.empty_graph(["a"]), ["closeness"])["closeness"].blanks
    {'a': 'It has no tie with anybody here.'}

    Raises ``ElshiError`` for a name that no measure has.
    """
    net, ids = edge_arrays(graph)
    return {name: _values(net, ids, MEASURES[name]) for name in known(names)}


def _values(net: EdgeArrays, ids: list[str], wanted: Measure) -> MeasureResult:
    try:
        scores = wanted.compute(net) if net.n else np.zeros(0)
        reason = wanted.blank
    except Undefined as undefined:
        scores, reason = np.full(net.n, np.nan), str(undefined)
    there = np.isfinite(scores)
    values = MeasureResult((id_, float(v)) for id_, v, ok in zip(ids, scores, there, strict=True) if ok)
    values.blanks = {id_: reason for id_, ok in zip(ids, there, strict=True) if not ok}
    return values


def ranks(values: Mapping[str, float], *, lowest: bool = False) -> dict[str, float]:
    """Ranks from 1 for the highest value (or the lowest); equal values share the mean of their ranks.

    >>> ranks({"a": 3.0, "b": 1.0, "c": 3.0})
    {'a': 1.5, 'c': 1.5, 'b': 3.0}
    """
    ids = sorted(values)
    places = ranked(np.array([values[id_] for id_ in ids]), lowest=lowest)
    return {ids[index]: float(places[index]) for index in np.argsort(places, kind="stable")}


def ranked(values: Floats, *, lowest: bool = False) -> Floats:
    """Ranks along the last axis, as :func:`ranks` has them; not-a-number keeps none.

    Values that agree to nine significant digits are equal.

    >>> ranked(np.array([[3.0, 1.0, 3.0], [np.nan, 2.0, 5.0]])).tolist()
    [[1.5, 3.0, 1.5], [nan, 2.0, 1.0]]
    """
    if values.shape[-1] == 0:
        return values.copy()
    keys = _rounded(values if lowest else -values)
    order = np.argsort(keys, axis=-1, kind="stable")  # not-a-number comes last
    placed = np.take_along_axis(keys, order, axis=-1)
    position = np.broadcast_to(np.arange(1.0, values.shape[-1] + 1), values.shape)
    new = np.ones(values.shape, dtype=bool)
    new[..., 1:] = placed[..., 1:] != placed[..., :-1]
    first = np.maximum.accumulate(np.where(new, position, 0.0), axis=-1)
    ends = np.ones(values.shape, dtype=bool)
    ends[..., :-1] = new[..., 1:]
    last = np.minimum.accumulate(np.where(ends, position, np.inf)[..., ::-1], axis=-1)[..., ::-1]
    places = np.empty(values.shape)
    np.put_along_axis(places, order, (first + last) / 2, axis=-1)
    places[np.isnan(values)] = np.nan
    return places


def _rounded(values: Floats) -> Floats:
    """Values to nine significant digits."""
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.floor(np.log10(np.abs(values)))
    scale = 10.0 ** (8 - np.where(np.isfinite(size), size, 0.0))
    rounded: Floats = np.round(values * scale) / scale
    return rounded
