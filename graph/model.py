"""The model of cultural diplomacy: its labels, its relationships, and the base of every record.

Two families of nodes. An *actor* is someone or somewhere; a *tie* is something that happened or was
agreed between actors, a node of its own because it has a date, a place, a text, many participants
and sources. A record class (they live in ``loaders``, one module per kind) says which of its
columns becomes which relationship; validation, Cypher, constraints, templates and the reference
page all follow from that one declaration. This module holds no data and touches no database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Annotated, Any, ClassVar, Literal, Self, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic.fields import FieldInfo

from graph import dates, names

OWN = "Elshi"
"""The label that every node of ours carries: constraints, look-ups, exports and wipe go through it."""

LANGUAGES = ("en", "kk", "ru", "tr", "zh")
"""Languages that have a label column of their own; the first is the column ``name``."""

Certainty = Literal["stated", "unsure"]

CulturalField = Literal[
    "language", "literature", "music", "theatre", "dance", "film", "fine-arts", "crafts",
    "heritage", "museums", "libraries-archives", "education", "science", "religion", "media",
    "youth", "sport", "tourism", "cuisine", "general-culture", "politics", "economy",
]  # fmt: skip

LONGEST_CELL = 20_000
"""Characters in one cell; a longer one is a mistake of the table, not a name or a note."""

LONGEST_LIST = 500
"""Values in one cell of several values, for the same reason."""


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


# ----------------------------------------------------------------------------- kinds of columns


@dataclass(frozen=True, slots=True)
class Party:
    """An actor in its part in a tie, as one value of a cell: ``KZ``, ``KZ?``, ``CN [office=…]``.

    >>> Party.read("tian-zengpei [on_behalf_of=CN | office=Deputy Minister]").particulars["office"]
    'Deputy Minister'
    >>> Party.read("KZ?").certainty
    'unsure'
    """

    id: str
    certainty: str = "stated"
    particulars: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str) -> Party:
        """Read one value of a cell; raise ``ValueError`` with a sentence when it has another shape."""
        match = re.fullmatch(r"\s*([^\s\[\]?;]+)\s*(\??)\s*(?:\[(.*)\])?\s*", text, re.DOTALL)
        if not match:
            raise ValueError(
                f"'{shortened(text)}' is not an actor: an id was expected, such as KZ, KZ? "
                "(unsure) or KZ [ratified=1993-05]"
            )
        actor, doubt, inside = match.groups()
        particulars = {}
        for part in (inside or "").split("|"):
            if part.strip():
                name, equals, value = part.partition("=")
                if not equals or not value.strip():
                    raise ValueError(f"'{shortened(part)}' was expected to be name=value")
                particulars[name.strip()] = value.strip()
        return cls(actor, "unsure" if doubt else "stated", particulars)

    def __str__(self) -> str:
        inside = " | ".join(f"{name}={value}" for name, value in self.particulars.items())
        return self.id + ("?" if self.certainty == "unsure" else "") + (f" [{inside}]" if inside else "")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column becomes in the graph.

    Every value may be doubted (``KZ?``); the relationship is then ``unsure``.

    ``role``: each value is an actor that has this relationship to the tie.
    ``link``: each value is a node to which the row's node has this relationship.
    ``standing``: the same between two actors, with an id of its own (``reverse``: from the value).
    ``target``: the label that the values must have. ``particulars``: what a value may say in ``[]``.
    """

    type: str
    sort: Literal["role", "link", "standing"]
    target: str
    particulars: tuple[str, ...] = ()
    reverse: bool = False


PARTICULARS = ("on_behalf_of", "office", "capacity")
"""What may be said of anybody's part in a tie: for whom, in which office, as what (editor, juror)."""


def _check_particulars(column: str, spec: Column, party: Party) -> None:
    """Refuse what the column does not know, an amount that is no number, a date that is none."""
    for name, value in party.particulars.items():
        if name not in spec.particulars:
            known = ", ".join(spec.particulars) or "nothing"
            raise ValueError(
                f"column {column}: '{shortened(name)}' cannot be said of {party.id} there; "
                f"{known} was expected"
            )
        if name == "amount":
            try:
                float(value)
            except ValueError:
                raise ValueError(f"column {column}: amount '{shortened(value)}' is not a number") from None
        elif name in ("ratified", "withdrew"):
            dates.normalise(value)


