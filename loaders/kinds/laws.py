"""Laws: constitutions, laws, decrees, concepts and strategies of one state."""

from __future__ import annotations

from typing import Literal

from elshi.graph.model.columns import Edtf, Ids, Parties, link, role, text
from elshi.graph.model.records import Tie


class Law(Tie):
    """What one state laid down for itself."""

    table = "laws"
    label = "Law"

    kind: Literal["constitution", "law", "decree", "concept", "strategy"]
    in_force: Edtf = text("When it entered into force, or the interval in which it was in force.")
    adopted_by: Parties = role("ADOPTED", "Who adopted it.")
    amends: Ids = link("AMENDS", "The law that it changes.", "Law")
    supersedes: Ids = link("SUPERSEDES", "The law that it replaces.", "Law")
