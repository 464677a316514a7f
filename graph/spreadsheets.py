"""Cells that a spreadsheet would run as formulas: written as text, and read back unchanged.

A program that opens a CSV file takes ``=…``, ``+…``, ``-…`` and ``@…`` for formulas. Such cells are written
with a leading apostrophe, the spreadsheets' own sign for text, and read without it. Numbers are not changed.
"""

from __future__ import annotations

import csv
import re
from typing import Any, Protocol

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


class Written(Protocol):
    """A file that takes text."""

    def write(self, text: str, /) -> object:
        """Take some text."""


class _Lines:
    """Passes each row on with a line feed alone at its end."""

    def __init__(self, file: Written) -> None:
        self.file = file

    def write(self, row: str) -> None:
        self.file.write(row[:-2] + "\n")


def writer(file: Written) -> Any:
    """A writer of CSV with a line feed after each row, which quotes a carriage return within a cell too.

    Before Python 3.13 the writer of ``csv`` leaves one bare that is not part of its line ends.

    >>> import io
    >>> file = io.StringIO()
    >>> writer(file).writerows([["a", "b\\rc"], ["d", "e"]])
    >>> file.getvalue().encode()
    b'a,"b\\rc"\\nd,e\\n'
    """
    return csv.writer(_Lines(file), lineterminator="\r\n")
