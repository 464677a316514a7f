"""Countries as the whole world writes them: CLDR's names in some forty languages, and states of the past.

:mod:`elshi.graph.names.names` reads the languages of our sources with their endings, for running text. This
module reads a cell of somebody's table, whole, in any of the languages below, and knows the years of states
that are no more. Nothing is loaded until the first name is asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from elshi.graph.names.countries import add_bearer, country, country_names, writings
from elshi.graph.names.country_tables import ALPHA3, ALSO_WORDS, AMBIGUOUS
from elshi.graph.names.folding import plain
from elshi.graph.names.repair import CYRILLIC
from elshi.graph.names.state_tables import COUNTRIES, PAST_STATES, SHARED_NAMES, Bearer, PastState, bearers_in

LANGUAGES = (
    "en", "kk", "ru", "tr", "zh", "zh_Hant", "az", "uz", "uz_Cyrl", "ky", "tk", "tt", "ug", "mn", "tg",
    "fa", "ar", "he", "ur", "hi", "bn", "id", "vi", "th", "ja", "ko", "ka", "hy", "uk", "be", "bg", "sr",
    "sr_Latn", "hr", "sl", "mk", "bs", "pl", "cs", "sk", "hu", "ro", "sq", "el", "de", "fr", "es", "pt", "it",
    "nl", "da", "sv", "nb", "fi", "et", "lv", "lt",
)  # fmt: skip
"""Languages of CLDR whose names of countries are read."""


SEVERAL = "several bear this name"

_CELL = re.compile(r"\s*\((?:country|state|страна|мемлекет|ülke)\)\s*$", re.IGNORECASE)
"""What tells a state from other bearers of its name: "Georgia (country)"."""


@dataclass(frozen=True, slots=True)
class StateReading:
    """How a writing is read as a state: the ids of those who bear the name, why, and what speaks against it.

    It is sure where there is one id and no ``doubt``.
    """

    ids: tuple[str, ...] = ()
    reason: str = ""
    doubt: str = ""

    @property
    def id(self) -> str | None:
        """The one state that is surely meant."""
        return self.ids[0] if len(self.ids) == 1 and not self.doubt else None


@lru_cache(maxsize=1 << 16)
def states(written: str, year: int | None = None) -> StateReading:
    """The state that a writing names, in one of the languages, where its row speaks of a year.

    >>> states("Kasachstan").id, states("카자흐스탄").id, states("Dahomey", 1963).id, states("Burma", 1960).id
    ('KZ', 'KZ', 'DYBJ', 'BUMM')
    >>> states("Zaire", 2001).doubt
    'Zaire was there 1971-1997 and the row speaks of 2001'
    >>> states("Korea").ids, states("Korea", 1900).id, states("Atlantis").ids
    (('KP', 'KR'), 'x-korea-1392', ())
    """
    if len(written) > _LONGEST_NAME:
        return StateReading()
    if not (bare := _CELL.sub("", written).strip()):
        return StateReading()
    if bare in ALPHA3 or bare in PAST_STATES:
        return StateReading((bare,), "its code")
    key = plain(bare)
    languages: dict[str, str] = {}
    if not (bearers := _own_names().get(key)):
        names, languages = _names()
        bearers = names.get(key, [])
    if not bearers:
        if meant := country(bare, year):
            return _dated((meant,), "a country's name or abbreviation", year)
        return StateReading()
    ids = bearers_in(bearers, year)
    if bare.islower() and (not ALSO_WORDS.isdisjoint(ids) or (key in languages and CYRILLIC.search(bare))):
        return StateReading()  # «того», «қатар»: words of our languages
    if not ids:
        why = (
            f"{bearers[0].id} bore this name, which also means a place of today; the row does not say a year"
        )
        return StateReading(_ids(bearers), SEVERAL, why) if year is None else StateReading()
    if len(ids) > 1 or (key in AMBIGUOUS and ids[0] in ALPHA3):
        return StateReading(tuple(sorted(ids)), SEVERAL, SEVERAL)
    return _dated(ids, languages.get(key, "a name of it"), year)


_LONGEST_NAME = 120


def _ids(bearers: list[Bearer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(bearer.id for bearer in bearers))


def _dated(ids: tuple[str, ...], reason: str, year: int | None) -> StateReading:
    """A reading as one state, in doubt where that state was not there in the year."""
    gone = PAST_STATES.get(ids[0])
    if gone is None:
        return StateReading(ids, reason)
    years = f"{gone.first}-{gone.last}"
    if year is not None and not gone.was_there(year):
        return StateReading(ids, years, f"{gone.name} was there {years} and the row speaks of {year}")
    return StateReading(ids, years)


def past(id_: str) -> PastState | None:
    """The state of the past with this id."""
    return PAST_STATES.get(id_)


def state_name(id_: str) -> str | None:
    """The English name of a state by its id; ``None`` for what is no state's id."""
    try:
        return country_names(id_)["en"]
    except ValueError:
        return None


@cache
def _own_names() -> dict[str, list[Bearer]]:
    """Every name in our tables and in CLDR's for our languages → who bears it."""
    names: dict[str, list[Bearer]] = {}
    for bearer, name in writings():
        add_bearer(names, plain(name), bearer)
    for name, bearers in SHARED_NAMES.items():
        for bearer in bearers:
            add_bearer(names, plain(name), bearer)
    for code, land in COUNTRIES.items():
        for name in land.constituent_countries:
            add_bearer(names, plain(name), Bearer(code))
    return names


@cache
def _names() -> tuple[dict[str, list[Bearer]], dict[str, str]]:
    """The names that only other languages of CLDR have → who bears them, and the language of each.

    Sixty languages take a fifth of a second: they are read for a name that ours do not have.
    """
    from babel import Locale, UnknownLocaleError

    settled = _own_names()
    names: dict[str, list[Bearer]] = {}
    languages: dict[str, str] = {}
    for language in LANGUAGES:
        try:
            territories = Locale.parse(language).territories
        except UnknownLocaleError:
            continue
        for code in ALPHA3:
            key = plain(territories.get(code, ""))
            if key and key not in settled:
                add_bearer(names, key, Bearer(code))
                languages.setdefault(key, f"CLDR, {language.replace('_', '-')}")
    return names, languages
