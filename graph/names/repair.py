"""Mending what scans and keyboards broke: letters of the wrong script, invisible signs, doubles.

The lettering behind ``elshi.graph.names.names``, which offers :func:`repair` as its own. What is mended here
was found in the sources themselves: whole theses typed with Latin a, c, e, o, p, x, y and i among
Kazakh letters. Meaning is not touched, and no spelling is corrected.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter

from elshi.graph.names.country_tables import listed

_WORD = re.compile(r"[^\W\d_]+")
CYRILLIC = re.compile("[\u0400-\u052f]")
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
    "|(?<![\u0600-\u0dff])[\u200c\u200d](?![\u0600-\u0dff])"
)
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")

_GREEK = "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
"""Greek capitals that look Latin, by number, for the eye cannot tell them from their twins."""

TO_CYRILLIC = dict(
    zip(
        f"aceopxyihkïáéóAÁCEÉOÓPXYIKMTBHÏəǝƏαοερτυικχ{_GREEK}ӊӉӈӇ",
        "асеорхуіһкїаеоААСЕЕООРХҮІКМТВНЇәәӘаоертуікхАВЕЗНІКМНОРТУХңҢңҢ",
        strict=True,
    )
)
"""Letters that scans and keyboards put in the place of the Cyrillic letter that looks the same."""

_TO_LATIN = dict(
    zip(
        f"асеорхуіһјѕәАСЕОРХУҮІКМТВНЈЅӘαοι{_GREEK}",
        "aceopxyihjsəACEOPXYYIKMTBHJSƏaoiABEZHIKMNOPTYX",
        strict=True,
    )
)
"""The same the other way, for the Cyrillic letters that stray into a Latin word (instаgrаm)."""

TWINS = frozenset("aceopxyiACEOPXYIKMTBHəƏ")
"""Latin letters so like Cyrillic ones that a word of nothing else may be Cyrillic (ic, Caxa)."""

_LATIN_WORDS = frozenset(
    listed(
        "ace apex bay bee boy by cap cape coca cocoa cop copa copy eco epic expo eye ice kia key "
        "macao may maya me mecca mexico my pace pacific pax pay peace pea pie poe pop pope taxi "
        "to toy toyo tic tac yep yoyo pixie"
    )
)
"""Words of such letters that are meant in Latin, even between Cyrillic words (EXPO, Peace)."""

_CYRILLIC_ACRONYMS = frozenset(listed("КСРО КСР СССР ССР КНР ХСКК"))
"""Abbreviations of such letters that are meant in Cyrillic, between Cyrillic words."""

ROMAN = re.compile(r"(?=[IVXLCDM])M{0,3}(C[MD]|D?C{0,3})(X[CL]|L?X{0,3})(I[XV]|V?I{0,3})")
_CENTURY = re.compile(r"[ХІVXI]{2,}")

_INITIAL = re.compile(r"(?<![^\W_])[^\W\d_]\.")

_TRIPLE = re.compile(r"([а-яё\u0430-\u052f])\1{2,}")
TWICE = re.compile(r"\b([^\W\d_]{9,}|және|the|and|of)(?: \1\b)+", re.IGNORECASE)
_LONG_END = re.compile(r"([аеіы])\1$")
_KAZAKH_ONLY = re.compile("[қғұіә]", re.IGNORECASE)

_FRONT, _BACK = "еіәөүэ", "аоұыуяюё"
_TURKIC_STEM = re.compile(r"т[yү]рк(?!мени|естан)|т[yү]р[iі]к", re.IGNORECASE)
_UE_STEMS = re.compile(
    r"м[yү]мк|ж[yү]зе|к[yү]н[dіi]|к[yү]ше|б[yү]г[iі]н|[yү]ш[iі]н|[yү]лке|[yү]к[iі]ме|м[yү]ше|д[yү]ние|"
    r"[yү]нд[iі]|т[yү]с[iі]н|к[yү]нде"
)
"""Beginnings of Kazakh words whose y can only be ү."""


def repair(text: str) -> str:
    """The text with what scans and keyboards broke mended, and nothing else changed.

    Per word: Latin and Greek lookalikes within a Cyrillic word become Cyrillic (Y as Ү or У, by
    the vowels beside it), Cyrillic ones within a Latin word become Latin, whichever the other
    letters allow. A word of lookalikes only is mended where its neighbours are Cyrillic and it
    is no Latin word, abbreviation or Roman numeral that could be meant. Soft hyphens and
    zero-width characters go, every kind of space is one space, letters are composed (NFC), a
    letter three times in a row or a long word twice is a scanner's double.

    >>> repair("Қaзaқcтaн мeн TYPKCOЙ apacындaғы ic-шapa, XX ғacыp, TÜRKSOY")
    'Қазақстан мен ТҮРКСОЙ арасындағы іс-шара, XX ғасыр, TÜRKSOY'

    Repairing twice changes nothing. Lines are kept; spaces at their ends are not.
    """
    if text.isascii() and "  " not in text and "\t" not in text:
        return TWICE.sub(r"\1", text.strip(" "))
    for _ in range(6):
        mended = _mended(text)
        if mended == text:
            break
        text = mended
    return text


def _mended(text: str) -> str:
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    lines = [_SPACES.sub(" ", line).strip() for line in text.split("\n")]
    if not text.isascii():
        lines = [_lookalikes(_WORD.sub(lambda match: _word(match[0]), line)) for line in lines]
    return unicodedata.normalize("NFC", TWICE.sub(r"\1", "\n".join(lines)))


def _word(word: str) -> str:
    """One word that is not ASCII alone, mended by what its own letters tell."""
    if word.isascii():
        return word
    if not CYRILLIC.search(word):
        return word
    if not any(letter in TO_CYRILLIC or letter.isascii() for letter in word):
        return _undoubled(_century(word))
    counted = Counter(_script(letter) for letter in word)
    only_latin, only_cyrillic = counted["latin"], counted["cyrillic"]
    if only_latin and only_cyrillic:
        # TÜRKSOYдың, Vласть: two words grown together; one odd letter is a slip (Шойбековsның).
        if only_latin == 1 and only_cyrillic > 2:
            return _undoubled(in_cyrillic(word))
        return _latin(word) if only_cyrillic == 1 and only_latin > 2 else word
    if only_latin:
        return _latin(word)
    if only_cyrillic:
        return _undoubled(in_cyrillic(word))
    if ROMAN.fullmatch(_latin(word)) and not re.search("[CDM]", _latin(word)):
        return _latin(word)
    meant_latin = _latin(word).lower() in _LATIN_WORDS
    return _latin(word) if meant_latin else _undoubled(in_cyrillic(word))


def _script(letter: str) -> str:
    """Latin or Cyrillic where the letter can only be that, else a twin."""
    if CYRILLIC.match(letter):
        return "twin" if letter in _TO_LATIN else "cyrillic"
    return "twin" if letter in TO_CYRILLIC else "latin"


def _latin(word: str) -> str:
    return "".join(_TO_LATIN.get(letter, letter) for letter in word)


def latin_twin(letter: str) -> str:
    """The Latin letter that looks like a Cyrillic one; the letter itself where none does."""
    return _TO_LATIN.get(letter, letter)


def in_cyrillic(word: str) -> str:
    """A word whose Latin look-alikes are written in the Cyrillic letters that they stand for."""
    if "y" not in word and "Y" not in word:
        return "".join(TO_CYRILLIC.get(letter, letter) for letter in word)
    small, capital = _ue_of_small(word), _ue_of_capitals(word)
    return "".join(
        small[at] if letter == "y" else capital[at] if letter == "Y" else TO_CYRILLIC.get(letter, letter)
        for at, letter in enumerate(word)
    )


def _ue_of_small(word: str) -> list[str]:
    """Of each place in a word, ү or у for a Latin y that stands there: ү only within a stem that has it."""
    plain = "".join("y" if c == "y" else TO_CYRILLIC.get(c, c) for c in word).lower()
    stems = (_UE_STEMS.match(plain), _TURKIC_STEM.match(plain))
    end = 0 if plain.startswith("тyрки") else max(stem.end() if stem else 0 for stem in stems)
    return ["ү" if at < end else "у" for at in range(len(word))]


def _ue_of_capitals(word: str) -> list[str]:
    """Of each place in a word, Ү or У for a Latin Y that stands there: by the stem, else by a vowel near."""
    plain = "".join(TO_CYRILLIC.get(c, c) if c not in "yY" else "y" for c in word).lower()
    plain = plain if len(plain) == len(word) else plain.ljust(len(word))
    stem = _TURKIC_STEM.match(plain)
    end = stem.end() if stem else 0
    if re.search("[ьъщцё]", plain):
        return ["Ү" if at < end else "У" for at in range(len(word))]
    after = _vowels_before(plain[::-1])[::-1]
    before = _vowels_before(plain)
    return [
        "Ү" if at < end else "У" if (after[at] or before[at]) == "back" else "Ү" for at in range(len(word))
    ]


def _vowels_before(plain: str) -> list[str]:
    """Of each place in a word, whether the nearest vowel before it is a front or a back one."""
    nearest, kinds = "", []
    for letter in plain:
        kinds.append(nearest)
        nearest = "front" if letter in _FRONT else "back" if letter in _BACK else nearest
    return kinds


def _century(word: str) -> str:
    """A Roman numeral typed in Cyrillic (ХХІ) as the Latin one; any other word as it is."""
    if _CENTURY.fullmatch(word) and ROMAN.fullmatch(_latin(word)):
        return _latin(word)
    return word


def _undoubled(word: str) -> str:
    word = _TRIPLE.sub(r"\1\1", word)
    return _LONG_END.sub(r"\1", word) if _KAZAKH_ONLY.search(word) else word


def _lookalikes(line: str) -> str:
    """Words of lookalikes only (ic, Caxa, əpi), mended where both neighbours are Cyrillic.

    A neighbour is the nearest word of more than one letter: initials are no witnesses.
    """
    matches = list(_WORD.finditer(line))
    words = [word[0] for word in matches]
    doubtful = [at for at, word in enumerate(matches) if _may_be_cyrillic(word, line)]
    if not doubtful:
        return line
    cyrillic = [bool(CYRILLIC.search(word)) for word in words]
    long = [at for at, word in enumerate(words) if len(word) > 1]
    changed = True
    while changed:
        changed = False
        for at in doubtful:
            place = bisect_left(long, at)
            after = place + (place < len(long) and long[place] == at)
            beside = [cyrillic[near] for near in long[max(0, place - 1) : place]]
            beside += [cyrillic[near] for near in long[after : after + 1]]
            if not cyrillic[at] and beside and all(beside):
                words[at], cyrillic[at], changed = in_cyrillic(words[at]), True, True
    pieces, end = [], 0
    for word, mended in zip(matches, words, strict=True):
        pieces += [line[end : word.start()], mended]
        end = word.end()
    return "".join(pieces) + line[end:]


def _may_be_cyrillic(match: re.Match[str], line: str) -> bool:
    word = match[0]
    if not TWINS.issuperset(word):
        return False
    if len(word) == 1:  # an initial: H.Ə. Назарбаев; X. alone may be a Roman ten
        before, after = line[max(0, match.start() - 3) : match.start()], line[match.end() :][:3]
        chained = _INITIAL.search(before) or _INITIAL.match(after[1:])
        return after[:1] == "." and word.isupper() and word != "I" and bool(word != "X" or chained)
    if word.isupper():
        return in_cyrillic(word) in _CYRILLIC_ACRONYMS
    return word.lower() not in _LATIN_WORDS and word[1:].islower()
