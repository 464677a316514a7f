"""What a brief consists of, whatever it is written as."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from elshi.graph.footnotes.styles import Runs


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: when, what, what more is said of it, and the footnote that cites its sources."""

    when: str
    what: str
    more: str = ""
    note: Runs = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its title, sentences that sum it up, and its statements."""

    title: str
    sentences: tuple[str, ...]
    statements: tuple[Statement, ...]

    @property
    def is_dated(self) -> bool:
        """Whether any statement says when, so that a column for it is needed."""
        return any(statement.when for statement in self.statements)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its title and what it shows; ``svg`` takes the colours of the page around it."""

    title: str
    says: str
    svg: Markup


@dataclass(frozen=True, slots=True)
class Reference:
    """A source in the list of references, and what a reader may miss in it."""

    runs: Runs
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole brief, in the order in which it is read."""

    lang: str
    title: str
    summary: tuple[str, ...]
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    how: str
    notes_title: str
    sources_title: str

    @property
    def notes(self) -> list[Runs]:
        """The footnotes, in order."""
        return [s.note for section in self.sections for s in section.statements if s.note]
