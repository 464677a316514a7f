"""An index of names word by word: who bears a name of which a writing is a form.

Names are kept as they are written. A writing is looked up by the first letters of its words and then compared
word by word (:mod:`elshi.graph.names.inflection`), so that endings, brackets and spelling do not hide a name,
and a shorter name within a longer one is not taken for it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from elshi.graph.names.folding import fold
from elshi.graph.names.inflection import is_form_of, is_one_of_people
from elshi.graph.names.wordings import bracketless, initials_of, name_parts, spelt, words_of

Words = tuple[str, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """A name, or what is left of it without its bracket, of an actor."""

    id: str
    words: Words
    whole: bool


@dataclass(slots=True)
class NameIndex:
    """The names of actors, by their words; persons also by surnames."""

    _names: list[tuple[str, str, bool]] = field(default_factory=list)
    _entries: dict[Words, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    _written: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _persons: dict[str, list[tuple[str, Words, Words]]] = field(default_factory=lambda: defaultdict(list))
    _initials: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _done: int = 0

    def add(self, id_: str, names: Iterable[str], *, person: bool) -> None:
        """Note the names of an actor; they are taken apart when the index is first asked."""
        self._names += [(id_, name, person) for name in names]

    def _brought_up_to_date(self) -> None:
        for id_, name, person in self._names[self._done :]:
            _append(self._written[_as_written(name)], id_)
            if person:
                words, initials = name_parts(name)
                for word in set(words):
                    self._persons[_start(word)].append((id_, words, initials))
                continue
            self._enter(id_, name, whole=True)
            for part, is_name in bracketless(name):
                if is_name:
                    self._enter(id_, part, whole=False)
                    _append(self._written[_as_written(part)], id_)
            if len(letters := initials_of(name)) > 1:
                _append(self._initials[letters], id_)
        self._done = len(self._names)

    def _enter(self, id_: str, name: str, *, whole: bool) -> None:
        words = words_of(name)
        if words and len(words) < 20:
            _append(self._entries[tuple(map(_start, words))], Entry(id_, words, whole))

    # --------------------------------------------------------------------------- asking

    def bearers_as_written(self, written: str) -> list[str]:
        """Those who bear the name in just this spelling and script; capitals and quotes do not matter."""
        self._brought_up_to_date()
        return self._written.get(_as_written(written), [])

    def forms(self, written: str) -> dict[str, bool]:
        """Those of whose names the writing is a form; whether of a whole name, or one without its bracket."""
        self._brought_up_to_date()
        words = words_of(written)
        ids: dict[str, bool] = {}
        for entry in self._entries.get(tuple(map(_start, words)), ()):
            if all(map(is_form_of, entry.words, words)):
                ids[entry.id] = ids.get(entry.id, False) or entry.whole
        return ids

    def peoples(self, written: str) -> list[str]:
        """Peoples of whom the writing names one, or many: неміс, Түріктер; others of such names too."""
        self._brought_up_to_date()
        words = words_of(written)
        if not words:
            return []
        *before, last = words
        ids: dict[str, None] = {}
        for entry in self._entries.get(tuple(map(_start, words)), ()):
            alike = entry.words[:-1] == tuple(before)
            if alike and any(is_one_of_people(entry.words[-1], form) for form in _without_case(last)):
                ids[entry.id] = None
        return list(ids)

    def persons(self, written: str) -> tuple[list[str], list[str]]:
        """Persons whose whole name is given, with initials or endings; and those of whom a part is given."""
        self._brought_up_to_date()
        words, initials = name_parts(written)
        whole: dict[str, None] = {}
        partly: dict[str, None] = {}
        for start in {_start(word) for word in words if len(word) > 1}:
            for id_, known, known_initials in self._persons.get(start, ()):
                if (fit := _fits(known, known_initials, words, initials)) is not None:
                    (whole if fit else partly)[id_] = None
        return list(whole), [id_ for id_ in partly if id_ not in whole]

    def acronyms(self, letters: str) -> list[str]:
        """Those of whose names the letters are the initials, or the last ones (X атындағы Y)."""
        self._brought_up_to_date()
        small = letters.lower()
        exact = list(self._initials.get(small, ()))
        ends = (
            id_
            for initials, ids in self._initials.items()
            if len(small) > 2 and initials != small and initials.endswith(small)
            for id_ in ids
        )
        return list(dict.fromkeys((*exact, *ends)))

    def named_in(self, id_: str, text: Words) -> bool:
        """Whether a text, as words, names an actor by a name of several words."""
        return any(
            _within(words_of(name), text)
            for other, name, _ in self._names
            if other == id_ and len(words_of(name)) > 1
        )


def _append(there: list[T], value: T) -> None:
    if value not in there:
        there.append(value)


def _start(word: str) -> str:
    """The letters by which a word is looked up: those that no ending changes."""
    return fold(word)[:2]


def _as_written(name: str) -> str:
    return " ".join(words_of(spelt(name)))


def _without_case(word: str) -> Iterator[str]:
    """A word, and what is left of it where it may bear a Kazakh or Turkish case ending."""
    yield word
    for ending in (1, 2, 3):
        stem = word[:-ending]
        if len(stem) > 2 and is_form_of(stem, word):
            yield stem


def _within(name: Words, text: Words) -> bool:
    size = len(name)
    return any(all(map(is_form_of, name, text[at : at + size])) for at in range(len(text) - size + 1))


def _fits(known: Words, known_initials: Words, words: Words, initials: Words) -> bool | None:
    """Whether a person's name is given wholly (true) or in part (false); ``None`` where it is another's."""
    left, left_initials = list(known), list(known_initials)
    surname = guessed = False
    for word in words:
        if (same := next((one for one in left if _is_form_of_person(one, word)), None)) is not None:
            left.remove(same)
            surname = surname or len(same) > 2
        elif (letter := next((one for one in left_initials if _begins(word, one)), None)) is not None:
            left_initials.remove(letter)
            guessed = True
        else:
            return None
    if not surname:
        return None
    matched = 0
    for initial in initials:
        for some in (left, left_initials):
            if (same := next((one for one in some if _begins(one, initial)), None)) is not None:
                some.remove(same)
                matched += 1
                break
    if initials and not matched:
        return None if left or left_initials else False
    return not guessed and not left and (matched > 0 or not left_initials)


def _is_form_of_person(known: str, written: str) -> bool:
    """Whether a word is a form of a person's name; Аманжолов is none of Аманжол."""
    is_surname = _SURNAME.search(written) and not _SURNAME.search(known)
    return is_form_of(known, written) and not is_surname


_SURNAME = re.compile("(?:[оеё]в|ин|[оеё]ва|ина|[оеё]вой|иной|ский|ская|ova?|eva?|in|ina)$")


def _begins(word: str, initial: str) -> bool:
    return word.startswith(initial) or fold(word).startswith(fold(initial)[:2] or "?")
