"""The doctor: which engine answers, what it holds, and what is wrong."""

from __future__ import annotations

import platform
from importlib.metadata import version

from elshi.graph.model.vocabulary import own_label
from elshi.graph.store.results import Row
from elshi.graph.store.store import Store


def counts(store: Store) -> list[Row]:
    """Nodes by their own label and relationships in all, as rows ``what``, ``count``."""
    by_label: dict[str, int] = {}
    for row in store.read("MATCH (n:Elshi) RETURN labels(n) AS labels, count(n) AS many"):
        label = own_label(row["labels"])
        by_label[label] = by_label.get(label, 0) + row["many"]
    [relationships] = store.read(
        "MATCH (:Elshi)-[r]->(:Elshi) WHERE type(r) <> 'SIDE_IN' RETURN count(r) AS many"
    )
    rows = [{"what": label, "count": many} for label, many in sorted(by_label.items())]
    return [*rows, {"what": "relationships", "count": relationships["many"]}]


def examine(store: Store) -> list[Row]:
    """Findings as rows ``what``, ``found``, ``state`` (``good``, or a sentence that says what to do)."""
    kinds = counts(store)
    nodes = sum(row["count"] for row in kinds[:-1])
    rows = [
        _row("elshi", f"{version('elshi')} on Python {platform.python_version()}"),
        _row("engine", store.version()),
        _row("where", str(store.engine.folder) if store.engine else store.uri),
        _row("driver", f"neo4j {version('neo4j')} with its Rust extension"),
        _row("nodes", f"{nodes:,}", "" if nodes else "the graph is empty; run 'elshi build'"),
        _row("relationships", f"{kinds[-1]['count']:,}"),
    ]
    if store.engine is not None and store.engine.attached:
        rows.append(_row("runs in", f"process {store.engine.access.process}"))
    return rows + _schema(store) + _loads(store, nodes, kinds[-1]["count"]) + _facts(store)


def _row(what: str, found: str, wrong: str = "") -> Row:
    return {"what": what, "found": found, "state": wrong or "good"}


def _schema(store: Store) -> list[Row]:
    names = {row["name"] for row in store.read("SHOW INDEXES YIELD name RETURN name")}
    unique = bool(names & {"elshi_id", "Elshi[id]"})
    wrong = "" if unique else "the unique id is missing; run 'elshi build'"
    return [_row("unique ids", "kept by the database" if unique else "not kept", wrong)]


def _loads(store: Store, nodes: int, relationships: int) -> list[Row]:
    rows = store.read("MATCH (l:ElshiLoad) RETURN properties(l) AS l ORDER BY l.sequence")
    loads = [row["l"] for row in rows]
    broken = [load for load in loads if load["state"] != "done"]
    wrong = f"the load of {broken[0]['file']} was interrupted; load it again" if broken else ""
    findings = [_row("loads", str(len(loads)), wrong)]
    if loads and not broken:
        as_left = (loads[-1]["nodes"], loads[-1]["relationships"]) == (nodes, relationships)
        wrong = "" if as_left else "changed since the last load; run 'elshi build' to mend it"
        findings.append(_row("the graph", "as the loads left it" if as_left else "changed", wrong))
    return findings


def _facts(store: Store) -> list[Row]:
    [row] = store.read("MATCH (t:Elshi:Tie) WHERE NOT (t)-[:CITES]->() RETURN count(t) AS many")
    wrong = f"{row['many']} ties cite nothing" if row["many"] else ""
    return [_row("ties without a citation", str(row["many"]), wrong)]
