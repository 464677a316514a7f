"""Long loads: tables of any length, read once as a stream and written while they are read.

A table needs the memory of a few slices and of its ids. This way is for rows that are new and stand alone:
when the graph, or another row of the load, already says something of the same subject, it declines
(:class:`InMemoryError`), whatever was written is undone, and the load is planned in memory as a short one is.
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

from elshi.graph.errors import ConflictError, TableError
from elshi.graph.model.records import NodeRecord, Relationship, Standing
from elshi.graph.store.store import Store
from elshi.graph.store.writing import BATCH, Changes, batches
from elshi.graph.views import side_index
from elshi.loaders.authority.authority import Authority
from elshi.loaders.authority.references import Former, Unknown, nobody, unknown_references
from elshi.loaders.authority.resolver import Resolver
from elshi.loaders.load import ledger
from elshi.loaders.load.inputs import Said, UnclearError, bring, cited, dataset_of
from elshi.loaders.load.ledger import Load
from elshi.loaders.load.plan import assertion, counted, elements
from elshi.loaders.load.stream_writer import PARTITIONS, Ahead, Kept, Line, Part
from elshi.loaders.tables.headings import Headed, How, headed
from elshi.loaders.tables.rows import Problem, Row, records

LONG = 1_000_000
"""Bytes of tables from which a load is tried this way."""

MOST_PROBLEMS = 1_000
"""Sentences that are kept; a table with more is no table of this kind."""

MOST_UNKNOWN = 100_000
"""References that may wait for rows further down."""

Progress = Callable[[str, int, int], None]


class InMemoryError(Exception):
    """The load is not of the kind that can be streamed; it is to be planned in memory."""


@dataclass(frozen=True, slots=True)
class Streamed:
    """What a long load did: its record, how many rows, and the names that were taken."""

    load: Load
    rows: int
    settled: bool
    taken: tuple[tuple[str, str, str, int], ...]
    encodings: Mapping[str, str]


def is_long(files: Sequence[Path]) -> bool:
    """Whether the files together are long enough to be streamed."""
    try:
        return sum(file.stat().st_size for file in files) >= LONG
    except OSError:
        return False


def load_long(
    store: Store,
    files: Sequence[Path],
    how: How,
    dataset: str | None,
    *,
    curated: bool,
    prune: bool,
    known: Sequence[Load],
    progress: Progress,
) -> Streamed:
    """Load tables as a stream; ``InMemoryError``, and the graph as it was, when they are not of the kind.

    Raises ``TableError`` for bad rows as a short load does.
    """
    tables = [headed(file, how) for file in files]
    if not all(issubclass(table.record, NodeRecord | Standing) for table in tables):
        raise InMemoryError
    if any(load.state != "done" for load in known):
        raise InMemoryError
    name = dataset or dataset_of(files)
    hashes = [(table.file.path.name, table.file.sha256) for table in tables]
    this = ledger.fresh(known, name, hashes, curated=curated, complete=prune)
    mine = [load for load in known if load.dataset == name]
    reading = _Reading(store, tables, how, name)
    if mine:
        if not _says_the_same(store, reading, mine[-1], known[-1], this, progress):
            raise InMemoryError
        return reading.streamed(this, settled=True)
    reading.others = _others(store, known)
    with tempfile.TemporaryDirectory(prefix="elshi-") as folder, ExitStack() as stack:
        kept = Kept(Path(folder))
        kept.open(stack)
        this = _write(store, reading, known, this, kept, progress)
    return reading.streamed(this, settled=False)


def _others(store: Store, known: Sequence[Load]) -> set[str]:
    """Every subject of which another load says something."""
    found: set[str] = set()
    for load in ledger.live(known):
        if load.rows > 1_000_000:
            raise InMemoryError
        found |= ledger.said_about(store, [load], None).keys()
    return found


# ------------------------------------------------------------------------------------- reading


@dataclass(slots=True)
class _Reading:
    """The rows of the tables as a stream, and what is known of them so far."""

    store: Store
    tables: Sequence[Headed]
    how: How
    dataset: str
    others: set[str] = field(default_factory=set)
    rows: int = 0
    subjects: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    """References to what nobody has, or has not brought yet."""
    _content: hashlib._Hash = field(default_factory=hashlib.sha256)
    _said: Said = field(init=False)
    _resolver: Resolver = field(init=False)
    _countries: int = 0

    def __post_init__(self) -> None:
        self._said = Said(self.store, self.dataset)
        self._resolver = Resolver(lambda: Authority.of(self.store), self._said.says)
        for table in self.tables:
            bring(self._resolver, table)

    def slices(self) -> Iterator[list[Row]]:
        """The rows that are good by themselves, a statement's worth at a time.

        A country that nobody has yet comes before the first row that names it.
        """
        first, how = cited(self.store, self._resolver, self.how, self._said.says)
        former = Former.of(self.store)
        read = chain(first, *(records(table, how, self._resolver) for table in self.tables))
        for some in batches(read, BATCH):
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
            if len(self.problems) > MOST_PROBLEMS:
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
        """What is wrong with the rows, all of which have been read."""
        if not self.problems:
            return None
        unclear = tuple(self._resolver.unclear.values())
        return UnclearError(self.problems, unclear) if unclear else TableError(self.problems)

    def streamed(self, load: Load, *, settled: bool) -> Streamed:
        """What became of them."""
        taken = tuple((name, id_, why, many) for (name, id_, why), many in self._resolver.taken.items())
        files = [table.file for table in self.tables]
        encodings = {file.path.name: file.encoding for file in files if file.encoding not in ("", "UTF-8")}
        return Streamed(load, self.rows, settled, taken, encodings)


def _says_the_same(
    store: Store, reading: _Reading, mine: Load, last: Load, this: Load, progress: Progress
) -> bool:
    """Whether the tables say just what their data set said last, and the graph is as the loads left it."""
    if mine.curated != this.curated or (this.complete and not mine.complete):
        return False
    for rows in reading.slices():
        if reading.problems:
            return False
        reading.lines(rows)
        progress("reading", reading.rows, 0)
    return reading.content == mine.content and counted(store.read) == (last.nodes, last.relationships)


# ------------------------------------------------------------------------------------- writing


def _write(
    store: Store, reading: _Reading, known: Sequence[Load], this: Load, kept: Kept, progress: Progress
) -> Load:
    """Check every row and write those that are good, until one is not; then undo all of it."""
    ahead = Ahead(store, this, kept, indexed=not known or ledger.is_indexed(known))
    labels: dict[str, frozenset[str]] = {}
    nodes = relationships = 0
    try:
        for rows in reading.slices():
            part = _part(store, rows, reading, labels, kept)
            nodes += len(part.changes.fresh)
            relationships += len(part.changes.fresh_relationships)
            if not reading.problems:
                ahead.put(part)
            progress("loading", reading.rows, 0)
        reading.problems += nobody(store, reading.unknown, labels)
        if error := reading.wrong():
            raise error
        had = (known[-1].nodes, known[-1].relationships) if known else (0, 0)
        done = replace(
            this,
            state="done",
            content=reading.content,
            rows=reading.rows,
            buckets=PARTITIONS * max(1, reading.rows // ledger.ROWS_IN_A_BUCKET // PARTITIONS),
            nodes=had[0] + nodes,
            relationships=had[1] + relationships + kept.waiting,
            sides=side_index.VERSION,
        )
        ahead.finish(done)
    except ConflictError as error:
        ahead.give_up(take_back=True)
        raise InMemoryError from error
    except BaseException:
        ahead.give_up(take_back=not ahead.failed)
        raise
    return done


def _part(
    store: Store, rows: Sequence[Row], reading: _Reading, labels: dict[str, frozenset[str]], kept: Kept
) -> Part:
    """Some rows with what they make, checked against the graph and the rows before them."""
    made = [elements([row.record]) for row in rows if _is_new(row, reading)]
    nodes = [one.node for one in made if one.node is not None]
    labels |= {node.id: _as_set(node.labels) for node in nodes}
    reading.unknown += unknown_references(store, rows, labels, reading.problems)
    if len(reading.unknown) > MOST_UNKNOWN:
        raise InMemoryError
    changes = Changes(fresh=nodes)
    waiting: list[Relationship] = []
    for relationship in chain.from_iterable(one.relationships.values() for one in made):
        there = all(_is_there(end, reading, labels) for end in (relationship.start, relationship.end))
        (changes.fresh_relationships if there else waiting).append(relationship)
    lines = reading.lines(rows)
    kept.keep(lines, waiting)
    return Part(lines, changes)


@cache
def _as_set(labels: tuple[str, ...]) -> frozenset[str]:
    """The labels of a node, one set for all nodes that have the same."""
    return frozenset(labels)


def _is_new(row: Row, reading: _Reading) -> bool:
    """Whether a row may be written; what is wrong with it is noted."""
    record = row.record
    if (
        not isinstance(record, NodeRecord | Standing)
        or record.subject in reading.others
        or _may_be_another(row)
    ):
        raise InMemoryError
    before = len(reading.problems)
    if record.subject in reading.subjects:
        reading.problems.append(row.wrong(f"'{record.subject}' is already used in this load.", "id"))
    if record.must_cite and not record.source:
        sentence = f"'{record.subject}' cites no source; its column source was expected."
        reading.problems.append(row.wrong(sentence))
    reading.subjects.add(record.subject)
    return len(reading.problems) == before


def _may_be_another(row: Row) -> bool:
    """Whether more must be asked of a row than whether its id is new."""
    record = row.record
    return isinstance(record, NodeRecord) and (
        bool(record.former_ids) or (row.proposed and "Actor" in record.parents)
    )


def _is_there(id_: str, reading: _Reading, labels: Mapping[str, frozenset[str]]) -> bool:
    """Whether a node is in the graph, or among the parts that were given so far."""
    return id_ in reading.subjects or (id_ in labels and not reading.is_brought(id_))
