"""Treaties: whatever two or more sides signed, with signature, force and validity kept apart."""

from __future__ import annotations

from typing import Literal

from elshi.graph.model.columns import Edtf, Ids, Parties, link, role, text
from elshi.graph.model.records import Tie


class Treaty(Tie):
    """What two or more sides signed: a treaty, an agreement, a joint declaration, a plan for years."""

    table = "treaties"
    label = "Treaty"

    kind: Literal[
        "treaty", "agreement", "memorandum", "protocol", "declaration", "communique", "plan",
        "programme", "concept",
    ]  # fmt: skip
    in_force: Edtf = text("When it entered into force, or the interval in which it was in force.")
    valid: Edtf = text("The years that it is made for: 1995/1997.")
    signed_by: Parties = role(
        "SIGNED",
        "The parties; where ministries signed, the ministries: KZ [ratified=1993-05].",
        "ratified",
        "withdrew",
    )
    renews: Ids = link("RENEWS", "The treaty that it prolongs.", "Treaty")
    amends: Ids = link("AMENDS", "The treaty that it changes.", "Treaty")
    supersedes: Ids = link("SUPERSEDES", "The treaty that it replaces.", "Treaty")
