"""The graph as tables again: CSV, XLSX or Parquet, one table for each kind of record.

The tables hold what the loads together assert, in the columns that are not empty; loaded into an empty
graph, the tables give the same graph, byte for byte. Cells that a spreadsheet would run as formulas are
written as text. The forms are listed in ``elshi.graph.exports``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from elshi.graph import spreadsheets
from elshi.graph.errors import ElshiError
from elshi.graph.spreadsheets import inert
from elshi.graph.store.store import Store
from elshi.loaders import RECORDS
from elshi.loaders.load import ledger
from elshi.loaders.tables.headings import NAMES_OF

ROWS_OF_A_SHEET = 1_048_575
"""Rows below the headings that a sheet of a workbook can hold."""

CHARACTERS_OF_A_CELL = 32_767
"""Characters that a cell of a workbook can hold."""

MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The day that a workbook says it was made: always the same, so that the same graph gives the same file."""


WIDEST = 60
"""Characters of the widest column of a workbook; longer cells are cut by their neighbours, not lost."""

_ID = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, its columns that are not empty, and its rows as text, by key."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sheets(store: Store) -> Iterator[Sheet]:
    """Every table that has rows, in the order of the model; rows in the order of their keys."""
    united: dict[str, dict[str, dict[str, Any]]] = {}
    assertions = ledger.said_about(store, ledger.live(ledger.loads(store)), None)
    for of_one in assertions.values():
        for (table, key), values in ledger.together(of_one).items():
            united.setdefault(table, {})[key] = values
    for table, record in RECORDS.items():
        rows = [united[table][key] for key in sorted(united.get(table, ()))]
        columns = tuple(name for name in record.columns() if any(name in row for row in rows))
        if rows:
            yield Sheet(table, columns, tuple(tuple(_cell(row.get(c)) for c in columns) for row in rows))


def _cell(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(str(v) for v in value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def write_csv(store: Store, folder: Path) -> tuple[int, int]:
    """Write a folder of CSV files in UTF-8, each named after its table."""
    for sheet in sheets(store):
        with open(folder / f"{sheet.name}.csv", "w", encoding="utf-8", newline="") as file:
            writer = spreadsheets.writer(file)
            writer.writerow(sheet.columns)
            writer.writerows([inert(cell) for cell in row] for row in sheet.rows)
    return _counted(store)


def write_xlsx(
    store: Store, file: Path, *, most_rows: int = ROWS_OF_A_SHEET, longest_cell: int = CHARACTERS_OF_A_CELL
) -> tuple[int, int]:
    """Write a workbook with a sheet for each table; every cell is text, none is a formula.

    Next to each column of ids stands one with the names, which is not read when the workbook is loaded.
    Raises ``ElshiError`` for a table with more rows, or a longer cell, than a workbook holds.
    """
    from xlsxwriter import Workbook

    book = Workbook(
        file, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"created": MADE, "title": "Elshi: tables"})
    heading = book.add_format({"bold": True})
    names = {
        row["id"]: row["name"] for row in store.read("MATCH (n:Elshi) RETURN n.id AS id, n.name AS name")
    }
    for sheet in sheets(store):
        _check_size(sheet, most_rows, longest_cell)
        page = book.add_worksheet(sheet.name[:31])
        page.freeze_panes(1, 0)
        columns = list(_with_names(sheet, names, longest_cell))
        for at, (name, cells) in enumerate(columns):
            page.write_string(0, at, name, heading)
            page.set_column(at, at, min(WIDEST, max(len(name) + 3, *map(len, cells), 0)))
            for number, cell in enumerate(cells, 1):
                if cell:
                    page.write_string(number, at, inert(cell))
        page.autofilter(0, 0, len(sheet.rows), len(columns) - 1)
    book.close()
    return _counted(store)


def _with_names(
    sheet: Sheet, names: Mapping[str, str], longest_cell: int
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The columns of a table with their cells, those of ids followed by the names that these stand for."""
    record = RECORDS[sheet.name]
    known = {*record.related(), *getattr(record, "ends", ()), "fact", "actor", "source"}
    for at, column in enumerate(sheet.columns):
        cells = tuple(row[at] for row in sheet.rows)
        yield column, cells
        if column in known:
            yield column + NAMES_OF, tuple(_named(cell, names)[: longest_cell - 1] for cell in cells)


def _named(cell: str, names: Mapping[str, str]) -> str:
    """The names of the ids in a cell; what is no known id stays away."""
    ids = (match[0] for part in cell.split(";") if (match := _ID.match(part.strip())))
    return "; ".join(names[id_] for id_ in ids if names.get(id_))


def _check_size(sheet: Sheet, most_rows: int, longest_cell: int) -> None:
    """Refuse what a workbook would silently truncate."""
    if len(sheet.rows) > most_rows:
        what = f"{len(sheet.rows):,} rows, and a sheet of a workbook holds {most_rows:,}"
    elif any(len(cell) >= longest_cell for row in sheet.rows for cell in row):
        what = f"a cell longer than the {longest_cell:,} characters that one of a workbook holds"
    else:
        return
    raise ElshiError(f"The table of {sheet.name} has {what}; export csv or parquet instead.")


def write_parquet(store: Store, folder: Path) -> tuple[int, int]:
    """Write a folder of Parquet files, each named after its table; every column is text."""
    import polars

    for sheet in sheets(store):
        columns = dict(zip(sheet.columns, zip(*sheet.rows, strict=True), strict=True))
        schema = dict.fromkeys(sheet.columns, polars.String)
        polars.DataFrame(columns, schema=schema).write_parquet(folder / f"{sheet.name}.parquet")
    return _counted(store)


def _counted(store: Store) -> tuple[int, int]:
    return ledger.counted(store.read)
