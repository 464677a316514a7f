"""The options of a load: one set for load, dry run, check, build and the command."""

from __future__ import annotations

from dataclasses import dataclass, field

from elshi.graph.store.writing import BATCH
from elshi.loaders.corpus import CURATED, REFERENCE, SETTLED
from elshi.loaders.opendata import OpenDataOptions
from elshi.loaders.tables.headings import ReadOptions


@dataclass(frozen=True, slots=True)
class LoadLimits:
    """How much a load does at once, and how long it waits.

    Files of ``stream_from`` bytes are read as a stream. ``transaction`` rows are written in one
    transaction, ``batch`` of them in one statement. At most ``problems`` sentences are kept, and
    ``references`` to rows further down, while a table is streamed. A load that writes nothing for ``silence``
    milliseconds counts as interrupted; ``patience`` is the number of seconds to wait for another load.
    """

    stream_from: int = 1_000_000
    transaction: int = 20_000
    batch: int = BATCH
    problems: int = 1_000
    references: int = 100_000
    silence: int = 30_000
    patience: float = 120.0


@dataclass(frozen=True, slots=True)
class LoadOptions(ReadOptions):
    """All options of a load, including how its tables are read (:class:`ReadOptions`).

    ``dataset`` names what is loaded; without it the path of the file, or of the folder, does. ``prune``
    withdraws the rows that the data set no longer has. ``curated`` tables win over others. With
    ``skip_bad`` the good rows are loaded and the others written to files next to their tables.
    ``beside`` are the names of files that hold no records and are skipped.
    """

    dataset: str | None = None
    prune: bool = False
    curated: bool = False
    skip_bad: bool = False
    open_data: OpenDataOptions = field(default_factory=OpenDataOptions)
    beside: frozenset[str] = frozenset({SETTLED})
    limits: LoadLimits = field(default_factory=LoadLimits)


CORPUS = LoadOptions(dataset=CURATED, curated=True, prune=True)
"""How the packaged tables are loaded: what an earlier version of them had and this one has not, goes."""

PUBLIC = LoadOptions(dataset=REFERENCE, prune=True)
"""How the packaged facts of public reference are loaded: as a data set of their own."""
