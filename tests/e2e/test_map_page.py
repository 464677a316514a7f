"""What a map's page can do, in a real browser: years, legend, pairs, languages, saving, keys."""

from __future__ import annotations

import json
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from elshi.graph.maps import positions
from elshi.graph.maps.assets import Assets
from elshi.graph.maps.draw import draw
from elshi.graph.views.network import Network
from elshi.graph.views.transforms import with_ties
from elshi.graph.views.view import view
from tests.bench.bench_maps import large
from tests.conftest import Open
from tests.fixtures.networks import actor, network, silk_road, tie
from tests.fixtures.paths import ROOT


def chosen(page: Any, *ids: str) -> None:
    """Click actors on the picture, one after another."""
    for id_ in ids:
        spot = page.evaluate(f"elshi.spot('{id_}')")
        page.locator("#map canvas").click(position=spot)


def slid(page: Any, first: int, last: int) -> None:
    """Move both thumbs of the slider."""
    for thumb, year in (("#from", first), ("#to", last)):
        page.eval_on_selector(
            thumb,
            "(e, year) => { e.value = year; e.dispatchEvent(new Event('input'));"
            " e.dispatchEvent(new Event('change')); }",
            year,
        )


def shown(page: Any) -> set[str]:
    """The ids of the actors that the filters leave."""
    return set(page.evaluate("elshi.model.seen.nodes.map((node) => node.id)"))


