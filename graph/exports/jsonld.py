"""JSON-LD with terms of schema.org and, for citations, of PROV: the graph as linked data.

Every node is a thing with its names (tagged with their languages), its dates and links to Wikidata and
ROR. A relationship is a triple of the graph's own vocabulary; where it carries more than its certainty it
is also a thing of its own, an ``elshi:Fact``. A citation is a ``prov:PrimarySource``: which source, which
section, which characters. The context stands in the file, so that it is read without a network.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from elshi.graph.exports.jsonl import lines
from elshi.graph.model.vocabulary import own_label
from elshi.graph.store.store import Store

SPACE = "urn:elshi:"
"""What the ids of the graph begin with as addresses."""

CONTEXT: dict[str, Any] = {
    "elshi": SPACE,
    "vocabulary": f"{SPACE}vocabulary:",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "name": "schema:name",
    "alternateName": "schema:alternateName",
    "description": "schema:description",
    "url": "schema:url",
    "license": "schema:license",
    "sameAs": {"@id": "schema:sameAs", "@type": "@id"},
    "startDate": "schema:startDate",
    "endDate": "schema:endDate",
    "earliest": {"@id": "vocabulary:earliest", "@type": "xsd:date"},
    "latest": {"@id": "vocabulary:latest", "@type": "xsd:date"},
    "date": {"@id": "vocabulary:date", "@type": "http://id.loc.gov/datatypes/edtf/EDTF"},
    "during": {"@id": "vocabulary:during", "@type": "http://id.loc.gov/datatypes/edtf/EDTF"},
    "citation": {"@id": "schema:citation", "@type": "@id"},
    "primarySource": {"@id": "prov:hadPrimarySource", "@type": "@id"},
    "cited": "prov:qualifiedPrimarySource",
    "entity": {"@id": "prov:entity", "@type": "@id"},
    "subject": {"@id": "vocabulary:subject", "@type": "@id"},
    "object": {"@id": "vocabulary:object", "@type": "@id"},
}

TYPES = {
    "Country": "schema:Country",
    "Region": "schema:AdministrativeArea",
    "City": "schema:City",
    "Organisation": "schema:Organization",
    "University": "schema:CollegeOrUniversity",
    "Person": "schema:Person",
    "Event": "schema:Event",
    "Festival": "schema:Festival",
    "Series": "schema:EventSeries",
    "Work": "schema:CreativeWork",
    "Law": "schema:Legislation",
    "Source": "schema:CreativeWork",
}
"""Label → the term of schema.org that fits; the graph's own label is always a type too."""

_MEANT = {
    "HELD_IN": "schema:location",
    "SEATED_IN": "schema:location",
    "MEMBER_OF": "schema:memberOf",
    "PART_OF": "schema:parentOrganization",
}
"""Relationships that schema.org has a term for, in the same direction."""

_NAMES = ("aliases", "former_names")
_KNOWN = ("name", "note", "url", "licence", "wikidata", "ror", "earliest", "latest", "search", "id", *_NAMES)


def jsonld(store: Store, file: Path, data: str = "") -> tuple[int, int]:
    """Write one document; the same graph gives the same bytes."""
    things: dict[str, dict[str, Any]] = {}
    facts: list[dict[str, Any]] = []
    counts = [0, 0]
    for line in lines(store):
        if line["type"] == "node":
            counts[0] += 1
            things[line["id"]] = thing_of(line)
        else:
            counts[1] += 1
            facts += _relate(things, line, counts[1])
    document: dict[str, Any] = {"@context": CONTEXT, "@graph": [*things.values(), *facts]}
    if data:
        about = {"@id": f"{SPACE}data", "@type": "schema:Dataset", "name": "Elshi", "schema:version": data}
        document["@graph"].insert(0, about)
    with open(file, "w", encoding="utf-8", newline="\n") as out:
        json.dump(document, out, ensure_ascii=False, indent=1)
        out.write("\n")
    return counts[0], counts[1]


