"""Diplomatic ties: recognition, relations, embassies, consulates and representations."""

from __future__ import annotations

from typing import Literal

from elshi.graph.model.columns import Parties, role
from elshi.graph.model.records import Tie


class DiplomaticTie(Tie):
    """A diplomatic tie between states."""

    table = "diplomatic_ties"
    label = "DiplomaticTie"

    kind: Literal["recognition", "relations-established", "embassy", "consulate", "representation"]
    sent_by: Parties = role("SENT", "The state that recognised another, or that sent the mission.")
    received_by: Parties = role("RECEIVED", "The state that was recognised, or that received the mission.")
    partners: Parties = role("PARTNERED", "Both sides, if relations were established.")
