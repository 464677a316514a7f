"""What only a real Neo4j can show: encryption, a read-only database, other people's work, sudden ends.

The tests start servers of their own from the artifacts that ``.ci/neo4j`` brings. Where they are not
there the tests are skipped, except in CI, where their absence is a failure (``conftest``).
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from elshi.graph.errors import ElshiError
from elshi.graph.exports import write
from elshi.graph.store.store import Store, connect
from elshi.loaders.load import ledger
from elshi.loaders.load.load import build, load
from elshi.queries import ask
from tests.fixtures import servers, tables
from tests.fixtures.command import PATIENCE

Table = Callable[[str, str], Path]

LTS = next((server["version"] for server in servers.running()), "")
pytestmark = [
    pytest.mark.engines,
    pytest.mark.skipif(not LTS, reason="no Neo4j of the tests' own: run 'make test-neo4j'"),
]

KILLS = int(os.environ.get("ELSHI_TORTURE", "2"))
"""How often the server is killed in the middle of a load; ``make torture`` asks for 200."""


@pytest.fixture
def files(table: Table) -> list[Path]:
    return [table(name, text) for name, text in tables.ALL.items()]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    """A server with a self-signed certificate of its own."""
    home = tmp_path_factory.mktemp("own") / "neo4j"
    folder = home / "certificates" / "bolt"
    folder.mkdir(parents=True)
    command = (
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
    )
    files = ("-keyout", str(folder / "private.key"), "-out", str(folder / "public.crt"))
    subprocess.run([*command, *files], check=True, capture_output=True)
    settings = {
        "dbms.ssl.policy.bolt.enabled": "true",
        "dbms.ssl.policy.bolt.base_directory": str(folder),
        "server.bolt.tls_level": "OPTIONAL",
    }
    with servers.Server(LTS, home, settings) as started:
        yield started


@pytest.fixture
def server(running: servers.Server) -> servers.Server:
    """A server that may be stopped and started again, with nothing in it."""
    with opened(running) as store:
        store.write("MATCH (n) DETACH DELETE n")
        for row in store.read("SHOW CONSTRAINTS YIELD name RETURN name"):
            store.write(f"DROP CONSTRAINT `{row['name']}`")
        for row in store.read("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"):
            store.write("DROP INDEX `" + row["name"].replace("`", "``") + "`")
    return running


def opened(server: servers.Server, scheme: str = "bolt", **further: str) -> Store:
    return connect(f"{scheme}://{server.address}", password=server.password, **further)


def lines(store: Store) -> list[dict[str, object]]:
    return list(write.lines(store))


def test_an_encrypted_connection_takes_a_self_signed_certificate_only_when_told_to(
    server: servers.Server, files: list[Path]
) -> None:
    for scheme in ("bolt+ssc", "neo4j+ssc", "bolt", "neo4j"):
        with opened(server, scheme) as store:
            load(store, files)
            assert ask(store, "treaties-of-country", {"country": "Қазақстан"}).rows
    for scheme in ("bolt+s", "neo4j+s"):
        with pytest.raises(ElshiError, match="No database answers"):
            opened(server, scheme)


def test_the_named_database_is_used_and_one_that_is_not_there_is_named(server: servers.Server) -> None:
    with opened(server, database="neo4j") as store:
        assert store.read("RETURN 1 AS one") == [{"one": 1}]
    with pytest.raises(ElshiError, match="nowhere"):
        opened(server, database="nowhere")


def test_a_wrong_password_is_refused_in_a_sentence_that_does_not_tell_it(server: servers.Server) -> None:
    with pytest.raises(ElshiError, match="refused the user name or the password") as caught:
        connect(server.uri, password="not-the-password")
    assert "not-the-password" not in str(caught.value)


def test_a_read_only_database_answers_questions_and_says_why_it_takes_no_load(
    server: servers.Server, files: list[Path], table: Table
) -> None:
    with opened(server) as store:
        load(store, files, dataset="mine")
    server.stop()
    server.configure({"server.databases.read_only": "neo4j"})
    server.start()
    try:
        with opened(server) as store:
            before = lines(store)
            assert ask(store, "ties-between", {"a": "KZ", "b": "CN"}).rows
            table("treaties", tables.TREATIES.replace("1992-08", "1992-09"))
            with pytest.raises(ElshiError, match="read-only"):
                load(store, files, dataset="mine")
            assert lines(store) == before
    finally:
        server.stop()
        server.configure({})
        server.start()


def test_other_peoples_nodes_with_our_labels_and_ids_stay_as_they_are_and_out_of_every_answer(
    server: servers.Server, files: list[Path]
) -> None:
    with opened(server) as store:
        store.write(
            "CREATE (:Country:Actor {id: 'KZ', name: 'Kazakhstan'})-[:SIGNED]->"
            "(:Treaty:Tie {id: 'kz-cn-plan-1995', name: 'Theirs'}), "
            "(:Country {id: 'KZ'}), (:Person {id: 'KZ'})"
        )
        theirs = "MATCH (n) WHERE NOT n:Elshi AND NOT n:ElshiLoad AND NOT n:ElshiRows "
        before = store.read(theirs + "RETURN labels(n) AS l, properties(n) AS p ORDER BY elementId(n)")
        load(store, files)
        again = store.read(theirs + "RETURN labels(n) AS l, properties(n) AS p ORDER BY elementId(n)")
        assert again == before
        found = ask(store, "treaties-of-country", {"country": "KZ"}).rows
        assert sorted(row["id"] for row in found) == ["kz-cn-agreement-1992", "kz-cn-plan-1995"]
        store.write("CREATE (:Country:Actor {id: 'KZ'})")


def test_a_plain_index_on_our_label_gives_way_to_the_unique_one(
    server: servers.Server, files: list[Path]
) -> None:
    with opened(server) as store:
        store.write("CREATE INDEX theirs FOR (n:Elshi) ON (n.id)")
        store.write("CREATE INDEX `odd``name` FOR (n:ElshiLoad) ON (n.id)")
        store.write("CREATE INDEX kept FOR (n:Country) ON (n.id)")
        load(store, files)
        assert load(store, files).changed_nothing
        with pytest.raises(ElshiError, match="same id"):
            store.write("CREATE (:Elshi {id: 'KZ'})")
        names = {row["name"] for row in store.read("SHOW INDEXES YIELD name RETURN name")}
        assert "kept" in names
        assert "theirs" not in names


def test_a_load_through_a_restart_of_the_server_is_whole_or_not_there(
    server: servers.Server, files: list[Path]
) -> None:
    """Killed with SIGKILL at random points; after it, nothing or all, and the same load completes it.

    Mostly the server is back at once, so that the load may go on; one time in ten the load gives up first.
    """
    chance = random.Random(KILLS)  # noqa: S311
    with opened(server) as store:
        build(store)
        whole = lines(store)
        store.write("MATCH (n) DETACH DELETE n")
    for number in range(KILLS):
        command = [sys.executable, "-m", "elshi", "--db", server.uri, "build", "--no-reference"]
        environment = os.environ | {"NEO4J_PASSWORD": server.password}
        loading = subprocess.Popen(command, env=environment, stdout=-3, stderr=subprocess.PIPE, text=True)
        time.sleep(chance.uniform(0.5, 6))
        server.kill()
        if number % 10:
            server.start()
        _, said = loading.communicate(timeout=PATIENCE)
        assert "Traceback" not in said
        if not number % 10:
            server.start()
        with opened(server) as store:
            found = lines(store)
            assert found in ([], whole)
            assert build(store).changed_nothing == bool(found)
            assert lines(store) == whole
            store.write("MATCH (n) DETACH DELETE n")


def test_two_loads_at_once_give_the_graph_of_both(server: servers.Server, tmp_path: Path) -> None:
    base = tmp_path / "base"
    base.mkdir()
    (base / "sources.csv").write_text(tables.SOURCES, encoding="utf-8")
    (base / "countries.csv").write_text(tables.COUNTRIES, encoding="utf-8")
    head = "id,kind,name,signed_by,source\n"
    problems: list[BaseException] = []

    def one(number: int) -> None:
        folder = tmp_path / str(number)
        folder.mkdir()
        rows = [f"t-{number}-{i},treaty,Treaty {i},KZ; CN,kz-cn-article\n" for i in range(2_000)]
        (folder / "treaties.csv").write_text(head + "".join(rows), encoding="utf-8")
        try:
            with opened(server) as store:
                load(store, [folder / "treaties.csv"])
        except BaseException as error:
            problems.append(error)

    with opened(server) as store:
        load(store, sorted(base.glob("*.csv")), dataset="base")
        threads = [threading.Thread(target=one, args=(number,)) for number in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert problems == []
        assert store.read("MATCH (t:Elshi:Treaty) RETURN count(t) AS many") == [{"many": 6_000}]
        assert [known.sequence for known in ledger.loads(store)] == [1, 2, 3, 4]
        for number in range(3):
            assert load(store, [tmp_path / str(number) / "treaties.csv"]).changed_nothing


def test_a_load_waits_for_a_long_one_that_is_at_work(
    server: servers.Server, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(server) as store:
        load(store, files, dataset="first")
        store.write("MATCH (l:ElshiLoad) SET l.state = 'writing', l.beat = timestamp()")

        def finish() -> None:
            time.sleep(1.5)
            with opened(server) as other:
                other.write("MATCH (l:ElshiLoad) SET l.state = 'done'")

        finishing = threading.Thread(target=finish)
        began = time.monotonic()
        finishing.start()
        assert load(store, files, dataset="first").changed_nothing
        assert time.monotonic() - began > 1.4
        finishing.join()


def test_a_passing_fault_is_tried_again(server: servers.Server, files: list[Path]) -> None:
    """Two transactions that lock the same nodes in opposite order: Neo4j ends one, the driver repeats it."""
    with opened(server) as store:
        load(store, files)
        meeting = threading.Barrier(2, timeout=PATIENCE)
        tries: list[str] = []

        def lock(first: str, second: str) -> None:
            def work(run: Callable[..., object]) -> None:
                tries.append(first)
                run("MATCH (n:Elshi {id: $id}) SET n.touched = true", {"id": first})
                if len(tries) <= 2:
                    meeting.wait()
                run("MATCH (n:Elshi {id: $id}) SET n.touched = true", {"id": second})

            store.transaction(work)

        threads = [threading.Thread(target=lock, args=pair) for pair in (("KZ", "CN"), ("CN", "KZ"))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(tries) > 2
        assert store.read("MATCH (n:Elshi {touched: true}) RETURN count(n) AS many") == [{"many": 2}]
