"""Names in the cells of a load: each column of actors takes an id, or a name that means one actor surely.

A :class:`Resolver` serves one load. It knows the actors that the load itself brings, asks the graph only
when a value is none of them, notes every name that it took, and keeps what is not clear for the reader.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from elshi.graph import spreadsheets
from elshi.graph.errors import ElshiError
from elshi.graph.model import dates
from elshi.graph.model.columns import ID, ror_id, wikidata_id
from elshi.graph.model.records import NodeRecord, Record, Standing
from elshi.graph.spreadsheets import inert
from elshi.graph.text import shortened
from elshi.loaders import RECORDS
from elshi.loaders.authority.authority import Authority, Candidate, Reading, country
from elshi.loaders.files.readers import open_table
from elshi.loaders.kinds.names import Name
from elshi.loaders.tables.rows import Cells, Problem, Row

_ACTORS = frozenset(
    label
    for record in RECORDS.values()
    if issubclass(record, NodeRecord) and "Actor" in record.parents
    for label in (record.label, *record.parents)
)
"""Labels of which a column may hold names; ties and sources are written by their ids."""

_OF_ALL_TIMES = frozenset({"honours"})
"""Columns whose actors need not have been there in the year of the row: a state long gone is honoured."""

_UNCLEAR = "unclear"
"""Stands for a name that was not taken while the rest of its row is looked at."""


@dataclass(slots=True)
class Unclear:
    """A name that was not taken: how it is read, the column's label, and where it stands."""

    reading: Reading
    column: str
    places: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Resolver:
    """Reads the names of one load.

    ``graph`` gives the actors of the store when they are first needed; ``brought`` says of an id whether
    an earlier load of the same data set brought it.
    """

    graph: Callable[[], Authority]
    brought: Callable[[str], bool] = lambda _: False
    own: dict[str, frozenset[str]] = field(default_factory=dict)
    taken: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """(name, id, reason) → how often it was taken."""
    unclear: dict[tuple[str, str], Unclear] = field(default_factory=dict)
    wanted: dict[str, Record] = field(default_factory=dict)
    """Countries that are named and that neither the load nor the graph has."""
    _plain: set[str] = field(default_factory=set)
    """Values that are ids of the graph, which most values of a long table are."""
    _settled: set[str] = field(default_factory=set)
    _brought: list[tuple[str, frozenset[str], list[str], list[str]]] = field(default_factory=list)
    _names: list[tuple[str, str]] = field(default_factory=list)
    _authority: Authority | None = None

    def bring(self, record: type[Record], cells: Cells) -> None:
        """Note an actor, or a name of one, that the load brings; before any row is resolved."""
        if issubclass(record, NodeRecord) and (id_ := cells.get("id")):
            labels = frozenset((record.label, *record.parents))
            self.own[id_] = labels
            if "Actor" in labels:
                written = [cell for name, cell in cells.items() if name.startswith("name") and cell]
                elsewhere = [wikidata_id(cells.get("wikidata", "")), ror_id(cells.get("ror", ""))]
                elsewhere += [former.strip() for former in cells.get("former_ids", "").split(";")]
                self._brought.append((id_, labels, written, list(filter(None, elsewhere))))
        elif record is Name and cells.get("actor") and cells.get("name"):
            self._names.append((cells["actor"], cells["name"]))

    @property
    def authority(self) -> Authority:
        """The actors of the graph and of the load."""
        if self._authority is None:
            self._authority = self.graph()
            for id_, labels, written, elsewhere in self._brought:
                self._authority.add(id_, labels, written, elsewhere)
            for id_, name in self._names:
                self._authority.add_name(id_, name)
        return self._authority

    def __call__(self, record: type[Record], cells: Cells, file: str, number: int) -> list[Problem]:
        """Put ids in place of the names of a row; a sentence for each name that is not clear.

        Of such a cell the other values are read all the same, so that nothing is said of them.
        """
        problems: list[Problem] = []
        for column, label in _columns(record):
            cell = cells.get(column)
            if not cell or cell in self.own:
                continue
            single = issubclass(record, Standing)
            values = [cell] if single else cell.split(";")
            read = [self._value(value, column, label, record, cells) for value in values if value.strip()]
            for reading in read:
                if isinstance(reading, Reading):
                    problems.append(self._problem(reading, column, label, file, number))
            cells[column] = "; ".join(
                _UNCLEAR if isinstance(reading, Reading) else reading for reading in read
            )
        return problems

    def _value(
        self, value: str, column: str, label: str, record: type[Record], cells: Cells
    ) -> str | Reading:
        """One value of a cell with its id in place of the name, or the reading that is not clear."""
        if value in self._plain:
            return value
        written, doubt, inside = _taken_apart(value)
        if not written or written in self.own:
            return value.strip()
        year = None if column in _OF_ALL_TIMES else _year(record, cells)
        reading = self.authority.read(written, label, year)
        if reading.id is None:
            if ID.fullmatch(written) and not reading.candidates:
                return value.strip()  # the check of references says that nobody has this id
            return reading
        self._want(reading.id)
        if reading.id == value:
            self._plain.add(value)
        elif reading.id != written:
            self.taken[written, reading.id, reading.reason] += 1
        return f"{reading.id}{doubt}{f' {inside}' if inside else ''}"

    def _want(self, id_: str) -> None:
        if id_ in self.own or id_ in self._settled:
            return
        self._settled.add(id_)
        record = country(id_)
        if record is not None and (id_ not in self.authority.labels or self.brought(id_)):
            self.wanted[id_] = record

    def _problem(self, reading: Reading, column: str, label: str, file: str, number: int) -> Problem:
        kept = self.unclear.setdefault((reading.written, label), Unclear(reading, column))
        kept.places.append(f"{file}, row {number}")
        return Problem(file, number, sentence(reading), column)

    def countries(self) -> list[Row]:
        """The countries that the load names and nobody has yet, as rows."""
        return [Row(record, "ISO 3166", at) for at, record in enumerate(self.wanted.values(), 1)]


