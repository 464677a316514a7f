"""The resident engine: what stays between commands, and every way in which it ends."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from elshi.graph.errors import ElshiError
from elshi.graph.store import resident
from elshi.graph.store.store import connect
from tests.conftest import Command
from tests.fixtures import command

PATIENCE = 120
FACT = 'UNWIND range(1, 3) AS n CREATE (:Elshi:Actor:Country {id: "x" + n, name: "X", search: "|x|"})'


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A data folder with a small graph; the engine that a test leaves in it is ended."""
    place = tmp_path / "data"
    with connect(place) as store:
        store.write(FACT)
    yield place
    if place.exists():
        resident.stop(place)


@pytest.fixture
def short(folder: Path, tmp_path: Path) -> Command:
    """Run the command in a process of its own, with a resident engine."""

    def run(*words: str, **environment: str) -> command.Done:
        settings = {"ELSHI_HOME": str(folder), "XDG_STATE_HOME": str(tmp_path / "state")}
        return command.run_outside(words, settings | {"ELSHI_RESIDENT": "5"} | environment)

    return run


def engine_of(folder: Path) -> int:
    """The process that runs the engine of a folder; 0 if none does."""
    try:
        with FileLock(folder / "engine.lock").acquire(timeout=0):
            return 0
    except Timeout:
        found: int = json.loads((folder / "access.json").read_text())["process"]
        return found


def eventually(what: Callable[[], bool]) -> bool:
    """Whether something comes true while one waits."""
    until = time.monotonic() + PATIENCE
    while not what():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


def test_a_second_command_attaches_to_the_engine_that_the_first_left(folder: Path, short: Command) -> None:
    first = short("show", "x1", "--json")
    engine = engine_of(folder)
    second = short("show", "x2", "--json")
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert engine
    assert engine_of(folder) == engine
    assert short("stop").stdout == f"The resident engine in {folder} has ended.\n"
    assert engine_of(folder) == 0
    assert short("stop").stdout == f"No engine runs in {folder}.\n"


def test_no_engine_stays_where_none_is_wanted(folder: Path, short: Command) -> None:
    for words, minutes in ((["--no-resident", "show", "x1"], "5"), (["show", "x1"], "0")):
        done = short(*words, ELSHI_RESIDENT=minutes)
        assert done.returncode == 0, done.stderr
        assert engine_of(folder) == 0


def test_an_idle_engine_ends_by_itself(folder: Path, short: Command) -> None:
    assert short("show", "x1", ELSHI_RESIDENT="0.01").returncode == 0
    assert eventually(lambda: engine_of(folder) == 0)
    assert not (folder / "access.json").exists()


def test_an_engine_ends_with_its_folder(folder: Path, short: Command) -> None:
    short("show", "x1")
    process = Path("/proc") / str(engine_of(folder))
    if not process.exists():
        pytest.skip("this system shows no processes in /proc")
    shutil.rmtree(folder)
    assert eventually(lambda: not process.exists())
    assert not folder.exists()


def test_the_engine_of_another_folder_takes_the_place(folder: Path, short: Command, tmp_path: Path) -> None:
    short("show", "x1")
    other = tmp_path / "other"
    with connect(other) as store:
        store.write(FACT)
    assert short("show", "x1", ELSHI_HOME=str(other)).returncode == 0
    assert eventually(lambda: engine_of(folder) == 0)
    assert engine_of(other)
    resident.stop(other)


def test_what_needs_an_engine_of_its_own_ends_an_idle_one(folder: Path, short: Command) -> None:
    short("show", "x1")
    assert engine_of(folder)
    done = short("wipe", "--yes")
    assert (done.returncode, done.stdout.split(" and ")[0]) == (
        0,
        "removed: 3 nodes, 0 relationships",
    ), done.stderr
    assert engine_of(folder) == 0


def test_a_resident_engine_with_guests_is_shared_with_a_load(folder: Path, short: Command) -> None:
    short("show", "x1")
    engine = engine_of(folder)
    with connect(folder) as store:
        assert short("wipe", "--yes").returncode == 0
        assert store.read("MATCH (n:Elshi) RETURN count(n) AS n") == [{"n": 0}]
        assert engine_of(folder) == engine


def test_commands_that_start_at_once_share_one_engine(folder: Path, short: Command) -> None:
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda n: short("show", f"x{1 + n % 3}", "--json"), range(4)))
    assert [one.returncode for one in done] == [0] * 4, [one.stderr for one in done]
    assert [json.loads(one.stdout)["id"] for one in done] == ["x1", "x2", "x3", "x1"]
    assert engine_of(folder)


def test_stop_does_not_end_a_program_of_ones_own(folder: Path, short: Command) -> None:
    with connect(folder) as store:
        done = short("stop")
        assert done.returncode == 1
        assert "is run by process" in done.stderr
        assert store.read("RETURN 1 AS one") == [{"one": 1}]


def test_the_library_leaves_no_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELSHI_RESIDENT", "5")
    with connect(tmp_path / "data") as store:
        assert store.engine
        assert not store.engine.attached
    assert engine_of(tmp_path / "data") == 0


@pytest.mark.parametrize("given", ["soon", "-1", "1e9", "nan"])
def test_idle_minutes_that_are_none_are_refused(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELSHI_RESIDENT", given)
    with pytest.raises(ElshiError, match=r"idle minutes from 0 .* were expected\.$"):
        resident.minutes()


# --------------------------------------------------------------------------------- the shell


def test_the_shell_answers_line_by_line_and_goes_on_after_an_error(elshi_on_corpus: Command) -> None:
    def run(lines: str) -> command.Done:
        with pytest.MonkeyPatch.context() as patch:
            left = iter(lines.splitlines())

            def read(prompt: str = "") -> str:
                try:
                    return next(left)
                except StopIteration:
                    raise EOFError from None

            patch.setattr("builtins.input", read)
            return elshi_on_corpus("shell")

    done = run('# questions\nquery nonsense\nshow KZ --json\n\ncite "unclosed\nexit\nshow TR --json')
    assert json.loads(done.stdout)["id"] == "KZ"
    assert "There is no question 'nonsense'" in done.stderr
    assert "No closing quotation" in done.stderr
    assert done.returncode == 1
    assert run("show KZ --json").returncode == 0
