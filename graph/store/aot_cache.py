"""Faster starts of the embedded engine: Java's classes, loaded and linked once, are kept in a file.

A short command spends more time on loading the engine's classes than on its question. Java 25 can keep
them as they are once loaded (an AOT cache, JEP 483): when the first process that ran the engine has closed
it, a process of its own makes that file in the user's cache folder, some 50 MB, at the lowest priority;
later processes are given it. Java itself checks that the file fits its engine, and does without where it
does not; nothing depends on it.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

_UNUSED = 90 * 86_400
"""Seconds after which the file of an engine that is no longer started is removed."""


@cache
def file() -> Path:
    """The cache of this engine; another engine, or the same one elsewhere, has its own."""
    import jpype
    import platformdirs
    from arcadedb_embedded.jvm import get_jar_path

    jars = Path(get_jar_path())
    parts = [jars.parent / "jre" / "release", Path(jpype.__file__).parent.parent / "org.jpype.jar"]
    found = hashlib.sha256()
    for part in [*parts, *sorted(jars.iterdir())]:
        with suppress(OSError):
            state = part.stat()
            found.update(f"{part} {state.st_size} {state.st_mtime_ns}\n".encode())
    folder = Path(platformdirs.user_cache_dir("elshi", appauthor=False))
    return folder / f"java-{found.hexdigest()[:16]}.aot"


def options() -> list[str]:
    """Java's options to use the cache, if it exists."""
    kept = file()
    try:
        if not kept.stat().st_size:
            return []  # it could not be made
        os.utime(kept)
    except OSError:
        return []
    return [f"-XX:AOTCache={kept}"]


def provide() -> None:
    """Start a process that makes the cache if there is none; returns at once.

    ``-P``: without it Python would look for modules in the current folder first, and run a user's own
    ``graph.py`` that lies there.
    """
    if sys.executable and not file().exists():
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
    """Load and ask a little, in the shapes in which everything is loaded and asked."""
    from elshi.graph.model.records import Node, Relationship
    from elshi.graph.store.store import connect
    from elshi.graph.store.writing import Changes, apply

    nodes = [
        Node(id_, ("Actor", "Elshi"), {"id": id_, "name": id_, "search": [id_], "certainty": "certain"})
        for id_ in ("a", "b")
    ]
    related = [Relationship("JOINED", "a", "b", "", {"certainty": "certain"}, "start")]
    fresh = Changes(fresh=nodes, fresh_relationships=related)
    careful = Changes(fresh=nodes, fresh_relationships=related, careful=True)
    with connect(folder) as store:
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
