"""The packaged tables: where they lie, in which order they are loaded, and as which data set."""

from __future__ import annotations

from pathlib import Path

from elshi.loaders import RECORDS

CURATED = "elshi"
"""The data set of the packaged tables."""

SETTLED = "settled.csv"
"""The table of settled findings, which lies next to tables of records and is none of them."""


def corpus_folder() -> Path:
    """Where the packaged tables lie."""
    return Path(__file__).with_name("corpus")


def packaged() -> list[Path]:
    """The packaged tables, in the order of the model."""
    return [file for name in RECORDS if (file := corpus_folder() / f"{name}.csv").exists()]
