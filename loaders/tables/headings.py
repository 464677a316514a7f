"""Headings: the kind of a table, and the column that each heading stands for.

A heading is a column's name in upper or lower case, or is mapped to one; two headings of a date are its
first and its last day. The kind follows from the file's name, the user's choice, or the headings
themselves if only one kind has such columns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from elshi.graph.errors import ElshiError
from elshi.graph.model.columns import is_date
from elshi.graph.model.records import NodeRecord, Record, Standing
from elshi.graph.text import shortened
from elshi.loaders import RECORDS
from elshi.loaders.files.readers import TableFile, open_table
from elshi.loaders.tables import networks
from elshi.loaders.tables.read_options import ReadOptions

REFUSED_BECAUSE = "refused because"
"""The heading of the reasons in files of refused rows; ignored when they are loaded."""

NAMES_OF = " (names)"
"""What follows a column's name in the heading of the names that exported workbooks show next to its ids; such
a column is ignored when they are loaded.
"""


@dataclass(frozen=True, slots=True)
class MappedTable:
    """A file whose kind is known: its record class, and heading → column for the headings that count."""

    file: TableFile
    record: type[Record]
    columns: Mapping[str, str]
    remarks: tuple[str, ...] = ()
    """Sentences on what of the file is in no row."""

    @property
    def dated(self) -> dict[str, list[str]]:
        """Each column that holds a date, with its headings: two of them are its first and its last day."""
        dated: dict[str, list[str]] = {}
        for heading, column in self.columns.items():
            if is_date(self.record.columns()[column]):
                dated.setdefault(column, []).append(heading)
        return dated


def headed(path: Path, options: ReadOptions) -> MappedTable:
    """Open a table and interpret its headings; ``ElshiError`` if they are not clear."""
    if options.kind in networks.KINDS:
        file, record, remarks = networks.table(path, options)
        return MappedTable(file, record, {name: name for name in file.columns}, remarks)
    file = open_table(path, sheet=options.sheet, encoding=options.encoding)
    record = _kind(file, options)
    columns = _columns(file, record, options)
    _check_required(file, record, columns, options)
    return MappedTable(file, record, columns)


def read_mapping(path: Path) -> dict[str, str]:
    """A mapping file: a table with the headings ``heading`` and ``column``."""
    file = open_table(path)
    if set(file.columns) != {"heading", "column"}:
        raise ElshiError(f"{path.name}, row 1: the headings heading and column were expected.")
    return {line.cells["heading"].strip(): line.cells.get("column", "").strip() for line in file.rows()}


def _plain(heading: str) -> str:
    """A heading in normal form: ``Signed by`` and ``signed_by`` are the same."""
    return re.sub(r"[\s_-]+", "_", heading.strip().lower())


def _meant(heading: str, options: ReadOptions) -> str | None:
    """The column that the user mapped a heading to; ``None`` if not mapped."""
    given = {_plain(heading_): column for heading_, column in options.mapping.items()}
    return given.get(_plain(heading))


def _kind(file: TableFile, options: ReadOptions) -> type[Record]:
    name = options.kind or file.path.name.split(".")[0]
    if name in RECORDS:
        return RECORDS[name]
    if options.kind:
        kinds = ", ".join((*RECORDS, *networks.KINDS))
        raise ElshiError(f"'{options.kind}' is not a kind of table; the kinds are {kinds}.")
    mapped = [_meant(heading, options) for heading in file.columns]
    names = {
        _plain(heading) if meant is None else meant
        for heading, meant in zip(file.columns, mapped, strict=True)
        if heading and meant != "" and heading != REFUSED_BECAUSE and not _is_of_names(heading, file)
    } | set(options.constants)
    fitting = [record for record in RECORDS.values() if _fits(record, names)]
    if len(fitting) == 1:
        return fitting[0]
    several = f"; its columns fit {', '.join(record.table for record in fitting)}" if fitting else ""
    raise ElshiError(
        f"{file.path.name} does not show its kind{several}: name the file after a kind or use --kind; the "
        f"kinds are {', '.join(RECORDS)}."
    )


def _fits(record: type[Record], names: set[str]) -> bool:
    """Whether all names are columns of the class, and all its required columns except the id are there."""
    columns = record.columns()
    needed = {name for name, info in columns.items() if info.is_required() and name != "id"}
    return bool(names - {"id"}) and names <= columns.keys() and needed <= names


def _columns(file: TableFile, record: type[Record], options: ReadOptions) -> dict[str, str]:
    """Heading → column; refuses a heading that is not a column, and a column that two headings stand for."""
    _check_mapping(file, record, options)
    columns = record.columns()
    mapped: dict[str, str] = {}
    strangers: list[str] = []
    for heading in file.columns:
        if not heading or heading == REFUSED_BECAUSE or _is_of_names(heading, file):
            continue
        meant = _meant(heading, options)
        column = _plain(heading) if meant is None else meant
        if column == "":
            continue
        if column not in columns:
            strangers.append(heading)
            continue
        spans = is_date(columns[column]) and list(mapped.values()).count(column) == 1
        if column in mapped.values() and column not in record.related() and not spans:
            first = next(other for other, name in mapped.items() if name == column)
            raise ElshiError(
                f"{_place(file)}: the headings '{shortened(first)}' and '{shortened(heading)}' both mean "
                f"{column}, which holds one value."
            )
        mapped[heading] = column
    if strangers:
        raise ElshiError(_strange(file, record, strangers))
    return mapped


def _is_of_names(heading: str, file: TableFile) -> bool:
    """Whether a column of an exported workbook shows the names of the ids in another."""
    return heading.endswith(NAMES_OF) and heading.removesuffix(NAMES_OF) in file.columns


def _check_mapping(file: TableFile, record: type[Record], options: ReadOptions) -> None:
    """Refuse a mapping from a missing heading or to an unknown column."""
    columns = record.columns()
    for wanted, column in options.mapping.items():
        if column and column not in columns:
            near = get_close_matches(column, columns, 1)
            hint = f"did you mean '{near[0]}'?" if near else f"its columns are {', '.join(columns)}."
            raise ElshiError(
                f"Cannot map '{shortened(wanted)}' to '{shortened(column)}': table {record.table} has no "
                f"such column; {hint}"
            )
        if _plain(wanted) not in map(_plain, file.columns):
            near = get_close_matches(wanted, file.columns, 1)
            hint = f"did you mean '{near[0]}'?" if near else f"it has {_listed(file.columns)}."
            raise ElshiError(f"{_place(file)}: there is no heading '{shortened(wanted)}' to map; {hint}")
    for name in options.constants:
        if name not in columns:
            raise ElshiError(f"'{shortened(name)}' is not a column of {record.table}, so it cannot be set.")


def _place(file: TableFile) -> str:
    return f"{file.path.name}, row {file.header_row}" if file.header_row else file.path.name


def _strange(file: TableFile, record: type[Record], headings: Sequence[str]) -> str:
    """All unknown headings, in one sentence that says what to do."""
    hints = []
    for heading in headings:
        near = _likely(heading, record)
        hints.append(f"'{shortened(heading)}'" + (f" (did you mean '{near}'?)" if near else ""))
    are = "is not a column" if len(hints) == 1 else "are not columns"
    return (
        f"{_place(file)}: {', '.join(hints)} {are} of {record.table}; map a heading with "
        f'--map "{shortened(headings[0])}=COLUMN", or leave it out with nothing after the = '
        f"(its columns: {', '.join(record.columns())})."
    )


_PARTIES = frozenset(
    ("parties", "party", "contracting_parties", "signatories", "signatory", "participants", "members",
     "partners")
)  # fmt: skip
_PARTIES_OF = {"treaties": "signed_by", "events": "joined_by", "partnerships": "partners"}


def _likely(heading: str, record: type[Record]) -> str:
    """The column that a heading probably means; empty if none is similar."""
    if _plain(heading) in _PARTIES and record.table in _PARTIES_OF:
        return _PARTIES_OF[record.table]
    near = get_close_matches(_plain(heading), record.columns(), 1)
    return near[0] if near else ""


def _listed(headings: Sequence[str]) -> str:
    return shortened(", ".join(f"'{heading}'" for heading in headings if heading), 300)


def _check_required(
    file: TableFile, record: type[Record], columns: Mapping[str, str], options: ReadOptions
) -> None:
    if not file.columns:
        raise ElshiError(
            f"{file.path.name} is empty; objects with keys such as {_needed(record)} were expected."
        )
    have = {*columns.values(), *options.constants}
    proposed = {"id"} if issubclass(record, NodeRecord | Standing) else set()
    for name, info in record.columns().items():
        if info.is_required() and name not in have | proposed:
            raise ElshiError(
                f"{_place(file)}: the column '{name}' is missing ({expected(record, name)}); map a "
                f'heading to it with --map "HEADING={name}", or set one value for all rows with --set '
                f'"{name}=VALUE".'
            )


def _needed(record: type[Record]) -> str:
    """The columns that every row must fill."""
    return ", ".join(name for name, info in record.columns().items() if info.is_required())


def expected(record: type[Record], column: str) -> str:
    """What a column holds, in a few words, for an error."""
    if column == "kind" and record.kinds():
        return f"one of {', '.join(record.kinds())}"
    info = record.columns().get(column)
    about = (info.description or column) if info else column
    words = about.split(".")[0].split(";")[0].rstrip(": ")
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def about(record: type[Record], column: str) -> str:
    """What a column holds, in full, as the template and the data package say it."""
    return record.columns()[column].description or f"What kind of {record.table} it is."
