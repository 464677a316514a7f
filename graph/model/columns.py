"""Columns: what a cell may hold, and what its column becomes in the graph.

The types validate and split cells (``Parties``, ``Edtf``, ``Text`` …); the functions declare a column
(``role``, ``link``, ``standing``, ``text`` …). A record class is a list of such declarations.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic.fields import FieldInfo

from elshi.graph.model import dates
from elshi.graph.text import shortened

Certainty = Literal["stated", "unsure"]

CulturalField = Literal[
    "language", "literature", "music", "theatre", "dance", "film", "fine-arts", "crafts",
    "heritage", "museums", "libraries-archives", "education", "science", "religion", "media",
    "youth", "sport", "tourism", "cuisine", "general-culture", "politics", "economy",
]  # fmt: skip

LONGEST_CELL = 20_000
"""Characters in one cell; anything longer is an error in the table, not a name or a note."""

LONGEST_LIST = 500
"""Values in one cell of several values, for the same reason."""


_PARTY = re.compile(r"\s*+([^\s\[\]?;]++)\s*+(\??)\s*+(?:\[(.*)\])?\s*+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Party:
    """An actor in its role in a tie, as one value of a cell: ``KZ``, ``KZ?``, ``CN [office=…]``.

    >>> Party.read("tian-zengpei [on_behalf_of=CN | office=Deputy Minister]").particulars["office"]
    'Deputy Minister'
    >>> Party.read("KZ?").certainty
    'unsure'
    """

    id: str
    certainty: str = "stated"
    particulars: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    @lru_cache(maxsize=1 << 16)
    def read(cls, text: str) -> Party:
        """Parse one value of a cell; raises ``ValueError``, in one sentence, if it is malformed."""
        match = _PARTY.fullmatch(text)
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
        for name in _DATED & particulars.keys():
            with suppress(ValueError):  # check_particulars refuses it
                particulars[name] = dates.normalise(particulars[name])
        return cls(actor, "unsure" if doubt else "stated", particulars)

    def __str__(self) -> str:
        inside = " | ".join(f"{name}={value}" for name, value in self.particulars.items())
        return self.id + ("?" if self.certainty == "unsure" else "") + (f" [{inside}]" if inside else "")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column becomes in the graph.

    Every value may be marked as doubtful (``KZ?``); the relationship is then ``unsure``.

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
"""Details of any actor's role in a tie: for whom, in which office, as what (editor, juror)."""


_DATED = frozenset(("ratified", "withdrew"))
"""Details that are dates."""


def check_particulars(column: str, spec: Column, party: Party) -> None:
    """Refuse unknown details, an amount that is not a number, and an invalid date."""
    for name, value in party.particulars.items():
        if name not in spec.particulars:
            allowed = ", ".join(spec.particulars) or "nothing"
            raise ValueError(
                f"column {column}: '{shortened(name)}' is not a known detail of {party.id}; {allowed} was "
                f"expected"
            )
        if name == "amount":
            try:
                float(value)
            except ValueError:
                raise ValueError(f"column {column}: amount '{shortened(value)}' is not a number") from None
        elif name in _DATED:
            dates.normalise(value)


def _split(value: object) -> object:
    """Several values of one cell, separated by ``;``, as a tuple; other values unchanged."""
    if value is None or value == "":
        return ()
    if not isinstance(value, str):
        return value
    parts = tuple(dict.fromkeys(filter(None, map(str.strip, value.split(";")))))
    if len(parts) > LONGEST_LIST:
        raise ValueError(f"the cell has {len(parts)} values, and at most {LONGEST_LIST} are allowed")
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


_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def _flag(value: object) -> object:
    if isinstance(value, bool) or value in (None, ""):
        return None if value == "" else value
    word = str(value).strip().lower()
    if word not in _FLAGS:
        raise ValueError(f"'{shortened(value)}' is neither true nor false")
    return _FLAGS[word]


