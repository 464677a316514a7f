"""A library of sources: BibTeX and CSL JSON, as Zotero exports them, become ``Source`` nodes.

What has no column (abstracts, keywords, files, notes) is not taken. Names keep their two parts as
"Family, Given", so that ``elshi export bibtex|csl`` gives them back. A library has no licence of its own
and needs none: it holds what anybody may say of a publication.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
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
    "short": ("shorttitle",),
    "extent": ("pagetotal",),
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
    "short": "title-short",
    "extent": "number-of-pages",
}


def gathered(data: OpenData, paths: Sequence[Path], rows: Iterable[tuple[int, dict[str, Any]]]) -> Gathering:
    """The sources of a library; an entry without key or title is left out and listed."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    gathering = Gathering(data, paths[0], digest.hexdigest())
    for number, values in rows:
        if not values.get("id") or not values.get("name"):
            gathering.leave_out(
                f"Entry {number} ({values.get('id') or 'no key'}): it has no title or no key."
            )
        elif gathering.has("sources", values["id"]):
            gathering.leave_out(f"Entry {number}: '{values['id']}' stands there twice; the first was taken.")
        else:
            gathering.add("sources", number, **values)
    return gathering


def text_of(path: Path, encoding: str | None = None) -> str:
    """The text of a library's file; raises ``ElshiError`` for what is too long or not text."""
    if not path.is_file():
        raise ElshiError(f"There is no file {path}.")
    if path.stat().st_size > LARGEST:
        raise ElshiError(f"{path.name} has more than {LARGEST:,} bytes; a library of sources was expected.")
    return path.read_text(encoding=encodings.examine(path, encoding).encoding)


def bibtex(path: Path, encoding: str | None = None) -> Iterable[tuple[int, dict[str, Any]]]:
    """The entries of a BibTeX file as columns of a source, with their ordinals."""
    from bibtexparser.entrypoint import parse_string

    library = parse_string(text_of(path, encoding))
    if not library.entries:
        raise ElshiError(f"{path.name} holds no entry of BibTeX, such as @article{{key, title = {{…}}}}.")
    for number, entry in enumerate(library.entries, 1):
        raw = {f.key.lower(): str(f.value) for f in entry.fields}
        fields = {name: _address(value) if name in _ADDRESSES else tex(value) for name, value in raw.items()}
        authors, more = people(raw.get("author", ""))
        editors, _ = people(raw.get("editor", ""))
        values: dict[str, Any] = {c: _first(fields, names) for c, names in _BIBTEX_FIELDS.items()}
        values |= {
            "id": key(entry.key),
            "name": fields.get("title"),
            "kind": BIBTEX_KINDS.get(entry.entry_type.lower(), "other"),
            "authors": authors,
            "more_authors": more or None,
            "editors": editors,
            "year": _year(fields.get("year") or fields.get("date") or ""),
            "extent": _number(values["extent"]),
        }
        yield number, _dashed(values)


def csl(path: Path, encoding: str | None = None) -> Iterable[tuple[int, dict[str, Any]]]:
    """The items of a CSL JSON file as columns of a source, with their ordinals."""
    try:
        items = json.loads(text_of(path, encoding))
    except json.JSONDecodeError as error:
        raise ElshiError(f"{path.name}, line {error.lineno}: this is not JSON ({error.msg}).") from error
    if not isinstance(items, list) or not all(isinstance(item, dict) and "id" in item for item in items):
        raise ElshiError(f"{path.name} is not CSL JSON: a list of items, each with an id, was expected.")
    for number, item in enumerate(items, 1):
        values: dict[str, Any] = {column: _said(item.get(name)) for column, name in _CSL_FIELDS.items()}
        authors = _persons(item.get("author", ()))
        values |= {
            "id": key(str(item.get("citation-key") or item["id"])),
            "name": _said(item.get("title")),
            "kind": CSL_KINDS.get(str(item.get("type")), "other"),
            "authors": _listed(authors),
            "more_authors": len(authors) < len(item.get("author", ())) or None,
            "editors": _listed(_persons(item.get("editor", ()))),
            "year": _issued(item.get("issued")),
            "extent": _number(values["extent"]),
        }
        values["isbn"] = values["isbn"] or _said(item.get("ISSN"))
        yield number, _dashed(values)


def _number(pages: str | None) -> str | None:
    """A number of pages; None for one with a preface counted apart (xii, 200)."""
    return pages if pages and pages.isdecimal() else None


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


_ADDRESSES = frozenset(("url", "doi", "isbn", "issn", "file"))
"""Fields that hold an address, in which only characters after a backslash are TeX."""


def _address(value: str) -> str:
    r"""An address unchanged: characters special to TeX are part of it.

    >>> _address(r"https://example.org/wiki/%D0%90\_\%20"), _address(r"\url{https://example.org/~a}")
    ('https://example.org/wiki/%D0%90_%20', 'https://example.org/~a')
    """
    bare = re.sub(r"\\textasciitilde(?:\{\}|\s)?|\\~\{\}", "~", value.strip())
    bare = re.sub(r"\\url\s*(?=\{)", "", bare)
    return "".join(re.sub(r"\\([%&#_$~])", r"\1", bare).replace("{", "").replace("}", "").split())


def tex(value: str) -> str:
    r"""A value of BibTeX as text; a percent sign in it starts no comment.

    >>> tex(r"Why 40% of festivals end"), tex(r"50\% of {T}{\"u}rksoy")
    ('Why 40% of festivals end', '50% of Türksoy')
    """
    whole = re.sub(r"(?<!\\)((?:\\\\)*)%", r"\1\%", value)
    try:
        decoded = _decoder().latex_to_text(whole)
    except Exception:  # the library raises any error of its parser; the value is then kept as written
        decoded = value
    return _plain(decoded)


@cache
def _decoder() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(math_mode="verbatim")


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


_OTHERS = frozenset(("others", "et al.", "et al"))
"""Placeholders for further names, which are nobody's name."""


def people(names: str) -> tuple[str, bool]:
    """BibTeX's names, separated by "and", as ours, separated by ";", and whether there are others.

    Braces keep a name together, such as that of a ministry.

    >>> people("{Ministry of Culture and Sport} and Nye, Joseph S. and others")
    ('Ministry of Culture and Sport; Nye, Joseph S.', True)
    """
    parted = [name for written in _split_names(names) if (name := tex(written))]
    listed = [name for name in parted if name.lower() not in _OTHERS]
    return _listed(listed), len(listed) < len(parted)


def _split_names(names: str) -> Iterator[str]:
    """The names, split at each "and" outside braces."""
    depth = begin = 0
    for sign in re.finditer(r"(?<!\\)[{}]|\s+and(?=\s)", names, re.IGNORECASE):
        if sign[0] in "{}":
            depth += 1 if sign[0] == "{" else -1
        elif depth <= 0:
            yield names[begin : sign.start()]
            begin = sign.end()
    yield names[begin:]


def _listed(names: Iterable[str]) -> str:
    """Names in one cell; a semicolon within a name becomes a comma, because it would split the cell."""
    return "; ".join(name.replace(";", ",") for name in names)


def _persons(persons: Iterable[Any]) -> list[str]:
    """The names of CSL's persons, without placeholders for others."""
    return [name for person in persons if (name := _person(person)) and name.lower() not in _OTHERS]


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
