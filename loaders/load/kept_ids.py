"""Proposed ids stay with their facts, whatever the order of the rows.

A number tells rows of one name and year apart. When the table is loaded again with a row inserted, each row
keeps the id that it had: the id under which the data set asserted the same before, else the id of the same
date and parties; a new row gets a number that no row had.
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

_Values = Mapping[str, Any]


def kept(store: Store, earlier: Sequence[Load], tables: Sequence[Table]) -> list[Table]:
    """The tables with the proposed ids that the data set's earlier loads gave to the same rows."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in (row for table in tables for row in table.rows):
        if row.proposed and isinstance(row.record, Tie | Standing):
            groups[row.proposed].append(row)
    if not groups or not earlier:
        return list(tables)
    asserted = _asserted(store, earlier, {base: len(rows) + 1 for base, rows in groups.items()})
    ids = {
        (row.file, row.number): id_
        for base, rows in groups.items()
        for row, id_ in _assigned(base, rows, asserted.get(base, {}))
    }
    return [replace(table, rows=tuple(_named(row, ids) for row in table.rows)) for table in tables]


def _named(row: Row, ids: Mapping[tuple[str, int], str]) -> Row:
    id_ = ids.get((row.file, row.number), row.record.subject)
    if not row.proposed or id_ == row.record.subject:
        return row
    return replace(row, record=type(row.record).model_validate({**row.record.values, "id": id_}))


def _asserted(
    store: Store, earlier: Sequence[Load], many: Mapping[str, int]
) -> dict[str, dict[str, _Values]]:
    """Base of ids → id → the values asserted under it, for every number given so far."""
    values: dict[str, dict[str, _Values]] = defaultdict(dict)
    open_ = {base: (1, last) for base, last in many.items()}
    while open_:
        wanted = {
            numbered(base, number): base
            for base, (first, last) in open_.items()
            for number in range(first, last + 1)
        }
        for id_, assertions in ledger.said_about(store, earlier, wanted).items():
            for _, assertion in sorted(assertions, key=lambda pair: pair[0].sequence):
                if assertion.key == id_:
                    values[wanted[id_]][id_] = assertion.values
        open_ = {
            base: (last + 1, 2 * last + 2)
            for base, (_, last) in open_.items()
            if numbered(base, last) in values[base]
        }
    return values


def numbered(base: str, number: int) -> str:
    """A proposed id: the base for the first row, else with the number."""
    return base if number == 1 else f"{base}-{number}"


def _assigned(base: str, rows: Sequence[Row], asserted: Mapping[str, _Values]) -> Iterable[tuple[Row, str]]:
    """Each row with its id."""
    left, free = list(rows), dict(asserted)
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
        while (id_ := numbered(base, number)) in asserted:
            number += 1
        yield row, id_


_Alike = Callable[[_Values, Record], Any]


def _everything(values: _Values, _: Record) -> Any:
    """All values of a row except its id and its place in the source."""
    return {name: _plain(value) for name, value in values.items() if name not in ("id", "section")}


def _day_and_parties(values: _Values, record: Record) -> Any:
    """The values that tell facts of one name apart."""
    roles = [name for name, column in record.related().items() if column.sort != "link"]
    names = ("date", "during", *roles)
    return {name: _plain(values[name]) for name in names if values.get(name)}


def _plain(value: Any) -> Any:
    return sorted(map(str, value)) if isinstance(value, list | tuple) else value
