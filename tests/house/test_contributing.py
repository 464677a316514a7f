"""The steps of CONTRIBUTING.md, done in a copy of the package: each addition works when they are done."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fixtures.paths import ROOT

PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TITLE = re.compile(r' title="([^"]+)"')
PLACE = re.compile(r' (after|instead|into)="(.+)"$')


class Copy:
    """A copy of the package in a folder, and a folder in which its command runs."""

    def __init__(self, folder: Path) -> None:
        self.root, self.desk = folder / "copy", folder / "desk"
        self.desk.mkdir()
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "elshi", self.root / "elshi", ignore=ignored)
        for part in ("graph", "loaders", "queries"):
            shutil.copytree(ROOT / part, self.root / "elshi" / part, ignore=ignored)

    def write(self, name: str, place: re.Match[str] | None, text: str) -> None:
        """Write a block where its heading says."""
        table = name.endswith(".csv")
        file = self.desk / name if table else self.root / "elshi" / name
        if place is None:
            assert not file.exists(), f"{name} is there already"
            file.write_text(text, encoding="utf-8")
        elif place[1] == "into":
            sections = json.loads(file.read_text(encoding="utf-8"))
            sections[place[2]] |= json.loads(text)
            file.write_text(json.dumps(sections, ensure_ascii=False), encoding="utf-8")
        else:
            before, line, rest = file.read_text(encoding="utf-8").partition(f"\n{place[2]}\n")
            assert line, f"{name} no longer has the line: {place[2]}"
            kept = line if place[1] == "after" else "\n"
            file.write_text(before + kept + text + rest, encoding="utf-8")

    def run(self, lines: list[str]) -> dict[str, str]:
        """Run the copy's command on each line, in one process; give what each printed."""
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("NEO4J_", "ELSHI_"))}
        own = {"PYTHONPATH": str(self.root), "ELSHI_HOME": str(self.desk / "home"), "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, "-c", RUN, *lines],
            cwd=self.desk,
            env=inherited | own,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return dict(zip(lines, done.stdout.split("\f")[1:], strict=True))


RUN = """
import shlex, sys
from elshi.graph.cli.main import main
for line in sys.argv[1:]:
    print(end="\\f", flush=True)
    sys.argv = shlex.split(line)
    try:
        main()
    except SystemExit as end:
        if end.code:
            raise
"""
"""Each argument is a line as it is typed; a form feed parts what they print."""


def carried_out(copy: Copy, section: str) -> dict[str, str]:
    """Do what one section says, block by block; give what each command printed."""
    text = PAGE.split(f"## {section}\n", 1)[1].split("\n## ", 1)[0]
    printed: dict[str, str] = {}
    for language, heading, body in BLOCK.findall(text):
        if title := TITLE.search(heading):
            copy.write(title[1], PLACE.search(heading), body)
        elif body.startswith("cp "):
            shutil.copy(*(copy.root / "elshi" / name for name in body.split()[1:]))
        else:
            assert (language, heading) == ("sh", " try"), f"a block of {section} names no file"
            printed |= copy.run(body.splitlines())
    return printed


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy that has the example's kind, which the other sections build on."""
    copy = Copy(tmp_path_factory.mktemp("contributing"))
    kind = carried_out(copy, "Add a kind")
    shown = kind["elshi show tr-ankara-residency-1998"]
    assert "Kazakh painters in Ankara" in shown
    assert "A list of residencies" in shown
    return copy


def test_a_kind_that_is_added_is_drawn_with_its_words(copy: Copy) -> None:
    page = (copy.desk / "residencies.html").read_text(encoding="utf-8")
    assert "Kazakh historians in Samarkand" in page
    assert "Резиденциялар" in page
    assert (copy.desk / "template.xlsx").exists()


def test_a_question_that_is_added_is_answered(copy: Copy) -> None:
    [answer] = carried_out(copy, "Add a question").values()
    assert answer.index("1998") < answer.index("2001")
    assert "Uzbekistan" in answer


def test_a_measure_that_is_added_is_reported(copy: Copy) -> None:
    carried_out(copy, "Add a measure")
    report = (copy.desk / "reach.md").read_text(encoding="utf-8")
    assert "Two-step reach" in report
    assert "Borgatti" in report


def test_a_format_that_is_added_is_written(copy: Copy) -> None:
    carried_out(copy, "Add a format")
    lines = (copy.desk / "residencies.net").read_text(encoding="utf-8").splitlines()
    nodes = int(lines[0].removeprefix("*Vertices "))
    assert lines[nodes + 1] == "*Arcs"
    assert any('"tr-ankara-residency-1998"' in line for line in lines[1 : nodes + 1])
    assert len(lines) > nodes + 2


def test_a_language_that_is_added_is_spoken(copy: Copy) -> None:
    carried_out(copy, "Add a language")
    for name in ("map-az.html", "report-az.html"):
        assert '<html lang="az">' in (copy.desk / name).read_text(encoding="utf-8")
    assert "Azərbaycanca" in (copy.desk / "map-az.html").read_text(encoding="utf-8")


def test_an_open_data_set_that_is_added_is_loaded_with_its_citation(copy: Copy) -> None:
    printed = carried_out(copy, "Add an open data set")
    assert "'Kars' has no year" in printed["elshi load --kind creative-cities cities.csv"]
    shown = printed["elshi show creative-city-almaty"]
    assert "A list of creative cities" in shown
    assert "row 2" in shown
