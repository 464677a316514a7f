"""Open data: public data sets that become records, each with its licence and its citation.

One module is one shape of file. Each has ``DATA``, which states the terms, and ``read(paths, options)``,
which gives what was gathered; plan, load and undo treat it like any other table.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from elshi.loaders.opendata.gathering import Gathering, OpenData, OpenDataOptions

MODULES = {
    "igo": "igo",
    "twin-towns": "twin_towns",
    "un-treaties": "un_treaties",
    "wikidata": "wikidata",
    "ror": "ror",
    "bibtex": "bibtex",
    "csl": "csl",
}
"""What ``--kind`` says → the module that reads it."""

__all__ = ["MODULES", "Gathering", "OpenData", "OpenDataOptions", "described", "gather"]


def gather(kind: str, paths: Sequence[Path], options: OpenDataOptions | None = None) -> Gathering:
    """Read open data of one kind; raises ``ElshiError`` where the files are not of its shape."""
    module = import_module(f"elshi.loaders.opendata.{MODULES[kind]}")
    made: Gathering = module.read(paths, options or OpenDataOptions())
    return made


def described() -> list[OpenData]:
    """Every kind with its terms: what may be loaded, under which licence, to be cited how."""
    return [import_module(f"elshi.loaders.opendata.{module}").DATA for module in MODULES.values()]
