"""The whole model as data: every record class by the name of its table."""

from __future__ import annotations

from elshi.graph.model.records import Record
from elshi.loaders.kinds.citations import Citation
from elshi.loaders.kinds.diplomatic_ties import DiplomaticTie
from elshi.loaders.kinds.events import Event, Series
from elshi.loaders.kinds.exchanges import Exchange
from elshi.loaders.kinds.groups import Group
from elshi.loaders.kinds.honours import Honour
from elshi.loaders.kinds.incidents import Incident
from elshi.loaders.kinds.laws import Law
from elshi.loaders.kinds.names import Name
from elshi.loaders.kinds.organisations import Organisation, University
from elshi.loaders.kinds.partnerships import Partnership
from elshi.loaders.kinds.people import People, Person
from elshi.loaders.kinds.places import City, Coordinates, Country, Region
from elshi.loaders.kinds.programmes import Programme
from elshi.loaders.kinds.relations import (
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
from elshi.loaders.kinds.sources import Source
from elshi.loaders.kinds.translations import Translation
from elshi.loaders.kinds.treaties import Treaty
from elshi.loaders.kinds.works import Work

RECORDS: dict[str, type[Record]] = {
    record.table: record
    for record in (
        *(Country, Region, City, Organisation, University, Person, People, Group),
        *(Treaty, Event, Series, Partnership, Programme, Work, Honour, Exchange),
        *(DiplomaticTie, Law, Incident),
        *(Membership, Leadership, Representation, Founding, Seat, Part, Location, Belonging),
        *(Succession, Source, Citation, Name, Translation, Coordinates),
    )
}
"""Table name → record class: actors first, then ties, relations, sources, citations, names, translations."""
