"""Engines and filled graphs for the tests: the embedded engine, or a Neo4j where one is named.

One engine of a process serves all its tests, and the packaged tables are loaded once for a whole run: every
further process (of pytest-xdist) opens a copy of their data folder.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from elshi.graph.store.store import Store, connect
from elshi.graph.views.network import Network, network
from elshi.graph.views.view import view
from elshi.loaders.load.load import build, load
from tests.fixtures import command, examples, servers, worlds

collect_ignore = ["bench/with_cartography.py"]
"""What runs in an environment of its own."""

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
    """The engine that the run is on: ``neo4j`` when NEO4J_URI is set, else ``embedded``."""
    return ["neo4j" if os.environ.get("NEO4J_URI") else "embedded"]


def pytest_configure() -> None:
    """In CI the half of the tests that needs a real Neo4j is never skipped."""
    examples.choose()
    if os.environ.get("ELSHI_REQUIRE_NEO4J") and not servers.running():
        raise pytest.UsageError("Real Neo4j servers are required here: run the tests through .ci/neo4j.")
    servers.take(int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")))


_ENGINES = {"engine", "corpora"}
"""The fixtures on which every graph of an engine rests."""
_WITHOUT = {"chromium", "elshi_on_corpus", "real_elshi"}
"""Those with which a test is about something else than an engine."""


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark what reads or writes an engine's graph, and begin with what waits longest for a server.

    A page in a browser is the same from any engine. So is what is made of the packaged tables once they are
    read, since ``test_query_engines`` compares what is read; such a test is marked ``one_engine``.
    """
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        alike = item.get_closest_marker("one_engine") or fixtures & _WITHOUT
        if fixtures & _ENGINES and not alike:
            item.add_marker("engines")
    yield
    items.sort(key=lambda item: (item.path.name != "test_neo4j.py", "restart" not in item.name))


def pytest_report_header() -> str:
    """Say which engines the run is on."""
    versions = ", ".join(server["version"] for server in servers.running(corpus=True))
    return f"engine: {', '.join(engines())}" + (f" (servers of the tests: {versions})" if versions else "")


@pytest.fixture(scope="session", params=engines())
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One open store for the whole run; ``store`` empties it for each test.

    The embedded engines of the tests are ``brief``: Java would take longer to compile their work thoroughly
    than to do it.
    """
    if request.param == "neo4j":
        with connect(os.environ["NEO4J_URI"]) as opened:
            if not servers.running() and opened.read("MATCH (n:Elshi) RETURN n.id LIMIT 1"):
                pytest.fail(f"{os.environ['NEO4J_URI']} holds a graph of Elshi; tests would empty it.")
            yield opened
    else:
        with connect(tmp_path_factory.mktemp("engine"), profile="brief") as opened:
            yield opened


@pytest.fixture
def store(engine: Store) -> Store:
    """An empty graph."""
    empty(engine)
    engine.prepare()
    return engine


def empty(store: Store) -> None:
    """Remove everything of ours, and what a test put beside it."""
    store.write("MATCH (n) WHERE n:Elshi OR n:ElshiLoad OR n:ElshiRows OR n:Foreign DETACH DELETE n")


def corpus_places() -> list[str]:
    """Where the packaged tables can be loaded: ``embedded``, ``neo4j``, and every other server."""
    return ["embedded", *_corpus_servers()]


def _corpus_servers() -> dict[str, dict[str, Any]]:
    """The servers for the packaged tables, by the names of places."""
    servers_ = servers.running(corpus=True)
    return {server["version"] if number else "neo4j": server for number, server in enumerate(servers_)}


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of all processes of a run."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def corpus_folder(shared: Path) -> Path:
    """A data folder that holds the packaged tables, loaded once for all processes of a run; to be copied."""
    folder = shared / "packaged"
    with FileLock(shared / "packaged.lock"):
        if not folder.exists():
            unfinished = shared / "unfinished"
            with connect(unfinished, profile="brief") as store:
                build(store)
            unfinished.rename(folder)
    return folder


@pytest.fixture(scope="session")
def packaged_atlas(shared: Path, corpora: Callable[[str], Store]) -> Path:
    """The atlas of the packaged tables, made once for all processes of a run; only for reading."""
    from elshi.graph.atlas.atlas import atlas

    folder = shared / "atlas"
    with FileLock(shared / "atlas.lock"):
        if not folder.exists():
            unfinished = shared / "unfinished-atlas" / "new"
            list(atlas(corpora("embedded"), unfinished))
            unfinished.rename(folder)
    return folder


@pytest.fixture
def corpus_home(corpus_folder: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own that holds the packaged tables."""
    return shutil.copytree(corpus_folder, tmp_path / "corpus-home")