def test_the_pages_script_is_what_its_modules_make() -> None:
    esbuild = ROOT / ".ci/web/node_modules/.bin/esbuild"
    if not esbuild.exists():
        pytest.skip("esbuild is not installed (make pages)")
    entry, script = ROOT / "graph/maps/templates/scripts/map.js", ROOT / "graph/maps/templates/page.js"
    bundle = [esbuild, entry.relative_to(ROOT), "--bundle", "--format=iife", "--charset=utf8"]
    made = subprocess.run(bundle, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    assert made == script.read_text(encoding="utf-8"), "page.js is older than its modules: make pages"


def test_the_slider_leaves_what_was_there_and_counts_what_is_undated(small: Path, opened: Open) -> None:
    page = opened(small)
    slid(page, 1992, 1993)
    assert shown(page) == {"KZ", "CN"}
    assert "1 fact certainly" in page.inner_text("#counts")
    assert "3 undated hidden" in page.inner_text("#counts")
    page.check("#undated")
    assert "turksoy" in shown(page)
    assert page.inner_text("#range") == "1992 – 1993"


def test_a_fact_of_a_decade_is_possible_in_a_year_of_it_and_an_open_end_is_no_start(
    tmp_path: Path, opened: Open
) -> None:
    ties = [
        tie("a", "A festival of the nineties"),
        tie("b", "Signed in 1992", "1992-01-01"),
        tie("c", "Of 2003", "2003-01-01"),
    ]
    ties[0]["date"] = "199X"
    facts = [(t, "kz-cn-article", ["KZ", "CN"]) for t in ties]
    seat = ("SEATED_IN", "KZ", "CN", {"id": "s", "during": "1994/..", "certainty": "stated"})
    found = network([actor("KZ", "Kazakhstan"), actor("CN", "China")], facts, (seat,))
    page = opened(draw(view(found, relations=True)).save(tmp_path / "map.html"))
    slid(page, 1995, 1995)
    assert page.inner_text("#counts") == "2 actors · 1 link · 1 fact certainly · 1 possibly"
    slid(page, 1991, 1992)
    assert page.inner_text("#counts") == "2 actors · 1 link · 1 fact certainly · 1 possibly"


def test_play_moves_through_the_years(small: Path, opened: Open) -> None:
    page = opened(small)
    page.click("#play")
    assert page.inner_text("#range") == "1992 – 1996"
    expect(page.locator("#range")).to_have_text("1993 – 1997")
    page.click("#play")
    assert page.get_attribute("#play", "aria-pressed") == "false"


def test_the_legend_switches_kinds_of_actors_and_of_ties(small: Path, opened: Open) -> None:
    page = opened(small)
    page.click("#actors [data-key=Organisation]")
    assert "turksoy" not in shown(page)
    page.click("#ties [data-key=Treaty]")
    assert shown(page) == {"KZ", "kz-almaty"}
    assert page.get_attribute("#ties [data-key=Treaty]", "aria-pressed") == "false"


def test_back_and_forward_undo_and_redo_and_a_link_brings_the_same_view(small: Path, opened: Open) -> None:
    page = opened(small)
    page.click("#actors [data-key=Organisation]")
    slid(page, 1992, 1993)
    link = page.url
    assert "from=1992" in link and "hide=Organisation" in link
    page.go_back()
    assert "turksoy" not in shown(page) and "UZ" in shown(page)
    page.go_back()
    assert "turksoy" in shown(page)
    page.go_forward()
    assert "turksoy" not in shown(page)
    page.goto(link)
    page.reload()
    assert shown(page) == {"KZ", "CN"}


def test_two_clicks_show_all_between_two_actors_and_a_third_begins_again(small: Path, opened: Open) -> None:
    page = opened(small)
    chosen(page, "CN", "KG")
    assert page.inner_text("#panel h2") == "China – Kyrgyzstan"
    assert "Nothing joins them directly" in page.inner_text("#panel")
    assert page.inner_text("#panel .chains li").replace("\n", "") == "China—2—Kazakhstan—1—Kyrgyzstan"
    page.click("#panel .chains .step >> nth=0")
    assert page.inner_text("#panel h2") in ("Kazakhstan – China", "China – Kazakhstan")
    assert page.locator("#panel .ties > li").count() == 2


def test_where_ties_are_marks_two_actors_show_what_both_are_in(tmp_path: Path, opened: Open) -> None:
    page = opened(draw(with_ties(view(silk_road()))).save(tmp_path / "two.html"))
    page.evaluate("['CN', 'KZ'].forEach(elshi.click)")
    assert page.inner_text("#panel h2") == "China – Kazakhstan"
    assert page.locator("#panel .ties > li").count() == 2
    page.evaluate("elshi.click('uz-kg')")
    assert page.inner_text("#panel h2") == "Days of culture"


def test_a_neighbourhood_stands_out_when_an_actor_is_chosen(small: Path, opened: Open) -> None:
    page = opened(small)
    chosen(page, "turksoy")
    assert set(page.evaluate("elshi.names().map((name) => name.node.id)")) == {"KZ", "turksoy"}


def test_a_dragged_dot_stays_and_its_place_is_saved_for_another_map(
    small: Path, tmp_path: Path, opened: Open
) -> None:
    page = opened(small)
    spot = page.evaluate("elshi.spot('CN')")
    box = page.locator("#map").bounding_box()
    page.mouse.move(box["x"] + spot["x"], box["y"] + spot["y"])
    page.mouse.down()
    page.mouse.move(box["x"] + spot["x"] + 60, box["y"] + spot["y"] + 30, steps=4)
    page.mouse.up()
    there = page.evaluate("(({ x, y }) => ({ x, y }))(elshi.model.byId.get('CN'))")
    page.click("#save summary")
    with page.expect_download() as waiting:
        page.click("[data-save=positions]")
    waiting.value.save_as(tmp_path / "places.json")
    again = draw(view(silk_road()), places=positions.read(tmp_path / "places.json"))
    assert again.positions["CN"] == pytest.approx((there["x"], there["y"]), abs=0.1)
    assert again.positions["CN"] != draw(view(silk_road())).positions["CN"]


def test_a_saved_drawing_tells_its_title_legend_filters_version_and_source(
    small: Path, tmp_path: Path, opened: Open
) -> None:
    page = opened(draw(view(silk_road()), title="Silk <Road>", data="2026.11").save(tmp_path / "m.html"))
    slid(page, 1992, 1993)
    page.click("#save summary")
    with page.expect_download() as waiting:
        page.click("[data-save=svg]")
    waiting.value.save_as(tmp_path / "map.svg")
    assert waiting.value.suggested_filename == "silk-road.svg"
    drawing = ElementTree.parse(tmp_path / "map.svg").getroot()  # noqa: S314 - our own file
    text = " ".join(" ".join(t.itertext()) for t in drawing.iter("{http://www.w3.org/2000/svg}text"))
    for told in (
        "Silk <Road>",
        "Kazakhstan",
        "Countries 2",
        "Years: 1992 – 1993",
        "data 2026.11",
        "The development of",
    ):
        assert told in text
    assert "TÜRKSOY" not in text


def test_a_saved_picture_is_a_png_twice_as_sharp_as_the_screen(
    small: Path, tmp_path: Path, opened: Open
) -> None:
    page = opened(small)
    page.click("#save summary")
    with page.expect_download() as waiting:
        page.click("[data-save=png]")
    waiting.value.save_as(tmp_path / "map.png")
    content = (tmp_path / "map.png").read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(content[16:20], "big") == 2 * page.evaluate(
        "document.getElementById('map').clientWidth"
    )


def test_a_printed_map_is_one_drawing_on_one_sheet(small: Path, tmp_path: Path, opened: Open) -> None:
    page = opened(small)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.is_visible("#print svg") and page.is_hidden("#sheet")
    sheets = page.pdf(format="A4", landscape=True).count(b"/Type /Page\n")
    assert sheets == 1


@pytest.mark.parametrize(
    ("tag", "word", "name"),
    [
        ("kk", "Уақыт шкаласы", "Қытай"),
        ("ru", "Хронология", "Китай"),
        ("tr", "Zaman çizelgesi", "China"),
        ("en", "Timeline", "China"),
    ],
)
def test_the_page_speaks_the_language_that_is_chosen(
    small: Path, opened: Open, tag: str, word: str, name: str
) -> None:
    page = opened(small)
    page.select_option("#lang", tag)
    assert page.get_attribute("html", "lang") == tag
    assert page.inner_text("[data-show=timeline]") == word
    assert name in page.evaluate("elshi.names().map((n) => n.node.label)")
    chosen(page, "CN")
    assert not page.evaluate(
        "[...document.querySelectorAll('#panel *')].some((e) => /^\\w+\\.\\w+$/.test(e.textContent))"
    )


def test_a_date_is_written_as_each_language_writes_it(small: Path, opened: Open) -> None:
    page = opened(small)
    written = {}
    for tag in ("en", "kk", "ru", "tr"):
        page.select_option("#lang", tag)
        written[tag] = page.evaluate(
            "['1992-08-10', '1992-08', '1994/..', '199X', '../1993-03'].map(elshi.words.date)"
        )
    assert written == {
        "en": ["10 August 1992", "August 1992", "since 1994", "1990s", "until March 1993"],
        "kk": [
            "1992 жылғы 10 тамыз",
            "1992 жылғы тамыз",
            "басталған уақыты: 1994",
            "1990 жылдар",
            "аяқталған уақыты: 1993 жылғы наурыз",
        ],
        "ru": ["10 августа 1992", "август 1992", "с 1994", "1990-е годы", "до марта 1993"],
        "tr": [
            "10 Ağustos 1992",
            "Ağustos 1992",
            "1994 tarihinden beri",
            "1990'lar",
            "Mart 1993 tarihine kadar",
        ],
    }


def test_dark_and_light_are_changed_by_hand(small: Path, opened: Open) -> None:
    page = opened(small, color_scheme="light")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    assert "theme=dark" in page.url


@pytest.mark.parametrize("kind", ["timeline", "matrix", "compare", "table"])
def test_beside_the_network_the_same_facts_stand_otherwise(whole: Path, opened: Open, kind: str) -> None:
    page = opened(whole)
    page.click(f"[data-show={kind}]")
    assert page.is_visible("#drawer")
    assert page.inner_text("#drawer h2").lower() == kind
    assert page.locator("#drawn button, #drawn .mark").count() > 15
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_the_table_tells_every_actor_and_fact_to_a_screen_reader(small: Path, opened: Open) -> None:
    page = opened(small)
    page.click("[data-show=table]")
    assert "6 actors on the map" in page.inner_text("#drawn caption >> nth=0")
    rows = page.locator("#drawn table >> nth=1").locator("tbody tr")
    assert rows.count() == 7
    assert rows.nth(0).inner_text().split("\t")[:4] == [
        "10 August 1992",
        "Agreement on cultural cooperation",
        "agreement",
        "Kazakhstan, China",
    ]
    page.click("#drawn table >> nth=0 >> text=China")
    assert page.inner_text("#panel h2") == "China"


def test_the_matrix_opens_what_is_between_two(small: Path, opened: Open) -> None:
    page = opened(small)
    page.click("[data-show=matrix]")
    page.click("#drawn button[aria-label='Kazakhstan – China: 2 facts']")
    assert page.inner_text("#panel h2") == "Kazakhstan – China"


def test_two_periods_stand_side_by_side(small: Path, opened: Open) -> None:
    page = opened(small)
    page.click("[data-show=compare]")
    assert page.locator("#drawn .side select").count() == 2
    page.click("#drawn button.plain")
    assert page.locator("#drawn .side input").count() == 4
    assert "versus=" in page.url


def test_arrows_move_and_letters_walk_for_who_has_no_mouse(small: Path, opened: Open) -> None:
    page = opened(small)
    page.focus("#map .vis-network")
    before = page.evaluate("elshi.network.getViewPosition().x")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("elshi.network.getViewPosition().x") > before
    page.keyboard.press("n")
    assert page.inner_text("#panel h2") == "Kazakhstan"
    page.keyboard.press("n")
    assert page.inner_text("#panel h2") != "Kazakhstan"


def test_a_crowded_map_moves_as_a_picture_and_is_painted_anew_at_rest(whole: Path, opened: Open) -> None:
    page = opened(whole)
    box = page.locator("#map").bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 140, box["y"] + 90, steps=5)
    page.mouse.up()
    page.wait_for_timeout(3_000)
    moved = page.eval_on_selector("#map canvas", "(c) => c.toDataURL()")
    page.evaluate("elshi.repaint()")
    page.wait_for_timeout(2_000)
    assert page.eval_on_selector("#map canvas", "(c) => c.toDataURL()") == moved


