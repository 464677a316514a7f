"""Relations between actors: members, leaders, founders, seats, parts, owners, successors."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from elshi.graph.model.columns import Id, Text, text
from elshi.graph.model.records import Standing


class Membership(Standing):
    """A membership; two periods of the same membership are two rows."""

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
    """The leadership of an organisation, a region or a state; a state may also preside over a body."""

    table = "leaderships"
    type = "LEADS"
    ends = ("leader", "organisation")

    leader: Id = Field(description="The person who leads, or the state or body that presides.")
    organisation: Id = Field(description="The body that is led.")
    office: Text = text("The office: chair, rector, director.")


class Representation(Standing):
    """A person's representation of a state or body, as ambassador or plenipotentiary."""

    table = "representations"
    type = "REPRESENTS"
    ends = ("person", "whom")
    targets = ("Person", "Actor")

    person: Id = Field(description="The person.")
    whom: Id = Field(description="The state or body that the person represents.")
    office: Text = text("The office: ambassador to China.")


class Founding(Standing):
    """The founding of an organisation."""

    table = "foundings"
    type = "FOUNDED"
    lasts = False
    ends = ("founder", "organisation")
    targets = ("Actor", "Organisation")

    founder: Id = Field(description="The founder.")
    organisation: Id = Field(description="The organisation that was founded.")


class Seat(Standing):
    """The seat of an organisation, if it has a period or a source of its own."""

    table = "seats"
    type = "SEATED_IN"
    ends = ("organisation", "place")

    organisation: Id = Field(description="The organisation, or the region with this centre.")
    place: Id = Field(description="The city, region or country.")


class Part(Standing):
    """A part and its whole, if they have a period or a source of their own."""

    table = "parts"
    type = "PART_OF"
    ends = ("part", "whole")

    part: Id = Field(description="The part.")
    whole: Id = Field(description="The whole.")


class Location(Standing):
    """A location, in geography only, if it has a period or a source of its own."""

    table = "locations"
    type = "LOCATED_IN"
    ends = ("who", "place")

    who: Id = Field(description="The place or actor that is located there.")
    place: Id = Field(description="The place.")


class Belonging(Standing):
    """The owner of an actor, if it has a period or a source of its own."""

    table = "belongings"
    type = "BELONGS_TO"
    ends = ("who", "whose")

    who: Id = Field(description="The embassy, ministry, university, person or city.")
    whose: Id = Field(description="The country or region that it belongs to.")


class Succession(Standing):
    """The succession of a renamed or reorganised body, or of a state."""

    table = "successions"
    type = "SUCCEEDS"
    lasts = False
    ends = ("successor", "predecessor")

    successor: Id = Field(description="The later state or body.")
    predecessor: Id = Field(description="The earlier state or body.")
