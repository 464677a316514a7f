"""Writing a stream: the first rows of a long load are written while the next ones are still checked.

The rows are in one open transaction, which an invalid row rolls back, until they are too many for one. Then
the load is recorded as being written, stores the rows it has asserted, and continues in slices; an invalid
row then undoes them all. A process that is killed between two slices leaves an interrupted load.
"""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from elshi.graph.errors import ElshiError
from elshi.graph.model.records import Relationship
from elshi.graph.store.gc import forget_recent
from elshi.graph.store.store import Run, Store
from elshi.graph.store.writing import Changes, apply, batches
from elshi.graph.views import side_index
from elshi.graph.views.side_index import Touched
from elshi.loaders import RECORDS
from elshi.loaders.load import ledger
from elshi.loaders.load.ledger import Load
from elshi.loaders.load.options import LoadLimits
from elshi.loaders.load.plan import elements

PARTITIONS = 64

Line = tuple[str, str]
"""The subject of a row and the row as its load remembers it (``ledger.line``)."""


class AbandonedError(Exception):
    """The load is abandoned and its open transaction rolled back."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some valid rows, and the new elements that they create."""

    lines: Sequence[Line]
    changes: Changes


@dataclass(slots=True)
class SpillFolder:
    """What a load keeps on disk until its end: its rows by their subjects, and relationships to come.

    Rows that belong into one bucket lie in one file. A relationship waits here until both its ends are
    written.
    """

    folder: Path
    waiting: int = 0
    _files: list[Any] = field(default_factory=list)

    def open(self, stack: ExitStack) -> None:
        """Open its files until the stack closes."""
        names = [*map(str, range(PARTITIONS)), "relationships"]
        self._files = [
            stack.enter_context((self.folder / name).open("w+", encoding="utf-8")) for name in names
        ]

    def keep(self, lines: Iterable[Line], relationships: Iterable[Relationship]) -> None:
        """Keep rows, and relationships that must wait; ``ElshiError`` where there is no room for them."""
        try:
            self._keep(lines, relationships)
        except OSError as error:
            raise ElshiError(
                f"Rows cannot be stored in {self.folder} while they are checked: {error.strerror}; "
                "nothing was loaded."
            ) from error

    def _keep(self, lines: Iterable[Line], relationships: Iterable[Relationship]) -> None:
        for subject, line in lines:
            self._files[ledger.bucket(subject, PARTITIONS)].write(f"{subject}\t{line}\n")
        for relationship in relationships:
            self.waiting += 1
            parts = [getattr(relationship, name) for name in relationship.__slots__]
            self._files[-1].write(to_json(parts).decode() + "\n")

    def rows(self, number: int) -> list[Line]:
        """The rows of one file."""
        self._files[number].seek(0)
        return [
            (subject, line[:-1]) for subject, _, line in (row.partition("\t") for row in self._files[number])
        ]

    def relationships(self) -> Iterator[Relationship]:
        """The relationships that waited."""
        self._files[-1].seek(0)
        for line in self._files[-1]:
            type_, start, end, key, properties, busy = json.loads(line)
            for name in _DAYS & properties.keys():
                properties[name] = date.fromisoformat(properties[name])
            yield Relationship(type_, start, end, key, properties, busy)


_DAYS = frozenset(("begun", "until", "from", "to"))
"""The properties of relationships that are days."""


