"""Proposed ids stay with what the rows say, whatever their order in the table.

Rows of one name and year are told apart by a number. When the table is loaded again with a row put in, each
row keeps the id that it had: the one under which the data set said the same before, else the one of the same
day and parties; a new row gets a number that none had.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from elshi.graph.model.records import Record, Standing, Tie
from elshi.graph.store.store import Store
from elshi.loaders.load import ledger
from elshi.loaders.load.ledger import Load
from elshi.loaders.tables.rows import Row, Table

_Said = Mapping[str, Any]


def kept(store: Store, earlier: Sequence[Load], tables: Sequence[Table]) -> list[Table]:
    """The tables with the proposed ids that the data set's earlier loads gave to the same rows."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in (row for table in tables for row in table.rows):
        if row.proposed and isinstance(row.record, Tie | Standing):
            groups[row.proposed].append(row)
    if not groups or not earlier:
        return list(tables)
    known = _known(store, earlier, {base: len(rows) + 1 for base, rows in groups.items()})
    ids = {
        (row.file, row.number): id_
        for base, rows in groups.items()
        for row, id_ in _assigned(base, rows, known.get(base, {}))
    }
    return [replace(table, rows=tuple(_named(row, ids) for row in table.rows)) for table in tables]


def _named(row: Row, ids: Mapping[tuple[str, int], str]) -> Row:
    id_ = ids.get((row.file, row.number), row.record.subject)
    if not row.proposed or id_ == row.record.subject:
        return row
    return replace(row, record=type(row.record).model_validate({**row.record.values, "id": id_}))


def _known(store: Store, earlier: Sequence[Load], many: Mapping[str, int]) -> dict[str, dict[str, _Said]]:
    """Base of ids → id → what the data set said under it, for every number that it has given."""
    known: dict[str, dict[str, _Said]] = defaultdict(dict)
    open_ = {base: (1, last) for base, last in many.items()}
    while open_:
        wanted = {
            numbered(base, number): base
            for base, (first, last) in open_.items()
            for number in range(first, last + 1)
        }
        for id_, assertions in ledger.said_about(store, earlier, wanted).items():
            for _, asserted in sorted(assertions, key=lambda pair: pair[0].sequence):
                if asserted.key == id_:
                    known[wanted[id_]][id_] = asserted.values
        open_ = {
            base: (last + 1, 2 * last + 2)
            for base, (_, last) in open_.items()
            if numbered(base, last) in known[base]
        }
    return known


def numbered(base: str, number: int) -> str:
    """A proposed id: the base for the first row, else with the number."""
    return base if number == 1 else f"{base}-{number}"


def _assigned(base: str, rows: Sequence[Row], said: Mapping[str, _Said]) -> Iterable[tuple[Row, str]]:
    """Each row with its id."""
    left, free = list(rows), dict(said)
    for alike in (_everything, _day_and_parties):
        for row in list(left):
            mine = alike(row.record.values, row.record)
            same = [id_ for id_, values in free.items() if alike(values, row.record) == mine]
            if same:
                yield row, same[0]
                left.remove(row)
                del free[same[0]]
    if len(left) == len(free) == 1:
        yield left.pop(), free.popitem()[0]
    number = 0
    for row in left:
        number += 1
        while (id_ := numbered(base, number)) in said:
            number += 1
        yield row, id_


_Alike = Callable[[_Said, Record], Any]


def _everything(values: _Said, _: Record) -> Any:
    """All that a row says, but not where it stands."""
    return {name: _plain(value) for name, value in values.items() if name not in ("id", "section")}


def _day_and_parties(values: _Said, record: Record) -> Any:
    """What tells the facts of one name apart."""
    roles = [name for name, column in record.related().items() if column.sort != "link"]
    names = ("date", "during", *roles)
    return {name: _plain(values[name]) for name in names if values.get(name)}


def _plain(value: Any) -> Any:
    return sorted(map(str, value)) if isinstance(value, list | tuple) else value
