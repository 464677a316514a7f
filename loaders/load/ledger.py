"""The ledger of loads: the rows that each load asserted, and what they assert together.

A load is an ``ElshiLoad`` node; its rows are kept in ``ElshiRows`` nodes, by the id they are about (a
*bucket* is chosen by that id), so that the other assertions about a few hundred ids are found without reading
all. The graph is what the live rows say together: curated tables win over imported ones, then the latest;
lists unite; an empty cell erases nothing.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from pydantic_core import to_json

from elshi.graph.errors import ElshiError
from elshi.graph.store.store import Run, Store
from elshi.graph.store.writing import batches
from elshi.graph.views import side_index
from elshi.loaders.corpus import REFERENCE

ROWS_IN_A_BUCKET = 500
BUCKETS_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Load:
    """One load on record.

    ``complete`` loads replace everything their data set asserted before; others only the rows they
    have. ``state`` is ``done``, or ``writing`` while a long load is written or after it was interrupted.
    ``nodes`` and ``relationships`` count the whole graph after it.
    """

    id: str
    sequence: int
    dataset: str
    file: str
    sha256: str
    content: str
    at: str
    rows: int
    buckets: int
    curated: bool
    complete: bool
    state: str
    version: str
    nodes: int = 0
    relationships: int = 0
    beat: int = 0
    """When a long load last wrote something, in milliseconds by the database's clock."""
    sides: int = field(default=0, compare=False)
    """By which version of the rules the index of sides was written after it; 0 where it was not."""

    @property
    def rank(self) -> tuple[bool, bool, int]:
        """Its weight where loads differ: a higher one wins; public references give way to all others."""
        return self.curated, self.dataset != REFERENCE, self.sequence

    def properties(self) -> dict[str, Any]:
        """The properties of its node."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Assertion:
    """One row as a load asserted it; ``values`` holds its non-empty cells."""

    subject: str
    table: str
    key: str
    values: Mapping[str, Any]


def fresh(
    earlier: Sequence[Load],
    dataset: str,
    files: Sequence[tuple[str, str]],
    *,
    curated: bool,
    complete: bool,
) -> Load:
    """The next load after those on record, of files (name, SHA-256), before its rows are counted."""
    sequence = max((load.sequence for load in earlier), default=0) + 1
    hashes = [sha256 for _, sha256 in files]
    return Load(
        id=f"load-{sequence:06d}",
        sequence=sequence,
        dataset=dataset,
        file=", ".join(dict.fromkeys(name for name, _ in files)),
        sha256=hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest(),
        content="",
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        rows=0,
        buckets=1,
        curated=curated,
        complete=complete,
        state="writing",
        version=version("elshi"),
    )


def loads(store: Store) -> list[Load]:
    """All loads on record, oldest first."""
    rows = store.read("MATCH (l:ElshiLoad) RETURN properties(l) AS load ORDER BY l.sequence")
    return [_load(row["load"]) for row in rows]


def _load(properties: Mapping[str, Any]) -> Load:
    """A load from its node, also of an earlier version; ``ElshiError`` if a property is missing."""
    try:
        return Load(**{name: properties[name] for name in Load.__slots__ if name in properties})
    except TypeError as error:
        wrote = properties.get("version", "an unknown version")
        raise ElshiError(
            f"The database holds the record of a load that Elshi {wrote} wrote and this version cannot read. "
            "Back it up with that version, then empty it with 'elshi wipe' and load your tables again."
        ) from error


def is_indexed(known: Sequence[Load]) -> bool:
    """Whether the index of sides is as the loads left it."""
    return known[-1].sides == side_index.VERSION and all(load.state == "done" for load in known)


def bucket(subject: str, buckets: int) -> int:
    """The bucket of a load that holds the rows about an id."""
    return zlib.crc32(subject.encode()) % buckets


def live(recorded: Sequence[Load]) -> list[Load]:
    """The loads whose rows still count: done, and not replaced by a later complete one."""
    done = [load for load in recorded if load.state == "done"]
    since: dict[str, int] = {}
    for load in done:
        if load.complete:
            since[load.dataset] = max(since.get(load.dataset, 0), load.sequence)
    return [load for load in done if load.sequence >= since.get(load.dataset, 0)]


def said_about(
    store: Store, recorded: Sequence[Load], subjects: Iterable[str] | None
) -> dict[str, list[tuple[Load, Assertion]]]:
    """What the given loads assert about the subjects (``None``: about everything)."""
    wanted = None if subjects is None else set(subjects)
    assertions: dict[str, list[tuple[Load, Assertion]]] = defaultdict(list)
    for load in recorded:
        for rows in _rows(store, load, wanted):
            for values in json.loads(rows):
                assertion = Assertion(*values)
                if wanted is None or assertion.subject in wanted:
                    assertions[assertion.subject].append((load, assertion))
    return assertions


def _rows(store: Store, load: Load, wanted: set[str] | None) -> Iterator[str]:
    """The rows of a load in lists; of a load that is done only the buckets in which the wanted ones lie."""
    if load.state != "done":
        statement = "MATCH (r:ElshiRows {load: $id}) RETURN r.rows AS rows ORDER BY r.id"
        yield from (row["rows"] for row in store.read(statement, {"id": load.id}))
        return
    numbers = (
        range(load.buckets)
        if wanted is None
        else sorted({bucket(subject, load.buckets) for subject in wanted})
    )
    for some in batches(numbers, BUCKETS_AT_ONCE):
        ids = [f"{load.id}/{number}" for number in some]
        statement = "UNWIND $ids AS id MATCH (r:ElshiRows {id: id}) RETURN r.rows AS rows ORDER BY r.id"
        yield from (row["rows"] for row in store.read(statement, {"ids": ids}))


def together(
    assertions: Iterable[tuple[Load, Assertion]],
) -> dict[tuple[str, str], dict[str, Any]]:
    """The union of several assertions about one subject: (table, key) → united cells.

    Within a data set the latest row with a key replaces the earlier ones; between data sets the
    cells are united.
    """
    latest: dict[tuple[str, str, str], tuple[Load, Assertion]] = {}
    for load, assertion in assertions:
        place = (load.dataset, assertion.table, assertion.key)
        if place not in latest or latest[place][0].sequence <= load.sequence:
            latest[place] = (load, assertion)
    united: dict[tuple[str, str], dict[str, Any]] = {}
    for _, assertion in sorted(latest.values(), key=lambda pair: pair[0].rank, reverse=True):
        row = united.setdefault((assertion.table, assertion.key), {})
        _unite(row, assertion.values)
    return united


def _unite(row: dict[str, Any], other: Mapping[str, Any]) -> None:
    """Add to a row what a weaker one knows beside it; its layer stays that of the strongest who says it."""
    has_values = bool(row)
    for name, value in other.items():
        if name == "layer" and has_values:
            continue
        if name not in row:
            row[name] = list(value) if isinstance(value, list) else value
        elif isinstance(value, list):
            have = {_bare(v) for v in row[name]}
            row[name] += [v for v in value if _bare(v) not in have]


def _bare(value: str) -> str:
    """A value of a list without its doubt or details: ``KZ?`` and ``KZ`` are the same party."""
    return value.split(" [")[0].rstrip("?")


def line(row: Assertion) -> str:
    """The row as a load stores it: JSON without spaces."""
    return to_json([row.subject, row.table, row.key, row.values]).decode()


def listed(lines: Iterable[tuple[str, str]]) -> str:
    """Rows, with their subjects, as one list."""
    return f"[{','.join(text for _, text in lines)}]"


def remember(run: Run, load: Load, rows: Iterable[Assertion]) -> None:
    """Save a load and its rows."""
    announce(run, load)
    keep(run, load, ((row.subject, line(row)) for row in rows))


def announce(run: Run, load: Load) -> None:
    """Save a load without rows."""
    run("CREATE (l:ElshiLoad) SET l = $load", {"load": load.properties()})


def keep(run: Run, load: Load, lines: Iterable[tuple[str, str]]) -> None:
    """Save rows (each with its subject) of a load; all rows of a bucket are given at once."""
    filled: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for subject, text in lines:
        filled[bucket(subject, load.buckets)].append((subject, text))
    packed = (
        {"id": f"{load.id}/{number}", "load": load.id, "rows": listed(filled[number])}
        for number in sorted(filled)
    )
    for some in batches(packed, 50):
        run("UNWIND $rows AS r CREATE (n:ElshiRows) SET n = r", {"rows": some})


def forget(run: Run, load: Load) -> None:
    """Remove a load's own record and rows; the graph is not touched."""
    run("MATCH (r:ElshiRows {load: $id}) DELETE r", {"id": load.id})
    run("MATCH (l:ElshiLoad {id: $id}) DELETE l", {"id": load.id})


def beat(run: Run, load: Load) -> None:
    """Record that a long load is still running."""
    run("MATCH (l:ElshiLoad {id: $id}) SET l.beat = timestamp()", {"id": load.id})


def at_work(store: Store, silence: int) -> list[Load]:
    """The long loads that are being written; those silent for this many milliseconds were interrupted."""
    rows = store.read(
        "MATCH (l:ElshiLoad {state: 'writing'}) WHERE timestamp() - l.beat < $silence "
        "RETURN properties(l) AS load ORDER BY l.sequence",
        {"silence": silence},
    )
    return [_load(row["load"]) for row in rows]


def update(run: Run, load: Load) -> None:
    """Save a load's changed state and counts."""
    run("MATCH (l:ElshiLoad {id: $id}) SET l = $load", {"id": load.id, "load": load.properties()})


def counted(run: Run) -> tuple[int, int]:
    """The numbers of Elshi's nodes and relationships in the graph."""
    [nodes] = run("MATCH (n:Elshi) RETURN count(n) AS many")
    [relationships] = run("MATCH (:Elshi)-[r]->(:Elshi) WHERE type(r) <> 'SIDE_IN' RETURN count(r) AS many")
    return nodes["many"], relationships["many"]
