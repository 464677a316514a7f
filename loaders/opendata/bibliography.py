"""A library of sources: BibTeX and CSL JSON, as Zotero exports them, become ``Source`` nodes.

What has no column (abstracts, keywords, files, notes) is not taken. Names keep their two parts as
"Family, Given", so that ``elshi export bibtex|csl`` gives them back. A library has no licence of its own
and needs none: it holds what anybody may say of a publication.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from elshi.graph.errors import ElshiError
from elshi.graph.model.records import literal_values
from elshi.loaders.files import encodings
from elshi.loaders.kinds.sources import Source
from elshi.loaders.opendata.gathering import Gathering, OpenData, slug

LARGEST = 100_000_000
"""Bytes of a library; a longer file is none."""

BIBTEX_KINDS = {
    "article": "article",
    "book": "book",
    "proceedings": "book",
    "booklet": "book",
    "collection": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper",
    "conference": "paper",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "dataset": "data-set",
    "online": "web-page",
    "electronic": "web-page",
    "www": "web-page",
}
CSL_KINDS = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "chapter",
    "entry-encyclopedia": "chapter",
    "paper-conference": "paper",
    "thesis": "thesis",
    "report": "report",
    "dataset": "data-set",
    "webpage": "web-page",
    "post-weblog": "web-page",
    "manuscript": "archive",
}
_BIBTEX_FIELDS = {
    "publication": ("journal", "journaltitle", "booktitle"),
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "pages": ("pages",),
    "publisher": ("publisher", "school", "institution"),
    "city": ("address", "location"),
    "edition": ("edition",),
    "doi": ("doi",),
    "isbn": ("isbn", "issn"),
    "url": ("url",),
    "language": ("langid", "language"),
}
_CSL_FIELDS = {
    "publication": "container-title",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "publisher": "publisher",
    "city": "publisher-place",
    "edition": "edition",
    "doi": "DOI",
    "isbn": "ISBN",
    "url": "URL",
    "language": "language",
}


def gathered(data: OpenData, paths: Sequence[Path], rows: Iterable[tuple[int, dict[str, Any]]]) -> Gathering:
    """The sources of a library; an entry without key or title is left out and listed."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    made = Gathering(data, paths[0], digest.hexdigest())
    for number, values in rows:
        if not values.get("id") or not values.get("name"):
            made.leave_out(f"Entry {number} ({values.get('id') or 'no key'}): it has no title or no key.")
        elif made.has("sources", values["id"]):
            made.leave_out(f"Entry {number}: '{values['id']}' stands there twice; the first was taken.")
        else:
            made.add("sources", number, **values)
    return made


def text_of(path: Path) -> str:
    """The text of a library's file; raises ``ElshiError`` for what is too long or not text."""
    if not path.is_file():
        raise ElshiError(f"There is no file {path}.")
    if path.stat().st_size > LARGEST:
        raise ElshiError(f"{path.name} has more than {LARGEST:,} bytes; a library of sources was expected.")
    return path.read_text(encoding=encodings.examine(path).encoding)


