"""Networks of other programs: one relation of a Pajek file, a UCINET file or a matrix as a table of ties.

Pajek's ``.net`` and ``.paj`` (``--kind pajek``), UCINET's DL (``--kind dl``) and plain matrices with the
names of actors in the first row and column (``--kind matrix``: CSV, XLSX, ODS …) hold numbers among labels.
What a link is, when it was and who says so, you add::

    elshi load --kind pajek Trade.paj --relation 5 --becomes diplomatic_ties --set kind=embassy \\
        --set date=1984 --source "Wasserman and Faust 1994, table B.16" --mapping countries.csv
    elshi load --kind matrix students.xlsx --becomes exchanges --set kind=students --set date=2019 \\
        --source "Our register"

Each link becomes one row of the table that ``--becomes`` names. Rows of ``diplomatic_ties`` and ``exchanges``
go from a sender (the row of a matrix) to a receiver (its column). Partnerships, and diplomatic relations that
were established, have two sides: both directions are one row. Weights become the ``number`` of exchanges,
unless all are 1; other tables have no number, and a remark says so. Links of an actor to itself are left out
with a remark. Actors without links are not loaded.

Labels are read as the names of any table are: states in any language, and actors of the graph by name or id.
For others, ``--map CZE=CSHH``, or ``--mapping`` with a table of the headings ``heading`` and ``column``,
gives each label its id; ``--review`` writes unclear ones to a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from elshi.graph.errors import ElshiError
from elshi.graph.model import dates
from elshi.graph.model.records import Record
from elshi.graph.names.folding import slug
from elshi.graph.names.world_countries import state_name, states
from elshi.graph.text import shortened
from elshi.loaders import RECORDS
from elshi.loaders.files.adjacency import adjacency
from elshi.loaders.files.network_files import Link, NetworkFile, Relation
from elshi.loaders.files.pajek import pajek
from elshi.loaders.files.readers import Line, TableFile
from elshi.loaders.files.ucinet import ucinet
from elshi.loaders.tables.read_options import ReadOptions

KINDS = ("pajek", "dl", "matrix")
"""What ``--kind`` says of a file that holds a network."""

BECOMES = ("diplomatic_ties", "exchanges", "partnerships")
"""The tables of which a link can be a row."""

MUTUAL = frozenset({"relations-established"})
"""Kinds of diplomatic ties that have two sides and no direction."""


def read(path: Path, options: ReadOptions) -> NetworkFile:
    """Read the file of a network; raises ``ElshiError`` where it is none of its kind."""
    if options.sheet and options.kind != "matrix":
        raise ElshiError(f"{path.name} has no sheets: --sheet is for matrices in XLSX and ODS.")
    if options.kind == "matrix":
        return adjacency(path, options.encoding, options.sheet)
    return {"pajek": pajek, "dl": ucinet}[str(options.kind)](path, options.encoding)


def table(path: Path, options: ReadOptions) -> tuple[TableFile, type[Record], tuple[str, ...]]:
    """The chosen relation as a table: its rows, the record class that they have, and remarks.

    Raises ``ElshiError`` where it is not said what a link is, when it was and who says so.
    """
    record = _record(path, options)
    network = read(path, options)
    relation = network.relation(options.relation)
    rows = _Rows(network, relation, record, options)
    columns = ("id", "name", *rows.sides, *(["number"] if rows.has_numbers else []), "section")
    lines = list(rows.lines())
    source: Callable[[], Iterator[Line]] = lines.__iter__
    file = TableFile(path, str(options.kind), columns, network.sha256, network.encoding, 0, source)
    return file, record, (*network.remarks, *rows.remarks)


def _record(path: Path, options: ReadOptions) -> type[Record]:
    """The class of the rows, once all that a file of numbers cannot say is said."""
    if options.becomes not in BECOMES:
        what = f"{path.name} does not say what a link is"
        if options.becomes:
            what = f"'{shortened(options.becomes)}' is not what a link can become"
        raise ElshiError(f"{what}: --becomes {', '.join(BECOMES[:-1])} or {BECOMES[-1]} was expected.")
    record = RECORDS[options.becomes]
    if options.constants.get("kind") not in record.kinds():
        raise ElshiError(
            f"{path.name} does not say of which kind its {record.table} are: --set kind=KIND was expected, "
            f"with one of {', '.join(record.kinds())}."
        )
    if not options.constants.get("date"):
        raise ElshiError(
            f"{path.name} has no dates: --set date=DATE was expected, a year such as 1984 or an interval "
            "such as 1970/1979."
        )
    if not options.source:
        raise ElshiError(f"{path.name} names no source: --source NAME was expected.")
    for name in options.constants:
        if name not in record.columns():
            raise ElshiError(f"'{shortened(name)}' is not a column of {record.table}, so it cannot be set.")
    return record


@dataclass(slots=True)
class _Pair:
    """All links that become one row: their rows in the file, and the sum of their weights."""

    start: str
    end: str
    rows: list[int]
    weight: float


class _Rows:
    """The rows that a relation becomes."""

    def __init__(
        self, network: NetworkFile, relation: Relation, record: type[Record], options: ReadOptions
    ) -> None:
        self.network = network
        self.relation = relation
        self.options = options
        self.mutual = "sent_by" not in record.columns() or options.constants["kind"] in MUTUAL
        self.sides = ("partners",) if self.mutual else ("sent_by", "received_by")
        self.table = record.table
        weighted = any(link.weight != 1 for link in relation.links)
        self.has_numbers = weighted and "number" in record.columns()
        self.remarks = list(self._remarks(weighted=weighted))
        self._check_labels()

    def lines(self) -> Iterator[Line]:
        """The rows in the order of the file; the faults of the file first."""
        for fault in self.network.faults:
            yield Line(fault.row, {}, fault.sentence)
        if not self.mutual:
            for link in self.relation.links:
                if link.mutual and link.start != link.end:
                    yield Line(link.row, {}, self._without_direction(link))
        taken: dict[str, int] = {}
        for pair in self._pairs():
            id_ = self._id(pair)
            taken[id_] = taken.get(id_, 0) + 1
            yield self._line(pair, id_ if taken[id_] == 1 else f"{id_}-{taken[id_]}")

    def _pairs(self) -> Iterable[_Pair]:
        pairs: dict[tuple[str, str], _Pair] = {}
        for link in self.relation.links:
            if link.start == link.end or (link.mutual and not self.mutual):
                continue
            start, end = sorted((link.start, link.end)) if self.mutual else (link.start, link.end)
            pair = pairs.setdefault((start, end), _Pair(start, end, [], 0.0))
            pair.rows += [link.row] * (link.row not in pair.rows)
            pair.weight += link.weight
        return pairs.values()

    def _line(self, pair: _Pair, id_: str) -> Line:
        row = pair.rows[0]
        for label in (pair.start, pair.end):
            if not self.mapping.get(label) and (
                stray := next((sign for sign in ";[]?" if sign in label), "")
            ):
                return Line(
                    row, {}, f"the label '{shortened(label)}' has a '{stray}': say who it is with --map"
                )
        start, end = (self.mapping.get(label) or label for label in (pair.start, pair.end))
        sides = (f"{start}; {end}",) if self.mutual else (start, end)
        join = " – " if self.mutual else " to "
        where = ", ".join(f"row {number}" for number in pair.rows)
        what = f"{self.relation.name}, " if self.relation.name else ""
        cells = {"id": id_, "name": join.join(map(self._shown, (pair.start, pair.end)))}
        cells |= dict(zip(self.sides, sides, strict=True))
        if self.has_numbers:
            cells["number"] = f"{pair.weight:g}" if pair.weight != int(pair.weight) else str(int(pair.weight))
        return Line(row, cells | {"section": shortened(what + where, 500)})

    def _id(self, pair: _Pair) -> str:
        named = self.relation.name or (self.relation.number if len(self.network.relations) > 1 else "")
        parts = [
            slug(str(self.options.source), 40),
            slug(named, 40),
            slug(pair.start, 40),
            slug(pair.end, 40),
        ]
        return "-".join(filter(None, parts))

    def _shown(self, label: str) -> str:
        """An actor in the name of a tie: a state by its English name, any other by its label."""
        written = self.mapping.get(label) or label
        state = written if state_name(written) else states(written, self._year).id
        return (state and state_name(state)) or label

    @cached_property
    def mapping(self) -> dict[str, str]:
        """Label → the id or name of who is meant."""
        return {" ".join(label.split()): actor for label, actor in self.options.mapping.items()}

    @cached_property
    def _year(self) -> int | None:
        try:
            return dates.span(dates.normalise(self.options.constants["date"])).year
        except ValueError:  # the check of the rows says so
            return None

    def _check_labels(self) -> None:
        """Refuse to map what is no label, which is a slip of the pen."""
        labels = {label for link in self.relation.links for label in (link.start, link.end)}
        for label in self.mapping:
            if label not in labels:
                there = shortened(", ".join(sorted(labels)), 200)
                raise ElshiError(
                    f"{self.network.path.name} has no label '{shortened(label)}' to map; the labels with "
                    f"links are {there}."
                )

    def _without_direction(self, link: Link) -> str:
        return (
            f"the link of '{shortened(link.start)}' and '{shortened(link.end)}' has no direction, and "
            f"{self.table} of the kind {self.options.constants['kind']} have a sender and a receiver"
        )

    def _remarks(self, *, weighted: bool) -> Iterator[str]:
        name = self.network.path.name
        if weighted and not self.has_numbers:
            yield f"{name}: the weights were not read, for rows of {self.table} have no number."
        if itself := sum(link.start == link.end for link in self.relation.links):
            links = "1 link joins" if itself == 1 else f"{itself:,} links join"
            yield f"{name}: {links} an actor with itself; an actor has no tie with itself."
