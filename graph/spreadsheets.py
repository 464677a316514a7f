"""Cells that a spreadsheet would run: written so that they stay text, and read back as they were.

A program that opens a CSV file takes ``=…``, ``+…``, ``-…`` and ``@…`` for formulas. What we write gets an
apostrophe before it, the spreadsheets' own sign for text; what we read loses it. Numbers stay as they are.
"""

from __future__ import annotations

import re

_RUNS = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_MARKED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]+)?")


def inert(text: str) -> str:
    """The text as a cell that no spreadsheet runs.

    >>> inert("=1+1"), inert("-5"), inert("Almaty"), inert("'=1")
    ("'=1+1", '-5', 'Almaty', "''=1")
    """
    if text and _RUNS.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def bare(cell: str) -> str:
    """The text of a cell that :func:`inert` may have written; any other cell as it is.

    >>> [bare(inert(text)) for text in ("=1+1", "'=1", "'s-Hertogenbosch", "-5")]
    ['=1+1', "'=1", "'s-Hertogenbosch", '-5']
    """
    return cell[1:] if cell[:1] == "'" and _MARKED.match(cell) else cell
