"""The packaged tables: their folder, the order in which they are loaded, and their data set."""

from __future__ import annotations

from pathlib import Path

from elshi.loaders import RECORDS

CURATED = "elshi"
"""The data set of the packaged tables."""

SETTLED = "settled.csv"
"""The table of settled findings, next to the tables of records but not one of them."""


def corpus_folder() -> Path:
    """The folder of the packaged tables."""
    return Path(__file__).with_name("corpus")


def packaged() -> list[Path]:
    """The packaged tables, in the order of the model."""
    return [file for name in RECORDS if (file := corpus_folder() / f"{name}.csv").exists()]
