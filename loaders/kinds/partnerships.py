"""Partnerships: standing cooperation between universities, schools, museums, theatres or towns."""

from __future__ import annotations

from typing import Literal

from elshi.graph.model.columns import Parties, role
from elshi.graph.model.records import Tie


class Partnership(Tie):
    """Two or more institutions or towns that work together."""

    table = "partnerships"
    label = "Partnership"

    kind: Literal[
        "university", "school", "academy", "museum", "library", "theatre", "media", "twin-city", "film",
        "writers", "general",
    ]  # fmt: skip
    partners: Parties = role("PARTNERED", "The partners.")
