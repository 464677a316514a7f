"""The forms in which the graph leaves for other tools, by name: what each is for, and who writes it.

Only names and words, so that listing the forms costs nothing; ``graph.export.write`` runs the writer.
A writer takes a store, the path to write to (a file, or an empty folder) and the version of the data,
and gives the numbers of nodes and relationships.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from graph.store import Store

Writer = Callable[["Store", "Path", str], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Form:
    """One form: the module and function that write it, for whom, and whether it is a folder of files."""

    module: str
    function: str
    about: str
    folder: bool = False

    @property
    def writer(self) -> Writer:
        """The function itself."""
        found: Writer = getattr(import_module(f"graph.exports.{self.module}"), self.function)
        return found


FORMS = {
    "jsonl": Form("lines", "jsonl", "JSON Lines, exact and the same bytes for the same graph"),
    "graphml": Form("network", "graphml", "GraphML, for Gephi, Cytoscape and yEd"),
    "gexf": Form("network", "gexf", "GEXF with the time of ties, for Gephi"),
    "neo4j-import": Form(
        "neo4j_import", "tables", "a folder of CSV files for 'neo4j-admin database import'", folder=True
    ),
}
"""Name of the form → the form."""
