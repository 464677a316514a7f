"""Export: the whole graph, or the network of a view, in one of the formats of ``elshi.graph.exports``.

The file or folder appears when it is complete, and not at all if something fails.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from elshi.graph import files
from elshi.graph.errors import ElshiError
from elshi.graph.exports import FORMS
from elshi.graph.exports.jsonl import lines as lines
from elshi.graph.store.store import Store

if TYPE_CHECKING:
    from elshi.graph.views.network import View


def write(store: Store, form: str, place: Path, *, data: str = "", force: bool = False) -> tuple[int, int]:
    """Write the graph in one of the ``FORMS`` to a file or a folder; return the numbers of nodes and links.

    ``data`` is the version of the data, for the formats that have a place for it. An earlier export is
    replaced; with ``force`` also what Elshi did not make.
    """
    if form not in FORMS:
        raise ElshiError(f"'{form}' is not an export format: one of {', '.join(FORMS)} was expected.")
    chosen = FORMS[form]
    with _writing(form)(place, force=force) as fresh:
        return chosen.writer(store, fresh, data)


def write_view(view: View, form: str, place: Path, *, data: str = "", force: bool = False) -> tuple[int, int]:
    """Write the network of a view in one of the formats of ``elshi.graph.exports.views``; return the numbers
    of nodes and links."""
    from elshi.graph.exports.views import WRITERS

    if form not in WRITERS:
        forms = ", ".join(WRITERS)
        raise ElshiError(
            f"A view cannot be written as '{form}': one of {forms}, or no view options, was expected."
        )
    with _writing(form)(place, force=force) as fresh:
        return WRITERS[form](view, fresh, data)


def check(form: str, place: Path, *, force: bool = False) -> None:
    """Refuse, in one sentence, a place to which no export of the form may be written."""
    (files.check_output_folder if FORMS[form].folder else files.check_output)(place, force=force)


def _writing(form: str) -> Callable[..., AbstractContextManager[Path]]:
    return files.output_folder if FORMS[form].folder else files.output
