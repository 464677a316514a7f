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
from contextlib import suppress
from functools import cache
from pathlib import Path

from elshi.graph.store.java import OPTIONS


@cache
def file() -> Path:
    """The cache of this engine; another one, or the same elsewhere or with other options, has its own."""
    import jpype
    import platformdirs
    from arcadedb_embedded.jvm import get_jar_path

    jars = Path(get_jar_path())
    parts = [jars.parent / "jre" / "release", Path(jpype.__file__).parent.parent / "org.jpype.jar"]
    digest = hashlib.sha256("\n".join(OPTIONS).encode())
    for part in [*parts, *sorted(jars.iterdir())]:
        with suppress(OSError):
            state = part.stat()
            digest.update(f"{part} {state.st_size} {state.st_mtime_ns}\n".encode())
    folder = Path(platformdirs.user_cache_dir("elshi", appauthor=False))
    return folder / f"java-{digest.hexdigest()[:16]}.aot"


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
