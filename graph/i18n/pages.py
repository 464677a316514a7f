"""Wording: what the pages say, in the four languages of their readers.

One JSON file for each language lies in ``words``, with the same keys. A sentence with a
number has its plural forms separated by ``|`` in the order of the language's rules. Names of actors
and ties are data and are not here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from babel import Locale

from elshi.graph.errors import ElshiError

LANGUAGES = {"en": "English", "kk": "Қазақша", "ru": "Русский", "tr": "Türkçe"}
"""The languages of the pages, each by its own name."""


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
        known = {slot: actors[id_] for slot, id_ in self.actors.items()}
        names = {slot: name_in(language, one) for slot, one in known.items()}
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
    """What fills ``title.decade``; its two forms in Turkish are those in -lar and in -ler.

    >>> say("tr", "title.decade", **of_decade(1990)), say("tr", "title.decade", **of_decade(1980))
    ("1990'lar", "1980'ler")
    """
    return {"decade": str(year), "n": 1 if year // 10 % 10 in (1, 3, 4, 6, 9) else 2}


@cache
def words(language: str) -> Mapping[str, str]:
    """All sentences of one language by key; ``ElshiError`` for a language that there is not."""
    if language not in LANGUAGES:
        raise ElshiError(f"'{language}' is not a language of the pages: {', '.join(LANGUAGES)} are.")
    file = resources.files("elshi.graph").joinpath("i18n", "words", f"{language}.json")
    found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return found


def say(language: str, key: str, **values: object) -> str:
    """A sentence with its values; ``n`` chooses the plural form.

    >>> say("en", "count.actors", n=1), say("ru", "count.actors", n=22)
    ('1 actor', '22 актора')
    """
    forms = words(language)[key].split("|")
    n = values.get("n")
    chosen = forms[0]
    if isinstance(n, int) and len(forms) > 1:
        order = {2: ("one", "other"), 3: ("one", "few", "many")}[len(forms)]
        rule = Locale(language).plural_form(n)
        chosen = forms[order.index(rule) if rule in order else -1]
    return chosen.format_map({k: number(language, v) if isinstance(v, int) else v for k, v in values.items()})


def number(language: str, n: int) -> str:
    """A number as a language writes it.

    >>> number("en", 2678), number("tr", 2678), number("kk", 2678)
    ('2,678', '2.678', '2\xa0678')
    """
    return f"{n:,}".replace(",", {"en": ",", "tr": "."}.get(language, "\u00a0"))
