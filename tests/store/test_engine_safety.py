"""What the embedded engine does not do for a query, and whom it lets read its files."""

from __future__ import annotations

import json
import os
import stat
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from elshi.graph.errors import ElshiError
from elshi.graph.store.store import Store, connect


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server that keeps what is asked of it: its address, and the paths."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"a,b\n")

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with connect(tmp_path_factory.mktemp("engine") / "graph") as opened:
        opened.write("CREATE (:Elshi {id: 'secret'})")
        yield opened


@pytest.mark.parametrize("how", ["read", "write"])
def test_no_query_reads_a_file_or_asks_another_machine(
    embedded: Store, listener: tuple[str, list[str]], tmp_path: Path, how: str
) -> None:
    address, asked = listener
    local = tmp_path / "local.csv"
    local.write_text("a,b\n", encoding="utf-8")
    for place in (address, local.as_uri(), str(local), "http://198.51.100.7"):
        for statement in (
            f"LOAD CSV FROM '{place}' AS row RETURN row",
            f"MATCH (n:Elshi) LOAD CSV FROM '{place}?' + n.id AS row RETURN row",
        ):
            with pytest.raises(ElshiError, match=r"LOAD CSV|run read-only|disabled|not allowed"):
                getattr(embedded, how)(statement)
    assert asked == []


def test_nobody_else_can_read_a_data_folder_whatever_the_umask(tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no such rights")
    folder = tmp_path / "graph"
    before = os.umask(0)
    try:
        with connect(folder) as opened:
            opened.write("CREATE (:Elshi {id: 'x'})")
    finally:
        os.umask(before)
    found = [folder, *folder.rglob("*")]
    assert len(found) > 5
    assert [path for path in found if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


def test_a_folder_of_the_first_version_is_closed_to_others_when_it_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    folder.mkdir(mode=0o755)
    (folder / "engine.lock").touch(mode=0o644)
    with connect(folder):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / "engine.lock").stat().st_mode) == 0o600


def test_an_access_file_of_an_engine_that_ended_does_not_stop_the_next_command(
    tmp_path: Path, listener: tuple[str, list[str]]
) -> None:
    """Another program may listen on the port by now."""
    folder = tmp_path / "graph"
    with connect(folder) as opened:
        opened.write("CREATE (:Elshi {id: 'x'})")
    port = listener[0].rsplit(":", 1)[1]
    (folder / "access.json").write_text(
        json.dumps(
            {
                "uri": f"bolt://127.0.0.1:{port}",
                "writer": ["root", "w"],
                "reader": ["reader", "r"],
                "process": 1,
            }
        ),
        encoding="utf-8",
    )
    with connect(folder) as opened:
        assert opened.read("MATCH (n:Elshi) RETURN n.id AS id") == [{"id": "x"}]


def test_a_command_that_attaches_to_an_engine_that_ends_starts_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    ending = connect(folder)
    ending.write("CREATE (:Elshi {id: 'x'})")
    stale = (folder / "access.json").read_text(encoding="utf-8")
    ending.close()
    with connect(tmp_path / "other") as other:
        access = json.loads(stale)
        assert other.engine is not None
        access["uri"] = other.engine.access.uri  # an engine that does not know these passwords answers there
        (folder / "access.json").write_text(json.dumps(access), encoding="utf-8")
        with connect(folder) as opened:
            assert opened.read("MATCH (n:Elshi) RETURN n.id AS id") == [{"id": "x"}]


def test_the_process_that_runs_the_engine_waits_for_those_attached_to_it(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    owner = connect(folder)
    owner.write("CREATE (:Elshi {id: 'x'})")
    assert owner.engine is not None
    guest = owner.engine._attach()
    assert guest is not None
    answers: list[object] = []

    def ask() -> None:
        with Store(guest.uri, guest.writer, guest.reader, database="elshi") as attached:
            answers.extend(attached.read("MATCH (n:Elshi) RETURN n.id AS id"))
        held.release()

    held = owner.engine._guest
    owner.engine._guest = None
    asking = threading.Timer(0.5, ask)
    asking.start()
    owner.close()
    asking.join()
    assert answers == [{"id": "x"}]
    assert not (folder / "access.json").exists()
