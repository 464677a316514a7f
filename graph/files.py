"""Reading text files of a bounded size.

The size is counted while reading, because a device or a pipe reports none.
"""

from __future__ import annotations

import re
from pathlib import Path

from elshi.graph.errors import ElshiError

_BEGINNING = 1 << 16
"""Bytes that are read before the beginning is checked."""


def read_text(path: Path, most: int, expected: str, begins: str = "") -> str:
    """The text of a file of at most ``most`` bytes in UTF-8.

    ``expected`` names what the file should be, for the error; ``begins`` is a pattern that its first
    characters must match, so that another kind of file is not read to its end. Raises ``ElshiError`` for a
    file that cannot be read, is too long, is not UTF-8, or begins differently.
    """
    try:
        with open(path, "rb") as file:
            content = file.read(_BEGINNING)
            if not re.match(begins.encode(), content.removeprefix(b"\xef\xbb\xbf")):
                raise ElshiError(f"{path} is a different kind of file: {expected} was expected.")
            if len(content) == _BEGINNING:
                content += file.read(most + 1 - _BEGINNING)
    except OSError as error:
        raise ElshiError(f"{path} cannot be read: {error.strerror or error}.") from error
    if len(content) > most:
        raise ElshiError(f"{path} has more than {most // 1_000_000} MB: {expected} was expected.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ElshiError(f"{path} is not UTF-8 text: {expected} was expected.") from error
