"""Settled findings: those that a curator has reviewed and accepted, with the reason.

They are in ``settled.csv`` next to the tables, with the columns finding, rows and reason. It is not a table
of records: none of it is loaded into the graph.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from elshi.graph.errors import ElshiError
from elshi.graph.text import shortened
from elshi.loaders.curation.desk import Finding

COLUMNS = ("finding", "rows", "reason")

_STRETCH = re.compile(r"(.+)@(\d+)-(\d+)")


@dataclass(frozen=True, slots=True)
class SettledFinding:
    """One finding that needs no more attention: its kind, its rows, and the reason."""

    kind: str
    rows: frozenset[str]
    reason: str
    place: str

    def covers(self, finding: Finding) -> bool:
        """Whether it settles the finding; a stretch of text also settles the stretches within it."""
        if self.kind != finding.kind:
            return False
        if self.rows == frozenset(finding.rows):
            return True
        return any(_within(row, mine) for row in finding.rows for mine in self.rows)


def _within(row: str, mine: str) -> bool:
    inner, outer = _STRETCH.fullmatch(row), _STRETCH.fullmatch(mine)
    if not inner or not outer or inner[1] != outer[1]:
        return False
    return int(outer[2]) <= int(inner[2]) and int(inner[3]) <= int(outer[3])


def read(path: Path) -> list[SettledFinding]:
    """The settled findings of a table; none if there is no such file.

    Raises ``ElshiError`` with a sentence for the first invalid row.
    """
    if not path.is_file():
        return []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ElshiError(f"{path} is not UTF-8; save the table as CSV UTF-8.") from error
    reader = csv.reader(text.splitlines(keepends=True))
    if (header := tuple(name.strip() for name in next(reader, []))) != COLUMNS:
        raise ElshiError(
            f"{path.name}, row 1: the headings {', '.join(COLUMNS)} were expected, "
            f"not {shortened(', '.join(header)) or 'nothing'}."
        )
    return [_settled(cells, f"{path.name}, row {at}") for at, cells in enumerate(reader, 2) if any(cells)]


def _settled(cells: Sequence[str], place: str) -> SettledFinding:
    filled = [cell.strip() for cell in cells]
    if len(filled) != len(COLUMNS) or not all(filled):
        raise ElshiError(f"{place}: a kind of finding, the ids of its rows and a reason were expected.")
    kind, rows, reason = filled
    return SettledFinding(
        kind, frozenset(row.strip() for row in rows.split(";") if row.strip()), reason, place
    )


def sift(
    findings: Iterable[Finding], settled: Sequence[SettledFinding]
) -> tuple[list[Finding], list[Finding], list[SettledFinding]]:
    """The open findings, the settled ones, and the settled ones that no longer occur."""
    by_rows: dict[tuple[str, frozenset[str]], SettledFinding] = {(s.kind, s.rows): s for s in settled}
    stretches = [s for s in settled if any(_STRETCH.fullmatch(row) for row in s.rows)]
    left, done, used = [], [], set()
    for finding in findings:
        match = by_rows.get((finding.kind, frozenset(finding.rows)))
        match = match or next((s for s in stretches if s.covers(finding)), None)
        if match is None:
            left.append(finding)
        else:
            done.append(finding)
            used.add(match)
    return left, done, [s for s in settled if s not in used]
