"""The graph as records, and as JSON Lines: exact and deterministic, the same graph gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from elshi.graph.store.store import Store

_NODES = "MATCH (n:Elshi) RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties ORDER BY n.id"
_RELATIONSHIPS = (
    "MATCH (s:Elshi)-[r]->(e:Elshi) WHERE type(r) <> 'SIDE_IN' "
    "RETURN type(r) AS label, s.id AS start, labels(s) AS start_labels, "
    "e.id AS end, labels(e) AS end_labels, properties(r) AS properties"
)


def lines(store: Store) -> Iterator[dict[str, Any]]:
    """The graph as records in the shape of Neo4j's APOC export, with our ids; nodes first, sorted.

    Dates are texts, as JSON has them; ``elements`` gives the same with dates.
    """
    for element in elements(store):
        yield element | {"properties": _properties(element["properties"])}


def elements(store: Store) -> Iterator[dict[str, Any]]:
    """The graph as records: nodes by id, then relationships by type, start, end and what they carry."""
    for row in store.stream(_NODES):
        labels = sorted(row["labels"])
        yield {"type": "node", "id": row["id"], "labels": labels, "properties": row["properties"]}
    relationships = [
        {
            "type": "relationship",
            "label": row["label"],
            "start": {"id": row["start"], "labels": sorted(row["start_labels"])},
            "end": {"id": row["end"], "labels": sorted(row["end_labels"])},
            "properties": row["properties"],
        }
        for row in store.stream(_RELATIONSHIPS)
    ]
    yield from sorted(relationships, key=_order)


def _order(element: dict[str, Any]) -> tuple[str, str, str, str]:
    carried = json.dumps(_properties(element["properties"]), ensure_ascii=False, sort_keys=True, default=str)
    return element["label"], element["start"]["id"], element["end"]["id"], carried


def _properties(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in sorted(properties.items())
        if value is not None
    }


def jsonl(store: Store, file: Path, _: str = "") -> tuple[int, int]:
    """Write JSON Lines into a file; they have no place for the version of the data."""
    counts = {"node": 0, "relationship": 0}
    with open(file, "w", encoding="utf-8", newline="\n") as out:
        for line in lines(store):
            counts[line["type"]] += 1
            out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":"), default=str) + "\n")
    return counts["node"], counts["relationship"]
