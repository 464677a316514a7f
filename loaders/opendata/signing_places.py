"""Where states sign: capitals and other cities in which treaties were made, and in which state they lie.

A treaty says "Leopoldville" and no country; this table says that it is Kinshasa in ``CD``. A place
that is not here stays without a node and is listed, because its country would be a guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from elshi.graph.names.names import fold

TABLE = Path(__file__).with_name("signing_places.txt")
"""One line for each country: its code, and its cities parted by ``;``, each with other and former names."""


def city(place: str) -> tuple[str, str] | None:
    """The country's code and today's English name of the city that a place's writing means, else ``None``.

    >>> city("DJAKARTA"), city("Leopoldville"), city("Bad Nowhere")
    (('ID', 'Jakarta'), ('CD', 'Kinshasa'), None)
    """
    return _cities().get(fold(place))


def nearest_city(place: str) -> str | None:
    """The writing in the table that a scan's broken writing of a place stands for, else ``None``.

    >>> nearest_city("BUDAP:CST"), nearest_city("Utrecht")
    ('Budapest', None)
    """
    from rapidfuzz import fuzz, process

    wanted = fold(place).replace(" ", "")
    if len(wanted) < 5:
        return None
    forms = {fold(writing).replace(" ", ""): writing for writing in _writings()}
    best = process.extract(wanted, list(forms), scorer=fuzz.ratio, limit=2, score_cutoff=82)
    sure = best and (len(best) == 1 or best[0][1] > best[1][1])
    return forms[best[0][0]] if sure else None


def _groups() -> Iterator[tuple[str, list[str]]]:
    """The country's code and all writings of a city, the English one of today first."""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        country, cities = line.split(": ", 1)
        for group in cities.split(";"):
            yield country, [writing.strip() for writing in group.split("=")]


@cache
def _writings() -> tuple[str, ...]:
    return tuple(writing for _, writings in _groups() for writing in writings)


@cache
def _cities() -> dict[str, tuple[str, str]]:
    cities: dict[str, tuple[str, str]] = {}
    for country, writings in _groups():
        for writing in writings:
            cities.setdefault(fold(writing), (country, writings[0]))
    return cities
