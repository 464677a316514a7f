"""Loading: tables in, graph out, whole or not at all.

Get (read every table), transform (validate, resolve ids, unite with what other loads assert), load
(write the difference), clean up (withdraw what nobody asserts any more). Nothing is written before
every row has been found good, and every load is remembered with what it asserted.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from graph.errors import ElshiError, TableError
from graph.model import Node, NodeRecord, Record, Relationship, Standing, finished
from graph.store import Run, Store
from graph.writing import BATCH, Changes, apply, batches
from loaders import RECORDS, assertions
from loaders.assertions import Assertion, Load
from loaders.citations import Citation, as_lists
from loaders.names import Name
from loaders.references import check_references, redirected
from loaders.tables import Row, Table, read

ONE_TRANSACTION = 50_000
"""Rows that are written in one transaction; a longer load is marked until it is complete."""

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


@dataclass(slots=True)
class Elements:
    """What the rows about one subject become."""

    node: Node | None = None
    relationships: dict[tuple[Any, ...], Relationship] = field(default_factory=dict)


def corpus_folder() -> Path:
    """Where the packaged tables lie."""
    return Path(__file__).parent / "corpus"


def build(store: Store, *, progress: Progress | None = None) -> Outcome:
    """Load the packaged tables; what an earlier version of them said and this one does not goes."""
    files = [corpus_folder() / f"{name}.csv" for name in RECORDS]
    files = [file for file in files if file.exists()]
    return load(store, files, dataset=CURATED, curated=True, prune=True, progress=progress)


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
    tables = [read(file, kind) for file in files]
    if problems := [problem for table in tables for problem in table.problems]:
        raise TableError(problems)
    rows = [row for table in tables for row in table.rows]
    store.prepare()
    _check_ids(rows)
    rows = redirected(store, rows)
    name = dataset or _dataset(files)
    known = assertions.loads(store)
    this = _announced(known, tables, rows, name, curated=curated, prune=prune)
    if _is_known(store, known, this):
        return Outcome(name, len(rows), 0, 0, len(rows), 0, time.monotonic() - began)
    plan = _plan(store, known, this, rows)
    _write(store, known, plan, progress or (lambda *_: None))
    return Outcome(
        name, len(rows), plan.new, plan.changed, plan.same, plan.withdrawn,
        time.monotonic() - began,
    )  # fmt: skip


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


def _announced(
    known: Sequence[Load],
    tables: Sequence[Table],
    rows: Sequence[Row],
    dataset: str,
    *,
    curated: bool,
    prune: bool,
) -> Load:
    content = hashlib.sha256()
    for row in rows:
        line = json.dumps([row.record.table, row.record.values()], ensure_ascii=False)
        content.update(line.encode() + b"\n")
    files = hashlib.sha256("".join(table.sha256 for table in tables).encode()).hexdigest()
    sequence = max((load.sequence for load in known), default=0) + 1
    return Load(
        id=f"load-{sequence:06d}",
        sequence=sequence,
        dataset=dataset,
        file=", ".join(table.path.name for table in tables),
        sha256=tables[0].sha256 if len(tables) == 1 else files,
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


def counted(run: Run) -> tuple[int, int]:
    """How many nodes and relationships of ours the graph holds."""
    [nodes] = run("MATCH (n:Elshi) RETURN count(n) AS many")
    [relationships] = run("MATCH (:Elshi)-[r]->(:Elshi) RETURN count(r) AS many")
    return nodes["many"], relationships["many"]


# ------------------------------------------------------------------------------------ the plan


@dataclass(slots=True)
class Plan:
    """A load that was found good, and the difference it makes."""

    load: Load
    rows: list[Assertion]
    changes: Changes
    new: int = 0
    changed: int = 0
    same: int = 0
    withdrawn: int = 0


def _plan(store: Store, known: Sequence[Load], this: Load, rows: Sequence[Row]) -> Plan:
    damaged = bool(known) and counted(store.read) != (known[-1].nodes, known[-1].relationships)
    broken = [load for load in known if load.state != "done"]
    mine: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        mine[row.record.subject].append(row)
    alive = assertions.live(known)
    earlier = [load for load in alive if load.dataset == this.dataset]
    touched: set[str] | None = None
    if not damaged:
        touched = set(mine)
        for load in [*(earlier if this.complete else []), *broken]:
            touched |= set(assertions.said_about(store, [load], None))
    said = assertions.said_about(store, alive, touched) if alive else {}
    interrupted = assertions.said_about(store, broken, touched) if broken else {}
    plan = Plan(this, [_assertion(row.record) for row in rows], Changes(careful=bool(broken) or damaged))
    problems: list[str] = []
    whole: list[tuple[str, Elements, Elements]] = []
    for subject in sorted({*mine, *said, *interrupted}):
        others = [pair for pair in said[subject]] if subject in said else []
        before_said = [*others, *interrupted.get(subject, ())]
        if this.complete:
            others = [pair for pair in others if pair[0].dataset != this.dataset]
        after = _after(this, mine.get(subject, []), others, problems)
        before = Elements() if damaged or not before_said else elements(_records(before_said))
        whole.append((subject, before, after))
        _count(plan, mine.get(subject, []), said.get(subject, []), this)
    check_references(store, rows, [after for _, _, after in whole], problems)
    if problems:
        raise TableError(problems)
    if this.complete:
        keys = {(row.record.table, row.record.key) for row in rows}
        plan.withdrawn = sum(
            (a.table, a.key) not in keys
            for pairs in said.values() for load, a in pairs if load.dataset == this.dataset
        )  # fmt: skip
    for _, before, after in whole:
        _difference(before, after, plan.changes)
    return plan


def _assertion(record: Record) -> Assertion:
    return Assertion(record.subject, record.table, record.key, record.values())


def _records(said: Iterable[tuple[Load, Assertion]]) -> list[Record]:
    united = assertions.together(said)
    return [RECORDS[table].model_validate(values) for (table, _), values in sorted(united.items())]


def _after(
    this: Load,
    mine: Sequence[Row],
    others: Sequence[tuple[Load, Assertion]],
    problems: list[str],
) -> Elements:
    """What the subject becomes when this load's rows are added to what others say of it."""
    if others:
        records = _records([*others, *((this, _assertion(row.record)) for row in mine)])
    else:
        records = [row.record for row in mine]
    if mine:
        _check_subject(mine, records, problems)
    return elements(records)


