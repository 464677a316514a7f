"""Loaders: one module per kind of record, and the readers that turn tables into a graph.

``RECORDS`` is the whole model as data: every record class by the name of its table.
"""

from __future__ import annotations

from graph.model import Record
from loaders.citations import Citation
from loaders.diplomatic_ties import DiplomaticTie
from loaders.events import Event, Series
from loaders.exchanges import Exchange
from loaders.groups import Group
from loaders.honours import Honour
from loaders.incidents import Incident
from loaders.laws import Law
from loaders.members import (
    Belonging,
    Founding,
    Leadership,
    Location,
    Membership,
    Part,
    Representation,
    Seat,
    Succession,
)
from loaders.names import Name
from loaders.organisations import Organisation, University
from loaders.partnerships import Partnership
from loaders.people import People, Person
from loaders.places import City, Coordinates, Country, Region
from loaders.programmes import Programme
from loaders.sources import Source
from loaders.treaties import Treaty
from loaders.works import Work

DATA_VERSION = "2026.11"
"""The version of the curated tables: year and month of the last change that readers should know of."""

RECORDS: dict[str, type[Record]] = {
    record.table: record
    for record in (
        *(Country, Region, City, Organisation, University, Person, People, Group),
        *(Treaty, Event, Series, Partnership, Programme, Work, Honour, Exchange),
        *(DiplomaticTie, Law, Incident),
        *(Membership, Leadership, Representation, Founding, Seat, Part, Location, Belonging),
        *(Succession, Source, Citation, Name, Coordinates),
    )
}
"""Table name → record class, actors first, then ties, standing facts, sources, citations, names."""
