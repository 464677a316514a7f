"""The options of a load: one set for load, dry run, check, build and the command."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from elshi.graph.errors import ElshiError
from elshi.graph.store.writing import BATCH
from elshi.loaders.corpus import CURATED, REFERENCE, SETTLED
from elshi.loaders.opendata import MODULES, OpenDataOptions, check_options
from elshi.loaders.tables.networks import KINDS as NETWORKS
from elshi.loaders.tables.read_options import ReadOptions


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
    ``skip_bad`` the good rows are loaded and the others written to files next to their tables. ``unite``
    makes rows of one name and year, or of one id, into one tie (see :mod:`elshi.loaders.tables.united`).
    ``beside`` are the names of files that hold no records and are skipped.
    """

    dataset: str | None = None
    prune: bool = False
    curated: bool = False
    skip_bad: bool = False
    unite: bool = False
    open_data: OpenDataOptions = field(default_factory=OpenDataOptions)
    beside: frozenset[str] = frozenset({SETTLED})
    limits: LoadLimits = field(default_factory=LoadLimits)

    def __post_init__(self) -> None:
        """Refuse options that the kind of table cannot use, rather than ignore them."""
        if self.kind in MODULES:
            check_options(self.kind, self._given)
        elif self.open_data.only:
            raise ElshiError("--only is for the open data 'ror'; other tables are loaded whole.")
        elif self.kind in NETWORKS:
            if stray := [name for name in self._given if name in ("skip-bad", "unite")]:
                raise ElshiError(
                    f"--{stray[0]} cannot be used with --kind {self.kind}; a network is loaded whole."
                )
        elif stray := [name for name in self._given if name in ("relation", "becomes")]:
            raise ElshiError(f"--{stray[0]} is for networks: --kind {', '.join(NETWORKS)}.")

    @property
    def _given(self) -> list[str]:
        """The options that were given, as the command spells them."""
        options = {
            "map": self.mapping,
            "mapping": self.open_data.mapping,
            "only": self.open_data.only,
            "set": self.constants,
            "source": self.source,
            "sheet": self.sheet,
            "encoding": self.encoding,
            "skip-bad": self.skip_bad,
            "unite": self.unite,
            "relation": self.relation,
            "becomes": self.becomes,
        }
        return [name for name, value in options.items() if value]

    @property
    def of_open_data(self) -> OpenDataOptions:
        """The options for a reader of open data."""
        return replace(
            self.open_data,
            headings=self.mapping,
            source=self.source,
            sheet=self.sheet,
            encoding=self.encoding,
        )


CORPUS = LoadOptions(dataset=CURATED, curated=True, prune=True)
"""How the packaged tables are loaded: what an earlier version of them had and this one has not, goes."""

PUBLIC = LoadOptions(dataset=REFERENCE, prune=True)
"""How the packaged facts of public reference are loaded: as a data set of their own."""
