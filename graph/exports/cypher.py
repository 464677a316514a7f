"""A Cypher script that makes the graph in any Neo4j: constraints, then nodes, then relationships.

Run it with ``cypher-shell -f`` in an empty database. Labels and types are those of the model; every value
is a literal, escaped.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

from elshi.graph.exports.jsonl import elements
from elshi.graph.store.literals import literal, quoted
from elshi.graph.store.schema import NEO4J_SCHEMA, SCHEMA
from elshi.graph.store.store import Store
from elshi.graph.store.writing import batches

ROWS = 500
"""Elements in one statement."""


def script(store: Store, file: Path, data: str = "") -> tuple[int, int]:
    """Write the script; the same graph gives the same bytes."""
    counts = [0, 0]
    with open(file, "w", encoding="utf-8", newline="\n") as out:
        out.write("// Elshi" + (f", data {data}" if data else "") + "\n")
        out.writelines(f"{statement};\n" for statement in SCHEMA + NEO4J_SCHEMA)
        for shape, alike in groupby(elements(store), key=_shape):
            for some in batches(alike, ROWS):
                counts[0 if some[0]["type"] == "node" else 1] += len(some)
                out.write(_statement(shape, some) + ";\n")
    return counts[0], counts[1]


def _shape(element: dict[str, Any]) -> str:
    """The pattern that an element makes: its labels, or its type."""
    if element["type"] == "node":
        return f"(n:{':'.join(quoted(label) for label in element['labels'])})"
    return f"(s)-[x:{quoted(element['label'])}]->(e)"


def _statement(shape: str, some: list[dict[str, Any]]) -> str:
    if some[0]["type"] == "node":
        rows = ",\n ".join(literal(element["properties"]) for element in some)
        return f"UNWIND [\n {rows}\n] AS r CREATE {shape} SET n = r"
    rows = ",\n ".join(
        literal({"s": element["start"]["id"], "e": element["end"]["id"], "p": element["properties"]})
        for element in some
    )
    return (
        f"UNWIND [\n {rows}\n] AS r MATCH (s:Elshi {{id: r.s}}) MATCH (e:Elshi {{id: r.e}}) "
        f"CREATE {shape} SET x = r.p"
    )
