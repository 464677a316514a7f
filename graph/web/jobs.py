"""Jobs: reports that are measured by the command in processes of their own, and kept while they serve."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from elshi.graph.errors import ElshiError

AT_ONCE = 1
"""Reports that are measured at the same time."""

KEPT = 20
"""Reports that are kept."""


@dataclass
class Job:
    """A report that is being measured, or has been."""

    process: subprocess.Popen[bytes]
    file: Path
    errors: Path
    began: float

    @property
    def state(self) -> str:
        """Whether it is ``running``, ``done`` or ``failed``."""
        code = self.process.poll()
        return "running" if code is None else "done" if code == 0 and self.file.is_file() else "failed"

    @property
    def problem(self) -> str:
        """The last line that the command wrote of an error."""
        lines = self.errors.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return lines[-1].removeprefix("elshi: ") if lines else ""


@dataclass
class Reports:
    """The reports of an explorer."""

    environment: Mapping[str, str]
    _jobs: dict[str, Job] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _folder: Path | None = None

    def find(self, key: str) -> Job | None:
        """The report of a key, if there is one."""
        return self._jobs.get(key)

    def start(self, key: str, words: list[str]) -> None:
        """Begin to measure; raises ``ElshiError`` where as many as may are being measured."""
        with self._lock:
            job = self._jobs.get(key)
            if job is not None and job.state != "failed":
                return
            if sum(job.state == "running" for job in self._jobs.values()) >= AT_ONCE:
                raise ElshiError("Another report is being measured: wait for its end, or cancel it.")
            self._forget_old()
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="elshi-reports-"))
            file, errors = self._folder / f"{key}.html", self._folder / f"{key}.txt"
            with open(errors, "wb") as out:
                process = subprocess.Popen(
                    [sys.executable, "-m", "elshi", "report", str(file), *words],
                    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=out,
                    env={**os.environ, **self.environment},
                )  # fmt: skip
            self._jobs[key] = Job(process, file, errors, time.monotonic())

    def _forget_old(self) -> None:
        while len(self._jobs) >= KEPT:
            key = next(iter(self._jobs))
            self._jobs.pop(key).file.unlink(missing_ok=True)

    def cancel(self, key: str) -> None:
        """Stop measuring."""
        with self._lock:
            job = self._jobs.pop(key, None)
        if job is not None and job.state == "running":
            job.process.terminate()
            job.process.wait(30)

    def close(self) -> None:
        """Stop what is being measured and remove what has been."""
        for key in list(self._jobs):
            self.cancel(key)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
