"""Export: the whole graph for other tools, without the bookkeeping of loads.

JSON Lines is exact and deterministic: the same graph gives the same bytes. GraphML and GEXF are for
Gephi and its like; GEXF carries the time of ties, as far as it is known.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from graph.errors import ElshiError
from graph.lookup import own_label
from graph.store import Store

_NODES = "MATCH (n:Elshi) RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties ORDER BY n.id"
_RELATIONSHIPS = (
    "MATCH (s:Elshi)-[r]->(e:Elshi) RETURN type(r) AS label, s.id AS start, labels(s) AS "
    "start_labels, e.id AS end, labels(e) AS end_labels, properties(r) AS properties"
)


def write(store: Store, form: str, file: Path, *, data: str = "") -> tuple[int, int]:
    """Write the graph as ``jsonl``, ``graphml`` or ``gexf``; give the numbers of nodes and links.

    ``data`` is the version of the data: GraphML and GEXF have a place for it, JSON Lines has none.
    The file appears when it is complete.
    """
    forms: dict[str, Callable[[Store, Path], tuple[int, int]]] = {
        "jsonl": _jsonl,
        "graphml": partial(_graphml, data=data),
        "gexf": partial(_gexf, data=data),
    }
    if form not in forms:
        raise ElshiError(f"'{form}' is not a form of export: {', '.join(forms)} was expected.")
    if file.is_dir() or not file.absolute().parent.is_dir():
        raise ElshiError(f"{file} cannot be written: a file in a folder that exists was expected.")
    fresh = file.with_name(file.name + ".new")
    try:
        counts = forms[form](store, fresh)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
    return counts


def lines(store: Store) -> Iterator[dict[str, Any]]:
    """The graph as records in the shape of Neo4j's APOC export, with our ids; nodes first, sorted."""
    for row in store.stream(_NODES):
        yield {
            "type": "node",
            "id": row["id"],
            "labels": sorted(row["labels"]),
            "properties": _properties(row["properties"]),
        }
    relationships = [
        {
            "type": "relationship",
            "label": row["label"],
            "start": {"id": row["start"], "labels": sorted(row["start_labels"])},
            "end": {"id": row["end"], "labels": sorted(row["end_labels"])},
            "properties": _properties(row["properties"]),
        }
        for row in store.stream(_RELATIONSHIPS)
    ]
    yield from sorted(relationships, key=_order)


def _order(line: dict[str, Any]) -> tuple[str, str, str, str]:
    said = json.dumps(line["properties"], ensure_ascii=False, sort_keys=True)
    return line["label"], line["start"]["id"], line["end"]["id"], said


def _properties(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in sorted(properties.items())
        if value is not None
    }


def _jsonl(store: Store, file: Path) -> tuple[int, int]:
    counts = {"node": 0, "relationship": 0}
    with open(file, "w", encoding="utf-8", newline="\n") as out:
        for line in lines(store):
            counts[line["type"]] += 1
            out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    return counts["node"], counts["relationship"]


def _networkx(store: Store, *, timed: bool) -> Any:
    """The graph as a ``networkx.MultiDiGraph`` whose values are plain texts and numbers."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for line in lines(store):
        said = {name: _flat(value) for name, value in line["properties"].items()}
        if line["type"] == "node":
            said |= {"label": said.get("name", ""), "type": own_label(line["labels"])}
            said["labels"] = ";".join(line["labels"])
            first, last = said.get("earliest"), said.get("latest")
            said.pop("id")
            graph.add_node(line["id"], **said, **(_spell(first, last) if timed else {}))
        else:
            first, last = said.pop("from", None), said.pop("to", None)
            said["type"] = line["label"]
            if "id" in said:
                said["fact"] = said.pop("id")
            if timed:
                said.pop("start", None)
                said.pop("end", None)
                said |= _spell(first, last)
            graph.add_edge(line["start"]["id"], line["end"]["id"], **said)
    return graph


def _spell(first: Any, last: Any) -> dict[str, str]:
    """The known bounds of a time as GEXF's start and end; an unknown one is left open."""
    return {k: str(v) for k, v in (("start", first), ("end", last)) if v}


_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _flat(value: Any) -> Any:
    if isinstance(value, list):
        return _flat("; ".join(str(v) for v in value))
    return _NOT_XML.sub("", value) if isinstance(value, str) else value


def _named(data: str) -> str:
    """What the graph is called in an export."""
    return f"Elshi {version('elshi')}" + (f", data {data}" if data else "")


def _graphml(store: Store, file: Path, *, data: str) -> tuple[int, int]:
    import networkx as nx

    graph = _networkx(store, timed=False)
    graph.graph |= {"name": _named(data)} | ({"data_version": data} if data else {})
    nx.write_graphml_xml(graph, file, encoding="utf-8")
    return graph.number_of_nodes(), graph.number_of_edges()


def _gexf(store: Store, file: Path, *, data: str) -> tuple[int, int]:
    import networkx as nx

    graph = _networkx(store, timed=True)
    graph.graph |= {"mode": "dynamic", "name": _named(data)}
    nx.write_gexf(graph, file, encoding="utf-8", version="1.2draft")
    return graph.number_of_nodes(), graph.number_of_edges()
