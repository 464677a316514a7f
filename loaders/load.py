"""Loading: tables in, graph out, whole or not at all.

Get (read every table), transform (validate, resolve ids, unite with what other loads assert), load
(write the difference), clean up (withdraw what nobody asserts any more). Nothing is written before
every row has been found good, and every load is remembered with what it asserted.
"""

from __future__ import annotations

import gc
import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from graph.errors import ConflictError, TableError
from graph.model import NodeRecord, Standing
from graph.store import Run, Store
from graph.writing import BATCH, Changes, apply, batches
from loaders import RECORDS, assertions, settled
from loaders.assertions import Load
from loaders.plan import Plan, assertion, counted, plan
from loaders.references import redirected
from loaders.tables import Row, Table, read

ONE_TRANSACTION = 50_000
"""Rows that are written in one transaction; a longer load is marked until it is complete."""

ATTEMPTS = 5
"""How often a load is planned, when others load into the same database at the same time."""

CURATED = "elshi"
"""The data set of the packaged tables."""

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it, and of how much."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a load did: rows by what became of them, elements written, and the seconds it took."""

    dataset: str
    rows: int
    new: int
    changed: int
    same: int
    withdrawn: int
    seconds: float

    @property
    def changed_nothing(self) -> bool:
        """Whether the graph already said all of it."""
        return not (self.new or self.changed or self.withdrawn)


def corpus_folder() -> Path:
    """Where the packaged tables lie."""
    return Path(__file__).parent / "corpus"


def packaged() -> list[Path]:
    """The packaged tables, in the order of the model."""
    return [file for name in RECORDS if (file := corpus_folder() / f"{name}.csv").exists()]


def build(store: Store, *, progress: Progress | None = None) -> Outcome:
    """Load the packaged tables; what an earlier version of them said and this one does not goes."""
    return load(store, packaged(), dataset=CURATED, curated=True, prune=True, progress=progress)


