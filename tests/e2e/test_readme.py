"""The README: what it tells a newcomer to type works, in the order in which it stands."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from elshi.graph.cli import main
from tests.fixtures.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """The text under a heading of the README."""
    return README.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]


def block(title: str, language: str) -> str:
    """The first code block of a language under a heading."""
    match = re.search(rf"```{language}\n(.*?)```", section(title), re.DOTALL)
    assert match
    return match.group(1)


def test_the_commands_of_the_readme_work_in_order(
    elshi: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    typed = block("Five minutes at the command line", "sh").splitlines()
    lines = [line for line in typed if line.startswith("elshi ")]
    assert len(lines) > 8
    for line in lines:
        words = shlex.split(line)[1:]
        written = [word for word in words if re.search(r"\.(html|gexf)$", word)]
        done = elshi(*(str(tmp_path / word) if word in written else word for word in words))
        assert done.returncode == 0, f"{line}: {done.stderr}"
        for name in written:
            assert (tmp_path / name).stat().st_size > 1_000


def test_the_python_of_the_readme_works(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", block("The same in Python", "python")],
        cwd=tmp_path,
        env={"ELSHI_HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "countries.html").exists()


def test_every_command_is_told_of_in_the_readme() -> None:
    for name in main.elshi.commands:
        assert re.search(rf"elshi {name}\b|`{name}`", README), name
