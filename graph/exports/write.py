"""Export: the whole graph for other tools, in one of the forms of ``elshi.graph.exports``.

What is written appears when it is complete, and not at all where something fails.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from elshi.graph.errors import ElshiError
from elshi.graph.exports import FORMS
from elshi.graph.exports.jsonl import lines as lines
from elshi.graph.store.store import Store


def write(store: Store, form: str, place: Path, *, data: str = "") -> tuple[int, int]:
    """Write the graph in one of the ``FORMS`` to a file or a folder; give the numbers of nodes and links.

    ``data`` is the version of the data, for the forms that have a place for it. A file that is there is
    replaced; a folder must be new or empty.
    """
    if form not in FORMS:
        raise ElshiError(f"'{form}' is not a form of export: {', '.join(FORMS)} was expected.")
    chosen = FORMS[form]
    _check(place, folder=chosen.folder)
    fresh = place.with_name(place.name + ".new")
    try:
        if chosen.folder:
            fresh.mkdir()
        counts = chosen.writer(store, fresh, data)
        fresh.replace(place)
    finally:
        if chosen.folder:
            shutil.rmtree(fresh, ignore_errors=True)
        else:
            fresh.unlink(missing_ok=True)
    return counts


def _check(place: Path, *, folder: bool) -> None:
    if not place.absolute().parent.is_dir() or (place.is_dir() and not folder):
        raise ElshiError(f"{place} cannot be written: a file in a folder that exists was expected.")
    if folder and place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise ElshiError(f"{place} cannot be written: a folder that is new or empty was expected.")
