"""A library of sources in BibTeX, as Zotero and JabRef write it: each entry becomes a ``Source``.

``elshi load --kind bibtex library.bib`` reads it, ``elshi export bibtex library.bib`` gives it back.
The reading itself is in ``elshi.loaders.opendata.bibliography``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from elshi.loaders.opendata.bibliography import bibtex, gathered
from elshi.loaders.opendata.gathering import NOTHING, Gathering, OpenData, OpenDataOptions

DATA = OpenData(
    kind="bibtex",
    source="",
    name="A library in BibTeX",
    licence="None of its own: the facts of publication, said by the reader's own library.",
    citation="Each entry is a source itself.",
    url="",
)


def read(paths: Sequence[Path], options: OpenDataOptions = NOTHING) -> Gathering:
    """The entries as sources; raises ``ElshiError`` for a file that is not BibTeX."""
    return gathered(DATA, paths, (row for path in paths for row in bibtex(path)))
