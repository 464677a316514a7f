"""Loading: tables in, graph out, whole or not at all.

Get (read every table), transform (validate, resolve ids, unite with what other loads assert), load
(write the difference), clean up (withdraw what nobody asserts any more). Nothing is written before
every row has been found good; only long tables (``elshi.loaders.load.stream``) are written while they are
read, and taken back where a row is bad. Every load is remembered with what it asserted.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from elshi.graph.errors import ConflictError, TableError
from elshi.graph.store.gc import uncollected
from elshi.graph.store.store import Run, Store
from elshi.graph.store.writing import BATCH, Changes, apply, batches
from elshi.loaders import RECORDS
from elshi.loaders.authority.authority import Authority, country
from elshi.loaders.authority.references import redirected
from elshi.loaders.authority.resolver import DECISIONS, read_decisions
from elshi.loaders.files.readers import open_table
from elshi.loaders.kinds.names import Name
from elshi.loaders.load import ledger
from elshi.loaders.load.inputs import Got, gather, remove, write_refused
from elshi.loaders.load.ledger import Load
from elshi.loaders.load.plan import Plan, assertion, counted, plan
from elshi.loaders.load.stream import InMemoryError, is_long, load_long
from elshi.loaders.load.stream_writer import ONE_TRANSACTION
from elshi.loaders.opendata import MODULES, Asked
from elshi.loaders.tables.headings import How
from elshi.loaders.tables.rows import Row, Table

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
    taken: tuple[tuple[str, str, str, int], ...] = ()
    """Names that were read as actors: (name, id, why, in how many cells)."""
    encodings: Mapping[str, str] = field(default_factory=dict)
    """The encoding of each text file that is not UTF-8."""
    refused: int = 0
    refused_files: tuple[Path, ...] = ()
    """Where the rows stand that were left out."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """Why rows of open data were not taken → how many."""

    @property
    def changed_nothing(self) -> bool:
        """Whether the graph already said all of it."""
        return not (self.new or self.changed or self.withdrawn)


def corpus_folder() -> Path:
    """Where the packaged tables lie."""
    return Path(__file__).parents[1] / "corpus"


def reference_folder() -> Path:
    """Where the packaged facts of public reference lie."""
    return Path(__file__).parents[1] / "reference"


def packaged() -> list[Path]:
    """The packaged tables, in the order of the model."""
    return _tables(corpus_folder())


def reference_tables() -> list[Path]:
    """The packaged tables of public reference, in the order of the model."""
    return _tables(reference_folder())


def _tables(folder: Path) -> list[Path]:
    return [file for name in RECORDS if (file := folder / f"{name}.csv").exists()]


def build(store: Store, *, progress: Progress | None = None) -> Outcome:
    """Load the packaged tables; what an earlier version of them said and this one does not goes."""
    return load(store, packaged(), dataset=CURATED, curated=True, prune=True, progress=progress)


def build_reference(store: Store, *, progress: Progress | None = None) -> Outcome:
    """Load the packaged facts of public reference: members, seats, founding years, groups.

    They are a data set of their own (``elshi undo`` withdraws it), which gives way to every other; the
    relations that only they state carry ``layer: "reference"``.
    """
    return load(store, reference_tables(), dataset=ledger.REFERENCE, prune=True, progress=progress)


def load(
    store: Store,
    files: Sequence[Path],
    *,
    kind: str | None = None,
    dataset: str | None = None,
    prune: bool = False,
    curated: bool = False,
    how: How | None = None,
    skip_bad: bool = False,
    asked: Asked | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Load tables as one data set, and say what became of the rows.

    ``dataset`` names it (by default the file's path, or their folder's): loading it again replaces
    the rows it had, and with ``prune`` withdraws the rows that it no longer has. ``how`` says what the
    tables do not say themselves; ``kind`` may be one of ``elshi.loaders.opendata``, of whose reader
    ``asked`` is asked. Raises ``TableError`` with a sentence for every row that is wrong; then nothing has
    been written. With ``skip_bad`` the good rows are loaded and the others written, each with its reason,
    to files beside the tables.
    """
    began = time.monotonic()
    if how is None:
        how = How(kind=kind, only=asked.only, rules=asked.mapping) if asked else How(kind=kind)
    with uncollected(), _indexed(store):
        if how.kind not in MODULES and is_long(files) and not skip_bad:
            try:
                return _long(store, files, how, dataset, curated, prune, progress)
            except InMemoryError:
                pass
        got = gather(store, files, how, dataset, skip_bad=skip_bad)
        if skip_bad:
            got = _good(store, got, curated, prune)
        refused = write_refused(got)
        try:
            made = _loaded(store, got, curated, prune, progress or (lambda *_: None))
        except BaseException:
            remove(refused)
            raise
    return Outcome(
        made.load.dataset,
        len(made.rows),
        made.new,
        made.changed,
        made.same,
        made.withdrawn,
        time.monotonic() - began,
        got.taken,
        {table.path.name: table.encoding for table in got.tables if table.encoding not in ("", "UTF-8")},
        sum(map(len, got.refused.values())),
        tuple(refused),
        got.left_out,
    )


