"""Groups: sets of actors that scholars compare; they have members and do not act."""

from __future__ import annotations

from elshi.graph.model.columns import Ids, Layer, standing, text
from elshi.graph.model.records import REFERENCE_LAYER, NodeRecord


class Group(NodeRecord):
    """A set that scholars compare (Central Asia, Turkic republics of Russia)."""

    table = "groups"
    label = "Group"

    layer: Layer = text(REFERENCE_LAYER)
    members: Ids = standing("MEMBER_OF", "Who is in it.", "Actor", reverse=True)
