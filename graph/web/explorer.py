"""What all pages share: the store with its deadline, the snapshot, the last answers, and our own files."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from threading import Lock
from typing import Any

import anyio

from elshi.graph.web.guard import Forms
from elshi.graph.web.jobs import Reports
from elshi.graph.web.snapshot import Library
from elshi.queries.answers import Answer
from elshi.store import Store

AT_ONCE = 3
"""Questions that the database answers at the same time; the embedded engine takes four in all."""

KEPT = 64
"""Answers that are kept, so that a page, its files and its chart ask once."""


@dataclass
class Explorer:
    """What all pages share.

    ``seconds`` is the deadline of a statement; ``texts`` the folder of the reader's copies of the sources;
    ``edit`` whether the desk is open.
    """

    store: Store
    seconds: float
    texts: Path | None = None
    edit: bool = False
    library: Library = field(init=False)
    reports: Reports = field(init=False)
    forms: Forms = field(default_factory=Forms)
    slow: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(AT_ONCE))
    _answers: OrderedDict[tuple[Any, ...], Answer] = field(default_factory=OrderedDict)
    _keeping: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.library = Library(self.store)
        self.reports = Reports(self.store.environment())

    @contextmanager
    def asking(self) -> Iterator[Store]:
        """The store, whose statements are stopped at the deadline."""
        with self.store.deadline(self.seconds):
            yield self.store

    def ask(self, version: str, name: str, given: Mapping[str, str]) -> Answer:
        """The answer to a question, kept for as long as the data are of that version."""
        key = (version, name, tuple(sorted(given.items())))
        with self._keeping:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        with self.asking() as store:
            answer = store.query(name, **given)
        with self._keeping:
            self._answers[key] = answer
            if len(self._answers) > KEPT:
                self._answers.popitem(last=False)
        return answer

    @property
    def rooms(self) -> list[tuple[str, str]]:
        """The parts of the explorer that every page leads to: path and the key of its name."""
        return [
            ("/ask", "nav.ask"),
            ("/map", "nav.map"),
            ("/report", "nav.report"),
            ("/sources", "nav.sources"),
            ("/api", "nav.api"),
        ]

    @property
    def static(self) -> str:
        """The path of our own files, which changes with them, so that a browser may keep them."""
        return f"/static/{_version()}"


@cache
def files() -> dict[str, bytes]:
    """The styles, scripts and pictures of the pages, by name."""
    folder = resources.files("elshi.graph").joinpath("web", "static")
    found = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    base = resources.files("elshi.graph").joinpath("templates", "base.css").read_bytes()
    found["explorer.css"] = base + found["explorer.css"]
    return found


@cache
def _version() -> str:
    return sha256(b"".join(content for _, content in sorted(files().items()))).hexdigest()[:12]
