"""Workbooks: one sheet of an XLSX or ODS file as rows of values, after a look at what it would unpack to.

A workbook is a zip archive and is read whole, so it is measured first: its unpacked size, the rectangle
that its cells span, and the text that they would repeat. What is larger is refused, with what to do.
Formulas are never run; what is read is the value that the spreadsheet last computed. A merged cell
has its value in each of its rows. A day that a cell shows as a month or a year is read as that: "May 1992"
is kept as the first of May and does not mean it.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import unescape
from itertools import accumulate
from pathlib import Path
from typing import Any

from elshi.graph.errors import ElshiError
from elshi.graph.text import shortened
from elshi.loaders.files.values import cell_text


@dataclass(frozen=True, slots=True)
class WorkbookLimits:
    """The largest workbook that is read: bytes out of its archive, cells of the rectangle that a sheet
    spans (empty ones included), and characters of all cells together (a shared text counted in each).
    """

    unpacked: int = 50_000_000
    cells: int = 5_000_000
    characters: int = 200_000_000


_AT_ONCE = 2_000
"""Rows that leave a child process at once."""

_INSTEAD = "save the sheet as CSV UTF-8, which is read row by row"


FAILED = re.compile(r"#(?:REF!|DIV/0!|N/A|NAME\?|VALUE!|NULL!|NUM!|[A-Z_]{4,20}!)|Err:[0-9]{3}")
"""What a spreadsheet shows in place of the value of a formula that failed."""

UNCOMPUTED = "\N{SYMBOL FOR NULL}"
"""Stands in the cell of a formula whose value no spreadsheet has computed yet."""


def frames(path: Path, sheet: str | None, limits: dict[str, int] | None) -> Iterator[Any]:
    """The number of the first row and the file's SHA-256, then rows of text; for a child process."""
    rows, first, sha256 = grid(path, sheet, WorkbookLimits(**limits) if limits else None)
    yield first, sha256
    for at in range(0, len(rows), _AT_ONCE):
        yield [[cell_text(cell) for cell in row] for row in rows[at : at + _AT_ONCE]]


def grid(
    path: Path, sheet: str | None = None, limits: WorkbookLimits | None = None
) -> tuple[list[list[Any]], int, str]:
    """The rows of a workbook's sheet, the number of the first one, and the file's SHA-256.

    Without ``sheet`` the one visible sheet that holds anything. The cell of a formula that failed holds
    what the spreadsheet shows there (:data:`FAILED`), that of one never computed :data:`UNCOMPUTED`.
    Raises ``ElshiError`` for a workbook that is too large, damaged or encrypted, and where the sheet is
    not clear.
    """
    limits = limits or WorkbookLimits()
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    parts = _parts(path, limits.unpacked)
    if "content.xml" in parts:
        _check_form(path, parts["content.xml"])
        _check_ods(path, parts, limits)
        shown: dict[str, list[_Shown]] = {}
        content = parts["content.xml"]
    else:
        _check_xlsx(path, parts, limits)
        shown, content = _shown(parts), b""
    del parts
    import python_calamine as calamine

    try:
        with calamine.CalamineWorkbook.from_path(str(path)) as book:
            found = _sheet(path, book, sheet)
            rows: list[list[Any]] = found.to_python(skip_empty_area=False)
            merged = _merged_ods(content, found.name) if content else found.merged_cell_ranges or ()
    except calamine.PasswordError as error:
        raise ElshiError(f"{path.name} is encrypted; save it without a password.") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise ElshiError(
            f"{path.name} cannot be read as a workbook ({shortened(error)}); {_INSTEAD}."
        ) from error
    for row, column, words in shown.get(found.name, ()):
        if row <= len(rows) and column <= len(rows[row - 1]):
            value = rows[row - 1][column - 1]
            if words in _PRECISE:
                words = value.isoformat()[: _PRECISE[words]] if isinstance(value, date) else value
            rows[row - 1][column - 1] = words
    _fill(path, rows, merged, limits)
    return rows, 1, sha256


