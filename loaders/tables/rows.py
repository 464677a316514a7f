"""Reading tables: a file's rows become records, or sentences that explain why not.

Nothing here uses the database. Every invalid row of a table is reported, not only the first. Rows are yielded
one by one; :func:`read` collects them all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from elshi.graph.model import dates, dates_in_words
from elshi.graph.model.columns import LONGEST_CELL
from elshi.graph.model.records import NodeRecord, Record, Standing
from elshi.graph.names.folding import slug
from elshi.graph.text import shortened
from elshi.loaders.tables.headings import MappedTable, about, expected, headed
from elshi.loaders.tables.read_options import ReadOptions

EXAMPLE = "e.g. "
"""The beginning of the first cell of a template's example rows, which are skipped."""


class Problem(str):
    """A sentence about a row that cannot be loaded, and which row it is."""

    __slots__ = ("column", "file", "number", "sentence")
    column: str
    file: str
    number: int
    sentence: str

    def __new__(cls, file: str, number: int, sentence: str, column: str = "") -> Problem:
        """``column`` is named where one cell is at fault."""
        problem = super().__new__(
            cls, f"{file}, row {number}{f', column {column}' if column else ''}: {sentence}"
        )
        problem.file, problem.number = file, number
        problem.sentence, problem.column = sentence, column
        return problem


def told_once(problems: Iterable[str]) -> list[str]:
    """The sentences; one that applies to several rows is given for the first, with their number."""
    alike: dict[tuple[str, str, str], list[Problem]] = defaultdict(list)
    others: list[str] = []
    for problem in problems:
        if isinstance(problem, Problem):
            alike[problem.file, problem.column, problem.sentence].append(problem)
        else:
            others.append(problem)
    first = [
        Problem(p[0].file, p[0].number, f"{p[0].sentence} ({len(p):,} rows, this one first)", p[0].column)
        if len(p) > 1
        else p[0]
        for p in alike.values()
    ]
    return [*first, *others]


@dataclass(frozen=True, slots=True)
class Row:
    """A record and its place: the table's file name and the row as a spreadsheet counts it.

    ``proposed``: the row had no id, and the id that its record has was proposed from this, with a number
    where several rows would have the same.
    """

    record: Record
    file: str
    number: int
    proposed: str = ""

    @property
    def place(self) -> str:
        """The place of the row, for an error."""
        return f"{self.file}, row {self.number}"

    def wrong(self, sentence: str, column: str = "") -> Problem:
        """A problem with the row."""
        return Problem(self.file, self.number, sentence, column)


@dataclass(frozen=True, slots=True)
class Table:
    """One file as it was read: its valid rows, and a sentence for each problem."""

    path: Path
    record: type[Record]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    sha256: str
    encoding: str = ""


Cells = dict[str, str]
Resolve = Callable[[type[Record], Cells, str, int], list[Problem]]
"""Replaces names in a row's cells with ids, and returns a sentence for each unclear name."""


def read(
    path: Path, kind: str | None = None, options: ReadOptions | None = None, resolve: Resolve | None = None
) -> Table:
    """Read a file of one kind of record, in any of the formats of :mod:`elshi.loaders.files.readers`.

    ``kind`` is a table's name (``treaties``); without it, it follows from the file's name or its columns.
    Raises ``ElshiError`` if the file cannot be read as such a table at all.
    """
    table = headed(path, options or ReadOptions(kind=kind))
    rows: list[Row] = []
    problems: list[Problem] = []
    for row in records(table, options or ReadOptions(), resolve):
        if isinstance(row, Row):
            rows.append(row)
        else:
            problems += row
    return Table(path, table.record, tuple(rows), tuple(problems), table.file.sha256, table.file.encoding)