def bibtex(path: Path) -> Iterable[tuple[int, dict[str, Any]]]:
    """The entries of a BibTeX file as columns of a source, with their ordinals."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import LatexDecodingMiddleware

    layers = [LatexDecodingMiddleware(allow_inplace_modification=True)]
    library = parse_string(text_of(path), append_middleware=layers)
    if not library.entries:
        raise ElshiError(f"{path.name} holds no entry of BibTeX, such as @article{{key, title = {{…}}}}.")
    for number, entry in enumerate(library.entries, 1):
        fields = {f.key.lower(): _plain(str(f.value)) for f in entry.fields}
        values: dict[str, Any] = {c: _first(fields, names) for c, names in _BIBTEX_FIELDS.items()}
        values |= {
            "id": key(entry.key),
            "name": fields.get("title"),
            "kind": BIBTEX_KINDS.get(entry.entry_type.lower(), "other"),
            "authors": _people(fields.get("author", "")),
            "editors": _people(fields.get("editor", "")),
            "year": _year(fields.get("year") or fields.get("date") or ""),
        }
        yield number, _dashed(values)


def csl(path: Path) -> Iterable[tuple[int, dict[str, Any]]]:
    """The items of a CSL JSON file as columns of a source, with their ordinals."""
    try:
        items = json.loads(text_of(path))
    except json.JSONDecodeError as error:
        raise ElshiError(f"{path.name}, line {error.lineno}: this is not JSON ({error.msg}).") from error
    if not isinstance(items, list) or not all(isinstance(item, dict) and "id" in item for item in items):
        raise ElshiError(f"{path.name} is not CSL JSON: a list of items, each with an id, was expected.")
    for number, item in enumerate(items, 1):
        values: dict[str, Any] = {column: _said(item.get(name)) for column, name in _CSL_FIELDS.items()}
        values |= {
            "id": key(str(item.get("citation-key") or item["id"])),
            "name": _said(item.get("title")),
            "kind": CSL_KINDS.get(str(item.get("type")), "other"),
            "authors": "; ".join(_person(p) for p in item.get("author", ())),
            "editors": "; ".join(_person(p) for p in item.get("editor", ())),
            "year": _issued(item.get("issued")),
        }
        values["isbn"] = values["isbn"] or _said(item.get("ISSN"))
        yield number, _dashed(values)


def key(written: str) -> str:
    """A citation key as an id: as it is where it can be, else its letters, digits and hyphens.

    >>> key("nye2004soft"), key("http://zotero.org/users/1/items/ABC"), key("Nye:2004")
    ('nye2004soft', 'abc', 'nye-2004')
    """
    last = written.rstrip("/").rsplit("/", 1)[-1]
    if not any(letter.isalnum() for letter in last):
        return ""
    return (
        last if re.fullmatch(r"[A-Za-z0-9]+(?:[-._][A-Za-z0-9]+)*", last) and last == written else slug(last)
    )


def _plain(value: str) -> str:
    return " ".join(value.replace("{", "").replace("}", "").split())


def _said(value: Any) -> str | None:
    return None if value in (None, "") else " ".join(str(value).split())


def _first(fields: Mapping[str, str], names: Sequence[str]) -> str | None:
    return next((fields[name] for name in names if fields.get(name)), None)


def _dashed(values: dict[str, Any]) -> dict[str, Any]:
    """Pages with one hyphen between them, a DOI without its address, a kind of the closed list."""
    if pages := values.get("pages"):
        values["pages"] = re.sub(r"\s*[-–—]+\s*", "-", pages)
    if doi := values.get("doi"):
        values["doi"] = re.sub(r"(?i)^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", doi)
    kinds = literal_values(Source.model_fields["kind"].annotation)
    return values | {"kind": values["kind"] if values["kind"] in kinds else "other"}


def _people(names: str) -> str:
    """BibTeX's names, parted by "and", as ours, parted by ";".

    >>> _people("Nye, Joseph S. and Adiyet Kairken")
    'Nye, Joseph S.; Adiyet Kairken'
    """
    return "; ".join(name.strip().replace(";", ",") for name in re.split(r"\s+and\s+", names) if name.strip())


def _person(person: Any) -> str:
    if not isinstance(person, dict):
        return str(person)
    if person.get("literal"):
        return str(person["literal"])
    particle = person.get("non-dropping-particle") or person.get("dropping-particle")
    family = " ".join(part for part in (particle, person.get("family")) if part)
    return ", ".join(part for part in (family, person.get("given")) if part)


def _year(text: str) -> int | None:
    match = re.search(r"\b(\d{4})\b", text)
    return int(match[1]) if match else None


def _issued(issued: Any) -> int | None:
    if not isinstance(issued, dict):
        return None
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        return _year(str(parts[0][0]))
    return _year(str(issued.get("raw") or issued.get("literal") or ""))
