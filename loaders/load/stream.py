"""Long loads: tables of any length, written while they are read.

A table needs the memory of a few slices and of its ids. This path is for rows that are new and independent.
Whether a load qualifies is decided from the cells of its rows before the first one is written: if the graph
already asserts something about the same subject, the load is planned in memory like a short one.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from pathlib import Path

from elshi.graph.errors import ConflictError, ElshiError, TableError
from elshi.graph.model.records import NodeRecord, Relationship, Standing
from elshi.graph.store.store import Store
from elshi.graph.store.writing import Changes, batches
from elshi.graph.views import side_index
from elshi.loaders.authority.authority import Authority
from elshi.loaders.authority.references import FormerIds, Unknown, nobody, unknown_references
from elshi.loaders.authority.resolver import Resolver
from elshi.loaders.load import ledger
from elshi.loaders.load.checks import (
    PartylessTreaties,
    UsedIds,
    is_settled,
    is_untouched,
    repeated_load,
    uncited,
)
from elshi.loaders.load.inputs import EarlierLoads, UnclearError, bring, cited, dataset_of
from elshi.loaders.load.ledger import Load
from elshi.loaders.load.options import LoadLimits, LoadOptions
from elshi.loaders.load.plan import assertion, elements
from elshi.loaders.load.stream_writer import PARTITIONS, Line, Part, SpillFolder, StreamWriter
from elshi.loaders.tables.headings import MappedTable, headed
from elshi.loaders.tables.rows import Problem, Proposals, Row, mapped_rows, records

MOST_REMEMBERED = 1_000_000
"""Rows of an earlier load whose subjects are still compared one by one."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Streamed:
    """The result of a long load: its record, the number of rows, and the names that were resolved."""

    load: Load
    rows: int
    settled: bool
    taken: tuple[tuple[str, str, str, int], ...]
    encodings: Mapping[str, str]
    remarks: tuple[str, ...]


def is_long(files: Sequence[Path], limits: LoadLimits) -> bool:
    """Whether the files together are long enough to be streamed."""
    try:
        return sum(file.stat().st_size for file in files) >= limits.stream_from
    except OSError:
        return False


def load_stream(
    store: Store, files: Sequence[Path], options: LoadOptions, loads: Sequence[Load], progress: Progress
) -> Streamed | None:
    """Load tables as a stream; ``None``, with nothing written, if they must be planned in memory.

    Raises ``TableError`` for bad rows as a short load does, and ``ConflictError`` when another load wrote
    the same ids meanwhile; then the graph is as it was.
    """
    tables = [headed(file, options) for file in files if file.name not in options.beside]
    if not all(issubclass(table.record, NodeRecord | Standing) for table in tables):
        return None
    dataset = options.dataset or dataset_of(files)
    hashes = [(table.file.path.name, table.file.sha256) for table in tables]
    this = ledger.fresh(loads, dataset, hashes, curated=options.curated, complete=options.prune)
    reading = _Reading(store, tables, options, dataset)
    if any(load.dataset == dataset for load in loads):
        this = reading.to_the_end(this, progress) if repeated_load(loads, this) else this
        return reading.streamed(this, settled=True) if is_settled(store, loads, this) else None
    if not reading.stands_alone(loads):
        return None
    with tempfile.TemporaryDirectory(prefix="elshi-") as folder, ExitStack() as stack:
        spilled = SpillFolder(Path(folder))
        spilled.open(stack)
        this = _write(store, reading, loads, this, spilled, progress)
    return reading.streamed(this, settled=False)


# ------------------------------------------------------------------------------------- reading


