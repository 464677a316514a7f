"""Maps: everything of a view is on its page, safely, in the same place each time, and offline."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from itertools import combinations
from math import hypot
from pathlib import Path
from typing import Any, Literal

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elshi.graph.errors import ElshiError
from elshi.graph.i18n.pages import words
from elshi.graph.maps import draw as maps
from elshi.graph.maps import positions as placing
from elshi.graph.maps.draw import draw
from elshi.graph.maps.layout import positions
from elshi.graph.maps.symbols import ACTORS, LOOKS, PALETTE
from elshi.graph.model.columns import CulturalField
from elshi.graph.model.records import Actor, NodeRecord, Tie, literal_values
from elshi.graph.views.network import Network
from elshi.graph.views.view import view
from elshi.loaders import RECORDS
from tests.fixtures.examples import examples
from tests.fixtures.networks import actor, network, silk_road, tie
from tests.fixtures.paths import ROOT

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "“Quotes” ' \" `${alert(1)}` {{ 7*7 }} {% raw %}",
    "line\u2028separator\u2029and\nnewline",
    "\u202eright to left\u202c اتفاقية 🤝🏽 北京",
    "<!-- --> ]]> &amp; &lt;b&gt;",
    "x" * 5000,
]


class Page(HTMLParser):
    """What a browser makes of a page: its elements, and the text of some of them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text: dict[str, str] = {}
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        kind = dict(attributes).get("id") or tag
        self._open = kind
        self.text.setdefault(kind, "")

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.text[self._open] += data


def data(html: str) -> dict[str, Any]:
    """The data of a map's page, as its script reads them."""
    found: dict[str, Any] = json.loads(Page(html).text["data"])
    return found


def told(page: dict[str, Any], id_: str) -> dict[str, Any]:
    """What the page tells of one tie."""
    [found] = [tie for tie in page["ties"] if tie["id"] == id_]
    return dict(found)


def named(page: dict[str, Any], numbers: list[int]) -> list[str]:
    """The ids of ties that the page gives by their numbers."""
    return [page["ties"][number]["id"] for number in numbers]


def test_every_actor_and_link_of_the_view_is_on_the_map() -> None:
    seen = view(silk_road())
    drawn = draw(seen)
    page = data(drawn.html)
    assert {n["id"] for n in page["nodes"]} == set(seen.graph)
    assert {frozenset((e["from"], e["to"])) for e in page["edges"]} == {
        frozenset(e) for e in seen.graph.edges
    }
    assert (drawn.nodes, drawn.edges) == (5, 5)


def test_two_treaties_of_one_pair_are_one_line_that_tells_both_in_order_of_date() -> None:
    page = data(draw(view(silk_road())).html)
    [line] = [e for e in page["edges"] if {e["from"], e["to"]} == {"KZ", "CN"}]
    assert named(page, line["ties"]) == ["kz-cn-1992", "kz-cn-2003"]


def test_a_line_is_dashed_where_every_fact_behind_it_is_unsure() -> None:
    edges = data(draw(view(silk_road())).html)["edges"]
    unsure = {frozenset((e["from"], e["to"])) for e in edges if e.get("unsure") == e["ties"]}
    assert unsure == {frozenset(("KZ", "turksoy"))}


def test_every_tie_names_its_source_and_section() -> None:
    page = data(draw(view(silk_road())).html)
    assert all(sections for t in page["ties"] for _, sections in t["cited"])
    assert told(page, "kz-cn-1992")["cited"] == [["kz-cn-article", ["¶1"]]]
    assert page["sources"]["kz-cn-article"] == "The development of cultural relations"


def test_the_ties_of_an_actor_come_in_order_of_date_and_undated_ones_last() -> None:
    page = data(draw(view(silk_road())).html)
    assert named(page, page["actors"]["KZ"]["ties"]) == [
        "kz-cn-1992",
        "kz-uz-1994",
        "kz-kg-1997",
        "kz-cn-2003",
        "turksoy-events",
    ]


@pytest.mark.parametrize("colour", ["kind", "community"])
def test_a_view_whose_links_have_direction_is_drawn(colour: Literal["kind", "community"]) -> None:
    seen = view(silk_road(), directed=True, relations=True)
    assert draw(seen, colour=colour).edges == seen.graph.number_of_edges() > 0


def test_standing_facts_are_drawn_when_the_view_has_them() -> None:
    page = data(draw(view(silk_road(), relations=True)).html)
    assert told(page, "kz-almaty.part_of.KZ")["standing"] == ["PART_OF", "kz-almaty", "KZ"]
    assert "kz-almaty.part_of.KZ" in named(page, page["actors"]["KZ"]["ties"])


def test_a_map_around_an_actor_tells_only_what_is_drawn_and_what_is_its_own() -> None:
    page = data(draw(view(silk_road(), around="turksoy")).html)
    assert [tie["id"] for tie in page["ties"]] == ["turksoy-events"]
    assert named(page, page["actors"]["KZ"]["ties"]) == ["turksoy-events"]


