"""Plain adjacency matrices: a table of any format with the names of actors in its first row and column.

Each row is a sender and each column a receiver; a cell is the weight of the link, and empty or 0 where there
is none. Rows and columns need not name the same actors.
"""

from __future__ import annotations

from pathlib import Path

from elshi.graph.errors import ElshiError
from elshi.loaders.files.network_files import Fault, NetworkFile, Relation
from elshi.loaders.files.readers import open_table

_CORNER = "(names)"
"""The heading of the names of rows, where the corner of the matrix is empty."""


def adjacency(path: Path, encoding: str | None = None, sheet: str | None = None) -> NetworkFile:
    """Read a matrix from a table; raises ``ElshiError`` where it is none, and notes every faulty row."""
    table = open_table(path, sheet=sheet, encoding=encoding, corner=_CORNER)
    network = NetworkFile(path, table.sha256, table.encoding)
    relation = Relation("1")
    network.relations.append(relation)
    names, *columns = table.columns
    if not columns:
        raise ElshiError(
            f"{path.name} is no matrix: names of actors were expected in its first row and column."
        )
    rows: dict[str, int] = {}
    for line in table.rows():
        name = " ".join(line.cells.get(names, "").split())
        if line.problem:
            network.faults.append(Fault(line.number, line.problem))
        elif not name:
            network.faults.append(
                Fault(line.number, "the first cell is empty; the name of an actor was expected")
            )
        elif name in rows:
            again = f"'{name}' has a row already, row {rows[name]}"
            network.faults.append(Fault(line.number, again))
        else:
            rows[name] = line.number
            cells = [line.cells.get(column, "") for column in columns]
            relation.links += network.row_of_matrix(line.number, name, columns, cells)
    return network
