"""The tables of states, read from ``data/``: those of today, those of the past, and names that several bear.

``countries.csv`` holds what CLDR does not know of the states of today (codes, other names, the adjectives
of treaty texts), ``past_states.csv`` everything about states that are no more and about the names and codes
that a state had before, ``shared_names.csv`` the names of which the year decides, or nothing does. This
module only reads them; every other module that knows a state derives it from here.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).with_name("data")

LANGUAGES = ("en", "kk", "ru", "tr", "zh")
"""The languages in which a state has a label."""


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory with a code of ISO 3166-1 that is in force (with Kosovo's XK, as in CLDR).

    ``republic`` says whether "Republic of X" is a name of it: not where that would name another state. The
    ``constituent_countries`` (Scotland) are read as it where a whole cell names one.
    """

    id: str
    alpha3: str
    cow_codes: tuple[int, ...]
    republic: bool
    other_names: tuple[str, ...]
    adjectives: tuple[str, ...]
    constituent_countries: tuple[str, ...]
    capital: str
    """In English; empty where no text of the field needs it."""


@dataclass(frozen=True, slots=True)
class PastState:
    """A state that is no more, or a name and code that a state had before.

    The id is of ISO 3166-3 where there is one. ``successor`` holds the ids of what came after it, the one
    that continues it first. ``names_of_its_time`` (Hanover, Burma) also name something of today: they are
    read as this state only where the year says so.
    """

    id: str
    first: int
    last: int
    successor: tuple[str, ...]
    cow_codes: tuple[int, ...]
    names: dict[str, str]
    other_names: tuple[tuple[str, str], ...]
    """Pairs of a language and a name."""
    adjectives: tuple[str, ...]
    names_of_its_time: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """Its English name."""
        return self.names["en"]

    def was_there(self, year: int) -> bool:
        """Whether it existed in a year."""
        return self.first <= year <= self.last


@dataclass(frozen=True, slots=True)
class Bearer:
    """A state that bears a name, in which years, and whether it bears it without a year being said."""

    id: str
    first: int | None = None
    last: int | None = None
    only_of_its_time: bool = False

    @property
    def is_today(self) -> bool:
        """Whether it bears the name to this day."""
        return self.last is None

    def bore(self, year: int) -> bool:
        """Whether it bore the name in a year."""
        return (self.first or 0) <= year <= (self.last or 9999)


def bearers_in(bearers: list[Bearer], year: int | None) -> tuple[str, ...]:
    """The ids of those who bear a name, in a year or (without one) as it is understood today.

    A year chooses the state that was there then: before a state of today, whose name people use of all times.
    Where nobody was there in that year, those who ever bore the name are given.

    >>> burma = [Bearer("BUMM", 1948, 1989, True), Bearer("MM")]
    >>> bearers_in(burma, 1960), bearers_in(burma, 2001), bearers_in(burma, None)
    (('BUMM',), ('MM',), ('MM',))
    """
    lasting = [bearer for bearer in bearers if not bearer.only_of_its_time]
    if year is not None:
        there = [bearer for bearer in bearers if bearer.bore(year)]
        dated = [bearer for bearer in there if bearer.last is not None]
        firm = [bearer for bearer in dated if not bearer.only_of_its_time]
        if there:
            return _ids(firm or dated or there)
    today = [bearer for bearer in lasting if bearer.is_today]
    if any(bearer.first for bearer in today):  # the Republic of China: of which time is not said
        return _ids(lasting)
    return _ids(today or lasting)


def _ids(bearers: list[Bearer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(bearer.id for bearer in bearers))


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _list(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, cell.split(";"))))


def _codes(cell: str) -> tuple[int, ...]:
    return tuple(map(int, _list(cell)))


def _in_languages(cell: str) -> tuple[tuple[str, str], ...]:
    pairs = (value.partition(":") for value in _list(cell))
    return tuple((language, name) for language, _, name in pairs)


COUNTRIES = {
    row["id"]: Country(
        row["id"],
        row["alpha3"],
        _codes(row["cow_codes"]),
        row["republic"] == "yes",
        _list(row["other_names"]),
        _list(row["adjectives"]),
        _list(row["constituent_countries"]),
        row["capital"],
    )
    for row in _rows("countries")
}

PAST_STATES = {
    row["id"]: PastState(
        row["id"],
        int(row["first"]),
        int(row["last"]),
        _list(row["successor"]),
        _codes(row["cow_codes"]),
        {language: row[f"name_{language}" if language != "en" else "name"] for language in LANGUAGES},
        _in_languages(row["other_names"]),
        _list(row["adjectives"]),
        _in_languages(row["names_of_its_time"]),
    )
    for row in _rows("past_states")
}

SHARED_NAMES: dict[str, list[Bearer]] = {}
"""Names that several states bear or bore, each with its bearers."""
for _row in _rows("shared_names"):
    for _name in _list(_row["names"]):
        SHARED_NAMES.setdefault(_name, []).append(
            Bearer(_row["id"], int(_row["first"] or 0) or None, int(_row["last"] or 0) or None)
        )


def cow_state(code: int, year: int) -> str | None:
    """The state that bore a code of the Correlates of War in a year; ``None`` for a code that is not known.

    The code goes on where a state was renamed or continued by another.

    >>> cow_state(434, 1963), cow_state(434, 1991), cow_state(365, 1980), cow_state(1, 1950)
    ('DYBJ', 'BJ', 'SUHH', None)
    """
    past = [state for state in PAST_STATES.values() if code in state.cow_codes]
    there = [state.id for state in past if state.was_there(year)]
    today = [state.id for state in COUNTRIES.values() if code in state.cow_codes]
    return next(iter((*there, *today, *(state.id for state in past))), None)


def cow_code(id_: str) -> int | None:
    """The code of the Correlates of War for a state, the first if it had two; ``None`` if it has none.

    >>> cow_code("KZ"), cow_code("SUHH"), cow_code("MO")
    (705, 365, None)
    """
    state = COUNTRIES.get(id_) or PAST_STATES.get(id_)
    return next(iter(state.cow_codes), None) if state else None
