"""How countries are written in running text: codes, abbreviations, words that only look like one, endings.

CLDR (through Babel) gives one short name of every country in five languages; what else they are called stands
in the tables of :mod:`elshi.graph.names.state_tables`. Each table below says what it is for. This module is
data, with the one rule that goes with it (how a Russian name is declined); looking up is done in
:mod:`elshi.graph.names.countries`.
"""

from __future__ import annotations

import re
from itertools import product

from elshi.graph.names.state_tables import COUNTRIES, PAST_STATES


def listed(words: str) -> list[str]:
    """The words of a table that is written as running text."""
    return words.split()


ALPHA3 = {country.id: country.alpha3 for country in COUNTRIES.values()}
"""ISO 3166-1: alpha-2 → alpha-3, for every code that is in force (with Kosovo's XK, as in CLDR).

What is not in this table (EU, UN, the world, continents, Ascension) is no country here.
"""

PAST = {state.id: state.names for state in PAST_STATES.values()}
"""The names of states that are no more, in five languages, by their ids."""

PAST_ALPHA3 = {"SUN": "SUHH", "CSK": "CSHH", "YUG": "YUCS", "DDR": "DDDE", "SCG": "CSXX"}
"""The alpha-3 codes that some of those states had."""

AMBIGUOUS = frozenset(
    {
        *("корея", "конго", "америка", "америки", "америке", "америку", "америкой", "гвиана"),
        *("korea", "kore", "congo", "kongo", "america", "amerika", "guiana", "刚果"),
        *("виргинские острова", "virgin islands", "сен мартен", "saint martin"),
    }
)
"""Names that more than one state (or a continent) bears: never resolved, whatever CLDR says."""

NOT_COUNTRIES = frozenset({"АЛЖИР"})
"""Writings that look like a country and are not: АЛЖИР in capitals is the camp near Akmola."""

ALSO_WORDS = frozenset({"TG", "PW"})
"""Countries whose names are plain words in small letters: «того» (of that), «палау» (pilaf)."""

SHORT_FORMS: dict[str, str] = {
    # Kazakh
    "ҚР": "KZ", "ҚХР": "CN", "ӨР": "UZ", "ӨзР": "UZ", "АҚШ": "US", "КСРО": "SUHH", "КХДР": "KP",
    "ГФР": "DE", "ГДР": "DDDE", "БАӘ": "AE", "МХР": "MN", "ОАР": "ZA",
    # Russian
    "РК": "KZ", "КНР": "CN", "РУз": "UZ", "США": "US", "СССР": "SUHH", "РФ": "RU",
    "КНДР": "KP", "ФРГ": "DE", "ОАЭ": "AE", "ЮАР": "ZA", "МНР": "MN", "ЧССР": "CSHH",
    "СФРЮ": "YUCS", "КСА": "SA", "ИРИ": "IR",
    # English
    "USA": "US", "US": "US", "U.S.": "US", "U.S.A.": "US", "UK": "GB", "U.K.": "GB", "UAE": "AE",
    "PRC": "CN", "USSR": "SUHH", "DPRK": "KP", "ROK": "KR", "FRG": "DE", "GDR": "DDDE",
    "RK": "KZ", "RF": "RU",
    # Turkish
    "ABD": "US", "SSCB": "SUHH", "ÇHC": "CN", "BAE": "AE", "KSA": "SA",
    # organisations
    "ТМД": "cis", "СНГ": "cis", "CIS": "cis", "BDT": "cis",
    "БҰҰ": "united-nations", "ООН": "united-nations", "UN": "united-nations",
    "UNO": "united-nations", "BM": "united-nations",
    "ЮНЕСКО": "unesco", "UNESCO": "unesco",
    "ШЫҰ": "shanghai-cooperation-organisation", "ШОС": "shanghai-cooperation-organisation",
    "SCO": "shanghai-cooperation-organisation", "ŞİÖ": "shanghai-cooperation-organisation",
    "ТҮРКСОЙ": "turksoy", "ТҮРІКСОЙ": "turksoy", "ТЮРКСОЙ": "turksoy", "ТУРКСОЙ": "turksoy",
    "TÜRKSOY": "turksoy", "TURKSOY": "turksoy",
    "ЕҚЫҰ": "osce", "ОБСЕ": "osce", "OSCE": "osce", "AGİT": "osce",
    "ЕО": "european-union", "ЕС": "european-union", "EU": "european-union",
    "ЕАЭО": "eurasian-economic-union", "ЕАЭС": "eurasian-economic-union",
    "EAEU": "eurasian-economic-union",
    "ИЫҰ": "organisation-of-islamic-cooperation", "ОИС": "organisation-of-islamic-cooperation",
    "OIC": "organisation-of-islamic-cooperation", "İİT": "organisation-of-islamic-cooperation",
    "ҰҚШҰ": "collective-security-treaty-organisation",
    "ОДКБ": "collective-security-treaty-organisation",
    "CSTO": "collective-security-treaty-organisation",
}  # fmt: skip
"""Abbreviations, as capitals, to a country's code or an organisation's id.

Left out because they stand for two things: ТР (Түркия, Татарстан), РТ (Татарстан, Таджикистан),
РБ (Беларусь, Башкортостан), САР (Сирия, Гонконг), КР (Кыргызстан, or ҚР without its tail), АР,
КСР.
"""