@contextmanager
def _indexed(store: Store) -> Iterator[None]:
    """See to the constraints before a load, and to the indexes: of a first one's rows after it."""
    store.prepare(indexes=bool(ledger.loads(store)))
    yield
    store.prepare()


def _long(
    store: Store,
    files: Sequence[Path],
    how: How,
    dataset: str | None,
    curated: bool,
    prune: bool,
    progress: Progress | None,
) -> Outcome:
    began = time.monotonic()
    known = _quiet(store)
    done = load_long(
        store,
        files,
        how,
        dataset,
        curated=curated,
        prune=prune,
        known=known,
        progress=progress or (lambda *_: None),
    )
    new, same = (0, done.rows) if done.settled else (done.rows, 0)
    seconds = time.monotonic() - began
    return Outcome(done.load.dataset, done.rows, new, 0, same, 0, seconds, done.taken, done.encodings)


def decide(store: Store, review: Path) -> Outcome:
    """Remember the decisions of a review table as aliases of the actors, in a data set of their own."""
    began = time.monotonic()
    store.prepare()
    rows = read_decisions(review)
    known = Authority.of(store).labels
    ids = {row.record.subject for row in rows} - known.keys()
    states = [
        Row(record, "ISO 3166", at) for at, id_ in enumerate(sorted(ids), 1) if (record := country(id_))
    ]
    sha256 = open_table(review).sha256
    got = Got(DECISIONS, [Table(review, Name, tuple(rows), (), sha256)], [*states, *rows])
    made = _loaded(store, got, False, False, lambda *_: None)
    seconds = time.monotonic() - began
    return Outcome(DECISIONS, len(made.rows), made.new, made.changed, made.same, made.withdrawn, seconds)


def _good(store: Store, got: Got, curated: bool, prune: bool) -> Got:
    """What is left when every row is taken out that would not load, and those that then would not."""
    while True:
        try:
            _planned(store, ledger.loads(store), got, curated=curated, prune=prune)
        except TableError as error:
            fewer = got.without(error.problems)
            if fewer is None:
                raise
            got = fewer
        else:
            break
    if not any(row.file == table.path.name for row in got.rows for table in got.tables):
        reasons = [
            f"{f}, row {n}: {' '.join(why)}" for f, rows in got.refused.items() for n, why in rows.items()
        ]
        raise TableError(reasons)
    return got


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
    while ledger.at_work(store):
        time.sleep(0.5)
    return ledger.loads(store)


def planned(
    store: Store,
    files: Sequence[Path],
    *,
    kind: str | None = None,
    dataset: str | None = None,
    prune: bool = False,
    curated: bool = False,
    how: How | None = None,
) -> Plan:
    """What a load of the tables would do, without doing it; raises what the load would raise."""
    with uncollected():
        known = ledger.loads(store)
        got = gather(store, files, how or How(kind=kind), dataset)
        return _planned(store, known, got, curated=curated, prune=prune)


def _planned(store: Store, known: Sequence[Load], got: Got, *, curated: bool, prune: bool) -> Plan:
    rows = redirected(store, got.rows)
    this = _announced(known, got, rows, curated=curated, prune=prune)
    if _is_known(store, known, this):
        return Plan(this, [assertion(row.record) for row in rows], Changes(), same=len(rows), settled=True)
    return plan(store, known, this, rows)


def cut_off(store: Store) -> list[Load]:
    """The loads that were interrupted and wait to be run again."""
    return [load for load in ledger.loads(store) if load.state != "done"]


def _announced(known: Sequence[Load], got: Got, rows: Sequence[Row], *, curated: bool, prune: bool) -> Load:
    content = hashlib.sha256()
    for row in rows:
        content.update(ledger.line(assertion(row.record)).encode() + b"\n")
    files = [(table.path.name, table.sha256) for table in got.tables]
    return replace(
        ledger.fresh(known, got.dataset, files, curated=curated, complete=prune),
        content=content.hexdigest(),
        rows=len(rows),
        buckets=max(1, len(rows) // ledger.ROWS_IN_A_BUCKET),
        state="writing" if len(rows) > ONE_TRANSACTION else "done",
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
        ledger.remember(run, made.load, made.rows)
        ledger.beat(run, made.load)

    def write(run: Run) -> None:
        apply(run, part)
        ledger.beat(run, made.load)

    store.transaction(announce)
    parts = list(slices(made.changes))
    for done, part in enumerate(parts):  # noqa: B007 - ``write`` writes it
        progress("writing", done, len(parts))
        store.transaction(write)
    store.transaction(lambda run: _conclude(run, made, known))
    progress("writing", len(parts), len(parts))


def _conclude(run: Run, made: Plan, known: Sequence[Load]) -> None:
    """Remember the load as done, with the counts of the whole graph, and forget what was cut off."""
    for load in known:
        if load.state != "done":
            ledger.forget(run, load)
    if made.changes.careful:
        nodes, relationships = counted(run)
    else:
        had = (known[-1].nodes, known[-1].relationships) if known else (0, 0)
        nodes, relationships = made.changes.grown(*had)
    done = replace(made.load, state="done", nodes=nodes, relationships=relationships)
    if made.load.state == "done":
        ledger.remember(run, done, made.rows)
    else:
        ledger.update(run, done)


def slices(changes: Changes) -> Iterator[Changes]:
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