def _check_subject(mine: Sequence[Row], records: Sequence[Record], problems: list[str]) -> None:
    """One table for one id; names and citations speak of something; facts are cited."""
    defining = [r for r in records if isinstance(r, NodeRecord | Standing)]
    subject = records[0].subject
    if len(defining) > 1:
        tables = " and ".join(sorted({r.table for r in defining}))
        problems.append(
            f"{mine[0].place}, column id: '{subject}' is already used; it stands in {tables}, and "
            "ids are unique across all tables."
        )
    for row in mine:
        if not defining:
            column = "actor" if isinstance(row.record, Name) else "fact"
            problems.append(
                f"{row.place}, column {column}: nobody and nothing has the id '{subject}'; the id "
                "of a row of another table was expected."
            )
        elif isinstance(row.record, Name) and not isinstance(defining[0], NodeRecord):
            problems.append(f"{row.place}, column actor: '{subject}' is no actor or tie.")
        elif isinstance(row.record, NodeRecord | Standing) and row.record.must_cite:
            cited = row.record.source or any(isinstance(r, Citation) for r in records)
            if not cited:
                problems.append(
                    f"{row.place}: '{subject}' cites no source; a row in citations.csv, or the "
                    "columns source and section, were expected."
                )


def elements(records: Sequence[Record]) -> Elements:
    """The node and relationships that the records about one subject become."""
    made = Elements()
    citations = [r for r in records if isinstance(r, Citation)]
    for record in records:
        inline = getattr(record, "source", None)
        if inline and not isinstance(record, Citation):
            inline_citation = Citation(fact=record.subject, source=inline, section=record.section)  # type: ignore[attr-defined]
            if all(c.source != inline for c in citations):
                citations.append(inline_citation)
    citations.sort(key=lambda c: (c.source, -1 if c.start is None else c.start))
    lists = as_lists(citations) if citations else {}
    for record in records:
        if isinstance(record, NodeRecord):
            properties = record.properties()
            for name in records:
                if isinstance(name, Name):
                    name.add_to(properties)
            made.node = Node(record.id, record.labels(), finished(properties))
            for relationship in record.relationships():
                if relationship.key:
                    relationship.properties.update(lists)
                made.relationships[relationship.identity] = relationship
            for citation in citations:
                relationship = citation.relationship()
                made.relationships[relationship.identity] = relationship
        elif isinstance(record, Standing):
            relationship = record.relationship()
            relationship.properties.update(lists)
            made.relationships[relationship.identity] = relationship
    return made


