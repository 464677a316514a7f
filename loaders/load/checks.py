"""Checks of a load's rows, with the same sentences for short and for long tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from elshi.graph.model.records import NodeRecord, Standing, Tie
from elshi.graph.store.store import Store
from elshi.loaders.load import ledger
from elshi.loaders.load.ledger import Load
from elshi.loaders.tables.rows import Problem, Row

_ROWS = 40
"""Bits for the number of a row; the number of its file stands above them."""


@dataclass(slots=True)
class UsedIds:
    """The ids that a load's rows use, and where each is first used; a few bytes for each id."""

    _files: dict[str, int] = field(default_factory=dict)
    _places: dict[Hashable, int] = field(default_factory=dict)

    def claim(self, row: Row) -> list[Problem]:
        """Record the ids that a row defines; returns a sentence for each that another row has defined."""
        record = row.record
        if not isinstance(record, NodeRecord | Standing):
            if first := self._other((record.table, record.key), row):
                return [row.wrong(f"the row repeats {first}.")]
            return []
        return [
            row.wrong(f"'{id_}' is already used in {first}; ids are unique across all tables.", "id")
            for id_ in (record.subject, *getattr(record, "former_ids", ()))
            if (first := self._other(id_, row))
        ]

    def __contains__(self, id_: str) -> bool:
        return id_ in self._places

    def _other(self, key: Hashable, row: Row) -> str:
        """The place where another row first used a key; empty if none did."""
        here = self._files.setdefault(row.file, len(self._files)) << _ROWS | row.number
        first = self._places.setdefault(key, here)
        if first == here:
            return ""
        return f"{list(self._files)[first >> _ROWS]}, row {first & (1 << _ROWS) - 1}"


@dataclass(slots=True)
class PartylessTreaties:
    """Treaties without a party: not an error, but rarely intended."""

    _rows: dict[str, list[int]] = field(default_factory=dict)

    def note(self, row: Row) -> None:
        """Record the row if it is such a treaty."""
        if row.record.table == "treaties" and not getattr(row.record, "signed_by", ()):
            self._rows.setdefault(row.file, []).append(row.number)

    def remarks(self) -> tuple[str, ...]:
        """A sentence for each table with such treaties."""
        return tuple(
            f"{file}: {len(rows):,} {'treaty names' if len(rows) == 1 else 'treaties name'} no party "
            f"(signed_by is empty), first in row {rows[0]}."
            for file, rows in self._rows.items()
        )


def one_party_each(rows: Iterable[Row]) -> tuple[str, ...]:
    """A sentence for each table in which several rows without an id share a name and have one party each.

    Each name probably stands for one tie, written as one row for each party.
    """
    alike: dict[tuple[str, str, str], list[Tie]] = defaultdict(list)
    for row in rows:
        record = row.record
        if row.proposed and isinstance(record, Tie):
            alike[row.file, record.name, (record.date or "")[:4]].append(record)
    split: dict[str, list[int]] = defaultdict(list)
    for (file, _, _), records in alike.items():
        parties = [_parties(record) for record in records]
        most = max(len(ids) for columns in parties for ids in columns.values()) if any(parties) else 0
        if most == 1 and any(columns != parties[0] for columns in parties):
            split[file].append(len(records))
    return tuple(
        f"{file}: {sum(many):,} rows share {len(many):,} {'name' if len(many) == 1 else 'names'} and have "
        "one party each, and each became a tie of its own. If a name stands for one tie, undo this load, "
        "and load the table again with --unite, or with the parties joined by ; in one row."
        for file, many in split.items()
    )


def _parties(record: Tie) -> dict[str, tuple[str, ...]]:
    """The parties of a tie by the columns in which they stand."""
    roles = (column for column, about in record.related().items() if about.sort == "role")
    return {c: tuple(party.id for party in getattr(record, c)) for c in roles if getattr(record, c)}


def uncited(row: Row) -> Problem:
    """The sentence about a fact that cites no source."""
    return row.wrong(
        f"'{row.record.subject}' cites no source; a row in citations.csv, or the columns source and section, "
        "were expected (--source NAME cites the table itself)."
    )


def repeated_load(loads: Sequence[Load], this: Load) -> Load | None:
    """The load whose rows this one may repeat: the latest of the data set, curated or not as this one."""
    if any(load.state != "done" for load in loads):
        return None
    mine = [load for load in loads if load.dataset == this.dataset]
    if not mine or mine[-1].curated != this.curated:
        return None
    if this.complete and not (mine[-1].complete or len(mine) == 1):
        return None
    return mine[-1]


def is_settled(store: Store, loads: Sequence[Load], this: Load) -> bool:
    """Whether the graph already has everything in the load, and is as the loads left it."""
    earlier = repeated_load(loads, this)
    return earlier is not None and earlier.content == this.content and is_untouched(store, loads)


def is_untouched(store: Store, loads: Sequence[Load]) -> bool:
    """Whether the graph has as many nodes and relationships as the loads left."""
    left = (loads[-1].nodes, loads[-1].relationships) if loads else (0, 0)
    return ledger.counted(store.read) == left
