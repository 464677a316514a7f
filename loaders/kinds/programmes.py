"""Programmes: what one side or many launched without signing it as a treaty."""

from __future__ import annotations

from typing import Literal

from elshi.graph.model.columns import Edtf, Parties, role, text
from elshi.graph.model.records import Tie


class Programme(Tie):
    """A state programme, a joint project or a scholarship."""

    table = "programmes"
    label = "Programme"

    kind: Literal["state-programme", "joint-project", "scholarship"]
    in_force: Edtf = text("When it began to work, or the interval in which it did.")
    valid: Edtf = text("The years that it is made for: 2004/2011.")
    launched_by: Parties = role("LAUNCHED", "Who launched it.")
    joined_by: Parties = role("JOINED", "Who takes part.")
