"""Partial and uncertain dates: EDTF in, first and last possible days out.

The one place that reads dates. A date keeps the precision of its source (`1992-05` stays a month),
and what follows from it is strict: ``earliest`` and ``latest`` are the first and the last day that
the writing allows, never a guess around them. An end or a year that nobody knows is unbounded, not
ten years long. Seasons follow the calendar of the north; a winter is bounded by both winters that
its year touches, because sources mean either. Times of day, sets of dates and years outside 1 to
9999 are not read. ``elshi.graph.model.dates_in_words`` converts dates as
people write them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from elshi.graph.model import dates_in_words

EXPECTED = "a date in EDTF, such as 1992, 1992-05, 1992-05-01, 199X or 1995/1997"

_PLAIN = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?")
_SEASON = re.compile(r"([0-9]{4})-(2[1-9]|3[0-9]|4[01])[?~%]?")
_Q = "[?~%]?"
_PARTIAL = re.compile(rf"{_Q}([0-9X]{{4}}){_Q}(?:-{_Q}([0-9]{{2}}|XX){_Q}(?:-{_Q}([0-9]{{2}}|XX){_Q})?)?")
_POINTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_STROKES = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{2}|[0-9]{4})")
_POINTED_MONTH = re.compile(r"(0?[1-9]|1[0-2])\.([0-9]{4})")
_SHORT = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2}")
_YEARS = re.compile(r"([0-9]{4})\s*[-–—]\s*([0-9]{4})")
_TIME = re.compile(
    r"(?<=[0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9:]+)?$"
)
_YEAR_MARK = re.compile(r"(?<=[0-9]{4})\s*(?:г|гг|год|года|ж|жж|жыл|жылы|yıl|yılı)\.?$")
_SERIAL = re.compile(r"[1-7][0-9]{4}(?:\.[0-9]+)?")
_DAY_ZERO = date(1899, 12, 30).toordinal()
"""The day from which spreadsheets count."""
_EDTF_SIGNS = re.compile(r"[0-9X?~%]{4,7}(?:-[0-9X?~%]{2,4}){0,2}(?:/[^/]*)?|[^0-9]*")
"""Texts that are EDTF or no date at all; any other may be a date as people write it."""
_QUALIFIERS = re.compile("[?~%]")
_WINTERS = {"24", "28", "30"}
"""Winter, northern winter and southern summer: the seasons that run over New Year."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a date allows, from :func:`span`.

    ``earliest`` and ``latest`` are the first and the last possible day, both included; ``None``
    where there is no bound. ``lasting`` is true for an interval, which went on all that time.
    ``year`` is given only where it is certain: both bounds fall in it and nothing is marked as
    uncertain or approximate.

    ``begun`` and ``until`` serve :func:`when`: by the first it had certainly begun, at least to
    the second it certainly went on (for a single day both are that day). They are ``None`` where
    the source is unsure.
    """

    earliest: date | None
    latest: date | None
    lasting: bool
    year: int | None
    begun: date | None = None
    until: date | None = None


class _Point(NamedTuple):
    first: date | None
    last: date | None
    sure: bool


def span(edtf: str) -> Span:
    """The strict bounds of a date in EDTF.

    >>> span("1992-05").earliest, span("1992-05").latest
    (datetime.date(1992, 5, 1), datetime.date(1992, 5, 31))
    >>> span("1992").year, span("1992?").year, span("199X").year
    (1992, None, None)
    >>> span("1994/..").latest is None, span("1994/..").lasting
    (True, True)

    Raises ``ValueError``, in one sentence that names the value, for anything that is not such a
    date:

    >>> span("31.02.1992")
    Traceback (most recent call last):
    ValueError: '31.02.1992' is not a date in EDTF, such as 1992, 1992-05, 1992-05-01, 199X or \
