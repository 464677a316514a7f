"""Incidents: conflicts between communities; no more is said of who did what."""

from __future__ import annotations

from typing import Literal

from graph.columns import Parties, role
from graph.model import Tie


class Incident(Tie):
    """A conflict between communities."""

    table = "incidents"
    label = "Incident"

    kind: Literal["conflict"]
    involved: Parties = role("INVOLVED", "Whom it involved.")
