"""CSV files for ``neo4j-admin database import full``: the fastest way of a large graph into Neo4j.

A header file and a data file for each label and each type of relationship, the options that read them
(``import.args``), what is to be run afterwards (``after.cypher``: constraints, indexes, and the few values
that no CSV of the importer can hold) and a page that says how (``README.txt``). What remembers the loads
goes along, so that the imported database knows who asserted what: the same tables loaded again change
nothing, and a later load may withdraw their rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from elshi.graph.errors import ElshiError
from elshi.graph.exports.jsonl import elements
from elshi.graph.model.records import OWN
from elshi.graph.model.vocabulary import own_label
from elshi.graph.store.backup import BOOKKEEPING
from elshi.graph.store.literals import literal, quoted
from elshi.graph.store.schema import NEO4J_SCHEMA, SCHEMA
from elshi.graph.store.store import Store

SEPARATORS = ("U+001F", "U+001E", "U+001D", "U+001C")
"""What may stand between the values of a list: control characters that hardly any text has."""

UNWRITTEN = "elshi_unwritten"
"""A passing property: the names of lists that are ``['']`` or ``[]``, which the importer would leave out."""

_BUFFER = 4 * 1024 * 1024
"""Bytes that the importer reads at once when it is not told otherwise; a cell must fit in."""

_README = """\
The whole graph of Elshi for neo4j-admin, Neo4j's own tool for large imports. It fills a database that is
not running and holds nothing; in this folder, with Neo4j 5.26 or later:

    neo4j-admin database import full neo4j @import.args
    neo4j start
    cypher-shell -u neo4j -f after.cypher

The first command reads the tables (to replace a database, add --overwrite-destination=true and lose what it
held), the last one makes the constraints and indexes and sets the few lists that the tables cannot hold.
After that it is the same graph as one that was loaded; it knows its loads too, so that 'elshi build' and
'elshi load' go on from there.
"""


@dataclass(slots=True)
class Sheet:
    """A data file and its header: what a row begins with, and the type of each property."""

    name: str
    begins: tuple[str, ...]
    types: dict[str, str] = field(default_factory=dict)
    unwritten: set[tuple[str, int]] = field(default_factory=set)
    """Names of properties that are a list of no text or of one empty text in some row, and of how many."""

    @property
    def data(self) -> str:
        """The data file's name."""
        return f"{self.name}.csv"

    @property
    def header(self) -> str:
        """The header file's name."""
        return f"{self.name}-header.csv"

    @property
    def option(self) -> str:
        """The importer's option that reads it."""
        return f"--{self.name.partition('-')[0]}={self.header},{self.data}"

    def learn(self, properties: dict[str, Any]) -> None:
        """Note the properties' types; refuse two under one name, which the importer cannot read."""
        for name, value in properties.items():
            if _is_unwritten(value):
                self.unwritten.add((name, len(value)))
                continue
            type_ = _type(value)
            if self.types.setdefault(name, type_) != type_:
                raise ElshiError(
                    f"The property '{name}' is {self.types[name]} in one place and {type_} in another of "
                    f"{self.data}; Neo4j's importer reads one type for each property."
                )

    def headings(self) -> list[str]:
        """The header's cells."""
        extra = [f"{UNWRITTEN}:string[]"] if self.unwritten else []
        return [*self.begins, *(f"{name}:{self.types[name]}" for name in sorted(self.types)), *extra]

    def cells(self, begins: Iterable[str], properties: dict[str, Any], separator: str) -> list[str]:
        """A row's cells, as they are written."""
        row = [_cell(value, separator) for value in begins]
        for name in sorted(self.types):
            value = properties.get(name)
            row.append("" if value is None or _is_unwritten(value) else _cell(value, separator))
        if self.unwritten:
            left = [
                f"{name} {len(value)}" for name, value in sorted(properties.items()) if _is_unwritten(value)
            ]
            row.append(_cell(left, separator) if left else "")
        return row


def tables(store: Store, folder: Path, _: str = "") -> tuple[int, int]:
    """Write the files into an empty folder; give the numbers of nodes and relationships of the graph.

    The graph is read twice, for the types of its properties and for its rows. Raises ``ElshiError`` where a
    property has two types.
    """
    sheets: dict[str, Sheet] = {}
    used: set[str] = set()
    for element in _everything(store):
        _sheet(sheets, element).learn(element["properties"])
        used.update(*(_control_characters(value) for value in element["properties"].values()))
    separator = next((name for name in SEPARATORS if _character(name) not in used), None)
    if separator is None:
        raise ElshiError(
            f"The graph's texts contain all of {', '.join(SEPARATORS)}; one of them is needed to separate "
            f"lists."
        )
    counts, longest = _write(store, folder, sheets, _character(separator))
    _explain(folder, sheets, separator, longest)
    return counts["node"], counts["relationship"]


