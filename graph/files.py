"""Files: reading a text of a bounded size, whatever its name stands for.

The size that the system tells is not asked, because a device or a pipe has none: what is read is counted.
"""

from __future__ import annotations

import re
from pathlib import Path

from elshi.graph.errors import ElshiError

_BEGINNING = 1 << 16
"""Bytes after which a file that begins otherwise than expected is not read further."""


def read_text(path: Path, most: int, expected: str, begins: str = "") -> str:
    """The text of a file of at most ``most`` bytes in UTF-8.

    ``expected`` says what the file should be; ``begins`` is a pattern of its first characters, so that what
    is plainly something else is not read to its end. Raises ``ElshiError`` for a file that cannot be read,
    is longer, is not UTF-8, or begins otherwise.
    """
    try:
        with open(path, "rb") as file:
            content = file.read(_BEGINNING)
            if not re.match(begins.encode(), content.removeprefix(b"\xef\xbb\xbf")):
                raise ElshiError(f"{path} is something else: {expected} was expected.")
            if len(content) == _BEGINNING:
                content += file.read(most + 1 - _BEGINNING)
    except OSError as error:
        raise ElshiError(f"{path} cannot be read: {error.strerror or error}.") from error
    if len(content) > most:
        raise ElshiError(f"{path} has more than {most // 1_000_000} MB: {expected} was expected.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ElshiError(f"{path} is not a text in UTF-8: {expected} was expected.") from error
