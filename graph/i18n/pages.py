"""Messages of pages: what maps and the index of an atlas say, and names of actors in their languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from elshi.graph.i18n import LANGUAGES, fill, messages, number

__all__ = ["LANGUAGES", "Sentence", "name_in", "number", "of_decade", "say", "words"]


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
