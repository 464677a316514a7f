"""GEXF 1.3 with the time of nodes and edges, for Gephi.

Gephi keeps parallel edges apart by their ``kind`` alone, so there is one edge for each kind between two
nodes, with a spell for each time that it was so; what tells the times apart stands in its attributes. A
bound that nobody knows is left open. The file names no day on which it was written: the same graph gives
the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from elshi.graph.exports.jsonl import lines
from elshi.graph.model.vocabulary import own_label
from elshi.graph.store.store import Store
from elshi.graph.text import xml_text

Spell = tuple[str, str]
"""First and last day; empty where it is open."""

_BOUNDS = ("earliest", "latest", "lasting", "from", "to", "search", "id", "start", "end")
"""What the spells say, and what Gephi has names of its own for."""

_TYPES = {bool: "boolean", int: "long", float: "double"}


def gexf(store: Store, file: Path, data: str = "") -> tuple[int, int]:
    """Write GEXF, with the version of the data; give the numbers of nodes and edges."""
    nodes: list[dict[str, Any]] = []
    relationships: list[dict[str, Any]] = []
    for line in lines(store):
        (nodes if line["type"] == "node" else relationships).append(line)
    times = {node["id"]: _spell(node["properties"], "earliest", "latest") for node in nodes}
    edges = [_edge(some, times) for some in _parallel(relationships)]
    with open(file, "w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{line}\n" for line in document(nodes, edges, times, data))
    return len(nodes), len(edges)


def _parallel(relationships: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The relationships of one type between the same two nodes, which stand together."""
    for _, some in groupby(relationships, key=lambda r: (r["label"], r["start"]["id"], r["end"]["id"])):
        yield list(some)


def _spell(properties: dict[str, Any], first: str, last: str) -> Spell:
    return str(properties.get(first) or ""), str(properties.get(last) or "")


def _edge(some: list[dict[str, Any]], times: dict[str, Spell]) -> dict[str, Any]:
    """One edge out of parallel relationships: their spells, and what each says, parted by bars.

    A part in a tie has the time of the tie.
    """
    first = some[0]
    ends = first["start"]["id"], first["end"]["id"]
    own = [_spell(relationship["properties"], "from", "to") for relationship in some]
    tie = next((id_ for id_ in reversed(ends) if any(times[id_])), None)
    spells = own if any(any(spell) for spell in own) else [times[tie]] if tie else []
    attributes: dict[str, list[Any]] = {}
    for relationship in some:
        for name, value in relationship["properties"].items():
            attributes.setdefault("fact" if name == "id" else name, []).append(value)
    joined = {
        name: values[0] if len(some) == 1 else " | ".join(str(_flat(value)) for value in values)
        for name, values in attributes.items()
    }
    return {"kind": first["label"], "ends": ends, "spells": spells, "properties": joined, "weight": len(some)}


def document(
    nodes: list[dict[str, Any]],
    edges: list[dict[str, Any]],
    times: Mapping[str, Spell],
    data: str,
    *,
    about: str = "",
    directed: bool = True,
) -> Iterator[str]:
    """The lines of the file; ``about`` says what it shows, ``times`` is the spell of each node."""
    name = f"Elshi {version('elshi')}" + (f", data {data}" if data else "")
    for node in nodes:
        node["properties"] |= {"type": own_label(node["labels"]), "labels": ";".join(node["labels"])}
    of_nodes, of_edges = _attributes(nodes), _attributes(edges)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://gexf.net/1.3" version="1.3">'
    description = f"<description>{escape(about)}</description>" if about else ""
    yield f"  <meta><creator>{escape(name)}</creator>{description}</meta>"
    yield (
        f'  <graph mode="dynamic" defaultedgetype="{"directed" if directed else "undirected"}" '
        'timeformat="date" timerepresentation="interval">'
    )
    yield from _declared("node", of_nodes)
    yield from _declared("edge", of_edges)
    yield "    <nodes>"
    for node in nodes:
        label = _text(node["properties"].get("name", node["id"]))
        yield f"      <node id={quoteattr(node['id'])} label={label}>"
        yield from _inside(node["properties"], of_nodes, [times[node["id"]]])
        yield "      </node>"
    yield "    </nodes>"
    yield "    <edges>"
    for number, edge in enumerate(edges):
        source, target = (quoteattr(end) for end in edge["ends"])
        kind = quoteattr(edge["kind"])
        yield (
            f'      <edge id="{number}" source={source} target={target} kind={kind} label={kind} '
            f'weight="{edge["weight"]}">'
        )
        yield from _inside(edge["properties"], of_edges, edge["spells"])
        yield "      </edge>"
    yield "    </edges>"
    yield "  </graph>"
    yield "</gexf>"


def _attributes(elements: Iterable[dict[str, Any]]) -> dict[str, tuple[int, str]]:
    """Attribute → its number and GEXF's type, string where the values are of several types."""
    types: dict[str, set[str]] = {}
    for element in elements:
        for name, value in element["properties"].items():
            if name not in _BOUNDS:
                types.setdefault(name, set()).add(_TYPES.get(type(value), "string"))
    return {
        name: (number, next(iter(types_)) if len(types_) == 1 else "string")
        for number, (name, types_) in enumerate(sorted(types.items()))
    }


def _declared(of: str, attributes: dict[str, tuple[int, str]]) -> Iterator[str]:
    yield f'    <attributes class="{of}" mode="static">'
    for name, (number, type_) in attributes.items():
        yield f'      <attribute id="{number}" title={quoteattr(name)} type="{type_}"/>'
    yield "    </attributes>"


def _inside(
    properties: dict[str, Any], attributes: dict[str, tuple[int, str]], spells: list[Spell]
) -> Iterator[str]:
    values = [
        f'<attvalue for="{attributes[name][0]}" value={_text(_flat(value))}/>'
        for name, value in sorted(properties.items())
        if name in attributes
    ]
    if values:
        yield f"        <attvalues>{''.join(values)}</attvalues>"
    bounded = list(dict.fromkeys(spell for spell in spells if any(spell)))
    if bounded:
        inside = "".join(
            "<spell" + (f' start="{first}"' if first else "") + (f' end="{last}"' if last else "") + "/>"
            for first, last in bounded
        )
        yield f"        <spells>{inside}</spells>"


def _flat(value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join(str(v) for v in value)
    return str(value).lower() if isinstance(value, bool) else value


def _text(value: Any) -> str:
    """A value as an attribute of XML: characters that XML does not know left out, line breaks kept."""
    return quoteattr(xml_text(str(value)), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
