"""Names of facts in the languages of readers: their own, a translation, or one put together by grammar.

A fact without a name in a language is called by its kind, who took part, what it is about and when: «Келісім:
Қазақстан – Түркия; мәдениет; 1993». All words stand in the nominative, so that no ending can be wrong.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, Literal

from elshi.graph.i18n import LANGUAGES, messages
from elshi.graph.i18n.pages import name_in, of_decade, say
from elshi.graph.model import dates
from elshi.graph.views.network import Network, View

Wording = Literal["own", "translated", "generated"]
"""Whether a name is the fact's own, a translation by its curators, or put together from its parts."""

MOST_PARTIES = 4
MOST_FIELDS = 3

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_TURKISH = re.compile("[çğıöşüİ]")
_ENGLISH = re.compile(r"(?i)\b(?:the|of|in|on|at|to|for|from|by|and|with|between)\b")
_QUOTES = {"kk": "«{}»", "ru": "«{}»"}


class FactNames:
    """The names of a network's ties: ``FactNames(network)("tr", tie)`` gives a name and its wording."""

    def __init__(self, network: Network) -> None:
        self._network = network

    @cached_property
    def _parties(self) -> Mapping[str, dict[str, list[str]]]:
        parties: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for actor, role, tie, _ in self._network.parts:
            parties[tie][role].append(actor)
        return parties

    def __call__(self, language: str, id_: str) -> tuple[str, Wording]:
        """The name of a tie in a language."""
        tie = self._network.ties[id_]
        own = tie["name"] if language == "en" else tie.get(f"name_{language}")
        if own:
            return str(own), "translated" if language in tie.get("translated", ()) else "own"
        if is_written_in(language, str(tie["name"])):
            return str(tie["name"]), "own"
        generated = self.generated(language, id_)
        return (generated, "generated") if generated else (str(tie["name"]), "own")

    def generated(self, language: str, id_: str) -> str:
        """Kind, parties, subject and year of a tie; empty where it has neither parties nor a place."""
        tie = self._network.ties[id_]
        who = self._who(language, id_)
        if not who:
            return ""
        parts = [_title(language, tie), who, _about(language, tie), when(language, tie.get("date"))]
        return f"{_kind(language, tie)}: {'; '.join(filter(None, parts))}"

    def _who(self, language: str, id_: str) -> str:
        """Who took part, from whom to whom where it has a direction; else whom it honours, or its place."""
        roles = dict(self._parties.get(id_, {}))
        sent, received = roles.pop("SENT", []), roles.pop("RECEIVED", [])
        if sent and received:
            return f"{self._listed(language, sent)} → {self._listed(language, received)}"
        parties = dict.fromkeys((*sent, *received, *(actor for some in roles.values() for actor in some)))
        some = parties or self._network.honoured.get(id_) or self._network.places.get(id_, ())
        return self._listed(language, list(some))

    def _listed(self, language: str, ids: Collection[str]) -> str:
        actors = self._network.actors
        names = [name_in(language, actors[id_]) for id_ in ids if id_ in actors]
        if len(names) <= MOST_PARTIES:
            return " – ".join(names)
        shown = MOST_PARTIES - 1
        return say(language, "fact.more", names=", ".join(names[:shown]), n=len(names) - shown)


def is_written_in(language: str, name: str) -> bool:
    """Whether a name, told to be in no language, is surely in this one.

    >>> is_written_in("kk", "Наурыз мейрамы"), is_written_in("tr", "Türkçe Şöleni")
    (True, True)
    >>> is_written_in("tr", "Congress of writers in Türkiye"), is_written_in("ru", "Nauryz")
    (False, False)
    """
    if language == "tr":
        return bool(_TURKISH.search(name)) and not _ENGLISH.search(name)
    return language == "en" or bool(_CYRILLIC.search(name))


def named(view: View) -> View:
    """The view with a name in every language for each of its ties; ``generated`` lists those put together."""
    return replace(view, network=named_network(view.network, view.ties))


def named_network(network: Network, ids: Iterable[str]) -> Network:
    """The network with a name in every language for some of its ties."""
    names = FactNames(network)
    ties = dict(network.ties)
    for id_ in ids:
        if id_ in ties:
            ties[id_] = {**ties[id_], **_completed(names, id_)}
    return replace(network, ties=ties)


def _completed(names: FactNames, id_: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for language in LANGUAGES:
        if language == "en":
            continue
        name, wording = names(language, id_)
        if wording == "generated":
            found[f"name_{language}"] = name
            found.setdefault("generated", []).append(language)
    return found


def wording(language: str, tie: Mapping[str, Any]) -> Wording:
    """How a tie of a named view got its name in a language."""
    if language in tie.get("translated", ()):
        return "translated"
    return "generated" if language in tie.get("generated", ()) else "own"


def when(language: str, edtf: str | None) -> str:
    """The year of a date, or its years or decade; empty where none is known.

    >>> when("en", "1995-06"), when("en", "1995/1997"), when("tr", "199X"), when("ru", "../1995")
    ('1995', '1995–1997', "1990'lar", '')
    """
    if not edtf:
        return ""
    span = dates.span(edtf)
    if span.earliest is None or span.latest is None:
        return ""
    first, last = span.earliest.year, span.latest.year
    if first == last:
        return str(first)
    if "X" in edtf and last == first + 9:
        return say(language, "title.decade", **of_decade(first))
    return f"{first}–{last}"


def _kind(language: str, tie: Mapping[str, Any]) -> str:
    words = messages(language, "pages")
    kind = words.get(f"kind.{tie.get('kind')}") or words.get(f"label.{tie['label']}") or str(tie["label"])
    return ("İ" if language == "tr" and kind[:1] == "i" else kind[:1].upper()) + kind[1:]


def _title(language: str, tie: Mapping[str, Any]) -> str:
    return _QUOTES.get(language, "“{}”").format(tie["title"]) if tie.get("title") else ""


def _about(language: str, tie: Mapping[str, Any]) -> str:
    words = messages(language, "pages")
    fields = (tie.get("fields") or ())[:MOST_FIELDS]
    return ", ".join(words.get(f"field.{field}", field) for field in fields)
