"""The curator's desk: the rows of tables, indexed for comparison, and the findings.

Nothing here reads a file or the database; ``elshi.loaders.curation.findings`` contains the checks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from elshi.graph.model import dates
from elshi.graph.model.dates import Span
from elshi.graph.model.records import Addition, NodeRecord, Record, Standing, Tie, written
from elshi.graph.names import names
from elshi.loaders.kinds.citations import Citation
from elshi.loaders.kinds.names import Name
from elshi.loaders.kinds.sources import Source
from elshi.loaders.tables.rows import Row


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a curator should look at.

    ``rows`` are the ids of the rows it is about, ``places`` their files and row numbers.
    """

    kind: str
    rows: tuple[str, ...]
    places: tuple[str, ...]
    sentence: str

    def as_dict(self) -> dict[str, str]:
        """The same as plain values, as the command prints them."""
        return {
            "finding": self.kind,
            "rows": "; ".join(self.rows),
            "where": "; ".join(self.places),
            "sentence": self.sentence,
        }


class Desk:
    """Rows by id, with the names, parties and citations of each."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows: Sequence[Row] = list(rows)
        self.by_id: dict[str, Row] = {}
        self.citations: dict[str, list[Row]] = defaultdict(list)
        self._further: dict[str, list[Name]] = defaultdict(list)
        self._today: dict[str, str] = {}
        for row in self.rows:
            record = row.record
            if isinstance(record, Citation):
                self.citations[record.fact].append(row)
            elif isinstance(record, Name):
                self._further[record.actor].append(record)
            elif not isinstance(record, Addition):
                self.by_id[record.subject] = row
                self._today |= dict.fromkeys(getattr(record, "former_ids", ()), record.subject)

    def today(self, id_: str) -> str:
        """The current id of an id that may be a former one."""
        return self._today.get(id_, id_)

    def record(self, id_: str) -> Record | None:
        """The record of an id, also of a former one; ``None`` where the tables do not have it."""
        row = self.by_id.get(self.today(id_))
        return row.record if row else None

    def finding(self, kind: str, sentence: str, *rows: Row) -> Finding:
        """A finding about some rows."""
        ids = tuple(row.record.key for row in rows)
        return Finding(kind, ids, tuple(row.place for row in rows), sentence)

    @cached_property
    def ties(self) -> list[tuple[Row, Tie]]:
        """All ties."""
        return [(row, row.record) for row in self.rows if isinstance(row.record, Tie)]

    @cached_property
    def actors(self) -> list[tuple[Row, NodeRecord]]:
        """All nodes that are neither ties nor sources."""
        return [
            (row, row.record)
            for row in self.rows
            if isinstance(row.record, NodeRecord) and not isinstance(row.record, Tie | Source)
        ]

    @cached_property
    def standing(self) -> list[tuple[Row, Standing]]:
        """All relations with a row of their own."""
        return [(row, row.record) for row in self.rows if isinstance(row.record, Standing)]

    def writings(self, id_: str) -> list[str]:
        """Every spelling of the names of a node, the English one first."""
        record = self.record(id_)
        if not isinstance(record, NodeRecord):
            return []
        further = self._further.get(record.id, ())
        return [*written(record.properties()), *(name.name for name in further if name.kind != "contested")]

    @cached_property
    def folded(self) -> dict[str, dict[str, str]]:
        """For each node, the folded forms of its names and the spelling of each."""
        by_form: dict[str, dict[str, str]] = {}
        for id_, row in self.by_id.items():
            if isinstance(row.record, NodeRecord):
                forms = {names.fold(writing): writing for writing in reversed(self.writings(id_))}
                by_form[id_] = {form: writing for form, writing in reversed(forms.items()) if form}
        return by_form


def parties(record: Record) -> frozenset[str]:
    """The actors that take part in a tie."""
    return frozenset(
        party.id
        for column, about in record.related().items()
        if about.sort == "role"
        for party in getattr(record, column)
    )


def near(record: Record) -> Iterator[str]:
    """Every node that a row refers to: parties, places, honourees, wholes and series."""
    for _, id_, _ in record.references():
        yield id_


def span(edtf: str | None) -> Span | None:
    """The bounds of a date that may be absent."""
    return dates.span(edtf) if edtf else None


def year(record: Tie) -> int | None:
    """The year of a tie, where it is certain."""
    when = span(record.date)
    return when.year if when else None
