"""Thumbnails: a map as a small drawing in a few lines of SVG, for the gallery of an atlas.

Dots and the strongest links only, in the colours of the page that shows it; no names, no legend.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from itertools import groupby

from markupsafe import Markup

from elshi.graph.maps.draw import Map
from elshi.graph.maps.symbols import LOOKS
from elshi.graph.views.network import View

WIDE, HIGH = 240, 150
MOST_LINKS = 240
MOST_DOTS = 360


def thumbnail(view: View, drawn: Map) -> Markup:
    """The drawing of a view's map, as an ``svg`` element that a screen reader passes over."""
    positions, colours = drawn.positions, drawn.colours
    if not positions:
        return Markup("")
    xs, ys = zip(*positions.values(), strict=True)
    scale = min((WIDE - 16) / max(max(xs) - min(xs), 1), (HIGH - 16) / max(max(ys) - min(ys), 1))
    left, top = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2

    def spot(id_: str) -> tuple[int, int]:
        return moved(*positions[id_])

    def moved(x: float, y: float) -> tuple[int, int]:
        return round(WIDE / 2 + (x - left) * scale), round(HIGH / 2 + (y - top) * scale)

    strong = sorted(view.graph.edges(data="weight"), key=lambda e: (-e[2], e[0], e[1]))[:MOST_LINKS]
    lines = "".join("M{} {}L{} {}".format(*spot(a), *spot(b)) for a, b, _ in strong)
    size = min(2.4, max(1.0, (80 / len(positions)) ** 0.5))
    dots: dict[int, list[str]] = defaultdict(list)
    for id_ in sorted(view.graph, key=lambda x: (-view.graph.degree(x), x))[:MOST_DOTS]:
        x, y = spot(id_)
        look = LOOKS.get(view.graph.nodes[id_]["label"])
        colour = colours.get(id_, look.colour if look else 7)
        r = size * (1 + min(4, view.graph.degree(id_) ** 0.5 / 3))
        half = f"a{r:.1f} {r:.1f} 0 1 0 "
        disc = f"M{x} {y}m-{r:.1f} 0{half}{2 * r:.1f} 0{half}-{2 * r:.1f} 0"
        dots[colour].append(disc)
    painted = ((colour, "".join(paths)) for colour, paths in sorted(dots.items()))
    coast = _coarse(drawn.land, moved)
    land = f'<path d="{coast}" fill="var(--land)"/>' if coast else ""
    marks = "".join(f'<path d="{d}" fill="var(--c{colour})"/>' for colour, d in painted)
    return Markup(  # noqa: S704 - numbers alone
        f'<svg viewBox="0 0 {WIDE} {HIGH}" aria-hidden="true">'
        f"{land}"
        f'<path d="{lines}" fill="none" stroke="var(--soft)" stroke-opacity=".3" stroke-width=".6"/>'
        f"{marks}</svg>"
    )


def _coarse(land: str, moved: Callable[[float, float], tuple[int, int]]) -> str:
    """The outline of the land to a pixel of the thumbnail; what is smaller is left out."""
    rings = []
    for ring in land.split("Z")[:-1]:
        points = [moved(*map(float, point.split())) for point in ring[1:].split("L")]
        kept = [point for point, _ in groupby(points)]
        if len(kept) > 4:
            rings.append("M" + "L".join(f"{x} {y}" for x, y in kept) + "Z")
    return "".join(rings)
