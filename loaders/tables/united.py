"""United rows: several rows about one thing become one row, before they are read as records.

Treaty tables often have a row for each party, and tables of universities one for each department. Rows of
one actor are united if none contradicts the others. Rows of one tie are united if the user asks for it: rows
of one id, or of one name and year. Their parties are listed together; a column that holds one value keeps
the first one, and a remark names the others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace

from elshi.graph.errors import ElshiError
from elshi.graph.model.records import NodeRecord, Tie
from elshi.graph.text import shortened
from elshi.loaders.files.readers import Line
from elshi.loaders.tables.headings import MappedTable

_MANY = frozenset(("section", "note"))
"""Columns of text in which several texts can follow each other."""


def unite(table: MappedTable, *, ties: bool) -> tuple[MappedTable, list[str]]:
    """The table with one row for each thing, and remarks on what was united.

    Without ``ties`` only rows of actors are united, and only if they agree.
    """
    record = table.record
    is_tie = issubclass(record, Tie)
    if ties and not is_tie:
        raise ElshiError(
            f"--unite is for tables of ties, such as treaties and events, not for {record.table}."
        )
    if not (ties or (issubclass(record, NodeRecord) and "Actor" in record.parents)):
        return table, []
    groups: dict[Hashable, list[Line]] = defaultdict(list)
    for line in table.file.rows():
        groups[_key(table, line, is_tie=is_tie)].append(line)
    if all(len(lines) == 1 for lines in groups.values()):
        return table, []
    rows: list[Line] = []
    remarks: list[str] = []
    for lines in groups.values():
        differing = _differing(table, lines, is_tie=is_tie)
        if len(lines) == 1 or (differing and not is_tie):
            rows += lines
            continue
        rows.append(_together(table, lines))
        remarks += _remarks(table, lines, differing)
    rows.sort(key=lambda line: line.number)
    united = len([1 for lines in groups.values() if len(lines) > 1])
    if is_tie and united:
        many = sum(len(lines) for lines in groups.values() if len(lines) > 1)
        what = "one tie" if united == 1 else f"{united:,} ties"
        remarks.insert(0, f"{table.file.path.name}: {many:,} rows were united into {what}.")
    file = replace(table.file, source=lambda: iter(rows))
    return replace(table, file=file), remarks


def _headings(table: MappedTable, column: str) -> Iterator[str]:
    return (heading for heading, meant in table.columns.items() if meant == column)


def _cell(table: MappedTable, line: Line, column: str) -> str:
    cells = (line.cells.get(heading, "").strip() for heading in _headings(table, column))
    return " ".join(filter(None, cells))


def _key(table: MappedTable, line: Line, *, is_tie: bool) -> Hashable:
    """The key that rows of one thing share; a row with neither id nor name has its number."""
    name = " ".join(_cell(table, line, "name").casefold().split())
    if line.problem or not (name or _cell(table, line, "id")):
        return line.number
    if id_ := _cell(table, line, "id"):
        return ("id", id_) if is_tie else line.number
    years = tuple(re.findall(r"(?<!\d)\d{4}(?!\d)", _cell(table, line, "date"))) if is_tie else ()
    return name, years


def _differing(table: MappedTable, lines: Iterable[Line], *, is_tie: bool) -> list[str]:
    """The headings whose values differ between the rows and cannot be listed together."""
    many = {*_MANY, *(table.record.related() if is_tie else ("name",))}
    return [
        heading
        for heading, column in table.columns.items()
        if column not in many and len(_values(lines, heading)) > 1
    ]


def _values(lines: Iterable[Line], heading: str) -> list[str]:
    """The values under a heading, each once."""
    return list(dict.fromkeys(cell for line in lines if (cell := line.cells.get(heading, "").strip())))


def _together(table: MappedTable, lines: list[Line]) -> Line:
    """One row made of several: lists are joined, other columns keep the first value."""
    related = table.record.related()
    cells: dict[str, str] = {}
    for heading, column in table.columns.items():
        values = _values(lines, heading)
        cells[heading] = "; ".join(values) if column in related or column in _MANY else next(iter(values), "")
    return Line(lines[0].number, cells)


def _remarks(table: MappedTable, lines: list[Line], differing: Iterable[str]) -> Iterator[str]:
    for heading in differing:
        kept, *others = _values(lines, heading)
        rows = ", ".join(str(line.number) for line in lines)
        yield (
            f"{table.file.path.name}, rows {rows}: '{shortened(heading)}' has several values; "
            f"{shortened(kept)} was kept, {shortened(', '.join(others))} was left out."
        )
