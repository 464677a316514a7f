"""Translations: names and notes of facts in languages that their sources do not use, marked as translated."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from elshi.graph.model.columns import Id, Text, text
from elshi.graph.model.records import Addition

LANGUAGES = ("kk", "ru", "tr", "zh")


class Translation(Addition):
    """The name, and the note, of a fact as translated by its curators.

    A translated name is shown and searched like any other, and the node lists its language in ``translated``.
    It never replaces a name that the fact has in that language.
    """

    table = "translations"
    about = "fact"
    after = 1

    fact: Id = Field(description="The id of the tie, actor or source.")
    name_kk: Text = text("Its name translated into Kazakh.")
    name_ru: Text = text("Its name translated into Russian.")
    name_tr: Text = text("Its name translated into Turkish.")
    name_zh: Text = text("Its name translated into Chinese.")
    note_kk: Text = text("Its note in Kazakh.")
    note_ru: Text = text("Its note in Russian.")
    note_tr: Text = text("Its note in Turkish.")
    note_zh: Text = text("Its note in Chinese.")

    def add_to(self, properties: dict[str, Any]) -> None:
        for language in LANGUAGES:
            name, note = getattr(self, f"name_{language}"), getattr(self, f"note_{language}")
            if name and not properties.get(f"name_{language}"):
                properties[f"name_{language}"] = name
                properties["translated"] = sorted({*properties.get("translated", ()), language})
            if note:
                properties.setdefault(f"note_{language}", note)
