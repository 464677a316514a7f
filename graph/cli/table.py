"""A table of text for the terminal, laid out at once for all rows.

Rich lays out each cell by itself, which takes half a second for a thousand rows; here only a cell that is
too wide for its column is wrapped, by Rich's own rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from rich.console import Console

_GAP = "   "


def table(cells: Sequence[Sequence[str]], names: Sequence[str], numeric: Sequence[bool], width: int) -> str:
    """The lines of a table: headings, a rule, and the rows, in at most ``width`` columns of the terminal.

    >>> print(table([["Turkey", "139"], ["China", "7"]], ["name", "ties"], [False, True], 40))
    <BLANKLINE>
     name     ties
     ─────────────
     Turkey    139
     China       7
    <BLANKLINE>
    """
    widths = _widths(cells, names, width)
    rule = " " + "─" * (sum(widths) + len(_GAP) * (len(widths) - 1))
    lines = ["", *_lines(names, widths, numeric), rule]
    for row in cells:
        lines += _lines(row, widths, numeric)
    return "\n".join([*lines, ""])


def _widths(cells: Sequence[Sequence[str]], names: Sequence[str], width: int) -> list[int]:
    """The width of each column: that of its widest line; the widest columns shrink until all fit."""
    widths = [
        max(map(_across, (name, *(row[at] for row in cells))), default=0) for at, name in enumerate(names)
    ]
    room = max(width - 2 - len(_GAP) * (len(widths) - 1), len(widths))
    while (excess := sum(widths) - room) > 0:
        widest = max(widths)
        several = [at for at, one in enumerate(widths) if one == widest]
        second = max((one for one in widths if one < widest), default=1)
        for at in several:
            widths[at] -= min(widest - second, -(-excess // len(several)))
    return widths


def _across(cell: str) -> int:
    if cell.isascii():
        return len(cell) if "\n" not in cell else max(map(len, cell.split("\n")))
    return max(map(cell_len, cell.split("\n")))


def _lines(row: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> list[str]:
    """A row as lines of the terminal: one, or more where a cell is wrapped."""
    wrapped = [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
    lines = []
    for number in range(max(map(len, wrapped), default=0)):
        parts = []
        for cell, width, right in zip(wrapped, widths, numeric, strict=True):
            part = cell[number] if number < len(cell) else ""
            gap = " " * (width - (len(part) if part.isascii() else cell_len(part)))
            parts.append(gap + part if right else part + gap)
        lines.append((" " + _GAP.join(parts)).rstrip())
    return lines


def _wrapped(cell: str, width: int) -> list[str]:
    if _across(cell) <= width:
        return cell.split("\n")
    from rich.text import Text

    lines = Text(cell).wrap(_console(), width, overflow="fold")
    return [line.plain.rstrip() for line in lines]


@cache
def _console() -> Console:
    from rich.console import Console

    return Console()
