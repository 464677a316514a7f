"""The store: connecting, reading, writing, and being shared."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from elshi.graph.errors import ElshiError
from elshi.graph.store.store import Store, connect
from tests.fixtures.command import PATIENCE

Command = Callable[..., subprocess.CompletedProcess[str]]


def test_reading_gives_plain_values(store: Store) -> None:
    rows = store.read(
        "RETURN date('1992-05-01') AS d, [1, 2] AS l, {a: null} AS m, $x AS x", {"x": "Қазақстан"}
    )
    assert rows == [{"d": date(1992, 5, 1), "l": [1, 2], "m": {"a": None}, "x": "Қазақстан"}]


def test_a_reading_store_cannot_write(store: Store) -> None:
    with pytest.raises(ElshiError, match="read-only"):
        store.read("CREATE (n:Elshi {id: 'x'}) RETURN n.id AS id")
    assert store.read("MATCH (n:Elshi) RETURN n.id AS id") == []


def test_a_writing_statement_gives_its_rows_however_it_asks_for_them(store: Store) -> None:
    assert store.write("create (n:Elshi {id: 'x'}) return n.id as id") == [{"id": "x"}]
    assert store.write("CREATE (n:Elshi {id: 'y'})") == []
    assert {"label": "Elshi"} in store.write("CALL db.labels()")


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    def work(run: Callable[..., object]) -> None:
        run("CREATE (n:Elshi {id: 'half'})")
        raise ElshiError("changed my mind")

    with pytest.raises(ElshiError, match="changed my mind"):
        store.transaction(work)
    assert store.read("MATCH (n:Elshi) RETURN n.id AS id") == []


def test_ids_are_unique_across_all_labels(store: Store) -> None:
    store.write("CREATE (n:Elshi:Actor:Country {id: 'x'})")
    with pytest.raises(ElshiError):
        store.write("CREATE (n:Elshi:Tie:Treaty {id: 'x'})")


def test_the_engines_passwords_lie_in_a_file_that_only_the_user_reads_and_only_while_it_runs(
    tmp_path: Path,
) -> None:
    with connect(tmp_path):
        file = tmp_path / "access.json"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert json.loads(file.read_text(encoding="utf-8"))["uri"].startswith("bolt://127.0.0.1:")
    assert not file.exists()


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="needs Linux's list of sockets")
def test_nothing_listens_beyond_loopback(tmp_path: Path) -> None:
    code = (
        "import sys; from elshi import connect\n"
        "with connect(sys.argv[1]):\n"
        "    own = {line.split()[9] for f in ('tcp', 'tcp6') for line in open(f'/proc/self/net/{f}') "
        "if line.split()[3] == '0A'}\n"
        "    import os\n"
        "    mine = {os.readlink(f'/proc/self/fd/{n}') for n in os.listdir('/proc/self/fd') "
        "if os.path.exists(f'/proc/self/fd/{n}')}\n"
        "    for f in ('tcp', 'tcp6'):\n"
        "        for line in open(f'/proc/self/net/{f}'):\n"
        "            cells = line.split()\n"
        "            if cells[3] == '0A' and f'socket:[{cells[9]}]' in mine: print(cells[1])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    listening = {line.rsplit(":", 1)[0] for line in done.stdout.split()}
    assert listening
    loopback = {"0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000"}
    assert listening <= loopback


def test_a_second_process_attaches_to_the_engine_that_runs(tmp_path: Path) -> None:
    with connect(tmp_path) as first:
        first.prepare()
        first.write("CREATE (n:Elshi {id: 'seen'})")
        code = (
            "import sys; from elshi import connect\n"
            "with connect(sys.argv[1]) as s:\n"
            "    print(s.engine.attached, s.read('MATCH (n:Elshi) RETURN n.id AS id'))\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == "True [{'id': 'seen'}]"
        assert first.read("MATCH (n:Elshi) RETURN n.id AS id") == [{"id": "seen"}]


def test_what_was_written_is_there_after_the_process_was_killed(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from elshi import connect\n"
        "s = connect(sys.argv[1]); s.prepare(); s.write(\"CREATE (n:Elshi {id: 'kept'})\")\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, check=False)
    with connect(tmp_path) as again:
        assert again.read("MATCH (n:Elshi) RETURN n.id AS id") == [{"id": "kept"}]


def test_the_engine_prints_nothing_of_its_own(real_elshi: Command) -> None:
    done = real_elshi("cypher", "--json", "RETURN 1 AS one", "--write")
    assert json.loads(done.stdout) == [{"one": 1}]
    assert done.stderr == ""


def test_py2neo_is_a_door_to_the_same_graph(store: Store) -> None:
    pytest.importorskip("py2neo")
    store.write("CREATE (n:Elshi {id: 'door'})")
    assert store.py2neo().run("MATCH (n:Elshi) RETURN n.id AS id").data() == [{"id": "door"}]


@pytest.mark.skipif(not os.environ.get("NEO4J_URI"), reason="Neo4j is not there: NEO4J_URI is not set")
def test_a_wrong_password_is_refused_in_a_sentence() -> None:
    with pytest.raises(ElshiError, match="refused the user name or the password"):
        connect(os.environ["NEO4J_URI"], password="not-the-password")


def test_a_wrong_password_of_the_embedded_engine_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with connect(tmp_path) as store, pytest.raises(ElshiError, match="refused the user name or the password"):
        connect(store.uri, username="root", password="not-the-password")


@pytest.mark.parametrize("end", ["", "raise SystemExit(0)", "raise ValueError('a mistake of the script')"])
def test_a_store_that_is_left_open_does_not_keep_the_process(tmp_path: Path, end: str) -> None:
    code = "import sys, elshi; s = elshi.connect(sys.argv[1]); print(s.read('RETURN 1 AS x'))\n" + end
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.stdout.strip() == "[{'x': 1}]"
    assert "fatal error" not in done.stderr
    assert not (tmp_path / "access.json").exists()


@pytest.mark.parametrize("word", ["SIGTERM", "SIGINT"])
def test_a_process_that_is_asked_to_end_ends_without_a_crash(tmp_path: Path, word: str) -> None:
    code = (
        "import os, signal, sys, time; from elshi import connect\n"
        "s = connect(sys.argv[1]); print('open', flush=True)\n"
        f"os.kill(os.getpid(), signal.{word}); time.sleep(20)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == -getattr(signal, word)
    assert "fatal error" not in done.stdout + done.stderr
    with connect(tmp_path) as again:
        assert again.read("RETURN 1 AS one") == [{"one": 1}]
