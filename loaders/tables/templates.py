"""Templates: an empty table of a record class to fill in, with descriptions and examples.

The first row holds the headings, the second describes each column, the next two are examples whose first cell
begins with "e.g. "; the reader of tables skips all but the headings. In a workbook, columns with a closed
list have a drop-down.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from elshi.graph import spreadsheets
from elshi.graph.errors import ElshiError
from elshi.graph.model.columns import CulturalField
from elshi.graph.model.records import Record, literal_values
from elshi.graph.spreadsheets import inert
from elshi.loaders import RECORDS
from elshi.loaders.corpus import corpus_folder
from elshi.loaders.files.readers import open_table
from elshi.loaders.tables.headings import about
from elshi.loaders.tables.rows import EXAMPLE

FILLED_ROWS = 5_000
"""Rows of a workbook that have drop-downs."""

_EXAMPLES = {
    "successions": {
        "id": "ru-succeeds-ussr", "during": "1991-12-26", "successor": "RU", "predecessor": "SUHH",
        "source": "my-source",
    },
}  # fmt: skip
"""A second example where the packaged tables have only one row."""


def template(kind: str, path: Path) -> Path:
    """Write the template of a kind of table as ``.xlsx`` or ``.csv``; never over an existing file."""
    if kind not in RECORDS:
        raise ElshiError(f"'{kind}' is not a kind of table; the kinds are {', '.join(RECORDS)}.")
    if path.suffix.lower() not in (".xlsx", ".csv"):
        raise ElshiError(f"{path.name}: a file that ends in .xlsx or .csv was expected.")
    if path.exists():
        raise ElshiError(f"{path} already exists; name another file.")
    record = RECORDS[kind]
    rows = [list(record.columns()), [about(record, name) for name in record.columns()], *examples(record)]
    if path.suffix.lower() == ".xlsx":
        _workbook(path, record, rows)
    else:
        with path.open("x", encoding="utf-8-sig", newline="") as file:
            spreadsheets.writer(file).writerows([inert(cell) for cell in row] for row in rows)
    return path


def templates(folder: Path) -> list[Path]:
    """Write the templates of all kinds as workbooks into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return [template(kind, folder / f"{kind}.xlsx") for kind in RECORDS]


def examples(record: type[Record]) -> list[list[str]]:
    """Two rows of the packaged table, the fullest ones, marked as examples."""
    path = corpus_folder() / f"{record.table}.csv"
    rows = [line.cells for line in open_table(path).rows()] if path.is_file() else []
    rows.sort(key=lambda cells: (-sum(map(bool, cells.values())), sum(map(len, cells.values()))))
    rows = [*rows, _EXAMPLES.get(record.table, {})][:2]
    marked = []
    for cells in rows:
        row = [cells.get(name, "") for name in record.columns()]
        marked.append([EXAMPLE + row[0], *row[1:]])
    return marked


def _lists(record: type[Record]) -> dict[str, tuple[str, ...]]:
    """The columns that take values from a closed list."""
    values = {name: literal_values(info.annotation) for name, info in record.columns().items()}
    if "fields" in values:
        values["fields"] = literal_values(CulturalField)
    return {name: words for name, words in values.items() if words}


def _workbook(path: Path, record: type[Record], rows: Sequence[Sequence[str]]) -> None:
    import xlsxwriter

    plain = {"strings_to_formulas": False, "strings_to_urls": False}
    with path.open("xb") as file, xlsxwriter.Workbook(file, plain) as book:
        sheet = book.add_worksheet(record.table)
        looks = [book.add_format(look) for look in _LOOKS]
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell, looks[min(at, 2)])
        text = book.add_format({"num_format": "@"})
        sheet.set_column(0, len(rows[0]) - 1, 24, text)
        sheet.set_row(1, 60)
        sheet.freeze_panes(1, 1)
        lists = book.add_worksheet("lists")
        lists.hide()
        for at, (name, words) in enumerate(_lists(record).items()):
            lists.write_column(0, at, words)
            column = list(record.columns()).index(name)
            sheet.data_validation(
                2, column, FILLED_ROWS, column, _choice(at, words, several=name == "fields")
            )


_LOOKS: tuple[dict[str, Any], ...] = (
    {"bold": True, "num_format": "@", "bottom": 1},
    {"italic": True, "text_wrap": True, "valign": "top", "font_color": "#555555", "num_format": "@"},
    {"font_color": "#777777", "num_format": "@"},
)


def _choice(at: int, words: Sequence[str], *, several: bool) -> dict[str, Any]:
    """A drop-down from a column of the hidden sheet; where several values are allowed, it only suggests."""
    from xlsxwriter.utility import xl_range_abs

    return {
        "validate": "list",
        "source": f"=lists!{xl_range_abs(0, at, len(words) - 1, at)}",
        "ignore_blank": True,
        "show_error": not several,
        "error_title": "Not in the list",
        "error_message": f"One of: {', '.join(words)}"[:250],
    }
