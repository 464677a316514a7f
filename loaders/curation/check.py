"""Checking: tables are read as for a load, without writing, and a curator's findings are listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from elshi.graph.store.store import Store
from elshi.loaders.corpus import SETTLED, corpus_folder, packaged
from elshi.loaders.curation import settled
from elshi.loaders.curation.desk import Finding
from elshi.loaders.curation.findings import find
from elshi.loaders.curation.settled import SettledFinding
from elshi.loaders.load.load import planned
from elshi.loaders.load.options import CORPUS, LoadOptions
from elshi.loaders.tables.rows import read


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a check: open findings, settled ones, and settled ones that no longer occur."""

    findings: list[Finding]
    settled: list[Finding] = field(default_factory=list)
    unmet: list[SettledFinding] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """The number of open findings of each kind."""
        return dict(sorted(Counter(finding.kind for finding in self.findings).items()))

    def summary(self) -> str:
        """The counts in one line.

        >>> Checked([]).summary()
        'No findings are open; 0 findings are settled.'
        """
        done = f"{len(self.settled):,} {'finding is' if len(self.settled) == 1 else 'findings are'} settled"
        if not self.findings:
            return f"No findings are open; {done}."
        kinds = ", ".join(f"{many:,} {kind}" for kind, many in self.counts().items())
        open_ = "1 finding" if len(self.findings) == 1 else f"{len(self.findings):,} findings"
        return f"{open_} to look at: {kinds}; {done}."


def check(store: Store, files: Sequence[Path], kind: str | None = None) -> str:
    """Check tables against themselves and the graph; without ``files`` the packaged ones.

    Returns one line for the reader. Raises ``TableError`` with a sentence for every row that a load would
    refuse.
    """
    tables = _tables(files)
    plan = planned(store, tables, LoadOptions(kind=kind)) if tables else planned(store, packaged(), CORPUS)
    if plan.settled:
        return "Every row is valid, and the graph already has all of it."
    return (
        f"Every row is valid: {plan.new:,} would be new, {plan.changed:,} changed, "
        f"{plan.same:,} the same, {plan.withdrawn:,} withdrawn."
    )


def examine(files: Sequence[Path] = (), kind: str | None = None, texts: Path | None = None) -> Checked:
    """What a curator should look at in the tables; without ``files`` in the packaged ones.

    ``texts`` is a folder with the texts of the sources, in which the citations are then looked up.
    Findings listed in the ``settled.csv`` next to the tables are set aside. Invalid rows are left to
    :func:`check`.
    """
    paths = _tables(files) or packaged()
    folders = dict.fromkeys(path.absolute().parent for path in files) if files else [corpus_folder()]
    settled_findings = [finding for folder in folders for finding in settled.read(folder / SETTLED)]
    rows = [row for path in paths for row in read(path, kind).rows]
    open_findings, done, unmet = settled.sift(find(rows, texts), settled_findings)
    return Checked(open_findings, done, unmet if texts is not None else [])


def _tables(files: Sequence[Path]) -> list[Path]:
    return [path for path in files if path.name != SETTLED]
