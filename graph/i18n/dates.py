"""Dates in EDTF as people write them in the languages of pages; what a date leaves open stays open.

The pages of maps write dates in the same words by a script of their own.
"""

from __future__ import annotations

import re

from elshi.graph.i18n.pages import of_decade, say, words

_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def date_in_words(language: str, edtf: str, *, tight: bool = False) -> str:
    """A date or an interval in words; ``tight`` leaves no spaces around the dash between two years.

    >>> date_in_words("en", "1992-05-01"), date_in_words("ru", "1994/.."), date_in_words("tr", "199X?")
    ('1 May 1992', 'с 1994', "1990'lar, kesin değil")
    >>> date_in_words("kk", "1992-05"), date_in_words("en", "1995/1997")
    ('1992 жылғы мамыр', '1995 – 1997')
    >>> date_in_words("en", "1995/1997", tight=True)
    '1995–1997'
    """
    if "/" not in edtf:
        return _point(language, edtf)
    first, last = edtf.split("/", 1)
    if first in ("", ".."):
        return say(language, "date.until", date=_point(language, last, bent=True))
    if last == "..":
        return say(language, "date.since", date=_point(language, first, bent=True))
    if not last:
        return say(language, "date.from", date=_point(language, first, bent=True))
    dash = "–" if tight and first.isdigit() and last.isdigit() else " – "
    return f"{_point(language, first)}{dash}{_point(language, last)}"


def _point(language: str, edtf: str, *, bent: bool = False) -> str:
    """A date of one point; ``bent`` after a word that bends the month, as Russian does after "since"."""
    year, *rest = re.sub("[?~%]", "", edtf).split("-")
    parts = [_plain(language, year, rest, bent)]
    if year == "XXXX":
        parts.append(say(language, "date.noyear"))
    if re.search("[?%]", edtf):
        parts.append(say(language, "date.unsure"))
    if "~" in edtf:
        parts.append(say(language, "date.about"))
    return ", ".join(filter(None, parts))


def _plain(language: str, year: str, rest: list[str], bent: bool) -> str:
    if re.fullmatch(r"\d{3}X", year):
        return say(language, "date.decade", **of_decade(int(year[:3]) * 10))
    told = "" if year == "XXXX" else year.replace("X", "·")
    month, day = (*rest, "", "")[:2]
    if month in _SEASONS:
        return f"{say(language, f'date.{_SEASONS[month]}')} {told}".strip()
    if not re.fullmatch("0[1-9]|1[0-2]", month):
        return told
    known = day.isdecimal()
    listed = words(language)["date.months.day" if known or bent else "date.months"].split(", ")
    key = f"date{'.day' if known else ''}.month{'.year' if told else ''}"
    return say(language, key, day=str(int(day)) if known else "", month=listed[int(month) - 1], year=told)
