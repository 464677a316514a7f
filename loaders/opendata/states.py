"""States as international texts write them in English: long forms, adjectives, renamed and past states.

``elshi.graph.names.names`` knows today's names in many languages. A treaty of 1957 is made with "the
Hungarian People's Republic" or "the Royal Hellenic Government", and a scan breaks "DA HOMEY" in two. So
:func:`named` reads letters alone, longest name first, and gives the states in the order in which they
stand. Renamed states keep today's code (Dahomey is ``BJ``); states that are no more have the ids of the
model. This module is a table and the one way of reading it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from elshi.graph.names.country_tables import PAST
from elshi.graph.names.names import country_names

OWN_PAST: dict[str, tuple[str, int, int]] = {
    "x-united-arab-republic-1958": ("United Arab Republic", 1958, 1971),
    "x-republic-of-vietnam-1955": ("Republic of Viet-Nam", 1955, 1975),
    "x-austria-hungary-1867": ("Austria-Hungary", 1867, 1918),
    "x-baden-1806": ("Baden", 1806, 1871),
    "x-bavaria-1805": ("Bavaria", 1805, 1871),
    "x-hesse-grand-ducal-1806": ("Grand Duchy of Hesse", 1806, 1871),
    "x-papal-states-0754": ("Papal States", 754, 1870),
    "x-two-sicilies-1816": ("Kingdom of the Two Sicilies", 1816, 1861),
    "x-tuscany-1569": ("Grand Duchy of Tuscany", 1569, 1860),
    "x-zanzibar-1963": ("Zanzibar", 1963, 1964),
    "x-tanganyika-1961": ("Tanganyika", 1961, 1964),
    "x-korea-1392": ("Korea", 1392, 1910),
    "x-manchukuo-1932": ("Manchukuo", 1932, 1945),
    "x-free-city-of-danzig-1920": ("Free City of Danzig", 1920, 1939),
}
"""States that are no more and have no ISO 3166-3 code: id → English name, first and last year."""

TABLE = Path(__file__).with_name("states.txt")
"""One line for each state: its id, and its names and adjectives parted by ``;``."""

ORGANISATIONS = {
    "united-nations": "United Nations Organisation; United Nations",
    "unesco": "United Nations Educational, Scientific and Cultural Organisation; Unesco",
    "who": "World Health Organisation",
    "ilo": "International Labour Organisation",
    "fao": "Food and Agriculture Organisation of the United Nations",
    "council-of-europe": "Council of Europe",
    "european-communities": "European Economic Community; European Communities",
    "league-of-arab-states": "League of Arab States; Arab League",
    "organisation-of-american-states": "Organisation of American States",
}
"""Intergovernmental organisations that are parties to treaties: id → names."""


def letters(text: str) -> tuple[str, list[int]]:
    """The small letters of a text without marks, and where in the text each of them stands."""
    found: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for letter in unicodedata.normalize("NFD", sign).lower():
            if letter.isascii() and letter.isalpha():
                found.append(letter)
                places.append(place)
    return "".join(found), places


def named(text: str, *, organisations: bool = False) -> list[str]:
    """The states that a text in English names, each once, in the order in which they stand.

    Spaces and hyphens within a name do not matter, for scans break words; a name must begin and
    end where words do. With ``organisations`` the intergovernmental organisations too.

    >>> named("the Union of So viet Socialist Repub-lics and the Republic of DA HOMEY")
    ['SUHH', 'BJ']
    >>> named("the Romanian People's Republic and the German Democratic Republic")
    ['RO', 'DDDE']
    >>> named("Roman law; formalities")
    []
    """
    return list(dict.fromkeys(id_ for id_, _ in _found(text, organisations)))


def _found(text: str, organisations: bool) -> Iterator[tuple[str, int]]:
    small, places = letters(text)
    names, pattern = _names(organisations)
    at = 0
    while at < len(small):
        if at and places[at] == places[at - 1] + 1 and text[places[at] - 1].isalpha():
            at += 1
            continue
        ends = [end for end in _ends(pattern, small, at) if _is_end(text, places, end)]
        if ends:
            yield names[small[at : ends[0]]], places[at]
            at = ends[0]
        else:
            at += 1


def _ends(pattern: re.Pattern[str], small: str, at: int) -> Iterator[int]:
    """Where the names that begin here end, the longest first."""
    end = len(small)
    while found := pattern.match(small, at, end):
        yield found.end()
        end = found.end() - 1


def _is_end(text: str, places: list[int], end: int) -> bool:
    after = places[end - 1] + 1
    return after >= len(text) or not text[after].isalpha()


@cache
def _names(organisations: bool) -> tuple[dict[str, str], re.Pattern[str]]:
    """Letters of a name → id, and all of them as one pattern, the longest first."""
    names: dict[str, str] = {}
    lines = [line.split(": ", 1) for line in TABLE.read_text(encoding="utf-8").splitlines()]
    for id_, writings in lines + ([[*pair] for pair in ORGANISATIONS.items()] if organisations else []):
        for writing in writings.split(";"):
            names[letters(writing)[0]] = id_
            names[letters(writing.replace("isation", "ization"))[0]] = id_
    for code in PAST:
        names.setdefault(letters(PAST[code]["en"])[0], code)
    ordered = sorted(names, key=len, reverse=True)
    return names, re.compile("|".join(ordered))


def state_names(id_: str) -> dict[str, str]:
    """A state's names by language: those of ``elshi.graph.names.names``, or the English one of our own
    past states.

    >>> state_names("x-united-arab-republic-1958")
    {'en': 'United Arab Republic'}
    """
    return {"en": OWN_PAST[id_][0]} if id_ in OWN_PAST else country_names(id_)
