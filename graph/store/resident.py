"""What is said between commands and the resident engine that :mod:`elshi.graph.store.keeper` runs."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from elshi.graph.errors import ElshiError

MINUTES = 5.0
"""Idle minutes after which a resident engine ends, if ``ELSHI_RESIDENT`` says nothing."""

_LONGEST = 1440.0
_PATIENCE = 70.0
"""Seconds that ``stop`` waits for the engine to end, which waits for its guests."""


def minutes() -> float:
    """How long a resident engine may be idle; 0 means that none is started."""
    given = os.environ.get("ELSHI_RESIDENT", "").strip()
    try:
        value = float(given or MINUTES)
    except ValueError:
        value = -1.0
    if not 0 <= value <= _LONGEST:
        raise ElshiError(
            f"ELSHI_RESIDENT is '{given[:40]}': idle minutes from 0 (no resident engine) to {_LONGEST:g} "
            "were expected."
        )
    return value


def request(folder: Path) -> Path:
    """The file by which a resident engine is asked to end."""
    return folder / "stop"


def ask_to_end(folder: Path) -> None:
    """Ask the resident engine of a folder to end; it takes no new commands and waits for those it has."""
    with suppress(OSError):
        os.close(os.open(request(folder), os.O_WRONLY | os.O_CREAT, 0o600))


def stop(folder: Path) -> str:
    """End the resident engine of a folder and wait until it has; give a sentence on what happened.

    Raises ``ElshiError`` if another program runs the engine, or if it does not end.
    """
    from filelock import FileLock, Timeout

    if not folder.is_dir():
        return f"No engine runs in {folder}."
    lock = FileLock(folder / "engine.lock", mode=0o600)
    with suppress(Timeout), lock.acquire(timeout=0):
        return f"No engine runs in {folder}."
    access = written(folder / "access.json")
    if not access.get("resident"):
        who = f"process {access['process']}" if "process" in access else "another process"
        raise ElshiError(
            f"The engine in {folder} is run by {who}, which is not a resident; end that program."
        )
    ask_to_end(folder)
    try:
        with lock.acquire(timeout=_PATIENCE):
            return f"The resident engine in {folder} has ended."
    except Timeout:
        raise ElshiError(
            f"The resident engine in {folder} does not end: process {access['process']}."
        ) from None


def written(file: Path) -> dict[str, Any]:
    """What a small file of JSON says; nothing if it is not there or cut off."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