_Range = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of a merged range, each as row and column, counted from 0."""


def _fill(path: Path, rows: list[list[Any]], merged: Sequence[_Range], limits: WorkbookLimits) -> None:
    """Copy the value of a merged cell into each of its rows.

    Of several columns only the first gets the value, so that a title above a table is still one cell.
    """
    characters = 0
    for (first, column), (last, _) in merged:
        if first >= len(rows) or column >= len(rows[first]):
            continue
        value, last = rows[first][column], min(last, len(rows) - 1)
        characters += len(str(value)) * (last - first)
        _check(path, 0, 0, characters, limits)
        for row in rows[first + 1 : last + 1]:
            if column < len(row) and row[column] in ("", None):
                row[column] = value


_ODS_TABLE = re.compile(rb"<table:table\b([^>]*)>(.*?)</table:table>", re.DOTALL)
_ODS_NAME = re.compile(rb'table:name="([^"]*)"')
_SPANNED = re.compile(rb'number-rows-spanned="([0-9]{1,7})"')


def _merged_ods(content: bytes, sheet: str) -> list[_Range]:
    """The merged cells of a sheet of ODS."""
    ranges: list[_Range] = []
    for table in _ODS_TABLE.finditer(content):
        name = _ODS_NAME.search(table[1])
        if name is None or unescape(name[1].decode("utf-8", "replace")) != sheet:
            continue
        at = 0
        for row in _ODS_ROW.finditer(table[2]):
            column = 0
            for cell in _ODS_CELL.finditer(row[2] or b""):
                if (spanned := _SPANNED.search(cell[1])) and int(spanned[1]) > 1:
                    ranges.append(((at, column), (at + int(spanned[1]) - 1, column)))
                column += _times(cell[1])
            at += _times(row[1])
    return ranges


def _sheet(path: Path, book: Any, wanted: str | None) -> Any:
    import python_calamine as calamine

    names = list(book.sheet_names)
    if wanted is not None:
        if wanted not in names:
            raise ElshiError(f"{path.name} has no sheet '{shortened(wanted)}'; it has {', '.join(names)}.")
        return book.get_sheet_by_name(wanted)
    visible = [
        meta.name for meta in book.sheets_metadata if meta.visible == calamine.SheetVisibleEnum.Visible
    ]
    filled = [found for name in visible if (found := book.get_sheet_by_name(name)).height]
    if len(filled) > 1:
        several = ", ".join(found.name for found in filled)
        raise ElshiError(f"{path.name} has several sheets with rows ({several}); say which with --sheet.")
    if not filled:
        raise ElshiError(f"{path.name} is empty; its first row was expected to hold the headings.")
    return filled[0]


_CHUNK = 1 << 20
"""Bytes that are unpacked at once: of a part that is longer than its header says, no more than these."""


def _parts(path: Path, most: int) -> dict[str, bytes]:
    """The unpacked parts of a workbook, measured while they are unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            declared = sum(info.file_size for info in infos)
            if declared > most or len(infos) > 10_000:
                raise ElshiError(
                    f"{path.name} unpacks to {declared / 1e6:,.0f} MB, where {most / 1e6:.0f} MB is "
                    f"the most for a workbook; {_INSTEAD}."
                )
            if any(info.flag_bits & 1 for info in infos):
                raise ElshiError(f"{path.name} is encrypted; save it without a password.")
            parts = {}
            for info in infos:
                with archive.open(info) as part:
                    parts[info.filename] = b"".join(iter(partial(part.read, _CHUNK), b""))
            return parts
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise ElshiError(f"{path.name} is a damaged workbook ({shortened(error)}); save it again.") from error


_XLSX_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"([^>]*)>')
_NAMED = rb"<(?:[^\s<>/:\"'=]{1,99}:)?%b\s[^<>]*?(?<=\s)r\s*=\s*[\"']"
_CELL_AT = re.compile(_NAMED % b"c" + rb"\s*([A-Za-z]{1,3})([0-9]{1,10})\s*[\"']")
_ROW_AT = re.compile(_NAMED % b"row" + rb"\s*([0-9]{1,10})\s*[\"'][^<>]*+(?<!/)>\s*+<")
"""Where a cell, or a row that has any, says that it stands, in whatever namespace, letter case and quotes."""

_SHARED = re.compile(rb"<(?:\w+:)?si\b.*?</(?:\w+:)?si>", re.DOTALL)
_SHARED_USE = re.compile(rb'\bt="s"[^>]*>\s*<(?:\w+:)?v>([0-9]{1,9})<')


_Shown = tuple[int, int, str]
"""Row and column of a cell, counted from 1, and what stands in it; of a date a key of ``_PRECISE``."""

_PRECISE = {"month": 7, "year": 4}
"""How many characters of a day are meant where the cell shows no more of it."""


def _check_xlsx(path: Path, parts: dict[str, bytes], limits: WorkbookLimits) -> None:
    """Refuse a sheet that would not fit into memory."""
    shared = [len(text) for text in _SHARED.findall(parts.get("xl/sharedStrings.xml", b""))]
    for name, part in parts.items():
        if not name.startswith("xl/worksheets/"):
            continue
        rows = columns = 0
        for cell in _CELL_AT.finditer(part):
            columns, rows = max(columns, _number(cell[1].upper())), max(rows, int(cell[2]))
        for row in _ROW_AT.finditer(part):
            rows = max(rows, int(row[1]))
        uses = (int(use) for use in _SHARED_USE.findall(part))
        _check(path, rows, columns, sum(shared[use] for use in uses if use < len(shared)), limits)


