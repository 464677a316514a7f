"""The reports of an atlas, half of them written by a second process while the maps are drawn.

``python -m elshi.graph.atlas.measured`` is that process: it reads the network from its standard input. Where
it cannot be started, or fails, its reports are written here like the others.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from elshi.graph.reports import report
from elshi.graph.text import counted
from elshi.graph.views.network import Network, View
from elshi.graph.views.view import view

MOST_RESAMPLES = 200
LEAST_RESAMPLES = 40
WORK = 45_000_000
"""Resamples × actors × links that an atlas spends on a report: a betweenness takes actors × links."""

WHOLE = {"report.html": False, "report-countries.html": True}
"""The reports of the whole network: file → whether it is that of countries."""

MAPS = {"report.html": "whole.html", "report-countries.html": "countries.html"}
"""The maps of what they measure."""


def resamples_for(seen: View) -> int:
    """How often the atlas resamples a view: 200 times, fewer where that would take too long.

    ``elshi report --resamples`` has no such limit; the report says which number was taken.
    """
    work: int = max(1, len(seen.graph) * seen.graph.number_of_edges())
    return max(LEAST_RESAMPLES, min(MOST_RESAMPLES, WORK // work))


def own(actor: str) -> str:
    """The file of the report around an actor."""
    return f"report-{actor}.html"


def written(network: Network, file: Path, around: str | None, lang: str, *, force: bool) -> str:
    """Write a report of an atlas; give a line about it."""
    seen = view(network, around=around) if around else view(network, countries=WHOLE[file.name])
    resamples = resamples_for(seen)
    picture = f"around-{around.lower()}.html" if around else MAPS[file.name]
    leads = [("index.html", "nav.index"), (picture, "nav.map")]
    report.write(seen, file, resamples=resamples, lang=lang, leads=leads, force=force)
    return f"{file}: {counted(resamples, 'resample')}"


class Reports:
    """The reports of an atlas: ``around`` are the actors that have one of their own."""

    def __init__(
        self, network: Network, folder: Path, around: tuple[str, ...], lang: str, *, force: bool = False
    ) -> None:
        self.network = network
        self.force = force
        self.folder = folder
        self.lang = lang
        self.files: dict[str, str | None] = dict.fromkeys(WHOLE) | {own(actor): actor for actor in around}
        self._elsewhere = list(self.files)[::2]
        """Every other one: the largest is among them, and about half of the work."""
        self._process = self._start() if (os.cpu_count() or 1) > 1 else None

    def _start(self) -> subprocess.Popen[str] | None:
        if not sys.executable:
            return None
        files = {file: self.files[file] for file in self._elsewhere}
        task = replace(self.network), self.folder, files, self.lang, self.force
        with suppress(OSError), tempfile.TemporaryFile() as given:
            pickle.dump(task, given)
            given.seek(0)
            return subprocess.Popen(
                [sys.executable, "-P", "-m", __name__],
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
            )
        return None

    def write(self) -> Mapping[str, str]:
        """Write those that are left to this process and wait for the others; file → a line about it."""
        here = [file for file in self.files if self._process is None or file not in self._elsewhere]
        lines = {file: self._written(file) for file in here}
        if self._process is not None:
            said = self._process.communicate()[0].splitlines()
            whole = self._process.returncode == 0 and len(said) == len(self._elsewhere)
            for number, file in enumerate(self._elsewhere):
                lines[file] = said[number] if whole else self._written(file)
        return {file: lines[file] for file in self.files}

    def _written(self, file: str) -> str:
        return written(self.network, self.folder / file, self.files[file], self.lang, force=self.force)

    def end(self) -> None:
        """End the other process, if the atlas is not finished."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()


def main() -> None:
    """Write the reports that another process asks for; one line for each."""
    task: tuple[Network, Path, dict[str, str | None], str, bool] = pickle.load(sys.stdin.buffer)  # noqa: S301
    network, folder, files, lang, force = task  # written by our own process, into a file without a name
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    for file, around in files.items():
        print(written(network, folder / file, around, lang, force=force), flush=True)


if __name__ == "__main__":
    main()
