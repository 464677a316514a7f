"""Warming up: an engine runs once through what every command does, so that Java keeps its classes.

``python -m elshi.graph.store.warm_up`` makes the cache file of :mod:`elshi.graph.store.aot_cache`; the first
command that stops an engine starts it, at the lowest priority.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from elshi.graph.model.records import Node, Relationship
from elshi.graph.store.aot_cache import file
from elshi.graph.store.store import Store
from elshi.graph.store.writing import Changes, apply

_UNUSED = 90 * 86_400
"""Seconds after which the file of an engine that is no longer started is removed."""


def provide() -> None:
    """Start a process that makes the cache; returns at once.

    ``-P``: without it Python would look for modules in the current folder first, and run a user's own
    ``graph.py`` that lies there.
    """
    if sys.executable:
        with suppress(OSError):
            subprocess.Popen(
                [sys.executable, "-P", "-m", __name__],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )


def make() -> None:
    """Make the cache: run an engine on a folder of its own through what every command does.

    An empty file in its place records that it cannot be made here, so that no process tries again.
    """
    import jpype
    from filelock import FileLock, Timeout

    with suppress(AttributeError):  # Windows has none
        os.nice(19)
    kept = file()
    kept.parent.mkdir(parents=True, exist_ok=True)
    with suppress(Timeout), FileLock(kept.with_suffix(".lock"), timeout=0):
        if kept.exists():
            return
        with tempfile.TemporaryDirectory(dir=kept.parent, ignore_cleanup_errors=True) as folder:
            fresh = Path(folder) / "java.aot"
            os.environ["ARCADEDB_JVM_ARGS"] = f"-XX:AOTCacheOutput={shlex.quote(str(fresh))}"
            _rehearse(Path(folder) / "graph")
            jpype.shutdownJVM()  # which writes it
            if fresh.exists():
                fresh.replace(kept)
            else:
                kept.touch()
        for other in kept.parent.glob("java-*.aot"):
            if time.time() - other.stat().st_mtime > _UNUSED:
                other.unlink()


def _rehearse(folder: Path) -> None:
    """Run a few loads and queries of the usual shapes."""
    nodes = [
        Node(id_, ("Actor", "Elshi"), {"id": id_, "name": id_, "search": [id_], "certainty": "certain"})
        for id_ in ("a", "b")
    ]
    related = [Relationship("JOINED", "a", "b", "", {"certainty": "certain"}, "start")]
    fresh = Changes(fresh=nodes, fresh_relationships=related)
    careful = Changes(fresh=nodes, fresh_relationships=related, careful=True)
    with Store.open(folder) as store:
        store.prepare()
        for changes in (fresh, careful):
            store.transaction(lambda run, changes=changes: apply(run, changes))  # type: ignore[misc]
        for question in (
            "MATCH (n:Elshi) RETURN labels(n) AS labels, count(n) AS many",
            "MATCH (:Elshi)-[r]->(:Elshi) RETURN count(r) AS many",
            "MATCH (n:Elshi {id: $id})-[r]-(m) WITH n, r, m ORDER BY m.id "
            "OPTIONAL MATCH (m)-[:CITES]->(s) RETURN m {.*, labels: labels(m)} AS m, collect(s.id) AS ids",
            "MATCH (n:Elshi) WHERE any(w IN n.search WHERE w CONTAINS $id) RETURN properties(n) AS n LIMIT 5",
        ):
            store.read(question, {"id": "a"})


if __name__ == "__main__":
    make()
