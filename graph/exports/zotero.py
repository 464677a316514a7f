"""The sources of the graph as a library: BibTeX and CSL JSON, for Zotero and the footnotes of a paper."""

from __future__ import annotations

from pathlib import Path

from elshi.graph.exports import bibliography
from elshi.graph.store.store import Store


def bibtex(store: Store, file: Path, _: str = "") -> tuple[int, int]:
    """Write every source as an entry of BibTeX; give their number."""
    entries = list(bibliography.bibtex(store))
    file.write_text("\n".join(entries), encoding="utf-8", newline="\n")
    return len(entries), 0


def csl(store: Store, file: Path, _: str = "") -> tuple[int, int]:
    """Write every source as an item of CSL JSON; give their number."""
    items = bibliography.csl(store)
    file.write_text(bibliography.as_json(items), encoding="utf-8", newline="\n")
    return len(items), 0
