"""Cohesion: in how dense a part of the network an actor stands: cores, cliques, clustering.

None of them says that those who stand together acted together.
"""

from __future__ import annotations

import networkx as nx
import numpy as np

from elshi.graph.measures.arrays import EdgeArrays, Floats, Undefined, product_where

MOST_CLIQUES = 200_000
"""Cliques above which they are not counted: a dense network has far more."""


def core(net: EdgeArrays) -> Floats:
    """Those with the fewest others go first, and their links with them; a core has no direction."""
    cores = np.zeros(net.n)
    left = np.asarray(net.either.sum(axis=1)).ravel()
    there = np.ones(net.n, dtype=bool)
    least = 0.0
    while there.any():
        least = max(least, left[there].min())
        going = there & (left <= least)
        cores[going] = least
        there &= ~going
        left -= net.either @ going
    return cores


def weighted_core(net: EdgeArrays) -> Floats:
    """The p_S cores: those with the least weight of links go first, and their links with them."""
    weights = net.both if net.directed else net.matrix
    cores = np.zeros(net.n)
    left = np.asarray(weights.sum(axis=1)).ravel()
    there = np.ones(net.n, dtype=bool)
    least = 0.0
    while there.any():
        least = max(least, float(left[there].min()))
        going = there & (left <= least * (1 + 1e-12))
        cores[going] = least
        there &= ~going
        left -= weights @ going
    return cores


def cliques(net: EdgeArrays) -> Floats:
    """The number of maximal cliques of three or more that each is in; direction is not read."""
    graph: nx.Graph[int] = nx.Graph(zip(net.tails.tolist(), net.heads.tolist(), strict=True))
    counts = np.zeros(net.n)
    for number, clique in enumerate(nx.find_cliques(graph)):
        if number == MOST_CLIQUES:
            raise Undefined("There are too many cliques to count them.")
        if len(clique) > 2:
            counts[clique] += 1
    return counts


def local_density(net: EdgeArrays) -> Floats:
    """Of all links that could be among one's neighbours, in either direction, the share that there is."""
    near = net.either
    others = np.asarray(near.sum(axis=1)).ravel()
    among = np.asarray(product_where(near, net.pattern, near).sum(axis=1)).ravel()
    possible = others * (others - 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        density: Floats = np.where(possible > 0, among / possible, np.nan)
    return density


def clustering(net: EdgeArrays) -> Floats:
    """The share of pairs of others that are linked themselves; after Fagiolo where links have direction."""
    a = net.pattern
    if net.directed:
        s = (a + a.T).tocsr()
        closed = np.asarray(product_where(s, s, s.T.tocsr()).sum(axis=1)).ravel()
        degrees = np.asarray(s.sum(axis=1)).ravel()
        mutual = np.asarray(a.multiply(a.T).sum(axis=1)).ravel()
        possible = 2 * (degrees * (degrees - 1) - 2 * mutual)
    else:
        closed = np.asarray(product_where(a, a, a).sum(axis=1)).ravel()
        possible = net.degrees * (net.degrees - 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares: Floats = np.where(possible > 0, closed / possible, np.nan)
    return shares
