"""Looks: the shape and the colour of each label, told apart without colour and without shape.

Colours are numbers of the pages' palette (``base.css``: Okabe and Ito's, deepened for print and
lightened for the dark), so that a page in either light wears its own. Ties are hollow, actors filled.
"""

from __future__ import annotations

from typing import NamedTuple

PALETTE = (
    "#0b62a8", "#3fa0dc", "#d98e00", "#cf5200", "#b0478c", "#00845f",
    "#7a6200", "#70757d", "#5b3fa0", "#1f8a99", "#8c2d3f", "#4a515c",
)  # fmt: skip
"""The palette on paper; ``base.css`` has the same, each with its twin for the dark."""


class Look(NamedTuple):
    """A shape, a colour of the palette, and whether it is hollow."""

    shape: str
    colour: int
    hollow: bool = False


ACTORS = {
    "Country": Look("circle", 0),
    "Region": Look("hexagon", 1),
    "City": Look("diamond", 2),
    "Organisation": Look("square", 3),
    "University": Look("pentagon", 4),
    "Person": Look("triangle", 5),
    "People": Look("down", 6),
    "Group": Look("circle", 7, True),
}

TIES = {
    "Treaty": Look("square", 8, True),
    "Event": Look("circle", 3, True),
    "Festival": Look("diamond", 3, True),
    "Series": Look("hexagon", 3, True),
    "Partnership": Look("pentagon", 4, True),
    "Programme": Look("diamond", 0, True),
    "Work": Look("triangle", 5, True),
    "Honour": Look("hexagon", 2, True),
    "Exchange": Look("down", 4, True),
    "DiplomaticTie": Look("square", 0, True),
    "Law": Look("down", 11, True),
    "Incident": Look("diamond", 10, True),
    "standing": Look("circle", 7, True),
}

LOOKS = ACTORS | TIES
