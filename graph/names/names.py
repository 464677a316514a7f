"""One writing of a name: scripts, lookalike letters, search forms, countries, nearest names.

Four scripts and many scans meet in this field. :func:`repair` mends what the scans broke and
changes nothing else; :func:`fold` makes the search form in which the Kazakh, Russian, Turkish and
English writings of one name meet; :func:`country` and :func:`short_form` say which state (or
organisation) a writing stands for, endings and abbreviations included, or ``None`` where that
would be a guess. Names that differ by more than their letters (Шыңжаң, Синьцзян) are aliases of
the tables, not a matter of this module.

Nothing is loaded until it is asked for: the tables of CLDR are built at the first country.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from elshi.graph.names.country_tables import (
    ALPHA3,
    ALSO_WORDS,
    AMBIGUOUS,
    KAZAKH_ENDING,
    LANGUAGES,
    NOT_COUNTRIES,
    OTHER_NAMES,
    PAST,
    PAST_ALPHA3,
    PREPOSITIONS,
    REPUBLICS,
    SHORT_FORMS,
    TURKISH_ENDING,
    russian_forms,
)
from elshi.graph.names.repair import CYRILLIC, ROMAN, TWICE, TWINS, in_cyrillic, repair

__all__ = ["country", "country_names", "fold", "nearest", "repair", "search", "short_form"]

# --------------------------------------------------------------------------------------- fold

_LETTERS = {
    **dict(
        zip(
            "абвгдеёжзийклмнопрстуфхыэәғқңөұүһіўҳґєїѓќћђјҡҙҫҗӣӯҷӑӗӳѝӊӈәѕ",
            "abvgdeejziiklmnoprstufhieagknouuhiuhgeigkcdjkzsjiujaeuinnas",
            strict=True,
        )
    ),
    **{"ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "yu", "я": "ya", "ъ": "", "ь": ""},
    **{"ç": "ch", "ş": "sh", "ș": "sh", "č": "ch", "š": "sh", "ž": "j", "ı": "i", "ə": "a"},
    **{"ǝ": "a", "ß": "ss", "w": "v", "q": "k"},
}
"""Small letters of our languages as the search form has them; other scripts go by anyascii."""

_APOSTROPHES = frozenset("'’‘ʼʻʹʺ`´′ˈ")
_PLAIN = {ord(letter): _LETTERS.get(letter, "") for letter in (*"wq", *"'`")}
"""What ``_ascii`` makes of the letters of ASCII that do not stay as they are."""

_APART = re.compile("[^a-z0-9]+")
_DIGRAPHS = re.compile(r"d?zh|dj|kh|gh|shch|y|w|q|ii+|x")
_MET = {"zh": "j", "dzh": "j", "dj": "j", "kh": "h", "gh": "g", "shch": "sh", "x": "ks"}
_MET |= {"y": "i", "w": "v", "q": "k"}
_SMALL_ROMAN = re.compile(ROMAN.pattern.lower())


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """The search form: small ASCII letters, digits and single spaces, whatever the script.

    Kazakh and Russian Cyrillic, Turkish, English and the Latin of Kazakh, Tatar and Azerbaijani
    meet where they write the same name: й, ы, і, и, ı and y are ``i``; ж and zh are ``j``; қ, q
    and к are ``k``; х and kh are ``h``; vowels lose their dots. Chinese is read in pinyin.

    >>> [fold(name) for name in ("Турксой", "ТҮРКСОЙ", "TÜRKSOY", "turksoy")]
    ['turksoi', 'turksoi', 'turksoi', 'turksoi']
    >>> fold("Қырғыз") == fold("Kyrgyz") == fold("Kırgız") == fold("Кыргыз")
    True

    Folding a folded form changes nothing. The form of punctuation alone is empty.
    """
    small = _lower(repair(text))
    letters = small.translate(_PLAIN) if small.isascii() else "".join(map(_ascii, small))
    words = _APART.split(letters)
    return TWICE.sub(r"\1", " ".join(_met(word) for word in words if word))


def _lower(text: str) -> str:
    return text.replace("İ", "i").lower().replace("дж", "j")


@lru_cache(maxsize=1 << 12)
def _ascii(letter: str) -> str:
    """One small letter in ASCII, a space for what parts words, nothing for what does not."""
    if letter in _LETTERS:
        return _LETTERS[letter]
    if letter.isascii():
        return "" if letter in _APOSTROPHES else letter
    if letter in _APOSTROPHES or "\u0300" <= letter <= "\u036f":
        return ""
    if unicodedata.category(letter)[0] in "PSZC":
        return " "
    bare = unicodedata.normalize("NFD", letter)[0]
    if bare != letter:
        return _ascii(bare)
    from anyascii import anyascii

    return anyascii(letter).lower().replace("'", "")


@lru_cache(maxsize=1 << 15)
def _met(word: str) -> str:
    """A word of ASCII letters with the digraphs of English and Turkish writings levelled."""
    while not _SMALL_ROMAN.fullmatch(word):
        if word[0] == "x":
            word = "h" + word[1:]
        met = _DIGRAPHS.sub(lambda found: _MET.get(found[0], "i"), word)
        if met == word:
            break
        word = met
    return word


def search(names: Iterable[str]) -> str:
    """All names of one thing as one string for the ``search`` property: ``|first|second|``.

    Folded, each form once, in the order given; ``CONTAINS '|form'`` then finds by beginning.

    >>> search(["TÜRKSOY", "Турксой", "Международная организация тюркской культуры", "!"])
    '|turksoi|mejdunarodnaia organizatsia tiurkskoi kulturi|'
    >>> search([])
    ''
    """
    forms = dict.fromkeys(form for name in names if (form := fold(name)))
    return f"|{'|'.join(forms)}|" if forms else ""


def nearest(text: str, names: Mapping[str, str] | Iterable[tuple[str, str]], limit: int = 3) -> list[str]:
    """The ids whose names are nearest to the text, best first; an empty list when none is near.

    ``names`` gives the name of each id: a mapping, or pairs in which an id may stand several
    times. A name may also be a ``search`` string of several forms.

    >>> nearest("Turksoi", {"turksoy": "ТҮРКСОЙ", "turkpa": "TÜRKPA", "unesco": "UNESCO"})
    ['turksoy']
    """
    from rapidfuzz import fuzz

    wanted = fold(text)
    if not wanted:
        return []
    best: dict[str, float] = {}
    for id_, name in names.items() if isinstance(names, Mapping) else names:
        for part in name.split("|"):
            form = fold(part)
            if not form:
                continue
            score = max(fuzz.ratio(wanted, form), 0.97 * fuzz.token_sort_ratio(wanted, form))
            if form.startswith(wanted) or f" {wanted}" in form:
                score = max(score, 85.0)
            elif len(wanted) > 3 and len(form) > len(wanted):
                score = max(score, 0.85 * fuzz.partial_ratio(wanted, form))
            best[id_] = max(best.get(id_, 0.0), score)
    near = sorted((-score, id_) for id_, score in best.items() if score >= 70)
    return [id_ for _, id_ in near[:limit]]


# ---------------------------------------------------------------------------------- countries

_BREAK = re.compile("(?s)(.+?)[-‐‑–'’ʼʻ`]([^\\W\\d_]+)")
_GLUED = re.compile(r"([A-ZÇĞİÖŞÜА-ЯӘІҢҒҮҰҚӨҺ]{2,})([а-яәіңғүұқөһ]+)")
_JOINED = re.compile(r"([а-яәіңғүұқөһ])([А-ЯӘІҢҒҮҰҚӨҺ])")
"""Two words that lost the space between them: ҚазақстанРеспубликасы."""

_AROUND = ' .,;:«»"“”„[]\n'
_LONGEST_NAME = 120


@lru_cache(maxsize=1 << 15)
def country(text: str) -> str | None:
    """The ISO 3166 code of the state that a writing stands for; ``None`` where that is unsure.

    Understands CLDR's names in English, Kazakh, Russian, Turkish and Chinese, official long forms,
    codes (``KZ``, ``KAZ``, ``SUHH``) and abbreviations (ҚХР) in capitals, Kazakh and Russian case
    endings, the Turkish apostrophe, a preposition before, and scans' mixed letters.

    >>> country("Қaзaқcтaнның"), country("в Китайской Народной Республике"), country("Türkiye'de")
    ('KZ', 'CN', 'TR')
    >>> country("Конго"), country("ТМД"), country("қазақстандық")
    (None, None, None)
    """
    if len(text) > _LONGEST_NAME:
        return None
    return _country(repair(text).strip(' .,;:«»"“”()[]\n'))


@lru_cache(maxsize=1 << 14)
def _country(written: str) -> str | None:
    if written in ALPHA3 or written in PAST:
        return written
    if written in _alpha3():
        return _alpha3()[written]
    if written in NOT_COUNTRIES:
        return None
    if meant := short_form(written):
        return meant if meant.isupper() else None
    if found := _named(_key(written)):
        return None if written.islower() and found in ALSO_WORDS else found
    broken = _BREAK.fullmatch(written)
    if broken and _is_ending(broken[2]) and (found := _country(broken[1])):
        return found
    parted = _JOINED.sub(r"\1 \2", written)
    if parted != written:
        return _country(parted)
    first, _, rest = written.partition(" ")
    return _country(rest) if rest and first.lower() in PREPOSITIONS else None


def _named(key: str) -> str | None:
    """The state of a name as :func:`_key` writes it: as it stands, declined, or with an ending."""
    names, declined = _tables()
    if key in AMBIGUOUS:
        return None
    if key in names:
        return names[key]
    if key in declined:
        return declined[key]
    found = set()
    for at in range(3, len(key)):
        stem, ending = key[:at], key[at:]
        if stem in names and KAZAKH_ENDING.fullmatch(ending) and stem not in AMBIGUOUS:
            if ending == "н" and stem[-1] not in "ыі":  # Республикасы-н, but not Куба-н
                continue
            found.add(names[stem])
    return found.pop() if len(found) == 1 else None


def _is_ending(tail: str) -> bool:
    return bool(KAZAKH_ENDING.fullmatch(tail) or TURKISH_ENDING.fullmatch(tail))


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


def _key(name: str) -> str:
    """A name as the tables of countries hold it: small letters of its own script, no marks.

    Less is levelled than in :func:`fold`: in Kazakh «қатар» is a row, not Катар.
    """
    letters = []
    for letter in name.replace("İ", "i").lower().replace("&", " and "):
        if letter in _APOSTROPHES or "\u0300" <= letter <= "\u036f":
            continue
        if not CYRILLIC.match(letter):
            letter = {"ı": "i"}.get(letter, unicodedata.normalize("NFD", letter)[0])
        letters.append(letter if letter.isalnum() else " ")
    return re.sub(r"\bst\b", "saint", " ".join("".join(letters).split())).replace("ё", "е")


@cache
def _alpha3() -> dict[str, str]:
    return {alpha3: code for code, alpha3 in ALPHA3.items()} | PAST_ALPHA3


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Every name → code, and every Russian oblique form → code; those of two states left out."""
    names: dict[str, set[str]] = {}
    for code, name in _writings():
        names.setdefault(_key(name), set()).add(code)
    declined: dict[str, set[str]] = {}
    for key, codes in names.items():
        if CYRILLIC.search(key) and not re.search("[әіңғүұқөһ]", key):
            for form in russian_forms(key):
                declined.setdefault(form, set()).update(codes)
    return _certain(names), _certain(declined)


