"""Honours: awards, titles, monuments and names given to streets and schools."""

from __future__ import annotations

from typing import Literal

from elshi.graph.model.columns import Parties, role
from elshi.graph.model.records import Tie


class Honour(Tie):
    """An award, title, monument or naming; ``honours`` holds the person or event commemorated."""

    table = "honours"
    label = "Honour"

    kind: Literal["award", "title", "monument", "naming"]
    given_by: Parties = role("GAVE", "The actors that gave or erected it.")
    received_by: Parties = role("RECEIVED", "The actors that received it.")
