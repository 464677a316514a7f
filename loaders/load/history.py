"""The loads that the database remembers, and taking one back.

A load is withdrawn whole: what nobody else asserts goes with it, what other loads assert too stays, and what
it had replaced comes back. It is refused where it would leave a fact without a source, or something that
another load still names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from elshi.graph.errors import ElshiError
from elshi.graph.model.records import NodeRecord, Standing
from elshi.graph.store.store import Run, Store
from elshi.graph.store.writing import Changes, apply
from elshi.loaders.kinds.citations import Citation
from elshi.loaders.load import ledger
from elshi.loaders.load.ledger import Assertion, Load
from elshi.loaders.load.load import slices
from elshi.loaders.load.plan import Elements, counted, difference, elements, united
from elshi.loaders.load.stream_writer import ONE_TRANSACTION

Said = list[tuple[Load, Assertion]]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What taking back a load did: the load, and how many nodes and relationships went or came back."""

    load: Load
    nodes: int
    relationships: int


def remembered(store: Store) -> list[dict[str, Any]]:
    """Every load as a row: what, when, which file by hash, how many rows, and whether it still counts."""
    known = ledger.loads(store)
    alive = {load.id for load in ledger.live(known)}
    return [
        {
            "load": load.id,
            "when": load.at,
            "data set": load.dataset,
            "file": load.file,
            "sha256": load.sha256[:12],
            "rows": load.rows,
            "state": "cut off" if load.state != "done" else "counts" if load.id in alive else "replaced",
        }
        for load in known
    ]


def undo(store: Store, id_: str) -> Withdrawn:
    """Take back a load, whole or not at all; ``ElshiError`` where that would leave something hanging."""
    known = ledger.loads(store)
    load = next((one for one in known if one.id == id_), None)
    if load is None:
        last = f"; the last one is {known[-1].id} ({known[-1].file})" if known else "; there are none"
        raise ElshiError(f"There is no load '{id_}'{last}.")
    if others := [one for one in known if one.state != "done" and one.id != id_]:
        raise ElshiError(
            f"The load of {others[0].file} was cut off: load it again, or undo {others[0].id}, first."
        )
    changes = _changes(store, known, load)
    careful = load.state != "done"
    left = [one for one in known if one.id != id_]

    def conclude(run: Run) -> None:
        ledger.forget(run, load)
        if left:
            nodes, relationships = counted(run)
            ledger.update(run, replace(left[-1], nodes=nodes, relationships=relationships))

    before = counted(store.read)
    if load.rows <= ONE_TRANSACTION and not careful:

        def work(run: Run) -> None:
            apply(run, changes)
            conclude(run)

        store.transaction(work)
    else:
        store.transaction(lambda run: ledger.update(run, replace(load, state="writing")))
        for part in slices(changes):
            store.transaction(lambda run, part=part: apply(run, part))  # type: ignore[misc]
        store.transaction(conclude)
    after = counted(store.read)
    return Withdrawn(load, before[0] - after[0], before[1] - after[1])


def withdraw_reference(store: Store) -> list[Withdrawn]:
    """Take back every load of the facts of public reference, the last one first; often there is none."""
    mine = [load.id for load in ledger.loads(store) if load.dataset == ledger.REFERENCE]
    return [undo(store, id_) for id_ in reversed(mine)]


def _changes(store: Store, known: Sequence[Load], load: Load) -> Changes:
    """The difference between what all loads say and what all but this one say."""
    alive = ledger.live(known)
    later = ledger.live([one for one in known if one.id != load.id])
    if load.state != "done":
        alive = [*alive, load]
    back = [one for one in later if one not in alive]
    subjects = set(ledger.said_about(store, [load, *back], None))
    before = ledger.said_about(store, alive, subjects)
    after = ledger.said_about(store, later, subjects)
    changes = Changes(careful=load.state != "done")
    for subject in sorted(subjects):
        stays = _elements(after.get(subject, []), subject, load)
        difference(_elements(before.get(subject, []), subject, None), stays, changes)
    return changes


def _elements(said: Said, subject: str, undone: Load | None) -> Elements:
    if not said:
        return Elements()
    records = united(said)
    if undone is not None:
        uncited = [
            r for r in records if isinstance(r, NodeRecord | Standing) and r.must_cite and not r.source
        ]
        if uncited and not any(isinstance(r, Citation) for r in records):
            other = max((load for load, _ in said), key=lambda one: one.sequence)
            raise ElshiError(
                f"{undone.id} cannot be taken back: '{subject}', which {other.id} ({other.file}) asserts "
                f"too, would be left without a source; undo {other.id} first."
            )
    return elements(records)
