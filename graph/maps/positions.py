"""Placing: the positions of one map taken over by another, so that both can be compared.

What the page saved (``Positions of the dots``) or a map's page itself is read; actors that the other
map does not have stand beside those they are tied to. No layout is computed here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from math import cos, isfinite, sin, sqrt
from pathlib import Path

import networkx as nx

from elshi.graph.errors import ElshiError
from elshi.graph.files import read_text

Positions = Mapping[str, tuple[float, float]]

_DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
LARGEST = 100_000_000
"""Bytes of a file that is read for its positions."""


def read(path: Path) -> dict[str, tuple[float, float]]:
    """Positions by id, from what a map's page saved or from the page itself.

    Raises ``ElshiError`` for a file that is neither.
    """
    expected = "a map, or a file of positions saved from one,"
    text = read_text(path, LARGEST, expected, begins=r"\s*[<{]")
    wrong = ElshiError(f"{path} holds no positions: {expected} was expected.")
    page = _DATA.search(text)
    try:
        found = json.loads(page[1] if page else text)
        if page:
            return {n["id"]: _point(n["x"], n["y"]) for n in found["nodes"]}
        return {str(id_): _point(*place) for id_, place in found["positions"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise wrong from None


def _point(x: float, y: float) -> tuple[float, float]:
    point = float(x), float(y)
    if not all(isfinite(value) and abs(value) < 1e7 for value in point):
        raise ValueError(point)
    return point


def onto(graph: nx.Graph[str], known: Positions) -> dict[str, tuple[float, float]]:
    """A position for each node: the known one, else one beside its neighbours, else under the rest."""
    placed = {id_: known[id_] for id_ in graph if id_ in known}
    for _ in range(3):
        for id_ in sorted(set(graph) - placed.keys()):
            near = [placed[other] for other in sorted(graph[id_]) if other in placed]
            if near:
                turn = len(placed) * 2.4
                placed[id_] = (
                    round(sum(x for x, _ in near) / len(near) + 34 * cos(turn), 1),
                    round(sum(y for _, y in near) / len(near) + 34 * sin(turn), 1),
                )
    low = max((y for _, y in placed.values()), default=0.0) + 90
    for at, id_ in enumerate(sorted(set(graph) - placed.keys())):
        row = int(sqrt(len(graph))) + 1
        placed[id_] = (float(at % row) * 44, low + at // row * 44)
    return placed
