"""Results in the shapes that other libraries work with: data frames, and networkx graphs.

pandas is optional (``pip install 'elshi[pandas]'``); it and polars are imported only when a frame is
asked for. Nothing here decides what a result means; views for measuring are those of
``elshi.graph.views.view``.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from elshi.graph.errors import ElshiError
from elshi.graph.store.store import Row, Store, plain

LIBRARIES = ("pandas", "polars")


def frame(rows: Sequence[Row], library: str = "pandas", columns: Sequence[str] | None = None) -> Any:
    """Rows as a data frame of ``pandas`` or ``polars``, a column for each name.

    >>> frame([{"year": 1993, "member": "Kazakhstan"}], "polars").shape
    (1, 2)

    Raises ``ElshiError`` for another library, or where it is not installed.
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

    A node is known by its ``id``, else by the database's own; it has its sorted ``labels`` and its
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


def spoken_of(store: Store, ids: Sequence[str]) -> Any:
    """The nodes and standing facts of these ids, all who take part in a tie among them, and what joins them.

    A ``networkx.MultiDiGraph``, as ``Store.graph`` gives it.
    """
    return store.graph(_SPOKEN_OF, {"ids": list(ids)})