@dataclass(slots=True)
class _Reading:
    """The rows of the tables as a stream, with what has been learned from them so far."""

    store: Store
    tables: Sequence[MappedTable]
    options: LoadOptions
    dataset: str
    rows: int = 0
    used: UsedIds = field(default_factory=UsedIds)
    problems: list[Problem] = field(default_factory=list)
    partyless: PartylessTreaties = field(default_factory=PartylessTreaties)
    unknown: list[Unknown] = field(default_factory=list)
    """References to ids that do not exist, or not yet."""
    _content: hashlib._Hash = field(default_factory=hashlib.sha256)
    _earlier: EarlierLoads = field(init=False)
    _resolver: Resolver = field(init=False)
    _countries: int = 0

    def __post_init__(self) -> None:
        self._earlier = EarlierLoads(self.store, self.dataset)
        self._resolver = Resolver(lambda: Authority.of(self.store), self._earlier.brought)
        for table in self.tables:
            bring(self._resolver, table, self.options)

    def stands_alone(self, loads: Sequence[Load]) -> bool:
        """Whether every row is new and complete by itself, as far as its cells say before they are checked.

        Nothing that was cut off or changed by hand is there to be put right, no row says something of
        what another load speaks of, no actor may be one that is there under another id, and no id is
        taken over from a former one.
        """
        alive = ledger.live(loads)
        if any(load.state != "done" for load in loads) or not is_untouched(self.store, loads):
            return False
        if any(load.rows > MOST_REMEMBERED for load in alive):
            return False
        others = {subject for load in alive for subject in ledger.said_about(self.store, [load], None)}
        return all(self._table_stands_alone(table, others) for table in self.tables)

    def _table_stands_alone(self, table: MappedTable, others: set[str]) -> bool:
        record, proposals = table.record, Proposals()
        resolver = Resolver(lambda: self._resolver.authority)
        is_actor = issubclass(record, NodeRecord) and "Actor" in record.parents
        for number, cells in mapped_rows(table, self.options):
            if isinstance(cells, Problem):
                continue
            id_ = cells.get("id", "").strip()
            if cells.get("former_ids") or (is_actor and not id_):
                return False
            if not id_ and others:
                if issubclass(record, Standing):
                    resolver(record, cells, table.file.path.name, number)
                id_ = proposals.id(record, cells)
            if id_ in others:
                return False
        return True

    def to_the_end(self, this: Load, progress: Progress) -> Load:
        """The load with the hash of all its rows; without one where a row is bad."""
        for rows in self.slices():
            if self.problems:
                return this
            self.lines(rows)
            progress("reading", self.rows, 0)
        return replace(this, content=self._content.hexdigest())

    def slices(self) -> Iterator[list[Row]]:
        """The valid rows, one statement's worth at a time.

        A country that nobody has yet comes before the first row that names it.
        """
        source, options = cited(self.store, self._resolver, self.options, self._earlier.brought)
        former = FormerIds.of(self.store)
        everything = chain(source, *(records(table, options, self._resolver) for table in self.tables))
        for some in batches(everything, self.options.limits.batch):
            rows = []
            for row in some:
                if isinstance(row, Row):
                    rows.append(row)
                else:
                    self.problems += row
            countries = self._resolver.countries()[self._countries :]
            self._countries += len(countries)
            rows = [former.followed(row) for row in (*countries, *rows)]
            self.rows += len(rows)
            yield rows
            if len(self.problems) > self.options.limits.problems:
                return

    def lines(self, rows: Iterable[Row]) -> list[Line]:
        """The rows as their load remembers them; they count into its content."""
        lines = [(row.record.subject, ledger.line(assertion(row.record))) for row in rows]
        for _, line in lines:
            self._content.update(line.encode() + b"\n")
        return lines

    @property
    def content(self) -> str:
        """The hash of the rows so far."""
        return self._content.hexdigest()

    def is_brought(self, id_: str) -> bool:
        """Whether the load brings the id, now or later."""
        return id_ in self._resolver.own

    def wrong(self) -> TableError | None:
        """The problems of the rows, once all have been read."""
        if not self.problems:
            return None
        unclear = tuple(self._resolver.unclear.values())
        return UnclearError(self.problems, unclear) if unclear else TableError(self.problems)

    def streamed(self, load: Load, *, settled: bool) -> Streamed:
        """The outcome of the rows."""
        taken = tuple((name, id_, why, many) for (name, id_, why), many in self._resolver.taken.items())
        files = [table.file for table in self.tables]
        encodings = {file.path.name: file.encoding for file in files if file.encoding not in ("", "UTF-8")}
        return Streamed(load, self.rows, settled, taken, encodings, self.partyless.remarks())


