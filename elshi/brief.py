"""A brief in Python: what the sources say of two actors, or of one, as a document with footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from elshi.graph.briefs import brief as briefs
from elshi.graph.briefs.contents import Brief as Contents
from elshi.graph.briefs.options import BriefOptions
from elshi.graph.store.store import Store
from elshi.loaders import DATA_VERSION
from elshi.view import described


class Brief:
    """What the sources tell of two actors, or of one; made by :meth:`elshi.Store.brief`.

    ``contents`` holds its sections, statements, footnotes and references.
    """

    def __init__(self, contents: Contents) -> None:
        self.contents = contents

    def save(self, path: str | PathLike[str], *, force: bool = False) -> Path:
        """Write it to a file that ends in ``.docx``, ``.html``, ``.md`` or ``.pdf``; return the path.

        Parameters
        ----------
        path
            The file; one that Elshi made is replaced.
        force
            Replace a file that Elshi did not make, too.

        Raises
        ------
        ElshiError
            For another ending, for a file that may not be replaced, and for a PDF where no Chromium is
            installed.
        """
        briefs.save(self.contents, Path(path), force=force)
        return Path(path)

    def __repr__(self) -> str:
        sections = len(self.contents.sections)
        return f"<Brief {self.contents.title}, {sections} sections, {len(self.contents.notes):,} footnotes>"

    def _repr_html_(self) -> str:
        from elshi.graph.briefs.page import framed

        return framed(self.contents)


def made(store: Store, names: Sequence[str], *, style: str, lang: str, options: dict[str, Any]) -> Brief:
    """The brief that names and options describe."""
    chosen = BriefOptions(style=style, lang=lang, view=described(options))
    return Brief(briefs.brief(store, names, chosen, DATA_VERSION))
