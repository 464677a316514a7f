"""Long loads: tables of hundreds of megabytes, read as a stream and written in slices.

Every row is validated and made into its node and relationships in a first pass, which writes them to
temporary files; only when all are good does a second pass put them into the graph. So a table of any length
needs the memory of one slice and of its ids. This way is for rows that are new and stand alone: when the
graph, or another row of the load, already says something of the same subject, :func:`fits` declines and the
load is planned in memory as a short one is.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any

from graph.errors import ElshiError, TableError
from graph.model import Node, NodeRecord, Relationship, Standing
from graph.store import Run, Store
from graph.writing import BATCH, Changes, apply, batches
from loaders import assertions
from loaders.assertions import Assertion, Load
from loaders.authority import Authority
from loaders.gather import UnclearError, bring, cited, dataset_of
from loaders.headings import Headed, How, headed
from loaders.plan import Elements, assertion, counted, elements
from loaders.references import check_references, redirected
from loaders.resolving import Resolver
from loaders.tables import Problem, Row, records

LONG = 10_000_000
"""Bytes of tables from which a load is tried this way."""

PARTITIONS = 64
MOST_PROBLEMS = 1_000
"""Sentences that are kept; a table with more is no table of this kind."""


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


_PLAIN = json.JSONEncoder(ensure_ascii=False)
_DATED = json.JSONEncoder(ensure_ascii=False, default=date.isoformat)


@dataclass(slots=True)
class _Spill:
    """Validated rows on disk, parted by their subjects, so that a bucket's rows lie in one file."""

    folder: Path
    rows: int = 0
    content: Any = field(default_factory=hashlib.sha256)
    subjects: set[str] = field(default_factory=set)
    _files: list[Any] = field(default_factory=list)

    def open(self, stack: ExitStack) -> None:
        self._files = [
            stack.enter_context((self.folder / str(number)).open("w", encoding="utf-8"))
            for number in range(PARTITIONS)
        ]

    def add(self, said: Assertion, made: Elements) -> None:
        """Keep a row with what it becomes."""
        self.rows += 1
        node = [made.node.id, made.node.labels, made.node.properties] if made.node else None
        related = [[r.type, r.start, r.end, r.key, r.properties, r.busy] for r in made.relationships.values()]
        row = [said.subject, said.table, said.key, said.values]
        self.content.update(_PLAIN.encode([said.table, said.values]).encode() + b"\n")
        line = _DATED.encode([row, node, related])
        self._files[assertions.bucket(said.subject, PARTITIONS)].write(line + "\n")

    def partition(self, number: int) -> tuple[list[Assertion], list[Node], list[Relationship]]:
        """The rows of a partition with their nodes and relationships."""
        rows, nodes, related = [], [], []
        with (self.folder / str(number)).open(encoding="utf-8") as file:
            for line in file:
                row, node, some = json.loads(line)
                rows.append(Assertion(*row))
                if node:
                    nodes.append(Node(node[0], tuple(node[1]), _dated(node[2])))
                related += [Relationship(t, s, e, k, _dated(p), b) for t, s, e, k, p, b in some]
        return rows, nodes, related


_DAYS = frozenset(("earliest", "latest", "from", "to", "valid_from", "valid_to", "force_from", "force_to"))


def _dated(properties: dict[str, Any]) -> dict[str, Any]:
    """Properties with their days as days again."""
    for name in _DAYS & properties.keys():
        properties[name] = date.fromisoformat(properties[name])
    return properties


def load_long(
    store: Store,
    files: Sequence[Path],
    how: How,
    dataset: str | None,
    *,
    curated: bool,
    prune: bool,
    known: Sequence[Load],
    progress: Any,
) -> Streamed:
    """Load tables as a stream; ``InMemoryError`` when they are not of the kind, before anything is written.

    Raises ``TableError`` for bad rows as a short load does.
    """
    name = dataset or dataset_of(files)
    tables = [headed(file, how) for file in files]
    with tempfile.TemporaryDirectory(prefix="elshi-") as folder, ExitStack() as stack:
        spill = _Spill(Path(folder))
        try:
            spill.open(stack)
            taken = _validate(store, tables, how, spill, known, name, progress)
            stack.close()
        except OSError as error:
            raise ElshiError(
                f"The rows cannot be kept in {folder} while they are checked: {error.strerror}; nothing was "
                "loaded."
            ) from error
        this = _announced(known, tables, spill, name, curated=curated, prune=prune)
        encodings = {
            t.file.path.name: t.file.encoding for t in tables if t.file.encoding not in ("", "UTF-8")
        }
        if known and _is_known(store, known, this):
            return Streamed(this, spill.rows, True, taken, encodings)
        if any(load.dataset == name for load in known):
            raise InMemoryError
        _write(store, known, this, spill, progress)
        return Streamed(this, spill.rows, False, taken, encodings)


# ------------------------------------------------------------------------------------- first pass


