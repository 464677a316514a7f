"""The resident engine: a process that keeps the embedded engine open between commands.

Starting the engine takes a command longer than its question. So the first short command starts the engine
in a process of its own, which stays when the command ends; later commands attach to it. It ends after
some idle minutes (``ELSHI_RESIDENT``, 0 for none), when ``elshi stop`` or a large load asks it to, when its
folder is gone, and when the same user's commands turn to another folder: there is one for each user. Only
the command starts it; the library never does.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from elshi.graph.store import aot_cache, guests, warm_up
from elshi.graph.store.embedded import Engine
from elshi.graph.store.resident import request, written

FIRST_WAIT = 15.0
"""Seconds in which the command that started the engine has to come, however short the idle time is."""

_PAUSE = 0.2
"""Seconds between two looks at what is asked of it."""


def start(folder: Path, idle: float) -> subprocess.Popen[bytes] | None:
    """Start a resident engine on a folder, apart from this process and its terminal; returns at once.

    ``-P`` keeps Python from importing a user's own modules that lie in the current folder.
    """
    if not sys.executable:
        return None
    apart: dict[str, Any] = {"start_new_session": True}
    if os.name == "nt":
        apart = {"creationflags": 0x00000008 | 0x00000200}  # DETACHED_PROCESS, CREATE_NEW_PROCESS_GROUP
    with suppress(OSError):
        return subprocess.Popen(
            [sys.executable, "-P", "-m", __name__, str(folder), str(idle)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **apart,
        )
    return None


def stay(folder: Path, idle: float) -> None:
    """Run the engine of a folder until there is a reason to end."""
    with suppress(OSError):
        request(folder).unlink(missing_ok=True)
    engine = Engine(folder, profile="resident")
    if engine.attached:  # another process was faster
        engine.close()
        return
    ends: list[int] = []
    for stopping in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stopping, lambda got, _: ends.append(got))
    _take_place(folder)
    lock = folder / "engine.lock"
    number = _inode(lock)
    active, patience = time.monotonic(), max(idle * 60, FIRST_WAIT)
    while not ends and not request(folder).exists():
        time.sleep(_PAUSE)
        if _inode(lock) != number:
            os._exit(0)  # the folder is gone, or it is another one: nothing of it may be written any more
        if guests.present(folder):
            active, patience = time.monotonic(), idle * 60
        elif time.monotonic() - active > patience or not _has_place(folder):
            break
    with suppress(OSError):
        request(folder).unlink(missing_ok=True)
    engine.close()
    if not aot_cache.file().exists():
        warm_up.provide()


def _inode(file: Path) -> int:
    try:
        return file.stat().st_ino
    except OSError:
        return -1


def _place() -> Path:
    import platformdirs

    return Path(platformdirs.user_state_dir("elshi", appauthor=False)) / "resident.json"


def _take_place(folder: Path) -> None:
    """Write down that the user's one resident engine is that of this folder; an earlier one then ends."""
    with suppress(OSError):
        place = _place()
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = place.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps({"folder": str(folder)}), encoding="utf-8")
        fresh.replace(place)


def _has_place(folder: Path) -> bool:
    return bool(written(_place()).get("folder", str(folder)) == str(folder))


if __name__ == "__main__":
    os.umask(0o077)
    os.chdir(Path(sys.argv[1]).anchor)
    stay(Path(sys.argv[1]), float(sys.argv[2]))
