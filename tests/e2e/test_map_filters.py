"""A reader of a map narrows it down, finds names, and goes on to other pages, in a real browser."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from elshi.graph.maps.draw import draw
from elshi.graph.views.options import TieFilter
from elshi.graph.views.transforms import with_ties
from elshi.graph.views.view import view
from tests.conftest import Open
from tests.fixtures.networks import actor, network, silk_road, tie
from tests.maps.test_maps import data


def shown(page: Any) -> set[str]:
    """The ids of the actors that the filters leave."""
    return set(page.evaluate("elshi.model.seen.nodes.map((node) => node.id)"))


def test_a_double_click_or_alt_leaves_one_entry_of_the_legend_and_reset_brings_all_back(
    small: Path, opened: Open
) -> None:
    page = opened(small)
    everyone = shown(page)
    page.dblclick("#actors [data-key=Country]")
    assert shown(page) == {"KZ", "CN", "UZ", "KG"}
    page.click("#actors [data-key=City]", modifiers=["Alt"])
    assert shown(page) == {"kz-almaty"}
    page.click(".legends [data-reset]")
    assert shown(page) == everyone
    assert page.is_hidden(".legends [data-reset]")


def test_a_colour_of_the_legend_switches_those_who_wear_it(tmp_path: Path, opened: Open) -> None:
    drawn = draw(view(silk_road(), relations=True), colour="region")
    page = opened(drawn.save(tmp_path / "map.html"))
    colour = drawn.colours["KZ"]
    page.click(f"#colours [data-key=c{colour}]")
    assert shown(page).isdisjoint({"KZ", "kz-almaty"}) and "CN" in shown(page)
    assert page.locator(f"#colours [data-key=c{colour}] .number").inner_text() == "0"


def test_a_map_is_narrowed_to_certain_facts_a_source_and_links_of_several_facts(
    small: Path, opened: Open
) -> None:
    page = opened(small)
    page.click("#filter summary")
    page.check("#sure")
    assert "turksoy" not in shown(page)
    page.uncheck("#sure")
    page.select_option("#source", "central-asia-article")
    assert shown(page) == {"KZ", "UZ", "KG", "turksoy"}
    page.select_option("#source", "")
    page.fill("#least", "2")
    page.press("#least", "Enter")
    assert shown(page) == {"KZ", "CN"}
    assert "least=2" in page.url
    assert page.inner_text("#counts") == "2 actors · 1 link · 2 facts"
    assert page.evaluate("elshi.model.seen.edges.map((edge) => edge.now.facts.length)") == [2]
    page.click("#filter [data-reset]")
    assert len(shown(page)) == 6


def test_where_nothing_is_left_one_click_brings_everything_back(small: Path, opened: Open) -> None:
    page = opened(small)
    page.evaluate("elshi.state.set({ least: 9 })")
    page.click("#none [data-reset]")
    assert len(shown(page)) == 6


def test_the_language_and_the_light_are_remembered_on_the_next_page(
    small: Path, tmp_path: Path, chromium: Any
) -> None:
    other = draw(view(silk_road())).save(tmp_path / "other.html")
    context = chromium.new_context()
    page = context.new_page()
    page.goto(small.as_uri())
    page.select_option("#lang", "kk")
    page.evaluate("elshi.state.set({ theme: 'dark' })")
    page.goto(other.as_uri())
    assert page.get_attribute("html", "lang") == "kk"
    assert page.get_attribute("html", "data-theme") == "dark"
    context.close()


def test_a_map_of_an_atlas_leads_home_and_to_its_report(tmp_path: Path, opened: Open) -> None:
    leads = [("index.html", "nav.index"), ("report.html", "nav.report")]
    page = opened(draw(view(silk_road()), leads=leads).save(tmp_path / "map.html"))
    page.select_option("#lang", "ru")
    links = page.locator(".leads a")
    assert links.all_inner_texts() == ["Атлас", "Отчёт"]
    assert [link.get_attribute("href") for link in links.all()] == [
        "index.html#lang=ru",
        "report.html#lang=ru",
    ]


@pytest.mark.parametrize(
    ("chosen", "title"),
    [
        ({"first": 1992, "last": 1999, "kinds": ("Treaty",)}, "Actors and their ties: 1992–1999, treaties"),
        ({"first": 1992}, "Actors and their ties: since 1992"),
        ({"fields": ("music",)}, "Actors and their ties: music"),
    ],
)
def test_a_title_names_which_ties_were_chosen(chosen: dict[str, Any], title: str) -> None:
    found = silk_road()
    for one in found.ties.values():
        one["fields"] = ["music"]
    assert data(draw(view(found, choice=TieFilter(**chosen))).html)["title"]["en"] == title


def test_the_search_finds_beginnings_of_words_and_not_their_insides(tmp_path: Path, opened: Open) -> None:
    found = network(
        [actor("tika", "Turkish Cooperation Agency", "Organisation", aliases=["ТИКА"], name_ru="ТИКА"),
         actor("inst", "Almaty Energetika Institute", "Organisation")],
        [(tie("t", "Agreement"), "kz-cn-article", ["tika", "inst"])],
    )  # fmt: skip
    page = opened(draw(view(found)).save(tmp_path / "map.html"))
    hits = "elshi.find({!r}).map((hit) => hit.actor).filter(Boolean)"  # a tie may be named after its parties
    assert page.evaluate(hits.format("ТИКА")) == ["tika"]
    assert page.evaluate(hits.format("institute")) == ["inst"]
    assert page.evaluate(hits.format("nergetika")) == ["inst"]


def test_large_actors_in_a_crowd_have_their_names_before_small_ones_at_the_rim(
    whole: Path, opened: Open
) -> None:
    page = opened(whole)
    named, largest = page.evaluate(
        """() => [elshi.names().map((name) => name.node.id), [...elshi.model.seen.nodes]
        .sort((a, b) => b.size - a.size).slice(0, 20).map((node) => node.id)]"""
    )
    assert len(set(largest) - set(named)) <= 2, set(largest) - set(named)
    assert page.evaluate("elshi.names().some((name) => name.leader)")


def test_a_treaty_is_labelled_by_its_year_its_field_and_its_parties(tmp_path: Path, opened: Open) -> None:
    found = network(
        [actor("KZ", "Kazakhstan"), actor("tubitak", "Research Council of Türkiye", "Organisation",
                                          aliases=["TÜBİTAK"])],
        [(tie("t", "Agreement on cooperation between the parties", "1994-05-01", fields=["science"]),
          "kz-cn-article", ["KZ", "tubitak"])],
    )  # fmt: skip
    page = opened(draw(with_ties(view(found))).save(tmp_path / "map.html"))
    [lines] = page.evaluate("elshi.names().filter((n) => n.node.id === 't').map((n) => n.lines)")
    assert lines == ["1994 science", "KZ–TÜBİTAK"]
    page.evaluate("elshi.click('t')")
    assert page.inner_text("#panel h2") == "Agreement on cooperation between the parties"


def test_the_panel_does_not_lie_over_those_whom_the_chosen_one_is_tied_to(
    tmp_path: Path, opened: Open
) -> None:
    people = [actor(f"p{n}", f"Person {n}", "Person") for n in range(14)]
    ties = [(tie(f"t{n}", "Meeting"), "kz-cn-article", [f"p{n}", f"p{(n + k) % 14}"])
            for n in range(14) for k in (1, 4)]  # fmt: skip
    page = opened(draw(view(network(people, ties))).save(tmp_path / "map.html"))
    right = page.evaluate(
        "[...elshi.model.seen.nodes].sort((a, b) => elshi.spot(b.id).x - elshi.spot(a.id).x)[0].id"
    )
    spot = page.evaluate(f"elshi.spot('{right}')")
    page.locator("#map canvas").click(position=spot)
    page.wait_for_function(
        """() => { const left = document.getElementById("panel").offsetLeft;
        return elshi.lit().length > 1 && elshi.lit().every((id) => elshi.spot(id).x < left); }"""
    )


def test_the_table_sorts_by_any_column_and_is_saved_for_a_spreadsheet(tmp_path: Path, opened: Open) -> None:
    found = network(
        [actor("KZ", "Kazakhstan"), actor("CN", "China"), actor("x", "=1+1", "Person")],
        [(tie("b", "Of 1999", "1999-01-01"), "kz-cn-article", ["KZ", "CN"]),
         (tie("a", "Of 1992", "1992-01-01"), "kz-cn-article", ["KZ", "x"])],
    )  # fmt: skip
    page = opened(draw(view(found)).save(tmp_path / "map.html"))
    page.click("[data-show=table]")
    names = page.locator("#drawn table >> nth=0").locator("tbody th")
    page.click("#drawn table >> nth=0 >> role=button[name=Name]")
    assert names.all_inner_texts() == ["=1+1", "China", "Kazakhstan"]
    page.click("#drawn table >> nth=0 >> role=button[name=Name]")
    assert names.all_inner_texts() == ["Kazakhstan", "China", "=1+1"]
    dates = page.locator("#drawn table >> nth=1").locator("tbody td:first-child")
    for years in (["1992", "1999"], ["1999", "1992"]):
        page.click("#drawn table >> nth=1 >> role=button[name=Date]")
        assert [text[-4:] for text in dates.all_inner_texts()] == years
    with page.expect_download() as waiting:
        page.click("#drawn .over button >> nth=0")
    waiting.value.save_as(tmp_path / "actors.csv")
    text = (tmp_path / "actors.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(text.decode("utf-8-sig").splitlines()))
    assert rows == [
        ["Name", "Kind", "Tied to", "Facts"],
        ["Kazakhstan", "Country", "2", "2"],
        ["China", "Country", "1", "1"],
        ["'=1+1", "Person", "1", "1"],
    ]
