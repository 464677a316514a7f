"""A brief in a real browser: its footnotes lead there and back, nothing is cut, and it prints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from elshi.graph.briefs.brief import brief, save
from elshi.graph.briefs.contents import Brief
from elshi.graph.briefs.options import BriefOptions
from elshi.graph.store.store import Store

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def made(corpus: Store) -> Brief:
    return brief(corpus, ["KZ", "turksoy"], BriefOptions(lang="kk"))


def test_a_footnote_leads_to_its_note_and_back(made: Brief, opened: Open, tmp_path: Path) -> None:
    save(made, tmp_path / "brief.html")
    page = opened(tmp_path / "brief.html")
    assert page.locator("sup a").count() == page.locator(".notes li").count() == len(made.notes)
    page.click("#r3 a")
    assert page.url.endswith("#n3")
    assert page.locator("#n3").is_visible()
    page.click("#n3 .back")
    assert page.url.endswith("#r3")
    assert page.locator("figure svg").count() == len(made.figures)


def test_a_brief_fits_a_phone(made: Brief, opened: Open, tmp_path: Path) -> None:
    save(made, tmp_path / "brief.html")
    page = opened(tmp_path / "brief.html", viewport={"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_brief_is_printed_to_a_pdf(made: Brief, chromium: Any, tmp_path: Path) -> None:
    save(made, tmp_path / "brief.pdf")
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF-")
