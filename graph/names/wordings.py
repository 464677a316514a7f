"""Words that people put around a name, and that are no part of it: city, republic, president, brackets.

Each function takes a writing apart in one way and says what the rest must be. They know kinds of words in the
four languages, not names; who bears a name is looked up by :mod:`elshi.graph.lookup.authority`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from elshi.graph.names.country_tables import listed
from elshi.graph.names.folding import fold, letter_of_slug
from elshi.graph.names.inflection import is_form_of
from elshi.graph.names.repair import CYRILLIC, TWINS, in_cyrillic, latin_twin

_WORD = re.compile(r"[^\W_]+(?:['’ʼʻ`][^\W\d_]+)*")
_TITLE_DOT = re.compile(r"(?<=[A-Za-zА-Яа-яӘәІіҢңҒғҮүҰұҚқӨөҺһ])\.")

CITY, REGION, STATE, BODY = ("City",), ("Region",), ("Country",), ("Organisation",)

_GENERIC: tuple[tuple[tuple[str, ...], str, str], ...] = (
    # labels, words after a name, words before it
    (
        CITY,
        "қаласы шаһары қ ауылы кенті şehri kenti köyü city town village",
        "город г city town село деревня",
    ),
    (
        REGION,
        "облысы ауданы өлкесі провинциясы аймағы өңірі уезі автономиясы",
        "область край район провинция",
    ),
    (REGION, "область край район округ регион провинция автономия", "республика регион автономия"),
    (REGION, "bölgesi eyaleti ili ilçesi oblastı vilayeti özerkliği", "province region district republic"),
    (REGION, "region oblast province district prefecture county territory autonomy республикасы", ""),
    (REGION, "cumhuriyeti республика republic", ""),
    (STATE, "елі мемлекеті республикасы ülkesi devleti cumhuriyeti", "страна государство республика state"),
    (STATE, "republic", "republic kingdom королевство"),
    (BODY, "ұйымы örgütü teşkilatı organisation organization", "организация organisation organization"),
)
_PHRASES: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (REGION, "автономиялық облысы; автономды ауданы; автономиялық республикасы; автономная область", ""),
    (
        REGION,
        "özerk cumhuriyeti; özerk bölgesi; autonomous region; autonomous republic",
        "автономная республика",
    ),
)
_GOVERNMENT = frozenset(listed("үкіметі правительство правительства hükümeti government governments өкіметі"))

_TITLES = frozenset(
    listed(
        "президент президенті президентінің мырза ханым проф профессор академик доктор др dr prof "
        "professor academician president prime minister министр министрі премьер премьер-министр "
        "премьерминистр premier ақын жазушы композитор суретші әнші әнші-композитор драматург ғалым елші "
        "елшісі посол writer poet composer ambassador mr mrs ms sir lord sayın bey hanım cumhurbaşkanı "
        "başbakan bakan bakanı büyükelçi şair yazar besteci поэт писатель композитор учёный ученый "
        "художник певец артист актёр актриса режиссёр режиссер rejisör director artist singer batyr "
        "батыр общественный деятель төраға төрағасы председатель хатшы хатшысы секретарь генерал general "
        "secretary chairman chairperson sheikh халық әртісі народный господин госпожа күйші балуан "
        "сәулетші архитектор тарихшы историк historian"
    )
)
"""Titles and callings, in small letters, that stand before (or, some, after) a person's name."""

_PATRONYMIC = re.compile(
    "[^\\W\\d_]{2,}(?:ұлы|улы|қызы|кызы|ович|евич|ьич|овна|евна|ична|uly|uli|kyzy|qyzy|kızı|oğlu|oglu|ovich|evich|"
    "ovna|evna)",
    re.IGNORECASE,
)

_SPELLINGS = (
    (re.compile(r"\bcentre(s?)\b"), r"center\1"),
    (re.compile(r"\btheatre(s?)\b"), r"theater\1"),
    (re.compile(r"\bprogrammes?\b"), "program"),
    (re.compile(r"(?<=[a-z]{2})isation(s?)\b"), r"ization\1"),
    (re.compile(r"(?<=[a-z]{3})ise(d?)\b"), r"ize\1"),
    (re.compile(r"(?<=[a-z]{2})our\b(?<!four|your|tour|hour)"), "or"),
    (re.compile(r"\bdefence\b"), "defense"),
    (re.compile(r"\bco operation\b|\bcooperation\b"), "cooperation"),
)


