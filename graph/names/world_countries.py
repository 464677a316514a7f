"""Countries as the whole world writes them: CLDR's names in some forty languages, and states of the past.

:mod:`elshi.graph.names.names` reads the languages of our sources with their endings, for running text. This
module reads a cell of somebody's table, whole, in any of the languages below, and knows the years of states
that are no more. Nothing is loaded until the first name is asked for.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from elshi.graph.names.country_tables import ALPHA3

LANGUAGES = (
    "en", "kk", "ru", "tr", "zh", "zh_Hant", "az", "uz", "uz_Cyrl", "ky", "tk", "tt", "ug", "mn", "tg",
    "fa", "ar", "he", "ur", "hi", "bn", "id", "vi", "th", "ja", "ko", "ka", "hy", "uk", "be", "bg", "sr",
    "sr_Latn", "hr", "sl", "mk", "bs", "pl", "cs", "sk", "hu", "ro", "sq", "el", "de", "fr", "es", "pt", "it",
    "nl", "da", "sv", "nb", "fi", "et", "lv", "lt",
)  # fmt: skip
"""Languages of CLDR whose names of countries are read."""


@dataclass(frozen=True, slots=True)
class Past:
    """A state of the past: its id, its English name, the years it was there, and further names."""

    id: str
    name: str
    first: int
    last: int
    others: tuple[str, ...] = ()

    def was_there(self, year: int) -> bool:
        """Whether it existed in a year."""
        return self.first <= year <= self.last


PAST = tuple(
    Past(id_, name, first, last, tuple(filter(None, map(str.strip, others.split(";")))))
    for id_, name, first, last, others in (
        ("SUHH", "Soviet Union", 1922, 1991,
         "USSR; СССР; КСРО; U.S.S.R.; Union of Soviet Socialist Republics"),
        ("CSHH", "Czechoslovakia", 1918, 1992,
         "Czecho-Slovakia; ČSSR; Československo"),
        ("YUCS", "Yugoslavia", 1918, 1992,
         "SFRY; Jugoslavija; Югославия; Kingdom of Yugoslavia"),
        ("DDDE", "German Democratic Republic", 1949, 1990,
         "East Germany; GDR; DDR; ГДР; Doğu Almanya"),
        ("CSXX", "Serbia and Montenegro", 1992, 2006,
         "Federal Republic of Yugoslavia; FR Yugoslavia"),
        ("YDYE", "South Yemen", 1967, 1990,
         "Yemen People's Republic; Democratic Yemen; People's Democratic Republic of Yemen"),
        ("ZRCD", "Zaire", 1971, 1997,
         "Zaïre; Republic of Zaire"),
        ("BUMM", "Burma", 1948, 1989,
         "Union of Burma"),
        ("HVBF", "Upper Volta", 1958, 1984,
         "Haute-Volta; Republic of Upper Volta"),
        ("DYBJ", "Dahomey", 1960, 1975,
         "Republic of Dahomey"),
        ("RHZW", "Southern Rhodesia", 1965, 1979,
         "Rhodesia"),
        ("VDVN", "Democratic Republic of Vietnam", 1945, 1976,
         "North Vietnam; Democratic Republic of Viet-Nam"),
        ("x-republic-of-vietnam-1955", "Republic of Vietnam", 1955, 1975,
         "South Vietnam; Republic of Viet-Nam"),
        ("x-united-arab-republic-1958", "United Arab Republic", 1958, 1971,
         "UAR; U.A.R.; Объединённая Арабская Республика; Birleşik Arap Cumhuriyeti"),
        ("x-yemen-arab-republic-1962", "Yemen Arab Republic", 1962, 1990,
         "North Yemen"),
        ("x-tanganyika-1961", "Tanganyika", 1961, 1964,
         ""),
        ("x-zanzibar-1963", "Zanzibar", 1963, 1964,
         ""),
        ("x-ottoman-empire-1299", "Ottoman Empire", 1299, 1922,
         "Osmanlı İmparatorluğu; Османская империя; Осман империясы"),
        ("x-russian-empire-1721", "Russian Empire", 1721, 1917,
         "Российская империя; Ресей империясы; Imperial Russia"),
        ("x-austria-hungary-1867", "Austria-Hungary", 1867, 1918,
         "Österreich-Ungarn; Austro-Hungarian Empire"),
        ("x-prussia-1701", "Prussia", 1701, 1918,
         "Preußen; Kingdom of Prussia"),
        ("x-manchukuo-1932", "Manchukuo", 1932, 1945,
         ""),
        ("x-kazakh-khanate-1465", "Kazakh Khanate", 1465, 1847,
         "Қазақ хандығы; Казахское ханство"),
        ("x-alash-autonomy-1917", "Alash Autonomy", 1917, 1920,
         "Алашорда; Alash Orda"),
        ("x-bukharan-peoples-soviet-republic-1920", "Bukharan People's Soviet Republic", 1920, 1925,
         ""),
        ("x-khorezm-peoples-soviet-republic-1920", "Khorezm People's Soviet Republic", 1920, 1925,
         ""),
    )
)  # fmt: skip
"""States that are no more, with their years; the id is of ISO 3166-3 where there is one."""

_ALSO = {
    "DE": "German Federal Republic; West Germany; BRD; Западная Германия; Batı Almanya",
    "KR": "South Korea; Korea, South; Korea (Republic of); Korea, Republic of",
    "KP": "North Korea; Korea, North; Korea, Democratic People's Republic of",
    "CN": "China, People's Republic of; Mainland China",
    "CI": "Cote D'Ivoire; Côte d'Ivoire", "CZ": "Czech Republic", "MK": "Macedonia (FYROM); FYR Macedonia",
    "IR": "Iran, Islamic Republic of; Persia", "LA": "Lao PDR; Lao People's Democratic Republic",
    "SY": "Syrian Arab Republic", "TZ": "Tanzania, United Republic of",
    "VN": "Viet Nam; Vietnam, Socialist Republic of",
    "BO": "Bolivia, Plurinational State of", "VE": "Venezuela, Bolivarian Republic of",
    "MD": "Moldova, Republic of",
    "FM": "Federated States of Micronesia; Micronesia, Federated States of", "BN": "Brunei Darussalam",
    "CD": "Congo, Democratic Republic of the; Congo-Kinshasa", "CG": "Congo-Brazzaville",
    "TL": "East Timor", "SZ": "Swaziland", "CV": "Cape Verde", "BS": "Bahamas, The", "GM": "Gambia, The",
    "ST": "Sao Tome and Principe", "KN": "St. Kitts and Nevis", "VC": "St. Vincent and the Grenadines",
    "GB": "England and Wales", "US": "United States; America, United States of", "LK": "Ceylon", "TH": "Siam",
}  # fmt: skip
"""Writings of data sets that CLDR has not, parted by ``;``."""

_SHARED = {
    "KP KR": "Korea; Kore; Корея; Corea; Corée", "CD CG": "Congo; Kongo; Конго; 刚果",
    "US": "America; Amerika; Америка", "GF GY": "Guiana; Гвиана", "VG VI": "Virgin Islands",
}  # fmt: skip
"""Names that several states bear, or that are larger than the one that is mostly meant."""

_SEVERAL = "several bear this name"

_DROPPED = str.maketrans(dict.fromkeys("'’‘ʼʻʹ`´.", ""))


def key(name: str) -> str:
    """A name as it is looked up: small letters without marks on Latin ones, no punctuation.

    >>> key("Côte d’Ivoire"), key("KOREA (Republic of)")
    ('cote divoire', 'korea republic of')
    """
    small = unicodedata.normalize("NFKC", name.replace("İ", "i")).casefold().translate(_DROPPED)
    letters = []
    for letter in small:
        if "\u00c0" <= letter <= "\u03ff":
            letter = unicodedata.normalize("NFD", letter)[0].replace("ı", "i")
        if letter == "\u0307":
            continue
        apart = unicodedata.category(letter)[0] in "PSZ"
        letters.append(" and " if letter == "&" else " " if apart else letter)
    words = "".join(letters).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@lru_cache(maxsize=1 << 16)
def states(name: str) -> tuple[tuple[str, ...], str]:
    """The ids of the states that bear a name in one of the languages, and what says so.

    >>> states("Kasachstan"), states("카자흐스탄"), states("East Germany")
    ((('KZ',), 'CLDR, de'), (('KZ',), 'CLDR, ko'), (('DDDE',), '1949-1990'))
    >>> states("Korea")[0], states("Atlantis")[0]
    (('KP', 'KR'), ())
    """
    return _names().get(key(name), ((), ""))


def past(id_: str) -> Past | None:
    """The state of the past with this id."""
    return next((one for one in PAST if one.id == id_), None)


@cache
def _names() -> dict[str, tuple[tuple[str, ...], str]]:
    """Key → ids and reason."""
    from babel import Locale, UnknownLocaleError

    found: dict[str, tuple[tuple[str, ...], str]] = {}
    for one in PAST:
        for name in (one.name, *one.others):
            found.setdefault(key(name), ((one.id,), f"{one.first}-{one.last}"))
    for code, names in _ALSO.items():
        for name in names.split(";"):
            found.setdefault(key(name), ((code,), "a name of it"))
    for codes, names in _SHARED.items():
        found |= {key(name): (tuple(codes.split()), _SEVERAL) for name in names.split(";")}
    settled = set(found)
    for language in LANGUAGES:
        try:
            territories = Locale.parse(language).territories
        except UnknownLocaleError:
            continue
        for code in ALPHA3:
            where = key(territories.get(code, ""))
            if not where or where in settled:
                continue
            before, _ = found.setdefault(where, ((code,), f"CLDR, {language.replace('_', '-')}"))
            if code not in before:
                found[where] = (tuple(sorted({*before, code})), _SEVERAL)
    return found
