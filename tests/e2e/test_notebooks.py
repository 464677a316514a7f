"""The notebooks: every tour runs from its first cell to its last, and is kept without output."""

from __future__ import annotations

import os
from pathlib import Path

import nbclient
import nbformat
import pytest

from tests.fixtures.command import PATIENCE
from tests.fixtures.paths import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_runs_from_first_to_last(
    file: Path, tmp_path: Path, corpus_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in list(os.environ):
        if name.startswith(("NEO4J_", "ELSHI_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("ELSHI_HOME", str(corpus_home))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    notebook = nbformat.read(file, as_version=4)
    client = nbclient.NotebookClient(
        notebook, timeout=PATIENCE, kernel_name="python3", resources={"metadata": {"path": tmp_path}}
    )
    client.execute()
    if file.stem == "maps":
        shown = [
            o.data.get("text/html", "") for c in notebook.cells for o in c.get("outputs", ()) if "data" in o
        ]
        assert sum("<iframe" in html for html in shown) == 7


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_is_kept_without_output(file: Path) -> None:
    for cell in nbformat.read(file, as_version=4).cells:
        assert not cell.get("outputs") and not cell.get("execution_count")
