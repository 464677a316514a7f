"""The network of a view for other tools: its actors, and its links with their weights and ties.

What is written has as many nodes and links as the report on the same view. GraphML and GEXF
also say how the view was made, and so does the ``README.txt`` beside the tables; JSON Lines
have no place for it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from elshi.graph import spreadsheets
from elshi.graph.exports import gexf as gexf_form
from elshi.graph.exports.graphml import flat, named
from elshi.graph.spreadsheets import inert
from elshi.graph.views.network import View, tie_ids

Link = tuple[str, str, float, list[str]]
"""Two actors, the weight of their link, and the ids that make it up."""


def _nodes(view: View) -> Iterator[tuple[str, dict[str, Any]]]:
    for id_, node in sorted(view.graph.nodes(data=True)):
        yield id_, {"name": node["name"], "type": node["label"], "kind": node["kind"]}


def _links(view: View) -> Iterator[Link]:
    """The links in the order of their actors, of whom the first is the first by id where none sends."""
    directed = view.graph.is_directed()
    pairs = [(a, b) if directed else (min(a, b), max(a, b)) for a, b in view.graph.edges]
    for a, b in sorted(pairs):
        edge = view.graph.edges[a, b]
        yield a, b, round(edge["weight"], 6), tie_ids(edge["ties"])


def _counts(view: View) -> tuple[int, int]:
    return view.graph.number_of_nodes(), view.graph.number_of_edges()


def graphml(view: View, file: Path, data: str) -> tuple[int, int]:
    """Write GraphML."""
    import networkx as nx

    graph: nx.Graph[str] = nx.DiGraph() if view.graph.is_directed() else nx.Graph()
    graph.graph |= {"name": named(data), "made": flat(view.made)} | ({"data_version": data} if data else {})
    for id_, node in _nodes(view):
        graph.add_node(id_, label=flat(node["name"]), type=node["type"], kind=flat(node["kind"]))
    for a, b, weight, ties in _links(view):
        graph.add_edge(a, b, weight=weight, number=len(ties), ties=flat(ties))
    nx.write_graphml_xml(graph, file, encoding="utf-8")
    return _counts(view)


def gexf(view: View, file: Path, data: str) -> tuple[int, int]:
    """Write GEXF; a link has a spell for each of its ties that has a date."""
    nodes = [{"id": id_, "labels": [node["type"]], "properties": node} for id_, node in _nodes(view)]
    facts = {**view.network.ties, **{p["id"]: p for *_, p in view.network.relations}}
    edges = [
        {
            "kind": "LINK",
            "ends": (a, b),
            "spells": [_spell(facts.get(tie, {})) for tie in ties],
            "properties": {"number": len(ties), "ties": ties},
            "weight": weight,
        }
        for a, b, weight, ties in _links(view)
    ]
    times = {id_: _spell(view.network.ties.get(id_, {})) for id_ in view.graph}
    directed = view.graph.is_directed()
    lines = gexf_form.document(nodes, edges, times, data, about=view.made, directed=directed)
    with open(file, "w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{line}\n" for line in lines)
    return _counts(view)


def _spell(fact: dict[str, Any]) -> gexf_form.Spell:
    """The first and the last day of a tie or a relation; empty where none is known."""
    first, last = fact.get("earliest") or fact.get("from"), fact.get("latest") or fact.get("to")
    return str(first or ""), str(last or "")


def jsonl(view: View, file: Path, _: str = "") -> tuple[int, int]:
    """Write JSON Lines in the shape of the whole graph's: nodes, then relationships of the type LINK."""
    labels = {id_: [node["type"]] for id_, node in _nodes(view)}

    def lines() -> Iterator[dict[str, Any]]:
        for id_, node in _nodes(view):
            properties = {key: value for key, value in node.items() if value and key != "type"}
            yield {"type": "node", "id": id_, "labels": labels[id_], "properties": properties}
        for a, b, weight, ties in _links(view):
            yield {
                "type": "relationship",
                "label": "LINK",
                "start": {"id": a, "labels": labels[a]},
                "end": {"id": b, "labels": labels[b]},
                "properties": {"ties": ties, "weight": weight},
            }

    with open(file, "w", encoding="utf-8", newline="\n") as out:
        for line in lines():
            out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    return _counts(view)


def csv(view: View, folder: Path, data: str) -> tuple[int, int]:
    """Write ``nodes.csv`` and ``links.csv``, with the headings that Gephi knows, and how they were made."""
    _table(
        folder / "nodes.csv",
        ("Id", "Label", "type", "kind"),
        ((id_, node["name"], node["type"], node["kind"]) for id_, node in _nodes(view)),
    )
    kind = "Directed" if view.graph.is_directed() else "Undirected"
    _table(
        folder / "links.csv",
        ("Source", "Target", "Type", "Weight", "number", "ties"),
        ((a, b, kind, weight, len(ties), "; ".join(ties)) for a, b, weight, ties in _links(view)),
    )
    (folder / "README.txt").write_text(f"{named(data)}\n\n{view.made}\n", encoding="utf-8")
    return _counts(view)


def _table(file: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with open(file, "w", encoding="utf-8", newline="") as out:
        writer = spreadsheets.writer(out)
        writer.writerow(columns)
        writer.writerows([inert(str(cell)) for cell in row] for row in rows)


WRITERS: dict[str, Callable[[View, Path, str], tuple[int, int]]] = {
    "graphml": graphml, "gexf": gexf, "jsonl": jsonl, "csv": csv,
}  # fmt: skip
"""Name of the form → what writes a view in it."""