def shortened(value: object, longest: int = 60) -> str:
    """A value as an error shows it: on one line, cut after some characters.

    >>> shortened("a" * 70)[-3:]
    'aa…'
    """
    text = " ".join(str(value).split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _split(value: object) -> object:
    """Several values of one cell, separated by ``;``, as a tuple; other values unchanged."""
    if value is None or value == "":
        return ()
    if not isinstance(value, str):
        return value
    parts = tuple(dict.fromkeys(part.strip() for part in value.split(";") if part.strip()))
    if len(parts) > LONGEST_LIST:
        raise ValueError(f"{len(parts)} values stand in the cell, where {LONGEST_LIST} is the most")
    return parts


def _parties(value: object) -> object:
    values = _split(value)
    if isinstance(values, tuple | list):
        return tuple(v if isinstance(v, Party) else Party.read(str(v)) for v in values)
    return values


def _edtf(value: object) -> object:
    return None if value in (None, "") else dates.normalise(str(value))


def _empty(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


ID = re.compile(r"[A-Za-z0-9]+(?:[-._][A-Za-z0-9]+)*")


def _id(value: object) -> object:
    if not isinstance(value, str) or not ID.fullmatch(value) or len(value) > 200:
        raise ValueError(
            f"'{shortened(value)}' is not an id: Latin letters, digits and hyphens were expected, "
            "such as turksoy or kz-tr-agreement-1992"
        )
    return value


Id = Annotated[str, BeforeValidator(_id)]
Edtf = Annotated[str | None, BeforeValidator(_edtf)]
Text = Annotated[str | None, BeforeValidator(_empty)]
Number = Annotated[float | None, BeforeValidator(_empty)]
Count = Annotated[int | None, BeforeValidator(_empty), Field(ge=0)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_split)]
Fields = Annotated[tuple[CulturalField, ...], BeforeValidator(_split)]
Parties = Annotated[
    tuple[Party, ...],
    BeforeValidator(_parties),
    WithJsonSchema({"type": "array", "items": {"type": "string"}}),
]
Ids = Parties
"""Nodes that are no actors in a tie are written the same way: ``kz-almaty``, ``kz-almaty?``."""
OneId = Annotated[Id | None, BeforeValidator(_empty)]


def text(about: str) -> Any:
    """A column of plain text, number or date that may stay empty; ``about`` describes it."""
    return Field(default=None, description=about)


def several(about: str) -> Any:
    """A column of several plain values."""
    return Field(default=(), description=about)


def role(type_: str, about: str, *particulars: str) -> Any:
    """A column of actors that play the part ``type_`` in the tie."""
    return _related(Column(type_, "role", "Actor", (*PARTICULARS, *particulars)), about)


def link(type_: str, about: str, target: str) -> Any:
    """A column of nodes labelled ``target`` to which the row's node has ``type_``."""
    return _related(Column(type_, "link", target), about)


def standing(type_: str, about: str, target: str, *, reverse: bool = False) -> Any:
    """A column of actors to which the row's actor stands in ``type_`` (see ``Column``)."""
    return _related(Column(type_, "standing", target, reverse=reverse), about)


def _related(column: Column, about: str) -> Any:
    return Field(default=(), description=about, json_schema_extra={"column": column})  # type: ignore[dict-item]


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
        for name, column in self.related().items():
            for party in getattr(self, name):
                if party.particulars:
                    _check_particulars(name, column, party)
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

    @classmethod
    @cache
    def kinds(cls) -> tuple[str, ...]:
        """The closed list of kinds, where the class has one."""
        info = cls.model_fields.get("kind")
        return literal_values(info.annotation) if info else ()

    def references(self) -> Iterator[tuple[str, str, str]]:
        """(column, id, label it must have) for each node that the row names."""
        for name, column in self.related().items():
            for value in getattr(self, name):
                yield name, value.id, column.target
                if "on_behalf_of" in value.particulars:
                    yield name, value.particulars["on_behalf_of"], "Actor"

    @classmethod
    @cache
    def always(cls) -> frozenset[str]:
        """The columns that have a value even where the cell is empty: those with a default."""
        return frozenset(n for n, info in cls.model_fields.items() if info.default not in (None, (), ""))

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """The row as plain values, empty cells left out: what a load remembers of it."""
        row: dict[str, Any] = {}
        filled = self.model_fields_set | self.always()
        for name in self.columns():
            if name in filled:
                value = getattr(self, name)
                if isinstance(value, tuple):
                    value = [v if isinstance(v, str) else str(v) for v in value]
                if value not in (None, [], ""):
                    row[name] = value
        return row


def literal_values(annotation: Any) -> tuple[str, ...]:
    """The strings of a ``Literal``, also inside ``Optional`` or ``Annotated``."""
    if get_origin(annotation) is Literal:
        return tuple(str(v) for v in get_args(annotation))
    return next((v for a in get_args(annotation) if (v := literal_values(a))), ())


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
        left_out = {"source", "section", *self.related()}
        return {k: v for k, v in self.values.items() if k not in left_out}

    def relationships(self) -> Iterator[Relationship]:
        """The relationships that the row's columns assert."""
        for name, column in self.related().items():
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


class Standing(Record):
    """A standing fact between two actors: a relationship with an id, a time and citations."""

    type: ClassVar[str]
    ends: ClassVar[tuple[str, str]]
    """The columns of the relationship's start and end."""
    targets: ClassVar[tuple[str, str]] = ("Actor", "Actor")
    must_cite: ClassVar[bool] = True

    id: Id = Field(description="Its id, unique across all tables.")
    during: Edtf = text("When, as an EDTF interval: 1994/2001, 1994/.. (still), 1994/ (end unknown).")
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
        left_out = {"source", "section", *self.ends}
        said = {k: v for k, v in self.values.items() if k not in left_out}
        return said | bounds(self.during, "from", "to")

    def relationship(self) -> Relationship:
        """The relationship itself."""
        start, end = (getattr(self, column) for column in self.ends)
        return Relationship(self.type, start, end, self.id, self.properties(), busy="end")


# --------------------------------------------------------------------- what follows from columns


def finished(properties: dict[str, Any]) -> dict[str, Any]:
    """A node's properties with what follows from them: bounds of its dates, and ``search``.

    ``date`` gives ``earliest``, ``latest`` (days), ``lasting`` and ``year``; ``valid`` gives
    ``valid_from`` and ``valid_to``; ``in_force`` gives ``force_from`` and ``force_to``.
    """
    done = dict(properties)
    if "date" in done:
        span = dates.span(done["date"])
        derived = {"earliest": span.earliest, "latest": span.latest, "year": span.year}
        done |= {k: v for k, v in derived.items() if v is not None} | {"lasting": span.lasting}
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


def written(properties: Mapping[str, Any]) -> list[str]:
    """Every writing of a node's name, the label first."""
    lists = ("aliases", "former_names", "contested_names")
    labels = [k for k in sorted(properties) if k == "name" or k.startswith("name_")]
    found = [properties[k] for k in labels]
    found += [properties["title"]] if "title" in properties else []
    return found + [v for k in lists for v in properties.get(k, ())]
