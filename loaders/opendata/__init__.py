"""Open data: public data sets that become records, each with its licence and its citation.

One module is one shape of file. Each has ``DATA``, which states the terms, and ``read(paths, options)``,
which gives what was gathered; plan, load and undo treat it like any other table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path

from elshi.graph.errors import ElshiError
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

__all__ = ["MODULES", "Gathering", "OpenData", "OpenDataOptions", "check_options", "described", "gather"]


def gather(kind: str, paths: Sequence[Path], options: OpenDataOptions | None = None) -> Gathering:
    """Read open data of one kind; raises ``ElshiError`` where the files are not of its shape."""
    module = import_module(f"elshi.loaders.opendata.{MODULES[kind]}")
    gathering: Gathering = module.read(paths, options or OpenDataOptions())
    return gathering


def described() -> list[OpenData]:
    """Every kind with its terms: what may be loaded, under which licence, to be cited how."""
    return [import_module(f"elshi.loaders.opendata.{module}").DATA for module in MODULES.values()]


def check_options(kind: str, given: Iterable[str]) -> None:
    """Refuse an option of a load that the kind cannot use, rather than ignore it."""
    takes: tuple[str, ...] = import_module(f"elshi.loaders.opendata.{MODULES[kind]}").DATA.takes
    if stray := [name for name in given if name not in takes]:
        usable = ", ".join(f"--{name}" for name in takes)
        raise ElshiError(f"--{stray[0]} cannot be used with the open data '{kind}', which take {usable}.")
