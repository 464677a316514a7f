"""Citations against the texts: do the passages exist, and do they mention the row that cites them?

The words of a passage are compared by the stems of their folded forms, because a Kazakh name takes
endings. Words in the names of very many rows (centre, university, agreement) prove nothing and are
ignored.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from elshi.graph.errors import ElshiError
from elshi.graph.model.records import NodeRecord, Standing
from elshi.graph.names import names
from elshi.graph.text import shortened
from elshi.loaders.curation.desk import Desk, Finding, near
from elshi.loaders.kinds.citations import Citation
from elshi.loaders.kinds.sources import Source
from elshi.loaders.tables.rows import Row

AROUND = 200
"""Characters around a passage that count as its context, where the next sentence is shorter."""

COMMON = 25
"""A word in the names of more rows than this identifies none of them."""

EVERYWHERE = "KZ"
"""The country that most passages mention, which proves nothing if there is another name."""

_ADJECTIVE = re.compile("(?<=[а-яәіңғүұқөһ]{4})[дт][ыі][қкғг].*")
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[.!?…](?=\s)|\n\s*\n")
_PLACES = {"countries", "regions", "cities"}


@dataclass(frozen=True)
class Text:
    """A source's text, and its words by position."""

    words: str
    sha256: str

    @cached_property
    def _tokens(self) -> tuple[list[int], list[str]]:
        words = [(match.start(), match[0]) for match in _WORD.finditer(self.words)]
        return [start for start, _ in words], [word for _, word in words]

    @cached_property
    def _breaks(self) -> list[int]:
        return [0, *(match.end() for match in _SENTENCE.finditer(self.words)), len(self.words)]

    def within(self, start: int, end: int) -> list[str]:
        """The words of a passage."""
        starts, words = self._tokens
        return words[bisect_left(starts, start) : bisect_left(starts, end)]

    def around(self, start: int, end: int) -> list[str]:
        """The words of a passage and of a sentence on either side."""
        breaks = self._breaks
        first = breaks[max(0, bisect_right(breaks, start) - 2)]
        last = breaks[min(len(breaks) - 1, bisect_left(breaks, end) + 1)]
        return self.within(min(first, start - AROUND), max(last, end + AROUND))


def texts(desk: Desk, folder: Path) -> dict[str, Text]:
    """The texts of the sources in a folder, by the source's id."""
    if not folder.is_dir():
        raise ElshiError(f"There is no folder {folder} with the texts of the sources.")
    by_source = {}
    for row in desk.rows:
        source = row.record
        if isinstance(source, Source) and source.file and (file := folder / Path(source.file).name).is_file():
            content = file.read_bytes()
            try:
                by_source[source.id] = Text(content.decode("utf-8"), hashlib.sha256(content).hexdigest())
            except UnicodeDecodeError as error:
                raise ElshiError(f"{file} is not UTF-8: UTF-8 text was expected.") from error
    return by_source


def doubts(desk: Desk, texts_: dict[str, Text]) -> Iterator[Finding]:
    """Every citation that its text does not support."""
    other = set()
    for row in desk.rows:
        source = row.record
        if isinstance(source, Source) and source.id in texts_ and source.sha256 != texts_[source.id].sha256:
            other.add(source.id)
            yield desk.finding("text", f"{source.file} is not the text that was read for {source.id}.", row)
    common = _common(desk)
    for row in desk.rows:
        citation = row.record
        if isinstance(citation, Citation) and citation.source in texts_ and citation.source not in other:
            yield from _doubt(desk, row, citation, texts_[citation.source], common)


