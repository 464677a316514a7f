"""The forms in which the graph leaves for other tools, by name: what each is for, and who writes it.

Only names and words, so that listing the forms costs nothing; ``elshi.graph.exports.write.write`` runs the
writer. A writer takes a store, the path to write to (a file, or an empty folder) and the version of the
data, and gives the numbers of nodes and relationships.
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
    """One form: the module (of this package, else with dots) and the function that write it, for whom,
    and whether it is a folder of files.
    """

    module: str
    function: str
    about: str
    folder: bool = False

    @property
    def writer(self) -> Writer:
        """The function itself."""
        module = self.module if "." in self.module else f"elshi.graph.exports.{self.module}"
        found: Writer = getattr(import_module(module), self.function)
        return found


FORMS = {
    "jsonl": Form("jsonl", "jsonl", "JSON Lines, exact and the same bytes for the same graph"),
    "graphml": Form("graphml", "graphml", "GraphML, for Gephi, Cytoscape and yEd"),
    "gexf": Form("gexf", "gexf", "GEXF with the time of nodes and edges, for Gephi"),
    "csv": Form(
        "elshi.loaders.load.export_tables",
        "write_csv",
        "a folder of tables that load as the same graph",
        folder=True,
    ),
    "xlsx": Form("elshi.loaders.load.export_tables", "write_xlsx", "the same tables as one workbook"),
    "parquet": Form(
        "elshi.loaders.load.export_tables", "write_parquet", "the same tables as Parquet", folder=True
    ),
    "cypher": Form("cypher", "script", "a Cypher script that makes the graph in an empty Neo4j"),
    "neo4j-import": Form(
        "neo4j_import", "tables", "a folder of CSV files for 'neo4j-admin database import'", folder=True
    ),
    "geojson": Form("geojson", "geojson", "GeoJSON of places and of the ties between them, for QGIS"),
    "jsonld": Form("jsonld", "jsonld", "JSON-LD with terms of schema.org and PROV, as linked data"),
    "r": Form("r", "tables", "a folder for R: nodes, dyads, waves, events and short scripts", folder=True),
    "bibtex": Form("zotero", "bibtex", "the sources as a library in BibTeX"),
    "csl": Form("zotero", "csl", "the sources as a library in CSL JSON, for Zotero"),
}
"""Name of the form → the form."""
