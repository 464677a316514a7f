"""A library of sources in CSL JSON, as Zotero and its like export it: each entry becomes a ``Source``.

``elshi load --kind csl library.json`` reads it, ``elshi export csl library.json`` gives it back.
The reading itself is in ``elshi.loaders.opendata.bibliography``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from elshi.loaders.opendata.bibliography import csl, gathered
from elshi.loaders.opendata.gathering import NOTHING, Gathering, OpenData, OpenDataOptions

DATA = OpenData(
    kind="csl",
    source="",
    name="A library in CSL JSON",
    licence="None of its own: the facts of publication, said by the reader's own library.",
    citation="Each entry is a source itself.",
    url="",
)


def read(paths: Sequence[Path], options: OpenDataOptions = NOTHING) -> Gathering:
    """The entries as sources; raises ``ElshiError`` for a file that is not CSL JSON."""
    return gathered(DATA, paths, (row for path in paths for row in csl(path)))
