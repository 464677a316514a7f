"""Standing facts between actors: members, leaders, founders, seats, parts, owners, successors."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from elshi.graph.model.columns import Id, Text, text
from elshi.graph.model.records import Standing


class Membership(Standing):
    """Who is a member of what; two spells of the same membership are two rows."""

    table = "memberships"
    type = "MEMBER_OF"
    ends = ("member", "organisation")
    targets = ("Actor", "Organisation")

    member: Id = Field(description="The state, region or body that is a member.")
    organisation: Id = Field(description="The organisation.")
    status: Literal["member", "associate", "observer"] = Field(
        default="member", description="member, associate or observer."
    )


class Leadership(Standing):
    """Who leads an organisation, a region or a state; a state may preside over a body."""

    table = "leaderships"
    type = "LEADS"
    ends = ("leader", "organisation")

    leader: Id = Field(description="The person, or the state or body that presides.")
    organisation: Id = Field(description="What is led.")
    office: Text = text("The office: chair, rector, director.")


class Representation(Standing):
    """Whom a person represents: an ambassador, a plenipotentiary."""

    table = "representations"
    type = "REPRESENTS"
    ends = ("person", "whom")
    targets = ("Person", "Actor")

    person: Id = Field(description="The person.")
    whom: Id = Field(description="The state or body that the person represents.")
    office: Text = text("The office: ambassador to China.")


class Founding(Standing):
    """Who founded an organisation."""

    table = "foundings"
    type = "FOUNDED"
    lasts = False
    ends = ("founder", "organisation")
    targets = ("Actor", "Organisation")

    founder: Id = Field(description="Who founded it.")
    organisation: Id = Field(description="What was founded.")


class Seat(Standing):
    """Where an organisation sits, when that has a time or a source of its own."""

    table = "seats"
    type = "SEATED_IN"
    ends = ("organisation", "place")

    organisation: Id = Field(description="The organisation, or the region whose centre it is.")
    place: Id = Field(description="The city, region or country.")


class Part(Standing):
    """What is a part of what, when that has a time or a source of its own."""

    table = "parts"
    type = "PART_OF"
    ends = ("part", "whole")

    part: Id = Field(description="The part.")
    whole: Id = Field(description="The whole.")


class Location(Standing):
    """Where something lies, as geography only, when that has a time or a source of its own."""

    table = "locations"
    type = "LOCATED_IN"
    ends = ("who", "place")

    who: Id = Field(description="What lies there.")
    place: Id = Field(description="The place.")


class Belonging(Standing):
    """Whose somebody or something is, when that has a time or a source of its own."""

    table = "belongings"
    type = "BELONGS_TO"
    ends = ("who", "whose")

    who: Id = Field(description="The embassy, ministry, university, person or city.")
    whose: Id = Field(description="The country or region whose it is.")


class Succession(Standing):
    """A renamed or reorganised body, or a successor state."""

    table = "successions"
    type = "SUCCEEDS"
    lasts = False
    ends = ("successor", "predecessor")

    successor: Id = Field(description="The later one.")
    predecessor: Id = Field(description="The earlier one.")
