"""Dates as treaties write them in English: "DONE at Paris this 9th day of April, 1969", "May 28th, 1936".

Digits that a scan broke ("1 2 October 1 934", "I960") and months that a line broke ("No vember")
are read too; days and years may be words. Only the Gregorian date is read, not the one beside it
in another calendar. What is no full date (day, month and year) is not found.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

from elshi.graph.names.country_tables import listed

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip

_UNITS = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = listed(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)


def _day_words() -> dict[str, int]:
    days = {word: number for number, word in enumerate(_ORDINALS, 1)}
    days |= {f"twenty{word}": 20 + number for number, word in enumerate(_ORDINALS[:9], 1)}
    return days | {"thirtieth": 30, "thirtyfirst": 31}


_DAYS = _day_words()
_CARDINALS = {word: number for number, word in enumerate(_UNITS)}
_CARDINALS |= {word: 10 * number for number, word in enumerate(_TENS, 2)}


def _broken(word: str) -> str:
    """A pattern for a word in which a line or a scan may have left a gap."""
    return r"(?:-?\s?)".join(word)


_MONTH = "(?P<month>" + "|".join(_broken(month) for month in MONTHS) + ")"
_DAY = r"(?P<day>[\dIlO](?:\s?[\dIlO])?)\s?(?:st|nd|rd|th|d|°)?\.?"
_DAY_WORDS = (
    r"(?P<day_words>(?:twenty|thirty)[\s-]*(?:" + "|".join(_ORDINALS[:9]) + ")|"
    + "|".join(sorted((*_ORDINALS, "thirtieth"), key=len, reverse=True)) + ")"
)  # fmt: skip
_YEAR = r"(?P<year>[1Il]\s?[98]\s?[\dIlO]\s?[\dIlO])(?!\d)"
_NUMBER_WORDS = "|".join(sorted({*_UNITS, *_TENS, "hundred", "thousand", "and"}, key=len, reverse=True))
_YEAR_WORDS = (
    rf"(?P<year_words>(?:one[\s,-]+thousand|nine\s?teen|eighteen)[\s,-]+(?:(?:{_NUMBER_WORDS})\b[\s,-]*)+)"
)
_BETWEEN = r"[\s,.]*(?:(?:in|of)\s+)?(?:the\s+)?(?:year\s+)?(?:of\s+(?:Our\s+Lord\s+)?)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b(?:{_DAY}|{_DAY_WORDS})\s*(?:day\s*)?,?\s*(?:of\s+)?(?:the\s+month\s+of\s+)?"
        rf"{_MONTH}\b{_BETWEEN}(?:{_YEAR}|{_YEAR_WORDS})",
        r"\b(?P<day>1[3-9]|2\d|3[01])(?P<gap>[-./])(?P<month>0?[1-9]|1[0-2])(?P=gap)(?P<year>1[89]\d\d)\b(?P<day_words>)(?P<year_words>)",
        rf"\b{_MONTH}\s+(?:the\s+)?(?:{_DAY}|{_DAY_WORDS})\b[\s,.]*(?:{_YEAR}|{_YEAR_WORDS})",
    )
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: as ISO 8601, and the characters (half-open) in which it stands."""

    date: str
    start: int
    end: int


def dates_in(text: str) -> list[Found]:
    """The full dates of a text, in their order.

    >>> [d.date for d in dates_in("the 9th day of April, 1969, and May 28th, 1936; 3 1 January 1 948")]
    ['1969-04-09', '1936-05-28', '1948-01-31']
    >>> [d.date for d in dates_in("the twenty-sixth day of February of the year one thousand nine "
    ...                           "hundred and sixty, corresponding to the fifth of Azar 1346")]
    ['1960-02-26']
    >>> dates_in("31 February 1992, May 1992")
    []
    """
    dates = [one for form in _FORMS for match in form.finditer(text) for one in _read(match)]
    kept: list[Found] = []
    for one in sorted(dates, key=lambda f: (f.start, -f.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _read(match: re.Match[str]) -> Iterator[Found]:
    month = _month(match["month"])
    day = (
        _digits(match["day"]) if match["day"] else _DAYS.get(re.sub(r"[\s-]", "", match["day_words"].lower()))
    )
    year = _digits(match["year"]) if match["year"] else _worded(match["year_words"])
    if day and year and 1800 < year < 2100 and 1 <= day <= monthrange(year, month)[1]:
        yield Found(f"{year:04}-{month:02}-{day:02}", match.start(), match.end())


def _month(written: str) -> int:
    if written.isdigit():
        return int(written)
    small = re.sub(r"[\s-]", "", written).capitalize()
    return MONTHS.index(small) + 1


def _digits(written: str) -> int | None:
    digits = re.sub(r"\s", "", written).translate(str.maketrans("IlO", "110"))
    return int(digits) if digits.isdigit() else None


def _worded(written: str) -> int | None:
    """A year in words: "nineteen hundred and fifty-nine", "nineteen sixty-four"."""
    whole = re.sub(r"nine\s+teen", "nineteen", written.lower())
    words = [word for word in re.split(r"[\s,-]+", whole) if word and word != "and"]
    if words[0] in ("nineteen", "eighteen") and "thousand" not in words:
        rest = [word for word in words[1:] if word != "hundred"]
        return _CARDINALS[words[0]] * 100 + sum(_CARDINALS.get(word, 0) for word in rest)
    total = 0
    for word in words:
        if word in ("hundred", "thousand"):
            factor = 100 if word == "hundred" else 1000
            below = total % 1000 if word == "hundred" else total
            total = total - below + below * factor
        else:
            total += _CARDINALS.get(word, 0)
    return total
