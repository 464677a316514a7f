"""Countries in running text: which state a writing stands for, with its endings and abbreviations.

Known are CLDR's names and those of :mod:`elshi.graph.names.state_tables` in the languages of our sources.
What would be a guess is ``None``. Whole cells, in forty languages, are read by
:func:`elshi.graph.names.world_countries.states`, which asks this module first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from elshi.graph.names.country_tables import (
    ALPHA3,
    ALSO_WORDS,
    AMBIGUOUS,
    KAZAKH_ENDING,
    NOT_COUNTRIES,
    PAST,
    PAST_ALPHA3,
    PREPOSITIONS,
    SHORT_FORMS,
    TURKISH_ENDING,
    russian_forms,
)
from elshi.graph.names.folding import plain
from elshi.graph.names.repair import CYRILLIC, TWINS, in_cyrillic, repair
from elshi.graph.names.state_tables import (
    COUNTRIES,
    LANGUAGES,
    PAST_STATES,
    SHARED_NAMES,
    Bearer,
    bearers_in,
)

_BREAK = re.compile("(?s)(.+?)[-‐‑–'’ʼʻ`]([^\\W\\d_]+)")
_GLUED = re.compile(r"([A-ZÇĞİÖŞÜА-ЯӘІҢҒҮҰҚӨҺ]{2,})([а-яәіңғүұқөһ]+)")
_JOINED = re.compile(r"([а-яәіңғүұқөһ])([А-ЯӘІҢҒҮҰҚӨҺ])")
"""Two words that lost the space between them: ҚазақстанРеспубликасы."""

_AROUND = ' .,;:«»"“”„[]\n'
_LONGEST_NAME = 120


@lru_cache(maxsize=1 << 15)
def country(text: str, year: int | None = None) -> str | None:
    """The id of the state that a writing stands for, in a year; ``None`` where that is unsure.

    Understands CLDR's names in English, Kazakh, Russian, Turkish and Chinese, official long forms,
    codes (``KZ``, ``KAZ``, ``SUHH``) and abbreviations (ҚХР) in capitals, Kazakh and Russian case
    endings, the Turkish apostrophe, a preposition before, and scans' mixed letters.

    >>> country("Қaзaқcтaнның"), country("в Китайской Народной Республике"), country("Türkiye'de")
    ('KZ', 'CN', 'TR')
    >>> country("Конго"), country("ТМД"), country("қазақстандық")
    (None, None, None)
    >>> country("в Дагомее"), country("Burma"), country("Burma", 1960)
    ('DYBJ', 'MM', 'BUMM')
    """
    if len(text) > _LONGEST_NAME:
        return None
    return _country(repair(text).strip(' .,;:«»"“”()[]\n'), year)


@lru_cache(maxsize=1 << 14)
def _country(written: str, year: int | None) -> str | None:
    if written in ALPHA3 or written in PAST:
        return written
    if written in _alpha3():
        return _alpha3()[written]
    if written in NOT_COUNTRIES:
        return None
    if meant := short_form(written):
        return meant if meant in ALPHA3 or meant in PAST else None
    if code := _named(plain(written), year):
        return None if written.islower() and code in ALSO_WORDS else code
    broken = _BREAK.fullmatch(written)
    if broken and _is_ending(broken[2]) and (code := _country(broken[1], year)):
        return code
    parted = _JOINED.sub(r"\1 \2", written)
    if parted != written:
        return _country(parted, year)
    first, _, rest = written.partition(" ")
    return _country(rest, year) if rest and first.lower() in PREPOSITIONS else None


def _named(key: str, year: int | None) -> str | None:
    """The state of a name as :func:`plain` writes it: as it stands, declined, or with an ending."""
    names, declined = _tables()
    if bearers := names.get(key):
        return _one(bearers, year)
    if key in AMBIGUOUS:
        return None
    if bearers := declined.get(key):
        return _one(bearers, year)
    codes = set()
    for at in range(3, len(key)):
        stem, ending = key[:at], key[at:]
        if stem in names and KAZAKH_ENDING.fullmatch(ending):
            if ending == "н" and stem[-1] not in "ыі":  # Республикасы-н, but not Куба-н
                continue
            codes.add(_one(names[stem], year))
    codes.discard(None)
    return codes.pop() if len(codes) == 1 else None


def _one(bearers: list[Bearer], year: int | None) -> str | None:
    """The one state among those who bear a name; names that are too wide even for one are nobody's."""
    ids = bearers_in(bearers, year)
    return ids[0] if len(ids) == 1 else None


def _is_ending(tail: str) -> bool:
    whole = KAZAKH_ENDING.fullmatch(tail) or TURKISH_ENDING.fullmatch(tail)
    return bool(whole) or tail in ("ғы", "гі")  # ҚХР-ғы, as some write for ҚХР-дағы


