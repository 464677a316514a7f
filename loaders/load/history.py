"""The loads on record, and how one is undone.

A load is undone as a whole: what no other load asserts is removed, what other loads also assert stays, and
what it replaced comes back. Undoing is refused if it would leave a fact without a source, or remove something
that another load refers to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from elshi.graph.errors import ElshiError
from elshi.graph.model.records import NodeRecord, Standing
from elshi.graph.store.store import Run, Store
from elshi.graph.store.writing import Changes, apply, batches
from elshi.graph.views import side_index
from elshi.loaders.corpus import REFERENCE
from elshi.loaders.kinds.citations import Citation
from elshi.loaders.load import ledger
from elshi.loaders.load.ledger import Assertion, Load
from elshi.loaders.load.load import slices
from elshi.loaders.load.options import LoadLimits
from elshi.loaders.load.plan import Elements, difference, elements, united

Assertions = list[tuple[Load, Assertion]]


@dataclass(frozen=True, slots=True)
class UndoResult:
    """The result of undoing a load: the load, and the numbers of nodes and relationships removed."""

    load: Load
    nodes: int
    relationships: int


def remembered(store: Store) -> list[dict[str, Any]]:
    """Every load as a row: data set, time, file, hash, number of rows, and whether it still counts."""
    loads = ledger.loads(store)
    alive = {load.id for load in ledger.live(loads)}
    return [
        {
            "load": load.id,
            "when": load.at,
            "data set": load.dataset,
            "file": load.file,
            "sha256": load.sha256[:12],
            "rows": load.rows,
            "state": "interrupted" if load.state != "done" else "counts" if load.id in alive else "replaced",
        }
        for load in loads
    ]


def stating(store: Store, subject: str) -> list[dict[str, Any]]:
    """The loads that state a node or a relation and still count, each as in :func:`remembered`."""
    mine = ledger.said_about(store, ledger.live(ledger.loads(store)), {subject}).get(subject, [])
    ids = {load.id for load, _ in mine}
    return [row for row in remembered(store) if row["load"] in ids]


def undo(store: Store, id_: str, limits: LoadLimits | None = None) -> UndoResult:
    """Undo a load, whole or not at all.

    Raises ``ElshiError`` if that would leave a fact without its source or its actors.
    """
    limits = limits or LoadLimits()
    loads = ledger.loads(store)
    load = next((load for load in loads if load.id == id_), None)
    if load is None:
        last = f"; the last one is {loads[-1].id} ({loads[-1].file})" if loads else "; there are none"
        raise ElshiError(f"There is no load '{id_}'{last}.")
    if others := [other for other in loads if other.state != "done" and other.id != id_]:
        raise ElshiError(
            f"The load of {others[0].file} was interrupted: load it again or undo {others[0].id} first."
        )
    changes = _changes(store, loads, load)
    careful = load.state != "done"
    left = [other for other in loads if other.id != id_]

    def conclude(run: Run) -> None:
        ledger.forget(run, load)
        if left:
            nodes, relationships = ledger.counted(run)
            whole = replace(left[-1], nodes=nodes, relationships=relationships, sides=side_index.VERSION)
            ledger.update(run, whole)

    before = ledger.counted(store.read)
    if load.rows <= limits.transaction and not careful:

        def work(run: Run) -> None:
            apply(run, changes)
            side_index.mend(run, _affected(run, changes, loads))
            conclude(run)

        store.transaction(work)
    else:
        store.transaction(partial(_announce, load))
        for part in slices(changes, limits.batch):
            store.transaction(partial(_apply, load, part))
        for some in batches(_affected(store.read, changes, loads), side_index.TIES_AT_ONCE):
            store.transaction(partial(_index, load, some))
        store.transaction(conclude)
    after = ledger.counted(store.read)
    return UndoResult(load, before[0] - after[0], before[1] - after[1])


def _affected(run: Run, changes: Changes, known: Sequence[Load]) -> list[str]:
    """The ties whose sides may be others when a load is taken back."""
    if not ledger.is_indexed(known):
        return side_index.every_tie(run)
    return side_index.Touched.by(changes).affected(run)


def _announce(load: Load, run: Run) -> None:
    """Record that a load is being taken back, in case the process ends before it is done."""
    ledger.update(run, replace(load, state="writing"))
    side_index.distrust(run)
    ledger.beat(run, load)


def _apply(load: Load, part: Changes, run: Run) -> None:
    apply(run, part)
    ledger.beat(run, load)


def _index(load: Load, ties: Sequence[str], run: Run) -> None:
    side_index.mend(run, ties)
    ledger.beat(run, load)


def withdraw_reference(store: Store) -> list[UndoResult]:
    """Take back every load of the facts of public reference, the last one first; often there is none."""
    mine = [load.id for load in ledger.loads(store) if load.dataset == REFERENCE]
    return [undo(store, id_) for id_ in reversed(mine)]


def _changes(store: Store, known: Sequence[Load], load: Load) -> Changes:
    """The difference between what all loads say and what all but this one say."""
    alive = ledger.live(known)
    later = ledger.live([other for other in known if other.id != load.id])
    if load.state != "done":
        alive = [*alive, load]
    back = [other for other in later if other not in alive]
    subjects = set(ledger.said_about(store, [load, *back], None))
    before = ledger.said_about(store, alive, subjects)
    after = ledger.said_about(store, later, subjects)
    changes = Changes(careful=load.state != "done")
    for subject in sorted(subjects):
        stays = _elements(after.get(subject, []), subject, load)
        difference(_elements(before.get(subject, []), subject, None), stays, changes)
    return changes


def _elements(assertions: Assertions, subject: str, undone: Load | None) -> Elements:
    if not assertions:
        return Elements()
    records = united(assertions)
    if undone is not None:
        uncited = [
            r for r in records if isinstance(r, NodeRecord | Standing) and r.must_cite and not r.source
        ]
        if uncited and not any(isinstance(r, Citation) for r in records):
            other = max((load for load, _ in assertions), key=lambda load: load.sequence)
            raise ElshiError(
                f"{undone.id} cannot be undone: '{subject}', which {other.id} ({other.file}) asserts "
                f"too, would be left without a source; undo {other.id} first."
            )
    return elements(records)
