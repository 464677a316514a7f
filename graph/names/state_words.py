"""Words for a state that only a text gives a meaning: our country, the capital, the head of state.

«Еліміз» in a Kazakh article is Kazakhstan, in a Turkish one Türkiye; so these words are read only together
with a text that names one state or one person, and asked about otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from elshi.graph.names.inflection import is_form_of
from elshi.graph.names.state_tables import COUNTRIES

Meaning = Literal["the writer's own state", "the capital of a state", "the head of a state"]

_WORDS: dict[Meaning, str] = {
    "the writer's own state": "еліміз; біздің ел; біздің еліміз; мемлекетіміз; республикамыз; наша страна; "
    "нашей страны; нашу страну; нашей стране; наше государство; our country; our state; our republic; "
    "ülkemiz; memleketimiz",
    "the capital of a state": "елорда; елордамыз; астанамыз; ел астанасы; столица; наша столица; capital; "
    "the capital; our capital; başkent; başkentimiz",
    "the head of a state": "елбасы; елбасымыз; мемлекет басшысы; ел президенті; мемлекетіміздің басшысы; "
    "глава государства; главы государства; главой государства; лидер нации; head of state; "
    "the head of state; leader of the nation; devlet başkanı; elbaşı; cumhurbaşkanımız",
}

_LEADER_OF_THE_NATION = frozenset({"елбасы", "лидер нации", "leader of the nation", "elbaşı"})
"""The title that a law of 2010 gives to one person, the first president of Kazakhstan."""


@dataclass(frozen=True, slots=True)
class StateWord:
    """What such a word means of the state that a text speaks of."""

    word: str
    meaning: Meaning

    @property
    def is_head(self) -> bool:
        """Whether it means a person."""
        return self.meaning == "the head of a state"

    def of(self, state: str) -> str | None:
        """What it means for a state, as an id or a name; ``None`` where that is not known here.

        >>> state_word("елорда").of("KZ"), state_word("еліміз").of("TR")
        ('Astana', 'TR')
        """
        if self.meaning == "the writer's own state":
            return state
        if self.meaning == "the capital of a state":
            return COUNTRIES[state].capital or None if state in COUNTRIES else None
        return "Nursultan Nazarbayev" if state == "KZ" and self.word in _LEADER_OF_THE_NATION else None


@lru_cache(maxsize=1 << 12)
def state_word(written: str) -> StateWord | None:
    """The word of which a writing is a form, ``None`` for any other.

    >>> state_word("елімізде").meaning, state_word("Елордада").word, state_word("Елеусіз")
    ("the writer's own state", 'елорда', None)
    """
    small = written.replace("İ", "i").lower().split()
    for meaning, words in _WORDS.items():
        for word in words.split("; "):
            parts = word.split()
            if len(parts) == len(small) and all(map(is_form_of, parts, small)):
                return StateWord(word, meaning)
    return None
