"""The export formats by name: what each is for, and the function that writes it.

Only names and descriptions, so that listing the formats costs nothing; ``elshi.graph.exports.write.write``
runs the writer. A writer takes a store, the path to write to (a file, or an empty folder) and the version of
the data, and gives the numbers of nodes and relationships.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from elshi.graph.store.store import Store

Writer = Callable[["Store", "Path", str], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Form:
    """One format: its purpose, the function that writes it, and whether it is a folder of files."""

    writer: Writer
    about: str
    folder: bool = False


FORMS: dict[str, Form] = {}
"""Name of the form → the form."""


def register(name: str, about: str, writer: Writer, *, folder: bool = False) -> None:
    """Add a format; higher packages add theirs in the same way."""
    FORMS[name] = Form(writer, about, folder)


def _deferred(module: str, function: str) -> Writer:
    """A writer of this package, imported when it is first used: most commands need none of them."""

    def write(store: Store, path: Path, data: str) -> tuple[int, int]:
        writer: Writer = getattr(import_module(f"{__name__}.{module}"), function)
        return writer(store, path, data)

    return write


for _name, _module, _function, _about in (
    ("jsonl", "jsonl", "jsonl", "JSON Lines, exact and reproducible byte for byte"),
    ("graphml", "graphml", "graphml", "GraphML, for Gephi, Cytoscape and yEd"),
    ("gexf", "gexf", "gexf", "GEXF with the time of nodes and edges, for Gephi"),
    ("cypher", "cypher", "script", "a Cypher script that rebuilds the graph in an empty Neo4j"),
    ("geojson", "geojson", "geojson", "GeoJSON of places and of the ties between them, for QGIS"),
    ("jsonld", "jsonld", "jsonld", "JSON-LD with terms of schema.org and PROV, as linked data"),
    ("bibtex", "zotero", "bibtex", "the sources as a library in BibTeX"),
    ("csl", "zotero", "csl", "the sources as a library in CSL JSON, for Zotero"),
):
    register(_name, _about, _deferred(_module, _function))
for _name, _module, _function, _about in (
    ("neo4j-import", "neo4j_import", "tables", "a folder of CSV files for 'neo4j-admin database import'"),
    ("r", "r", "tables", "a folder for R: nodes, dyads, waves, events and short scripts"),
):
    register(_name, _about, _deferred(_module, _function), folder=True)