def load(
    store: Store,
    files: Sequence[Path],
    *,
    kind: str | None = None,
    dataset: str | None = None,
    prune: bool = False,
    curated: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Load CSV tables as one data set, and say what became of the rows.

    ``dataset`` names it (by default the file's path, or their folder's): loading it again replaces
    the rows it had, and with ``prune`` withdraws the rows that it no longer has. Raises
    ``TableError`` with a sentence for every row that is wrong; then nothing has been written.
    """
    began = time.monotonic()
    with _uncollected():
        store.prepare()
        got = _get(files, kind, dataset)
        made = _loaded(store, got, curated, prune, progress or (lambda *_: None))
    return Outcome(
        made.load.dataset,
        len(made.rows),
        made.new,
        made.changed,
        made.same,
        made.withdrawn,
        time.monotonic() - began,
    )


def _loaded(store: Store, got: Got, curated: bool, prune: bool, progress: Progress) -> Plan:
    """Plan and write; when another load came between, plan again on what it left."""
    for attempt in range(ATTEMPTS):
        known = _quiet(store)
        made = _planned(store, known, got, curated=curated, prune=prune)
        made.changes.careful |= attempt > 0
        if made.settled:
            break
        try:
            _write(store, known, made, progress)
            break
        except ConflictError:
            if attempt == ATTEMPTS - 1:
                raise
    return made


def _quiet(store: Store) -> list[Load]:
    """What the database remembers, once no other load is being written in parts."""
    while assertions.at_work(store):
        time.sleep(0.5)
    return assertions.loads(store)


def planned(
    store: Store,
    files: Sequence[Path],
    *,
    kind: str | None = None,
    dataset: str | None = None,
    prune: bool = False,
    curated: bool = False,
) -> Plan:
    """What a load of the tables would do, without doing it; raises what the load would raise."""
    with _uncollected():
        known = assertions.loads(store)
        return _planned(store, known, _get(files, kind, dataset), curated=curated, prune=prune)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python's cycle collector still: a load makes a million objects, none of them in cycles.

    Walking through them again and again took a quarter of a first load's time and half of a second's.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Got:
    """Tables as they were read: every row good by itself."""

    dataset: str
    tables: list[Table]
    rows: list[Row]


def _get(files: Sequence[Path], kind: str | None, dataset: str | None) -> Got:
    tables = [read(file, kind) for file in files if file.name != settled.FILE]
    if problems := [problem for table in tables for problem in table.problems]:
        raise TableError(problems)
    rows = [row for table in tables for row in table.rows]
    _check_ids(rows)
    return Got(dataset or _dataset(files), tables, rows)


def _planned(store: Store, known: Sequence[Load], got: Got, *, curated: bool, prune: bool) -> Plan:
    rows = redirected(store, got.rows)
    this = _announced(known, got, rows, curated=curated, prune=prune)
    if _is_known(store, known, this):
        return Plan(this, [assertion(row.record) for row in rows], Changes(), same=len(rows), settled=True)
    return plan(store, known, this, rows)


def cut_off(store: Store) -> list[Load]:
    """The loads that were interrupted and wait to be run again."""
    return [load for load in assertions.loads(store) if load.state != "done"]


def _dataset(files: Sequence[Path]) -> str:
    places = {file.absolute() if len(files) == 1 else file.absolute().parent for file in files}
    return str(sorted(places)[0])


def _check_ids(rows: Iterable[Row]) -> None:
    """One id for one thing: refuse ids that two rows of this load define."""
    seen: dict[str, Row] = {}
    keys: dict[tuple[str, str], Row] = {}
    problems = []
    for row in rows:
        record = row.record
        if not isinstance(record, NodeRecord | Standing):
            first = keys.setdefault((record.table, record.key), row)
            if first is not row:
                problems.append(f"{row.place}: the same row already stands in row {first.number}.")
            continue
        for id_ in (record.subject, *getattr(record, "former_ids", ())):
            first = seen.setdefault(id_, row)
            if first is not row:
                problems.append(
                    f"{row.place}, column id: '{id_}' is already used in {first.place}; ids are "
                    "unique across all tables."
                )
    if problems:
        raise TableError(problems)


def _announced(known: Sequence[Load], got: Got, rows: Sequence[Row], *, curated: bool, prune: bool) -> Load:
    content = hashlib.sha256()
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for row in rows:
        content.update(encode([row.record.table, row.record.values]).encode() + b"\n")
    files = hashlib.sha256("".join(table.sha256 for table in got.tables).encode()).hexdigest()
    sequence = max((load.sequence for load in known), default=0) + 1
    return Load(
        id=f"load-{sequence:06d}",
        sequence=sequence,
        dataset=got.dataset,
        file=", ".join(table.path.name for table in got.tables),
        sha256=got.tables[0].sha256 if len(got.tables) == 1 else files,
        content=content.hexdigest(),
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        rows=len(rows),
        buckets=max(1, len(rows) // assertions.ROWS_IN_A_BUCKET),
        curated=curated,
        complete=prune,
        state="writing" if len(rows) > ONE_TRANSACTION else "done",
        version=version("elshi"),
    )


def _is_known(store: Store, known: Sequence[Load], this: Load) -> bool:
    """Whether the data set's latest load said exactly this, and the graph is as the loads left it."""
    if any(load.state != "done" for load in known):
        return False
    mine = [load for load in known if load.dataset == this.dataset]
    if not mine or (mine[-1].content, mine[-1].curated) != (this.content, this.curated):
        return False
    if this.complete and not (mine[-1].complete or len(mine) == 1):
        return False
    return counted(store.read) == (known[-1].nodes, known[-1].relationships)


def _write(store: Store, known: Sequence[Load], made: Plan, progress: Progress) -> None:
    if made.load.state == "done":

        def work(run: Run) -> None:
            apply(run, made.changes)
            _conclude(run, made, known)

        progress("writing", 0, made.load.rows)
        store.transaction(work)
        progress("writing", made.load.rows, made.load.rows)
        return

    def announce(run: Run) -> None:
        assertions.remember(run, made.load, made.rows)
        assertions.beat(run, made.load)

    def write(run: Run) -> None:
        apply(run, part)
        assertions.beat(run, made.load)

    store.transaction(announce)
    slices = list(_slices(made.changes))
    for done, part in enumerate(slices):  # noqa: B007 - ``write`` writes it
        progress("writing", done, len(slices))
        store.transaction(write)
    store.transaction(lambda run: _conclude(run, made, known))
    progress("writing", len(slices), len(slices))


def _conclude(run: Run, made: Plan, known: Sequence[Load]) -> None:
    """Remember the load as done, with the counts of the whole graph, and forget what was cut off."""
    for load in known:
        if load.state != "done":
            assertions.forget(run, load)
    if made.changes.careful:
        nodes, relationships = counted(run)
    else:
        had = (known[-1].nodes, known[-1].relationships) if known else (0, 0)
        nodes, relationships = made.changes.grown(*had)
    done = replace(made.load, state="done", nodes=nodes, relationships=relationships)
    if made.load.state == "done":
        assertions.remember(run, done, made.rows)
    else:
        assertions.update(run, done)


def _slices(changes: Changes) -> Iterator[Changes]:
    """A long list of changes in parts, each a transaction of its own, nodes before relationships."""
    size = 4 * BATCH
    for fresh in batches(changes.fresh, size):
        yield Changes(fresh=fresh, careful=changes.careful)
    for changed in batches(changes.changed, size):
        yield Changes(changed=changed)
    for some in batches(changes.fresh_relationships, size):
        yield Changes(fresh_relationships=some, careful=changes.careful)
    for some in batches(changes.relationships, size):
        yield Changes(relationships=some)
    for some in batches(changes.gone_relationships, size):
        yield Changes(gone_relationships=some)
    for gone in batches(changes.gone, size):
        yield Changes(gone=gone)
