"""The index of sides after a process was killed in the middle of a load: whole, or noticed and made anew.

The process ends by SIGKILL inside a transaction, after its statements and before it is committed.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from elshi.graph.exports.jsonl import lines
from elshi.graph.store.store import Store, connect
from elshi.graph.views import side_index
from elshi.loaders.load import ledger
from elshi.loaders.load.history import undo
from elshi.loaders.load.load import load
from elshi.loaders.load.options import LoadLimits
from elshi.queries import ask
from tests.fixtures.command import PATIENCE
from tests.fixtures.worlds import NAMED

Table = Callable[[str, str], Path]

MINISTERS, EVENTS = 3, 4
"""How many ministers are loaded, and in how many events each took part."""

IN_PARTS = LoadLimits(transaction=1, batch=1, silence=0)
"""The limits of loads that are written in several transactions, and count as cut off at once."""

CHANGES = {
    "streamed": "load(store, [offices], limits=replace(limits, stream_from=1), dataset='offices')",
    "planned": "load(store, [offices], limits=limits, dataset='offices')",
    "undone": "undo(store, loads(store)[-1].id, limits)",
}
"""What the process does, each time in parts: a load of offices, which make states sides of the events."""

PROCESS = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
from elshi.graph.store.store import connect
from elshi.graph.views import side_index
from elshi.loaders.load import history, load as loading, stream_writer
from elshi.loaders.load.history import undo
from elshi.loaders.load.ledger import loads
from elshi.loaders.load.load import load
from elshi.loaders.load.options import LoadLimits

where, offices, step, last = sys.argv[1], Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
side_index.TIES_AT_ONCE = 5
limits = LoadLimits(transaction=1, batch=1, silence=0)

def counted(real, calls=[]):
    def call(*given):
        calls.append(given)
        real(*given)
        if len(calls) == last:
            os.kill(os.getpid(), signal.SIGKILL)
    return call

if step == "sides":
    side_index.mend = counted(side_index.mend)
else:
    history.apply = loading.apply = stream_writer.apply = counted(stream_writer.apply)
with connect(where) as store:
    CHANGE
"""


@pytest.fixture
def place(store: Store, tmp_path: Path) -> str | Path:
    """Where a process loads: a server that outlives it, or a data folder whose engine dies with it."""
    return store.uri if store.engine is None else tmp_path / "graph"


@pytest.fixture
def offices(table: Table) -> Path:
    rows = (f"m{n},minister{n},kz-culture,1994/1996,one\n" for n in range(MINISTERS))
    return table("leaderships", "id,leader,organisation,during,source\n" + "".join(rows))


def begin(store: Store, table: Table) -> None:
    """Events in which ministers took part who have no office yet."""
    persons = "".join(f"minister{n},Minister {n}\n" for n in range(MINISTERS))
    events = "".join(
        f"e{n},E,festival,1995,minister{n % MINISTERS}; TR,one\n" for n in range(MINISTERS * EVENTS)
    )
    ours = NAMED | {"persons": NAMED["persons"] + persons.replace("\n", ",\n")}
    ours["events"] = "id,name,kind,date,joined_by,source\n" + events
    load(store, [table(name, text) for name, text in ours.items()], dataset="events")


def is_right(store: Store) -> bool:
    """Whether the index is what the rules give for the whole graph."""
    return side_index.examined(store)["state"] == "good"


def killed(place: str | Path, offices: Path, change: str, step: str, last: int) -> None:
    """Run a change in a process of its own that is killed after so many calls of a step."""
    code = PROCESS.replace("CHANGE", CHANGES[change])
    done = subprocess.run(
        [sys.executable, "-c", code, str(place), str(offices), step, str(last)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize(
    ("change", "step", "last"),
    [
        ("streamed", "rows", 2),
        ("streamed", "sides", 2),
        ("planned", "rows", 1),
        ("planned", "sides", 2),
        ("undone", "sides", 1),
        ("undone", "sides", 2),
    ],
)
def test_after_a_kill_the_first_question_finds_a_right_index_and_the_next_run_a_whole_graph(
    place: str | Path,
    offices: Path,
    table: Table,
    monkeypatch: pytest.MonkeyPatch,
    change: str,
    step: str,
    last: int,
) -> None:
    monkeypatch.setattr(side_index, "SILENCE", 0)
    with connect(place) as store:
        begin(store, table)
        without = list(lines(store))
        load(store, [offices], dataset="offices")
        whole = list(lines(store))
        if change != "undone":
            undo(store, ledger.loads(store)[-1].id)
    killed(place, offices, change, step, last)
    with connect(place) as store:
        assert ledger.loads(store)[-1].state == "writing"
        ask(store, "ties-between", {"a": "KZ", "b": "TR"})
        assert is_right(store)
        if change == "undone":
            undo(store, ledger.loads(store)[-1].id, IN_PARTS)
            assert list(lines(store)) == without
        else:
            load(store, [offices], dataset="offices", limits=IN_PARTS)
            assert list(lines(store)) == whole
        assert is_right(store)
        found = ask(store, "ties-between", {"a": "KZ", "b": "TR"}).rows
        assert len(found) == (0 if change == "undone" else MINISTERS * EVENTS)
