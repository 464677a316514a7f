"""Footnotes of facts: where each source states them, as a reader can follow it.

A source is printed whole the first time and by its short name afterwards, with the section and, where the
number of its pages is known, the estimated page of the passage.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from elshi.graph.footnotes.csl import Properties, item, readable, word
from elshi.graph.footnotes.styles import STYLES, Run, Runs, Style, plain
from elshi.graph.lookup.citations import Passage, name_of_fact, source_properties
from elshi.graph.store.store import Store
from elshi.graph.text import shortened

LONGEST_NAME = 60
"""Characters of a title by which a source without a short name is called after the first time."""


class Notes:
    """Footnotes in one style and language; it remembers which sources it has printed whole.

    Examples
    --------
    >>> notes = Notes(store, "gost", "ru")  # doctest: +SKIP
    >>> plain(notes.of(citations(store, "kz-tr-treaty-1992")))  # doctest: +SKIP
    """

    def __init__(self, store: Store, style: str = STYLES[0], language: str = "en") -> None:
        self.language = language
        self.sources = source_properties(store)
        self._style = Style(style, language)
        self._institutions = _institutions(store, self.sources)
        self._printed: set[str] = set()

    @property
    def printed(self) -> frozenset[str]:
        """The sources that a footnote has cited so far."""
        return frozenset(self._printed)

    def of(self, passages: Iterable[Passage], *, short: bool = True) -> Runs:
        """One footnote for the passages of a fact.

        With ``short``, a source that has been printed before is printed by its short name.
        """
        parts: list[Runs] = []
        for source, there in _by_source(passages).items():
            again = short and source in self._printed
            parts.append(self._again(source, there) if again else self._whole(source, there, name=short))
            self._printed.add(source)
        runs: list[Run] = []
        for number, part in enumerate(parts):
            runs += [Run("; ")] if number else []
            runs += part
        return _ended(runs)

    def reference(self, source: str) -> Runs:
        """A source as it stands in a list of references."""
        return _ended(list(self._style.printed(self._item(source))))

    def _whole(self, source: str, passages: list[Passage], *, name: bool) -> Runs:
        place = self._place(passages)
        if self._style.is_own:
            begun = place[:1].upper() + place[1:] if self._style.sentences else place
            runs = self._style.printed(self._item(source), ("page", begun) if place else None)
        else:
            page = passages[0].page
            located = ("page", f"~{page}") if page else None
            runs = self._style.printed(self._item(source), located)
            runs = (*runs, Run(f" ({place})")) if place else runs
        called = str(self.sources[source].get("short") or "")
        if name and called and source not in self._printed:
            runs = (*runs, Run(f" ({word(self.language, 'hereafter', name=called)})"))
        return runs

    def _again(self, source: str, passages: list[Passage]) -> Runs:
        place = self._place(passages)
        return (Run(self._name(source)), Run(f", {place}" if place else ""))

    def _place(self, passages: list[Passage]) -> str:
        """Where in a source some passages are: each section once, with the pages and references there."""
        sections: dict[str, list[Passage]] = {}
        for passage in passages:
            sections.setdefault(passage.section, []).append(passage)
        return "; ".join(filter(None, (self._within(name, there) for name, there in sections.items())))

    def _within(self, section: str, passages: list[Passage]) -> str:
        pages = ", ".join(dict.fromkeys(f"~{passage.page}" for passage in passages if passage.page))
        named = (via.strip() for passage in passages for via in passage.via.split(";"))
        vias = ", ".join(dict.fromkeys(filter(None, named)))
        says = "; ".join(dict.fromkeys(passage.says for passage in passages if passage.says))
        parts = [_section(section, self.language)]
        parts += [word(self.language, "page", page=pages)] if pages else []
        parts += [word(self.language, "via", via=vias)] if vias else []
        parts += [word(self.language, "says", says=says)] if says else []
        parts += [word(self.language, "unsure")] if all(p.certainty == "unsure" for p in passages) else []
        return ", ".join(filter(None, parts))

    def _item(self, source: str) -> dict[str, Any]:
        return readable(self.sources[source], self.language, self._institutions)

    def _name(self, source: str) -> str:
        """What a source is called after the first time: its short name, else the beginning of its title."""
        properties = self.sources[source]
        title = str(properties.get("title") or properties["name"])
        return str(properties.get("short") or shortened(title, LONGEST_NAME))


def footnotes(
    store: Store, passages: Iterable[Passage], style: str = STYLES[0], language: str = "en"
) -> list[str]:
    """Each passage as a finished footnote, with its source in full."""
    notes = Notes(store, style, language)
    return [plain(notes.of([passage], short=False)) for passage in passages]


def records(store: Store, passages: Iterable[Passage]) -> list[tuple[Properties, dict[str, Any]]]:
    """The cited sources, each with its item of CSL JSON, whose note says for which fact, and where."""
    sources = source_properties(store)
    found: list[tuple[Properties, dict[str, Any]]] = []
    for source, there in _by_source(passages).items():
        places = "; ".join(dict.fromkeys(filter(None, map(_in_words, there))))
        fact = name_of_fact(store, there[0].fact)
        found.append(
            (sources[source], item(sources[source]) | {"note": f"{fact}: {places}" if places else fact})
        )
    return found


def _in_words(passage: Passage) -> str:
    parts = [_section(passage.section, "en"), word("en", "page", page=f"~{passage.page}")]
    return ", ".join(filter(None, parts[: 2 if passage.page else 1]))


def _section(section: str, language: str) -> str:
    """A section as a footnote names it: its number, its paragraph (¶14), or its heading in quotes."""
    if not section or section.startswith("¶"):
        return section
    if section.replace(".", "").isdecimal():
        return word(language, "section", section=section)
    return word(language, "heading", section=section)


def _by_source(passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    grouped: dict[str, list[Passage]] = {}
    for passage in passages:
        grouped.setdefault(passage.source, []).append(passage)
    return grouped


def _ended(runs: list[Run]) -> Runs:
    """The runs of a footnote, with a full stop at the end."""
    text = plain(tuple(runs)).rstrip()
    return (*runs, Run("" if not text or text[-1] in ".!?…" else "."))


def _institutions(store: Store, sources: Mapping[str, Properties]) -> dict[str, Properties]:
    """The names of the sources' publishers in several languages, where the graph knows the body."""
    names = sorted({str(source["publisher"]) for source in sources.values() if source.get("publisher")})
    rows = store.read(
        "MATCH (o:Organisation:Elshi) WHERE o.name IN $names RETURN o.name AS name, properties(o) AS p",
        {"names": names},
    )
    return {row["name"]: row["p"] for row in rows}
