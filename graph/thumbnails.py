"""Thumbnails: a map as a small drawing in a few lines of SVG, for the gallery of an atlas.

Dots and the strongest links only, in the colours of the page that shows it; no names, no legend.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from markupsafe import Markup

from graph.looks import LOOKS
from graph.views import View

WIDE, HIGH = 240, 150
MOST_LINKS = 420
MOST_DOTS = 700


def thumbnail(
    view: View, positions: Mapping[str, tuple[float, float]], colours: Mapping[str, int] | None = None
) -> Markup:
    """The drawing, as an ``svg`` element that a screen reader passes over.

    ``colours``: numbers of the palette, where the map is not coloured by kind (``Map.colours``).
    """
    if not positions:
        return Markup("")
    xs, ys = zip(*positions.values(), strict=True)
    scale = min((WIDE - 16) / max(max(xs) - min(xs), 1), (HIGH - 16) / max(max(ys) - min(ys), 1))
    left, top = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2

    def spot(id_: str) -> tuple[int, int]:
        x, y = positions[id_]
        return round(WIDE / 2 + (x - left) * scale), round(HIGH / 2 + (y - top) * scale)

    strong = sorted(view.graph.edges(data="weight"), key=lambda e: (-e[2], e[0], e[1]))[:MOST_LINKS]
    lines = "".join("M{} {}L{} {}".format(*spot(a), *spot(b)) for a, b, _ in strong)
    dots: dict[int, list[str]] = defaultdict(list)
    for id_ in sorted(view.graph, key=lambda x: (-view.graph.degree(x), x))[:MOST_DOTS]:
        x, y = spot(id_)
        look = LOOKS.get(view.graph.nodes[id_]["label"])
        colour = (colours or {}).get(id_, look.colour if look else 7)
        r = 1 + min(4, view.graph.degree(id_) ** 0.5 / 3)
        half = f"a{r:.1f} {r:.1f} 0 1 0 "
        disc = f"M{x} {y}m-{r:.1f} 0{half}{2 * r:.1f} 0{half}-{2 * r:.1f} 0"
        dots[colour].append(disc)
    painted = ((colour, "".join(paths)) for colour, paths in sorted(dots.items()))
    marks = "".join(f'<path d="{d}" fill="var(--c{colour})"/>' for colour, d in painted)
    return Markup(  # noqa: S704 - numbers alone
        f'<svg viewBox="0 0 {WIDE} {HIGH}" aria-hidden="true">'
        f'<path d="{lines}" fill="none" stroke="var(--soft)" stroke-opacity=".3" stroke-width=".6"/>'
        f"{marks}</svg>"
    )
