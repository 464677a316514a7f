"""The store: one client and one dialect, whatever answers.

``connect()`` gives a ``Store``: the embedded engine by default, a Neo4j where a URI is given. A store
reads (through a session or a user that cannot write), writes, and runs several statements as one
transaction. It knows nothing of tables, records or questions.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from elshi.graph.errors import ConflictError, ElshiError
from elshi.graph.store import embedded
from elshi.graph.store.gc import uncollected

T = TypeVar("T")
Row = dict[str, Any]

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


_ROOM = 16
"""Megabytes that the embedded engine needs to write at all: a page of a file, and its journal's."""


def home() -> Path:
    """The folder of the embedded database: ``ELSHI_HOME``, else the user's data folder."""
    if chosen := os.environ.get("ELSHI_HOME"):
        return Path(chosen).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir("elshi", appauthor=False))


def connect(
    where: str | os.PathLike[str] | None = None,
    *,
    username: str | None = None,
    password: str | None = None,
    database: str | None = None,
    brief: bool = False,
) -> Store:
    """Open the graph.

    ``where`` is a Neo4j URI (``bolt://``, ``neo4j://``, also ``+s`` and ``+ssc``), or a folder for the
    embedded engine; without it ``NEO4J_URI`` decides, and where that is not set either, the embedded
    engine opens ``home()``. User name, password and database of a Neo4j come from the arguments, else
    from ``NEO4J_USERNAME``, ``NEO4J_PASSWORD`` and ``NEO4J_DATABASE``. ``brief`` starts an embedded engine
    sooner, at the price of long loads, for a process that asks a few questions and ends.

    Raises ``ElshiError`` with one sentence when nothing answers or the password is refused.
    """
    place = os.fspath(where) if where is not None else os.environ.get("NEO4J_URI", "")
    if "://" in place:
        given = password if password is not None else os.environ.get("NEO4J_PASSWORD", "")
        user = username or os.environ.get("NEO4J_USERNAME") or "neo4j"
        name = database or os.environ.get("NEO4J_DATABASE") or None
        return Store(place, (user, given), database=name)
    engine = embedded.Engine(Path(place).expanduser().absolute() if place else home(), brief=brief)
    access = engine.access
    try:
        return Store(access.uri, access.writer, access.reader, database=embedded.DATABASE, engine=engine)
    except BaseException:
        engine.close()
        raise


