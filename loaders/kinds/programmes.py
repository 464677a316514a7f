"""Programmes: initiatives that were launched without a treaty."""

from __future__ import annotations

from typing import Literal

from elshi.graph.model.columns import Edtf, Parties, role, text
from elshi.graph.model.records import Tie


class Programme(Tie):
    """A state programme, a joint project or a scholarship."""

    table = "programmes"
    label = "Programme"

    kind: Literal["state-programme", "joint-project", "scholarship"]
    in_force: Edtf = text("The date on which it began to operate, or the period in which it did.")
    valid: Edtf = text("The years that it covers: 2004/2011.")
    launched_by: Parties = role("LAUNCHED", "The actors that launched it.")
    joined_by: Parties = role("JOINED", "The participants.")
