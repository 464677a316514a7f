"""A page: the request as its handler reads it, in the reader's language, and the answer in its formats.

Every view is an address. Its language is ``?lang=``; its format is the ending: ``/actor/KZ.json``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlencode

from markupsafe import Markup
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from elshi.graph import html
from elshi.graph.errors import ElshiError
from elshi.graph.i18n import LANGUAGES, fill, messages, number, percent
from elshi.graph.i18n.dates import date_in_words
from elshi.graph.text import shortened
from elshi.graph.web import guard
from elshi.graph.web.explorer import Explorer
from elshi.graph.web.snapshot import Cited, Snapshot

FORMATS = ("json", "csv", "xlsx", "graphml", "bib")
"""Endings of addresses; which of them a view has, it says itself."""

LONGEST = 300
"""Characters of a value in an address that a page reads."""


def split(name: str, allowed: Sequence[str]) -> tuple[str, str]:
    """An id and the format at its end, if it has one of those.

    >>> split("KZ.json", ("json",)), split("a.b", ("json",))
    (('KZ', 'json'), ('a.b', ''))
    """
    stem, dot, ending = name.rpartition(".")
    return (stem, ending) if dot and stem and ending in allowed else (name, "")


class Properties(dict[str, Any]):
    """Properties for a template, in which one that is not there is None."""

    def __missing__(self, key: str) -> None:
        return None


class Page:
    """One request: its language, its parameters, and how the answer is rendered."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.explorer: Explorer = request.app.state.explorer
        self.query: QueryParams = request.query_params

    @cached_property
    def snapshot(self) -> Snapshot:
        """The graph as this answer tells it."""
        return self.explorer.library.now

    @cached_property
    def chosen(self) -> str:
        """The language that the address names; empty where it names none."""
        asked = self.query.get("lang", "")
        return asked if asked in LANGUAGES else ""

    @cached_property
    def language(self) -> str:
        """The language of the page: the address's, else the first of the browser's that we have."""
        if self.chosen:
            return self.chosen
        wanted = re.findall(r"(?:^|,)\s*([a-z]{2})", self.request.headers.get("accept-language", "").lower())
        return next((tag for tag in wanted if tag in LANGUAGES), "en")

    # ----------------------------------------------------------------------------- parameters

    def text(self, name: str) -> str:
        """A parameter as text; raises ``ElshiError`` for one that is too long."""
        value = " ".join(self.query.get(name, "").split())
        if len(value) > LONGEST:
            raise ElshiError(f"{name} has more than {LONGEST} characters.")
        return value

    def several(self, name: str) -> tuple[str, ...]:
        """A parameter that may be repeated."""
        return tuple(dict.fromkeys(v.strip()[:LONGEST] for v in self.query.getlist(name)[:50] if v.strip()))

    def whole(self, name: str, low: int, high: int, usual: int | None = None) -> int | None:
        """A parameter as a whole number; raises ``ElshiError`` for anything else."""
        value = self.text(name)
        if not value:
            return usual
        if not re.fullmatch("-?[0-9]{1,9}", value) or not low <= int(value) <= high:
            raise ElshiError(
                f"{name} is '{shortened(value)}': a whole number from {low} to {high} was expected."
            )
        return int(value)

    # ------------------------------------------------------------------------------- addresses

    def url(self, path: str, **parameters: Any) -> str:
        """An address within the explorer, in the language of this one."""
        if self.chosen and "lang" not in parameters:
            parameters["lang"] = self.chosen
        return address(path, parameters)

    def here(self, ending: str = "", **changes: Any) -> str:
        """This address with other parameters (None takes one away), or in another format."""
        kept: dict[str, Any] = {key: self.query.getlist(key) for key in self.query}
        kept |= changes
        kept.pop("token", None)
        path = self.request.url.path
        stem, _ = split(path, FORMATS)
        return address(f"{stem}.{ending}" if ending else stem, kept)

    # --------------------------------------------------------------------------------- words

    def t(self, key: str, /, **values: Any) -> str:
        """A message in the page's language."""
        for section in ("explorer", "pages"):
            if (message := messages(self.language, section).get(key)) is not None:
                return fill(self.language, message, values)
        return key.partition(".")[2].replace("-", " ") or key

    def count(self, n: int) -> str:
        """A number as the language writes it."""
        return number(self.language, n)

    def share(self, part: float) -> str:
        """A share in per cent."""
        return percent(self.language, part)

    def date(self, edtf: object) -> str:
        """A date in words; "undated" where there is none."""
        if isinstance(edtf, date):
            edtf = edtf.isoformat()
        return (
            date_in_words(self.language, edtf) if isinstance(edtf, str) and edtf else self.t("date.undated")
        )

    def name(self, id_: str) -> str:
        """The name of a node in the page's language."""
        return self.snapshot.name(id_, self.language)

    def place(self, cited: Cited) -> str:
        """Where in its source a passage stands, in words."""
        section = cited.section
        if section.startswith("¶"):
            section = self.t("cite.paragraph", n=section[1:])
        elif section:
            section = self.t("cite.section", n=section)
        characters = (
            self.t("cite.characters", first=self.count(cited.start), last=self.count(cited.end))
            if cited.start >= 0
            else ""
        )
        via = self.t("cite.via", via=cited.via) if cited.via else ""
        return ", ".join(filter(None, (section, characters, via)))

    def to(self, id_: str) -> str:
        """The address of a node's page."""
        node = self.snapshot.node(id_)
        if node is None:
            return self.url("/search", q=id_)
        sort = (
            "source" if node["label"] == "Source" else "tie" if id_ in self.snapshot.network.ties else "actor"
        )
        return self.url(f"/{sort}/{quote(id_, safe='')}")

    def link(self, id_: str) -> Markup:
        """A node's name, leading to its page."""
        return Markup('<a href="{}">{}</a>').format(self.to(id_), self.name(id_))

    # -------------------------------------------------------------------------------- answers

    def render(self, template: str, status: int = 200, *, writes: bool = False, **values: Any) -> Response:
        """The page of a template, with what every template may use; ``writes`` if it has a form that does."""
        session = self.explorer.forms.session(self.request)
        content = html.render(
            f"web/{template}", page=self, t=self.t, url=self.url, here=self.here, link=self.link,
            languages=LANGUAGES, explorer=self.explorer, csrf=self.explorer.forms.token(session), **values,
        )  # fmt: skip
        answer = HTMLResponse(content, status)
        if writes and self.request.cookies.get(guard.SESSION) != session:
            answer.set_cookie(guard.SESSION, session, httponly=True, samesite="strict")
        return answer

    @property
    def is_fragment(self) -> bool:
        """Whether htmx asks for a part of the page."""
        return self.request.headers.get("hx-request") == "true" and not self.request.headers.get("hx-boosted")


def address(path: str, parameters: Mapping[str, Any]) -> str:
    """A path with those parameters that have a value; lists repeat theirs."""
    pairs = []
    for key, value in parameters.items():
        values = value if isinstance(value, list | tuple) else [value]
        pairs += [(key, "yes" if v is True else str(v)) for v in values if v not in (None, "", False)]
    return f"{path}?{urlencode(pairs)}" if pairs else path
