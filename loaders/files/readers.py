"""Readers: the rows of a file as text by column, one after the other, whatever kind of file it is.

CSV and TSV (in the encodings of ``elshi.loaders.files.encodings``, with any usual delimiter), XLSX and ODS,
JSON, JSON Lines and Parquet all give the same: headings, and numbered rows of text. Text files and Parquet
are streamed, however long they are; workbooks are read whole and therefore limited. Workbooks and Parquet are
parsed in a child process (``elshi.loaders.files.child``). Nothing here knows what the rows mean; a file that
cannot be read as a table at all is refused in one sentence.
"""

from __future__ import annotations

import csv
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from elshi.graph.errors import ElshiError
from elshi.graph.spreadsheets import bare
from elshi.graph.text import shortened
from elshi.loaders.files import child, encodings, json_objects
from elshi.loaders.files.values import cell_text

if TYPE_CHECKING:
    from elshi.loaders.files.workbooks import WorkbookLimits

LARGEST_CELL = 50_000_000
"""Characters that the reader itself takes, so that an error can name the row of a monstrous cell."""

LOOKED_AT = 1_000
"""Objects of a JSON file whose keys become the headings; later ones may have more."""

MOST_COLUMNS = 1_000

TEXT_FORMATS = frozenset({"csv", "tsv", "json", "jsonl"})


class Line(NamedTuple):
    """One row: its number as a spreadsheet counts it, its cells by heading, and what is wrong with it.

    In JSON Lines the number is the line's, in JSON and Parquet the ordinal of the object, from 1.
    """

    number: int
    cells: dict[str, str]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file that was recognised as a table: its headings, and its rows as often as they are asked for.

    ``columns`` are the headings in their order; rows of JSON may have further keys. ``encoding`` is that
    of a text file as people call it, else empty. ``rows()`` raises ``ElshiError`` where the file breaks
    off or was changed meanwhile.
    """

    path: Path
    format: str
    columns: tuple[str, ...]
    sha256: str
    encoding: str
    header_row: int
    source: Callable[[], Iterator[Line]]

    def rows(self) -> Iterator[Line]:
        """The rows from the first one on, those without any text left out."""
        before = _stamp(self.path)
        for line in self.source():
            if line.problem or any(cell and not cell.isspace() for cell in line.cells.values()):
                yield line
        if _stamp(self.path) != before:
            raise ElshiError(f"{self.path.name} was changed while it was read; load it again.")


def open_table(
    path: Path,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    limits: WorkbookLimits | None = None,
    corner: str = "",
) -> TableFile:
    """Recognise a table by its name and content; ``ElshiError`` with one sentence when it is none.

    ``sheet`` says which sheet of a workbook, where several hold rows; ``encoding`` that of a text file,
    where it is not to be found out; ``limits`` how large a workbook may be; ``corner`` is the first heading
    of a table that leaves it empty.
    """
    format_ = _format(path)
    if encoding is not None and format_ not in TEXT_FORMATS:
        raise ElshiError(f"{path.name} knows its encoding: --encoding is for CSV, TSV and JSON.")
    if format_ in ("xlsx", "ods"):
        first, sha256 = next(frames := child.frames("workbook", path, sheet, limits))
        return _from_grid(path, format_, list(chain.from_iterable(frames)), first, sha256, corner)
    if sheet is not None:
        raise ElshiError(f"{path.name} has no sheets: --sheet is for XLSX and ODS.")
    if format_ == "parquet":
        return _parquet(path)
    text = encodings.examine(path, encoding)
    found = partial(TableFile, path, format_, sha256=text.sha256, encoding=text.shown)
    if format_ in ("csv", "tsv"):
        dialect = _dialect(path, text.encoding, format_, corner)
        return found(dialect.columns, header_row=dialect.row, source=partial(_delimited, path, dialect))
    source = partial(_flattened, path, text.encoding)
    return found(_keys(source), header_row=0, source=source)


def objects(path: Path, encoding: str | None = None) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a JSON or JSON Lines file as they are, nested, with their numbers; streamed.

    JSON may be an array of objects, or an object that holds one (the first one is taken), as Wikidata's
    query service and ROR write them.
    """
    format_ = _format(path)
    if format_ not in ("json", "jsonl"):
        raise ElshiError(f"{path.name} is not JSON.")
    yield from json_objects.in_file(path, encodings.examine(path, encoding).encoding)


# ------------------------------------------------------------------------------------ the file

_BY_NAME = {
    ".csv": "csv", ".txt": "csv", ".tsv": "tsv", ".tab": "tsv", ".xlsx": "xlsx", ".xlsm": "xlsx",
    ".ods": "ods", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet",
}  # fmt: skip
_READ = "CSV, TSV, XLSX, ODS, JSON, JSON Lines and Parquet are read"