def _validate(
    store: Store,
    tables: Sequence[Headed],
    how: How,
    spill: _Spill,
    known: Sequence[Load],
    dataset: str,
    progress: Any,
) -> tuple[tuple[str, str, str, int], ...]:
    """Check every row and keep it with what it becomes."""
    if any(load.state != "done" for load in known):
        raise InMemoryError
    others = _others(store, [load for load in known if load.dataset != dataset])
    resolver = Resolver(lambda: Authority.of(store))
    for table in tables:
        bring(resolver, table)
    first, how = cited(store, resolver, how, lambda _: False)
    problems: list[Problem] = []
    labels = dict(resolver.own)
    read = chain(first, *(records(table, how, resolver) for table in tables))
    for some in batches(read, 4 * BATCH):
        rows = []
        for row in some:
            if isinstance(row, Row):
                rows.append(row)
            else:
                problems += row
        _keep(store, rows, spill, others, labels, problems)
        progress("checking", spill.rows, 0)
        if len(problems) > MOST_PROBLEMS:
            break
    states = resolver.countries()
    _keep(store, states, spill, others, labels, problems)
    if problems:
        unclear = tuple(resolver.unclear.values())
        raise UnclearError(problems, unclear) if unclear else TableError(problems)
    return tuple((name, id_, why, many) for (name, id_, why), many in resolver.taken.items())


def _others(store: Store, known: Sequence[Load]) -> set[str]:
    """Every subject of which another load says something."""
    found: set[str] = set()
    for load in assertions.live(known):
        if load.rows > 1_000_000:
            raise InMemoryError
        found |= assertions.said_about(store, [load], None).keys()
    return found


def _keep(
    store: Store,
    rows: Sequence[Row],
    spill: _Spill,
    others: set[str],
    labels: dict[str, frozenset[str]],
    problems: list[Problem],
) -> None:
    """Check the rows of one slice against the graph and the load, and keep them."""
    rows = redirected(store, rows)
    made = []
    for row in rows:
        record = row.record
        if not isinstance(record, NodeRecord | Standing) or record.subject in others:
            raise InMemoryError
        if record.subject in spill.subjects:
            problems.append(row.wrong(f"'{record.subject}' is already used in this load.", "id"))
        spill.subjects.add(record.subject)
        if record.must_cite and not record.source:
            problems.append(row.wrong(f"'{record.subject}' cites no source; its column source was expected."))
        made.append(elements([record]))
    before = len(problems)
    check_references(store, rows, made, problems, labels)
    if len(problems) == before:
        for row, one in zip(rows, made, strict=True):
            spill.add(assertion(row.record), one)


# ------------------------------------------------------------------------------------ second pass


def _announced(
    known: Sequence[Load],
    tables: Sequence[Headed],
    spill: _Spill,
    dataset: str,
    *,
    curated: bool,
    prune: bool,
) -> Load:
    sequence = max((load.sequence for load in known), default=0) + 1
    hashes = [table.file.sha256 for table in tables]
    return Load(
        id=f"load-{sequence:06d}",
        sequence=sequence,
        dataset=dataset,
        file=", ".join(table.file.path.name for table in tables),
        sha256=hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest(),
        content=spill.content.hexdigest(),
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        rows=spill.rows,
        buckets=PARTITIONS * max(1, spill.rows // assertions.ROWS_IN_A_BUCKET // PARTITIONS),
        curated=curated,
        complete=prune,
        state="writing",
        version=version("elshi"),
    )


def _is_known(store: Store, known: Sequence[Load], this: Load) -> bool:
    mine = [load for load in known if load.dataset == this.dataset]
    if not mine or (mine[-1].content, mine[-1].curated) != (this.content, this.curated):
        return False
    return counted(store.read) == (known[-1].nodes, known[-1].relationships)


def _write(store: Store, known: Sequence[Load], this: Load, spill: _Spill, progress: Any) -> None:
    """Write slice after slice: what a load asserts with the nodes, then what relates nodes of two slices."""

    def announce(run: Run) -> None:
        run("CREATE (l:ElshiLoad) SET l = $load", {"load": this.properties()})
        assertions.beat(run, this)

    store.transaction(announce)
    later = spill.folder / "later"
    written: set[str] = set()
    nodes_made = related_made = 0
    with later.open("w", encoding="utf-8") as kept:
        for number in range(PARTITIONS):
            rows, nodes, related = spill.partition(number)
            nodes_made, related_made = nodes_made + len(nodes), related_made + len(related)
            written.update(node.id for node in nodes)
            ready = []
            for one in related:
                if all(end in written or end not in spill.subjects for end in (one.start, one.end)):
                    ready.append(one)
                else:
                    kept.write(
                        json.dumps([getattr(one, name) for name in one.__slots__], default=date.isoformat)
                        + "\n"
                    )
            _slice(store, this, rows, Changes(fresh=nodes, fresh_relationships=ready))
            progress("writing", number + 1, PARTITIONS + 1)
    with later.open(encoding="utf-8") as kept:
        for some in batches(kept, 4 * BATCH):
            parts = (json.loads(line) for line in some)
            ready = [Relationship(t, s, e, k, _dated(p), b) for t, s, e, k, p, b in parts]
            _slice(store, this, [], Changes(fresh_relationships=ready))
    had = (known[-1].nodes, known[-1].relationships) if known else (0, 0)
    done = replace(this, state="done", nodes=had[0] + nodes_made, relationships=had[1] + related_made)
    store.transaction(lambda run: assertions.update(run, done))
    progress("writing", PARTITIONS + 1, PARTITIONS + 1)


def _slice(store: Store, this: Load, rows: Iterable[Assertion], changes: Changes) -> None:
    def write(run: Run) -> None:
        assertions.keep(run, this, rows)
        apply(run, changes)
        assertions.beat(run, this)

    store.transaction(write)
