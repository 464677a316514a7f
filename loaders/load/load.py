"""Loading: tables in, graph out, whole or not at all.

Get (read every table), transform (validate, resolve ids, unite with what other loads assert), load
(write the difference), clean up (withdraw what no load asserts any more). Nothing is written before
every row is found valid; only long tables (``elshi.loaders.load.stream``) are written while they are
read, and rolled back if a row is invalid. Every load is recorded with what it asserted.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from elshi.graph.errors import ConflictError, ElshiError, TableError
from elshi.graph.store.gc import paused
from elshi.graph.store.store import Run, Store
from elshi.graph.store.writing import Changes, apply, batches
from elshi.graph.views import side_index
from elshi.loaders.authority.authority import Authority, country
from elshi.loaders.authority.references import redirected
from elshi.loaders.authority.resolver import DECISIONS, read_decisions
from elshi.loaders.corpus import packaged, reference_tables
from elshi.loaders.files.readers import open_table
from elshi.loaders.kinds.names import Name
from elshi.loaders.load import ledger
from elshi.loaders.load.checks import PartylessTreaties, is_settled, one_party_each
from elshi.loaders.load.doubles import Asked, doubles, remark
from elshi.loaders.load.inputs import LoadInput, gather, remove, write_refused
from elshi.loaders.load.ledger import Load
from elshi.loaders.load.options import CORPUS, PUBLIC, LoadLimits, LoadOptions
from elshi.loaders.load.plan import Plan, assertion, plan
from elshi.loaders.load.stream import is_long, load_stream
from elshi.loaders.opendata import MODULES
from elshi.loaders.tables.networks import KINDS as NETWORKS
from elshi.loaders.tables.rows import Row, Table, told_once

ATTEMPTS = 5
"""How often a load is planned while others load into the same database."""

Progress = Callable[[str, int, int], None]
"""Called with the current step, the amount done and the total."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a load: rows by outcome, elements written, and the seconds it took."""

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
    """Files with the rows that were left out."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """Reason why rows of open data were left out → number of rows."""
    remarks: tuple[str, ...] = ()
    """Remarks on rows that are valid but probably not intended."""

    @property
    def changed_nothing(self) -> bool:
        """Whether the graph already had all of it."""
        return not (self.new or self.changed or self.withdrawn)


def build(store: Store, *, progress: Progress | None = None) -> Outcome:
    """Load the packaged tables."""
    return load(store, packaged(), CORPUS, progress=progress)


def build_reference(store: Store, *, progress: Progress | None = None) -> Outcome:
    """Load the packaged facts of public reference: members, seats, founding years, groups.

    They are a data set of their own (``elshi undo`` withdraws it), which gives way to every other; the
    relations that only they state carry ``layer: "reference"``.
    """
    return load(store, reference_tables(), PUBLIC, progress=progress)


def load(
    store: Store,
    files: Sequence[Path],
    options: LoadOptions | None = None,
    *,
    progress: Progress | None = None,
    asked: Asked | None = None,
    **changes: Any,
) -> Outcome:
    """Load tables as one data set, and report the outcome of the rows.

    Loading a data set again replaces the rows it had. Tables are CSV, TSV, XLSX, ODS, JSON, JSON Lines or
    Parquet; ``kind`` may also be one of ``elshi.loaders.opendata``, or a network of
    another program (``pajek``, ``dl``, ``matrix``).

    Parameters
    ----------
    store
        The graph to load into.
    files
        The tables.
    options
        What the tables do not say themselves, and how to load them.
    progress
        Called with the current step, the amount done and the total.
    asked
        Called before anything is written with new ties that look like ties which are there; says whether to
        go on. Without it the outcome remarks on them.
    **changes
        Single options by name, as in ``load(store, files, kind="treaties", source="My notes")``.

    Raises
    ------
    TableError
        With a sentence for every invalid row; nothing has been written.
    """
    began = time.monotonic()
    options = replace(options or LoadOptions(), **changes)
    report = progress or _unreported
    with paused(), _indexed(store):
        outcome = _streamed(store, files, options, report) or _in_memory(store, files, options, report, asked)
    return replace(outcome, seconds=time.monotonic() - began)


def _unreported(what: str, done: int, total: int) -> None:
    """Report nothing."""


_WHOLE = frozenset((*MODULES, *NETWORKS))
"""Kinds of files that are read whole before any of their rows is known."""


def _streamed(
    store: Store, files: Sequence[Path], options: LoadOptions, progress: Progress
) -> Outcome | None:
    """Load long tables as a stream; ``None``, with nothing written, if that is not possible."""
    if options.skip_bad or options.unite or options.kind in _WHOLE or not is_long(files, options.limits):
        return None
    loads = _once_alone(store, options.limits, progress)
    try:
        result = load_stream(store, files, options, loads, progress)
    except ConflictError:  # another load wrote at the same time: the rows are planned on what it left
        return None
    if result is None:
        return None
    if result.settled:
        side_index.ensure(store)
    new, same = (0, result.rows) if result.settled else (result.rows, 0)
    dataset = result.load.dataset
    return Outcome(
        dataset, result.rows, new, 0, same, 0, 0.0, result.taken, result.encodings, remarks=result.remarks
    )


def _in_memory(
    store: Store, files: Sequence[Path], options: LoadOptions, progress: Progress, asked: Asked | None = None
) -> Outcome:
    """Read, plan and write tables that fit in memory."""
    tables = gather(store, files, options)
    if options.skip_bad:
        tables = _good(store, tables)
    twice = [] if options.curated else doubles(store, tables.rows)
    if twice and asked is not None and not asked(twice):
        raise ElshiError("Nothing was loaded.")
    refused = write_refused(tables)
    try:
        plan = _loaded(store, tables, progress)
    except BaseException:
        remove(refused)
        raise
    encodings = {t.path.name: t.encoding for t in tables.tables if t.encoding not in ("", "UTF-8")}
    return replace(
        _outcome(plan),
        taken=tables.taken,
        encodings=encodings,
        refused=sum(map(len, tables.refused.values())),
        refused_files=tuple(refused),
        left_out=tables.left_out,
        remarks=() if options.curated else (*_remarks(tables), *remark(twice)),
    )


def _remarks(tables: LoadInput) -> tuple[str, ...]:
    partyless = PartylessTreaties()
    for row in tables.rows:
        partyless.note(row)
    return (*tables.remarks, *partyless.remarks(), *one_party_each(tables.rows))


def _outcome(plan: Plan) -> Outcome:
    dataset, rows = plan.load.dataset, len(plan.rows)
    return Outcome(dataset, rows, plan.new, plan.changed, plan.same, plan.withdrawn, 0.0)


@contextmanager
def _indexed(store: Store) -> Iterator[None]:
    """Create the constraints before a load; create the indexes too, but after a first load."""
    store.prepare(indexes=bool(ledger.loads(store)))
    yield
    store.prepare()


def decide(store: Store, review: Path) -> Outcome:
    """Save the decisions of a review table as aliases of the actors, in a data set of their own."""
    began = time.monotonic()
    store.prepare()
    rows = read_decisions(review)
    ids = {row.record.subject for row in rows} - Authority.of(store).labels.keys()
    states = [
        Row(record, "ISO 3166", at) for at, id_ in enumerate(sorted(ids), 1) if (record := country(id_))
    ]
    table = Table(review, Name, tuple(rows), (), open_table(review).sha256)
    decisions = LoadInput(DECISIONS, [table], [*states, *rows])
    return replace(_outcome(_loaded(store, decisions, _unreported)), seconds=time.monotonic() - began)


def _good(store: Store, tables: LoadInput) -> LoadInput:
    """The rows left after removing those that would not load, and those that depend on them."""
    while True:
        try:
            _of_rows(store, ledger.loads(store), tables)
        except TableError as error:
            fewer = tables.without(error.problems)
            if fewer is None:
                raise
            tables = fewer
        else:
            break
    if not any(row.file == table.path.name for row in tables.rows for table in tables.tables):
        raise TableError(
            [
                f"{file}, row {number}: {' '.join(reasons)}"
                for file, rows in tables.refused.items()
                for number, reasons in rows.items()
            ]
        )
    return tables


def _loaded(store: Store, tables: LoadInput, progress: Progress) -> Plan:
    """Plan and write; if another load intervened, plan again on what it left."""
    for attempt in range(ATTEMPTS):
        loads = _once_alone(store, tables.options.limits, progress)
        plan = _planned(store, loads, tables)
        plan.changes.careful |= attempt > 0
        if plan.settled:
            side_index.ensure(store)
            break
        try:
            _write(store, loads, plan, tables.options.limits, progress)
            break
        except ConflictError:
            if attempt == ATTEMPTS - 1:
                raise
    return plan


def _once_alone(store: Store, limits: LoadLimits, progress: Progress) -> list[Load]:
    """The loads on record, once no other load is being written in parts.

    Reports which load it waits for, and raises ``ElshiError`` if that takes too long.
    """
    began = time.monotonic()
    while others := ledger.at_work(store, limits.silence):
        other, waited = others[0], time.monotonic() - began
        progress(f"waiting for {other.id} of {other.file}", int(waited), int(limits.patience))
        if waited >= limits.patience:
            raise ElshiError(
                f"Another load is still being written: {other.id} of {other.file}, started at {other.at}. "
                "Nothing was loaded; try again when it has finished ('elshi loads' shows its state)."
            )
        time.sleep(min(0.5, limits.patience))
    return ledger.loads(store)


def planned(store: Store, files: Sequence[Path], options: LoadOptions | None = None) -> Plan:
    """The plan of a load of the tables, without writing; raises the errors of the load."""
    with paused():
        loads = ledger.loads(store)
        return _planned(store, loads, gather(store, files, options or LoadOptions()))


def _planned(store: Store, loads: Sequence[Load], tables: LoadInput) -> Plan:
    try:
        return _of_rows(store, loads, tables)
    except TableError as error:
        raise TableError(told_once(error.problems)) from error


def _of_rows(store: Store, loads: Sequence[Load], tables: LoadInput) -> Plan:
    rows = redirected(store, tables.rows)
    this = _announced(loads, tables, rows)
    if is_settled(store, loads, this):
        return Plan(this, [assertion(row.record) for row in rows], Changes(), same=len(rows), settled=True)
    return plan(store, loads, this, rows)


def cut_off(store: Store, limits: LoadLimits | None = None) -> list[Load]:
    """The interrupted loads, which wait to be run again; not those that are being written."""
    unfinished = [load for load in ledger.loads(store) if load.state != "done"]
    if not unfinished:
        return []
    writing = {load.id for load in ledger.at_work(store, (limits or LoadLimits()).silence)}
    return [load for load in unfinished if load.id not in writing]


def _announced(loads: Sequence[Load], tables: LoadInput, rows: Sequence[Row]) -> Load:
    options = tables.options
    content = hashlib.sha256()
    for row in rows:
        content.update(ledger.line(assertion(row.record)).encode() + b"\n")
    files = [(table.path.name, table.sha256) for table in tables.tables]
    return replace(
        ledger.fresh(loads, tables.dataset, files, curated=options.curated, complete=options.prune),
        content=content.hexdigest(),
        rows=len(rows),
        buckets=max(1, len(rows) // ledger.ROWS_IN_A_BUCKET),
        state="writing" if len(rows) > options.limits.transaction else "done",
    )


def _write(store: Store, loads: Sequence[Load], plan: Plan, limits: LoadLimits, progress: Progress) -> None:
    if plan.load.state == "done":

        def work(run: Run) -> None:
            apply(run, plan.changes)
            side_index.mend(run, _affected(run, plan, loads))
            _conclude(run, plan, loads)

        progress("writing", 0, plan.load.rows)
        store.transaction(work)
        progress("writing", plan.load.rows, plan.load.rows)
        return

    def announce(run: Run) -> None:
        ledger.remember(run, plan.load, plan.rows)
        ledger.beat(run, plan.load)

    def write(run: Run) -> None:
        apply(run, part)
        ledger.beat(run, plan.load)

    store.transaction(announce)
    parts = list(slices(plan.changes, limits.batch))
    for done, part in enumerate(parts):  # noqa: B007 - ``write`` writes it
        progress("writing", done, len(parts))
        store.transaction(write)
    for some in batches(_affected(store.read, plan, loads), side_index.TIES_AT_ONCE):
        store.transaction(partial(_index, plan.load, some))
    store.transaction(lambda run: _conclude(run, plan, loads))
    progress("writing", len(parts), len(parts))


def _affected(run: Run, plan: Plan, loads: Sequence[Load]) -> list[str]:
    """The ties whose sides may be others after a load; all of them where the index was not whole before."""
    if loads and (plan.changes.careful or not ledger.is_indexed(loads)):
        return side_index.every_tie(run)
    return side_index.Touched.by(plan.changes).affected(run)


def _index(load: Load, ties: Sequence[str], run: Run) -> None:
    side_index.mend(run, ties)
    ledger.beat(run, load)


def _conclude(run: Run, plan: Plan, loads: Sequence[Load]) -> None:
    """Remember the load as done, with the counts of the whole graph, and forget what was interrupted."""
    for load in loads:
        if load.state != "done":
            ledger.forget(run, load)
    if plan.changes.careful:
        nodes, relationships = ledger.counted(run)
    else:
        had = (loads[-1].nodes, loads[-1].relationships) if loads else (0, 0)
        nodes, relationships = plan.changes.grown(*had)
    done = replace(
        plan.load, state="done", nodes=nodes, relationships=relationships, sides=side_index.VERSION
    )
    if plan.load.state == "done":
        ledger.remember(run, done, plan.rows)
    else:
        ledger.update(run, done)


def slices(changes: Changes, batch: int) -> Iterator[Changes]:
    """Split a long list of changes into parts, each its own transaction, nodes before relationships."""
    size = 4 * batch
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
