"""Parquet: the columns and rows of a file, some thousands at a time; read in a child process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from elshi.graph.errors import ElshiError
from elshi.graph.text import shortened
from elshi.loaders.files.values import cell_text

_AT_ONCE = 20_000


def frames(path: Path) -> Iterator[Any]:
    """First the columns' names and the file's SHA-256, then rows of plain values."""
    import polars

    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    number = 0
    try:
        lazy = polars.scan_parquet(path, glob=False)
        yield lazy.collect_schema().names(), sha256
        while rows := lazy.slice(number, _AT_ONCE).collect().rows():
            number += len(rows)
            yield [[_plain(value) for value in row] for row in rows]
    except polars.exceptions.PolarsError as error:
        first = shortened(str(error).splitlines()[0] if str(error) else type(error).__name__)
        if number:
            raise ElshiError(f"{path.name} is damaged after row {number:,} ({first}).") from error
        raise ElshiError(f"{path.name} is not Parquet, or is damaged ({first}).") from error


def _plain(value: Any) -> Any:
    """A value of text, number or list; days, times and decimals as their text."""
    if value is None or isinstance(value, str | int | float | bytes):
        return value
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return cell_text(value)
