"""The most memory that a load takes in Elshi's process: run as a process of its own for each size."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from elshi.graph.store.backup import wipe
from elshi.graph.store.store import connect
from elshi.loaders.load.load import load
from tests.bench.material import write_tables


def peak(uri: str, password: str, many: int) -> float:
    """Megabytes that a load of so many generated ties into a Neo4j adds to what an empty load takes."""
    words = [sys.executable, "-m", "tests.bench.memory", uri, password, str(many)]
    return float(subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()[-1])


def most() -> float:
    """The most memory that this process has had, in megabytes.

    As Linux counts it for this program: ``getrusage`` also counts what its parent had when it started it.
    """
    status = Path("/proc/self/status")
    if status.exists():
        [line] = [
            line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM:")
        ]
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(uri: str, password: str, many: str) -> None:
    """Load and print the difference of the peaks."""
    with tempfile.TemporaryDirectory() as name, connect(uri, password=password) as store:
        small = Path(name) / "small"
        small.mkdir()
        wipe(store)
        load(store, write_tables(small, 1), dataset="bench")
        before = most()
        wipe(store)
        load(store, write_tables(Path(name), int(many)), dataset="bench")
        print(most() - before)


if __name__ == "__main__":
    main(*sys.argv[1:])
