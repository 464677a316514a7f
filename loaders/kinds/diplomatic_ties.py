"""Diplomatic ties: recognition, relations, embassies, consulates and representations."""

from __future__ import annotations

from typing import Literal

from elshi.graph.model.columns import Parties, role
from elshi.graph.model.records import Tie


class DiplomaticTie(Tie):
    """A tie between states as such."""

    table = "diplomatic_ties"
    label = "DiplomaticTie"

    kind: Literal["recognition", "relations-established", "embassy", "consulate", "representation"]
    sent_by: Parties = role("SENT", "Whose it is: who recognised, whose embassy.")
    received_by: Parties = role("RECEIVED", "Where it is, or who was recognised.")
    partners: Parties = role("PARTNERED", "Both sides of relations that were established.")