def beginning(path: Path) -> bytes:
    """The first bytes of a file; ``ElshiError`` for what is no file that can be read."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise ElshiError(f"{path} is a folder and cannot be read as a table; name the files in it.")
        if not stat.S_ISREG(mode):
            raise ElshiError(f"{path} is not a file: a pipe or a device cannot be read twice.")
        with path.open("rb") as file:
            return file.read(8)
    except FileNotFoundError as error:
        where = f", to which {path} leads" if path.is_symlink() else ""
        raise ElshiError(f"There is no file {path.readlink() if where else path}{where}.") from error
    except OSError as error:
        raise ElshiError(f"{path} cannot be read: {error.strerror}.") from error


def _format(path: Path) -> str:
    """The kind of file, by its name, and checked against its first bytes."""
    start = beginning(path)
    named = _BY_NAME.get(path.suffix.lower())
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise ElshiError(f"{path.name} is an old or encrypted workbook; save it as .xlsx without a password.")
    if start.startswith(b"PK\3\4"):
        if named not in ("xlsx", "ods"):
            what = named.upper() if named else "a table"
            raise ElshiError(f"{path.name} is a zip archive and not {what}; unpack it first ({_READ}).")
    elif start.startswith(b"PAR1"):
        named = "parquet"
    elif named in ("xlsx", "ods", "parquet"):
        size = "is empty" if not start else f"is not {named.upper()} inside"
        raise ElshiError(f"{path.name} {size}; save the table again as {named.upper()} or as CSV UTF-8.")
    if named is None:
        raise ElshiError(f"{path.name}: '{path.suffix}' is not a kind of table; {_READ}.")
    return named


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return found.st_size, found.st_mtime_ns


def headings(file: str, cells: Sequence[str], row: int, corner: str = "") -> tuple[str, ...]:
    """The headings of a table; refuses one that stands there twice, and a table without any.

    ``corner`` is the first one where it is empty.
    """
    names = [" ".join(bare(cell).split()) for cell in cells]
    names[:1] = [names[0] or corner] if names else []
    while names and not names[-1]:
        names.pop()
    if not names:
        raise ElshiError(f"{file} is empty; its first row was expected to hold the headings.")
    if len(names) > MOST_COLUMNS:
        raise ElshiError(f"{file}, row {row}: {len(names):,} headings, where {MOST_COLUMNS:,} is the most.")
    seen: set[str] = set()
    for name in names:
        if name in seen and name:
            raise ElshiError(f"{file}, row {row}: the heading '{shortened(name)}' stands there twice.")
        seen.add(name)
    return tuple(names)


def header_at(rows: Sequence[Sequence[str]]) -> int:
    """Which of the first rows is the header: titles of one cell above a wider table are passed over.

    >>> header_at([["Our treaties"], [], ["id", "name", "date"], ["a", "b", "1992"]])
    2
    >>> header_at([["id"], ["a"]])
    0
    """
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    widest = max(filled, default=0)
    wanted = 2 if widest > 2 else 1
    return next((at for at, many in enumerate(filled) if many >= wanted), 0)


def _line(columns: Sequence[str], number: int, cells: Sequence[str]) -> Line:
    """A row under its headings; text that stands under none is a problem of the row."""
    row = dict(zip(columns, map(bare, cells), strict=False))
    stray = row.pop("", "").strip() or next((c for c in cells[len(columns) :] if c.strip()), "")
    if not stray:
        return Line(number, row)
    if len(cells) > len(columns):
        return Line(number, row, f"{len(cells)} cells stand under {len(columns)} headings")
    return Line(number, row, f"'{shortened(stray)}' stands under no heading")


# ------------------------------------------------------------------------------ delimited text


@dataclass(frozen=True, slots=True)
class _Dialect:
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    row: int


_DELIMITERS = ",;\t|"


def _dialect(path: Path, encoding: str, format_: str, corner: str) -> _Dialect:
    """Delimiter and header of a text table, from its first rows."""
    with path.open(encoding=encoding, newline="") as file:
        lines = list(islice(file, 60))
    if not any(line.strip() for line in lines):
        raise ElshiError(f"{path.name} is empty; its first row was expected to hold the headings.")
    said = re.fullmatch(r"sep=(.)\s*", lines[0], re.IGNORECASE)
    if said:
        delimiter = said[1]
    else:
        named = "\t" if format_ == "tsv" else ""
        delimiter = max(_DELIMITERS, key=lambda mark: _fits(lines, mark, mark == named))
    first = _parsed(lines, delimiter)[:20]
    at = header_at(first[1:]) + 1 if said else header_at(first)
    columns = headings(path.name, first[at] if at < len(first) else (), at + 1, corner)
    return _Dialect(encoding, delimiter, columns, at + 1)


def _fits(lines: Sequence[str], delimiter: str, named: bool) -> tuple[bool, bool, bool, float, int]:
    """How well a delimiter parts the first rows: whether it does, whether it stands beside every quoted
    cell, whether the file's name says it, the share of rows as wide as the header, cells of the header.

    A cell of many values, ``KZ; UZ; KG``, has more cells than the header when it is parted, and is alone.
    """
    rows = [row for row in _parsed(lines, delimiter) if any(row)]
    header = rows[header_at(rows[:20])] if rows else []
    wide = sum(len(row) == len(header) for row in rows)
    share = wide / max(len(rows), 1)
    return len(header) > 1, _beside_quotes(lines, delimiter), named, share, len(header)


def _parsed(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    csv.field_size_limit(LARGEST_CELL)
    rows: list[list[str]] = []
    with suppress(csv.Error):  # the reading proper says what is wrong, and where
        rows.extend(csv.reader(lines, delimiter=delimiter))
    return rows


def _beside_quotes(lines: Sequence[str], delimiter: str) -> bool:
    """Whether every quoted cell ends where the delimiter stands."""
    try:
        for _ in csv.reader(lines, delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end" in str(error)  # a cell that goes on after these lines
    return True


def _delimited(path: Path, dialect: _Dialect) -> Iterator[Line]:
    csv.field_size_limit(LARGEST_CELL)
    with path.open(encoding=dialect.encoding, newline="") as file:
        reader = csv.reader(file, delimiter=dialect.delimiter, strict=True)
        try:
            for number, cells in enumerate(reader, 1):
                if cells and number > dialect.row:
                    yield _line(dialect.columns, number, cells)
        except csv.Error as error:
            raise ElshiError(
                f"{path.name}, line {reader.line_num}: this is not CSV ({error}); a table with commas "
                'and "quotes" was expected.'
            ) from error


# ---------------------------------------------------------------------------------------- JSON


def _flattened(path: Path, encoding: str) -> Iterator[Line]:
    for number, found in json_objects.in_file(path, encoding):
        yield _typed(number, [(str(key).strip(), value) for key, value in found.items()])


def _keys(source: Callable[[], Iterator[Line]]) -> tuple[str, ...]:
    """The keys of the first objects, in the order in which they come up."""
    return tuple(dict.fromkeys(key for line in islice(source(), LOOKED_AT) for key in line.cells))


def _typed(number: int, values: Sequence[tuple[str, Any]]) -> Line:
    """A row of JSON or Parquet; a value that is no text, number or date is a problem of the row."""
    cells = {name: cell_text(value) for name, value in values}
    if len(cells) < len(values):
        return Line(number, cells, "two keys differ in spaces alone")
    if stray := cells.pop("", ""):
        return Line(number, cells, f"'{shortened(stray)}' stands under no heading")
    for name, value in values:
        if isinstance(value, bytes | bytearray):
            return Line(number, cells, f"bytes stand under '{shortened(name)}', where text was expected")
        if isinstance(value, dict | list | tuple) and any(map(_is_object, _listed(value))):
            what = f"an object stands under '{shortened(name)}', where a value was expected"
            return Line(number, cells, what)
        if isinstance(value, str) and "\0" in value:
            return Line(number, cells, f"a NUL character stands under '{shortened(name)}'")
    return Line(number, cells)


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else (value,)


def _is_object(value: Any) -> bool:
    """Whether a value has parts; that of a query service's answer is its ``value``."""
    return isinstance(value, list | tuple) or (isinstance(value, dict) and "value" not in value)


