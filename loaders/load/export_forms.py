"""The tables among the export formats; they register themselves, so that exports need not know of loaders.

The writers and the record classes are imported when a table is first written; that takes a fifth of a second,
which no other command should wait for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from elshi.graph.exports import register

if TYPE_CHECKING:
    from elshi.graph.store.store import Store


def _csv(store: Store, folder: Path, _: str) -> tuple[int, int]:
    from elshi.loaders.load.export_tables import write_csv

    return write_csv(store, folder)


def _xlsx(store: Store, file: Path, _: str) -> tuple[int, int]:
    from elshi.loaders.load.export_tables import write_xlsx

    return write_xlsx(store, file)


def _parquet(store: Store, folder: Path, _: str) -> tuple[int, int]:
    from elshi.loaders.load.export_tables import write_parquet

    return write_parquet(store, folder)


register("csv", "a folder of tables that load as the same graph", _csv, folder=True)
register("xlsx", "the same tables as one workbook", _xlsx)
register("parquet", "the same tables as Parquet", _parquet, folder=True)
