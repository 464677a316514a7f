"""Brokerage: who stands between others who have no tie, and between which groups.

Burt's constraint and effective size read links alone; the roles of Gould and Fernandez also read which
group each actor is of. None of them says that anything was in fact passed on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx
import numpy as np

from elshi.graph.measures.arrays import EdgeArrays, Floats, edge_arrays, product_where

ROLES = ("coordinator", "gatekeeper", "representative", "consultant", "liaison")
"""Within one group; into one's own; out of one's own; within another's; between two others, not one's own."""


def constraint(net: EdgeArrays) -> Floats:
    """Burt's constraint: Σ over the others j of (p_ij + Σ p_iq p_qj)², p the share of a tie in all of i's.

    Not-a-number for those without ties. R. S. Burt, *Structural Holes* (Harvard 1992), 54-55.
    """
    if net.is_dense:
        both = net.whole + net.whole.T
        given = both.sum(axis=1, keepdims=True)
        whole = both / np.where(given > 0, given, 1.0)
        found = np.square(whole + (whole @ whole) * (both > 0)).sum(axis=1)
    else:
        shares = _shares(net)
        through = product_where(shares, shares, net.either)
        found = np.asarray((shares + through).power(2).sum(axis=1)).ravel()
    return np.where(net.degrees > 0, found, np.nan)


def effective_size(net: EdgeArrays) -> Floats:
    """Burt's effective size: Σ over the others j of 1 − Σ p_iq m_jq, m the tie as a share of j's strongest.

    Not-a-number for those without ties. R. S. Burt, *Structural Holes* (Harvard 1992), 52.
    """
    strongest = net.both.max(axis=1).toarray().ravel()
    scale = np.where(strongest > 0, 1 / np.where(strongest > 0, strongest, 1.0), 0.0)
    relative = net.both.multiply(scale[:, None]).tocsr()
    redundant = product_where(_shares(net), relative.T.tocsr(), net.either)
    others = np.asarray(net.either.sum(axis=1)).ravel()
    found = others - np.asarray(redundant.sum(axis=1)).ravel()
    return np.where(net.degrees > 0, found, np.nan)


def _shares(net: EdgeArrays) -> Any:
    """Each tie as a share of all that its first actor has."""
    given = np.asarray(net.both.sum(axis=1)).ravel()
    scale = np.where(given > 0, 1 / np.where(given > 0, given, 1.0), 0.0)
    return net.both.multiply(scale[:, None]).tocsr()


MOST_PAIRS = 4_000_000
"""Pairs of a broker's neighbours that are held at once."""


def roles(
    graph: nx.Graph[str], groups: Mapping[str, str], *, most: int = MOST_PAIRS
) -> dict[str, dict[str, int]]:
    """How often each actor brokers in each role: ``{"b": {"coordinator": 1, …}, …}``.

    A broker has a link from one and a link to another who have none between them. Where links have no
    direction a path counts once, and one between an own and a foreign group counts as a gatekeeper's (a
    representative's is the same read backwards, so it stays 0). Actors without a group take no part.
    R. V. Gould and R. M. Fernandez, Sociological Methodology 19 (1989), 89-126.

    >>> found = roles(nx.path_graph(["a", "b", "c"]), {"a": "x", "b": "x", "c": "y"})
    >>> {role: n for role, n in found["b"].items() if n}
    {'gatekeeper': 1}
    """
    net, ids = edge_arrays(graph)
    names = {group: index for index, group in enumerate(sorted({groups[i] for i in ids if i in groups}))}
    group = np.array([names[groups[id_]] if id_ in groups else -1 for id_ in ids], dtype=np.intp)
    into, out = net.pattern.T.tocsr(), net.pattern
    return {
        id_: _roles_of(node, net, group, into, out, most) if group[node] >= 0 else dict.fromkeys(ROLES, 0)
        for node, id_ in enumerate(ids)
    }


def _roles_of(
    node: int,
    net: EdgeArrays,
    group: np.ndarray[tuple[int], np.dtype[np.intp]],
    into: Any,
    out: Any,
    most: int,
) -> dict[str, int]:
    sources = _neighbours(into, node)
    targets = _neighbours(out, node)
    sources, targets = sources[group[sources] >= 0], targets[group[targets] >= 0]
    counts = dict.fromkeys(ROLES, 0)
    step = max(1, most // max(1, len(targets)))
    for at in range(0, len(sources), step):
        for role, number in _between(sources[at : at + step], targets, group[node], net, group).items():
            counts[role] += number
    return counts


def _between(
    sources: np.ndarray[tuple[int], np.dtype[np.intp]],
    targets: np.ndarray[tuple[int], np.dtype[np.intp]],
    own: int,
    net: EdgeArrays,
    group: np.ndarray[tuple[int], np.dtype[np.intp]],
) -> dict[str, int]:
    """How often an actor of the group ``own`` stands between some of its sources and its targets."""
    open_ = net.pattern[sources][:, targets].toarray() == 0
    open_ &= sources[:, None] != targets[None, :]
    if not net.directed:
        open_ &= sources[:, None] < targets[None, :]
    a, c = group[sources][:, None], group[targets][None, :]
    same = a == c
    from_own, to_own = np.broadcast_to(a == own, open_.shape), np.broadcast_to(c == own, open_.shape)
    into_own = (~from_own & to_own) if net.directed else (from_own != to_own)
    out_of_own = (from_own & ~to_own) if net.directed else np.zeros_like(open_)
    kinds = (same & from_own, into_own, out_of_own, same & ~from_own, ~same & ~from_own & ~to_own)
    return {role: int((open_ & kind).sum()) for role, kind in zip(ROLES, kinds, strict=True)}


def _neighbours(matrix: Any, node: int) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    start, end = matrix.indptr[node : node + 2]
    found: np.ndarray[tuple[int], np.dtype[np.intp]] = matrix.indices[start:end].astype(np.intp)
    return np.sort(found)
