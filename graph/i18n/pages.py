"""Messages of pages: what maps and the index of an atlas say, and names of actors in their languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from elshi.graph.i18n import LANGUAGES, fill, messages, number

__all__ = ["LANGUAGES", "Sentence", "date_in", "name_in", "number", "of_decade", "say", "words"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that a page says in whichever language it is read in.

    ``values`` fill it as they are; ``actors`` (slot → id) by the names of actors in that language.
    """

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)
    actors: Mapping[str, str] = field(default_factory=dict)

    def told(self, language: str, actors: Mapping[str, Mapping[str, Any]]) -> str:
        """The sentence in a language, with a capital at its beginning."""
        names = {slot: name_in(language, actors[id_]) for slot, id_ in self.actors.items()}
        text = say(language, self.key, **self.values, **names)
        first = "İ" if language == "tr" and text[:1] == "i" else text[:1].upper()
        return first + text[1:]


def name_in(language: str, bearer: Mapping[str, Any]) -> str:
    """The name of an actor or a tie in a language; its first name where it has none in that.

    >>> name_in("kk", {"name": "China", "name_kk": "Қытай"}), name_in("tr", {"name": "China"})
    ('Қытай', 'China')
    """
    return str(bearer.get(f"name_{language}") or bearer["name"])


def of_decade(year: int) -> dict[str, Any]:
    """What fills ``title.decade``; in Turkish the last vowel of the number decides between -lar and -ler.

    >>> say("tr", "title.decade", **of_decade(1990)), say("tr", "title.decade", **of_decade(1980))
    ("1990'lar", "1980'ler")
    """
    return {"decade": str(year), "vowel": "back" if year // 10 % 10 in (1, 3, 4, 6, 9) else "front"}


def words(language: str) -> Mapping[str, str]:
    """All messages of pages in one language by key; ``ElshiError`` for a language that there is not."""
    return messages(language, "pages")


def say(language: str, key: str, **values: object) -> str:
    """A message of the pages with its values.

    >>> say("en", "count.actors", n=1), say("ru", "count.actors", n=22)
    ('1 actor', '22 актора')
    """
    return fill(language, words(language)[key], values)


def date_in(language: str, edtf: str) -> str:
    """A date in EDTF as people write it, as on maps; what it leaves open stays open.

    >>> date_in("en", "1992-05-01"), date_in("kk", "1992-05"), date_in("ru", "1994/..")
    ('1 May 1992', '1992 жылғы мамыр', 'с 1994')
    >>> date_in("tr", "199X"), date_in("en", "1995/1997"), date_in("en", "1992?")
    ("1990'lar", '1995–1997', '1992, unsure')
    """
    if "/" not in edtf:
        return _moment(language, edtf)
    first, last = edtf.split("/", 1)
    if first in ("", ".."):
        return say(language, "date.until", date=_moment(language, last, bent=True))
    if last in ("", ".."):
        key = "date.since" if last else "date.from"
        return say(language, key, date=_moment(language, first, bent=True))
    dash = "–" if first.isdigit() and last.isdigit() else " – "
    return f"{_moment(language, first)}{dash}{_moment(language, last)}"


_SEASONS = {"21": "date.spring", "22": "date.summer", "23": "date.autumn", "24": "date.winter"}


def _moment(language: str, text: str, *, bent: bool = False) -> str:
    """One end of a date; ``bent`` after a word that bends the month, as Russian does after "since"."""
    year, month, day = [*re.sub("[?~%]", "", text).split("-"), "", ""][:3]
    parts = [_point(language, year, month, day, bent)]
    parts += [say(language, "date.noyear")] if year == "XXXX" else []
    parts += [say(language, "date.unsure")] if re.search("[?%]", text) else []
    parts += [say(language, "date.about")] if "~" in text else []
    return ", ".join(filter(None, parts))


def _point(language: str, year: str, month: str, day: str, bent: bool) -> str:
    if re.fullmatch(r"\d{3}X", year):
        return say(language, "date.decade", **of_decade(int(f"{year[:3]}0")))
    told = "" if year == "XXXX" else year.replace("X", "·")
    if month in _SEASONS:
        return " ".join(filter(None, (say(language, _SEASONS[month]), told)))
    if not re.fullmatch(r"0[1-9]|1[0-2]", month):
        return told
    known = day.isdigit()
    months = say(language, "date.months.day" if known or bent else "date.months").split(", ")
    key = f"date{'.day' * known}.month{'.year' * bool(told)}"
    return say(language, key, day=str(int(day)) if known else "", month=months[int(month) - 1], year=told)
