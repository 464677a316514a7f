"""Geometry of small drawings: ties by year as bars that filter, and an actor among its partners."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, pi, sin, sqrt
from typing import Any

from elshi.graph.web.page import Page

BAR, GAP, HEIGHT = 15, 3, 96
"""Pixels of a bar of a year, between two, and of the highest."""

AROUND = 12
"""Partners that the small map shows."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A year: how many ties certainly and possibly, its place, and the address that chooses it."""

    year: int
    sure: int
    possible: int
    x: int
    sure_height: float
    possible_height: float
    chosen: bool
    href: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from the first year to the last."""

    bars: Sequence[Bar]
    width: int
    most: int
    marks: Sequence[tuple[int, int]]


def bars(page: Page, counts: Mapping[int, Sequence[int]], first: int | None, last: int | None) -> Bars | None:
    """Years as bars; the address of each chooses its year, or takes the choice back. None without a year."""
    if not counts:
        return None
    years = range(min(counts), max(counts) + 1)
    most = max(sum(n) for n in counts.values())
    listed, marks = [], []
    for at, year in enumerate(years):
        sure, possible = counts.get(year, (0, 0))
        only = first == last == year
        href = page.here(**({"from": None, "to": None} if only else {"from": year, "to": year}), page=None)
        x = at * (BAR + GAP)
        listed.append(
            Bar(
                year, sure, possible, x, round(sure / most * HEIGHT, 1), round(possible / most * HEIGHT, 1),
                (first or 1) <= year <= (last or 9999) if first or last else False, f"{href}#ties",
            )
        )  # fmt: skip
        if year % 5 == 0:
            marks.append((x, year))
    return Bars(listed, len(listed) * (BAR + GAP), most, marks)


@dataclass(frozen=True, slots=True)
class Dot:
    """A partner on the small map."""

    id: str
    x: float
    y: float
    radius: float
    label: str
    ties: int
    anchor: str
    text_x: float


@dataclass(frozen=True, slots=True)
class SmallMap:
    """An actor in the middle, its partners around it, and lines by the number of ties."""

    dots: Sequence[Dot]
    spokes: Sequence[tuple[float, float, float]]
    chords: Sequence[tuple[float, float, float, float, float]]


def neighbours(page: Page, id_: str, partners: Sequence[Mapping[str, Any]]) -> SmallMap | None:
    """The small map of an actor; None where nobody shares a tie with it."""
    shown = list(partners[:AROUND])
    if not shown:
        return None
    snapshot = page.snapshot
    most = shown[0]["ties"]
    dots = []
    for at, partner in enumerate(shown):
        angle = 2 * pi * at / len(shown) - pi / 2
        x, y = 230 * cos(angle) * 0.62, 150 * sin(angle)
        radius = 5 + 9 * sqrt(partner["ties"] / most)
        anchor = "middle" if abs(x) < 8 else "start" if x > 0 else "end"
        text_x = x + (radius + 5) * (0 if anchor == "middle" else 1 if x > 0 else -1)
        label = snapshot.node(partner["id"])["label"]  # type: ignore[index]
        dots.append(
            Dot(partner["id"], round(x, 1), round(y, 1), round(radius, 1), label, partner["ties"], anchor,
                round(text_x, 1))
        )  # fmt: skip
    ties = {dot.id: {side.tie for side in snapshot.sides.get(dot.id, ())} for dot in dots}
    chords = []
    for a, b in combinations(dots, 2):
        if shared := len(ties[a.id] & ties[b.id]):
            chords.append((a.x, a.y, b.x, b.y, round(0.4 + 1.6 * sqrt(shared / most), 1)))
    spokes = [(dot.x, dot.y, round(0.8 + 5 * sqrt(dot.ties / most), 1)) for dot in dots]
    return SmallMap(dots, spokes, chords)