def _write(
    store: Store, folder: Path, sheets: dict[str, Sheet], separator: str
) -> tuple[dict[str, int], int]:
    """Write headers and rows; give the numbers of the graph's elements, and the bytes of the longest row."""
    counts, longest = {"node": 0, "relationship": 0, "book": 0}, 0
    with ExitStack() as stack:
        files = {}
        for sheet in sheets.values():
            (folder / sheet.header).write_text(",".join(sheet.headings()) + "\n", encoding="utf-8")
            files[sheet.name] = stack.enter_context((folder / sheet.data).open("wb"))
        for element in _everything(store):
            sheet = _sheet(sheets, element)
            row = ",".join(sheet.cells(element["begins"], element["properties"], separator)).encode() + b"\n"
            longest = max(longest, len(row))
            files[sheet.name].write(row)
            counts[element["type"]] += 1
    return counts, longest


def _explain(folder: Path, sheets: dict[str, Sheet], separator: str, longest: int) -> None:
    """Write the options, what comes afterwards, and the page that says so."""
    options = [
        "--multiline-fields=true",
        f"--array-delimiter={separator}",
        f"--read-buffer-size={max(_BUFFER, 4 * longest)}",
        *(sheets[name].option for name in sorted(sheets)),
    ]
    statements = [*SCHEMA, *NEO4J_SCHEMA]
    for family, match in (("nodes", f"MATCH (x:{OWN})"), ("relationships", f"MATCH (:{OWN})-[x]->(:{OWN})")):
        parts = [sheet for sheet in sheets.values() if sheet.name.startswith(family)]
        unwritten = sorted({pair for sheet in parts for pair in sheet.unwritten})
        statements += [_setting(match, unwritten)] if unwritten else []
    (folder / "import.args").write_text("\n".join(options) + "\n", encoding="utf-8")
    (folder / "after.cypher").write_text(";\n".join(statements) + ";\n", encoding="utf-8")
    (folder / "README.txt").write_text(_README, encoding="utf-8")


def _setting(match: str, unwritten: Iterable[tuple[str, int]]) -> str:
    """The statement that sets the lists which the sheets could not hold, and forgets which they were."""
    assignments = []
    for name, many in unwritten:
        property_ = f"x.{quoted(name)}"
        assignments.append(
            f"{property_} = CASE WHEN {literal(f'{name} {many}')} IN x.{UNWRITTEN} "
            f"THEN {literal([''] * many)} ELSE {property_} END"
        )
    return (
        f"{match} WHERE x.{UNWRITTEN} IS NOT NULL CALL (x) {{\n  SET "
        + ",\n      ".join([*assignments, f"x.{UNWRITTEN} = null"])
        + "\n} IN TRANSACTIONS OF 50000 ROWS"
    )


def _everything(store: Store) -> Iterator[dict[str, Any]]:
    """The graph's elements and the nodes that remember loads, with what their rows begin with."""
    for label in BOOKKEEPING:
        for row in store.stream(f"MATCH (n:{label}) RETURN properties(n) AS p ORDER BY n.id"):
            yield {"type": "book", "begins": (row["p"]["id"], label), "properties": _rest(row["p"])}
    for element in elements(store):
        if element["type"] == "node":
            begins = {"begins": (element["id"], element["labels"])}
            yield element | begins | {"properties": _rest(element["properties"])}
        else:
            ends = (element["start"]["id"], element["end"]["id"], element["label"])
            yield element | {"begins": ends}


def _rest(properties: dict[str, Any]) -> dict[str, Any]:
    """A node's properties but its id, which stands at the beginning of its row."""
    return {name: value for name, value in properties.items() if name != "id"}


def _sheet(sheets: dict[str, Sheet], element: dict[str, Any]) -> Sheet:
    """The sheet that an element belongs to; a new one where it is the first of its kind."""
    if element["type"] == "relationship":
        family, kind = "relationships", element["label"]
        begins: tuple[str, ...] = (f":START_ID({OWN})", f":END_ID({OWN})", ":TYPE")
    else:
        kind = own_label(element["labels"]) if element["type"] == "node" else element["begins"][1]
        family, space = "nodes", OWN if element["type"] == "node" else kind
        begins = (f"id:ID({space})", ":LABEL")
    name = f"{family}-{kind if re.fullmatch('[A-Za-z_]+', kind) else 'other'}"
    return sheets.setdefault(name, Sheet(name, begins))


def _is_unwritten(value: Any) -> bool:
    return value in ([], [""])


def _type(value: Any) -> str:
    """The importer's name for the type of a value."""
    if isinstance(value, list):
        types = {_type(item) for item in value}
        return f"{types.pop()}[]" if len(types) == 1 else "a list of several types"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "long"
    if isinstance(value, float):
        return "double"
    return "date" if isinstance(value, date) else "string"


def _cell(value: Any, separator: str) -> str:
    """A value as the importer reads it; texts are quoted, so that an empty one is not a missing one."""
    if not isinstance(value, str | list):
        return _written(value)
    text = value if isinstance(value, str) else separator.join(_written(item) for item in value)
    return '"' + text.replace('"', '""') + '"'


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)  # of a date, too, this is ISO 8601


def _character(name: str) -> str:
    return chr(int(name.removeprefix("U+"), 16))


def _control_characters(value: Any) -> set[str]:
    """Those of the separators' characters that stand in a list's texts."""
    texts = [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
    return {_character(name) for name in SEPARATORS if any(_character(name) in text for text in texts)}
