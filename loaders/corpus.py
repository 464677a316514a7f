"""The packaged tables: their folder, the order in which they are loaded, and their data set."""

from __future__ import annotations

from pathlib import Path

from elshi.loaders import RECORDS

CURATED = "elshi"
"""The data set of the packaged tables."""

REFERENCE = "reference"
"""The data set of the packaged facts of public reference; every other load knows better."""

SETTLED = "settled.csv"
"""The table of settled findings, next to the tables of records but not one of them."""


def corpus_folder() -> Path:
    """The folder of the packaged tables."""
    return Path(__file__).with_name("corpus")


def reference_folder() -> Path:
    """Where the packaged facts of public reference lie."""
    return Path(__file__).with_name("reference")


def packaged() -> list[Path]:
    """The packaged tables, in the order of the model."""
    return _tables(corpus_folder())


def reference_tables() -> list[Path]:
    """The packaged tables of public reference, in the order of the model."""
    return _tables(reference_folder())


def _tables(folder: Path) -> list[Path]:
    return [file for name in RECORDS if (file := folder / f"{name}.csv").exists()]