class StreamWriter:
    """Writes the parts of one load in a thread of its own, in the order in which they are given.

    Only one of them waits, so that a load holds no more of itself in memory however long it is.
    """

    def __init__(
        self, store: Store, load: Load, spilled: SpillFolder, limits: LoadLimits, *, indexed: bool
    ) -> None:
        self._store, self._load, self._spilled, self._limits = store, load, spilled, limits
        self._touched: Touched | None = Touched() if indexed else None
        self._queue: queue.Queue[Part | None] = queue.Queue(maxsize=1)
        self._ended = False
        self._announced = False
        self._chapters = 0
        self._affected: list[str] = []
        self._error: BaseException | None = None
        self._given_up = threading.Event()
        self._thread = threading.Thread(target=self._written, name="elshi-stream-writer", daemon=True)
        self._thread.start()

    # ------------------------------------------------------------------------- from the reader

    @property
    def failed(self) -> bool:
        """Whether the database refused a part."""
        return self._error is not None

    def put(self, part: Part) -> None:
        """Have a part written; raises what went wrong with those before it."""
        if self._touched is not None:
            self._touched.note(part.changes)
        while True:
            if self._error is not None:
                raise self._error
            try:
                return self._queue.put(part, timeout=0.1)
            except queue.Full:
                continue

    def finish(self, load: Load) -> None:
        """Write what is left and wait for it; ``load`` is the load as it is to be remembered."""
        self._load = load
        self._end()
        if self._error is not None:
            raise self._error

    def give_up(self, *, take_back: bool) -> None:
        """Undo what lies in the open transaction; with ``take_back`` also what was written for good.

        Where that fails too, the load stays marked as interrupted.
        """
        self._given_up.set()
        self._end()
        if self._announced and take_back:
            with suppress(ElshiError):
                _take_back(self._store, self._load, self._limits)

    def _end(self) -> None:
        while self._thread.is_alive():
            try:
                self._queue.put(None, timeout=0.1)
                break
            except queue.Full:
                continue
        self._thread.join()

    # --------------------------------------------------------------------------- in the thread

    def _written(self) -> None:
        try:
            self._write()
        except AbandonedError:
            pass
        except BaseException as error:
            self._error = error

    def _write(self) -> None:
        """All of it in one transaction; or, when that grows too long, the rest in slices."""
        while not self._ended:
            self._store.transaction(partial(self._slice, []))
            if self._ended and not self._announced:
                return
            self._announced = True
            forget_recent()
        for work in self._closing():
            self._store.transaction(work)

    def _slice(self, received: list[Part], run: Run) -> None:
        """Write parts as they come; ``received`` are those that came before the transaction is repeated."""
        if not self._announced:
            ledger.announce(run, self._load)
        lines: list[Line] = []
        for part in chain(tuple(received), self._parts(received)):
            apply(run, part.changes)
            lines += part.lines
        if self._announced or not self._ended:
            self._chapter(run, lines)
        else:
            for work in self._closing():
                work(run)

    def _parts(self, received: list[Part]) -> Iterator[Part]:
        """The next parts, as many as one transaction is to hold and as far as there are any."""
        rows = sum(len(part.lines) for part in received)
        while rows < self._limits.transaction and not self._ended:
            part = self._queue.get()
            if self._given_up.is_set():
                raise AbandonedError
            if part is None:
                self._ended = True
                return
            received.append(part)
            rows += len(part.lines)
            yield part

    def _chapter(self, run: Run, lines: Sequence[Line]) -> None:
        """Store what was asserted, in order of arrival, in case the process ends here."""
        first = self._chapters
        chapters = [
            {"id": f"{self._load.id}/~{first + at}", "load": self._load.id, "rows": ledger.listed(some)}
            for at, some in enumerate(batches(lines, ledger.ROWS_IN_A_BUCKET))
        ]
        self._chapters += len(chapters)
        run("UNWIND $rows AS r CREATE (n:ElshiRows) SET n = r", {"rows": chapters})
        ledger.beat(run, self._load)

    def _closing(self) -> Iterator[Callable[[Run], None]]:
        """What is done when every row is written, each a transaction's work."""
        for some in batches(self._spilled.relationships(), 4 * self._limits.batch):
            yield partial(self._relate, some)
        for numbers in batches(range(PARTITIONS), 4):
            yield partial(self._remember, list(chain.from_iterable(map(self._spilled.rows, numbers))))
        yield self._find_affected
        while self._affected:
            yield self._index
            del self._affected[: side_index.TIES_AT_ONCE]
        yield self._conclude

    def _relate(self, relationships: list[Relationship], run: Run) -> None:
        changes = Changes(fresh_relationships=relationships)
        apply(run, changes)
        if self._touched is not None:
            self._touched.note(changes)
        ledger.beat(run, self._load)

    def _remember(self, lines: Sequence[Line], run: Run) -> None:
        ledger.keep(run, self._load, lines)
        ledger.beat(run, self._load)

    def _find_affected(self, run: Run) -> None:
        """Find the ties whose sides may be others now; all of them where the index was not whole before."""
        touched = self._touched
        self._affected = side_index.every_tie(run) if touched is None else touched.affected(run)

    def _index(self, run: Run) -> None:
        side_index.mend(run, self._affected[: side_index.TIES_AT_ONCE])
        ledger.beat(run, self._load)

    def _conclude(self, run: Run) -> None:
        run(
            "UNWIND $ids AS id MATCH (n:ElshiRows {id: id}) DELETE n",
            {"ids": [f"{self._load.id}/~{number}" for number in range(self._chapters)]},
        )
        ledger.update(run, self._load)


def _take_back(store: Store, load: Load, limits: LoadLimits) -> None:
    """Remove an incomplete load with everything that it asserts, none of which another load asserts."""
    chapters = store.read("MATCH (r:ElshiRows {load: $id}) RETURN r.id AS id ORDER BY r.id", {"id": load.id})
    at_once = max(1, limits.transaction // ledger.ROWS_IN_A_BUCKET)
    for only_nodes in (False, True):
        for some in batches([row["id"] for row in chapters], at_once):
            rows = store.read(
                "UNWIND $ids AS id MATCH (r:ElshiRows {id: id}) RETURN r.rows AS rows", {"ids": some}
            )
            changes = Changes()
            for _, table, _, values in chain.from_iterable(json.loads(row["rows"]) for row in rows):
                subject = elements([RECORDS[table].model_validate(values)])
                if not only_nodes:
                    changes.gone_relationships += subject.relationships.values()
                elif subject.node:
                    changes.gone.append(subject.node.id)

            def work(run: Run, changes: Changes = changes) -> None:
                apply(run, changes)
                ledger.beat(run, load)

            store.transaction(work)
    store.transaction(lambda run: ledger.forget(run, load))
