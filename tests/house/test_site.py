"""The documentation as a site: it builds without a warning and asks nothing of the web."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import elshi
from tests.fixtures.paths import ROOT

LOADED = re.compile(
    r"""<(?:script|img|iframe)[^>]*\ssrc=["']?(https?:[^"'\s>]+)|<link[^>]*\shref=["']?(https?:[^"'\s>]+)"""
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly: a link that leads nowhere, or a module that is not there, ends it."""
    folder = tmp_path_factory.mktemp("site")
    subprocess.run(["make", "--silent", ".cache/package/elshi"], cwd=ROOT, check=True)
    words = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(words, cwd=ROOT, env=quiet, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_reference_describes_the_library(site: Path) -> None:
    page = (site / "reference" / "index.html").read_text(encoding="utf-8")
    assert all(f">{name}<" in page for name in elshi.__all__)
    assert "NEO4J_URI" in page


def test_no_page_of_the_site_asks_for_anything_from_the_web(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 30
    for page in pages:
        assert not LOADED.findall(page.read_text(encoding="utf-8")), page.name
    for style in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?https?:|@import", style.read_text(encoding="utf-8")), style.name


def test_every_decision_is_listed_with_its_context_and_consequences(site: Path) -> None:
    index = (ROOT / "docs" / "decisions" / "index.md").read_text(encoding="utf-8")
    decisions = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    assert len(decisions) >= 12
    for decision in decisions:
        text = decision.read_text(encoding="utf-8")
        assert re.findall("^## (.*)$", text, re.MULTILINE)[0] == "Context"
        assert "\n## Decision\n" in text
        assert "\n## Consequences\n" in text
        assert f"({decision.name})" in index