def test_a_dot_carries_every_writing_in_its_search_form() -> None:
    [node] = [n for n in data(draw(view(silk_road())).html)["nodes"] if n["id"] == "KZ"]
    assert node["search"].startswith("|kazahstan|")


def test_a_map_names_no_server() -> None:
    html = draw(view(silk_road(), relations=True)).html
    assert not re.search(
        r"""(src|href)\s*=\s*["']?(https?:)?//|@import|url\(\s*["']?http|sourceMappingURL""", html
    )
    assert "default-src 'none'" in html
    assert '<html lang="en">' in html and "<noscript>" in html


def test_the_same_view_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib; from elshi.graph.maps.draw import draw; from elshi.graph.views.view import view; "
        "from tests.fixtures.networks import silk_road; "
        "print(hashlib.sha256(draw(view(silk_road(), relations=True)).html.encode()).hexdigest())"
    )
    found = set()
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONUTF8": "0"}
        run = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True,
            cwd=ROOT,
        )  # fmt: skip
        found.add(run.stdout)
    assert len(found) == 1


def test_an_empty_view_is_a_page_that_says_so() -> None:
    drawn = draw(view(Network({}, {}, (), (), {}, {})))
    assert "This map is empty" in drawn.html
    assert (drawn.nodes, drawn.edges) == (0, 0)


def test_an_actor_alone_is_drawn() -> None:
    alone = network([actor("KZ", "Kazakhstan")], [(tie("law", "A law"), "kz-cn-article", ["KZ"])])
    assert draw(view(alone)).nodes == 1


def test_a_map_shows_itself_in_a_notebook() -> None:
    drawn = draw(view(silk_road()), title='A "title" & <more>')
    shown = drawn._repr_html_()
    [inside] = re.findall(r'srcdoc="([^"]*)"', shown)
    assert unescape(inside) == drawn.html


def test_a_map_is_saved_as_utf_8_and_a_missing_folder_is_told_in_a_sentence(tmp_path: Path) -> None:
    drawn = draw(view(silk_road()))
    assert "Қазақстан" in drawn.save(tmp_path / "map.html").read_text(encoding="utf-8")
    with pytest.raises(ElshiError, match="a file in an existing folder"):
        drawn.save(tmp_path / "nowhere" / "map.html")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_only_a_name(name: str) -> None:
    _draws_as_itself(name)


@settings(max_examples=examples(40))
@given(st.text(min_size=1, max_size=60))
def test_any_name_is_only_a_name(name: str) -> None:
    _draws_as_itself(name)


def _draws_as_itself(name: str) -> None:
    hostile = network(
        [actor("KZ", name), actor("TR", "Türkiye")],
        [(tie("t", name, note=name), "kz-cn-article", ["KZ", "TR"])],
    )
    plain = Page(draw(view(silk_road())).html)
    drawn = draw(view(hostile), title=name)
    page = Page(drawn.html)
    assert page.tags.count("script") == plain.tags.count("script")
    assert "img" not in page.tags
    found = data(drawn.html)
    assert found["actors"]["KZ"]["names"][0][0] == name
    assert told(found, "t")["note"] == name
    if "\r" not in name and "\0" not in name:  # which HTML itself cannot hold
        assert page.text["heading"] == name


def test_every_label_has_a_look_of_its_own_with_and_without_colour() -> None:
    assert len({(look.shape, look.hollow) for look in ACTORS.values()}) == len(ACTORS)
    assert len({look.colour for look in ACTORS.values()}) == len(ACTORS)
    assert len(set(LOOKS.values())) == len(LOOKS) - 1  # a group and a lasting relation: never on one map


def test_the_pages_wear_the_palette() -> None:
    style = (Path(maps.__file__).parents[1] / "templates" / "base.css").read_text(encoding="utf-8")
    for number, colour in enumerate(PALETTE):
        assert f"--c{number}: light-dark({colour}, " in style


def test_every_label_kind_field_and_part_of_the_model_has_a_word_in_each_language() -> None:
    terms = {f"label.{record.label}" for record in RECORDS.values() if issubclass(record, NodeRecord)}
    terms |= {f"kind.{kind}" for r in RECORDS.values() if issubclass(r, Actor | Tie) for kind in r.kinds()}
    terms |= {f"field.{name}" for name in literal_values(CulturalField)}
    columns = [column for r in RECORDS.values() for column in r.related().values()]
    terms |= {f"role.{column.type}" for column in columns if column.sort == "role"}
    terms |= {f"relation.{column.type}" for column in columns if column.sort == "standing"}
    assert not terms - set(words("en")) - {"label.Source"}


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("en", "Around TÜRKSOY"),
        ("ru", "Вокруг: ТЮРКСОЙ"),
        ("kk", "TÜRKSOY төңірегі"),
        ("tr", "TÜRKSOY çevresi"),
    ],
)
def test_a_map_is_titled_in_the_language_of_its_reader(lang: str, title: str) -> None:
    drawn = draw(view(silk_road(), around="turksoy"), lang=lang)
    assert drawn.title == title
    assert f'<html lang="{lang}">' in drawn.html


