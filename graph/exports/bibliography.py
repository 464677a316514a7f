"""Sources as a library: BibTeX and CSL JSON, for Zotero and for the footnotes of a paper.

Data sets that only name themselves (no author, no year, no publication) are in it too. Nothing here reads
a library; ``elshi.loaders.opendata.bibliography`` does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from elshi.graph.footnotes.csl import ISSN, is_body, item, people
from elshi.graph.store.store import Store

_SOURCES = "MATCH (s:Elshi:Source) RETURN properties(s) AS s ORDER BY s.id"

_BIBTEX = {
    "article": "article",
    "book": "book",
    "chapter": "incollection",
    "paper": "inproceedings",
    "thesis": "phdthesis",
    "report": "techreport",
    "data-set": "dataset",
    "web-page": "online",
    "reference": "online",
}
"""A source's kind → BibTeX's or BibLaTeX's, as Zotero reads them; ``misc`` for the rest."""

_CONTAINER = {"chapter": "booktitle", "paper": "booktitle"}
_PUBLISHER = {"thesis": "school", "report": "institution"}
_ESCAPED = str.maketrans({c: f"\\{c}" for c in "&%$#_"})
_BRACES = str.maketrans("{}", "()")


def bibtex(store: Store) -> Iterator[str]:
    """Each source as an entry of BibTeX, in the order of their ids."""
    for source in sources(store):
        yield entry(source)


def entry(source: Mapping[str, Any], note: str = "") -> str:
    """A source as an entry of BibTeX; ``note`` says for what it is cited."""
    kind = source.get("kind", "other")
    container = _CONTAINER.get(kind, "journal" if kind == "article" else "howpublished")
    number = str(source.get("isbn") or "")
    fields = {
        "title": source.get("title") or source["name"],
        "shorttitle": source.get("short"),
        "author": _names(source, "authors", more=bool(source.get("more_authors"))),
        "editor": _names(source, "editors"),
        "year": source.get("year"),
        container: source.get("publication"),
        "volume": source.get("volume"),
        "number": source.get("issue"),
        "pages": (source.get("pages") or "").replace("-", "--"),
        "pagetotal": source.get("extent"),
        _PUBLISHER.get(kind, "publisher"): source.get("publisher"),
        "address": source.get("city"),
        "edition": source.get("edition"),
        "doi": source.get("doi"),
        "issn" if ISSN.fullmatch(number) else "isbn": number,
        "url": source.get("url"),
        "langid": source.get("language"),
        "note": note,
    }
    lines = [
        f"  {name} = {{{value if name in ('author', 'editor') else _escaped(name, value)}}}"
        for name, value in fields.items()
        if value
    ]
    inside = ",\n".join(lines)
    return f"@{_BIBTEX.get(kind, 'misc')}{{{source['id']},\n{inside}\n}}\n"


def csl(store: Store) -> list[dict[str, Any]]:
    """Each source as an item of CSL JSON, in the order of their ids."""
    return [item(source) for source in sources(store)]


def sources(store: Store) -> Iterator[dict[str, Any]]:
    """The properties of every source, in the order of their ids."""
    for row in store.stream(_SOURCES):
        yield row["s"]


def _names(source: Mapping[str, Any], column: str, *, more: bool = False) -> str:
    """The people of a source for BibTeX: a body's name in braces, so that its "and" does not split it."""
    names = [
        f"{{{_escaped(column, name)}}}" if is_body(name) else _escaped(column, name)
        for name in people(source, column)
    ]
    return " and ".join([*names, "others"] if names and more else names)


def _escaped(field: str, value: Any) -> str:
    """A value within braces: what TeX would take for its own is escaped, except in addresses."""
    text = " ".join(str(value).split()).translate(_BRACES)
    if field in ("url", "doi"):
        return text
    return re.sub(r"~", r"\\textasciitilde{}", text.replace("\\", "/")).translate(_ESCAPED)


def as_json(items: list[dict[str, Any]]) -> str:
    """CSL JSON as text, the same for the same sources."""
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"
