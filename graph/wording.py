"""Wording: what the pages say, in the four languages of their readers.

One JSON file for each language lies beside the templates, with the same keys. A sentence with a
number has its plural forms separated by ``|`` in the order of the language's rules. Names of actors
and ties are data and are not here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources

from babel import Locale

from graph.errors import ElshiError

LANGUAGES = {"en": "English", "kk": "Қазақша", "ru": "Русский", "tr": "Türkçe"}
"""The languages of the pages, each by its own name."""


@cache
def words(language: str) -> Mapping[str, str]:
    """All sentences of one language by key; ``ElshiError`` for a language that there is not."""
    if language not in LANGUAGES:
        raise ElshiError(f"'{language}' is not a language of the pages: {', '.join(LANGUAGES)} are.")
    file = resources.files("graph").joinpath("templates", "words", f"{language}.json")
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
    return chosen.format_map({k: f"{v:,}" if isinstance(v, int) else v for k, v in values.items()})
