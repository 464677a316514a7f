"""Places as actors: states past and present, their regions, and settlements."""

from __future__ import annotations

from graph.columns import Ids, standing
from graph.model import Actor


class Country(Actor):
    """A state, past or present; its id is its ISO 3166 code (``KZ``, ``SUHH``)."""

    table = "countries"
    label = "Country"


class Region(Actor):
    """A part of a state; its id is its ISO 3166-2 code where one existed when it was written."""

    table = "regions"
    label = "Region"

    part_of: Ids = standing("PART_OF", "The state that it is a part of.", "Actor")


class City(Actor):
    """A settlement, with the country in its id: ``kz-almaty``."""

    table = "cities"
    label = "City"

    belongs_to: Ids = standing("BELONGS_TO", "The country or region whose it is.", "Actor")
    located_in: Ids = standing("LOCATED_IN", "Where it lies, as geography only.", "Actor")