def _taken_apart(value: str) -> tuple[str, str, str]:
    """A value as its name, its question mark and what stands in its square brackets; no name if it is odd.

    >>> _taken_apart(" Türkiye ? [office=minister] "), _taken_apart("a ] b")
    (('Türkiye', '?', '[office=minister]'), ('', '', ''))
    """
    whole = value.strip()
    at = whole.find("[")
    name, inside = (whole, "") if at < 0 else (whole[:at].rstrip(), whole[at:])
    if "]" in name or (inside and not inside.endswith("]")):
        return "", "", ""
    doubt = "?" if name.endswith("?") else ""
    return name.removesuffix("?").rstrip(), doubt, inside


def _columns(record: type[Record]) -> Iterable[tuple[str, str]]:
    """The columns of actors and the label that each must have."""
    if issubclass(record, Standing):
        return [pair for pair in zip(record.ends, record.targets, strict=True) if pair[1] in _ACTORS]
    return [(name, spec.target) for name, spec in record.related().items() if spec.target in _ACTORS]


def _year(record: type[Record], cells: Cells) -> int | None:
    """The year that a row surely speaks of."""
    written = cells.get("date") or ""
    try:
        return dates.span(dates.normalise(written)).year if written else None
    except ValueError:
        return None


def sentence(reading: Reading) -> str:
    """Why a name was not taken, with the candidates."""
    name = shortened(reading.written)
    if not reading.candidates:
        return (
            f"unknown actor '{name}'; define it in a table of actors loaded before, or together with, "
            "this one."
        )
    if not reading.decidable:
        only = reading.candidates[0]
        if not only.id:
            return f"'{name}' is {only.reason}; write the name or the id of the one that is meant."
        return f"'{name}' would be {only.id}, but {only.reason}; write {only.id} there if it is meant."
    several = " or ".join(map(str, reading.candidates[:3]))
    return f"nobody has the id or surely the name '{name}'; did you mean {several}?"


# ------------------------------------------------------------------------------ review, decisions

REVIEW = ("name", "id", "candidates", "reason", "rows", "first")
"""The columns of a review table; a person fills ``id``."""

DECISIONS = "decisions"
"""The data set of the aliases that people decided on."""


def write_review(path: Path, unclear: Iterable[Unclear]) -> int:
    """Write the names that a decision makes clear as a CSV table to decide in; give how many there are."""
    if path.exists():
        raise ElshiError(f"{path} is there already and may hold decisions; name another file.")
    rows = list(_review(one for one in unclear if one.reading.decidable))
    with path.open("x", encoding="utf-8-sig", newline="") as file:
        writer = spreadsheets.writer(file)
        writer.writerow(REVIEW)
        writer.writerows([inert(cell) for cell in row] for row in rows)
    return len(rows)


def _review(unclear: Iterable[Unclear]) -> Iterator[tuple[str, ...]]:
    for one in sorted(unclear, key=lambda kept: -len(kept.places)):
        candidates: tuple[Candidate, ...] = one.reading.candidates
        shown = " | ".join(map(str, candidates))
        yield one.reading.written, "", shown, one.reading.reason, str(len(one.places)), one.places[0]


def read_decisions(path: Path) -> list[Row]:
    """The decisions of a review table as names: an alias for each name whose ``id`` was filled."""
    table = open_table(path)
    if not {"name", "id"} <= set(table.columns):
        raise ElshiError(f"{path.name}, row {table.header_row}: the headings name and id were expected.")
    rows = []
    for line in table.rows():
        id_, name = line.cells.get("id", "").strip(), line.cells.get("name", "").strip()
        if not id_:
            continue
        if not ID.fullmatch(id_) or not name:
            raise ElshiError(
                f"{path.name}, row {line.number}: '{shortened(id_)}' is not one id; the id of an actor was "
                "expected (a cell of several names is mended in the table itself)."
            )
        rows.append(Row(Name(actor=id_, name=name, kind="alias"), path.name, line.number))
    if not rows:
        raise ElshiError(f"{path.name} holds no decision: the column id is empty in every row.")
    return rows
