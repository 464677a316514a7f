"""Ways of loading, each measured on an empty database: relationships a second, first and again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from elshi.graph.store.store import Store
from elshi.loaders.load.load import build, counted, load
from tests.bench.material import COUNTRIES, Material, ties, write_tables
from tests.fixtures.paths import ROOT

CARTOGRAPHY = "cartography==0.143.0"
BATCH = 10_000

Rates = tuple[float, float]
"""Relationships a second of a first load, and of a second one that says the same again."""


def timed(once: Callable[[], object], relationships: Callable[[], int] | int) -> Rates:
    """Do it twice; the rates."""
    seconds = []
    for _ in range(2):
        began = time.perf_counter()
        once()
        seconds.append(time.perf_counter() - began)
    many = relationships if isinstance(relationships, int) else relationships()
    return many / seconds[0], many / seconds[1]


def elshi(store: Store, folder: Path, many: int) -> Rates:
    """Elshi itself: validation, what other loads say, and the record of the load included."""
    files = write_tables(folder, many)
    return timed(lambda: load(store, files, dataset="bench"), lambda: counted(store.read)[1])


def elshi_corpus(store: Store) -> Rates:
    """The packaged tables."""
    return timed(lambda: build(store), lambda: counted(store.read)[1])


def _prepared(store: Store, labels: set[str]) -> None:
    for label in sorted(labels):
        store.write(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE")


def driver_script(store: Store, material: Material) -> Rates:
    """The official driver row by row: one session, a transaction for each statement."""
    labels = material.labels()
    _prepared(store, set(labels.values()))
    with store.driver.session(database=store.database) as session:

        def once() -> None:
            for label, said in material.nodes:
                session.run(
                    f"MERGE (n:{label} {{id: $id}}) SET n += $said", id=said["id"], said=said
                ).consume()
            for type_, start, end, said in material.relationships:
                session.run(
                    f"MATCH (s:{labels[start]} {{id: $start}}) MATCH (e:{labels[end]} {{id: $end}}) "
                    f"MERGE (s)-[r:{type_}]->(e) SET r += $said",
                    start=start, end=end, said=said,
                ).consume()  # fmt: skip

        return timed(once, len(material.relationships))


def py2neo_script(store: Store, material: Material) -> Rates:
    """py2neo as its handbook has it: ``merge`` of nodes and relationships, one by one."""
    from py2neo import Node, Relationship

    graph = store.py2neo()
    _prepared(store, set(material.labels().values()))

    def once() -> None:
        nodes = {}
        for label, said in material.nodes:
            nodes[said["id"]] = node = Node(label, **said)
            graph.merge(node, label, "id")
        for type_, start, end, said in material.relationships:
            graph.merge(Relationship(nodes[start], type_, nodes[end], **said))

    return timed(once, len(material.relationships))


def create_alone(store: Store, material: Material) -> Rates:
    """``CREATE`` in batches, nothing looked up but the ends: the limit of one connection; once only."""
    labels = material.labels()
    _prepared(store, set(labels.values()))
    nodes: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for label, said in material.nodes:
        nodes[label].append(said)
    ends: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for type_, start, end, said in material.relationships:
        ends[type_, labels[start], labels[end]].append({"s": start, "e": end, "p": said})
    began = time.perf_counter()
    for label, rows in nodes.items():
        _in_batches(store, f"UNWIND $rows AS r CREATE (n:{label}) SET n = r", rows)
    for (type_, one, other), rows in ends.items():
        inside = "{" + ", ".join(f"{name}: r.p.{name}" for name in sorted(rows[0]["p"])) + "}"
        statement = (
            f"UNWIND $rows AS r MATCH (s:{one} {{id: r.s}}) MATCH (e:{other} {{id: r.e}}) "
            f"CREATE (s)-[:{type_} {inside}]->(e)"
        )
        _in_batches(store, statement, rows)
    return len(material.relationships) / (time.perf_counter() - began), float("nan")


def _in_batches(store: Store, statement: str, rows: list[dict[str, Any]]) -> None:
    for batch in _batches(iter(rows)):
        store.write(statement, {"rows": batch})


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def cartography(uri: str, password: str, folder: Path, many: int) -> Rates:
    """cartography's ``load()``, as it comes, with its own driver in an environment of its own."""
    same = {"kind": "agreement", "source": "generated"}
    rows = [
        same
        | {
            "id": id_,
            "name": f"Treaty {id_}",
            "date": str(year),
            "year": year,
            "parties": who,
            "section": id_,
        }
        for id_, who, year in ties(many)
    ]
    relationships = sum(len(row["parties"]) + 1 for row in rows)
    file = folder / "rows.json"
    file.write_text(json.dumps({"countries": COUNTRIES, "treaties": rows}), encoding="utf-8")
    done = subprocess.run(
        [_environment(), Path(__file__).with_name("with_cartography.py"), uri, str(file)],
        env=os.environ | {"NEO4J_PASSWORD": password, "PYTHONPATH": "", "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=True,
    )
    first, second = json.loads(done.stdout.splitlines()[-1])
    return relationships / first, relationships / second


def _environment() -> Path:
    """The Python of an environment that holds cartography and nothing of ours; made once."""
    place = ROOT / ".cache" / "bench" / CARTOGRAPHY
    python = place / "bin" / "python"
    if not (place / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(place)], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", CARTOGRAPHY], check=True)
        (place / "ready").touch()
    return python