@lru_cache(maxsize=1 << 15)
def short_form(text: str) -> str | None:
    """What an abbreviation stands for: a country's code or an organisation's id, else ``None``.

    Capitals only, for «өр» and "us" are words; Kazakh endings and prepositions are allowed.

    >>> short_form("ҚХР-мен"), short_form("в США"), short_form("ТМД"), short_form("ЮНЕСКО-ның")
    ('CN', 'US', 'cis', 'unesco')
    >>> short_form("өр") is None
    True
    """
    written = repair(text[: _LONGEST_NAME + 1]).strip(' .,;:«»"“”()[]\n')
    if len(written) > _LONGEST_NAME:
        return None
    first, _, rest = written.partition(" ")
    if rest and first.lower() in PREPOSITIONS:
        written = rest
    for form in _forms(written):
        if form in SHORT_FORMS:
            return SHORT_FORMS[form]
    return None


def _forms(written: str) -> Iterator[str]:
    """An abbreviation without what may hang on it."""
    yield written
    yield written.replace(".", "")
    if len(written) > 4:
        yield written.upper()
    if len(written) > 2 and TWINS.issuperset(written) and written not in _alpha3():
        yield in_cyrillic(written)
    for shape in (_BREAK, _GLUED):
        broken = shape.fullmatch(written)
        if broken and _is_ending(broken[2]):
            yield from _forms(broken[1])


@cache
def _alpha3() -> dict[str, str]:
    return {alpha3: code for code, alpha3 in ALPHA3.items()} | PAST_ALPHA3


@cache
def _tables() -> tuple[dict[str, list[Bearer]], dict[str, list[Bearer]]]:
    """Every name → who bears it, and every Russian oblique form → the same."""
    names: dict[str, list[Bearer]] = {}
    for bearer, name in writings():
        add_bearer(names, plain(name), bearer)
    for name, bearers in SHARED_NAMES.items():
        for bearer in bearers:
            add_bearer(names, plain(name), bearer)
    for name in AMBIGUOUS & names.keys():  # «Америка» is wider than its one state, «Корея» is nobody's alone
        names[name] = [bearer for bearer in names[name] if bearer.first]
    declined: dict[str, list[Bearer]] = {}
    for key, bearers in names.items():
        if CYRILLIC.search(key) and not re.search("[әіңғүұқөһ]", key):
            for form in russian_forms(key):
                for bearer in bearers:
                    add_bearer(declined, form, bearer)
    return names, declined


def add_bearer(table: dict[str, list[Bearer]], key: str, bearer: Bearer) -> None:
    """Note who bears a name, each once."""
    if key and bearer not in table.setdefault(key, []):
        table[key].append(bearer)


def writings() -> Iterator[tuple[Bearer, str]]:
    """Every writing of every state in our five languages: CLDR's, our own, the generic long forms."""
    for state in PAST_STATES.values():
        bearer = Bearer(state.id, state.first, state.last)
        for name in (*state.names.values(), *(name for _, name in state.other_names)):
            yield bearer, name
            yield bearer, re.sub(r"\s*[(（].*", "", name)
        for _, name in state.names_of_its_time:
            yield Bearer(state.id, state.first, state.last, only_of_its_time=True), name
    for code, land in COUNTRIES.items():
        short = country_names(code)
        given = [*short.values(), *land.other_names]
        for name in given:
            whole = name.replace("о-ва", "острова").replace("о-в ", "остров ")
            yield from ((Bearer(code), form) for form in (name, whole, re.sub(r"\s*[(（].*", "", whole)))
        if land.republic:
            yield Bearer(code), f"Republic of {short['en']}"
            yield Bearer(code), f"{short['tr']} Cumhuriyeti"
            yield Bearer(code), f"{short['zh']}共和国"
            for name in given:
                if CYRILLIC.search(name) and " " not in name.strip():
                    yield Bearer(code), f"{name} Республикасы"
                    yield Bearer(code), f"Республика {name}"


@cache
def _cldr(language: str) -> Mapping[str, str]:
    from babel import Locale

    territories: Mapping[str, str] = Locale.parse(language).territories
    return territories


def country_names(code: str) -> dict[str, str]:
    """A state's name in the five languages: CLDR's, or our own for a state that is no more.

    >>> country_names("TR")
    {'en': 'Türkiye', 'kk': 'Түркия', 'ru': 'Турция', 'tr': 'Türkiye', 'zh': '土耳其'}

    Raises ``ValueError`` for what is not a code of ISO 3166-1 or the id of a past state known here.
    """
    if code in PAST:
        return dict(PAST[code])
    if code not in ALPHA3:
        shown = code if len(code) <= 60 else code[:57] + "…"
        raise ValueError(f"'{shown}' is not a country's code in ISO 3166, such as KZ or SUHH")
    return {language: _cldr(language)[code] for language in LANGUAGES}
