"""Places as actors: states past and present, their regions, and settlements."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from elshi.graph.model.columns import Edtf, Id, Ids, Latitude, Longitude, standing, text
from elshi.graph.model.records import Actor, Addition


class Country(Actor):
    """A state, past or present; its id is its ISO 3166 code (``KZ``, ``SUHH``)."""

    table = "countries"
    label = "Country"

    lifetime: Edtf = text("From when to when it is a state of its own: 1991-12-16/.., 1922/1991.")


class Region(Actor):
    """A part of a state; its id is its ISO 3166-2 code where one existed when it was written."""

    table = "regions"
    label = "Region"

    part_of: Ids = standing("PART_OF", "The state that it is a part of.", "Actor")


class City(Actor):
    """A settlement, with the country in its id: ``kz-almaty``."""

    table = "cities"
    label = "City"

    belongs_to: Ids = standing("BELONGS_TO", "The country or region that it belongs to.", "Actor")
    located_in: Ids = standing("LOCATED_IN", "Its location, in geography only.", "Actor")


class Coordinates(Addition):
    """The coordinates of a country (its capital), a region or a settlement, for maps of the earth.

    This is a separate table because positions come from a gazetteer (GeoNames, CC BY 4.0), not from the cited
    sources; ``python -m elshi.loaders.pages.gazetteer`` generates it, while the rows of places are curated.
    """

    table = "coordinates"
    about = "place"

    place: Id = Field(description="The id of the country, region or city.")
    latitude: Latitude = Field(description="Degrees north of the equator.")
    longitude: Longitude = Field(description="Degrees east of Greenwich.")

    def add_to(self, properties: dict[str, Any]) -> None:
        properties |= {"latitude": self.latitude, "longitude": self.longitude}
