"""Layers: is one kind of ties just another kind again? Culture beside diplomacy, schools beside festivals.

Two views of the same actors are laid on each other: which links they share, how far their weights go
together, and whether that is more than chance (the quadratic assignment procedure: actors of one layer are
relabelled at random). Likeness is not influence: nothing here says which came first.
"""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from elshi.graph.views.network import View
from elshi.graph.views.view import only

STRICT = frozenset(
    {"language", "literature", "music", "theatre", "dance", "film", "fine-arts", "crafts", "heritage"}
    | {"museums", "libraries-archives", "general-culture"}
)
"""Fields that are culture by any definition: language, the arts and what is kept."""

BROAD = STRICT | {"education", "science", "religion", "media", "youth", "sport", "tourism", "cuisine"}
"""Culture as cultural diplomacy takes it: with schools, science, belief, media, sport and travel."""

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
    seen: View, fields: frozenset[str], *, without: frozenset[str] = frozenset(), said: str = ""
) -> View:
    """The ties of a view that are about some fields, and about none of others."""
    ties = seen.network.ties

    def has(tie: str) -> bool:
        about = set(ties[tie].get("fields") or ())
        return bool(about & fields) and not about & without

    return only(seen, (tie for tie in seen.ties if has(tie)), said)


def cultural(seen: View, *, strictly: bool = False) -> View:
    """The cultural ties of a view, taken strictly or broadly."""
    said = "Cultural ties, taken " + ("strictly" if strictly else "broadly") + "."
    return layer(seen, STRICT if strictly else BROAD, said=said)


def diplomatic(seen: View) -> View:
    """The ties of a view that are about politics or the economy, and not about culture in any sense."""
    return layer(seen, POLITICAL, without=BROAD, said="Ties of politics and the economy, without culture.")


def overlap(one: View, other: View, *, permutations: int = 1000, seed: int = 1) -> Overlap:
    """Two layers laid on each other, over the actors that are in either (absent: without links)."""
    ids = sorted(set(one.graph) | set(other.graph))
    a, b = _matrix(one.graph, ids), _matrix(other.graph, ids)
    upper = np.triu_indices(len(ids), 1)
    x, y = a[upper], b[upper]
    shared, either = int(((x > 0) & (y > 0)).sum()), int(((x > 0) | (y > 0)).sum())
    told = (int((x > 0).sum()), int((y > 0).sum()), shared, shared / either if either else float("nan"))
    if len(ids) < 3 or not x.std() or not y.std():
        blank = "One of the layers does not vary, so nothing can go together with it."
        return Overlap(*told, None, None, len(ids), blank)
    r, p = qap(a, b, permutations=permutations, seed=seed)
    return Overlap(*told, r, p, len(ids))


def qap(
    a: NDArray[np.float64], b: NDArray[np.float64], *, permutations: int = 1000, seed: int = 1
) -> tuple[float, float]:
    """The correlation of two symmetric matrices off the diagonal, and its one-sided permutation p.

    L. Hubert, *Assignment Methods* (1987); D. Krackhardt, Social Networks 10 (1988), 359-381.
    """
    upper = np.triu_indices(len(a), 1)
    x = a[upper] - a[upper].mean()
    y = b[upper] - b[upper].mean()
    scale = float(np.sqrt((x @ x) * (y @ y)))
    observed = float(x @ y) / scale
    chance = np.random.default_rng(seed)
    reached = 0
    for _ in range(permutations):
        order = chance.permutation(len(a))
        reached += float(x @ (b[np.ix_(order, order)][upper] - b[upper].mean())) / scale >= observed - 1e-12
    return observed, (reached + 1) / (permutations + 1)


def _matrix(graph: nx.Graph[str], ids: list[str]) -> NDArray[np.float64]:
    place = {id_: index for index, id_ in enumerate(ids)}
    found = np.zeros((len(ids), len(ids)))
    for a, b, weight in graph.edges(data="weight"):
        found[place[a], place[b]] += weight
        found[place[b], place[a]] += weight
    return found