ID = re.compile(r"[A-Za-z0-9]+(?:[-._][A-Za-z0-9]+)*")


def _id(value: object) -> object:
    if not isinstance(value, str) or not ID.fullmatch(value) or len(value) > 200:
        raise ValueError(
            f"'{shortened(value)}' is not an id: Latin letters, digits and hyphens were expected, "
            "such as turksoy or kz-tr-agreement-1992"
        )
    return value


_WIKIDATA = re.compile(r"(?:https?://www\.wikidata\.org/(?:wiki|entity)/)?(Q[1-9][0-9]{0,11})")
_ROR = re.compile(r"(?:https?://)?(?:ror\.org/)?(0[a-hj-km-np-tv-z0-9]{6}[0-9]{2})", re.IGNORECASE)


def wikidata_id(text: str) -> str | None:
    """The id of a Wikidata item, also from its address; ``None`` if the text is neither.

    >>> wikidata_id("https://www.wikidata.org/wiki/Q232"), wikidata_id("232")
    ('Q232', None)
    """
    match = _WIKIDATA.fullmatch(text.strip())
    return match[1] if match else None


def ror_id(text: str) -> str | None:
    """The id of an organisation in ROR, also from its address; ``None`` if the text is neither.

    The last two digits are a check of the others (ISO 7064, modulus 97).

    >>> ror_id("https://ror.org/03q0vrn42"), ror_id("03q0vrn43")
    ('03q0vrn42', None)
    """
    match = _ROR.fullmatch(text.strip())
    if not match:
        return None
    letters, check = match[1][:-2].lower(), int(match[1][-2:])
    number = sum("0123456789abcdefghjkmnpqrstvwxyz".index(c) * 32**at for at, c in enumerate(letters[::-1]))
    return letters + match[1][-2:] if 98 - number * 100 % 97 == check else None


def _wikidata(value: object) -> object:
    if value in (None, ""):
        return None
    if not (id_ := wikidata_id(str(value))):
        raise ValueError(f"'{shortened(value)}' is not the id of a Wikidata item, such as Q232")
    return id_


def _ror(value: object) -> object:
    if value in (None, ""):
        return None
    if not (id_ := ror_id(str(value))):
        raise ValueError(f"'{shortened(value)}' is not an id in ROR, such as 03q0vrn42")
    return id_


Id = Annotated[str, BeforeValidator(_id)]
WikidataId = Annotated[str | None, BeforeValidator(_wikidata)]
RorId = Annotated[str | None, BeforeValidator(_ror)]
Edtf = Annotated[str | None, BeforeValidator(_edtf)]


def is_date(info: FieldInfo) -> bool:
    """Whether a column holds a date or an interval."""
    return any(getattr(one, "func", None) is _edtf for one in info.metadata)


Text = Annotated[str | None, BeforeValidator(_empty)]
Count = Annotated[int | None, BeforeValidator(_empty), Field(ge=0)]
Flag = Annotated[bool | None, BeforeValidator(_flag)]
Layer = Annotated[Literal["reference"] | None, BeforeValidator(_empty)]
NumberKind = Annotated[Literal["stock", "flow", "total"] | None, BeforeValidator(_empty)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
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
    """A column of actors with the role ``type_`` in the tie."""
    return _related(Column(type_, "role", "Actor", (*PARTICULARS, *particulars)), about)


def link(type_: str, about: str, target: str) -> Any:
    """A column of nodes labelled ``target`` to which the row's node has ``type_``."""
    return _related(Column(type_, "link", target), about)


def standing(type_: str, about: str, target: str, *, reverse: bool = False) -> Any:
    """A column of actors to which the row's actor stands in ``type_`` (see ``Column``)."""
    return _related(Column(type_, "standing", target, reverse=reverse), about)


def _related(column: Column, about: str) -> Any:
    return Field(default=(), description=about, json_schema_extra={"column": column})  # type: ignore[dict-item]
