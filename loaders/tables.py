"""Reading tables: a CSV file becomes rows, and rows become records or sentences that say why not.

Nothing here knows the database. Every bad row of a table is reported, not only the first.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from graph.columns import LONGEST_CELL, shortened
from graph.errors import ElshiError
from graph.model import Record
from loaders import RECORDS

LARGEST_CELL = 50_000_000
"""Characters that the reader itself takes, so that the error can name the row of a monstrous cell."""


@dataclass(frozen=True, slots=True)
class Row:
    """A record and where it stands: the table's file name and the row as a spreadsheet counts it."""

    record: Record
    file: str
    number: int

    @property
    def place(self) -> str:
        """Where the row is, for an error."""
        return f"{self.file}, row {self.number}"


@dataclass(frozen=True, slots=True)
class Table:
    """One file that was read: its good rows, and a sentence for each bad one."""

    path: Path
    record: type[Record]
    rows: tuple[Row, ...]
    problems: tuple[str, ...]
    sha256: str


def read(path: Path, kind: str | None = None) -> Table:
    """Read a UTF-8 CSV file of one kind of record.

    ``kind`` is a table's name (``treaties``); without it the file's name says it. Raises
    ``ElshiError`` when the file cannot be read as such a table at all.
    """
    record = _record(path, kind)
    text, sha256 = _text(path)
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_header(path.name, header, record)
        rows: list[Row] = []
        problems: list[str] = []
        for number, cells in enumerate(reader, 2):
            if not any(cell.strip() for cell in cells):
                continue
            place = f"{path.name}, row {number}"
            if len(cells) > len(header):
                problems.append(f"{place}: {len(cells)} cells stand under {len(header)} headings.")
                continue
            found = validated(record, dict(zip(header, cells, strict=False)), place)
            if isinstance(found, Record):
                rows.append(Row(found, path.name, number))
            else:
                problems += found
    except csv.Error as error:
        raise ElshiError(
            f"{path.name}, line {reader.line_num}: this is not CSV ({error}); a table with commas "
            'and "quotes" was expected.'
        ) from error
    return Table(path, record, tuple(rows), tuple(problems), sha256)


def validated(record: type[Record], cells: dict[str, str], place: str) -> Record | list[str]:
    """The row as a record, or a sentence for each cell that is wrong."""
    filled = {name: cell for name, cell in cells.items() if cell and not cell.isspace()}
    long = [
        f"{place}, column {name}: {len(cell):,} characters stand in the cell, where "
        f"{LONGEST_CELL:,} is the most."
        for name, cell in filled.items()
        if len(cell) > LONGEST_CELL
    ]
    if long:
        return long
    try:
        return record.model_validate(filled)
    except ValidationError as error:
        return [sentence(record, details, place) for details in error.errors()]


def sentence(record: type[Record], details: ErrorDetails, place: str) -> str:
    """What is wrong with one cell of a row, as a sentence."""
    column = str(details["loc"][0]) if details["loc"] else ""
    where = f"{place}, column {column}" if column else place
    sort, value = details["type"], details.get("input")
    if sort == "missing":
        return f"{where}: the cell is empty; {_expected(record, column)} was expected."
    if sort == "literal_error":
        allowed = details.get("ctx", {}).get("expected", "")
        what = f"a {column} of {record.table}" if column == "kind" else f"one of {column}"
        return f"{where}: '{shortened(value)}' is not {what}: {allowed} was expected."
    if sort == "value_error":
        text = str(details.get("ctx", {}).get("error", details["msg"]))
        return f"{where}: {text.rstrip('.')}."
    return f"{where}: '{shortened(value)}' does not fit: {details['msg']}."


def _expected(record: type[Record], column: str) -> str:
    info = record.columns().get(column)
    about = (info.description or column) if info else column
    return about.split(".")[0].split(";")[0].rstrip(": ")


def _record(path: Path, kind: str | None) -> type[Record]:
    name = kind or path.stem
    if name in RECORDS:
        return RECORDS[name]
    said = f"'{name}' is not a kind of table" if kind else f"{path.name} does not say its kind"
    raise ElshiError(f"{said}: name the file after one, or say --kind; the kinds are {', '.join(RECORDS)}.")


def _text(path: Path) -> tuple[str, str]:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise ElshiError(f"There is no file {path}.") from error
    except OSError as error:
        raise ElshiError(f"{path} cannot be read: {error.strerror}.") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise ElshiError(
            f"{path.name}, line {row}: byte 0x{content[error.start]:02X} is not UTF-8; save the "
            "table as CSV UTF-8."
        ) from error
    if "\0" in text:
        row = text[: text.index("\0")].count("\n") + 1
        raise ElshiError(f"{path.name}, line {row}: a NUL character; a text file was expected.")
    return text, hashlib.sha256(content).hexdigest()


def _check_header(file: str, header: Sequence[str], record: type[Record]) -> None:
    columns = record.columns()
    if not any(header):
        raise ElshiError(
            f"{file} is empty; its first row was expected to hold the headings {', '.join(columns)}."
        )
    twice = [name for name in dict.fromkeys(header) if header.count(name) > 1]
    if twice:
        raise ElshiError(f"{file}, row 1: the heading '{shortened(twice[0])}' stands there twice.")
    for name in header:
        if name not in columns:
            near = get_close_matches(name, columns, 1)
            hint = f"; did you mean '{near[0]}'?" if near else ""
            raise ElshiError(
                f"{file}, row 1: '{shortened(name)}' is not a column of {record.table}{hint} "
                f"(its columns: {', '.join(columns)})."
            )
    missing = [name for name, info in columns.items() if info.is_required() and name not in header]
    if missing:
        raise ElshiError(
            f"{file}, row 1: the column '{missing[0]}' is missing ({_expected(record, missing[0])})."
        )


def write(path: Path, record: type[Record], rows: Iterator[dict[str, Any]]) -> None:
    """Write a table with the columns of a record class; lists are joined with ``;``."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(record.columns())
        for row in rows:
            writer.writerow(_cell(row.get(name)) for name in record.columns())


def _cell(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(str(v) for v in value)
    return "" if value is None else str(value)