def test_a_language_or_a_measure_that_there_is_not_is_told_in_a_sentence() -> None:
    with pytest.raises(ElshiError, match="'de' is not a language of the pages: en, kk, ru, tr are"):
        draw(view(silk_road()), lang="de")
    with pytest.raises(ElshiError, match="'beauty' is not a measure"):
        draw(view(silk_road()), size="beauty")


def test_dots_are_as_large_as_a_measure_says() -> None:
    page = data(draw(view(silk_road()), size="betweenness").html)
    sizes = {node["id"]: node["size"] for node in page["nodes"]}
    assert max(sizes, key=lambda id_: sizes[id_]) == "KZ"
    assert sizes["CN"] == 5


def test_more_than_a_browser_carries_is_refused_with_a_way_out() -> None:
    with pytest.raises(ElshiError, match=r"5 actors and 5 links.*cut it down with --countries"):
        draw(view(silk_road()), most_links=3)


def test_a_map_names_the_version_of_its_data_and_its_sources() -> None:
    drawn = draw(view(silk_road()), data="2026.11")
    assert "data 2026.11 · Kazakhstan and Central Asia; The development of cultural relations" in drawn.html


def test_the_years_of_a_fact_are_told_certainly_and_possibly() -> None:
    page = data(draw(view(silk_road())).html)
    assert told(page, "kz-cn-1992")["when"] == [1992, 1992, 1992, 1992]
    assert "when" not in told(page, "uz-kg")


def test_two_maps_share_one_layout_from_a_page_or_from_what_it_saved(tmp_path: Path) -> None:
    whole = draw(view(silk_road()))
    page = whole.save(tmp_path / "whole.html")
    saved = tmp_path / "positions.json"
    saved.write_text(json.dumps({"elshi": "positions", "positions": whole.positions}), encoding="utf-8")
    without = view(silk_road(), without=["KG"])
    for file in (page, saved):
        again = draw(without, places=placing.read(file))
        assert {id_: whole.positions[id_] for id_ in again.positions} == again.positions


def test_an_actor_that_the_other_map_lacks_stands_beside_its_neighbours() -> None:
    known = {"KZ": (0.0, 0.0), "CN": (900.0, 0.0)}
    placed = placing.onto(view(silk_road()).graph, known)
    assert hypot(*placed["turksoy"]) < 60
    assert len(set(placed.values())) == len(placed)


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[1]", '{"positions": {"a": [1]}}', '{"positions": {"a": ["NaN", 1]}}', "<html>", "[" * 99999],
)
def test_a_file_without_positions_is_told_in_a_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "odd.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ElshiError, match=r"odd\.json .*positions saved from one, was expected"):
        placing.read(file)
    with pytest.raises(ElshiError, match=r"nowhere\.json cannot be read"):
        placing.read(tmp_path / "nowhere.json")


@settings(max_examples=examples(30))
@given(st.integers(1, 60), st.lists(st.tuples(st.integers(0, 59), st.integers(0, 59)), max_size=120))
def test_no_dot_covers_another(number: int, pairs: list[tuple[int, int]]) -> None:
    graph = nx.Graph()
    graph.add_nodes_from(str(n) for n in range(number))
    graph.add_edges_from((str(a % number), str(b % number)) for a, b in pairs if a % number != b % number)
    radii = {id_: 5 + 3 * graph.degree(id_) ** 0.5 for id_ in graph}
    placed = positions(graph, radii)
    assert placed == positions(graph, radii)
    for a, b in combinations(graph, 2):
        distance = hypot(placed[a][0] - placed[b][0], placed[a][1] - placed[b][1])
        assert distance >= radii[a] + radii[b]


def test_a_page_says_of_each_name_whether_it_is_the_fact_s_own() -> None:
    read = silk_road()
    ties = {id_: {**tie, "name_tr": "Anlaşma", "translated": ["tr"]} for id_, tie in read.ties.items()}
    fact = data(draw(view(replace(read, ties=ties))).html)["ties"][0]
    by_language = {tag: name[2:] for name in fact["names"] for tag in name[1].split()}
    assert by_language["tr"] == ["translated"]
    assert by_language["ru"] == ["generated"]
    assert by_language["en"] == []


def test_no_fact_of_the_corpus_is_named_in_english_on_a_turkish_page(corpus_network: Network) -> None:
    for fact in data(draw(view(corpus_network), lang="tr").html)["ties"]:
        if "names" in fact:
            assert any("tr" in name[1].split() for name in fact["names"]), fact["id"]
