"""The model of cultural diplomacy: its labels, its relationships, and the base of every record.

Two families of nodes. An *actor* is someone or somewhere; a *tie* is something that happened or was
agreed between actors, a node of its own because it has a date, a place, a text, many participants
and sources. A record class (they live in ``loaders``, one module per kind) says which of its
columns becomes which relationship; validation, Cypher, constraints, templates and the reference
page all follow from that one declaration. This module holds no data and touches no database.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, ClassVar, Literal, Self, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo

from elshi.graph.model import dates
from elshi.graph.model.columns import (
    LONGEST_CELL,
    Certainty,
    Column,
    Count,
    Edtf,
    Fields,
    Flag,
    Id,
    Ids,
    OneId,
    Parties,
    Party,
    Text,
    Texts,
    WikidataId,
    check_particulars,
    link,
    role,
    several,
    text,
)  # fmt: skip
from elshi.graph.names import names

Pairing = Literal["together", "severally"]

OWN = "Elshi"
"""The label that every node of ours carries: constraints, look-ups, exports and wipe go through it."""

# ------------------------------------------------------------------------------------ elements


@dataclass(frozen=True, slots=True)
class Node:
    """A node as the graph holds it: ``id``, sorted ``labels`` and ``properties`` (no nulls)."""

    id: str
    labels: tuple[str, ...]
    properties: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship as the graph holds it.

    ``key`` tells parallel relationships of one type between the same two nodes apart: the id of a
    standing fact, the source's offset of a citation, else empty. ``busy`` says at which end many
    relationships meet ("start" or "end"), so that the writer can merge from the other one.
    """

    type: str
    start: str
    end: str
    key: str | int
    properties: dict[str, Any]
    busy: Literal["start", "end"] = "start"

    @property
    def identity(self) -> tuple[str, str, str, str | int]:
        """What makes it the same relationship at the next load."""
        return self.type, self.start, self.end, self.key


KEY_PROPERTY = {"CITES": "start"}
"""Which property holds ``Relationship.key``, where it is not ``id``."""


# --------------------------------------------------------------------------------- the records


class Record(BaseModel):
    """One row of one table: what every record has and can do.

    A subclass names its ``table`` (the file's stem). Its docstring and its columns' descriptions
    are the reference page.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)
    table: ClassVar[str]

    @model_validator(mode="after")
    def _known_particulars(self) -> Self:
        for name, column in self._told():
            for party in getattr(self, name):
                if party.particulars:
                    check_particulars(name, column, party)
        return self

    @property
    def subject(self) -> str:
        """The id of the node or standing fact that the row speaks of."""
        raise NotImplementedError

    @property
    def key(self) -> str:
        """What makes it the same row when the table is loaded again."""
        return self.subject

    @classmethod
    @cache
    def columns(cls) -> Mapping[str, FieldInfo]:
        """Column name → pydantic's description of it, in the order of the table."""
        return dict(cls.model_fields)

    @classmethod
    @cache
    def related(cls) -> Mapping[str, Column]:
        """The columns that become relationships."""
        return {
            name: info.json_schema_extra["column"]  # type: ignore[misc]
            for name, info in cls.model_fields.items()
            if isinstance(info.json_schema_extra, dict) and "column" in info.json_schema_extra
        }

    def _told(self) -> Iterator[tuple[str, Column]]:
        """The columns that become relationships and are not empty."""
        held = self.__dict__
        return ((name, column) for name, column in self.related().items() if held[name])

    @classmethod
    @cache
    def kinds(cls) -> tuple[str, ...]:
        """The closed list of kinds, where the class has one."""
        info = cls.model_fields.get("kind")
        return literal_values(info.annotation) if info else ()

    def references(self) -> Iterator[tuple[str, str, str]]:
        """(column, id, label it must have) for each node that the row names."""
        for name, column in self._told():
            for value in getattr(self, name):
                yield name, value.id, column.target
                if "on_behalf_of" in value.particulars:
                    yield name, value.particulars["on_behalf_of"], "Actor"

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """The row as plain values, empty cells left out: what a load remembers of it."""
        row: dict[str, Any] = {}
        held = self.__dict__
        for name in self.columns():
            value = held[name]
            if not value and value in (None, (), ""):
                continue
            if isinstance(value, tuple):
                value = [v if isinstance(v, str) else str(v) for v in value]
            row[name] = value
        return row


def literal_values(annotation: Any) -> tuple[str, ...]:
    """The strings of a ``Literal``, also inside ``Optional`` or ``Annotated``."""
    if get_origin(annotation) is Literal:
        return tuple(str(v) for v in get_args(annotation))
    return next((v for a in get_args(annotation) if (v := literal_values(a))), ())


