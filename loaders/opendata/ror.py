"""Universities and other bodies from ROR's dump (JSON, schema v2): only those that are asked for.

The dump has more than 110,000 bodies, so ``only`` must name some: by ROR id, by Wikidata id or by a name
in any language. ``yassawi-university=https://ror.org/…`` gives the body to an id of the graph.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from graph.columns import shortened
from graph.errors import ElshiError
from graph.names import fold
from loaders.opendata.gathering import NOTHING, Asked, Gathering, OpenData, slug
from loaders.readers import objects

DATA = OpenData(
    kind="ror",
    source="ror",
    name="Research Organization Registry (ROR), schema v2",
    licence="CC0 1.0",
    citation="Research Organization Registry: ROR Data. Zenodo.",
    url="https://ror.org",
)

Name = dict[str, Any]
"""A name as ROR has it: ``value``, ``types`` and ``lang``."""

_COLUMNS = ("kk", "ru", "tr", "zh")
"""Languages whose names are columns of the record."""

_KINDS = {
    "archive": "library",
    "company": "company",
    "facility": "centre",
    "funder": "fund",
    "government": "agency",
    "nonprofit": "association",
}
"""ROR's type of a body that is no university → the kind of organisation."""


def read(paths: Sequence[Path], asked: Asked = NOTHING) -> Gathering:
    """Read the bodies that are asked for; those that are not found are listed.

    Raises ``ElshiError`` when nothing is asked for, or the file is not ROR's schema v2.
    """
    if not asked.only:
        raise ElshiError("ROR holds more than 110,000 bodies; say which with --only: a ROR id or a name.")
    wanted = {_key(one.partition("=")[2] or one): one for one in asked.only}
    made = Gathering(DATA, paths[0], _sha256(paths))
    found: set[str] = set()
    for path in paths:
        for number, body in objects(path):
            if not isinstance(body.get("names"), list) or "id" not in body:
                raise ElshiError(f"{path.name}, object {number}: this is not ROR's schema v2 (id, names, …).")
            if keys := wanted.keys() & _keys(body):
                found |= keys
                _add(made, number, body, wanted[min(keys)])
    for key in sorted(wanted.keys() - found):
        made.leave_out(f"ROR has nothing by the name or id '{shortened(wanted[key])}'.")
    return made


def _sha256(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    return digest.hexdigest()


def _key(text: str) -> str:
    """What is asked for, as :func:`_keys` writes it: an id's last part, or a folded name."""
    last = text.strip().rstrip("/").rsplit("/", 1)[-1]
    is_id = "/" in text or (last[:1] == "0" and len(last) == 9) or (last[:1] == "Q" and last[1:].isdigit())
    return last.lower() if is_id else fold(text)


def _keys(body: dict[str, Any]) -> set[str]:
    keys = {str(body["id"]).rsplit("/", 1)[-1].lower()}
    keys |= {fold(str(name.get("value", ""))) for name in body["names"]}
    if wikidata := _wikidata(body):
        keys.add(wikidata.lower())
    return keys - {""}


def _wikidata(body: dict[str, Any]) -> str | None:
    for one in body.get("external_ids", ()):
        if one.get("type") == "wikidata":
            every = one.get("all") or [None]
            preferred: str | None = one.get("preferred") or every[0]
            return preferred
    return None


def _add(made: Gathering, number: int, body: dict[str, Any], asked_as: str) -> None:
    names = body["names"]
    label = _label(names)
    given, equals, _ = asked_as.partition("=")
    ror = str(body["id"]).rsplit("/", 1)[-1]
    university = "education" in body.get("types", ())
    kind = next((_KINDS[t] for t in body.get("types", ()) if t in _KINDS), "other")
    country, seat = _seat(made, number, body)
    id_ = made.add(
        "universities" if university else "organisations",
        number,
        id=given.strip() if equals else slug(label),
        name=label,
        **({} if university else {"kind": kind}),
        **{f"name_{tag}": _named(names, tag) for tag in _COLUMNS},
        ror=ror,
        wikidata=_wikidata(body),
        url=next((link["value"] for link in body.get("links", ()) if link.get("type") == "website"), None),
        founded=f"{body['established']:04}" if body.get("established") else None,
        seat=seat,
        belongs_to=country,
        **made.cited(f"ror.org/{ror}"),
    )
    _further_names(made, number, id_, names, label)


def _label(names: Sequence[Name]) -> str:
    """The English label, else the name that ROR shows."""
    english = _named(names, "en")
    shown = [n["value"] for n in names if "ror_display" in n.get("types", ())]
    return english or (shown[0] if shown else names[0]["value"])


def _named(names: Sequence[Name], language: str) -> str | None:
    labels = [n["value"] for n in names if n.get("lang") == language and "label" in n.get("types", ())]
    return labels[0] if labels else None


def _further_names(made: Gathering, number: int, id_: str, names: Sequence[Name], label: str) -> None:
    """Names that have no column: labels in other languages, aliases and acronyms."""
    taken = {label, *(_named(names, tag) for tag in _COLUMNS)}
    for name in names:
        value, types, language = name["value"], name.get("types", ()), name.get("lang")
        if value in taken:
            continue
        taken.add(value)
        kind = "acronym" if "acronym" in types else "alias"
        if "label" in types and language and language not in (*_COLUMNS, "en"):
            kind = "label"
        made.add("names", number, actor=id_, name=value, kind=kind, language=language)


def _seat(made: Gathering, number: int, body: dict[str, Any]) -> tuple[str | None, str | None]:
    """The country's code and the city's id of the first location, added where they are given."""
    for location in body.get("locations", ()):
        details = location.get("geonames_details") or {}
        code, city = details.get("country_code"), details.get("name")
        if code:
            return made.state(code, number), made.city(code, city, number) if city else None
    return None, None