PREPOSITIONS = frozenset(
    listed("в во из с со на о об к ко по от для у при через за in of from to with the for by at")
)
"""Words that may stand before a country's name in running text."""

_OURS = "[ыі]?м[ыі]з|[ыі]м"
_CASE = "[ыі]ң|[ндт][ыі]ң|[нғқ]а|[нгк]е|[ндт][ыі]|н|н?[дт][ае]|[дтн][ае]н|[мбп]ен"
_IN = "н?[дт][ае](?:ғы|гі)"
KAZAKH_ENDING = re.compile(f"(?:{_OURS})?(?:{_CASE})|{_OURS}|{_IN}(?:{_CASE})?")
"""A Kazakh case ending after a name: Қазақстан-ның, Түркия-ға, Қытай-дағы, Республикасы-нан.

Not the adjectives in -лық/-дік: қазақстандық is not Kazakhstan.
"""

TURKISH_ENDING = re.compile(
    r"(?:[ns]?[ıiuü]n|y?[aeıiuü]|n[aeıiuü]|[dt][ae]n?|[dt][ae]ki\w*|y?l[ae]|l[ıi]\w*|s)",
    re.IGNORECASE,
)
"""What may follow the apostrophe: Kazakistan'ın, Türkiye'deki; and the English 's."""


def russian_forms(name: str) -> set[str]:
    """The oblique cases of a Russian name in small letters, each word declined or left as it is.

    Generous on purpose: a form that nobody writes does no harm, one that two countries share is
    dropped by the caller.

    >>> {"китайской народной республики", "китае"} <= russian_forms(
    ...     "китайская народная республика") | russian_forms("китай")
    True
    """
    words = [(word, _declined(word)) for word in name.split()]
    forms = set()
    for case in range(6):
        forms |= set(product(*(sorted({word, cases[case]}) for word, cases in words)))
    return {" ".join(form) for form in forms} - {name}


_ENDINGS: tuple[tuple[str, str], ...] = (
    # the ending of the name: genitive, dative, accusative, instrumental, prepositional, another
    ("ская", "ской ской скую ской ской скою"),
    ("ная", "ной ной ную ной ной ною"),
    ("ая", "ой ой ую ой ой ою"),
    ("ия", "ии ии ию ией ии ии"),
    ("я", "и е ю ей е и"),
    ("ка", "ки ке ку кой ке ки"),
    ("ша", "ши ше шу шей ше ши"),
    ("а", "ы е у ой е ою"),
    ("ское", "ского скому ское ским ском ском"),
    ("ное", "ного ному ное ным ном ном"),
    ("ский", "ского скому ский ским ском ском"),
    ("ный", "ного ному ный ным ном ном"),
    ("ные", "ных ным ные ными ных ных"),
    ("ские", "ских ским ские скими ских ских"),
    ("во", "ва ву во вом ве ве"),
    ("й", "я ю й ем е е"),
    ("ы", "ов ам ы ами ах ов"),
    ("ь", "и и ь ью и и"),
)
_SOFT = ("я", "ю", "ь", "ем", "е", "е")
_HARD = ("а", "у", "", "ом", "е", "е")


def _declined(word: str) -> tuple[str, ...]:
    if word in {"израиль", "тайвань"}:
        return tuple(word[:-1] + end for end in _SOFT)
    for end, cases in _ENDINGS:
        if word.endswith(end) and len(word) > len(end) + 1:
            return tuple(word[: -len(end)] + case for case in cases.split())
    if word[-1:] in "бвгджзклмнпрстфхцчшщ" and len(word) > 2:
        return tuple(word + end for end in _HARD)
    return (word,) * 6
