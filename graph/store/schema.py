"""The schema: Elshi's own constraints and indexes."""

from __future__ import annotations

import re
from typing import Any

CONSTRAINTS = (
    "CREATE CONSTRAINT elshi_id IF NOT EXISTS FOR (n:Elshi) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT elshi_load_id IF NOT EXISTS FOR (n:ElshiLoad) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT elshi_rows_id IF NOT EXISTS FOR (n:ElshiRows) REQUIRE n.id IS UNIQUE",
)
"""One unique id over all labels, and the ids of the load records."""

SCHEMA = (
    *CONSTRAINTS,
    "CREATE INDEX elshi_earliest IF NOT EXISTS FOR (n:Elshi) ON (n.earliest)",
    "CREATE INDEX elshi_latest IF NOT EXISTS FOR (n:Elshi) ON (n.latest)",
)
"""The constraints, and indexes on the bounds of dates."""

NEO4J_SCHEMA = ("CREATE TEXT INDEX elshi_search IF NOT EXISTS FOR (n:Elshi) ON (n.search)",)
"""Further indexes on Neo4j; the embedded engine's cannot hold long texts."""

NAMED = re.compile(r"CREATE (?:TEXT )?(CONSTRAINT|INDEX) (\w+)")


def ensure(session: Any, statement: str) -> None:
    """Create one of Elshi's constraints or indexes if it does not exist.

    Neo4j refuses a unique constraint if a plain index on the same label and property exists, even with
    ``IF NOT EXISTS``. The label is Elshi's and the constraint's index serves the same queries, so the plain
    index is dropped.
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