class Addition(Record):
    """A record that adds to the properties of a node whose own row stands in another table."""

    about: ClassVar[str]
    """The column that says which node."""

    @property
    def subject(self) -> str:
        return str(getattr(self, self.about))

    def references(self) -> Iterator[tuple[str, str, str]]:
        yield self.about, self.subject, OWN

    def add_to(self, properties: dict[str, Any]) -> None:
        """Put what it says where the node's properties have it."""
        raise NotImplementedError


class NodeRecord(Record):
    """A record that becomes a node: an actor, a tie or a source."""

    label: ClassVar[str]
    parents: ClassVar[tuple[str, ...]] = ()
    """Further labels of the node."""
    must_cite: ClassVar[bool] = False
    """Whether a row without a citation is refused."""

    id: Id = Field(description="Its id, unique across all tables; written once, never changed.")
    name: str = Field(
        min_length=1, max_length=LONGEST_CELL, description="Its name in English, as people say it."
    )
    name_kk: Text = text("Its name in Kazakh.")
    name_ru: Text = text("Its name in Russian.")
    name_tr: Text = text("Its name in Turkish.")
    name_zh: Text = text("Its name in Chinese.")
    former_ids: Texts = several("Ids that it had before two records turned out to be one.")
    note: Text = text("What a reader should know, above all what is in doubt.")
    source: OneId = text("A source that states it, where the table has no citations of its own.")
    section: Text = text("The section of that source.")

    @property
    def subject(self) -> str:
        return self.id

    def labels(self) -> tuple[str, ...]:
        """All labels of the node, sorted."""
        return tuple(sorted({OWN, self.label, *self.parents}))

    def properties(self) -> dict[str, Any]:
        """The row's own properties: every column that is no relationship and no citation."""
        left_out = self._left_out()
        return {k: v for k, v in self.values.items() if k not in left_out}

    @classmethod
    @cache
    def _left_out(cls) -> frozenset[str]:
        return frozenset({"source", "section", *cls.related()})

    def relationships(self) -> Iterator[Relationship]:
        """The relationships that the row's columns assert."""
        for name, column in self._told():
            for value in getattr(self, name):
                if column.sort == "role":
                    yield _part(column.type, value, self.id)
                elif column.sort == "link":
                    known = {"certainty": value.certainty}
                    yield Relationship(column.type, self.id, value.id, "", known, busy="end")
                else:
                    start, end = (value.id, self.id) if column.reverse else (self.id, value.id)
                    key = f"{start}.{column.type.lower()}.{end}"
                    known = {"id": key, "certainty": value.certainty}
                    busy: Literal["start", "end"] = "start" if column.reverse else "end"
                    yield Relationship(column.type, start, end, key, known, busy=busy)


def _part(type_: str, party: Party, tie: str) -> Relationship:
    said: dict[str, Any] = {"certainty": party.certainty, **party.particulars}
    if "amount" in said:
        said["amount"] = float(said["amount"])
    return Relationship(type_, party.id, tie, "", said, busy="start")


class Actor(NodeRecord):
    """Someone or somewhere."""

    parents: ClassVar[tuple[str, ...]] = ("Actor",)

    wikidata: WikidataId = text("Its item in Wikidata: Q232.")


class Tie(NodeRecord):
    """Something that happened or was agreed between actors."""

    parents = ("Tie",)
    must_cite = True

    date: Edtf = text("When it was held or signed, in EDTF: 1992, 1992-05, 1992-05-01, 199X, 1992?.")
    fields: Fields = several("What it is about, from the closed list of fields.")
    places: Ids = link("HELD_IN", "Where: cities, regions or countries.", "Actor")
    honours: Ids = link("HONOURS", "Whose anniversary, memory or namesake it is.", "Actor")
    established: Ids = link("ESTABLISHED", "What it created.", "Actor")
    under: Ids = link("UNDER", "The treaty, programme or event that it carries out.", "Tie")
    supported_by: Parties = role("SUPPORTED", "Who supported it.")
    funded_by: Parties = role(
        "FUNDED", "Who paid: CN [amount=20000000 | currency=CNY].", "amount", "currency"
    )
    represented_by: Parties = role(
        "REPRESENTED",
        "Who stood or signed for whom: tian-zengpei [on_behalf_of=CN | office=Deputy Minister].",
    )
    certainty: Certainty = Field(
        default="stated", description="stated, or unsure where the source leaves it in doubt."
    )
    pairing: Pairing = Field(
        default="together",
        description="together, where all took part in one thing; severally, where the row lists ties of two: "
        "each party of one part with each of the other, or the first with each of the rest.",
    )
    count: Count = text("How many things of its kind the row stands for: 45 agreements, 478 books.")
    at_least: Flag = text("true, where the source says that the count or the number is more than that.")

    def properties(self) -> dict[str, Any]:
        """The row's own properties; a list of ties of two keeps, too, whom it names first."""
        properties = super().properties()
        if self.pairing == "severally" and (first := self._first_named()):
            properties["first_named"] = first
        return properties

    def _first_named(self) -> str | None:
        """The first party of the first part that is told; those that every tie may have come last."""
        of_all = Tie.related()
        told = sorted(self._told(), key=lambda column: column[0] in of_all)
        parties = (getattr(self, name) for name, column in told if column.sort == "role")
        return next((some[0].id for some in parties), None)


