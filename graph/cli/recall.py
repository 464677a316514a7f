"""The rows of the last answer, so that ``elshi cite 7`` refers to its seventh row.

The ids of the rows are kept in one small file, next to the embedded graph or in the user's state
folder.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from elshi.graph import files
from elshi.graph.errors import ElshiError
from elshi.graph.store.store import Store

MOST = 10_000
"""Number of rows that are kept."""


def remember(store: Store, rows: Sequence[Mapping[str, Any]]) -> None:
    """Save the ids of an answer's rows; a file that cannot be written never costs the user the answer."""
    ids = [_id(row) for row in rows[:MOST]]
    with suppress(OSError, ElshiError):
        file = _file(store)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with files.replacing(file, 0o600) as fresh:
            fresh.write_text(json.dumps(ids), encoding="utf-8")


def recalled(store: Store, name: str) -> str:
    """The id of a row of the last answer if ``name`` is its number, else the name itself.

    Raises ``ElshiError`` for a number that no row had.
    """
    if not name.isdecimal() or len(name) > 6:
        return name
    try:
        ids = json.loads(_file(store).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise ElshiError(
            f"There is no last answer to take row {name} from: run 'elshi query' first."
        ) from None
    if not 1 <= int(name) <= len(ids) or not ids[int(name) - 1]:
        raise ElshiError(f"The last answer has no row {name} with an id: 1 to {len(ids)} was expected.")
    return str(ids[int(name) - 1])


def _id(row: Mapping[str, Any]) -> str:
    return next(
        (v for key, v in row.items() if isinstance(v, str) and (key == "id" or key.endswith("_id"))), ""
    )


def _file(store: Store) -> Path:
    if store.engine is not None:
        return store.engine.folder / "last-answer.json"
    import platformdirs

    return Path(platformdirs.user_state_dir("elshi", appauthor=False)) / "last-answer.json"
