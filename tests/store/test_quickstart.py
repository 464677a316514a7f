"""The quicker start: Java's classes are kept once and used from then on, and nothing depends on it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.fixtures.command import PATIENCE

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into Linux's /proc")

ASK = """
import sys
from pathlib import Path
from elshi.graph.store.store import connect
with connect(sys.argv[1], profile="brief") as store:
    assert store.read("RETURN 1 AS one") == [{"one": 1}]
    print(".aot" in Path("/proc/self/maps").read_text())
"""


OWN = """
from pathlib import Path
Path(__file__).with_name("ran").touch()
"""
OURS = ("graph.py", "loaders.py", "queries.py")


def run(cache: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"XDG_CACHE_HOME": str(cache)}
    return subprocess.run(
        [sys.executable, "-c", *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def asked(cache: Path, folder: Path) -> str:
    """Whether an engine on the folder, in a process of its own, used kept classes; nothing else is said."""
    done = run(cache, ASK, str(folder))
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.strip()


def kept(cache: Path) -> list[Path]:
    return sorted((cache / "elshi").glob("*.aot"))


@pytest.fixture(scope="module")
def left_behind(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a first command leaves, that ran in a folder with modules of the names of ours."""
    place = tmp_path_factory.mktemp("first")
    folder = place / "mine"
    folder.mkdir()
    for name in OURS:
        (folder / name).write_text(OWN, encoding="utf-8")
    environment = os.environ | {
        "XDG_CACHE_HOME": str(place / "cache"), "ELSHI_HOME": str(place / "home"), "ELSHI_RESIDENT": "0",
    }  # fmt: skip
    done = subprocess.run(
        [Path(sys.executable).with_name("elshi"), "cypher", "RETURN 1 AS one"],
        env=environment, cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    while not kept(place / "cache") and not (folder / "ran").exists():
        time.sleep(0.1)  # the cache is made by a process that the command left behind
    return place


def test_what_one_process_has_kept_the_next_one_uses(left_behind: Path, tmp_path: Path) -> None:
    [file] = kept(left_behind / "cache")
    assert file.stat().st_size > 1_000_000
    assert {other.suffix for other in file.parent.iterdir() if other.is_file()} <= {".aot", ".lock"}
    assert asked(left_behind / "cache", tmp_path / "graph") == "True"


def test_a_damaged_file_is_not_used_and_not_spoken_of(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    [name] = run(cache, "from elshi.graph.store import aot_cache; print(aot_cache.file())").stdout.split()
    Path(name).parent.mkdir(parents=True)
    Path(name).write_bytes(b"not Java's" * 1000)
    assert asked(cache, tmp_path / "graph") == "False"


def test_where_nothing_can_be_kept_the_engine_starts_without(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.write_text("a file where the folder should be", encoding="utf-8")
    assert asked(cache, tmp_path / "graph") == "False"


def test_no_module_of_the_folder_in_which_a_command_runs_is_ever_run(left_behind: Path) -> None:
    assert kept(left_behind / "cache")
    assert {path.name for path in (left_behind / "mine").iterdir()} == set(OURS)
