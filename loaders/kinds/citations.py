"""Citations: which passage of which source states a fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import Field, model_validator

from elshi.graph.model.columns import Certainty, Count, Id, Text, text
from elshi.graph.model.records import Record, Relationship


class Citation(Record):
    """One passage of one source that states one fact."""

    table = "citations"

    fact: Id = Field(description="The id of the tie, actor or relation that it states.")
    source: Id = Field(description="The id of the source.")
    section: Text = text(
        "The printed number of the section, else its heading, else the ordinal number of the paragraph."
    )
    start: Count = text("The position of the passage's first character in the source's text, counted from 0.")
    end: Count = text("The position after its last character.")
    via: Text = text("The text's own reference: [95], F-54, I-1, Case-843.")
    anchor: Text = text("The first few words of the passage, to find it in another copy.")
    says: Text = text("What it says, if its date or party differs from the accepted one.")
    certainty: Certainty = Field(default="stated", description="stated or unsure.")

    @model_validator(mode="after")
    def _ordered(self) -> Citation:
        if self.start is not None and self.end is not None and self.end < self.start:
            raise ValueError(f"end {self.end} is before start {self.start}")
        return self

    @property
    def subject(self) -> str:
        return self.fact

    @property
    def key(self) -> str:
        return f"{self.fact}|{self.source}|{'' if self.start is None else self.start}"

    def references(self) -> Iterator[tuple[str, str, str]]:
        yield "source", self.source, "Source"

    def relationship(self) -> Relationship:
        """The CITES relationship from the fact's node."""
        properties: dict[str, Any] = {**self.values, "start": -1 if self.start is None else self.start}
        del properties["fact"], properties["source"]
        return Relationship("CITES", self.fact, self.source, properties["start"], properties, busy="end")


def stated(fact: str, source: str, section: str | None) -> Relationship:
    """The CITES relationship of a source in the fact's own row: no passage, at most a section."""
    properties: dict[str, Any] = {"certainty": "stated", "start": -1} | (
        {"section": section} if section else {}
    )
    return Relationship("CITES", fact, source, -1, properties, busy="end")


def as_lists(citations: Iterable[Citation], inline: Mapping[str, str | None]) -> dict[str, list[Any]]:
    """The same for a relation, which cannot have relationships of its own: lists of equal length.

    ``inline`` are the sources in the fact's own row, with their sections. An empty string, or -1 for a
    position, marks a missing value; without any citation there are no lists.
    """
    every: list[tuple[Any, ...]] = [
        (
            c.source,
            -1 if c.start is None else c.start,
            -1 if c.end is None else c.end,
            c.section or "",
            c.via or "",
            c.says or "",
        )
        for c in citations
    ]
    every += [(source, -1, -1, section or "", "", "") for source, section in inline.items()]
    if not every:
        return {}
    every.sort(key=lambda cited: cited[:2])
    sources, starts, ends, sections, vias, says = map(list, zip(*every, strict=True))
    return {
        "sources": sources, "sections": sections, "starts": starts, "ends": ends, "vias": vias, "says": says
    }  # fmt: skip
