"""What a load would change, field by field: the dry run.

A row is compared with what all loads together assert, which is what the graph shows: a table that only
repeats part of it changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from elshi.graph.store.store import Store
from elshi.loaders.load import ledger
from elshi.loaders.load.ledger import Assertion, Load
from elshi.loaders.load.load import planned
from elshi.loaders.load.options import LoadOptions

Status = Literal["new", "changed", "same", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a row that would change; ``column`` is empty for a new or withdrawn row."""

    status: Status
    table: str
    row: str
    column: str = ""
    before: str = ""
    after: str = ""

    def as_dict(self) -> dict[str, str]:
        """For a row of output."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a load would do: the numbers of rows by status, and the differences."""

    counts: dict[str, int]
    differences: list[Difference]

    def summary(self) -> str:
        """The counts in one line.

        >>> DryRun({"new": 2, "same": 1}, []).summary()
        '3 rows: 2 would be new, 0 changed, 1 the same, 0 withdrawn. Nothing was loaded.'
        """
        new, changed, same, gone = (self.counts.get(s, 0) for s in ("new", "changed", "same", "withdrawn"))
        return (
            f"{new + changed + same:,} rows: {new:,} would be new, {changed:,} changed, {same:,} the same, "
            f"{gone:,} withdrawn. Nothing was loaded."
        )


def dry_run(store: Store, files: Sequence[Path], options: LoadOptions | None = None) -> DryRun:
    """What a load of the tables would do, without writing; raises the errors of the load."""
    plan = planned(store, files, options)
    if plan.settled:
        return DryRun({"same": len(plan.rows)}, [])
    everything = list(differences(store, plan.load, plan.rows))
    rows: Counter[str] = Counter({(d.table, d.row): d.status for d in everything}.values())
    return DryRun(dict(rows), [difference for difference in everything if difference.status != "same"])


def differences(store: Store, this: Load, rows: Sequence[Assertion]) -> Iterator[Difference]:
    """Compare each row of a load with what the loads on record together assert."""
    alive = ledger.live(ledger.loads(store))
    mine: dict[str, list[Assertion]] = defaultdict(list)
    for row in rows:
        mine[row.subject].append(row)
    assertions = ledger.said_about(store, alive, None if this.complete else mine)
    for subject in sorted({*mine, *assertions} if this.complete else mine):
        there = assertions.get(subject, [])
        others = [pair for pair in there if not (this.complete and pair[0].dataset == this.dataset)]
        before = ledger.together(there)
        after = ledger.together([*others, *((this, row) for row in mine[subject])])
        for table, key in sorted({*before, *after}):
            had, has = before.get((table, key)), after.get((table, key))
            if has is None:
                yield Difference("withdrawn", table, key)
            elif had is None:
                yield Difference("new", table, key)
            elif had != has:
                yield from _fields(table, key, had, has)
            elif any((row.table, row.key) == (table, key) for row in mine[subject]):
                yield Difference("same", table, key)


def _fields(table: str, key: str, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
    for column in dict.fromkeys((*before, *after)):
        had, has = _text(before.get(column)), _text(after.get(column))
        if had != has:
            yield Difference("changed", table, key, column, had, has)


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)
