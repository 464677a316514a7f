"""Sources as items of CSL JSON, which Zotero reads and styles print.

For a reader, a title in another language is followed by a translation, and the words for a dissertation and
the names of institutions are in the reader's language; for export, an item is what its source states.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from elshi.graph.i18n import fill, messages
from elshi.graph.i18n.pages import name_in

TYPES = {
    "article": "article-journal",
    "book": "book",
    "chapter": "chapter",
    "paper": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "data-set": "dataset",
    "web-page": "webpage",
    "reference": "webpage",
    "archive": "manuscript",
}
"""A source's kind → CSL's type; ``document`` for the rest."""

_BODY = re.compile(r"\b(?:and|of|for|the)\b|&")
"""Words that occur in the names of bodies, such as ministries, but not in those of persons."""

ISSN = re.compile(r"\d{4}-\d{3}[\dXx]")
"""The form of an ISSN; what ``isbn`` holds otherwise is an ISBN."""

Properties = Mapping[str, Any]


def item(source: Properties) -> dict[str, Any]:
    """A source as an item of CSL JSON, without empty fields."""
    number = str(source.get("isbn") or "")
    fields = {
        "id": source["id"],
        "type": TYPES.get(source.get("kind", ""), "document"),
        "title": source.get("title") or source["name"],
        "title-short": source.get("short"),
        "genre": word("en", "genre.thesis") if source.get("kind") == "thesis" else None,
        "author": [_name(person) for person in people(source, "authors")],
        "editor": [_name(person) for person in people(source, "editors")],
        "issued": {"date-parts": [[source["year"]]]} if source.get("year") else None,
        "container-title": source.get("publication"),
        "volume": source.get("volume"),
        "issue": source.get("issue"),
        "page": source.get("pages"),
        "number-of-pages": str(source["extent"]) if source.get("extent") else None,
        "publisher": source.get("publisher"),
        "publisher-place": source.get("city"),
        "edition": source.get("edition"),
        "DOI": source.get("doi"),
        "ISSN" if ISSN.fullmatch(number) else "ISBN": number,
        "URL": source.get("url"),
        "language": source.get("language"),
    }
    return {name: value for name, value in fields.items() if value}


def readable(source: Properties, language: str, institutions: Mapping[str, Properties]) -> dict[str, Any]:
    """The item as it is printed for readers of a language.

    ``institutions``: the name of a publisher → its names in several languages, where the graph has them.
    """
    written = item(source)
    publisher = institutions.get(written.get("publisher", ""))
    if publisher:
        written["publisher"] = name_in(language, publisher)
    if source.get("kind") == "thesis":
        written["genre"] = word(language, "genre.thesis")
    title, translation = str(written["title"]), name_in(language, source)
    if title.startswith("["):
        written["title"] = f"[{translation}]"
    elif source.get("title") and source.get("language") != language and translation != title:
        written["title"] = f"{title} [{translation}]"
    if written.get("DOI"):
        written["URL"] = f"https://doi.org/{written['DOI']}"
    return written


def word(language: str, key: str, /, **values: object) -> str:
    """A word of footnotes in a language."""
    return fill(language, messages(language, "reports")[f"note.{key}"], values)


def people(source: Properties, column: str) -> list[str]:
    """The authors or editors of a source, one by one."""
    return [name.strip() for name in (source.get(column) or "").split(";") if name.strip()]


def is_body(name: str) -> bool:
    """Whether a name is that of a body, which has no family name."""
    return bool(_BODY.search(name))


def _name(person: str) -> dict[str, str]:
    """A person for CSL: family and given name if a comma separates them; any other name as written."""
    family, comma, given = person.partition(", ")
    return {"literal": person} if not comma or is_body(person) else {"family": family, "given": given}
