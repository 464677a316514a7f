"""Loaders: one module per kind of record, and the readers that turn tables into a graph.

``RECORDS`` is the whole model as data: every record class by the name of its table.
"""

from __future__ import annotations

if __name__ == "loaders":  # imported by its folder's name, as the first version was
    raise ImportError(
        "Elshi is one package now: write 'from elshi import …', such as 'from elshi import connect'."
    )

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from elshi.loaders.record_classes import RECORDS as RECORDS

DATA_VERSION = "2026.11"
"""The version of the curated tables: year and month of the last notable change."""


def __getattr__(name: str) -> Any:
    """Import ``RECORDS`` when it is first used: it takes some 200 ms, and few commands need it."""
    if name != "RECORDS":
        raise AttributeError(f"module 'elshi.loaders' has no attribute '{name}'")
    from elshi.loaders.record_classes import RECORDS

    globals()[name] = RECORDS
    return RECORDS
