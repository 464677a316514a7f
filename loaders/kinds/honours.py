"""Honours: awards, titles, monuments and names given to streets and schools."""

from __future__ import annotations

from typing import Literal

from elshi.graph.model.columns import Parties, role
from elshi.graph.model.records import Tie


class Honour(Tie):
    """An honour that somebody gave; whom it remembers stands in ``honours``."""

    table = "honours"
    label = "Honour"

    kind: Literal["award", "title", "monument", "naming"]
    given_by: Parties = role("GAVE", "Who gave it or put it up.")
    received_by: Parties = role("RECEIVED", "Who received it.")
