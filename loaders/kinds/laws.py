"""Laws: constitutions, laws, decrees, concepts and strategies of one state."""

from __future__ import annotations

from typing import Literal

from elshi.graph.model.columns import Edtf, Ids, Parties, link, role, text
from elshi.graph.model.records import Tie


class Law(Tie):
    """A law or policy of one state."""

    table = "laws"
    label = "Law"

    kind: Literal["constitution", "law", "decree", "concept", "strategy"]
    in_force: Edtf = text("The date on which it entered into force, or the period in which it was in force.")
    adopted_by: Parties = role("ADOPTED", "The state or body that adopted it.")
    amends: Ids = link("AMENDS", "The law that it amends.", "Law")
    supersedes: Ids = link("SUPERSEDES", "The law that it replaces.", "Law")
