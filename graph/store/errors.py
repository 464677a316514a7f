"""The driver's errors as sentences for people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from elshi.graph.errors import ConflictError, DeadlineError, ElshiError


@contextmanager
def in_words(uri: str, cypher: str = "") -> Iterator[None]:
    """Turn the driver's errors into sentences."""
    from neo4j import exceptions as e

    try:
        yield
    except e.AuthError as error:
        raise ElshiError(
            f"The database at {uri} refused the user name or the password (NEO4J_USERNAME, NEO4J_PASSWORD)."
        ) from error
    except (e.ServiceUnavailable, e.SessionExpired) as error:
        raise ElshiError(f"No database answers at {uri}: start it, or correct NEO4J_URI or --db.") from error
    except e.CypherSyntaxError as error:
        raise ElshiError(f"The query is not Cypher: {_first_line(error)}") from error
    except e.Neo4jError as error:
        code = error.code or ""
        if "Forbidden" in code or "AccessMode" in code:
            raise ElshiError(
                "The query would write to the graph or read a file, but it was run read-only; to write, "
                "use --write (in Python: store.write)."
            ) from error
        if "TimedOut" in code:
            raise DeadlineError(
                "The query ran longer than it may and was stopped: ask for less, or with a LIMIT."
            ) from error
        if "Constraint" in code or "DuplicatedKey" in str(error):
            raise ConflictError("Two nodes cannot have the same id; another load may be running.") from error
        if "ReadOnly" in code:
            raise ElshiError(f"The database at {uri} is read-only: queries work, loads do not.") from error
        raise ElshiError(f"The database refused the query: {_first_line(error)} [{code}]") from error


def _first_line(error: Any) -> str:
    return str(error.message or error).strip().splitlines()[0]
