"""How long the commands take from a cold start."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time


def command(*words: str, times: int = 3) -> float:
    """The median of the seconds that a command takes from a cold start, in a data folder of its own."""
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"ELSHI_HOME": f"{folder}/home"}
        subprocess.run([sys.executable, "-m", "elshi", "build"], env=environment, check=True, stdout=-3)
        for _ in range(times):
            began = time.perf_counter()
            subprocess.run([sys.executable, *words], env=environment, check=True, stdout=-3, cwd=folder)
            taken.append(time.perf_counter() - began)
    return sorted(taken)[len(taken) // 2]


def atlas_from_nothing() -> float:
    """Seconds of ``elshi atlas`` with an empty data folder."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"ELSHI_HOME": f"{folder}/home"}
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "elshi", "atlas", f"{folder}/atlas"],
            env=environment,
            check=True,
            stdout=-3,
        )
        return time.perf_counter() - began
