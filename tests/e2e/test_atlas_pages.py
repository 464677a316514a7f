"""The pages of an atlas in a real browser: the way from each to the others, and what they take along."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from elshi.graph.atlas import atlas, measured
from elshi.graph.store.store import Store
from tests.conftest import Open


@pytest.fixture(scope="module")
def folder(corpora: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An atlas of the packaged tables, with few resamples."""
    store: Store = corpora("embedded")
    place = tmp_path_factory.mktemp("atlas")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measured, "MOST_RESAMPLES", 10)
        patch.setattr(measured, "LEAST_RESAMPLES", 10)
        patch.setattr("os.cpu_count", lambda: 1)
        list(atlas.atlas(store, place))
    return place


def test_one_finds_the_way_from_each_page_to_the_others(folder: Path, opened: Open) -> None:
    page = opened(folder / "index.html")
    page.click("text=Countries and their ties")
    expect(page).to_have_url(re.compile(r"countries\.html"))
    page.click(".leads >> text=Report")
    expect(page).to_have_url(re.compile(r"report-countries\.html"))
    page.click(".leads >> text=Map")
    expect(page).to_have_url(re.compile(r"/countries\.html"))
    page.click(".leads >> text=Atlas")
    expect(page).to_have_url(re.compile(r"index\.html"))
    page.click("text=All facts")
    expect(page).to_have_url(re.compile(r"whole\.html"))
    expect(page.locator("#drawer-title")).to_have_text("Table")


def test_language_light_and_filters_go_along(folder: Path, opened: Open) -> None:
    page = opened(folder / "index.html", color_scheme="light")
    page.select_option("#lang", "tr")
    page.click("#theme")
    assert page.inner_text("h1") == "Kültürel diplomasi atlası" == page.title()
    assert page.inner_text("a[href^='countries.html'] strong") == "Ülkeler ve bağları"
    page.click("a[href^='countries.html']")
    expect(page).to_have_url(re.compile("/countries"))
    page.wait_for_load_state()
    expect(page.locator("#lang")).to_have_value("tr")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.evaluate("elshi.state.set({ sure: true, least: 2 })")
    page.click(".leads a >> nth=1")
    expect(page).to_have_url(re.compile("report-countries"))
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.click(".leads a >> nth=1")
    expect(page).to_have_url(re.compile("/countries"))
    page.wait_for_load_state()
    now = page.evaluate("elshi.state.now")
    assert (now["lang"], now["sure"], now["least"]) == ("tr", True, 2)


def test_the_index_counts_what_a_map_counts_and_prints_on_two_pages(folder: Path, opened: Open) -> None:
    page = opened(folder / "index.html")
    counts = page.inner_text("a[href^='around-kz.html'] .counts")
    pages = re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4"))
    assert len(pages) == 2
    page.click("a[href^='around-kz.html']")
    expect(page.locator("#counts")).to_have_text(counts)


def test_a_report_has_contents_that_lead_to_its_parts(folder: Path, opened: Open) -> None:
    page = opened(folder / "report-countries.html")
    page.click(".contents summary")
    listed = page.locator(".contents a").all_inner_texts()
    assert listed == page.locator("main h2").all_inner_texts()
    assert len(listed) > 8
    page.click(f".contents a >> nth={len(listed) - 1}")
    assert page.evaluate("document.querySelector(':target').textContent") == listed[-1]
    chart, box = page.locator(".chart svg").first.bounding_box(), page.locator("main").bounding_box()
    assert chart["width"] > 0.85 * box["width"]
