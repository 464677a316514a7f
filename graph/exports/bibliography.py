"""Sources as a library: BibTeX and CSL JSON, for Zotero and for the footnotes of a paper.

Data sets that only name themselves (no author, no year, no publication) are in it too. Nothing here reads
a library; ``elshi.loaders.opendata.bibliography`` does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from elshi.graph.store.store import Store

_SOURCES = "MATCH (s:Elshi:Source) RETURN properties(s) AS s ORDER BY s.id"

_BIBTEX = {
    "article": "article",
    "book": "book",
    "chapter": "incollection",
    "paper": "inproceedings",
    "thesis": "phdthesis",
    "report": "techreport",
}
"""A source's kind → BibTeX's; ``misc`` for the rest."""

_CSL = {
    "article": "article-journal",
    "book": "book",
    "chapter": "chapter",
    "paper": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "data-set": "dataset",
    "web-page": "webpage",
    "archive": "manuscript",
}
"""A source's kind → CSL's; ``document`` for the rest."""

_CONTAINER = {"chapter": "booktitle", "paper": "booktitle"}
_PUBLISHER = {"thesis": "school", "report": "institution"}
_ESCAPED = str.maketrans({c: f"\\{c}" for c in "&%$#_"})
_BRACES = str.maketrans("{}", "()")


def bibtex(store: Store) -> Iterator[str]:
    """Each source as an entry of BibTeX, in the order of their ids."""
    yield from map(entry, sources(store))


def entry(source: Mapping[str, Any]) -> str:
    """A source, given by its properties, as an entry of BibTeX."""
    kind = source.get("kind", "other")
    container = _CONTAINER.get(kind, "journal" if kind == "article" else "howpublished")
    fields = {
        "title": source["name"],
        "author": _names(source, "authors", more=bool(source.get("more_authors"))),
        "editor": _names(source, "editors"),
        "year": source.get("year"),
        container: source.get("publication"),
        "volume": source.get("volume"),
        "number": source.get("issue"),
        "pages": (source.get("pages") or "").replace("-", "--"),
        _PUBLISHER.get(kind, "publisher"): source.get("publisher"),
        "address": source.get("city"),
        "edition": source.get("edition"),
        "doi": source.get("doi"),
        "isbn": source.get("isbn"),
        "url": source.get("url"),
        "langid": source.get("language"),
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
    return [_item(source) for source in sources(store)]


def sources(store: Store) -> Iterator[dict[str, Any]]:
    """The properties of every source, in the order of their ids."""
    for row in store.stream(_SOURCES):
        yield row["s"]


def _item(source: dict[str, Any]) -> dict[str, Any]:
    fields = {
        "id": source["id"],
        "type": _CSL.get(source.get("kind", ""), "document"),
        "title": source["name"],
        "author": [_name(person) for person in _people(source, "authors")],
        "editor": [_name(person) for person in _people(source, "editors")],
        "issued": {"date-parts": [[source["year"]]]} if source.get("year") else None,
        "container-title": source.get("publication"),
        "volume": source.get("volume"),
        "issue": source.get("issue"),
        "page": source.get("pages"),
        "publisher": source.get("publisher"),
        "publisher-place": source.get("city"),
        "edition": source.get("edition"),
        "DOI": source.get("doi"),
        "ISBN": source.get("isbn"),
        "URL": source.get("url"),
        "language": source.get("language"),
    }
    return {name: value for name, value in fields.items() if value}


def _people(source: Mapping[str, Any], column: str) -> list[str]:
    return [name.strip() for name in (source.get(column) or "").split(";") if name.strip()]


_BODY = re.compile(r"\b(?:and|of|for|the)\b|&")
"""Words that occur in the names of bodies, such as ministries, but not in those of persons."""


def _names(source: Mapping[str, Any], column: str, *, more: bool = False) -> str:
    """The people of a source for BibTeX: a body's name in braces, so that its "and" does not split it."""
    names = [
        f"{{{_escaped(column, name)}}}" if _BODY.search(name) else _escaped(column, name)
        for name in _people(source, column)
    ]
    return " and ".join([*names, "others"] if names and more else names)


def _name(person: str) -> dict[str, str]:
    """A person for CSL: family and given name if a comma separates them; any other name as written."""
    family, comma, given = person.partition(", ")
    return {"literal": person} if not comma or _BODY.search(person) else {"family": family, "given": given}


def _escaped(field: str, value: Any) -> str:
    """A value within braces: what TeX would take for its own is escaped, except in addresses."""
    text = " ".join(str(value).split()).translate(_BRACES)
    if field in ("url", "doi"):
        return text
    return re.sub(r"~", r"\\textasciitilde{}", text.replace("\\", "/")).translate(_ESCAPED)


def as_json(items: list[dict[str, Any]]) -> str:
    """CSL JSON as text, the same for the same sources."""
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"
