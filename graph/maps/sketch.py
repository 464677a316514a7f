"""Sketches: a small map of some places over the outline of the land, for a page or a document.

Circles and names alone, in the colours of the page around it; no borders, as on every map of Elshi.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from math import sqrt
from typing import NamedTuple

from markupsafe import Markup, escape

from elshi.graph.maps import geo

WIDE = 880
"""Pixels across."""
LEAST, MOST = 0.36, 0.5
"""Least and most height, as a share of the width."""
LARGEST = 22.0
"""Radius of the largest circle."""
NAMED = 14
"""Places that are named, the largest first."""
MARGIN = 5.0
"""Degrees of latitude around the outermost places."""


class Spot(NamedTuple):
    """A place with its name and a number."""

    latitude: float
    longitude: float
    name: str
    number: int


def sketch(spots: Sequence[Spot], label: str) -> Markup:
    """The map as an SVG element; empty without a place. ``label`` is what a screen reader reads."""
    if not spots:
        return Markup("")
    points = [geo.projected(spot.latitude, spot.longitude) for spot in spots]
    margin = MARGIN * geo.DEGREE
    left, right = min(x for x, _ in points) - 2 * margin, max(x for x, _ in points) + 2 * margin
    top, low = min(y for _, y in points) - margin, max(y for _, y in points) + margin
    wide = max(right - left, (low - top) / MOST)
    high = max(low - top, wide * LEAST)
    scale = WIDE / wide
    left, top = (left + right - wide) / 2, (top + low - high) / 2

    def moved(x: float, y: float) -> tuple[float, float]:
        return round((x - left) * scale, 1), round((y - top) * scale, 1)

    largest = max(spot.number for spot in spots)
    drawn = sorted(zip(spots, points, strict=True), key=lambda pair: (-pair[0].number, pair[0].name))
    circles: list[str] = []
    names: list[str] = []
    taken: list[Box] = []
    for rank, (spot, point) in enumerate(drawn):
        x, y = moved(*point)
        r = max(3.0, LARGEST * sqrt(spot.number / largest))
        circles.append(
            f'<circle cx="{x}" cy="{y}" r="{r:.1f}" fill="#2f6f9f" fill-opacity=".45" stroke="#2f6f9f"/>'
        )
        if rank < NAMED and (place := _free(x, y, r, f"{spot.name} {spot.number}", taken)):
            taken.append(place)
            names.append(
                f'<text x="{place[0]:.1f}" y="{place[3] - 5:.1f}">{escape(spot.name)} {spot.number}</text>'
            )
    return Markup(  # noqa: S704 - names are escaped above
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {round(high * scale)}" '
        f'width="{WIDE}" height="{round(high * scale)}" role="img" aria-label="{escape(label)}">'
        f'<path d="{_land(moved, round(high * scale))}" fill="var(--faint, #ece9e0)"/>'
        f"{''.join(circles)}"
        f'<g font-family="sans-serif" font-size="13" fill="currentColor">{"".join(names)}</g></svg>'
    )


Box = tuple[float, float, float, float]


def _free(x: float, y: float, r: float, text: str, taken: Sequence[Box]) -> Box | None:
    """Room for a name beside, under or over its circle; None where other names have it."""
    wide = 7.4 * len(text) + 4
    for left, middle in (
        (x + r + 4, y),
        (x - r - 4 - wide, y),
        (x - wide / 2, y + r + 10),
        (x - wide / 2, y - r - 10),
    ):
        box = (left, middle - 9, left + wide, middle + 9)
        inside = box[0] > 0 and box[2] < WIDE
        if inside and not any(_meet(box, other) for other in taken):
            return box
    return None


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _land(moved: Callable[[float, float], tuple[float, float]], high: int) -> str:
    """The outline of the land within the picture and a little beyond it, to a pixel."""
    rings = []
    for ring in geo.land().split("Z")[:-1]:
        points = [moved(*map(float, point.split())) for point in re.split("[ML]", ring) if point]
        kept = [(round(min(max(x, -60), WIDE + 60)), round(min(max(y, -60), high + 60))) for x, y in points]
        kept = [point for point, _ in groupby(kept)]
        if len({x for x, _ in kept}) > 1 and len({y for _, y in kept}) > 1:
            rings.append("M" + "L".join(f"{x} {y}" for x, y in kept) + "Z")
    return "".join(rings)