_SHEET = re.compile(r'<(?:\w+:)?sheet\b(?=[^>]*?\bname="([^"]*)")(?=[^>]*?\b\w+:id="([^"]*)")')
_RELATION = re.compile(r'<(?:\w+:)?Relationship\b(?=[^>]*?\bId="([^"]*)")(?=[^>]*?\bTarget="([^"]*)")')
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})")(?=[^>]*?\bt="e")[^>]*>'
    rb"(?:<(?:\w+:)?f\b[^>]*/>|<(?:\w+:)?f\b[^>]*>[^<]*</(?:\w+:)?f>)?<(?:\w+:)?v>([^<]{1,30})<"
)


_UNCOMPUTED = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})")(?![^>]*?\bt=")[^>]*>'
    rb"(?:<(?:\w+:)?f\b[^>]*/>|<(?:\w+:)?f\b[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)


def _shown(parts: dict[str, bytes]) -> dict[str, list[_Shown]]:
    """Of each sheet the cells that show something else than their value."""
    book, relations, styles = (
        parts.get(name, b"").decode("utf-8", "replace")
        for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml")
    )
    targets, rough = dict(_RELATION.findall(relations)), _rough(styles)
    found = {}
    for name, relation in _SHEET.findall(book):
        target = targets.get(relation, "")
        part = parts.get(target.lstrip("/") if target.startswith("/") else f"xl/{target}", b"")
        cells = [(int(row), _number(column), shown.decode()) for column, row, shown in _ERROR.findall(part)]
        cells += [(int(row), _number(column), UNCOMPUTED) for column, row in _UNCOMPUTED.findall(part)]
        for column, row, more in _XLSX_CELL.findall(part) if rough else ():
            if (style := _STYLE.search(more)) and int(style[1]) in rough:
                cells.append((int(row), _number(column), rough[int(style[1])]))
        found[unescape(name)] = cells
    return found


_STYLE = re.compile(rb'\bs="([0-9]{1,6})"')
_FORMAT = re.compile(r'<(?:\w+:)?numFmt\b(?=[^>]*?\bnumFmtId="(\d+)")(?=[^>]*?\bformatCode="([^"]*)")')
_LOOKS = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_LOOK = re.compile(r'<(?:\w+:)?xf\b[^>]*?\bnumFmtId="(\d+)"')
_UNSAID = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|;.*')


def _rough(styles: str) -> dict[int, str]:
    """The styles of cells that show of a date only its month or only its year: number → which."""
    formats = {"17": "mmm-yy"} | {id_: unescape(code) for id_, code in _FORMAT.findall(styles)}
    looks = _LOOKS.search(styles)
    found = {}
    for number, id_ in enumerate(_LOOK.findall(looks[0]) if looks else ()):
        letters = set(_UNSAID.sub("", formats.get(id_, "")).lower())
        if "y" in letters and not letters & set("dhs"):
            found[number] = "month" if "m" in letters else "year"
    return found


def _number(letters: bytes) -> int:
    return list(accumulate(letters, lambda before, letter: 26 * before + letter - 64, initial=0))[-1]


def _check_form(path: Path, content: bytes) -> None:
    """Refuse what is not well-formed XML: the reader of ODS would look for the end of it for ever."""
    from xml.parsers import expat

    parser = expat.ParserCreate()
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ElshiError(f"{path.name} is a damaged workbook ({error}); save it again.") from error


_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
_ODS_CELL = re.compile(
    rb"<table:(?:covered-)?table-cell\b([^>]*?)(?:/>|>(.*?)</table:(?:covered-)?table-cell>)", re.DOTALL
)
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="([0-9]{1,9})"')


def _check_ods(path: Path, parts: dict[str, bytes], limits: WorkbookLimits) -> None:
    """The same for ODS, where a cell or a row says how often it is repeated."""
    rows = columns = text = 0
    for row in _ODS_ROW.finditer(parts["content.xml"]):
        times, wide = _times(row[1]), 0
        filled = False
        for cell in _ODS_CELL.finditer(row[2] or b""):
            wide += _times(cell[1])
            if cell[2] or b"office:value" in cell[1]:
                filled = True
                columns = max(columns, wide)
                text += times * _times(cell[1]) * len(cell[0])
        if filled:
            rows += times
    _check(path, rows, columns, text, limits)


def _times(attributes: bytes) -> int:
    found: Sequence[bytes] = _REPEATED.findall(attributes)
    return int(found[0]) if found else 1


def _check(path: Path, rows: int, columns: int, text: int, limits: WorkbookLimits) -> None:
    if rows * columns > limits.cells or text > limits.characters:
        what = f"{rows:,} rows by {columns:,} columns"
        raise ElshiError(f"{path.name} spans {what}, too much for a workbook; {_INSTEAD}.")