# -------------------------------------------------------------------- workbooks and Parquet


def _from_grid(
    path: Path, format_: str, rows: Sequence[Sequence[Any]], first: int, sha256: str, corner: str
) -> TableFile:
    """A sheet as a table; ``first`` is the number of its first row as the spreadsheet counts it."""
    from elshi.loaders.files.workbooks import FAILED, UNCOMPUTED

    texts = [[cell_text(cell) for cell in row] for row in rows]
    at = header_at(texts[:20])
    columns = headings(path.name, texts[at] if texts else (), at + first, corner)

    def source() -> Iterator[Line]:
        for number, cells in enumerate(texts[at + 1 :], at + first + 1):
            line = _line(columns, number, cells)
            failed = next((n for n, cell in line.cells.items() if FAILED.fullmatch(cell)), None)
            if failed is not None and not line.problem:
                why = f"the formula under '{shortened(failed)}' ended in an error ({line.cells[failed]})"
                line = line._replace(problem=why)
            unknown = next((n for n, cell in line.cells.items() if cell == UNCOMPUTED), None)
            if unknown is not None and not line.problem:
                why = f"the formula under '{shortened(unknown)}' has no value yet: open and save the workbook"
                line = Line(number, line.cells | {unknown: ""}, why)
            yield line

    return TableFile(path, format_, columns, sha256, "", at + first, source)


def _parquet(path: Path) -> TableFile:
    begun = [child.frames("parquet", path)]
    names, sha256 = next(begun[0])
    columns = headings(path.name, names, 0)

    def source() -> Iterator[Line]:
        number, frames = 0, begun.pop() if begun else islice(child.frames("parquet", path), 1, None)
        for rows in frames:
            for row in rows:
                number += 1
                yield _typed(number, list(zip(columns, row, strict=True)))

    return TableFile(path, "parquet", columns, sha256, "", 0, source)
