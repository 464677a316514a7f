"""Copies: the reader's own copies of the sources in a folder, recognised by their content.

The graph holds the SHA-256 of the text that was read, and where in it each passage stands. A copy with that
hash is the same text, whatever its file is called; another edition is found by the file's name alone, and its
passages by their first words. No file outside the folder is read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from elshi.graph.errors import ElshiError

LARGEST = 50_000_000
"""Bytes of a file that is taken for a text."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The text of a copy, and whether it is just the text that was read."""

    name: str
    text: str
    exact: bool

    def span(self, start: int, end: int, anchor: str) -> tuple[int, int] | None:
        """Where a passage stands in this copy; ``None`` where it is not found."""
        if self.exact:
            return (start, end) if 0 <= start <= end <= len(self.text) else None
        match = re.search(r"\s+".join(map(re.escape, anchor.split())), self.text) if anchor else None
        return (match.start(), match.start() + end - start) if match else None


def copy_of(source: Mapping[str, Any], folder: Path) -> Copy | None:
    """The reader's copy of a source: the one with its hash, else the one with its name, else none."""
    files = sorted(file for file in folder.iterdir() if file.is_file() and not file.is_symlink())
    hashes = {file: content(file)[1] for file in files if file.stat().st_size < LARGEST}
    wanted, name = source.get("sha256"), source.get("file")
    exact = next((file for file, sha256 in hashes.items() if wanted and sha256 == wanted), None)
    file = exact or next((file for file in hashes if name and file.name == name), None)
    if file is None:
        return None
    text, _ = content(file)
    if text is None:
        raise ElshiError(f"{file} is not UTF-8: UTF-8 text was expected.")
    return Copy(file.name, text, exact is not None)


def content(file: Path) -> tuple[str | None, str]:
    """A file's text (``None`` if it is not UTF-8) and its SHA-256, read again when it has changed."""
    state = file.stat()
    return _content(file, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=64)
def _content(file: Path, _changed: int, _size: int) -> tuple[str | None, str]:
    read = file.read_bytes()
    sha256 = hashlib.sha256(read).hexdigest()
    try:
        return read.decode("utf-8"), sha256
    except UnicodeDecodeError:
        return None, sha256