def test_a_map_shows_itself_within_a_notebook(tmp_path: Path, opened: Open) -> None:
    shown = draw(view(silk_road()))._repr_html_()
    (tmp_path / "notebook.html").write_text(f"<!DOCTYPE html><meta charset=utf-8>{shown}", encoding="utf-8")
    page = opened(tmp_path / "notebook.html")
    frame = page.frame_locator("iframe")
    frame.locator("#search").fill("Қытай")
    frame.locator("#search").press("Enter")
    assert frame.locator("#panel h2").inner_text() == "China"


def test_thousands_of_dots_are_searched_clicked_dragged_and_saved_like_a_few(
    tmp_path: Path, opened: Open
) -> None:
    page = opened(draw(view(large(1500, 4000))).save(tmp_path / "large.html"))
    assert page.evaluate("elshi.network.body.nodeIndices.length") == 0
    page.fill("#search", "Actor 700")
    page.press("#search", "Enter")
    assert page.inner_text("#panel h2") == "Actor 700"
    page.keyboard.press("Escape")
    page.evaluate("elshi.network.moveTo({ scale: 1, position: elshi.model.byId.get('a0') })")
    spot, box = page.evaluate("elshi.spot('a0')"), page.locator("#map").bounding_box()
    before = page.evaluate("elshi.model.byId.get('a0').x")
    page.mouse.move(box["x"] + spot["x"], box["y"] + spot["y"])
    page.mouse.down()
    page.mouse.move(box["x"] + spot["x"] + 50, box["y"] + spot["y"], steps=3)
    page.mouse.up()
    assert page.evaluate("elshi.model.byId.get('a0').x") == pytest.approx(before + 50, abs=1)
    assert page.evaluate("elshi.network.body.nodeIndices") == ["a0"]
    chosen(page, "a0")
    assert page.inner_text("#panel h2") == "Actor 0"
    page.click("#save summary")
    with page.expect_download() as waiting:
        page.click("[data-save=svg]")
    waiting.value.save_as(tmp_path / "large.svg")
    assert "Actor 0" in (tmp_path / "large.svg").read_text(encoding="utf-8")


