"""The schema: the constraints and indexes that a graph needs, and nobody else's."""

from __future__ import annotations

import re
from typing import Any

CONSTRAINTS = (
    "CREATE CONSTRAINT elshi_id IF NOT EXISTS FOR (n:Elshi) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT elshi_load_id IF NOT EXISTS FOR (n:ElshiLoad) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT elshi_rows_id IF NOT EXISTS FOR (n:ElshiRows) REQUIRE n.id IS UNIQUE",
)
"""One unique id over all labels, and the bookkeeping's ids."""

SCHEMA = (
    *CONSTRAINTS,
    "CREATE INDEX elshi_earliest IF NOT EXISTS FOR (n:Elshi) ON (n.earliest)",
    "CREATE INDEX elshi_latest IF NOT EXISTS FOR (n:Elshi) ON (n.latest)",
)
"""And the bounds of dates."""

NEO4J_SCHEMA = ("CREATE TEXT INDEX elshi_search IF NOT EXISTS FOR (n:Elshi) ON (n.search)",)
"""What Neo4j has beside it; the embedded engine's indexes cannot hold long texts."""

NAMED = re.compile(r"CREATE (?:TEXT )?(CONSTRAINT|INDEX) (\w+)")


def ensure(session: Any, statement: str) -> None:
    """Make sure that a constraint or index of ours exists.

    Neo4j refuses a unique constraint where a plain index on the same label and property is there
    already, ``IF NOT EXISTS`` or not. The label is ours and the constraint's own index serves the same
    queries, so the plain one gives way.
    """
    from neo4j.exceptions import ClientError

    try:
        session.execute_write(lambda tx: tx.run(statement).consume())
    except ClientError as error:
        if error.code != "Neo.ClientError.Schema.IndexAlreadyExists":
            raise
        label = statement.partition("(n:")[2].partition(")")[0]
        plain_ones = session.run(
            "SHOW INDEXES YIELD name, labelsOrTypes, properties, owningConstraint "
            "WHERE labelsOrTypes = [$label] AND properties = ['id'] AND owningConstraint IS NULL RETURN name",
            {"label": label},
        ).value()
        for name in plain_ones:
            session.run(f"DROP INDEX `{name.replace('`', '``')}`").consume()
        session.run(statement).consume()
