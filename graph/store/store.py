"""The store: one client and one dialect for every engine.

``Store.open`` gives one: the embedded engine by default, a Neo4j where a URI is given. A store
reads (through a session or a user that cannot write), writes, and runs several statements as one
transaction. It knows nothing of tables, records or questions.
"""

from __future__ import annotations

import atexit
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, Self, TypeVar

from elshi.graph.errors import ConflictError, ElshiError
from elshi.graph.store import embedded
from elshi.graph.store.driver import driver
from elshi.graph.store.embedded import Keeper, Profile
from elshi.graph.store.errors import in_words
from elshi.graph.store.gc import paused
from elshi.graph.store.results import Row, Table, network, plain
from elshi.graph.store.schema import CONSTRAINTS, NAMED, NEO4J_SCHEMA, SCHEMA, ensure

T = TypeVar("T")

_PATIENCE = 20.0
"""Seconds to wait while another process stops its engine, before this process starts one."""

_ROOM = 16
"""Megabytes of disk that the embedded engine needs to write at all."""


def home() -> Path:
    """The folder of the embedded database: ``ELSHI_HOME``, else the user's data folder."""
    if chosen := os.environ.get("ELSHI_HOME"):
        return Path(chosen).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir("elshi", appauthor=False))


class Store:
    """An open graph database; use it as a context manager, or call ``close``."""

    @classmethod
    def open(
        cls,
        where: str | os.PathLike[str] | None = None,
        *,
        username: str | None = None,
        password: str | None = None,
        database: str | None = None,
        profile: Profile = "library",
        keeper: Keeper | None = None,
    ) -> Self:
        """Open the graph.

        Parameters
        ----------
        where : a Neo4j URI (``bolt://``, ``neo4j://``, also ``+s`` and ``+ssc``), or a folder for the
        embedded engine; without it ``NEO4J_URI`` decides, and where that is not set either, the embedded
        engine opens ``home()``. username, password, database : of a Neo4j; by default ``NEO4J_USERNAME``,
        ``NEO4J_PASSWORD`` and ``NEO4J_DATABASE``. profile : how the embedded engine runs. ``library``
        changes nothing outside it; ``brief`` and ``long`` are for a process of the command's own: a few
        questions, or loads with much memory. keeper : starts a process that keeps the embedded
        engine, if none runs it yet (:mod:`elshi.graph.store.keeper`).

        Raises
        ------
        ElshiError
            If no database answers or the password is refused.
        """
        place = os.fspath(where) if where is not None else os.environ.get("NEO4J_URI", "")
        if "://" in place:
            given = password if password is not None else os.environ.get("NEO4J_PASSWORD", "")
            user = username or os.environ.get("NEO4J_USERNAME") or "neo4j"
            name = database or os.environ.get("NEO4J_DATABASE") or None
            return cls(place, (user, given), database=name)
        folder = Path(place).expanduser().absolute() if place else home()
        patience = time.monotonic() + _PATIENCE
        while True:
            engine = embedded.Engine(folder, profile=profile, keeper=keeper)
            access = engine.access
            try:
                return cls(
                    access.uri, access.writer, access.reader, database=embedded.DATABASE, engine=engine
                )
            except ElshiError:
                engine.close()
                if not engine.attached or time.monotonic() > patience:
                    raise
                time.sleep(0.1)  # the process that ran the engine was just ending it
            except BaseException:
                engine.close()
                raise

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
        self._limits = threading.local()
        self.closed = False
        self.driver = driver(uri, writer)
        """The official driver, for anything that a store does not offer."""
        self._reader = driver(uri, reader) if reader else self.driver
        try:
            with in_words(uri):
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
        """Whether the store is the embedded engine (in this process or another)."""
        return self.engine is not None

    def __enter__(self) -> Self:
        return self

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {'embedded' if self.is_embedded else self.uri}>"

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections, then the embedded engine if this process runs it.

        A store that is left open is closed when the process ends.
        """
        atexit.unregister(self.close)
        self.closed = True
        self._close_drivers()
        if self.engine is not None:
            self.engine.close()

    def _close_drivers(self) -> None:
        for connection in {id(d): d for d in (self.driver, self._reader)}.values():
            connection.close()

    # ------------------------------------------------------------------------------- reading

    def read(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """All rows of a query as dicts of plain values; the database refuses a query that writes."""
        with paused():  # after each collection of Java's in this process Python's goes through everything
            return list(self.stream(cypher, parameters))

    def stream(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """The rows of a query one by one."""
        with self.reading(cypher, parameters) as result:
            for record in result:
                yield {name: plain(value) for name, value in record.items()}

    def frame(self, cypher: str, parameters: Mapping[str, Any] | None = None, library: str = "pandas") -> Any:
        """The rows of a query as a data frame of ``pandas`` or ``polars``.

        An empty result of the embedded engine has no columns. Raises ``ElshiError`` if the library is
        missing.
        """
        return self.table(cypher, parameters).frame(library)

    def table(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Table:
        """The rows of a query with its columns, which an empty result has too on Neo4j."""
        with self.reading(cypher, parameters) as result:
            columns = list(result.keys())
            rows = [{name: plain(value) for name, value in record.items()} for record in result]
        return Table(rows, columns)

    def graph(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Any:
        """The nodes, relationships and paths of a query as a ``networkx.MultiDiGraph``.

        Nodes are known by their ``id``. A relationship's ends must be returned with it (or in a path);
        otherwise the database gives only its internal numbers for them.
        """
        with self.reading(cypher, parameters) as result:
            return network(result.graph())

    @contextmanager
    def reading(self, cypher: str, parameters: Mapping[str, Any] | None) -> Iterator[Any]:
        """The driver's own result of a query, while its session is open."""
        with (
            in_words(self.uri, cypher),
            self._reader.session(database=self.database, default_access_mode="READ") as session,
        ):
            yield session.run(self._limited(cypher), dict(parameters or {}))

    @contextmanager
    def deadline(self, seconds: float) -> Iterator[None]:
        """Within it, the database stops every reading statement of this thread after so many seconds.

        Raises ``DeadlineError`` for a statement that was stopped. An embedded engine that another process
        runs stops none; in this process it stops whatever else begins meanwhile as well.
        """
        before = getattr(self._limits, "seconds", None)
        self._limits.seconds = seconds
        try:
            with self.engine.limited(seconds) if self.engine else nullcontext():
                yield
        finally:
            self._limits.seconds = before

    def _limited(self, cypher: str) -> Any:
        """The statement with the deadline of this thread, which a Neo4j is told with each."""
        seconds = getattr(self._limits, "seconds", None)
        if seconds is None or self.engine is not None:
            return cypher
        from neo4j import Query

        return Query(cypher, timeout=seconds)

    # ------------------------------------------------------------------------------- writing

    def write(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Run one writing statement in a transaction of its own and return its rows."""

        def work(run: Run) -> list[Row]:
            return run(cypher, parameters or {})

        return self.transaction(work, cypher)

    def transaction(self, work: Callable[[Run], T], cypher: str = "") -> T:
        """Do ``work(run)`` as one transaction, whole or not at all; transient errors are retried.

        ``run(cypher, parameters)`` returns a statement's rows. ``work`` may be called more than once.
        """

        with (
            self._with_room(),
            in_words(self.uri, cypher),
            self.driver.session(database=self.database) as session,
        ):
            done: T = session.execute_write(lambda tx: work(_runner(tx)))
        return done

    @contextmanager
    def _with_room(self) -> Iterator[None]:
        """Report a full disk, which the embedded engine does not report itself."""
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
                f"The disk that holds {self.engine.folder} is full ({free} MB free), so the database "
                f"could not write; free some space and try again."
            ) from error

    def prepare(self, *, indexes: bool = True) -> None:
        """Create the constraints and indexes that do not exist yet.

        Without ``indexes``, only the constraints are created, for a first load: building an index afterwards
        costs less than maintaining it row by row.
        """
        if self._prepared:
            return
        every = SCHEMA if self.is_embedded else SCHEMA + NEO4J_SCHEMA
        with (
            self._with_room(),
            in_words(self.uri),
            self.driver.session(database=self.database) as session,
        ):
            for statement in every if indexes else CONSTRAINTS:
                ensure(session, statement)
            if indexes and not self.is_embedded:
                session.run("CALL db.awaitIndexes(600)").consume()
                # What was planned before the new indexes were counted is planned again.
                session.run("CALL db.prepareForReplanning(60)").consume()
        self._prepared = indexes

    def forget_schema(self) -> None:
        """Drop Elshi's constraints and indexes, by name, and no others."""
        for statement in SCHEMA if self.is_embedded else SCHEMA + NEO4J_SCHEMA:
            kind, name = NAMED.match(statement).groups()  # type: ignore[union-attr]
            self.write(f"DROP {kind} {name} IF EXISTS")
        self._prepared = False

    # ------------------------------------------------------------------------------- the rest

    def version(self) -> str:
        """The engine and its version: ``ArcadeDB 26.10.2 (embedded)`` or ``Neo4j 5.26.30 (community)``."""
        if self.is_embedded:
            from importlib.metadata import version

            return f"ArcadeDB {version('arcadedb-embedded')} (embedded)"
        [component] = self.read("CALL dbms.components() YIELD name, versions, edition RETURN *")[:1]
        return f"Neo4j {component['versions'][0]} ({component['edition']})"

    def environment(self) -> dict[str, str]:
        """The environment variables by which another process opens the same database."""
        if self.engine is not None:
            return {"ELSHI_HOME": str(self.engine.folder), "NEO4J_URI": ""}
        user, password = self._writer_login
        given = {"NEO4J_URI": self.uri, "NEO4J_USERNAME": user, "NEO4J_PASSWORD": password}
        return given | ({"NEO4J_DATABASE": self.database} if self.database else {})

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


connect = Store.open

Run = Callable[..., list[Row]]


def _runner(tx: Any) -> Run:
    """The function that runs a transaction's statements.

    A statement without rows is not waited for: the next one is prepared meanwhile. If it fails, the next
    statement or the end of the transaction raises the error.
    """

    def run(statement: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        result = tx.run(statement, dict(parameters or {}))
        if not result.keys():
            return []
        return [{k: plain(v) for k, v in record.items()} for record in result]

    return run
