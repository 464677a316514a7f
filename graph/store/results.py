"""Results: plain values and rows, and the shapes that other libraries work with.

pandas is optional (``pip install 'elshi[pandas]'``); it and polars are imported only when a frame is
requested. Nothing here interprets a result or opens a store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from html import escape
from importlib import import_module
from typing import Any, Protocol

from elshi.graph.errors import ElshiError

LIBRARIES = ("pandas", "polars")

Row = dict[str, Any]
"""One row of a result: column → plain value."""


class Tabular:
    """The methods of every result with ``rows`` and ``columns``."""

    rows: list[Row]

    @property
    def columns(self) -> list[str]:
        """The columns' names, in order."""
        raise NotImplementedError

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __getitem__(self, number: int) -> Row:
        return self.rows[number]

    def __bool__(self) -> bool:
        return bool(self.rows)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {len(self.rows):,} rows: {', '.join(self.columns)}>"

    def frame(self, library: str = "pandas") -> Any:
        """The rows as a ``pandas`` or ``polars`` data frame; empty results keep their columns.

        Raises ``ElshiError`` if the library is not installed.
        """
        return frame(self.rows, library, self.columns)

    def to_markdown(self, most: int | None = None) -> str:
        """At most ``most`` rows as a Markdown table.

        >>> print(Table([{"year": 1993, "member": "A|B"}]).to_markdown())
        | year | member |
        |---|---|
        | 1993 | A\\|B |
        """
        lines = ["| " + " | ".join(self.columns) + " |", "|" + "---|" * len(self.columns)]
        for row in self.rows[:most]:
            cells = (shown(row[name]).replace("|", "\\|").replace("\n", " ") for name in self.columns)
            lines.append("| " + " | ".join(cells) + " |")
        return "\n".join(lines)

    def _repr_html_(self, most: int = 50) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(shown(row[name]))}</td>" for name in self.columns) + "</tr>"
            for row in self.rows[:most]
        )
        left = len(self.rows) - most
        more = f"<p>{left:,} more rows</p>" if left > 0 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


class Table(Tabular):
    """Rows with named columns.

    >>> Table([{"year": 1993, "member": "Kazakhstan"}])
    <Table 1 rows: year, member>
    """

    def __init__(self, rows: Sequence[Row], columns: Sequence[str] | None = None) -> None:
        self.rows = list(rows)
        self._columns = list(columns if columns is not None else (rows[0] if rows else ()))

    @property
    def columns(self) -> list[str]:
        return self._columns


def shown(value: Any) -> str:
    """A value of a row as a reader sees it.

    >>> shown(["turksoy", "unesco"]), shown(None), shown(0.25)
    ('turksoy; unesco', '', '0.25')
    """
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(shown(part) for part in value)
    if isinstance(value, float):
        return f"{value:.4g}"
    return str(value)


def frame(rows: Sequence[Row], library: str = "pandas", columns: Sequence[str] | None = None) -> Any:
    """Rows as a data frame of ``pandas`` or ``polars``, a column for each name.

    >>> frame([{"year": 1993, "member": "Kazakhstan"}], "polars").shape
    (1, 2)

    Raises ``ElshiError`` for another library, or if it is not installed.
    """
    if library not in LIBRARIES:
        raise ElshiError(f"'{library}' is not a library of data frames: pandas or polars was expected.")
    try:
        module = import_module(library)
    except ImportError as error:
        raise ElshiError(f"{library} is not installed: pip install 'elshi[{library}]'.") from error
    names = list(columns if columns is not None else (rows[0] if rows else ()))
    if library == "polars":
        values = {name: [row[name] for row in rows] for name in names}
        return module.DataFrame(values, strict=False)
    return module.DataFrame([[row[name] for name in names] for row in rows], columns=names)


def network(entities: Any) -> Any:
    """The driver's ``neo4j.graph.Graph`` as a ``networkx.MultiDiGraph``.

    A node is identified by its ``id``, else by the database's own; it has its sorted ``labels`` and its
    properties, an edge its ``type`` and its properties. Nodes and edges are sorted, so that the same result
    gives the same graph on every engine.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in sorted(entities.nodes, key=_known):
        graph.add_node(_known(node), labels=sorted(node.labels), **plain(node))
    edges = [
        (_known(r.start_node), _known(r.end_node), {"type": r.type} | plain(r))
        for r in entities.relationships
    ]
    graph.add_edges_from(sorted(edges, key=str))
    return graph


def _known(node: Any) -> str:
    return str(node.get("id") or node.element_id)


_SPOKEN_OF = """
CALL () {
  MATCH (n:Elshi) WHERE n.id IN $ids AND NOT n:Tie
  RETURN n
  UNION
  MATCH (t:Tie:Elshi) WHERE t.id IN $ids
  OPTIONAL MATCH (p:Actor)-[r]->(t) WHERE type(r) <> 'SIDE_IN'
  WITH collect(t) + collect(p) AS both
  UNWIND both AS n
  RETURN DISTINCT n
  UNION
  MATCH (a:Elshi)-[r]->(b:Elshi)
  WHERE r.id IN $ids
  UNWIND [a, b] AS n
  RETURN DISTINCT n
}
WITH collect(DISTINCT n) AS nodes
UNWIND nodes AS n
OPTIONAL MATCH (n)-[r]->(m:Elshi)
WHERE m IN nodes AND type(r) <> 'SIDE_IN'
RETURN n, r, m
"""


class HasGraph(Protocol):
    """A store that gives graphs."""

    def graph(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Any:
        """The nodes, relationships and paths of a query."""


def spoken_of(store: HasGraph, ids: Sequence[str]) -> Any:
    """The nodes and relations with these ids, the participants of ties among them, and what joins them.

    A ``networkx.MultiDiGraph``, as ``Store.graph`` gives it.
    """
    return store.graph(_SPOKEN_OF, {"ids": list(ids)})


_AS_IT_IS = frozenset({str, int, float, bool, type(None), date})


def plain(value: Any) -> Any:
    """A driver's value as a plain one: dates as ``datetime.date``, nodes and paths as dicts and lists."""
    kind = type(value)
    if kind in _AS_IT_IS:
        return value
    if kind is list:
        return [plain(v) for v in value]
    return _taken_apart(value)


def _taken_apart(value: Any) -> Any:
    from neo4j.graph import Node, Path, Relationship
    from neo4j.time import Date, DateTime, Duration, Time

    if isinstance(value, Date):
        return value.to_native()
    if isinstance(value, DateTime | Time | Duration):
        return value.iso_format()
    if isinstance(value, Node):
        return {name: plain(v) for name, v in sorted(value.items())}
    if isinstance(value, Relationship):
        return {"type": value.type} | {name: plain(v) for name, v in sorted(value.items())}
    if isinstance(value, Path):
        steps: list[Any] = [plain(value.nodes[0])]
        for relationship, node in zip(value.relationships, value.nodes[1:], strict=True):
            steps += [plain(relationship), plain(node)]
        return steps
    if isinstance(value, Mapping):
        return {name: plain(v) for name, v in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return [plain(v) for v in value]
    return value
