"""Organisations and universities: their names, seats and owners."""

from __future__ import annotations

from typing import Literal

from elshi.graph.model.columns import Edtf, Ids, RorId, Text, standing, text
from elshi.graph.model.records import Actor


class Body(Actor):
    """What every kind of institution has in common."""

    ror: RorId = text("Its id in the Research Organization Registry: 03q0vrn42.")
    url: Text = text("Its website.")
    founded: Edtf = text("The date of its founding.")
    seat: Ids = standing("SEATED_IN", "The city, region or country of its seat.", "Actor")
    part_of: Ids = standing("PART_OF", "The organisation that it is a part of.", "Actor")
    belongs_to: Ids = standing(
        "BELONGS_TO",
        "The state or body that it belongs to; empty for intergovernmental bodies.",
        "Actor",
    )


class Organisation(Body):
    """A body of any kind, from an intergovernmental organisation to an ensemble."""

    table = "organisations"
    label = "Organisation"

    kind: Literal[
        "intergovernmental", "ministry", "agency", "association", "assembly", "centre", "theatre",
        "ensemble", "museum", "library", "media", "academy", "fund", "company", "religious",
        "mission", "other",
    ]  # fmt: skip


class University(Body):
    """A university or another institution of higher learning; an organisation too."""

    table = "universities"
    label = "University"
    parents = ("Actor", "Organisation")
