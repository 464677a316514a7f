"""The campaign: every hostile table is loaded and every command line run, in this process, with a watchdog.

A trial fails if it ends in anything but an answer or a sentence, if it does not end, if a refused load
changed the graph, or if somebody's own file was replaced.
"""

from __future__ import annotations

import os
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from elshi.graph.store.store import Store
from elshi.loaders.load.load import load
from tests.fixtures import command
from tests.fuzz import hostile

PATIENCE = 30
"""Seconds that one trial may take."""


class Hang(BaseException):
    """A trial that does not end."""


@dataclass
class Campaign:
    """What was tried, what failed, and how long the slowest trials took."""

    store: Store
    folder: Path
    seed: int = 1
    tell: Callable[[str], object] = lambda failure: None
    failures: list[str] = field(default_factory=list)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    refused: int = 0
    tried: int = 0

    def begin(self) -> None:
        """Load the small world that the tables and commands are about."""
        load(self.store, hostile.setting(self.folder))

    def tables(self, number: int) -> None:
        """Load hostile tables; each load is whole or changes nothing."""
        for at in range(number):
            random = Random(f"{self.seed} table {at}")  # noqa: S311 - to be made again
            path, words = hostile.table(random, self.folder, at)
            before = self._state()
            code = self._run(f"table {at}", ["load", *words])
            after = self._state()
            if code and "--skip-bad" not in words and before != after:
                self._failed(f"table {at}: the load was refused and changed the graph\n{words}")
            if after != before and not code:
                self._run(f"undo of table {at}", ["undo", f"load-{after[2]:06}"])
            for left in self.folder.glob(f"{path.stem}*"):
                left.unlink()

    def lines(self, number: int) -> None:
        """Run hostile command lines."""
        lines = hostile.lines(Random(f"{self.seed} lines"))  # noqa: S311
        for at, words in zip(range(number), lines, strict=False):
            self._run(f"line {at}", words)
            if (self.folder / "own.html").read_text("utf-8") != "<p>mine</p>" and "--force" not in words:
                self._failed(f"line {at}: somebody's own file was replaced\n{words}")
            (self.folder / "own.html").write_text("<p>mine</p>", "utf-8")

    def _failed(self, what: str) -> None:
        self.failures.append(what)
        self.tell(what)

    def _state(self) -> tuple[int, int, int]:
        [row] = self.store.read(
            "MATCH (n:Elshi) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS links"
        )
        [loads] = self.store.read("MATCH (l:ElshiLoad) RETURN count(l) AS many")
        return row["nodes"], row["links"], loads["many"]

    def _run(self, name: str, words: list[str]) -> int:
        assert self.store.engine
        self.tried += 1
        begun, code = time.monotonic(), 1
        try:
            with watched(), _inside(self.folder):
                done = command.run_inside(tuple(words), {"ELSHI_HOME": str(self.store.engine.folder)})
            code = done.returncode
            if code not in (0, 1, 2) or "Traceback" in done.stderr:
                self._failed(f"{name}: exit code {code}\n{_shown(words)}\n{done.stderr[-2000:]}")
        except Hang:
            self._failed(f"{name}: no end after {PATIENCE} s\n{_shown(words)}\n{_last()}")
        except Exception:
            self._failed(f"{name}: {_shown(words)}\n{_last()}")
        self.refused += bool(code)
        self.slowest = sorted([*self.slowest, (time.monotonic() - begun, f"{name}: {_shown(words)}")])[-5:]
        return code


def _last() -> str:
    return traceback.format_exc()[-2500:]


def _shown(words: list[str]) -> str:
    return repr([word if len(word) < 60 else f"{word[:40]}…({len(word)})" for word in words])


@contextmanager
def watched(seconds: float = PATIENCE) -> Iterator[None]:
    """End what takes longer with a ``Hang``."""

    def end(*_: Any) -> None:
        raise Hang

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    """Run in a folder, so that relative paths stay in it."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
