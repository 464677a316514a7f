"""States as international texts write them in English: long forms, adjectives, renamed and past states.

A treaty of 1957 is made with "the Hungarian People's Republic" or "the Royal Hellenic Government", and a
scan breaks "DA HOMEY" in two. So :func:`named` reads letters alone, longest name first, and gives the states
in the order in which they stand. Which state a name means in a year is decided by the tables of
:mod:`elshi.graph.names.state_tables`, as it is for every other reader.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from elshi.graph.names.countries import country_names
from elshi.graph.names.state_tables import (
    COUNTRIES,
    PAST_STATES,
    SHARED_NAMES,
    Bearer,
    bearers_in,
)

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
    kept: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for letter in unicodedata.normalize("NFD", sign).lower():
            if letter.isascii() and letter.isalpha():
                kept.append(letter)
                places.append(place)
    return "".join(kept), places


def named(text: str, year: int | None = None, *, organisations: bool = False) -> list[str]:
    """The states that a text in English names, each once, in the order in which they stand.

    Spaces and hyphens within a name do not matter, for scans break words; a name must begin and
    end where words do. With ``organisations`` the intergovernmental organisations too.

    >>> named("the Union of So viet Socialist Repub-lics and the Republic of DA HOMEY")
    ['SUHH', 'DYBJ']
    >>> named("the Romanian People's Republic and the German Democratic Republic")
    ['RO', 'DDDE']
    >>> named("Burma and the Government of Korea", 1905), named("Roman law; formalities")
    (['MM', 'x-korea-1392'], [])
    """
    return list(dict.fromkeys(id_ for id_, _ in _found(text, year, organisations)))


def _found(text: str, year: int | None, organisations: bool) -> Iterator[tuple[str, int]]:
    small, places = letters(text)
    names, pattern = _names(organisations)
    at = 0
    while at < len(small):
        if at and places[at] == places[at - 1] + 1 and text[places[at] - 1].isalpha():
            at += 1
            continue
        end = next((end for end in _ends(pattern, small, at) if _is_end(text, places, end)), None)
        if end is None:
            at += 1
            continue
        if id_ := _one(names[small[at:end]], year):
            yield id_, places[at]
        at = end


def _one(bearers: list[Bearer], year: int | None) -> str | None:
    """The state that a name means; of several, the one that bears it today."""
    ids = bearers_in(bearers, year)
    if len(ids) > 1:
        ids = tuple(bearer.id for bearer in bearers if bearer.is_today and bearer.id in ids)
    return ids[0] if len(ids) == 1 else None


def _ends(pattern: re.Pattern[str], small: str, at: int) -> Iterator[int]:
    """Where the names that begin here end, the longest first."""
    end = len(small)
    while kept := pattern.match(small, at, end):
        yield kept.end()
        end = kept.end() - 1


def _is_end(text: str, places: list[int], end: int) -> bool:
    after = places[end - 1] + 1
    return after >= len(text) or not text[after].isalpha()


@cache
def _names(organisations: bool) -> tuple[dict[str, list[Bearer]], re.Pattern[str]]:
    """Letters of a name → who bears it, and all of them as one pattern, the longest first."""
    names: dict[str, list[Bearer]] = {}
    for bearer, writing in _writings(organisations):
        for form in (writing, writing.replace("isation", "ization")):
            kept = letters(form)[0]
            if len(kept) > 2 and bearer not in names.setdefault(kept, []):
                names[kept].append(bearer)
    ordered = sorted(names, key=len, reverse=True)
    return names, re.compile("|".join(ordered))


def _writings(organisations: bool) -> Iterator[tuple[Bearer, str]]:
    """Every English name and adjective; territories that are no states have only what CLDR calls them."""
    for state in PAST_STATES.values():
        bearer = Bearer(state.id, state.first, state.last)
        english = (name for language, name in state.other_names if language == "en")
        yield from ((bearer, name) for name in (state.name, *english, *state.adjectives))
        of_its_time = Bearer(state.id, state.first, state.last, only_of_its_time=True)
        yield from ((of_its_time, name) for language, name in state.names_of_its_time if language == "en")
    for code, land in COUNTRIES.items():
        if not land.cow_codes and code not in ("VA", "PS"):
            continue
        called = (name for name in land.other_names if name.isascii() or "é" in name or "ô" in name)
        shown = re.sub(r"\s*\(.*", "", country_names(code)["en"]).replace("&", "and")
        for name in (shown, *called, *land.adjectives, *land.constituent_countries):
            yield Bearer(code), name
    for name, bearers in SHARED_NAMES.items():
        yield from ((bearer, name) for bearer in bearers)
    if organisations:
        for id_, names in ORGANISATIONS.items():
            yield from ((Bearer(id_), name) for name in names.split(";"))
