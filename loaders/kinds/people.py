"""Persons in their public part, and peoples as participants."""

from __future__ import annotations

from elshi.graph.model.columns import Ids, Text, standing, text
from elshi.graph.model.records import Actor


class Person(Actor):
    """A person in a public part: an office, an authorship, an award; nothing else is kept."""

    table = "persons"
    label = "Person"

    office: Text = text("The office or the calling for which the sources name the person.")
    belongs_to: Ids = standing("BELONGS_TO", "The country or region that the person acts for.", "Actor")


class People(Actor):
    """An ethnic community as a participant (Kazakhs of Xinjiang)."""

    table = "peoples"
    label = "People"

    located_in: Ids = standing("LOCATED_IN", "Where the community lives.", "Actor")