1995/1997
    """
    return _span(edtf.strip())


@lru_cache(maxsize=1 << 16)
def normalise(edtf: str) -> str:
    """The date as it is stored: without spaces, with capital X; checked as :func:`span` does.

    A date with dots, day first, is also read, and a date in words; one with slashes only where no month has
    such a number, because half the world writes the month first. A time of day is dropped, as is the Kazakh
    and Russian mark of a year ("1992 ж.", "1992 г.").

    >>> normalise(" 1995 / 1997 "), normalise("199x"), normalise("5.07.1992 г."), normalise("05.1992")
    ('1995/1997', '199X', '1992-07-05', '1992-05')
    >>> normalise("1992-07-05T13:30:00Z"), normalise("1992 жыл")
    ('1992-07-05', '1992')
    >>> normalise("22 October 2009"), normalise("1993–1995 жж."), normalise("25/06/1993")
    ('2009-10-22', '1993/1995', '1993-06-25')
    """
    text = "/".join(part.strip() for part in edtf.strip().split("/")).replace("x", "X")
    text = _YEAR_MARK.sub("", _TIME.sub("", text))
    if of_year := _POINTED_MONTH.fullmatch(text):
        text = f"{of_year[2]}-{of_year[1]:0>2}"
    if pointed := _POINTED.fullmatch(text):
        day, month, year = (int(part) for part in pointed.groups())
        if not (1 <= month <= 12 and 1 <= day <= monthrange(max(year, 1), month)[1]):
            raise _error(text, "there is no such day")
        text = f"{year:04}-{month:02}-{day:02}"
    elif not _EDTF_SIGNS.fullmatch(text) and (written := dates_in_words.read(edtf)):
        try:
            _span(written)
        except ValueError as error:
            raise _error(edtf.strip(), "there is no such day") from error
        text = written
    elif _SHORT.fullmatch(text):
        raise _error(text, "a year of four digits was expected")
    elif years := _YEARS.fullmatch(text):
        raise _error(text, f"for the whole period, write {years[1]}/{years[2]}")
    elif _STROKES.fullmatch(text):
        raise _error(text, "day and month cannot be told apart; write it as 1992-05-01")
    elif _SERIAL.fullmatch(text):
        day_ = date.fromordinal(_DAY_ZERO + int(text[:5]))
        raise _error(text, f"as a spreadsheet's day number it would be {day_.isoformat()}; write that")
    _span(text)
    return text


def when(span: Span, first: date, last: date) -> Literal["certainly", "possibly", "undated", "no"]:
    """Whether a fact falls between two days, both included, as far as its date shows.

    A fact of one moment is certainly there when all its possible days are; a lasting one when it
    overlaps whatever its ends turn out to be. ``1994/..`` (still so) reaches every later year,
    ``1994/`` (end unknown) only possibly. What the source leaves uncertain (``1992?``) and what was
    inferred from something else, such as an anniversary (``1996~``), is possible at most.

    >>> year = date(1992, 1, 1), date(1992, 12, 31)
    >>> [when(span(edtf), *year) for edtf in ("1992-05", "1992~", "XXXX-05-01", "1993")]
    ['certainly', 'possibly', 'undated', 'no']

    Raises ``ValueError`` when ``first`` is after ``last``.
    """
    if first > last:
        raise ValueError(f"{first} is after {last}: the earlier day was expected first")
    if span.earliest is None and span.latest is None:
        return "undated"
    if (span.earliest and span.earliest > last) or (span.latest and span.latest < first):
        return "no"
    if span.begun and span.until and span.begun <= last and span.until >= first:
        return "certainly"
    return "possibly"


# ------------------------------------------------------------------------------------ reading


@lru_cache(maxsize=1 << 16)
def _span(text: str) -> Span:
    if "/" in text:
        return _interval(text)
    first, last, sure = _point(text, text)
    year = first.year if sure and first and last and first.year == last.year else None
    return Span(first, last, False, year, last if sure else None, first if sure else None)


def _interval(text: str) -> Span:
    ends = text.split("/")
    if len(ends) != 2:
        raise _error(text, "an interval has two ends")
    start, end = (None if end in ("", "..") else _point(end.strip(), text) for end in ends)
    if start is None and end is None:
        raise _error(text, "at least one end of an interval must be given")
    earliest = start.first if start else None
    latest = end.last if end else None
    if earliest and latest and earliest > latest:
        raise _error(text, "it ends before it begins")
    begun = start.last if start and start.sure else None
    until = end.first if end and end.sure else None
    # An end that is unknown or unsure still leaves the other: there, at least, it was going on.
    if ends[0] == "..":
        begun = date.min
    elif begun is None and until is not None:
        begun = latest
    if ends[1] == "..":
        until = date.max
    elif until is None and start is not None and start.sure:
        until = earliest
    sure = all(part is not None and part.sure for part in (start, end))
    whole = sure and earliest and latest and earliest.year == latest.year
    return Span(earliest, latest, True, latest.year if latest and whole else None, begun, until)


def _point(text: str, whole: str) -> _Point:
    """First and last day of one date; ``whole`` is what an error names."""
    if plain := _PLAIN.fullmatch(text):
        year, month, day = (int(part) if part else None for part in plain.groups())
        if not year:
            raise _error(whole, "years begin with 0001")
        if month is None:
            return _Point(date(year, 1, 1), date(year, 12, 31), True)
        days = monthrange(year, month)[1]
        if day is None:
            return _Point(date(year, month, 1), date(year, month, days), True)
        if not 1 <= day <= days:
            raise _error(whole, "there is no such day")
        return _Point(date(year, month, day), date(year, month, day), True)
    sure = not _QUALIFIERS.search(text)
    if season := _SEASON.fullmatch(text):
        return _season(season[0].rstrip("?~%"), season[1], season[2], sure, whole)
    partial = _PARTIAL.fullmatch(text)
    if not partial:
        raise _error(whole)
    if partial[2] and partial[3] and not _can_be(partial[2], partial[3]):
        raise _error(whole, "there is no such day")
    first, last = _bounds(text, whole)
    if partial[1].startswith("X"):
        return _Point(None, None, sure)
    return _Point(first, last, sure)


def _season(text: str, year: str, season: str, sure: bool, whole: str) -> _Point:
    first, last = _bounds(text, whole)
    if season in _WINTERS:
        first = first.replace(month=1, day=1)
        following = int(year) + 1
        if following <= date.max.year:
            last = date(following, 2, monthrange(following, 2)[1])
    return _Point(first, last, sure)


def _bounds(text: str, whole: str) -> tuple[date, date]:
    """Strict bounds from the edtf library, which is slow to import and so imported here."""
    from edtf import parse_edtf

    try:
        parsed: Any = parse_edtf(text)
        lower, upper = parsed.lower_strict(), parsed.upper_strict()
        return _day(lower), _day(upper)
    except Exception as error:  # the library raises whatever its parser met
        raise _error(whole) from error


def _day(moment: Any) -> date:
    """A calendar day from a ``struct_time``, which may say 29 February of any year, or year 0."""
    year, month, day = moment[:3]
    if year < 1:
        return date.min
    return date(year, month, min(day, monthrange(year, month)[1]))


def _can_be(month: str, day: str) -> bool:
    """Whether some year has that day of that month; ``XX`` stands for any."""
    if day == "XX":
        return True
    if month == "XX":
        return 1 <= int(day) <= 31
    return 1 <= int(month) <= 12 and 1 <= int(day) <= monthrange(2000, int(month))[1]


def _error(text: str, why: str = "") -> ValueError:
    shown = text if len(text) <= 60 else text[:57] + "…"
    return ValueError(f"'{shown}' is not {EXPECTED}" + (f": {why}" if why else ""))