@pytest.fixture(scope="session")
def corpora(
    corpus_folder: Path, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Store]]:
    """The packaged tables in a graph of their own, by the name of a place; each is loaded once in a run."""
    with ExitStack() as stack:

        @cache
        def loaded(place: str) -> Store:
            if place == "embedded":
                folder = shutil.copytree(corpus_folder, tmp_path_factory.mktemp("corpus") / "graph")
                return stack.enter_context(connect(folder, profile="brief"))
            server = _corpus_servers()[place]
            opened = stack.enter_context(connect(server["uri"], password=server["password"]))
            done = shared / f"{place}.loaded"
            with FileLock(done.with_suffix(".lock")):
                if not done.exists():
                    build(opened)
                    done.touch()
            return opened

        yield loaded


@pytest.fixture(scope="session", params=engines())
def corpus(request: pytest.FixtureRequest, corpora: Callable[[str], Store]) -> Store:
    """The packaged tables in a graph of their own, on each engine; only for reading."""
    if request.param not in corpus_places():
        pytest.skip("a second Neo4j, for the corpus, is there only with 'make test-neo4j'")
    return corpora(request.param)


@pytest.fixture(scope="session")
def corpus_network(corpus: Store) -> Network:
    """The packaged tables as a network, read once."""
    return network(corpus)


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a text to a file of a name; gives its path."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a CSV table into a folder of the test: ``table("treaties", "id,name\\n…")``."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / f"{name}.csv"
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return write


@pytest.fixture
def world(store: Store, table: Callable[[str, str], Path]) -> worlds.World:
    """Fill the graph with ``worlds.NAMED`` and some ties: ``world(events="date,hosted_by\\n1995,CN")``."""

    def fill(**ties: str) -> Store:
        files = worlds.NAMED | {name: worlds.whole(name, text) for name, text in ties.items()}
        load(store, [table(name, text) for name, text in files.items()])
        return store

    return fill


Command = Callable[..., command.Done]


@pytest.fixture(scope="session")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The graph of the commands' own data folder, open for the whole run so that they attach to it."""
    with connect(tmp_path_factory.mktemp("commands"), profile="brief") as opened:
        yield opened


@pytest.fixture
def elshi(commands: Store) -> Command:
    """Run the command ``elshi`` on an empty graph, in this process."""
    empty(commands)
    assert commands.engine
    folder = commands.engine.folder

    def run(*words: str, **environment: str) -> command.Done:
        return command.run_inside(words, {"ELSHI_HOME": str(folder)} | environment)

    return run


@pytest.fixture
def elshi_on_corpus(corpora: Callable[[str], Store]) -> Command:
    """Run the command ``elshi`` on the packaged tables, in this process; only for reading."""
    engine = corpora("embedded").engine
    assert engine

    def run(*words: str, **environment: str) -> command.Done:
        return command.run_inside(words, {"ELSHI_HOME": str(engine.folder)} | environment)

    return run


@pytest.fixture
def real_elshi(tmp_path: Path) -> Command:
    """Run the command ``elshi`` in a process of its own, with a data folder of its own."""

    def run(*words: str, **environment: str) -> command.Done:
        return command.run_outside(words, {"ELSHI_HOME": str(tmp_path / "home")} | environment)

    return run


# ------------------------------------------------------------------------------ the browser

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

PATIENT = 300_000
"""Milliseconds that a page may take for anything, on a machine that is busy with other things."""

Open = Callable[..., Any]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running Chromium; without one the tests are skipped, or fail where CI is set."""
    found = shutil.which("chromium")
    if not found:
        reason = "Chromium is not installed (Debian: apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS, timeout=PATIENT)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Any) -> Iterator[Open]:
    """Open a file; at the end no page may have complained or asked for anything but files."""
    wrong: list[str] = []
    contexts = []

    def complain(message: Any) -> None:
        if message.type in ("error", "warning"):
            wrong.append(message.text)

    def ask(request: Any) -> None:
        if not request.url.startswith(("file:", "data:", "about:", "blob:")):
            wrong.append(request.url)

    def go(file: Path, **options: Any) -> Any:
        options = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"} | options
        context = chromium.new_context(**options)
        context.set_default_timeout(PATIENT)
        contexts.append(context)
        page = context.new_page()
        page.on("console", complain)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", ask)
        page.goto(file.as_uri())
        return page

    yield go
    for context in contexts:
        context.close()
    assert not wrong


@pytest.fixture(scope="session")
def whole(corpus_network: Network, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map of the packaged corpus."""
    from elshi.graph.maps.draw import draw

    drawn = draw(view(corpus_network, relations=True))
    return drawn.save(tmp_path_factory.mktemp("map") / "whole.html")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The map of a few facts."""
    from elshi.graph.maps.draw import draw
    from tests.fixtures.networks import silk_road

    return draw(view(silk_road(), relations=True)).save(tmp_path / "small.html")
