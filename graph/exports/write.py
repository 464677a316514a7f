"""Export: the whole graph, or the network of a view, in one of the formats of ``elshi.graph.exports``.

The file or folder appears when it is complete, and not at all if something fails.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from elshi.graph.errors import ElshiError
from elshi.graph.exports import FORMS
from elshi.graph.exports.jsonl import lines as lines
from elshi.graph.store.store import Store

if TYPE_CHECKING:
    from elshi.graph.views.network import View


def write(store: Store, form: str, place: Path, *, data: str = "") -> tuple[int, int]:
    """Write the graph in one of the ``FORMS`` to a file or a folder; return the numbers of nodes and links.

    ``data`` is the version of the data, for the formats that have a place for it. An existing file is
    replaced; a folder must be new or empty.
    """
    if form not in FORMS:
        raise ElshiError(f"'{form}' is not an export format: one of {', '.join(FORMS)} was expected.")
    chosen = FORMS[form]
    with _fresh(place, folder=chosen.folder) as fresh:
        return chosen.writer(store, fresh, data)


def write_view(view: View, form: str, place: Path, *, data: str = "") -> tuple[int, int]:
    """Write the network of a view in one of the formats of ``elshi.graph.exports.views``; return the numbers
    of nodes and links."""
    from elshi.graph.exports.views import WRITERS

    if form not in WRITERS:
        forms = ", ".join(WRITERS)
        raise ElshiError(
            f"A view cannot be written as '{form}': one of {forms}, or no view options, was expected."
        )
    with _fresh(place, folder=FORMS[form].folder) as fresh:
        return WRITERS[form](view, fresh, data)


@contextmanager
def _fresh(place: Path, *, folder: bool) -> Iterator[Path]:
    """A temporary file or folder to write to, which is moved into place when it is complete."""
    _check(place, folder=folder)
    fresh = place.with_name(place.name + ".new")
    try:
        if folder:
            fresh.mkdir()
        yield fresh
        fresh.replace(place)
    finally:
        if folder:
            shutil.rmtree(fresh, ignore_errors=True)
        else:
            fresh.unlink(missing_ok=True)


def _check(place: Path, *, folder: bool) -> None:
    if not place.absolute().parent.is_dir() or (place.is_dir() and not folder):
        raise ElshiError(f"{place} cannot be written: a file in an existing folder was expected.")
    if folder and place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise ElshiError(f"{place} cannot be written: a new or empty folder was expected.")