def test_a_turkish_page_names_facts_in_turkish_and_marks_what_is_translated_or_generated(
    tmp_path: Path, opened: Open
) -> None:
    parties = [
        actor("KZ", "Kazakhstan", name_tr="Kazakistan"),
        actor("TR", "Turkey", name_tr="Türkiye"),
    ]
    translated = {"name_tr": "Kültür anlaşması", "translated": ["tr"]}
    facts = [
        (tie("a", "Agreement on culture", "1993-04-05", **translated), "kz-cn-article", ["KZ", "TR"]),
        (tie("b", "Agreement on science", "1994-07-21"), "kz-cn-article", ["KZ", "TR"]),
    ]
    file = draw(view(network(parties, facts)), lang="tr").save(tmp_path / "map.html")
    page = opened(file)
    chosen(page, "KZ", "TR")
    panel = page.inner_text(".panel")
    assert "Kültür anlaşması (çeviri)" in panel
    assert "Anlaşma: Kazakistan – Türkiye; 1994 (oluşturulmuş ad)" in panel
    assert "Agreement" not in panel


# ------------------------------------------------------------------------------- in an atlas

TOLD = """() => JSON.stringify([
  elshi.model.ties, elshi.model.actors, elshi.words.say("empty"),
  elshi.model.edges.map(({ from, to, ties, unsure, derived }) => [from, to, ties, unsure, derived]),
  elshi.model.nodes.map(({ id, x, y, size, search, tie }) => [id, x, y, size, search, tie]),
])"""


