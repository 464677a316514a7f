"""Universities and other bodies from ROR's dump (JSON, schema v2): only those that are asked for.

The dump has more than 110,000 bodies, so ``only`` must name some: by ROR id, by Wikidata id or by a name
in any language. What stands before a ``=`` gives the body to an id of the graph::

    elshi load --kind ror ror-data.json --only "kaznu=https://ror.org/03q0vrn42" --only "Koç University"

Of a name that several bear none is taken, and they are listed; a withdrawn record never is; an inactive
body says so in its note. ROR publishes its dump as a zip archive: unpack its JSON of schema v2 first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from elshi.graph.errors import ElshiError
from elshi.graph.model.columns import wikidata_id
from elshi.graph.names.names import country, fold
from elshi.graph.text import shortened
from elshi.loaders.files.readers import objects
from elshi.loaders.opendata.gathering import NOTHING, Gathering, OpenData, OpenDataOptions, slug

DATA = OpenData(
    kind="ror",
    source="ror",
    name="Research Organization Registry (ROR), schema v2",
    licence="CC0 1.0",
    citation="Research Organization Registry: ROR Data. Zenodo.",
    url="https://ror.org",
    takes=("only", "source", "encoding"),
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


def read(paths: Sequence[Path], options: OpenDataOptions = NOTHING) -> Gathering:
    """Read the bodies that are asked for; those that are not found, or not surely, are listed.

    Raises ``ElshiError`` when nothing is asked for, or the file is not ROR's schema v2.
    """
    if not options.only:
        raise ElshiError("ROR holds more than 110,000 bodies; say which with --only: a ROR id or a name.")
    wanted = {_key(one.partition("=")[2] or one): one for one in options.only}
    gathering = Gathering(options.of(DATA), paths[0], "")
    bodies_of: dict[str, list[Found]] = {key: [] for key in wanted}
    for path in paths:
        for number, body in objects(path, options.encoding):
            if not isinstance(body.get("names"), list) or not body.get("id"):
                raise ElshiError(f"{path.name}, object {number}: this is not ROR's schema v2 (id, names, …).")
            for key in wanted.keys() & _keys(body):
                bodies_of[key].append((number, body))
    gathering.sha256 = _sha256(paths)
    taken: set[str] = set()
    for key, bodies in sorted(bodies_of.items(), key=lambda pair: [number for number, _ in pair[1]]):
        if (one := _chosen(gathering, wanted[key], bodies)) and one[1]["id"] not in taken:
            taken.add(one[1]["id"])
            _add(gathering, *one, wanted[key])
    return gathering


Found = tuple[int, dict[str, Any]]
"""A body and its number in the dump."""


def _chosen(gathering: Gathering, asked_as: str, bodies: Sequence[Found]) -> Found | None:
    """The one body that is meant: withdrawn records count for nothing, and active ones before others."""
    name = shortened(asked_as)
    there = [(number, body) for number, body in bodies if body.get("status") != "withdrawn"]
    active = [(number, body) for number, body in there if body.get("status") != "inactive"]
    if len(several := active or there) == 1:
        return several[0]
    if several:
        candidates = ", ".join(f"{_id(body)} ({_where(body)})" for _, body in several[:5])
        gathering.leave_out(f"ROR has several by the name '{name}': {candidates}; ask for one by its id.")
    elif bodies:
        gathering.leave_out(f"ROR has withdrawn '{name}'{_instead(bodies[0][1])}.")
    else:
        gathering.leave_out(f"ROR has nothing by the name or id '{name}'.")
    return None


def _id(body: dict[str, Any]) -> str:
    return str(body["id"]).rsplit("/", 1)[-1]


def _where(body: dict[str, Any]) -> str:
    """Town and country, to tell bodies of one name apart."""
    details = [location.get("geonames_details") or {} for location in body.get("locations") or ()]
    words = [details[0].get("name"), details[0].get("country_name")] if details else []
    return ", ".join(filter(None, words)) or "nowhere"


def _instead(body: dict[str, Any]) -> str:
    """The successors of a body, in words."""
    later = [one for one in body.get("relationships") or () if one.get("type") == "successor"]
    return f"; its successor is {', '.join('{label} ({id})'.format(**one) for one in later)}" if later else ""


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
    keys = {_id(body).lower()}
    keys |= {fold(name["value"]) for name in _names(body)}
    if wikidata := _wikidata(body):
        keys.add(wikidata.lower())
    return keys - {""}


def _names(body: dict[str, Any]) -> list[Name]:
    """The names that have a value."""
    return [name for name in body["names"] if name.get("value")]


def _wikidata(body: dict[str, Any]) -> str | None:
    for one in body.get("external_ids") or ():
        if one.get("type") == "wikidata":
            every = one.get("all") or [""]
            return wikidata_id(str(one.get("preferred") or every[0]))
    return None


def _add(gathering: Gathering, number: int, body: dict[str, Any], asked_as: str) -> None:
    if not (names := _names(body)):
        gathering.leave_out(f"ROR gives '{shortened(asked_as)}' ({_id(body)}) no name.")
        return
    label = _label(names)
    given, equals, _ = asked_as.partition("=")
    ror, types = _id(body), body.get("types") or ()
    table = "universities" if "education" in types else "organisations"
    own = slug(label)
    state, seat = _seat(gathering, number, body)
    id_ = gathering.add(
        table,
        number,
        id=given.strip() if equals else f"{own}-{ror}" if gathering.has(table, own) else own,
        name=label,
        **(
            {"kind": next((_KINDS[t] for t in types if t in _KINDS), "other")}
            if table != "universities"
            else {}
        ),
        **{f"name_{tag}": _named(names, tag) for tag in _COLUMNS},
        ror=ror,
        wikidata=_wikidata(body),
        url=next((one.get("value") for one in body.get("links") or () if one.get("type") == "website"), None),
        founded=f"{body['established']:04}" if body.get("established") else None,
        seat=seat,
        belongs_to=state,
        note=f"Not active any more, by ROR{_instead(body)}." if body.get("status") == "inactive" else None,
        **gathering.cited(f"ror.org/{ror}"),
    )
    _further_names(gathering, number, id_, names, label)


def _label(names: Sequence[Name]) -> str:
    """The English label, else the name that ROR shows."""
    english = _named(names, "en")
    shown = [n["value"] for n in names if "ror_display" in (n.get("types") or ())]
    return english or (shown[0] if shown else names[0]["value"])


def _named(names: Sequence[Name], language: str) -> str | None:
    labels = [n["value"] for n in names if n.get("lang") == language and "label" in (n.get("types") or ())]
    return labels[0] if labels else None


def _further_names(gathering: Gathering, number: int, id_: str, names: Sequence[Name], label: str) -> None:
    """Names that have no column: labels in other languages, aliases and acronyms."""
    taken = {label, *(_named(names, tag) for tag in _COLUMNS)}
    for name in names:
        value, types, language = name["value"], name.get("types") or (), name.get("lang")
        if value in taken:
            continue
        taken.add(value)
        kind = "acronym" if "acronym" in types else "alias"
        if "label" in types and language and language not in (*_COLUMNS, "en"):
            kind = "label"
        gathering.add("names", number, actor=id_, name=value, kind=kind, language=language)


def _seat(gathering: Gathering, number: int, body: dict[str, Any]) -> tuple[str | None, str | None]:
    """The country's code and the city's id of the first location, added where they are given."""
    for location in body.get("locations") or ():
        details = location.get("geonames_details") or {}
        code, name = country(details.get("country_code") or ""), details.get("name")
        if code is None:
            continue
        state, city = gathering.state(code, number), gathering.city(code, name, number) if name else None
        north, east = details.get("lat"), details.get("lng")
        if city and north is not None and east is not None:
            gathering.lies(city, north, east, number)
        return state, city
    return None, None