def thing_of(line: Mapping[str, Any]) -> dict[str, Any]:
    """A node, as a line of the graph's JSON Lines has it, as a thing."""
    properties = line["properties"]
    label = own_label(line["labels"])
    types = [f"vocabulary:{name}" for name in line["labels"] if name != "Elshi"]
    types += [TYPES[name] for name in line["labels"] if name in TYPES]
    if label == "Source":
        types.append("prov:Entity")
    thing: dict[str, Any] = {"@id": _address(line["id"]), "@type": types, "name": list(_names(properties))}
    thing["alternateName"] = [name for key in _NAMES for name in properties.get(key, ())]
    thing |= {
        "description": properties.get("note"),
        "url": properties.get("url"),
        "license": properties.get("licence"),
    }
    thing["sameAs"] = list(_same(properties))
    thing |= _times(properties.get("date")) | {
        "earliest": properties.get("earliest"),
        "latest": properties.get("latest"),
    }
    for name, value in properties.items():
        if name not in _KNOWN and not name.startswith("name_") and name not in thing:
            thing[name if name == "date" else f"vocabulary:{name}"] = value
    return {name: value for name, value in thing.items() if value not in (None, [])}


def _names(properties: dict[str, Any]) -> Iterator[dict[str, str]]:
    if "name" in properties:
        yield {"@value": properties["name"], "@language": "en"}
    for key in sorted(properties):
        if key.startswith("name_"):
            yield {"@value": properties[key], "@language": key.removeprefix("name_").replace("_", "-")}


def _same(properties: dict[str, Any]) -> Iterator[str]:
    if "wikidata" in properties:
        yield f"http://www.wikidata.org/entity/{properties['wikidata']}"
    if "ror" in properties:
        yield f"https://ror.org/{properties['ror']}"


_PLAIN = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def _times(edtf: str | None) -> dict[str, str]:
    """Start and end as schema.org has them (ISO 8601), where the date says them without a doubt.

    >>> _times("1995-06"), _times("1995/1997"), _times("1994/.."), _times("1992?")
    ({'startDate': '1995-06'}, {'startDate': '1995', 'endDate': '1997'}, {'startDate': '1994'}, {})
    """
    first, slash, last = (edtf or "").partition("/")
    dates = {"startDate": first, "endDate": last if slash else ""}
    return {name: value for name, value in dates.items() if _PLAIN.fullmatch(value)}


def _address(id_: str) -> str:
    return f"{SPACE}{id_}"


def _relate(things: dict[str, dict[str, Any]], line: dict[str, Any], number: int) -> Iterator[dict[str, Any]]:
    """Add the triple to its start; give the fact, where there is more to say of it."""
    start, end = line["start"]["id"], line["end"]["id"]
    thing, properties, label = things[start], dict(line["properties"]), line["label"]
    if label == "CITES":
        _append(thing, "primarySource", _address(end))
        _append(thing, "cited", _cited(end, properties))
        return
    _append(thing, f"vocabulary:{label}", {"@id": _address(end)})
    if label in _MEANT:
        _append(thing, _MEANT[label], {"@id": _address(end)})
    id_ = properties.pop("id", None)
    if set(properties) - {"certainty"} or properties.get("certainty") == "unsure":
        yield _fact(line, properties, id_ or f"fact-{number}")


def _fact(line: dict[str, Any], properties: dict[str, Any], id_: str) -> dict[str, Any]:
    start, end = line["start"]["id"], line["end"]["id"]
    sources, sections = properties.pop("sources", []), properties.pop("sections", [])
    starts, ends = properties.pop("starts", []), properties.pop("ends", [])
    vias, says = properties.pop("vias", []), properties.pop("says", [])
    fact: dict[str, Any] = {
        "@id": _address(f"fact:{id_}"),
        "@type": ["vocabulary:Fact", f"vocabulary:{line['label']}"],
        "subject": _address(start),
        "object": _address(end),
        "earliest": properties.pop("from", None),
        "latest": properties.pop("to", None),
        "during": properties.get("during"),
        **_times(properties.pop("during", None)),
    }
    fact |= {f"vocabulary:{name}": value for name, value in properties.items()}
    fact["cited"] = [
        _cited(source, {"section": section, "start": first, "end": last, "via": via, "says": other})
        for source, section, first, last, via, other in zip(
            sources, sections, starts, ends, vias, says, strict=False
        )
    ]
    return {name: value for name, value in fact.items() if value not in (None, [])}


def _cited(source: str, citation: dict[str, Any]) -> dict[str, Any]:
    """One passage: ``prov:PrimarySource`` with where in the source it stands."""
    kept = {f"vocabulary:{name}": value for name, value in citation.items() if value not in ("", -1, None)}
    return {"@type": "prov:PrimarySource", "entity": _address(source)} | kept


def _append(thing: dict[str, Any], name: str, value: Any) -> None:
    values = thing.setdefault(name, [])
    if value not in values:
        values.append(value)
