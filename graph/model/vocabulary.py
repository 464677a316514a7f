"""Vocabulary: the closed list of labels, and the most specific label of a node."""

from __future__ import annotations

FAMILIES = frozenset({"Elshi", "Actor", "Tie"})
"""Labels that many kinds of nodes share."""

TIES = frozenset(
    {"Treaty", "Event", "Series", "Partnership", "Programme", "Work", "Honour", "Exchange"}
    | {"DiplomaticTie", "Law", "Incident"}
)
"""Labels of ties, one for each table."""

OTHERS = frozenset(
    {"Country", "Region", "City", "Organisation", "University", "Person", "People", "Group", "Source"}
)
"""Labels of actors, groups and sources, one for each table."""

KEY_PROPERTY = {"CITES": "start"}
"""Which property holds ``Relationship.key``, where it is not ``id``."""


def own_label(labels: list[str]) -> str:
    """The most specific label of a node: ``University`` rather than ``Organisation`` or ``Actor``.

    >>> own_label(["Actor", "Elshi", "Organisation", "University"])
    'University'
    """
    left = sorted(set(labels) - FAMILIES)
    for broader, narrower in (
        ("Organisation", "University"),
        ("Festival", "Event"),
        ("Festival", "Series"),
    ):
        if broader in left and narrower in left:
            left.remove(broader)
    return left[0] if left else ""
