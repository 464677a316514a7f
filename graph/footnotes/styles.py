"""Citation styles: Chicago, APA and GOST R 7.0.5 of our own, or any CSL file, printed by citeproc-py.

A printed reference is a list of runs of text, some of them in italics, which pages, documents and the
terminal show each in its way.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from functools import cache
from importlib import resources
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

from elshi.graph.errors import ElshiError
from elshi.graph.files import read_text
from elshi.graph.footnotes.csl import word

STYLES = ("chicago", "apa", "gost")
"""The styles that are there by name; the first is used where none is named."""

LARGEST = 2_000_000
"""Bytes of a style's file."""

_LOCALES = {"en": "en-US", "ru": "ru-RU", "tr": "tr-TR"}
"""The locales of CSL for the languages that have one."""

_TERMS = ("and", "in", "et-al", "no date", "issue", "volume", "page", "editor", "edition", "section")
"""Terms of styles in Kazakh and other languages for which CSL has no locale."""

_ON, _OFF, _HYPHEN = "\ue000", "\ue001", "\ue002"
"""Signs around what a style prints in italics, and for a hyphen in a place, which citeproc-py would print as
a dash; no name keeps them."""


class Run(NamedTuple):
    """A piece of a reference, and whether it is in italics."""

    text: str
    italic: bool = False


Runs = tuple[Run, ...]


def plain(runs: Runs) -> str:
    """A reference as text.

    >>> plain((Run("In "), Run("Journal", True)))
    'In Journal'
    """
    return "".join(run.text for run in runs)


def checked(style: str) -> str:
    """The style itself if it exists; ``ElshiError`` for one that is neither known nor a CSL file."""
    if style not in STYLES:
        _xml(style)
    return style


class Style:
    """A style in the language of a reader.

    ``style`` is one of :data:`STYLES`, or the path of a CSL file. ``sentences`` says whether the parts of a
    reference end in full stops, so that its place begins with a capital letter.
    """

    def __init__(self, style: str, language: str) -> None:
        from citeproc import CitationStylesStyle

        self.is_own = style in STYLES
        self.sentences = style in ("apa", "gost")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._style: Any = CitationStylesStyle(
                    BytesIO(_localised(_xml(style), language)),
                    locale=_LOCALES.get(language, language),
                    validate=False,
                )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ElshiError(f"{style} cannot be used as a style: CSL 1.0 was expected ({error}).") from error

    def printed(self, item: Mapping[str, Any], locator: tuple[str, str] | None = None) -> Runs:
        """The reference to an item; ``locator`` is a label of CSL and a value, such as ("page", "12")."""
        from citeproc import Citation, CitationItem, CitationStylesBibliography
        from citeproc.source import Locator
        from citeproc.source.json import CiteProcJSON

        cleaned = {name: _cleaned(value) for name, value in item.items()}
        bibliography = CitationStylesBibliography(self._style, CiteProcJSON([cleaned]), _formatter())
        place = {}
        if locator:
            place["locator"] = Locator(locator[0], _cleaned(locator[1]).replace("-", _HYPHEN))
        citation = Citation([CitationItem(str(item["id"]), **place)])
        bibliography.register(citation)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                text = str(bibliography.cite(citation, lambda _: None))
            except (AttributeError, KeyError, TypeError, NotImplementedError) as error:
                raise ElshiError(f"The style cannot print '{item['id']}': {error}.") from error
        return _runs(text)


@cache
def _formatter() -> Any:
    """What citeproc-py calls to mark up text: italics alone, and nothing is escaped."""

    def same(text: Any) -> str:
        return str(text)

    def italic(text: Any) -> str:
        return f"{_ON}{text}{_OFF}"

    others = dict.fromkeys(
        ("Bold", "Light", "Underline", "Superscript", "Subscript", "SmallCaps", "Bibliography"), same
    )
    return SimpleNamespace(preformat=same, Italic=italic, Oblique=italic, **others)


def _runs(text: str) -> Runs:
    runs: list[Run] = []
    depth = 0
    for piece in re.split(f"([{_ON}{_OFF}])", text.replace(_HYPHEN, "-")):
        if piece in (_ON, _OFF):
            depth += 1 if piece == _ON else -1
        elif piece:
            runs.append(Run(piece, depth > 0))
    return tuple(runs)


def _cleaned(value: Any) -> Any:
    """The value without the signs that mark italics, and without line breaks."""
    if isinstance(value, str):
        return " ".join(re.sub(f"[{_ON}{_OFF}{_HYPHEN}]", "", value).split())
    if isinstance(value, dict):
        return {key: _cleaned(part) for key, part in value.items()}
    return [_cleaned(part) for part in value] if isinstance(value, list) else value


@cache
def _xml(style: str) -> bytes:
    """The text of a style."""
    if style in STYLES:
        file = resources.files("elshi.graph").joinpath("footnotes", "templates", f"{style}.csl")
        return file.read_bytes()
    path = Path(style)
    if path.suffix.lower() != ".csl":
        raise ElshiError(f"'{style}' is not a style: {', '.join(STYLES)} or a CSL file was expected.")
    text = read_text(path, LARGEST, "a CSL style")
    if "<!DOCTYPE" in text or "http://purl.org/net/xbiblio/csl" not in text:
        raise ElshiError(f"{path} is a different kind of file: a CSL style was expected.")
    return text.encode()


def _localised(style: bytes, language: str) -> bytes:
    """The style with terms in a language for which CSL has no locale, such as Kazakh."""
    from lxml import etree

    try:
        root = etree.fromstring(style, etree.XMLParser(no_network=True, resolve_entities=False))
    except etree.XMLSyntaxError as error:
        raise ElshiError(f"The style is not XML: a CSL style was expected ({error}).") from error
    if language not in _LOCALES:
        space = "{http://purl.org/net/xbiblio/csl}"
        locale = etree.Element(f"{space}locale", {"{http://www.w3.org/XML/1998/namespace}lang": language})
        terms = etree.SubElement(locale, f"{space}terms")
        for name in _TERMS:
            for form in (None, "short"):
                attributes = {"name": name} | ({"form": form} if form else {})
                etree.SubElement(terms, f"{space}term", attributes).text = word(language, f"term.{name}")
        for name, sign in zip(("open-quote", "close-quote"), "«»", strict=True):
            etree.SubElement(terms, f"{space}term", {"name": name}).text = sign
        information = root.find(f"{space}info")
        root.insert(0 if information is None else list(root).index(information) + 1, locale)
    content: bytes = etree.tostring(root)
    return content
