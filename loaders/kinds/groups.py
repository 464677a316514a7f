"""Groups: sets of actors that scholars compare; they have members and do not act."""

from __future__ import annotations

from elshi.graph.model.columns import Ids, standing
from elshi.graph.model.records import NodeRecord


class Group(NodeRecord):
    """A set that scholars compare (Central Asia, Turkic republics of Russia)."""

    table = "groups"
    label = "Group"

    members: Ids = standing("MEMBER_OF", "Its members.", "Actor", reverse=True)
