"""The tables as a Frictionless Data Package, so that others can use them without the program.

``python -m elshi.loaders.pages.datapackage`` prints ``loaders/corpus/datapackage.json``, made from the record
classes and ``sources.csv``; a test fails if the file is stale.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from elshi.graph.model.records import NodeRecord, Record, Standing
from elshi.loaders import DATA_VERSION, RECORDS
from elshi.loaders.corpus import SETTLED, corpus_folder
from elshi.loaders.kinds.sources import Source
from elshi.loaders.pages.model_page import json_schema
from elshi.loaders.tables.headings import about
from elshi.loaders.tables.rows import read

LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}

_ABOUT = (
    "Treaties, festivals, culture days, university partnerships, exchanges and the organisations behind "
    "them, between Kazakhstan, the Turkic world, Central Asia and China. Every fact cites the passage of "
    "the source that states it. Several values in a cell are separated by semicolons; dates are EDTF."
)

_SETTLED = {
    "finding": "The kind of finding, as named by 'elshi check'.",
    "rows": "The rows that it was about, separated by semicolons.",
    "reason": "The reason why they are correct.",
}


def package(folder: Path | None = None) -> dict[str, Any]:
    """The descriptor of the tables in a folder (the packaged ones by default)."""
    place = folder or corpus_folder()
    resources = [_resource(place / f"{name}.csv", record) for name, record in _tables(place).items()]
    if (place / SETTLED).is_file():
        resources.append(_settled())
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "profile": "tabular-data-package",
        "name": "elshi",
        "title": "Elshi: a graph of cultural diplomacy",
        "description": _ABOUT,
        "version": DATA_VERSION,
        "licenses": [LICENCE],
        "contributors": [{"title": "The Elshi authors", "role": "author", "roles": ["author"]}],
        "sources": list(_sources(place)),
        "resources": resources,
    }


def _tables(folder: Path) -> dict[str, type[Record]]:
    return {name: record for name, record in RECORDS.items() if (folder / f"{name}.csv").is_file()}


def _sources(folder: Path) -> Iterator[dict[str, str]]:
    """The texts that the facts come from; with a URL only if the table has one."""
    path = folder / "sources.csv"
    for row in read(path).rows if path.is_file() else ():
        if isinstance(source := row.record, Source):
            written = ", ".join(
                str(part) for part in (source.authors, source.name, source.publication, source.year) if part
            )
            yield {"title": written, **({"path": source.url} if source.url else {})}


def _resource(path: Path, record: type[Record]) -> dict[str, Any]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file))
    schema: dict[str, Any] = {"fields": [_field(record, name) for name in header], "missingValues": [""]}
    if issubclass(record, NodeRecord | Standing):
        schema["primaryKey"] = ["id"]
    if keys := list(_foreign(record, header)):
        schema["foreignKeys"] = keys
    about = " ".join((record.__doc__ or "").replace("``", "").split())
    return _described(path.name, about, schema)


def _described(file: str, about: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": Path(file).stem,
        "path": file,
        "type": "table",
        "profile": "tabular-data-resource",
        "description": about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _settled() -> dict[str, Any]:
    fields = [
        {"name": name, "type": "string", "description": about, "constraints": {"required": True}}
        for name, about in _SETTLED.items()
    ]
    about = "Findings of 'elshi check' that a curator reviewed and accepted; not part of the graph."
    return _described(SETTLED, about, {"fields": fields, "missingValues": [""]})


def _field(record: type[Record], name: str) -> dict[str, Any]:
    info = record.columns()[name]
    field: dict[str, Any] = {"name": name, "type": _type(record, name), "description": about(record, name)}
    constraints: dict[str, Any] = {}
    if info.is_required():
        constraints["required"] = True
    if name == "id" and issubclass(record, NodeRecord | Standing):
        constraints["unique"] = True
    if allowed := _shape(record, name).get("enum"):
        constraints["enum"] = allowed
    if constraints:
        field["constraints"] = constraints
    return field


def _shape(record: type[Record], name: str) -> dict[str, Any]:
    """The JSON schema of a column, for non-empty cells."""
    shape: dict[str, Any] = json_schema(record)["properties"][name]
    kinds = [kind for kind in shape.get("anyOf", [shape]) if kind.get("type") != "null"]
    return kinds[0] if kinds else {}


def _type(record: type[Record], name: str) -> str:
    """Frictionless' type: lists, dates in EDTF and ids are strings, as a cell may mark them as doubtful."""
    kind = _shape(record, name).get("type")
    return str(kind) if kind in ("integer", "number", "boolean") else "string"


def _foreign(record: type[Record], header: list[str]) -> Iterator[dict[str, Any]]:
    """The columns of one id each, where only one table can have it."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for table, other in RECORDS.items():
        if issubclass(other, NodeRecord):
            for label in (other.label, *other.parents):
                bearers[label].append(table)
    single = {"source": "Source"} if "source" in header else {}
    if issubclass(record, Standing):
        single |= dict(zip(record.ends, record.targets, strict=True))
    for column, label in single.items():
        if len(bearers[label]) == 1:
            reference = {"resource": bearers[label][0], "fields": ["id"]}
            yield {"fields": [column], "reference": reference}


def text() -> str:
    """The descriptor as JSON text."""
    return json.dumps(package(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    import sys

    sys.stdout.buffer.write(text().encode())
