"""The model of cultural diplomacy: its labels, its relationships, and the base classes of all records.

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
    Layer,
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

REFERENCE_LAYER = (
    "reference, where it is a fact of public reference that the studied sources need not tell: drawn and "
    "counted apart; empty where another load says the same."
)

OWN = "Elshi"
"""The label of every Elshi node; constraints, look-ups, exports and wipe use it."""

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
        """The identity of the relationship at the next load."""
        return self.type, self.start, self.end, self.key


# --------------------------------------------------------------------------------- the records


class Record(BaseModel):
    """One row of one table, with what all records have in common.

    A subclass names its ``table`` (the file's stem). Its docstring and the descriptions of its columns become
    the reference page.
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
        """The id of the node or relation that the row is about."""
        raise NotImplementedError

    @property
    def key(self) -> str:
        """The identity of the row when the table is loaded again."""
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
        """The row as plain values without empty cells, which a load records."""
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
    """A record that adds to the properties of a node from another table."""

    about: ClassVar[str]
    """The column with the id of the node."""
    after: ClassVar[int] = 0
    """Its turn among what is added to one node: what gives way to other records comes later."""

    @property
    def subject(self) -> str:
        return str(getattr(self, self.about))

    def references(self) -> Iterator[tuple[str, str, str]]:
        yield self.about, self.subject, OWN

    def add_to(self, properties: dict[str, Any]) -> None:
        """Add its values to the node's properties."""
        raise NotImplementedError


class NodeRecord(Record):
    """A record that becomes a node: an actor, a tie or a source."""

    label: ClassVar[str]
    parents: ClassVar[tuple[str, ...]] = ()
    """Further labels of the node."""
    must_cite: ClassVar[bool] = False
    """Whether a row without a citation is refused."""

    id: Id = Field(description="Its id, unique across all tables; it never changes.")
    name: str = Field(min_length=1, max_length=LONGEST_CELL, description="Its usual name in English.")
    name_kk: Text = text("Its name in Kazakh.")
    name_ru: Text = text("Its name in Russian.")
    name_tr: Text = text("Its name in Turkish.")
    name_zh: Text = text("Its name in Chinese.")
    former_ids: Texts = several("Earlier ids, from records that turned out to be the same.")
    note: Text = text("A note for the reader, above all on what is in doubt.")
    source: OneId = text("A source that states it, if citations.csv has no row for it.")
    section: Text = text("The section of that source.")

    @property
    def subject(self) -> str:
        return self.id

    def labels(self) -> tuple[str, ...]:
        """All labels of the node, sorted."""
        return tuple(sorted({OWN, self.label, *self.parents}))

    def properties(self) -> dict[str, Any]:
        """The row's own properties: every column that is neither a relationship nor a citation."""
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
                    carried = {"certainty": value.certainty}
                    yield Relationship(column.type, self.id, value.id, "", carried, busy="end")
                else:
                    start, end = (value.id, self.id) if column.reverse else (self.id, value.id)
                    key = f"{start}.{column.type.lower()}.{end}"
                    carried = {"id": key, "certainty": value.certainty} | self._layered()
                    busy: Literal["start", "end"] = "start" if column.reverse else "end"
                    yield Relationship(column.type, start, end, key, carried, busy=busy)

    def _layered(self) -> dict[str, str]:
        """What the row's own relations between actors say of their layer, where its class has one."""
        layer = getattr(self, "layer", None)
        return {"layer": layer} if layer else {}


def _part(type_: str, party: Party, tie: str) -> Relationship:
    carried: dict[str, Any] = {"certainty": party.certainty, **party.particulars}
    if "amount" in carried:
        carried["amount"] = float(carried["amount"])
    return Relationship(type_, party.id, tie, "", carried, busy="start")


class Actor(NodeRecord):
    """A person, a body or a place."""

    parents: ClassVar[tuple[str, ...]] = ("Actor",)

    wikidata: WikidataId = text("Its item in Wikidata: Q232.")


class Tie(NodeRecord):
    """An event or agreement between actors."""

    parents = ("Tie",)
    must_cite = True

    date: Edtf = text(
        "The date on which it was held or signed, in EDTF: 1992, 1992-05, 1992-05-01, 199X, 1992?."
    )
    fields: Fields = several("The fields that it is about, from the closed list.")
    places: Ids = link("HELD_IN", "The cities, regions or countries in which it was held.", "Actor")
    honours: Ids = link("HONOURS", "The actors that it commemorates or is named after.", "Actor")
    established: Ids = link("ESTABLISHED", "The actors that it created.", "Actor")
    under: Ids = link("UNDER", "The treaty, programme or event that it carries out.", "Tie")
    supported_by: Parties = role("SUPPORTED", "The actors that supported it.")
    funded_by: Parties = role(
        "FUNDED", "The actors that paid for it: CN [amount=20000000 | currency=CNY].", "amount", "currency"
    )
    represented_by: Parties = role(
        "REPRESENTED",
        "The persons who signed or acted for a party: tian-zengpei [on_behalf_of=CN | office=Deputy "
        "Minister].",
    )
    certainty: Certainty = Field(
        default="stated", description="stated, or unsure if the source leaves it in doubt."
    )
    pairing: Pairing = Field(
        default="together",
        description="together, if all took part in one tie; severally, if the row lists bilateral ties: "
        "each party in one role with each in the other, or the first party with each of the rest.",
    )
    count: Count = text("The number of ties that the row stands for: 45 agreements, 478 books.")
    at_least: Flag = text("true, if the source says that the count or number is at least this.")

    def properties(self) -> dict[str, Any]:
        """The row's own properties; a list of ties of two keeps, too, whom it names first."""
        properties = super().properties()
        if self.pairing == "severally" and (first := self._first_named()):
            properties["first_named"] = first
        return properties

    def _first_named(self) -> str | None:
        """The first party of the first part that is told; those that every tie may have come last."""
        of_all = Tie.related()
        columns_ = sorted(self._told(), key=lambda column: column[0] in of_all)
        parties = (getattr(self, name) for name, column in columns_ if column.sort == "role")
        return next((some[0].id for some in parties), None)


class Standing(Record):
    """A relation between two actors: a relationship with an id, a period and citations."""

    type: ClassVar[str]
    ends: ClassVar[tuple[str, str]]
    """The columns of the relationship's start and end."""
    targets: ClassVar[tuple[str, str]] = ("Actor", "Actor")
    must_cite: ClassVar[bool] = True
    lasts: ClassVar[bool] = True
    """Whether it is a state, of which a single date shows only one moment."""

    id: Id = Field(description="Its id, unique across all tables.")
    during: Edtf = text(
        "The period as an EDTF interval: 1994/2001, 1994/.. (still valid), 1994/ (end unknown). A single "
        "date, 2020, is a time at which it was true; its beginning and end are then unknown."
    )
    certainty: Certainty = Field(
        default="stated", description="stated, or unsure if the source leaves it in doubt."
    )
    note: Text = text("What is in doubt.")
    layer: Layer = text(REFERENCE_LAYER)
    source: OneId = text("A source that states it, where the table has no citations of its own.")
    section: Text = text("The section of that source.")

    @property
    def subject(self) -> str:
        return self.id

    def references(self) -> Iterator[tuple[str, str, str]]:
        for column, target in zip(self.ends, self.targets, strict=True):
            yield column, getattr(self, column), target

    def properties(self) -> dict[str, Any]:
        """The properties of the relationship."""
        left_out = self._left_out()
        carried = {k: v for k, v in self.values.items() if k not in left_out}
        bounded = bounds(self.during, "from", "to") if self._is_bounded else {}
        return carried | bounded | surely(self.during)

    @classmethod
    @cache
    def _left_out(cls) -> frozenset[str]:
        return frozenset({"source", "section", *cls.ends})

    @property
    def _is_bounded(self) -> bool:
        """Whether ``during`` gives its beginning and end; a single date shows only that it held then."""
        return not self.lasts or "/" in (self.during or "")

    def relationship(self) -> Relationship:
        """The relationship itself."""
        start, end = (getattr(self, column) for column in self.ends)
        return Relationship(self.type, start, end, self.id, self.properties(), busy="end")


# --------------------------------------------------------------------- what follows from columns


def finished(properties: dict[str, Any]) -> dict[str, Any]:
    """A node's properties with those derived from them: the bounds of its dates, and ``search``.

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
    """The known bounds of an EDTF value under the two property names, without unknown ones."""
    if not edtf:
        return {}
    span = dates.span(edtf)
    return {k: v for k, v in ((first, span.earliest), (last, span.latest)) if v is not None}


def surely(edtf: str | None) -> dict[str, Any]:
    """The day by which it had certainly ``begun`` and the day ``until`` which it certainly lasted, if known.

    A fact falls certainly between two days if it had begun by the second and lasted until the first
    (``elshi.graph.model.dates.when``); so a query can tell what is certain from what is possible.
    """
    if not edtf:
        return {}
    span = dates.span(edtf)
    return {"begun": span.begun, "until": span.until} if span.begun and span.until else {}


def written(properties: Mapping[str, Any]) -> list[str]:
    """Every spelling of a node's name, the label first."""
    lists = ("aliases", "former_names", "contested_names")
    labels = [k for k in sorted(properties) if k == "name" or k.startswith("name_")]
    names_ = [properties[k] for k in labels]
    names_ += [properties["title"]] if "title" in properties else []
    return names_ + [v for k in lists for v in properties.get(k, ())]