def records(
    table: MappedTable, options: ReadOptions, resolve: Resolve | None = None
) -> Iterator[Row | list[Problem]]:
    """The rows of a table one by one, each as a record or as its problems."""
    record, name = table.record, table.file.path.name
    proposals = Proposals() if issubclass(record, NodeRecord | Standing) else None
    for number, cells in mapped_rows(table, options):
        if isinstance(cells, Problem):
            yield [cells]
            continue
        problems = resolve(record, cells, name, number) if resolve else []
        if options.source and "source" in record.columns() and not cells.get("source"):
            cells |= {"source": options.source, "section": cells.get("section") or f"row {number}"}
        proposed = ""
        if proposals and not cells.get("id"):
            proposed = proposals.base(record, cells)
            cells["id"] = proposals.id(record, cells)
        checked = validated(record, cells, name, number)
        if problems or not isinstance(checked, Record):
            yield [*problems, *(checked if not isinstance(checked, Record) else ())]
        else:
            yield Row(checked, name, number, proposed)


def mapped_rows(table: MappedTable, options: ReadOptions) -> Iterator[tuple[int, Cells | Problem]]:
    """The rows of a table by number, with their raw cells by column, or a problem."""
    name, record = table.file.path.name, table.record
    first = next(iter(table.columns), "")
    descriptions = {about(record, column) for column in record.columns()}
    written = _Dates(table)
    for line in table.file.rows():
        if line.problem:
            yield line.number, Problem(name, line.number, f"{line.problem}.")
            continue
        if line.cells.get(first, "").startswith(EXAMPLE) or _explains(line.cells, descriptions):
            continue
        strangers = [key for key, cell in line.cells.items() if cell and key not in table.file.columns]
        if strangers:
            sentence = f"'{shortened(strangers[0])}' is not a key of the first objects."
            yield line.number, Problem(name, line.number, sentence)
            continue
        yield line.number, _mapped(table, line.cells, options.constants) | written.of(line.cells)


@dataclass(slots=True)
class _Dates:
    """The dates of a table's rows that one cell alone does not give.

    Whether "03/07/1999" begins with the day follows from the other cells under its heading, if some of them
    begin with the day, or with the month, beyond doubt and all agree. Two headings of one date are its first
    and its last day.
    """

    table: MappedTable
    _columns: dict[str, list[str]] = field(init=False)
    _day_first: dict[str, bool] | None = None

    def __post_init__(self) -> None:
        self._columns = self.table.dated

    def of(self, cells: Mapping[str, str]) -> Cells:
        """The columns of a row whose dates are not simply their cells."""
        dated: Cells = {}
        for column, headings in self._columns.items():
            written = [cells.get(heading, "").strip() for heading in headings]
            if not any(written) or (len(written) == 1 and not dates_in_words.is_ambiguous(written[0])):
                continue
            days = [self._ordered(*pair) for pair in zip(headings, written, strict=True)]
            dated[column] = _interval(*days) if len(days) == 2 else days[0]
        return dated

    def _ordered(self, heading: str, cell: str) -> str:
        if not dates_in_words.is_ambiguous(cell):
            return cell
        if self._day_first is None:
            self._day_first = self._orders()
        day_first = self._day_first.get(heading)
        return cell if day_first is None else dates_in_words.ordered(cell, day_first=day_first)

    def _orders(self) -> dict[str, bool]:
        """Whether the day comes first, for each heading whose cells show it; headings of one date agree."""
        shown: dict[str, set[bool]] = defaultdict(set)
        for line in self.table.file.rows():
            for column, headings in self._columns.items():
                orders = (dates_in_words.order(line.cells.get(heading, "")) for heading in headings)
                shown[column].update(order for order in orders if order is not None)
        return {
            heading: next(iter(shown[column]))
            for column, headings in self._columns.items()
            for heading in headings
            if len(shown[column]) == 1
        }


def _interval(first: str, last: str) -> str:
    """A date of two cells; if one of them is no date, both as written."""
    try:
        begin, end = (dates.normalise(cell) if cell else "" for cell in (first, last))
    except ValueError:
        return f"{first} – {last}"
    if "/" in begin + end or begin == end:
        return begin if begin == end or not end else f"{begin} – {end}"
    return f"{begin}/{end}" if end else begin


