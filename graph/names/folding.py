"""The two normal forms of a writing: ``fold``, in which names are searched, and ``slug``, as ids are written.

``plain`` is the first step of reading a country's name: small letters of its own script without marks and
signs. Nothing else in the program levels letters by rules of its own; the map page's folding is made from the
tables of this module (:mod:`elshi.graph.names.page_folding`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from elshi.graph.names.repair import ROMAN, TWICE, repair

LETTERS = {
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

APOSTROPHES = frozenset("'’‘ʼʻʹʺ`´′ˈ")
_PLAIN = {ord(letter): LETTERS.get(letter, "") for letter in (*"wq", *"'`")}
"""What ``letter_of_fold`` makes of the letters of ASCII that do not stay as they are."""

_APART = re.compile("[^a-z0-9]+")
DIGRAPHS = re.compile(r"d?zh|dj|kh|gh|shch|y|w|q|ii+|x")
MET = {"zh": "j", "dzh": "j", "dj": "j", "kh": "h", "gh": "g", "shch": "sh", "x": "ks"}
MET |= {"y": "i", "w": "v", "q": "k"}
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
    letters = small.translate(_PLAIN) if small.isascii() else "".join(map(letter_of_fold, small))
    words = _APART.split(letters)
    return TWICE.sub(r"\1", " ".join(_met(word) for word in words if word))


def _lower(text: str) -> str:
    return text.replace("İ", "i").lower().replace("дж", "j")


@lru_cache(maxsize=1 << 12)
def letter_of_fold(letter: str) -> str:
    """One small letter in ASCII, a space for what parts words, nothing for what does not."""
    if letter in LETTERS:
        return LETTERS[letter]
    if letter.isascii():
        return "" if letter in APOSTROPHES else letter
    if letter in APOSTROPHES or "\u0300" <= letter <= "\u036f":
        return ""
    if unicodedata.category(letter)[0] in "PSZC":
        return " "
    bare = unicodedata.normalize("NFD", letter)[0]
    if bare != letter:
        return letter_of_fold(bare)
    from anyascii import anyascii

    return anyascii(letter).lower().replace("'", "")


@lru_cache(maxsize=1 << 15)
def _met(word: str) -> str:
    """A word of ASCII letters with the digraphs of English and Turkish writings levelled."""
    if len(word) > _LONG:
        word = _levelled(word)
    while not _SMALL_ROMAN.fullmatch(word):
        if word[0] == "x":
            word = "h" + word[1:]
        met = DIGRAPHS.sub(lambda found: MET.get(found[0], "i"), word)
        if met == word:
            break
        word = met
    return word


_LONG = 64
"""Letters from which a word is levelled in one pass: in "kkkk…kh" each round takes away one letter only."""

_ENDS = {digraph: met for digraph, met in MET.items() if digraph != "x"} | {"ii": "i"}


def _levelled(word: str) -> str:
    """A long word with its digraphs levelled, letter by letter."""
    done: list[str] = []
    for letter in word.replace("x", "ks") if word[0] != "x" else "h" + word[1:].replace("x", "ks"):
        done.append(letter)
        while end := next((end for end in _LONGEST_FIRST if "".join(done[-len(end) :]) == end), None):
            done[-len(end) :] = _ENDS[end]
    return "".join(done)


_LONGEST_FIRST = sorted(_ENDS, key=len, reverse=True)


# ---------------------------------------------------------------------------------------- slug


@lru_cache(maxsize=1 << 14)
def slug(text: str, longest: int = 80) -> str:
    """A name as an id or a file is written: small Latin letters, digits and hyphens; empty if none is left.

    >>> slug("San José"), slug("Қарағанды"), slug("Łódź / Lodz"), slug("Kazakhstan and Turkey")
    ('san-jose', 'qaraghandy', 'lodz-lodz', 'kazakhstan-and-turkey')
    """
    latin = "".join(map(letter_of_slug, unicodedata.normalize("NFC", text[: 4 * longest])))
    words = re.findall("[a-z0-9]+", latin.lower().replace("'", ""))
    return "-".join(words)[:longest].rstrip("-")


def letter_of_slug(letter: str) -> str:
    """A letter in Latin ones, nothing for an apostrophe or a mark."""
    if letter in APOSTROPHES or "\u0300" <= letter <= "\u036f":
        return ""
    bare = unicodedata.normalize("NFD", letter)[0]
    if bare.isascii():
        return bare
    from anyascii import anyascii

    return anyascii(letter)


# --------------------------------------------------------------------------------------- plain


@lru_cache(maxsize=1 << 15)
def plain(name: str) -> str:
    """A country's name as it is looked up: small letters of its own script, no marks on Latin or Greek ones.

    Less is levelled than in :func:`fold`: in Kazakh «қатар» is a row, not Катар.

    >>> plain("Côte d’Ivoire"), plain("KOREA (Republic of)"), plain("St. Lucia"), plain("Қатар")
    ('cote divoire', 'korea republic of', 'saint lucia', 'қатар')
    """
    small = unicodedata.normalize("NFKC", name.replace("İ", "i")).casefold().replace("ё", "е")
    letters = []
    for letter in small:
        if letter in APOSTROPHES or letter == "." or "\u0300" <= letter <= "\u036f":
            continue
        if "\u00c0" <= letter <= "\u03ff" or "\u1e00" <= letter <= "\u1fff":
            letter = unicodedata.normalize("NFD", letter)[0].replace("ı", "i")
        apart = unicodedata.category(letter)[0] in "PSZC"
        letters.append(" and " if letter == "&" else " " if apart else letter)
    words = ["saint" if word == "st" else word for word in "".join(letters).split()]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
