"""Engines and filled graphs for the tests: the embedded engine always, a Neo4j where there is one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.store import Store, connect
from loaders.load import build
from tests import servers

collect_ignore = ["bench/with_cartography.py"]
"""What runs in an environment of its own."""

SHARED = Path(__file__).resolve().parents[2] / "shared"


_ended = pytest.StashKey[int]()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Keep how the run ended for ``pytest_unconfigure``."""
    session.config.stash[_ended] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """End the process at once, with the run's own status, when all is said and closed.

    Java's threads may still let go of Python objects while Python takes itself apart; after some
    dozens of engines in one process that once ended a green run with a segmentation fault.
    """
    if _ended in config.stash and "jpype" in sys.modules:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(config.stash[_ended])


def engines() -> list[str]:
    """The engines that are there: ``embedded``, and ``neo4j`` when NEO4J_URI is set."""
    return ["embedded", *(["neo4j"] if os.environ.get("NEO4J_URI") else [])]


def pytest_configure() -> None:
    """In CI the half of the tests that needs a real Neo4j is never skipped."""
    if os.environ.get("ELSHI_REQUIRE_NEO4J") and len(servers.running()) < 2:
        raise pytest.UsageError("Real Neo4j servers are required here: run the tests through .ci/neo4j.")


def pytest_report_header() -> str:
    """Say which engines the run is on."""
    versions = ", ".join(server["version"] for server in servers.running())
    return f"engines: {' and '.join(engines())}" + (
        f" (servers of the tests: {versions})" if versions else ""
    )


@pytest.fixture(scope="session", params=engines())
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One open store of each engine for the whole run; ``store`` empties it for each test."""
    if request.param == "neo4j":
        with connect(os.environ["NEO4J_URI"]) as opened:
            if not servers.running() and opened.read("MATCH (n:Elshi) RETURN n.id LIMIT 1"):
                pytest.fail(f"{os.environ['NEO4J_URI']} holds a graph of Elshi; tests would empty it.")
            yield opened
    else:
        with connect(tmp_path_factory.mktemp("engine")) as opened:
            yield opened


@pytest.fixture
def store(engine: Store) -> Store:
    """An empty graph."""
    engine.write("MATCH (n) WHERE n:Elshi OR n:ElshiLoad OR n:ElshiRows OR n:Foreign DETACH DELETE n")
    engine.prepare()
    return engine


@pytest.fixture(scope="session", params=engines())
def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The packaged tables in a graph of their own, on each engine; only for reading."""
    if request.param == "neo4j":
        if len(servers.running()) < 2:
            pytest.skip("a second Neo4j, for the corpus, is there only with 'make test-neo4j'")
        second = servers.running()[1]
        opening = connect(second["uri"], password=second["password"])
    else:
        opening = connect(tmp_path_factory.mktemp("corpus"))
    with opening as opened:
        build(opened)
        yield opened


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a CSV table into a folder of the test: ``table("treaties", "id,name\\n…")``."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / f"{name}.csv"
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return write


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder for commands run as a user would run them."""
    return tmp_path / "home"


@pytest.fixture
def elshi(home: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command ``elshi`` in a process of its own, with a data folder of its own."""

    def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("NEO4J_", "ELSHI_"))}
        return subprocess.run(
            [sys.executable, "-m", "graph.cli", *words],
            env=inherited | {"ELSHI_HOME": str(home)} | environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=120,
            check=False,
        )

    return run
