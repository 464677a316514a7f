"""Messages of reports: sentences, headings and numbers in the language of a report.

Titles of literature, and the English account of how a view was made, are data and are not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from elshi.graph.i18n import fill, messages, number, percent, rank, three


class Named(Protocol):
    """An actor with its name, and its names in other languages (``name_kk`` → …)."""

    @property
    def name(self) -> str: ...
    @property
    def names(self) -> Mapping[str, str]: ...


class Words:
    """The messages and numbers of one language: ``Words("ru")("others", n=3)``.

    Where another is fit on the ``level`` of a view, ``question.organisations`` stands for ``question``.

    >>> Words("en")("others", n=3), Words("en")("others", n=1)
    ('and 3 others', 'and 1 other')
    """

    def __init__(self, lang: str = "en", level: str = "") -> None:
        self.lang = lang
        self._level = level
        self._messages = messages(lang, "reports")

    def __call__(self, key: str, /, **values: Any) -> str:
        """A message with its values; a key that is no message (a reason, a title) is given back as it is."""
        message = self._messages.get(f"{key}.{self._level}", self._messages.get(key))
        return key if message is None else fill(self.lang, message, values)

    def number(self, value: float) -> str:
        """A number."""
        return number(self.lang, value)

    def percent(self, share: float) -> str:
        """A share in whole per cent."""
        return percent(self.lang, share)

    def three(self, value: float | None) -> str:
        """A value with three significant digits."""
        return three(value, self.lang)

    def rank(self, place: float) -> str:
        """A rank."""
        return rank(place, self.lang)

    def begun(self, sentence: str) -> str:
        """A sentence with a capital letter; a formula that begins with a variable stays as it is.

        >>> Words("en").begun("the sum"), Words("en").begun("x = αAᵀx + 1"), Words("tr").begun("iki uç")
        ('The sum', 'x = αAᵀx + 1', 'İki uç')
        """
        if not sentence[:2].isalpha() or len(sentence) < 2:
            return sentence
        first = "İ" if self.lang == "tr" and sentence[0] == "i" else sentence[0].upper()
        return first + sentence[1:]

    def name(self, actor: Named) -> str:
        """An actor's name in this language, where it has one."""
        return actor.names.get(f"name_{self.lang}") or actor.name

    def listed(self, words: list[str]) -> str:
        """Words as a list in a sentence.

        >>> Words("en").listed(["a", "b", "c"])
        'a, b and c'
        """
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} {self('and')} {words[-1]}"