class Store:
    """An open graph database; use it as a context manager, or call ``close``."""

    def __init__(
        self,
        uri: str,
        writer: tuple[str, str],
        reader: tuple[str, str] | None = None,
        *,
        database: str | None = None,
        engine: embedded.Engine | None = None,
    ) -> None:
        self.uri = uri
        self.database = database
        self.engine = engine
        self._writer_login = writer
        self._prepared = False
        self.driver = _driver(uri, writer)
        """The official driver, for whatever a store does not offer."""
        self._reader = _driver(uri, reader) if reader else self.driver
        try:
            with _in_words(uri):
                self._answers()
        except BaseException:
            self._close_drivers()
            raise
        atexit.register(self.close)

    def _answers(self) -> None:
        with self.driver.session(database=self.database) as session:
            session.run("RETURN 1").consume()

    @property
    def is_embedded(self) -> bool:
        """Whether the embedded engine answers (in this process or another)."""
        return self.engine is not None

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections, then the embedded engine if this process runs it.

        A store that is left open is closed when the process ends.
        """
        atexit.unregister(self.close)
        self._close_drivers()
        if self.engine is not None:
            self.engine.close()

    def _close_drivers(self) -> None:
        for driver in {id(d): d for d in (self.driver, self._reader)}.values():
            driver.close()

    # ------------------------------------------------------------------------------- reading

    def read(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """All rows of a query as dicts of plain values; the database refuses it if it would write."""
        with (
            uncollected()
        ):  # after each collection of Java's in this process Python's goes through everything
            return list(self.stream(cypher, parameters))

    def stream(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """The rows of a query one by one."""
        with self._reading(cypher, parameters) as result:
            for record in result:
                yield {name: plain(value) for name, value in record.items()}

    def frame(self, cypher: str, parameters: Mapping[str, Any] | None = None, library: str = "pandas") -> Any:
        """The rows of a query as a data frame of ``pandas`` or ``polars``.

        An empty result of the embedded engine has no columns. ``ElshiError`` where the library is missing.
        """
        from elshi.graph.store.results import frame

        with self._reading(cypher, parameters) as result:
            columns = result.keys()
            rows = [{name: plain(value) for name, value in record.items()} for record in result]
        return frame(rows, library, columns)

    def graph(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Any:
        """The nodes, relationships and paths of a query as a ``networkx.MultiDiGraph``.

        Nodes are known by their ``id``. A relationship's ends must be returned beside it (or in a path), for
        otherwise the database tells no more of them than a number of its own.
        """
        from elshi.graph.store.results import network

        with self._reading(cypher, parameters) as result:
            return network(result.graph())

    @contextmanager
    def _reading(self, cypher: str, parameters: Mapping[str, Any] | None) -> Iterator[Any]:
        """A query's result, as the driver gives it, while its session is open."""
        with (
            _in_words(self.uri, cypher),
            self._reader.session(database=self.database, default_access_mode="READ") as session,
        ):
            yield session.run(cypher, dict(parameters or {}))

    # ------------------------------------------------------------------------------- writing

    def write(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Run one writing statement in a transaction of its own; give its rows."""

        def work(run: Run) -> list[Row]:
            return run(cypher, parameters or {})

        return self.transaction(work, cypher)

    def transaction(self, work: Callable[[Run], T], cypher: str = "") -> T:
        """Do ``work(run)`` as one transaction: whole, or not at all; repeated on passing faults.

        ``run(cypher, parameters)`` gives a statement's rows. ``work`` may be called more than once.
        """

        with (
            self._with_room(),
            _in_words(self.uri, cypher),
            self.driver.session(database=self.database) as session,
        ):
            done: T = session.execute_write(lambda tx: work(_runner(tx)))
        return done

    @contextmanager
    def _with_room(self) -> Iterator[None]:
        """Say so where the embedded engine failed because its disk is full, which it does not say itself."""
        try:
            yield
        except ConflictError:
            raise
        except ElshiError as error:
            if self.engine is None:
                raise
            free = shutil.disk_usage(self.engine.folder).free // 1_000_000
            if free > _ROOM:
                raise
            raise ElshiError(
                f"The disk that holds {self.engine.folder} is full ({free} MB are free); the database could "
                "not write; make room and do it again."
            ) from error

    def prepare(self, *, indexes: bool = True) -> None:
        """Make sure that the constraints and indexes exist; cheap when they do.

        Without ``indexes`` only the constraints, for a first load: an index costs less made of what is
        there than kept up row by row.
        """
        if self._prepared:
            return
        every = SCHEMA if self.is_embedded else SCHEMA + NEO4J_SCHEMA
        with (
            self._with_room(),
            _in_words(self.uri),
            self.driver.session(database=self.database) as session,
        ):
            for statement in every if indexes else CONSTRAINTS:
                _ensure(session, statement)
            if indexes and not self.is_embedded:
                session.run("CALL db.awaitIndexes(600)").consume()
                # What was planned before the new indexes were counted is planned again.
                session.run("CALL db.prepareForReplanning(60)").consume()
        self._prepared = indexes

    def forget_schema(self) -> None:
        """Drop our constraints and indexes, by their names; nobody else's."""
        for statement in SCHEMA if self.is_embedded else SCHEMA + NEO4J_SCHEMA:
            kind, name = _NAMED.match(statement).groups()  # type: ignore[union-attr]
            self.write(f"DROP {kind} {name} IF EXISTS")
        self._prepared = False

    # ------------------------------------------------------------------------------- the rest

    def version(self) -> str:
        """What answers, in words: ``ArcadeDB 26.10.2 (embedded)`` or ``Neo4j 5.26.30 (community)``."""
        if self.is_embedded:
            from importlib.metadata import version

            return f"ArcadeDB {version('arcadedb-embedded')} (embedded)"
        [found] = self.read("CALL dbms.components() YIELD name, versions, edition RETURN *")[:1]
        return f"Neo4j {found['versions'][0]} ({found['edition']})"

    def py2neo(self) -> Any:
        """A py2neo ``Graph`` on the same database, for notebooks that already use py2neo.

        Needs the extra ``elshi[py2neo]``; nothing inside Elshi depends on it (py2neo's end of life
        was in 2023).
        """
        try:
            from py2neo import Graph
        except ImportError as error:
            raise ElshiError("py2neo is not installed: pip install 'elshi[py2neo]'.") from error
        return Graph(self.uri, auth=self._writer_login, name=self.database)


Run = Callable[..., list[Row]]


def _runner(tx: Any) -> Run:
    """What runs a transaction's statements.

    One that gives no rows is not waited for: while the database works on it, the next is made ready. Where
    it fails, the next one or the end of the transaction says so.
    """

    def run(statement: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        result = tx.run(statement, dict(parameters or {}))
        if not result.keys():
            return []
        return [{k: plain(v) for k, v in record.items()} for record in result]

    return run


_NAMED = re.compile(r"CREATE (?:TEXT )?(CONSTRAINT|INDEX) (\w+)")


def _ensure(session: Any, statement: str) -> None:
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


_AS_IT_IS = frozenset({str, int, float, bool, type(None), date})


def plain(value: Any) -> Any:
    """A driver's value as a plain one: dates as ``datetime.date``, nodes and paths as dicts and lists."""
    kind = type(value)
    if kind in _AS_IT_IS:
        return value
    if kind is list:
        return [plain(v) for v in value]
    return _taken_apart(value)


def _taken_apart(value: Any) -> Any:
    from neo4j.graph import Node, Path, Relationship
    from neo4j.time import Date, DateTime, Duration, Time

    if isinstance(value, Date):
        return value.to_native()
    if isinstance(value, DateTime | Time | Duration):
        return value.iso_format()
    if isinstance(value, Node):
        return {name: plain(v) for name, v in sorted(value.items())}
    if isinstance(value, Relationship):
        return {"type": value.type} | {name: plain(v) for name, v in sorted(value.items())}
    if isinstance(value, Path):
        steps: list[Any] = [plain(value.nodes[0])]
        for relationship, node in zip(value.relationships, value.nodes[1:], strict=True):
            steps += [plain(relationship), plain(node)]
        return steps
    if isinstance(value, Mapping):
        return {name: plain(v) for name, v in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return [plain(v) for v in value]
    return value


def _driver(uri: str, login: tuple[str, str]) -> Any:
    from neo4j import GraphDatabase
    from neo4j.exceptions import ConfigurationError, DriverError

    try:
        return GraphDatabase.driver(uri, auth=login, notifications_min_severity="OFF")
    except (ConfigurationError, DriverError, ValueError) as error:
        raise ElshiError(
            f"'{uri}' is not the address of a database: bolt://HOST:PORT or neo4j://HOST:PORT was expected."
        ) from error


@contextmanager
def _in_words(uri: str, cypher: str = "") -> Iterator[None]:
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
                "The query would write or read a file, and it was run for reading only; "
                "writing needs --write (in Python: store.write)."
            ) from error
        if "Constraint" in code or "DuplicatedKey" in str(error):
            raise ConflictError("Two nodes cannot have the same id; another load may be at work.") from error
        if "ReadOnly" in code:
            raise ElshiError(f"The database at {uri} is read-only: queries work, loads do not.") from error
        raise ElshiError(f"The database refused it: {_first_line(error)} [{code}]") from error


def _first_line(error: Any) -> str:
    return str(error.message or error).strip().splitlines()[0]
