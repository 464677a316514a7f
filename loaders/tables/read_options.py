"""How a table is read: the options that a load, a check and a dry run have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read a user's own table, as far as it does not show that itself.

    ``kind`` is a table's name (``treaties``). ``mapping`` gives the column of a heading, empty for one
    to ignore. ``constants`` fill a column that a row leaves empty. ``source`` is cited by rows without a
    citation: the id of a source, or a name for the table itself. ``sheet`` and ``encoding`` are for
    :func:`elshi.loaders.files.readers.open_table`; ``relation`` and ``becomes`` for networks of other
    programs (:mod:`elshi.loaders.tables.networks`).
    """

    kind: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    sheet: str | None = None
    encoding: str | None = None
    relation: str | None = None
    becomes: str | None = None