@lru_cache(maxsize=1 << 16)
def spelt(text: str) -> str:
    """Small letters with British and American spelling levelled; every other letter as it is.

    >>> spelt("World Trade Organisation’s Centre")
    "world trade organization's center"
    """
    small = text.replace("İ", "i").lower().replace("’", "'").replace("-", " ")
    if not re.search("[a-z]", small):
        return small
    for pattern, american in _SPELLINGS:
        small = pattern.sub(american, small)
    return small


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name in small letters, without "the"; a Turkish ending after an apostrophe goes.

    >>> words_of("The “Abai” Theatre’s hall"), words_of("TÜRKSOY'un")
    (('abai', 'theater', 'hall'), ('türksoy',))
    """
    words = (_APOSTROPHE.sub(_without_ending, word) for word in _WORD.findall(spelt(text)))
    return tuple(word for word in words if word != "the")


_APOSTROPHE = re.compile(r"^(.{2,}?)['’ʼʻ`]([^\W\d_]+)$")
_TAIL = re.compile("s|[ny]?[ıiuüae]n?|[dt][ae]n?|[dt][ae]ki.{0,6}|y?l[ae]|l[ae]r.{0,4}|n[dt]?[ae]n?")


def _without_ending(match: re.Match[str]) -> str:
    return match[1] if _TAIL.fullmatch(match[2]) else match[1] + match[2]


def bracketless(name: str) -> Iterator[tuple[str, bool]]:
    """A name without its bracket, and what stands in the bracket; whether the latter is surely a name too.

    >>> list(bracketless("Ghulja (Yining)")), list(bracketless("Vremya (newspaper)"))
    ([('Ghulja', True), ('Yining', False)], [('Vremya', True), ('newspaper', False)])
    >>> list(bracketless("TÜRKSOY (International Organisation of Turkic Culture)"))[1]
    ('International Organisation of Turkic Culture', True)
    """
    match = re.fullmatch(r"([^()]{2,}?)\s*\(([^()]{2,})\)\s*([^()]*)", name)
    if not match:
        return
    outer = " ".join(f"{match[1]} {match[3]}".split())
    yield outer, True
    inner = match[2].strip()
    yield inner, len(inner.split()) > 2 or (inner.isupper() and len(inner) < 9)


def without_generic_words(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is left without "city", "облысы", "Republic of" and the like, and the labels it may then have.

    >>> list(without_generic_words("Алматы қаласында"))
    [('Алматы', ('City',))]
    >>> ("Tatarstan", ("Region",)) in list(without_generic_words("Republic of Tatarstan"))
    True
    """
    words = text.split()
    if len(words) > 2 and words[0].lower() == "the":
        words = words[1:]
    for labels, after, before in _PHRASES:
        for phrase in filter(None, map(str.strip, after.split(";"))):
            size = len(phrase.split())
            if len(words) > size and _agree(phrase.split(), words[-size:]):
                yield " ".join(words[:-size]), labels
        if before and len(words) > 2 and _agree(before.split(), words[:2]):
            yield " ".join(words[2:]), labels
    if len(words) < 2:
        return
    for labels, after, before in _GENERIC:
        if any(_is(word, words[-1]) for word in after.split()):
            yield " ".join(words[:-1]), labels
        if any(_is(word, words[0]) for word in before.split()):
            rest = words[2:] if len(words) > 2 and words[1].lower() == "of" else words[1:]
            yield " ".join(rest), labels


def _agree(known: list[str], written: list[str]) -> bool:
    return len(known) == len(written) and all(map(_is, known, written))


def _is(known: str, written: str) -> bool:
    bare = written.lower().strip(".,«»\"'")
    return bare == known or (len(known) > 2 and is_form_of(known, bare))


def without_government(text: str) -> str | None:
    """The state of "Government of X", «Правительство X», «X Үкіметі», "X Hükümeti"; ``None`` otherwise.

    >>> without_government("Government of Kazakhstan"), without_government("Түркия Үкіметінің")
    ('Kazakhstan', 'Түркия')
    """
    words = text.split()
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    if len(words) < 2:
        return None
    if any(_is(word, words[0]) for word in _GOVERNMENT):
        rest = words[1:]
        while len(rest) > 1 and rest[0].lower() in ("of", "the"):
            rest = rest[1:]
        return " ".join(rest)
    if any(_is(word, words[-1]) for word in _GOVERNMENT):
        return " ".join(words[:-1])
    return None