class Standing(Record):
    """A standing fact between two actors: a relationship with an id, a time and citations."""

    type: ClassVar[str]
    ends: ClassVar[tuple[str, str]]
    """The columns of the relationship's start and end."""
    targets: ClassVar[tuple[str, str]] = ("Actor", "Actor")
    must_cite: ClassVar[bool] = True
    lasts: ClassVar[bool] = True
    """Whether it is a state of things, which a single date only catches at one moment."""

    id: Id = Field(description="Its id, unique across all tables.")
    during: Edtf = text(
        "When, as an EDTF interval: 1994/2001, 1994/.. (still), 1994/ (end unknown). A date alone, 2020, "
        "says when it was so; for what lasts, its beginning and end are then unknown."
    )
    certainty: Certainty = Field(
        default="stated", description="stated, or unsure where the source leaves it in doubt."
    )
    note: Text = text("What is in doubt.")
    source: OneId = text("A source that states it, where the table has no citations of its own.")
    section: Text = text("The section of that source.")

    @property
    def subject(self) -> str:
        return self.id

    def references(self) -> Iterator[tuple[str, str, str]]:
        for column, target in zip(self.ends, self.targets, strict=True):
            yield column, getattr(self, column), target

    def properties(self) -> dict[str, Any]:
        """What the relationship carries."""
        left_out = self._left_out()
        said = {k: v for k, v in self.values.items() if k not in left_out}
        known = bounds(self.during, "from", "to") if self._is_bounded else {}
        return said | known | surely(self.during)

    @classmethod
    @cache
    def _left_out(cls) -> frozenset[str]:
        return frozenset({"source", "section", *cls.ends})

    @property
    def _is_bounded(self) -> bool:
        """Whether ``during`` tells its beginning and end; a date alone tells when it was seen to last."""
        return not self.lasts or "/" in (self.during or "")

    def relationship(self) -> Relationship:
        """The relationship itself."""
        start, end = (getattr(self, column) for column in self.ends)
        return Relationship(self.type, start, end, self.id, self.properties(), busy="end")


# --------------------------------------------------------------------- what follows from columns


def finished(properties: dict[str, Any]) -> dict[str, Any]:
    """A node's properties with what follows from them: bounds of its dates, and ``search``.

    ``date`` gives ``earliest``, ``latest``, ``begun``, ``until`` (days), ``lasting`` and ``year``;
    ``valid`` gives ``valid_from`` and ``valid_to``; ``in_force`` gives ``force_from`` and ``force_to``.
    """
    done = dict(properties)
    if "date" in done:
        span = dates.span(done["date"])
        derived = {"earliest": span.earliest, "latest": span.latest, "year": span.year}
        done |= {k: v for k, v in derived.items() if v is not None} | {"lasting": span.lasting}
        done |= surely(done["date"])
    done |= bounds(done.get("valid"), "valid_from", "valid_to")
    done |= bounds(done.get("in_force"), "force_from", "force_to")
    done["search"] = names.search(written(done))
    return done


def bounds(edtf: str | None, first: str, last: str) -> dict[str, Any]:
    """The known bounds of an EDTF value under the two property names; unknown ones left out."""
    if not edtf:
        return {}
    span = dates.span(edtf)
    return {k: v for k, v in ((first, span.earliest), (last, span.latest)) if v is not None}


def surely(edtf: str | None) -> dict[str, Any]:
    """By which day it had certainly ``begun`` and ``until`` which it certainly went on, where that is known.

    What falls certainly within two days is what had begun by the second and went on until the first
    (``elshi.graph.model.dates.when``), so that a query can tell it from what is only possible.
    """
    if not edtf:
        return {}
    span = dates.span(edtf)
    return {"begun": span.begun, "until": span.until} if span.begun and span.until else {}


def written(properties: Mapping[str, Any]) -> list[str]:
    """Every writing of a node's name, the label first."""
    lists = ("aliases", "former_names", "contested_names")
    labels = [k for k in sorted(properties) if k == "name" or k.startswith("name_")]
    found = [properties[k] for k in labels]
    found += [properties["title"]] if "title" in properties else []
    return found + [v for k in lists for v in properties.get(k, ())]
