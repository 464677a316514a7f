"""Guests of an engine: the processes that are attached to it, each known by a lock that it holds.

A lock ends with its process, however that ends; the file is removed later.
"""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

_FRESH = 3.0
"""Seconds for which a new guest counts as present without a look at its lock, which it may be taking."""

_FORGOTTEN = 60.0


def lock(folder: Path, name: str = "") -> Any:
    """The lock of a guest of the engine in a folder; without a name, one for this process."""
    from filelock import FileLock

    room = folder / "guests"
    room.mkdir(exist_ok=True, mode=0o700)
    return FileLock(
        room / f"{name or f'{os.getpid()}-{secrets.token_hex(4)}'}.lock", mode=0o600, thread_local=False
    )


def present(folder: Path, but: Any = None) -> bool:
    """Whether a process is attached, other than the one that holds the lock ``but``.

    Files of guests that have long left are removed.
    """
    from filelock import Timeout

    own = Path(but.lock_file).name if but is not None else ""
    found = False
    for file in list((folder / "guests").glob("*.lock")):
        if file.name == own:
            continue
        with suppress(OSError):
            age = time.time() - file.stat().st_mtime
            if age < _FRESH:
                found = True
                continue
            held = lock(folder, file.stem)
            try:
                held.acquire(timeout=0)
            except Timeout:
                found = True
                continue
            if age > _FORGOTTEN:
                file.unlink()
            held.release()
    return found


def see_out(folder: Path, seconds: float) -> None:
    """Wait a while for the attached processes to end, and forget those that have ended."""
    from filelock import Timeout

    until = time.monotonic() + seconds
    for file in list((folder / "guests").glob("*.lock")):
        held = lock(folder, file.stem)
        with suppress(Timeout):
            held.acquire(timeout=max(0.0, until - time.monotonic()))
            held.release()
        with suppress(OSError):
            file.unlink()