def without_titles(text: str) -> str | None:
    """A person's name without the titles before it (and after it, "Özal Bey"); ``None`` where there is none.

    >>> without_titles("Президент Н. Назарбаев"), without_titles("Prof. Dr. Halil İnalcık")
    ('Н. Назарбаев', 'Halil İnalcık')
    """
    words = text.split()
    last = max((at for at, word in enumerate(words[:-1]) if _is_title(word)), default=-1)
    rest = words[last + 1 :]
    if len(rest) > 1 and _is_title(rest[-1]):
        rest = rest[:-1]
    return " ".join(rest) if rest and len(rest) < len(words) else None


def _is_title(word: str) -> bool:
    bare = word.replace("İ", "i").lower().strip(".,:")
    return bare in _TITLES


def name_parts(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words and the initials of a person's name, both in small letters; a patronymic is neither.

    >>> name_parts("Назарбаев Н.Ә."), name_parts("Назарбаев Нұрсұлтан Әбішұлы")
    ((('назарбаев',), ('н', 'ә')), (('назарбаев', 'нұрсұлтан'), ()))
    """
    words, initials = [], []
    pieces = _TITLE_DOT.sub(". ", text.replace(",", " ")).split()
    for piece in pieces:
        bare = piece.strip(".'’\"«»()").replace("İ", "i").lower()
        if not bare:
            continue
        if len(bare) == 1 or (piece.endswith(".") and len(bare) == 2):
            initials.append(bare)
        elif _PATRONYMIC.fullmatch(bare) and len(pieces) > 2:
            continue
        else:
            words.append(bare.split("'")[0].split("’")[0])
    return tuple(words), tuple(initials)


_SMALL = frozenset(
    listed(
        "of and the for in on at to by with мен және и по в ve için ile de la du des et үшін бойынша атындағы"
    )
)


def initials_of(name: str) -> str:
    """The first letters of the words of a name, small: what its acronym may be.

    >>> initials_of("Еуразия ұлттық университеті"), initials_of("Organization for Security and Co-operation")
    ('еұу', 'osco')
    """
    words = re.findall(r"[^\W\d_]+", name.replace("İ", "I").lower())
    return "".join(word[0] for word in words if word not in _SMALL)


def is_acronym(text: str) -> bool:
    """Whether a writing is capitals alone, two to eight letters, perhaps with an ending after a hyphen.

    >>> is_acronym("ЕҰУ"), is_acronym("ХҚТУ-дың"), is_acronym("Абай")
    (True, True, False)
    """
    return bool(re.fullmatch(r"([^\W\d_]{2,9})(?:-[^\W\d_]+)?", text)) and text.split("-")[0].isupper()


def in_other_letters(text: str) -> str | None:
    """A writing of Latin look-alikes alone as the Cyrillic that it may be (Caxa), else ``None``."""
    letters = [letter for letter in text if letter.isalpha()]
    if not letters or (CYRILLIC.search(text) and not any(letter.isascii() for letter in letters)):
        return None
    latin = [letter for letter in letters if not CYRILLIC.match(letter)]
    if not latin or not TWINS.issuperset(latin):
        return None
    other = " ".join(in_cyrillic(word) for word in text.split(" "))
    return other if fold(other) != fold(text) or other != text else None


def latin_acronyms(text: str) -> list[str]:
    """An acronym in mixed letters, as the Latin ones that each Cyrillic letter looks or sounds like.

    >>> "CNPC" in latin_acronyms("C\u041dP\u0421"), latin_acronyms("CNPC")
    (True, [])
    """
    if not is_acronym(text) or not CYRILLIC.search(text) or not re.search("[A-Z]", text):
        return []
    choices = [
        {latin_twin(letter), letter_of_slug(letter.lower()).upper()} if CYRILLIC.match(letter) else {letter}
        for letter in text.split("-")[0]
    ]
    return ["".join(letters) for letters in product(*map(sorted, choices))]
