"""i18n: the messages of maps, reports and pages in the four languages of their readers, and their numbers.

One JSON file for each language lies in ``words``, with the sections ``pages``, ``reports`` and
``explorer``. A message is
written in a part of ICU MessageFormat: ``{name}`` stands for a value,
``{n, plural, one {# tie} other {# ties}}`` for the form of a number by the CLDR categories of the language
(``#`` is the number), and ``{vowel, select, back {…} other {…}}`` for a form by a word. The scripts of maps
read the same messages. Names of actors and ties are data and are not here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib import resources
from math import floor, log10

from babel import Locale
from babel.numbers import format_decimal, format_percent

from elshi.graph.errors import ElshiError

LANGUAGES = {"en": "English", "kk": "Қазақша", "ru": "Русский", "tr": "Türkçe"}
"""The languages of the pages, each by its own name."""

VALUE = re.compile(r"\{(\w+)\}")
BRANCH = re.compile(r" (\w+) \{((?:[^{}]|\{\w+\})*)\}")
CHOICE = re.compile(rf"\{{(\w+), (plural|select),((?:{BRANCH.pattern})+)\}}")


@cache
def messages(language: str, section: str) -> Mapping[str, str]:
    """All messages of a section in one language by key; ``ElshiError`` for a language that there is not."""
    if language not in LANGUAGES:
        raise ElshiError(f"'{language}' is not a language of the pages: {', '.join(LANGUAGES)} are.")
    file = resources.files("elshi.graph").joinpath("i18n", "words", f"{language}.json")
    sections: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return sections[section]


def fill(language: str, message: str, values: Mapping[str, object]) -> str:
    """A message with its values; whole numbers are written as the language writes them.

    >>> fill("ru", "{n, plural, one {# связь} few {# связи} many {# связей} other {# связи}}", {"n": 1022})
    '1\\xa0022 связи'
    """

    def choose(match: re.Match[str]) -> str:
        branches: dict[str, str] = dict(BRANCH.findall(match[3]))
        value = values[match[1]]
        if match[2] == "select":
            return branches.get(str(value)) or branches["other"]
        if not isinstance(value, int):
            raise TypeError(f"{match[1]} = {value!r}: a whole number was expected in '{message}'.")
        return branches[category(language, value)].replace("#", number(language, value))

    def write(match: re.Match[str]) -> str:
        value = values[match[1]]
        return number(language, value) if isinstance(value, int) else str(value)

    return VALUE.sub(write, CHOICE.sub(choose, message))


def category(language: str, n: int) -> str:
    """The plural category of a number by CLDR.

    >>> category("ru", 22), category("kk", 22)
    ('few', 'other')
    """
    return str(Locale(language).plural_form(n))


def categories(language: str) -> frozenset[str]:
    """The plural categories that a language has."""
    return frozenset(Locale(language).plural_form.tags) | {"other"}


def number(language: str, value: float | Decimal) -> str:
    """A number as a language writes it.

    >>> number("en", 2678), number("tr", 2678), number("kk", 2678), number("ru", 0.5)
    ('2,678', '2.678', '2\\xa0678', '0,5')
    """
    return str(format_decimal(value, locale=language, decimal_quantization=False))


def percent(language: str, share: float) -> str:
    """A share in whole per cent.

    >>> percent("en", 0.954), percent("tr", 0.954), percent("ru", 0.954)
    ('95%', '%95', '95\\xa0%')
    """
    return str(format_percent(share, locale=language))


def three(value: float | None, language: str = "en") -> str:
    """A value with three significant digits, never with an exponent; a dash for none.

    >>> [three(v) for v in (37.0, 0.0123456, 1234.5, 0.0, None)], three(0.0123456, "tr")
    (['37', '0.0123', '1,230', '0', '–'], '0,0123')
    """
    if value is None:
        return "–"
    if not value:
        return "0"
    places = 2 - floor(log10(abs(value)))
    return number(language, Decimal(f"{round(value, places):.{max(0, places)}f}").normalize())


def rank(place: float, language: str = "en") -> str:
    """A rank: a whole number, or a half where two share it.

    >>> rank(3.0), rank(2.5), rank(0.5), rank(1002.5, "ru")
    ('3', '2½', '½', '1\\xa0002½')
    """
    whole, part = divmod(place, 1)
    if part not in (0, 0.5):
        return number(language, place)
    return (number(language, int(whole)) if whole or not part else "") + ("½" if part else "")
