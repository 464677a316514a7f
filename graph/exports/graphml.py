"""GraphML, for Gephi, Cytoscape and yEd.

Each edge has an id of its own in the whole file: Gephi and yEd keep only one of the edges that share an id.
"""

from __future__ import annotations

from importlib.metadata import version
from itertools import count
from pathlib import Path
from typing import Any

from elshi.graph.exports.jsonl import lines
from elshi.graph.model.vocabulary import own_label
from elshi.graph.store.store import Store
from elshi.graph.text import xml_text


def _networkx(store: Store) -> Any:
    """The graph as a ``networkx.MultiDiGraph`` whose values are plain texts and numbers."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    edges = count()
    for line in lines(store):
        attributes = {name: flat(value) for name, value in line["properties"].items()}
        if line["type"] == "node":
            attributes |= {"label": attributes.get("name", ""), "type": own_label(line["labels"])}
            attributes["labels"] = ";".join(line["labels"])
            attributes.pop("id")
            graph.add_node(line["id"], **attributes)
        else:
            attributes["type"] = line["label"]
            if "id" in attributes:
                attributes["fact"] = attributes.pop("id")
            graph.add_edge(line["start"]["id"], line["end"]["id"], key=f"e{next(edges)}", **attributes)
    return graph


def flat(value: Any) -> Any:
    """A value as XML can have it: a list as one text, without the characters that XML does not know."""
    if isinstance(value, list):
        return flat("; ".join(str(v) for v in value))
    return xml_text(value) if isinstance(value, str) else value


def named(data: str) -> str:
    """What the graph is called in an export."""
    return f"Elshi {version('elshi')}" + (f", data {data}" if data else "")


def graphml(store: Store, file: Path, data: str) -> tuple[int, int]:
    """Write GraphML, with the version of the data."""
    import networkx as nx

    graph = _networkx(store)
    graph.graph |= {"name": named(data)} | ({"data_version": data} if data else {})
    nx.write_graphml_xml(graph, file, encoding="utf-8")
    return graph.number_of_nodes(), graph.number_of_edges()
