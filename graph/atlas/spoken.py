"""Spoken: the words of one page in all languages, so that a reader changes the language on the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from elshi.graph.i18n.pages import LANGUAGES, say

Told = Callable[[str], str]
"""What gives a text in a language."""


class Spoken:
    """Texts of a page, each marked with its number; ``lang`` is the language that the page is written in."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.texts: dict[str, list[str]] = {tag: [] for tag in LANGUAGES}
        """Language → the texts by number."""

    def __call__(self, key: str, **values: Any) -> Markup:
        """A message of the pages."""
        return self.told(lambda tag: say(tag, key, **values))

    def told(self, text: Told) -> Markup:
        """A text that is made for each language, such as a title with names of actors."""
        number = len(self.texts[self.lang])
        for tag, texts in self.texts.items():
            texts.append(text(tag))
        return Markup('<span data-n="{}">{}</span>').format(number, self.texts[self.lang][-1])

    def parts(self, key: str, mark: str, **values: Any) -> tuple[Markup, Markup]:
        """A message before and after the place of one of its values, where a link stands."""

        def half(at: int) -> Markup:
            return self.told(lambda tag: say(tag, key, **values, **{mark: "|"}).split("|")[at])

        return half(0), half(1)

    def plain(self, key: str) -> str:
        """A message as an attribute or a title, in the language of the page."""
        return str(escape(say(self.lang, key)))
