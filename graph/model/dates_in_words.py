"""Dates as people write them, in English, Kazakh, Russian, Turkish and French, converted to EDTF.

"22 October 2009", "1992 жылғы 5 мамыр", "5 мая 1993 г.", "7 Mayıs 1993", "June 18–23, 2017", "1990s": every
form in which the pages print a date, and those of treaty tables. Only what can mean one thing is read: in
"05/06/1993", day and month cannot be told apart. ``elshi.graph.model.dates`` checks the result.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 80
"""Most characters of a date; a longer text is not examined."""

_MONTHS = (
    "january jan қаңтар қаң январь января янв ocak oca janvier",
    "february feb ақпан ақп февраль февраля фев февр şubat şub février fevrier",
    "march mar наурыз нау март марта мар mart mars",
    "april apr сәуір сәу апрель апреля апр nisan nis avril",
    "may мамыр мам май мая mayıs mai",
    "june jun маусым мау июнь июня июн haziran haz juin",
    "july jul шілде шіл июль июля июл temmuz tem juillet",
    "august aug тамыз там август августа авг ağustos ağu août aout",
    "september sep sept қыркүйек қыр сентябрь сентября сен сент eylül eyl septembre",
    "october oct қазан қаз октябрь октября окт ekim eki octobre",
    "november nov қараша қар ноябрь ноября ноя нояб kasım kas novembre",
    "december dec желтоқсан жел декабрь декабря дек aralık ara décembre decembre",
)
_SEASONS = (
    "spring көктем весна весной весны ilkbahar printemps",
    "summer жаз лето летом лета yaz été",
    "autumn fall күз осень осенью осени sonbahar automne",
    "winter қыс зима зимой зимы kış hiver",
)
_SILENT = "of the day in г гг год года году ж жж жыл жылы жылғы жылдың yıl yılı yılında le du"
"""Words that add nothing to a date."""


def _folded(text: str) -> str:
    """The text in small letters, with a single i for Turkish."""
    return text.replace("İ", "i").lower().replace("ı", "i").replace("\u0307", "")


def _numbered(words: tuple[str, ...], first: int) -> dict[str, int]:
    return {_folded(word): first + at for at, some in enumerate(words) for word in some.split()}


_MONTH_OF = _numbered(_MONTHS, 1)
_SEASON_OF = _numbered(_SEASONS, 21)
_IGNORED = frozenset(_folded(word) for word in _SILENT.split())

_DECADE = re.compile(r"(\d{3})0(?:'?s|-?е(?: годы| гг\.?)?| жылдар|'?l[ae]r)")
_TOKEN = re.compile(r"[^\W\d_]+|\d[\d·x]*|[^\s.,]")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er)\b")
_YEAR = re.compile(r"\d[\d·x]{3}")
_BARE_YEAR = re.compile(r"\d[\d·x]{3}\s*(?:г|год|года|ж|жыл|жылы|yil|yili)?\.?")
_DASH = re.compile(r"\s*[–—]\s*|\s+-\s+")
_YEARS = re.compile(r"(\d{4})\s*-\s*(\d{4})\s*(?:гг|жж|годы|годов|жылдар|жылдары)\.?")
_YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})")
_SLASHES = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})")
_POINTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")

_UNSURE = re.compile(r", (?:unsure|күмәнді|под вопросом|kesin değil)\b")
_ABOUT = re.compile(r", (?:approximately|шамамен|приблизительно|yaklaşik)\b|^(?:ca?\.|circa) ?")
_NO_YEAR = re.compile(r", (?:year not told|жылы айтылмаған|год не назван|yili belirtilmemiş)\b")

_OPEN = (
    (re.compile(r"(?:from|с) (.+), (?:end not told|конец не назван)"), "{}/"),
    (re.compile(r"басталған уақыты: (.+), соңы айтылмаған"), "{}/"),
    (re.compile(r"(.+) başlangiçli, sonu belirtilmemiş"), "{}/"),
    (re.compile(r"(?:since|с) (.+)|басталған уақыты: (.+)|(.+) tarihinden beri"), "{}/.."),
    (re.compile(r"(?:until|до) (.+)|аяқталған уақыты: (.+)|(.+) tarihine kadar"), "/{}"),
)
"""How the pages print intervals without an end or a beginning, in small letters."""


class _Parts(NamedTuple):
    year: str = ""
    month: int = 0
    day: int = 0


def read(text: str) -> str | None:
    """A date in words or figures, as EDTF; ``None`` if the text is no date.

    >>> read("22 October 2009"), read("1992 жылғы 5 мамыр"), read("June 18–23, 2017"), read("1990s")
    ('2009-10-22', '1992-05-05', '2017-06-18/2017-06-23', '199X')
    >>> read("25/06/1993"), read("1993.5.6"), read("05/06/1993"), read("the spring of 1995")
    ('1993-06-25', '1993-05-06', None, '1995-21')
    """
    if len(text) > LONGEST:
        return None
    small = " ".join(_folded(text).split())
    for form, edtf in _OPEN:
        if match := form.fullmatch(small):
            point = _point(next(filter(None, match.groups())))
            return edtf.format(point) if point else None
    if years := _YEARS.fullmatch(small):
        return f"{years[1]}/{years[2]}"
    ends = _DASH.split(re.sub(r"\s*(?:гг|жж)\.?$", "", small))
    if len(ends) == 2:
        return _interval(*ends)
    return _point(small)


def ordered(text: str, *, day_first: bool) -> str:
    """A date with slashes whose order is known, in EDTF; any other text unchanged.

    >>> ordered("03/07/1999", day_first=True), ordered("03/07/1999", day_first=False)
    ('1999-07-03', '1999-03-07')
    """
    if not (match := _SLASHES.fullmatch(text.strip())):
        return text
    day, month = (match[1], match[3]) if day_first else (match[3], match[1])
    return f"{match[4]}-{month:0>2}-{day:0>2}"


def order(text: str) -> bool | None:
    """Whether a date with slashes begins with the day; ``None`` if the figures do not show it.

    >>> order("25/06/1999"), order("06/25/1999"), order("03/07/1999")
    (True, False, None)
    """
    match = _SLASHES.fullmatch(text.strip())
    if not match or (int(match[1]) > 12) == (int(match[3]) > 12):
        return None
    return int(match[1]) > 12


def is_ambiguous(text: str) -> bool:
    """Whether a text is a date with slashes that could begin with the day or with the month."""
    match = _SLASHES.fullmatch(text.strip())
    return match is not None and match[1].zfill(2) != match[3].zfill(2) and order(text) is None


def _interval(first: str, last: str) -> str | None:
    """Two ends, of which one may give the month or year of both: "18–23 June 2017"."""
    if (whole := _point(first)) and (end := _point(last)):
        return f"{whole}/{end}"
    begin, end_ = _parts(first), _parts(last)
    if begin is None or end_ is None or not (begin.day and end_.day):
        return None
    begin = begin._replace(year=begin.year or end_.year, month=begin.month or end_.month)
    end_ = end_._replace(month=end_.month or begin.month)
    ends = [_edtf(parts) for parts in (begin, end_)]
    return "/".join(ends) if all(ends) and begin.month and end_.year else None


def _point(small: str) -> str | None:
    """One date, with the marks of doubt and approximation."""
    marks = ("?" if _UNSURE.search(small) else "", "~" if _ABOUT.search(small) else "")
    bare = _ABOUT.sub("", _UNSURE.sub("", small))
    date = _NO_YEAR.sub("", bare)
    mark = {"?~": "%"}.get("".join(marks), "".join(marks))
    if decade := _DECADE.fullmatch(date):
        return f"{decade[1]}X{mark}"
    if figures := _figures(date):
        return figures + mark
    parts = _parts(date)
    if parts is None or not (parts.month or _BARE_YEAR.fullmatch(date)):
        return None
    if date != bare and not parts.year:
        parts = parts._replace(year="XXXX")
    edtf = _edtf(parts)
    return edtf + mark if edtf else None


def _figures(text: str) -> str | None:
    """A day in figures alone, if day and month can be told apart."""
    bare = re.sub(r"(?<=\d)\s*(?:г|ж|года|жылы)\.?$", "", text)
    if match := _YEAR_FIRST.fullmatch(bare):
        return f"{match[1]}-{match[3]:0>2}-{match[4]:0>2}"
    if match := _POINTS.fullmatch(bare):
        return f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}"
    if _SLASHES.fullmatch(bare) and not is_ambiguous(bare):
        return ordered(bare, day_first=order(bare) is not False)
    return None


def _parts(text: str) -> _Parts | None:
    """Year, month or season, and day, in any order; ``None`` if there is any other word."""
    parts = _Parts()
    for token in _TOKEN.findall(_ORDINAL.sub("", re.sub(r"(?<=\w)[-/](?=\w)", " ", text))):
        if token in _IGNORED:
            continue
        if (month := _MONTH_OF.get(token) or _SEASON_OF.get(token)) and not parts.month:
            parts = parts._replace(month=month)
        elif _YEAR.fullmatch(token) and not parts.year:
            parts = parts._replace(year=re.sub("[·x]", "X", token))
        elif re.fullmatch(r"\d{1,2}", token) and not parts.day and 1 <= int(token) <= 31:
            parts = parts._replace(day=int(token))
        else:
            return None
    return parts


def _edtf(parts: _Parts) -> str:
    """The parts as EDTF; empty if there is no year, or a day without a month."""
    year, month, day = parts
    if not year or (day and not 1 <= month <= 12):
        return ""
    return year + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
