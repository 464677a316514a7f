"""Geography: where actors stand on earth, over the outline of its land.

``elshi.graph.views.homes`` gives the home of each actor; those of one place stand beside each other. The
projection is the plain cylindrical one that is true at 45° north, where most of the data are. The outline
is ``land-110m`` of world-atlas (ISC, after Natural Earth): it draws no borders, because whoever draws them
takes sides.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from math import cos, radians, sqrt
from typing import Any

import numpy as np

from elshi.graph.maps import layout
from elshi.graph.views.homes import Homes
from elshi.graph.views.network import View

TRUE = cos(radians(45))
"""Width of a degree of longitude beside one of latitude."""
DEGREE = 26.0
"""Pixels of a degree of latitude, where no place is crowded."""
CROWD = 90.0
"""Pixels that a crowded place may reach around itself before the earth is drawn larger."""
REGION = 2.0
"""Degrees of a region whose crowd is counted."""
LARGEST = 16
"""How many times larger than usual the earth is drawn at most."""
GAP = 4.0
"""Pixels between discs."""
SOUTHERNMOST = -60.0
"""Antarctica is not drawn: nobody of the data is at home there."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Placed:
    """Positions in pixels at full size, how many pixels a degree of latitude has, and a row's beginning.

    ``nowhere`` is where the row of those begins of whom no place is known.
    """

    points: dict[str, Point]
    degree: float
    nowhere: Point | None


def positions(view: View, radii: Mapping[str, float]) -> Placed:
    """Where each node stands.

    Those of one place stand in a disc around it, the largest in the middle; discs that would cover
    each other are pushed apart. The more crowded the most crowded place or region, the larger the earth,
    so that nobody is moved far from home. Who has no place at all stands under the map.
    """
    towns = places(view)
    here: dict[Point, list[str]] = defaultdict(list)
    for id_ in sorted(view.graph, key=lambda x: (-radii[x], x)):
        if id_ in towns:
            here[towns[id_]].append(id_)
    homes = sorted(here)
    discs = [_disc([radii[id_] for id_ in here[home]]) for home in homes]
    reaches = [reach for _, reach in discs]
    degree = max(DEGREE * float(np.clip(max(reaches, default=0.0) / CROWD, 1, 4)), _roomy(homes, reaches))
    middles = np.array([projected(*home, degree) for home in homes]).reshape(-1, 2)
    middles = layout.apart(middles, reaches, gap=GAP, growth=1.0)
    found = {
        id_: (round(float(x), 1), round(float(y), 1))
        for home, middle, (points, _) in zip(homes, middles, discs, strict=True)
        for id_, (x, y) in zip(here[home], points + middle, strict=True)
    }
    left = sorted((id_ for id_ in view.graph if id_ not in found), key=lambda x: (-radii[x], x))
    below = _nowhere(found, left, degree * 2.2)
    return Placed(found | below, degree, below[left[0]] if left and found else None)


def _roomy(homes: list[Point], reaches: list[float]) -> float:
    """Pixels of a degree with which the discs of the most crowded region cover half of it."""
    needed: dict[tuple[int, int], float] = defaultdict(float)
    for (latitude, longitude), reach in zip(homes, reaches, strict=True):
        needed[int(latitude // REGION), int(longitude // REGION)] += (2 * reach + GAP) ** 2
    degree = sqrt(max(needed.values(), default=0.0) / (0.5 * TRUE)) / REGION
    return min(degree, LARGEST * DEGREE)


def _disc(radii: list[float]) -> tuple[layout.Array, float]:
    """Dots of some radii around zero, the first in the middle, and how far they reach."""
    sizes = np.array(radii)
    far = np.sqrt(np.concatenate(([0.0], np.cumsum((sizes + 4.0) ** 2)[:-1]))) * 1.08
    far[1:] += sizes[1:]
    turn = 2.399963 * np.arange(len(sizes))
    points = layout.apart(np.column_stack((far * np.cos(turn), far * np.sin(turn))), sizes, gap=3.0)
    points -= points[0]
    return points, float((np.sqrt((points**2).sum(axis=1)) + sizes).max())


def _nowhere(found: Mapping[str, Point], left: list[str], gap: float) -> dict[str, Point]:
    """Rows under the map for those of whom no place is known."""
    low = max((y for _, y in found.values()), default=0.0) + 3 * gap
    west = min((x for x, _ in found.values()), default=0.0)
    east = max((x for x, _ in found.values()), default=0.0)
    gap = float(np.clip((east - west) / max(1, len(left)), gap, 9 * gap))
    across = max(8, int((east - west) // gap))
    return {id_: (west + at % across * gap, low + at // across * gap) for at, id_ in enumerate(left)}


def places(view: View) -> dict[str, Point]:
    """Node → latitude and longitude: the home of an actor, or of the first place where a tie was held."""
    actors = view.network.actors
    homes = Homes(actors, view.network.relations)
    found = {}
    for id_ in view.graph:
        starts = (id_,) if id_ in actors else view.network.places.get(id_, ())
        if home := next((place for start in starts if (place := homes.of(start))), None):
            found[id_] = home
    return found


def projected(latitude: float, longitude: float, degree: float = DEGREE) -> Point:
    """A place on earth in pixels.

    >>> projected(45, 0)
    (0.0, -1170.0)
    """
    return round(longitude * TRUE * degree, 1), round(-latitude * degree, 1)


@cache
def land(degree: float = DEGREE) -> str:
    """The outline of the land as the ``d`` of a path, in the pixels of ``projected``."""
    file = resources.files("elshi.graph").joinpath("maps", "templates", "land-110m.json")
    topology = json.loads(file.read_text(encoding="utf-8"))
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    shapes = [shape for part in topology["objects"]["land"]["geometries"] for shape in part["arcs"]]
    torn = [
        [p for at in ring for p in (arcs[at] if at >= 0 else arcs[~at][::-1])] for s in shapes for ring in s
    ]
    rings = [_whole(ring) for ring in torn if min(latitude for latitude, _ in ring) > SOUTHERNMOST]
    return "".join(_path(ring, degree) for ring in rings)


def _arc(arc: list[list[int]], transform: Mapping[str, Any]) -> list[Point]:
    """The points of one arc of TopoJSON: steps, scaled and moved."""
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    steps = np.cumsum(np.array(arc, dtype=np.int64), axis=0)
    return [(float(y) * ky + dy, float(x) * kx + dx) for x, y in steps]


def _whole(ring: list[Point]) -> list[Point]:
    """A ring that is not torn where longitude leaps from 180° east to 180° west: it runs on past 180.

    A ring that begins beyond that line is where most of it is: Eurasia begins in the farthest east.
    """
    found, turns = ring[:1], 0
    for (_, before), (latitude, longitude) in pairwise(ring):
        turns += (longitude - before < -180) - (longitude - before > 180)
        found.append((latitude, longitude + 360 * turns))
    longitudes = [longitude for _, longitude in found]
    back = -360 * round((min(longitudes) + max(longitudes)) / 720)
    return [(latitude, longitude + back) for latitude, longitude in found]


def _path(ring: list[Point], degree: float) -> str:
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in (projected(*point, degree) for point in ring)) + "Z"