def _doubt(desk: Desk, row: Row, citation: Citation, text: Text, common: frozenset[str]) -> Iterator[Finding]:
    who, start, end = citation.fact, citation.start, citation.end
    if start is None or end is None or end == start:
        yield desk.finding("characters", f"{who} cites {citation.source} without character positions.", row)
        return
    if end > len(text.words):
        yield desk.finding(
            "characters",
            f"{who} cites characters {start:,}-{end:,} of {citation.source}, which has {len(text.words):,}.",
            row,
        )
        return
    anchor = " ".join((citation.anchor or "").split())
    if not " ".join(text.words[start : end + 2 * len(anchor)].split()).startswith(anchor):
        begins = shortened(text.words[start : start + 40], 40)
        yield desk.finding(
            "anchor",
            f"{who} cites a passage at {start:,} that begins with '{begins}', not '{anchor}'.",
            row,
        )
        return
    ids = _concerned(desk, who)
    passages = (text.within(start, end), text.around(start, end))
    if ids and not any(_named(desk, who, ids, words, common) for words in passages):
        begins = shortened(text.words[start:end], 90)
        yield desk.finding("passage", f"{who} cites a passage that does not mention it: '{begins}'.", row)


# ---------------------------------------------------------------------------------- names in it


def _common(desk: Desk) -> frozenset[str]:
    """The stems that occur in the names of very many rows."""
    counts: Counter[str] = Counter()
    for forms in desk.folded.values():
        counts.update({stem(word) for form in forms for word in form.split()})
    return frozenset(word for word, many in counts.items() if many > COMMON)


def stem(word: str) -> str:
    """A folded word without what may be an ending.

    >>> stem("kitaimen"), stem("kitai"), stem("kaz")
    ('kitaim', 'kita', 'kaz')
    """
    return word if len(word) < 5 else word[: max(4, len(word) - 2)]


@lru_cache(maxsize=1 << 16)
def _beginnings(word: str) -> tuple[str, tuple[str, ...]]:
    """A word of a text in its folded form, and the beginnings of that which may be a stem."""
    form = names.fold(word).replace(" ", "")
    return form, tuple(form[:at] for at in range(min(3, len(form)), len(form) + 1))


@lru_cache(maxsize=1 << 15)
def _meant(word: str) -> str | None:
    """The id of the country or body that a single word of a text stands for."""
    written = names.repair(word)
    return names.short_form(written) or names.country(_ADJECTIVE.sub("", written))


def _named(desk: Desk, fact: str, ids: list[str], passage: list[str], common: frozenset[str]) -> bool:
    """Whether the passage mentions the row, or anything that the row refers to."""
    whole: set[str] = set()
    parts: set[str] = set()
    for word in passage:
        form, beginnings = _beginnings(word)
        whole.add(form)
        parts.update(beginnings)
    for id_ in ids:
        enough = 2 if id_ == fact else 0
        if _speaks(desk, id_, enough, whole, parts, common):
            return True
    return any(_meant(word) in ids for word in passage if len(word) > 3 or word.isupper())


def _speaks(
    desk: Desk, id_: str, enough: int, whole: set[str], parts: set[str], common: frozenset[str]
) -> bool:
    """Whether the passage has a distinctive word of one of the names, or several common ones.

    ``enough`` common words suffice, or else two that are half of the name.
    """
    record = desk.record(id_)
    place = record is not None and record.table in _PLACES
    for form in desk.folded.get(id_, ()):
        words = [word for word in form.split() if len(word) > 2 and not word.isdigit()]
        there = [
            word
            for word in words
            if stem(word) in parts or any(word[:at] in whole for at in range(5, len(word)))
        ]
        if any(place or stem(word) not in common for word in there):
            return True
        long = sum(len(word) > 3 for word in there)
        if (enough and long >= enough) or (len(there) > 1 and 2 * len(there) >= len(words)):
            return True
    return False


def _concerned(desk: Desk, fact: str) -> list[str]:
    """The row that a citation is about, the nodes it refers to, and their owners and places."""
    record = desk.record(fact)
    if record is None:
        return []
    named = list(near(record))
    ids = [fact, *named] if isinstance(record, NodeRecord) else named
    if isinstance(record, Standing):
        return ids
    for id_ in named:
        other = desk.record(id_)
        ids += list(near(other)) if other is not None and other.table not in _PLACES else []
    nodes = list(dict.fromkeys(desk.today(id_) for id_ in ids))
    others = [id_ for id_ in nodes if id_ not in (EVERYWHERE, fact)]
    return [id_ for id_ in nodes if id_ != EVERYWHERE] if others else nodes
