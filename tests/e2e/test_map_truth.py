"""What a map's page counts, names and draws is what the view holds, in a real browser."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from elshi.graph.atlas import atlas, gallery
from elshi.graph.maps import colours
from elshi.graph.maps.draw import draw
from elshi.graph.views import transforms
from elshi.graph.views.network import Network, View
from elshi.graph.views.options import TieFilter, ViewOptions
from elshi.graph.views.view import view
from tests.conftest import Open
from tests.fixtures.networks import actor, network, silk_road, tie
from tests.maps.test_maps import data

TOUR = {"earliest": date(1988, 1, 1), "latest": date(2006, 12, 31), "lasting": True}
SVG = "{http://www.w3.org/2000/svg}"


def marks(tmp_path: Path, seen: View | None = None, **drawing: Any) -> Path:
    """A map on which ties are marks of their own."""
    seen = seen or transforms.with_ties(view(silk_road()))
    return draw(seen, **drawing).save(tmp_path / "marks.html")


def shared_network() -> Network:
    """Kazakhstan and Turkey in thirty treaties, three of them with Azerbaijan."""
    actors = [actor("KZ", "Kazakhstan"), actor("TR", "Turkey"), actor("AZ", "Azerbaijan")]
    treaties = [
        (tie(f"t{n}", f"Treaty {n}", f"19{92 + n // 4}-01-0{1 + n % 4}"), "kz-cn-article",
         ["KZ", "TR", *(["AZ"] if n < 3 else [])])
        for n in range(30)
    ]  # fmt: skip
    return network(actors, treaties)


def test_events_are_no_actors_where_ties_are_marks(tmp_path: Path, opened: Open) -> None:
    page = opened(marks(tmp_path, transforms.with_ties(view(shared_network()))))
    page.evaluate("['KZ', 'TR'].forEach(elshi.click)")
    panel = page.inner_text("#panel")
    assert "1 actor tied to both" in panel and "30 facts between them" in panel
    page.evaluate("elshi.select({ at: 'KZ' })")
    assert "tied to 2 others" in page.inner_text("#panel .what")
    page.click("[data-show=matrix]")
    page.evaluate("elshi.select({})")
    heads = page.locator("#drawn tbody th").all_inner_texts()
    assert sorted(heads) == ["Azerbaijan", "Kazakhstan", "Turkey"]


def test_a_pair_lights_every_fact_that_its_panel_counts(tmp_path: Path, opened: Open) -> None:
    page = opened(marks(tmp_path, transforms.with_ties(view(shared_network()))))
    page.evaluate("['KZ', 'TR'].forEach(elshi.click)")
    lit = page.evaluate("elshi.lit().filter((id) => id.startsWith('t')).length")
    assert lit == 30
    assert page.evaluate("elshi.lit().includes('AZ')") is False


def test_the_legend_of_a_saved_picture_has_the_colours_of_the_picture(tmp_path: Path, opened: Open) -> None:
    page = opened(marks(tmp_path, transforms.with_ties(view(silk_road())), colour="region"))
    picture = ElementTree.fromstring(  # noqa: S314 - our own page
        page.evaluate("new XMLSerializer().serializeToString(elshi.figure())")
    )
    drawn = {group.get("stroke") for group in picture.iter(f"{SVG}g") if group.get("fill-opacity")}
    last = picture.findall(f"{SVG}g")[-1]
    hollow = {path.get("stroke") for path in last.iter(f"{SVG}path") if path.get("fill") == "none"}
    assert len(hollow) == 1 and hollow <= drawn


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Administration (akimat) of Kyzylorda Region", "Administration (akimat) of Kyzylorda Region"),
        ("Regional (small) assemblies of the Assembly", "Regional (small) assemblies of the Assembly"),
        ("Organization of Islamic Cooperation (OIC)", "Organization of Islamic Cooperation"),
    ],
)
def test_a_label_loses_a_bracket_at_its_end_alone(
    tmp_path: Path, opened: Open, name: str, label: str
) -> None:
    found = network(
        [actor("KZ", "Kazakhstan"), actor("o", name, "Organisation")],
        [(tie("t", "Agreement", "1995-01-01"), "kz-cn-article", ["KZ", "o"])],
    )
    page = opened(draw(view(found)).save(tmp_path / "map.html"))
    [lines] = page.evaluate("elshi.names().filter((n) => n.node.id === 'o').map((n) => n.lines)")
    assert " ".join(lines) == label


def test_no_actor_has_more_facts_in_a_period_than_the_period(tmp_path: Path, opened: Open) -> None:
    ties = [(tie(f"u{n}", f"Undated {n}"), "kz-cn-article", ["KZ", "CN"]) for n in range(9)]
    ties += [(tie("d", "Of 1992", "1992-01-01"), "kz-cn-article", ["KZ", "CN"])]
    ties += [(tie("e", "Of 2002", "2002-01-01"), "kz-cn-article", ["KZ", "CN"])]
    found = network([actor("KZ", "Kazakhstan"), actor("CN", "China")], ties)
    page = opened(draw(view(found)).save(tmp_path / "map.html"))
    page.evaluate("elshi.state.set({ show: 'compare', versus: ['1990-1995', '2000-2005'] })")
    for side in page.locator("#drawn .side").all():
        facts = int(re.search(r"(\d+) fact", side.inner_text())[1])
        told = [int(n) for n in re.findall(r"(?:Kazakhstan|China) (\d+)", side.inner_text())]
        assert facts == 1 and told == [1, 1]


def test_a_map_of_a_decade_has_its_years_on_the_slider(tmp_path: Path, opened: Open) -> None:
    ties = [
        (tie("a", "A tour", date="1988/2006", **TOUR), "kz-cn-article", ["KZ", "CN"]),
        (tie("b", "Of 1992", "1992-01-01"), "kz-cn-article", ["KZ", "CN"]),
    ]
    found = network([actor("KZ", "Kazakhstan"), actor("CN", "China")], ties)
    seen = view(found, choice=TieFilter(first=1990, last=1999))
    page = opened(draw(seen).save(tmp_path / "map.html"))
    assert page.inner_text("#range") == "1990 – 1999"
    page.click("[data-show=timeline]")
    years = [int(year) for year in page.locator("#drawn .tick text").all_text_contents()]
    assert min(years) >= 1990 and max(years) <= 1999


def test_a_fact_of_the_nineties_is_drawn_over_the_nineties(tmp_path: Path, opened: Open) -> None:
    ties = [(tie("a", "Of the nineties", date="199X"), "kz-cn-article", ["KZ", "CN"]),
            (tie("b", "Of 1980", "1980-01-01"), "kz-cn-article", ["KZ", "CN"]),
            (tie("c", "Of 2009", "2009-01-01"), "kz-cn-article", ["KZ", "CN"])]  # fmt: skip
    found = network([actor("KZ", "Kazakhstan"), actor("CN", "China")], ties)
    page = opened(draw(view(found)).save(tmp_path / "map.html"))
    page.click("[data-show=timeline]")
    width, each = page.evaluate(
        """() => { const marks = [...document.querySelectorAll("#drawn rect.mark")].map((m) => m.getBBox());
        const ticks = [...document.querySelectorAll("#drawn .tick path")].map((t) => t.getBBox().x);
        const years = [...document.querySelectorAll("#drawn .tick text")].map((t) => Number(t.textContent));
        return [Math.max(...marks.map((m) => m.width)),
          (ticks[1] - ticks[0]) / (years[1] - years[0])]; }"""
    )
    assert width == pytest.approx(10 * each, abs=1)
    tops = page.evaluate(
        "[1990, 1980].map((year) => Number(document.querySelector("
        "`#years rect[data-year='${year}']`).getAttribute('y')))"
    )
    low, high = (26 - top for top in tops)
    assert low < high / 2


def test_what_a_state_of_the_past_had_part_in_ends_with_it(tmp_path: Path, opened: Open) -> None:
    found = network(
        [actor("CN", "China"), actor("SUHH", "Soviet Union"), actor("KZ", "Kazakhstan")],
        [(tie("a", "Society of friendship", date="1957/.."), "kz-cn-article", ["CN", "SUHH"]),
         (tie("b", "Agreement", date="1992/.."), "kz-cn-article", ["CN", "KZ"])],
    )  # fmt: skip
    page = opened(draw(view(found)).save(tmp_path / "map.html"))
    page.evaluate("elshi.state.set({ from: 1992, to: 1992 })")
    assert set(page.evaluate("elshi.model.seen.nodes.map((node) => node.id)")) == {"CN", "KZ"}
    page.evaluate("elshi.state.set({ from: 1960, to: 1991 })")
    assert set(page.evaluate("elshi.model.seen.nodes.map((node) => node.id)")) == {"CN", "SUHH"}


def test_weak_communities_get_no_areas_and_the_legend_says_why(tmp_path: Path, opened: Open) -> None:
    weak = draw(view(silk_road()), colour="community")
    found = data(weak.html)
    assert found["areas"] is False and found["loose"]["q"] < colours.LOOSE
    page = opened(weak.save(tmp_path / "map.html"))
    assert f"modularity {found['loose']['q']}" in page.inner_text("#strokes")
    groups = [[f"{g}{n}" for n in range(5)] for g in "abc"]
    actors = [actor(id_, id_) for ids in groups for id_ in ids]
    ties = [(tie(ids[0], "Together"), "kz-cn-article", ids) for ids in groups]
    apart = data(draw(view(network(actors, ties)), colour="community").html)
    assert apart["areas"] is True and "loose" not in apart


def test_a_line_is_wider_the_more_facts_it_stands_for_and_bears_their_number(
    tmp_path: Path, opened: Open
) -> None:
    many = [(tie(f"c{n}", "Agreement"), "kz-cn-article", ["KZ", "CN"]) for n in range(25)]
    few = [(tie(f"u{n}", "Agreement"), "kz-cn-article", ["KZ", "UZ"]) for n in range(4)]
    found = network([actor("KZ", "Kazakhstan"), actor("CN", "China"), actor("UZ", "Uzbekistan")], many + few)
    page = opened(draw(view(found)).save(tmp_path / "map.html"))
    by_facts = page.evaluate("elshi.lines().map((g) => [g.ends[0].now.facts.length, g.width])")
    assert sorted(by_facts) == [[4, pytest.approx(2)], [25, pytest.approx(4.5)]]
    assert sorted(page.evaluate("elshi.numbers()")) == ["25", "4"]


def test_what_only_a_rule_links_and_conflicts_are_drawn_in_styles_of_their_own(
    tmp_path: Path, opened: Open
) -> None:
    ties = [(tie("a", "Agreement"), "kz-cn-article", ["KZ", "CN"]),
            (tie("b", "War", label="Incident", kind="conflict"), "kz-cn-article", ["CN", "UZ"]),
            (tie("c", "Agreement"), "kz-cn-article", ["KZ", "UZ"])]  # fmt: skip
    found = network([actor("KZ", "Kazakhstan"), actor("CN", "China"), actor("UZ", "Uzbekistan")], ties)
    seen = transforms.make(found, ViewOptions(incidents=True))
    seen.graph.edges["KZ", "UZ"]["derived"] = True
    page = opened(draw(seen).save(tmp_path / "map.html"))
    looks = page.evaluate("elshi.lines().map((g) => [[g.ends[0].from, g.ends[0].to].sort().join(), g.dash])")
    assert dict(looks) == {"CN,KZ": "", "CN,UZ": "conflict", "KZ,UZ": "derived"}
    assert page.locator("#strokes li").all_inner_texts() == ["by a rule", "conflicts only"]


def test_a_card_of_the_index_counts_what_its_page_counts(
    corpus_network: Network, tmp_path: Path, opened: Open
) -> None:
    for entry in gallery.entries(corpus_network):
        if entry.file in ("pair-cn-kz.html", "field-heritage.html", "decade-1990.html", "countries.html"):
            picture = draw(entry.make(), title=entry.title, colour=entry.colour)
            page = opened(picture.save(tmp_path / entry.file))
            assert page.inner_text("#counts") == atlas.card_counts(picture, "en"), entry.file
