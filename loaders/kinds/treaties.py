"""Treaties: documents signed by two or more sides, with separate dates of signature, force and validity."""

from __future__ import annotations

from typing import Literal

from elshi.graph.model.columns import Edtf, Ids, Parties, link, role, text
from elshi.graph.model.records import Tie


class Treaty(Tie):
    """A document signed by two or more sides: a treaty, an agreement, a declaration, a plan for years."""

    table = "treaties"
    label = "Treaty"

    kind: Literal[
        "treaty", "agreement", "memorandum", "protocol", "declaration", "communique", "plan",
        "programme", "concept",
    ]  # fmt: skip
    in_force: Edtf = text("The date on which it entered into force, or the period in which it was in force.")
    valid: Edtf = text("The years that it covers: 1995/1997.")
    signed_by: Parties = role(
        "SIGNED",
        "The parties; where ministries signed, the ministries: KZ [ratified=1993-05].",
        "ratified",
        "withdrew",
    )
    renews: Ids = link("RENEWS", "The treaty that it renews.", "Treaty")
    amends: Ids = link("AMENDS", "The treaty that it amends.", "Treaty")
    supersedes: Ids = link("SUPERSEDES", "The treaty that it replaces.", "Treaty")
