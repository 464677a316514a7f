"""Persons in their public roles, and peoples as participants."""

from __future__ import annotations

from elshi.graph.model.columns import Ids, Text, standing, text
from elshi.graph.model.records import Actor


class Person(Actor):
    """A person in a public role: an office, an authorship, an award; nothing else is recorded."""

    table = "persons"
    label = "Person"

    office: Text = text("The office or profession by which the sources identify the person.")
    belongs_to: Ids = standing("BELONGS_TO", "The country or region that the person acts for.", "Actor")


class People(Actor):
    """An ethnic community as a participant (Kazakhs of Xinjiang)."""

    table = "peoples"
    label = "People"

    located_in: Ids = standing("LOCATED_IN", "The place where the community lives.", "Actor")