def _explains(cells: Mapping[str, str], descriptions: set[str]) -> bool:
    """Whether a row is a template's row of column descriptions."""
    filled = [cell for cell in cells.values() if cell]
    return len(filled) > 1 and all(cell in descriptions for cell in filled)


def _mapped(table: MappedTable, cells: Mapping[str, str], constants: Mapping[str, str]) -> Cells:
    """The cells by column; several headings of one column are joined with ``;``."""
    row: Cells = {}
    for heading, column in table.columns.items():
        cell = cells.get(heading, "")
        if cell and not cell.isspace():
            row[column] = f"{row[column]}; {cell}" if column in row else cell
    for column, value in constants.items():
        row.setdefault(column, value)
    return row


@dataclass(slots=True)
class Proposals:
    """Ids for rows without one, made from the name and the year, the same at each load."""

    given: dict[str, int] = field(default_factory=dict)

    def id(self, record: type[Record], cells: Mapping[str, str]) -> str:
        """An id that no earlier row has.

        >>> made = Proposals()
        >>> row = {"name": "Мәдени ынтымақтастық туралы келісім", "date": "1992-05-01"}
        >>> made.id(NodeRecord, row), made.id(NodeRecord, row)
        ('madeni-yntymaqtastyq-turaly-kelisim-1992', 'madeni-yntymaqtastyq-turaly-kelisim-1992-2')
        """
        base = self.base(record, cells)
        self.given[base] = self.given.get(base, 0) + 1
        return base if self.given[base] == 1 else f"{base}-{self.given[base]}"

    @staticmethod
    def base(record: type[Record], cells: Mapping[str, str]) -> str:
        """The beginning of the ids of all rows of this name and year."""
        parts = [cells.get(end, "") for end in record.ends] if issubclass(record, Standing) else []
        when = cells.get("date", "") if not parts else cells.get("during", "")
        words = slug(" ".join(parts or [cells.get("name", "")])) or record.table
        mentioned = dict.fromkeys(re.findall(r"[0-9]{4}", when)[:2])
        years = [year for year in mentioned if year not in words.split("-")]
        return "-".join((words, *years))


def validated(
    record: type[Record], cells: Mapping[str, str], file: str, number: int = 0
) -> Record | list[Problem]:
    """The row as a record, or a sentence for each invalid cell."""
    filled = {name: cell for name, cell in cells.items() if cell and not cell.isspace()}
    if any(len(cell) > LONGEST_CELL for cell in filled.values()):
        return [
            Problem(
                file,
                number,
                f"the cell has {len(cell):,} characters, and at most {LONGEST_CELL:,} are allowed.",
                name,
            )
            for name, cell in filled.items()
            if len(cell) > LONGEST_CELL
        ]
    try:
        return record.model_validate(filled)
    except ValidationError as error:
        return [_problem(record, details, file, number) for details in error.errors()]


def _problem(record: type[Record], details: ErrorDetails, file: str, number: int) -> Problem:
    column = str(details["loc"][0]) if details["loc"] else ""
    return Problem(file, number, _sentence(record, details, column), column)


def _sentence(record: type[Record], details: ErrorDetails, column: str) -> str:
    sort, value = details["type"], details.get("input")
    if sort == "missing":
        return f"the cell is empty, but required: {expected(record, column)}."
    if sort == "literal_error":
        allowed = details.get("ctx", {}).get("expected", "")
        what = f"a {column} of {record.table}" if column == "kind" else f"one of {column}"
        return f"'{shortened(value)}' is not {what}: {allowed} was expected."
    if sort == "string_too_long":
        return f"the cell has {len(str(value)):,} characters, and at most {LONGEST_CELL:,} are allowed."
    if sort == "value_error":
        text = str(details.get("ctx", {}).get("error", details["msg"]))
        return f"{text.rstrip('.')}."
    return f"'{shortened(value)}' is not valid: {details['msg']}."