def _count(
    plan: Plan, mine: Sequence[Row], said: Sequence[tuple[Load, Assertion]], this: Load
) -> None:
    """Count the rows that are new, changed or the same against the data set's earlier loads."""
    had: dict[tuple[str, str], tuple[int, dict[str, Any]]] = {}
    for load, assertion in said:
        if load.dataset == this.dataset:
            place = (assertion.table, assertion.key)
            if place not in had or had[place][0] < load.sequence:
                had[place] = (load.sequence, assertion.values)
    for row in mine:
        place = (row.record.table, row.record.key)
        if place not in had:
            plan.new += 1
        elif had[place][1] == row.record.values():
            plan.same += 1
        else:
            plan.changed += 1


def _difference(before: Elements, after: Elements, changes: Changes) -> None:
    fresh = after.node is not None and before.node is None
    if after.node is not None and before.node is None:
        changes.fresh.append(after.node)
    elif after.node is not None and before.node is not None and after.node != before.node:
        changes.changed.append((after.node, before.node.labels))
    elif before.node is not None and after.node is None:
        changes.gone.append(before.node.id)
    for identity, relationship in after.relationships.items():
        if fresh:
            changes.fresh_relationships.append(relationship)
        elif before.relationships.get(identity) != relationship:
            changes.relationships.append(relationship)
    changes.gone_relationships += [
        relationship
        for identity, relationship in before.relationships.items()
        if identity not in after.relationships
    ]


# --------------------------------------------------------------------------------- the writing


def _write(store: Store, known: Sequence[Load], plan: Plan, progress: Progress) -> None:
    broken = [load for load in known if load.state != "done"]
    if plan.load.state == "done":

        def work(run: Run) -> None:
            apply(run, plan.changes)
            _conclude(run, plan, broken)

        progress("writing", 0, plan.load.rows)
        store.transaction(work)
        progress("writing", plan.load.rows, plan.load.rows)
        return
    store.transaction(lambda run: assertions.remember(run, plan.load, plan.rows))
    slices = list(_slices(plan.changes))
    for done, part in enumerate(slices):
        progress("writing", done, len(slices))
        store.transaction(lambda run, part=part: apply(run, part))  # type: ignore[misc]
    store.transaction(lambda run: _conclude(run, plan, broken))
    progress("writing", len(slices), len(slices))


def _conclude(run: Run, plan: Plan, broken: Iterable[Load]) -> None:
    """Remember the load as done, with the counts of the whole graph, and forget what it replaced."""
    for load in broken:
        assertions.forget(run, load)
    nodes, relationships = counted(run)
    done = replace(plan.load, state="done", nodes=nodes, relationships=relationships)
    if plan.load.state == "done":
        assertions.remember(run, done, plan.rows)
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


def by_table(rows: Iterable[Row]) -> Mapping[str, int]:
    """How many rows of each table there are."""
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[row.record.table] += 1
    return counts