# ------------------------------------------------------------------------------------- writing


def _write(
    store: Store,
    reading: _Reading,
    loads: Sequence[Load],
    this: Load,
    spilled: SpillFolder,
    progress: Progress,
) -> Load:
    """Check every row and write those that are good, until one is not; then undo all of it."""
    indexed = not loads or ledger.is_indexed(loads)
    writer = StreamWriter(store, this, spilled, reading.options.limits, indexed=indexed)
    labels: dict[str, frozenset[str]] = {}
    nodes = relationships = 0
    try:
        for rows in reading.slices():
            part = _part(store, rows, reading, labels, spilled)
            nodes += len(part.changes.fresh)
            relationships += len(part.changes.fresh_relationships)
            if not reading.problems:
                writer.put(part)
            progress("loading", reading.rows, 0)
        reading.problems += nobody(store, reading.unknown, labels)
        if error := reading.wrong():
            raise error
        before = (loads[-1].nodes, loads[-1].relationships) if loads else (0, 0)
        done = replace(
            this,
            state="done",
            content=reading.content,
            rows=reading.rows,
            buckets=PARTITIONS * max(1, reading.rows // ledger.ROWS_IN_A_BUCKET // PARTITIONS),
            nodes=before[0] + nodes,
            relationships=before[1] + relationships + spilled.waiting,
            sides=side_index.VERSION,
        )
        writer.finish(done)
    except ConflictError:
        writer.give_up(take_back=True)
        raise
    except BaseException:
        writer.give_up(take_back=not writer.failed)
        raise
    return done


def _part(
    store: Store,
    rows: Sequence[Row],
    reading: _Reading,
    labels: dict[str, frozenset[str]],
    spilled: SpillFolder,
) -> Part:
    """Some rows with what they become, checked against the graph and the rows before them."""
    good = [elements([row.record]) for row in rows if _is_good(row, reading)]
    nodes = [subject.node for subject in good if subject.node is not None]
    labels |= {node.id: _as_set(node.labels) for node in nodes}
    reading.unknown += unknown_references(store, rows, labels, reading.problems)
    if len(reading.unknown) > (most := reading.options.limits.references):
        row, column, id_, _ = reading.unknown[0]
        raise ElshiError(
            f"More than {most:,} references point to rows further down or to none at all, the first to "
            f"'{id_}' ({row.place}, column {column}). Nothing was loaded; put rows before those that "
            f"refer to them, or load their table first."
        )
    changes = Changes(fresh=nodes)
    waiting: list[Relationship] = []
    for relationship in chain.from_iterable(subject.relationships.values() for subject in good):
        there = all(_is_there(end, reading, labels) for end in (relationship.start, relationship.end))
        (changes.fresh_relationships if there else waiting).append(relationship)
    lines = reading.lines(rows)
    spilled.keep(lines, waiting)
    return Part(lines, changes)


@cache
def _as_set(labels: tuple[str, ...]) -> frozenset[str]:
    """The labels of a node, one set for all nodes that have the same."""
    return frozenset(labels)


def _is_good(row: Row, reading: _Reading) -> bool:
    """Whether a row may be written; its problems are recorded."""
    reading.partyless.note(row)
    problems = reading.used.claim(row)
    record = row.record
    if isinstance(record, NodeRecord | Standing) and record.must_cite and not record.source:
        problems.append(uncited(row))
    reading.problems += problems
    return not problems


def _is_there(id_: str, reading: _Reading, labels: Mapping[str, frozenset[str]]) -> bool:
    """Whether a node is in the graph or among the parts so far."""
    return id_ in reading.used or (id_ in labels and not reading.is_brought(id_))