def _certain(table: dict[str, set[str]]) -> dict[str, str]:
    return {key: next(iter(codes)) for key, codes in table.items() if key and len(codes) == 1}


def _writings() -> Iterator[tuple[str, str]]:
    """Every writing of every country: CLDR's, our own, and the generic long forms."""
    for code in (*ALPHA3, *PAST):
        short = country_names(code)
        given = [*short.values(), *OTHER_NAMES.get(code, "").split(";")]
        for name in given:
            whole = name.replace("о-ва", "острова").replace("о-в ", "остров ")
            yield from ((code, form) for form in (name, whole, re.sub(r"\s*[(（].*", "", whole)))
        if code in REPUBLICS:
            yield code, f"Republic of {short['en']}"
            yield code, f"{short['tr']} Cumhuriyeti"
            yield code, f"{short['zh']}共和国"
            for name in given:
                if CYRILLIC.search(name) and " " not in name.strip():
                    yield code, f"{name} Республикасы"
                    yield code, f"Республика {name}"


@cache
def _cldr(language: str) -> Mapping[str, str]:
    from babel import Locale

    territories: Mapping[str, str] = Locale.parse(language).territories
    return territories


def country_names(code: str) -> dict[str, str]:
    """A country's name in the five languages: CLDR's, or our own for a state that is no more.

    >>> country_names("TR")
    {'en': 'Türkiye', 'kk': 'Түркия', 'ru': 'Турция', 'tr': 'Türkiye', 'zh': '土耳其'}

    Raises ``ValueError`` for what is not a code of ISO 3166-1 or of a past state known here.
    """
    if code in PAST:
        return dict(PAST[code])
    if code not in ALPHA3:
        shown = code if len(code) <= 60 else code[:57] + "…"
        raise ValueError(f"'{shown}' is not a country's code in ISO 3166, such as KZ or SUHH")
    return {language: _cldr(language)[code] for language in LANGUAGES}
