"""Sayings: what reports say, in the four languages of their readers.

As with the pages' wording, one JSON file for each language lies in ``words/report``, with the same keys. A
saying has ``{places}`` for values, and ``{n|tie|ties}`` where a number decides between two words: a sentence of a report may hold several. Titles of literature, and what a view
says of its making in English, are data and are not here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

_CHOICE = re.compile(r"\{(\w+)\|([^|}]*)\|([^}]*)\}")


@cache
def sayings(lang: str) -> Mapping[str, str]:
    """All sayings of one language by key."""
    file = resources.files("elshi.graph").joinpath("i18n", "words", "report", f"{lang}.json")
    found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return found


class Words:
    """The sayings of one language: ``Words("ru")("ties", n=3)``.

    Where another is fit on the ``level`` of a view, ``question.organisations`` stands for ``question``.

    >>> Words("en")("others", n=3)
    'and 3 others'
    """

    def __init__(self, lang: str = "en", level: str = "") -> None:
        self.lang = lang
        self._level = level
        self._said = sayings(lang)

    def __call__(self, key: str, /, **values: Any) -> str:
        """A saying with its values; a key that is no saying (a reason, a title) is given back as it is."""
        said = self._said.get(f"{key}.{self._level}", self._said.get(key))
        if said is None:
            return key
        text = _CHOICE.sub(lambda found: found[2] if values[found[1]] == 1 else found[3], said)
        shown = {k: f"{v:,}" if isinstance(v, int) and k != "year" else v for k, v in values.items()}
        return text.format(**shown)

    def name(self, row: Mapping[str, Any]) -> str:
        """An actor's name in this language, where it has one."""
        return str(row.get("names", {}).get(f"name_{self.lang}") or row["name"])

    def listed(self, words: list[str]) -> str:
        """Words as a list in a sentence.

        >>> Words("en").listed(["a", "b", "c"])
        'a, b and c'
        """
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} {self('and')} {words[-1]}"
