"""Incidents: conflicts between communities, without saying who did what."""

from __future__ import annotations

from typing import Literal

from elshi.graph.model.columns import Parties, role
from elshi.graph.model.records import Tie


class Incident(Tie):
    """A conflict between communities."""

    table = "incidents"
    label = "Incident"

    kind: Literal["conflict"]
    involved: Parties = role("INVOLVED", "The actors involved.")