def test_a_map_with_shared_files_tells_what_the_same_map_tells_alone(tmp_path: Path, opened: Open) -> None:
    for name, seen in (("one", view(silk_road(), relations=True)), ("two", with_ties(view(silk_road())))):
        assets = Assets(seen.network)
        together = draw(seen, assets=assets).save(tmp_path / f"{name}-together.html")
        assets.save(tmp_path)
        alone = draw(seen).save(tmp_path / f"{name}-alone.html")
        there, here = (json.loads(opened(page).evaluate(TOLD)) for page in (together, alone))
        for one, other in zip(there, here, strict=True):
            assert one == other


def test_a_map_that_lost_its_shared_files_says_where_it_belongs(tmp_path: Path, chromium: Any) -> None:
    seen = view(silk_road())
    page = chromium.new_page()
    page.goto(draw(seen, assets=Assets(seen.network), lang="tr").save(tmp_path / "map.html").as_uri())
    assert page.inner_text("body").startswith("Bu harita bir atlasın parçasıdır")
    page.close()


# ------------------------------------------------------------------------------- between two


@pytest.mark.parametrize("countries", [True, False])
def test_the_ten_strongest_links_have_their_numbers(
    countries: bool, corpus_network: Network, tmp_path: Path, opened: Open
) -> None:
    seen = view(corpus_network, countries=countries, relations=not countries)
    page = opened(draw(seen).save(tmp_path / "map.html"))
    assert len(page.evaluate("elshi.numbers()")) == 10


def test_two_names_at_once_lead_to_what_is_between_them(small: Path, opened: Open) -> None:
    page = opened(small)
    for written in ("Қытай – Казахстан", "China, Kazakhstan", "china - kazakhstan", "Китай; Қазақстан"):
        page.fill("#search", written)
        assert page.inner_text("#found li >> nth=0").split("\n")[0] == "China – Kazakhstan"
    page.press("#search", "Enter")
    assert page.evaluate("[elshi.state.now.at, elshi.state.now.and]") == ["CN", "KZ"]
    assert page.inner_text("#panel h2") == "China – Kazakhstan"


def test_a_path_may_have_to_go_round_countries(tmp_path: Path, opened: Open) -> None:
    who = [actor(id_, id_, "Organisation") for id_ in ("theatre", "school", "troupe", "museum")]
    who.append(actor("KZ", "Kazakhstan"))
    there = ["theatre", "school", "troupe", "museum"]
    pairs = [("theatre", "KZ"), ("KZ", "museum"), *pairwise(there)]
    facts = [
        (tie(f"t{n}", f"Tie {n}", "1995-05-01"), "kz-cn-article", list(pair)) for n, pair in enumerate(pairs)
    ]
    page = opened(draw(view(network(who, facts))).save(tmp_path / "map.html"))
    page.evaluate("elshi.select({ at: 'theatre', and: 'museum' })")
    assert "Kazakhstan" in page.inner_text(".chains")
    page.check("#aside")
    assert "Kazakhstan" not in page.inner_text(".chains")
    assert "troupe" in page.inner_text(".chains")
    assert "aside=true" in page.url
    page.uncheck("#aside")
    assert "Kazakhstan" in page.inner_text(".chains")
