"""Stability: how far a rank can be trusted, and on which source it depends.

The sources are incomplete, so no rank goes without an interval: ties are resampled with
replacement and everything is measured again (a bootstrap over ties); and each source is left out
once to see whose rank it carries. What it does not do yet: resample by section, pair or year, or
calibrate the intervals against networks of known truth.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import rustworkx as rx

from graph.centrality import MEASURES, ranks
from graph.views import View


@dataclass(frozen=True, slots=True)
class Trust:
    """An actor's rank by one measure, its 95 per cent interval, and the source it leans on most.

    ``source`` is None where leaving any source out moves the rank by nothing; ``moved`` is the rank
    without that source (None: without it the actor is not in the network at all).
    """

    value: float
    rank: float
    low: float
    high: float
    source: str | None
    moved: float | None


def _measured(
    ties: Iterable[Sequence[str]], ids: Sequence[str], name: str, weighing: str
) -> dict[str, float]:
    """One measure of the network that the given ties (as tuples of actors) make."""
    place = {id_: index for index, id_ in enumerate(ids)}
    weights: dict[tuple[int, int], float] = {}
    for actors in ties:
        share = 1.0 if weighing == "count" else 1 / max(1, len(actors) - 1)
        for a, b in combinations(actors, 2):
            pair = (place[a], place[b])
            weights[pair] = weights.get(pair, 0.0) + share
    graph: rx.PyGraph[str, float] = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(ids)
    graph.add_edges_from([(a, b, w) for (a, b), w in weights.items()])
    return {ids[node]: value for node, value in MEASURES[name].compute(graph).items()}


def trust(view: View, name: str, *, resamples: int = 200, seed: int = 1) -> dict[str, Trust]:
    """For each actor of a view its rank by a measure, with interval and most needed source.

    ``resamples`` networks are drawn from the ties with replacement; the same ``seed`` gives the
    same intervals. The interval holds the middle 95 per cent of the resampled ranks, widened to the
    rank itself where that lies outside. Standing facts are no ties and are not resampled.
    """
    ids = sorted(view.graph)
    keys = [tie for tie in view.ties if len(view.ties[tie]) > 1]
    ties = [view.ties[tie] for tie in keys]
    values = _measured(ties, ids, name, view.weighing)
    rank = ranks(values)
    drawn: dict[str, list[float]] = {id_: [] for id_ in ids}
    chance = random.Random(seed)  # noqa: S311 - a simulation, not a secret
    for _ in range(resamples if ties else 0):
        sample = chance.choices(ties, k=len(ties))
        for id_, r in ranks(_measured(sample, ids, name, view.weighing)).items():
            drawn[id_].append(r)
    needed = _needed(view, keys, ids, name, rank)
    found = {}
    for id_ in ids:
        low, high = _middle(drawn[id_]) if drawn[id_] else (rank[id_], rank[id_])
        source, moved = needed[id_]
        found[id_] = Trust(values[id_], rank[id_], min(low, rank[id_]), max(high, rank[id_]), source, moved)
    return found


def _middle(values: Sequence[float]) -> tuple[float, float]:
    """The bounds of the middle 95 per cent.

    >>> _middle(list(range(1, 101)))
    (3, 98)
    """
    ordered = sorted(values)
    cut = int(0.025 * len(ordered))
    return ordered[cut], ordered[-1 - cut]


def _needed(
    view: View, keys: Sequence[str], ids: Sequence[str], name: str, rank: Mapping[str, float]
) -> dict[str, tuple[str | None, float | None]]:
    """For each actor the source whose absence moves its rank most, and the rank without it."""
    found: dict[str, tuple[str | None, float | None]] = {id_: (None, rank[id_]) for id_ in ids}
    moved = dict.fromkeys(ids, 0.0)
    tied = {actor for key in keys for actor in view.ties[key]}
    sources = sorted({s for key in keys for s in view.network.cited.get(key, ())})
    for source in sources:
        left = [view.ties[k] for k in keys if set(view.network.cited.get(k, ())) != {source}]
        present = {actor for actors in left for actor in actors}
        without = ranks(_measured(left, sorted(present), name, view.weighing))
        for id_ in ids:
            distance = abs(without[id_] - rank[id_]) if id_ in without else float("inf")
            if id_ in tied and distance > moved[id_]:
                moved[id_] = distance
                found[id_] = (source, without.get(id_))
    return found
