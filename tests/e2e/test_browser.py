"""The pages in a real browser: Debian's Chromium, driven by Playwright, with the network refused."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from elshi.graph.maps.draw import draw
from elshi.graph.names import names
from elshi.graph.store.store import Store
from elshi.graph.views.view import view
from tests.conftest import Open
from tests.fixtures.networks import actor, network, tie
from tests.maps.test_maps import HOSTILE

IN_THE_MIDDLE = """(id) => { const { x, y } = elshi.spot(id);
  const [box, panel] = ["map", "panel"].map((part) => document.getElementById(part));
  return Math.abs(x - (box.clientWidth - panel.offsetWidth) / 2) < 3
    && Math.abs(y - box.clientHeight / 2) < 3; }"""
"""Whether an actor stands in the middle of what the panel leaves of the picture."""


HAN = re.compile("[\u3400-\u9fff]")
"""Chinese letters, whose readings come with the page's data and are not made in the page."""


def looked_for(page: Any, text: str) -> None:
    """Search for a name and take the first that is found."""
    page.fill("#search", text)
    page.press("#search", "Enter")


def test_the_map_of_the_corpus_opens_without_a_complaint_or_a_request(whole: Path, opened: Open) -> None:
    page = opened(whole)
    painted = page.evaluate(
        """() => { const c = document.querySelector("#map canvas");
        const pixels = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
        return new Set(new Uint32Array(pixels.buffer)).size; }"""
    )
    assert painted > 50
    assert page.evaluate("elshi.names().length") > 10


def test_no_name_on_the_map_covers_another(whole: Path, opened: Open) -> None:
    page = opened(whole)
    covered = page.evaluate(
        """() => { const names = elshi.names();
        const size = (n) => n.node.type * 1.1 * n.lines.length;
        return names.flatMap((a, i) => names.slice(i + 1)
          .filter((b) => Math.abs(a.x - b.x) < (a.width + b.width) / 2
            && a.y < b.y + size(b) - 1 && b.y < a.y + size(a) - 1)
          .map((b) => [a.node.label, b.node.label])); }"""
    )
    assert covered == []


@pytest.mark.parametrize("writing", ["Қазақстан", "КАЗАХСТАН", "kazakhs", "Qazaqstan", "哈萨克", "Қaзaқcтaн"])
def test_the_search_finds_any_writing_and_flies_there(small: Path, opened: Open, writing: str) -> None:
    page = opened(small)
    looked_for(page, writing)
    assert page.inner_text("#panel h2") == "Kazakhstan"
    page.wait_for_function(IN_THE_MIDDLE, arg="KZ")


def test_the_page_folds_and_spells_every_name_as_the_graph_does(
    whole: Path, corpus: Store, opened: Open
) -> None:
    columns = ", ".join(f"n.name_{language}" for language in ("kk", "ru", "tr"))
    rows = corpus.read(f"MATCH (n:Elshi) RETURN [n.name, {columns}] + coalesce(n.aliases, []) AS names")
    written = {name for row in rows for name in row["names"] if name}
    told = sorted(name for name in written if not HAN.search(name))
    forms = opened(whole).evaluate("(all) => all.map((name) => [elshi.fold(name), elshi.slug(name)])", told)
    assert {name: tuple(form) for name, form in zip(told, forms, strict=True)} == {
        name: (names.fold(name), names.slug(name)) for name in told
    }


def test_a_click_on_an_actor_opens_its_ties_with_their_citations(small: Path, opened: Open) -> None:
    page = opened(small)
    spot = page.evaluate("elshi.spot('CN')")
    page.locator("#map canvas").click(position=spot)
    assert page.inner_text("#panel h2") == "China"
    assert "10 August 1992" in page.inner_text("#panel time >> nth=0")
    assert "The development of cultural relations, ¶1" in page.inner_text("#panel .ties")
    page.keyboard.press("Escape")
    assert page.is_hidden("#panel")


def test_a_click_on_a_line_opens_what_is_between_two_actors(small: Path, opened: Open) -> None:
    page = opened(small)
    spot = page.evaluate(
        """() => {
        const [a, b] = ["KZ", "CN"].map((id) => elshi.spot(id));
        return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }; }"""
    )
    page.locator("#map canvas").click(position=spot)
    assert page.inner_text("#panel h2") == "China – Kazakhstan"
    assert page.locator("#panel .ties > li").count() == 2


def test_a_tie_is_found_by_name_and_unsure_ones_say_so(small: Path, opened: Open) -> None:
    page = opened(small)
    looked_for(page, "events within")
    assert page.inner_text("#panel h2") == "Events within TÜRKSOY"
    assert "Unsure, because:" in page.inner_text("#panel")
    assert "No date is told." in page.inner_text("#panel")


def test_the_map_is_used_by_keyboard_alone(small: Path, opened: Open) -> None:
    page = opened(small)
    page.keyboard.press("/")
    page.keyboard.type("stan")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.is_hidden("#panel")


def test_nobody_found_is_told(small: Path, opened: Open) -> None:
    page = opened(small)
    page.fill("#search", "Atlantis")
    assert "No match" in page.inner_text("#found")


def test_hostile_names_draw_as_themselves(tmp_path: Path, opened: Open) -> None:
    hostile = network(
        [actor(f"x{n}", name) for n, name in enumerate(HOSTILE)],
        [(tie(f"t{n}", name, note=name), "kz-cn-article", ["x0", f"x{n}"]) for n, name in enumerate(HOSTILE)],
    )
    page = opened(draw(view(hostile), title=HOSTILE[0]).save(tmp_path / "hostile.html"))
    page.on("dialog", lambda _: pytest.fail("a name ran as a script"))
    assert page.text_content("h1") == HOSTILE[0]
    for n, name in enumerate(HOSTILE):
        page.evaluate(f"elshi.select({{ at: 'x{n}' }})")
        assert page.text_content("#panel h2") == name
        assert page.locator("#panel img, #panel script").count() == 0


def test_an_empty_map_says_so(tmp_path: Path, opened: Open) -> None:
    page = opened(draw(view(network([], []))).save(tmp_path / "empty.html"))
    assert "This map is empty" in page.inner_text("main")


@pytest.mark.parametrize("light", ["light", "dark"])
def test_the_map_fits_a_phone_in_either_light(whole: Path, opened: Open, light: str) -> None:
    page = opened(whole, viewport={"width": 390, "height": 844}, color_scheme=light)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    looked_for(page, "Қытай")
    assert page.inner_text("#panel h2") == "China"
    assert page.locator("#panel").bounding_box()["height"] < 600


def test_the_pages_of_an_atlas_lead_to_one_another(packaged_atlas: Path, opened: Open) -> None:
    page = opened(packaged_atlas / "index.html")
    links = page.eval_on_selector_all("a", "all => all.map((a) => a.getAttribute('href'))")
    assert len(links) > 6
    for link in links:
        if link.startswith("#"):
            assert page.locator(link).count() == 1
            continue
        file = packaged_atlas / link.partition("#")[0]
        assert file.is_file()
        if file.suffix == ".html":
            assert opened(file).inner_text("h1")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_report_fits_its_page(packaged_atlas: Path, opened: Open, width: int) -> None:
    page = opened(packaged_atlas / "report.html", viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
