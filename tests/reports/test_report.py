"""Reports: no rank without its interval and its source, never a zero where nothing can be measured."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elshi.graph.atlas import atlas
from elshi.graph.errors import ElshiError
from elshi.graph.files import read_text
from elshi.graph.i18n import LANGUAGES, messages
from elshi.graph.i18n.reports import Words
from elshi.graph.measures.centrality import MEASURES, USUAL, measure
from elshi.graph.measures.network_level import figures
from elshi.graph.reports import compare, prose, report
from elshi.graph.reports.options import ReportOptions
from elshi.graph.reports.results import (
    SCHEMA,
    RankRow,
    from_json,
    json_text,
    schema_text,
)
from elshi.graph.reports.sensitivity import sensitivity
from elshi.graph.reports.study import study
from elshi.graph.store.store import Store
from elshi.graph.views.network import Network
from elshi.graph.views.view import leave_out, only, view
from elshi.queries.pages import network_page
from tests.fixtures.examples import examples
from tests.fixtures.networks import actor, network, silk_road, tie, turkic_world
from tests.fixtures.paths import ROOT
from tests.maps.test_maps import HOSTILE, Page


def page(read: Network, **options: Any) -> str:
    return report.page(view(read), **{"resamples": 20, **options})


def text(html: str) -> str:
    """The words of a page without their markup."""
    bare = re.sub(r"<(style|script|svg)\b.*?</\1>", "", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", bare).split())


def test_the_headline_leads_with_the_network_without_the_actor_that_sources_are_written_around() -> None:
    words = text(page(turkic_world()))
    headline = re.search(r'class="headline"[^>]*>(.*?)</p>', page(turkic_world()), re.DOTALL)
    assert headline and headline[1].startswith("Without Kazakhstan: Kyrgyzstan and Uzbekistan by degree")
    assert words.index("Without Kazakhstan:") < words.index("All actors") < words.index("Methods")
    assert "Kazakhstan has a part in 19 of the 20 ties that join two actors or more (95%)" in words


def test_a_report_says_how_many_of_the_remaining_ties_still_have_a_part_of_the_ego() -> None:
    words = text(page(turkic_world()))
    assert "9 of the 10 ties that still join two others also have a part of Kazakhstan" in words
    assert "--without-ties KZ leaves these out too" in words


def test_nobody_else_is_accused_where_the_ego_was_already_left_out() -> None:
    words = text(report.page(view(turkic_world(), without=["KZ"]), resamples=5))
    assert "9 of the 10 ties that still join two others also have a part of Kazakhstan" in words
    assert "written around" not in words.replace("are written around Kazakhstan", "")


def test_without_its_ties_too_nothing_is_left_of_the_ego() -> None:
    study_ = study(view(turkic_world(), without_ties=["KZ"]), ReportOptions(resamples=2))
    assert study_.egos == ()
    assert study_.counts.joining == 1


def test_an_actor_with_fewer_than_three_joining_ties_is_listed_apart() -> None:
    results = study(view(turkic_world()), ReportOptions(resamples=5))
    first = results.networks[0]
    assert {actor.id: actor.ties for actor in first.unranked} == {"MD": 2, "MN": 0}
    assert first.measurable == 11
    for ranks in first.measures:
        assert "MD" not in {row.id for row in ranks.rows}
        assert max(row.rank for row in ranks.rows) <= 11
    assert "2 actors are not ranked, for fewer than three ties join each with others: Moldova (2)" in text(
        page(turkic_world())
    )


def test_clearly_is_said_only_where_the_interval_of_the_second_is_narrow() -> None:
    results = study(view(turkic_world()), ReportOptions(resamples=5))
    rows = results.networks[0].measures[0].rows
    first, second = replace(rows[0], rank_high=1.0), replace(rows[1], rank_low=3.5, rank_high=53.0)
    wide = [first, second, *rows[2:]]
    assert "clearly" not in prose._next(results, wide, Words("en"))
    narrow = [first, replace(second, rank_high=4.0), *rows[2:]]
    assert "follows clearly behind" in prose._next(results, narrow, Words("en"))


def test_the_headline_does_not_take_constraint_for_brokerage() -> None:
    results = study(view(turkic_world()), ReportOptions(resamples=5))
    assert "constraint" not in prose.headline(results, Words("en"))
    assert "shows no brokerage" in text(page(turkic_world()))


def test_a_report_around_an_actor_does_not_rank_it() -> None:
    results = study(view(turkic_world(), around="MD", hops=2), ReportOptions(resamples=5))
    assert [(ego.id, ego.why) for ego in results.egos] == [("MD", "around"), ("KZ", "written")]
    for shown in results.networks:
        assert all(row.id != "MD" for ranks in shown.measures for row in ranks.rows)
    assert prose.heading(results, Words("en")) == "Who is central around Moldova"


def test_under_ten_measurable_actors_there_is_a_dossier_in_place_of_a_ranking() -> None:
    results = study(view(silk_road()), ReportOptions(resamples=5))
    assert results.dossier is not None
    assert [tie.id for tie in results.dossier.ties][:2] == ["kz-cn-1992", "kz-uz-1994"]
    assert all(not ranks.rows for shown in results.networks for ranks in shown.measures)
    words = text(page(silk_road()))
    assert "The facts by date" in words
    assert "Nobody is ranked" in words
    assert "1992-08-10 Agreement on cultural cooperation China, Kazakhstan [2]" in words


def test_an_institution_that_consists_of_relations_is_measured_by_them() -> None:
    bodies = [actor(f"council-{n}", f"Council {n}", "Organisation") for n in range(12)]
    assembly = actor("assembly", "Assembly of People of Kazakhstan", "Organisation")
    relations = tuple(
        ("PART_OF", body["id"], "assembly", {"id": f"{body['id']}.part", "sources": ["kz-cn-article"]})
        for body in bodies
    )
    read = network(
        [assembly, actor("KZ", "Kazakhstan"), *bodies],
        [(tie("session", "A session", "1995-03-01"), "kz-cn-article", ["assembly", "KZ"])],
        relations,
    )
    results = study(view(read, around="assembly"), ReportOptions(resamples=2))
    assert results.counts.joining == 13
    assert "Relations (memberships, offices, parts, seats) count as ties" in results.made
    assert results.dossier is not None
    assert len(results.dossier.relations) == 12
    assert "Parts and branches" in text(report.page(view(read, around="assembly"), resamples=2))


def test_a_row_of_trends_that_is_shown_is_whole_and_no_share_is_above_one() -> None:
    results = study(view(turkic_world()), ReportOptions(resamples=2))
    for cells in (results.time.fields, results.time.partners):
        periods = {cell.period for cell in cells}
        for what in {cell.what for cell in cells}:
            assert {cell.period for cell in cells if cell.what == what} == periods
        assert all(cell.share is None or 0 <= cell.share <= 1 for cell in cells)
    turkey = {cell.period: cell.ties for cell in results.time.partners if cell.what == "Türkiye"}
    assert turkey == {"1990–1999": 5, "2000–2009": 1}


def test_counts_are_those_of_the_view_wherever_they_are_told() -> None:
    shown = view(turkic_world())
    results = study(shown, ReportOptions(resamples=2))
    assert results.counts.ties == len(shown.ties)
    assert (
        results.counts.links
        == shown.graph.number_of_edges()
        == len({frozenset(p[1:3]) for p in shown.pairs()})
    )
    assert results.counts.actors == len(shown.graph) == results.network("all").actors  # type: ignore[union-attr]
    assert results.counts.joining == results.egos[0].joining
    assert f"{results.counts.ties} ties of {results.counts.actors} actors" in text(page(turkic_world()))


def test_a_report_says_what_a_projection_and_the_silence_of_sources_do_by_themselves() -> None:
    words = text(page(turkic_world()))
    assert "Clustering is built into such a network" in words
    assert "these sources would not have told of them: they are written around Kazakhstan" in words


def test_a_report_tells_what_its_ranks_owe_to_each_rule() -> None:
    results = study(view(turkic_world(), level="countries"), ReportOptions(resamples=2)).sensitivity
    assert results is not None
    by_name = {variant.name: variant for variant in results.variants}
    assert by_name["as asked"].links == results.links
    assert by_name["count"].strength > by_name["as asked"].strength  # type: ignore[operator]
    [degree, _] = results.ranks
    assert degree.measure == "degree"
    assert "KZ" not in {row.id for row in degree.rows}
    assert all(set(row.ranks) == set(by_name) for row in degree.rows)
    words = text(report.page(view(turkic_world(), level="countries"), resamples=2))
    assert "What if …? What the ranks depend on" in words
    assert "rest only on ties of five and more participants" in words


def test_links_that_rest_on_large_and_on_joint_ties_are_counted() -> None:
    """Six members of a congress make 15 links, and a visit one: nobody hosted the congress."""
    states = ["AZ", "KG", "KZ", "TM", "TR", "UZ"]
    congress = [(tie("congress", "A congress", label="Event"), "kz-cn-article", states)]
    visit = [(tie("visit", "A visit", label="Event"), "kz-cn-article", ["CN"])]
    read = network([actor(id_, id_) for id_ in (*states, "CN")], [*congress, *visit])
    parts = [(a, "JOINED", t, c) for a, _, t, c in read.parts] + [("KZ", "HOSTED", "visit", "stated")]
    results = sensitivity(view(replace(read, parts=tuple(parts)), level="countries"), [], ["degree"])
    assert results is not None
    assert (results.links, results.large_links, results.joint_links) == (16, 15, 15)


def test_the_side_that_a_rule_derives_is_counted_by_its_rule() -> None:
    read = network(
        [actor("KZ", "Kazakhstan"), actor("TR", "Türkiye"), actor("tr-ankara", "Ankara", "City")],
        [(tie("days", "Days of culture", label="Event", count="3"), "kz-cn-article", ["KZ"])],
        (("PART_OF", "tr-ankara", "TR", {"id": "tr-ankara.part_of.TR"}),),
    )
    shown = view(replace(read, places={"days": ("tr-ankara",)}), level="countries")
    results = sensitivity(shown, [], ["degree"])
    assert results is not None
    assert results.derived_sides == {"ground": 1}
    assert (results.links, results.derived_links) == (1, 1)
    assert (results.collective_ties, results.stands_for) == (1, 3)
    assert {v.name: v.links for v in results.variants}["stated only"] == 0


def test_a_view_that_was_narrowed_down_cannot_be_made_again_with_other_rules() -> None:
    shown = view(turkic_world())
    assert sensitivity(only(shown, list(shown.ties)[:3]), [], ["degree"]) is None


def test_the_page_on_networks_is_fresh(corpus_network: Network) -> None:
    published = (ROOT / "docs" / "network.md").read_text(encoding="utf-8")
    assert published == network_page.page(corpus_network), "make docs"


def test_the_published_schema_is_that_of_the_study() -> None:
    published = (ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8")
    assert published == schema_text(), "make docs"


def test_a_study_is_read_from_json_as_it_was_written() -> None:
    results = study(view(turkic_world()), ReportOptions(resamples=2))
    assert from_json(json_text(results)) == results


def test_no_rank_goes_without_its_interval_and_its_source() -> None:
    html = page(turkic_world())
    ranks = re.findall(r'<td class="rank"[^>]*>(.*?)</td>', html, re.DOTALL)
    leans = re.findall(r'<td class="leans">(.*?)</td>', html, re.DOTALL)
    assert len(ranks) == len(leans) > 10
    assert all(re.search(r"\(\d+½?–\d+½?\)", rank) for rank in ranks)
    assert all(re.search(r"\[\d\]</a>; (\d+½?|absent)|none alone", lean) for lean in leans)


def test_a_report_says_how_much_is_unsure_and_undated() -> None:
    words = text(page(silk_road()))
    assert "6 ties of 5 actors (6 of them join two or more" in words
    assert "1 of the ties is marked as unsure and 2 have no date" in words


def test_a_report_says_how_it_was_made_and_how_to_repeat_it() -> None:
    words = text(page(silk_road(), seed=7))
    for part in ("networkx", "rustworkx", "Freeman", "seed 7", "20 draws", "1/(k−1)"):
        assert part in words
    assert "elshi report FILE.html --resamples 20 --seed 7" in words


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert page(silk_road(), seed=3) == page(silk_road(), seed=3)
    assert page(silk_road(), seed=3) != page(silk_road(), seed=4)


def test_a_report_on_nothing_says_so() -> None:
    words = text(page(Network({}, {}, (), (), {}, {})))
    assert "There is no answer: no actor took part in a tie here." in words
    assert "<table" not in page(Network({}, {}, (), (), {}, {}))


def test_one_actor_has_no_rank() -> None:
    alone = network([actor("KZ", "Kazakhstan")], [(tie("law", "A law"), "kz-cn-article", ["KZ"])])
    assert "Kazakhstan is alone here, and one actor has no rank" in text(page(alone))


def test_actors_that_share_no_tie_have_no_rank() -> None:
    apart = network(
        [actor("KZ", "Kazakhstan"), actor("TR", "Türkiye")],
        [(tie(f"law-{c}", "A law"), "kz-cn-article", [c]) for c in ("KZ", "TR")],
    )
    assert "No tie joins two of those who are left" in text(page(apart))
    assert "Ties by date undated A law Kazakhstan [1]" in text(page(apart))


def test_between_two_actors_nobody_lies_and_the_measure_is_blank_with_its_reason() -> None:
    pair = network(
        [actor("KZ", "Kazakhstan"), actor("TR", "Türkiye")],
        [(tie("t", "Agreement"), "kz-cn-article", ["KZ", "TR"])],
    )
    results = study(view(pair), ReportOptions(resamples=2))
    blanks = {measure.name: measure.blank for measure in results.network("all").measures}  # type: ignore[union-attr]
    assert blanks["betweenness"] == "Nobody can lie between two others where there are only two."


def test_two_halves_are_told() -> None:
    countries = [actor(c, c) for c in ("KZ", "CN", "TR", "AZ")]
    halves = network(
        countries,
        [
            (tie("a", "Agreement"), "kz-cn-article", ["KZ", "CN"]),
            (tie("b", "Agreement"), "central-asia-article", ["TR", "AZ"]),
        ],
    )
    words = text(page(halves))
    assert "The network falls into 2 components; the largest has 2 of 4 actors" in words


def test_a_network_without_its_ego_is_the_view_without_it() -> None:
    read = silk_road()
    left, right = leave_out(view(read), "KZ"), view(read, without=["KZ"])
    assert left.ties == right.ties
    assert nx.utils.graphs_equal(
        left.graph.edge_subgraph(left.graph.edges), right.graph.edge_subgraph(right.graph.edges)
    )


def test_a_report_to_a_missing_folder_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ElshiError, match="a file in an existing folder"):
        report.write(view(silk_road()), tmp_path / "nowhere" / "report.html", resamples=1)


@pytest.mark.parametrize("name", [*HOSTILE, "a" * 21 + "𐰚𐰇𐰠" * 12])
def test_a_hostile_name_is_only_a_name_in_a_report(name: str) -> None:
    _told_as_itself(name)


@settings(max_examples=examples(25))
@given(st.text(min_size=1, max_size=40))
def test_any_name_is_only_a_name_in_a_report(name: str) -> None:
    _told_as_itself(name)


def _told_as_itself(name: str) -> None:
    def told(called: str) -> Page:
        countries = [actor("KZ", called), actor("TR", "Türkiye"), actor("CN", "China")]
        ties = [
            (tie("a", called), "kz-cn-article", ["KZ", "CN"]),
            (tie("b", called), "central-asia-article", ["TR", "KZ"]),
        ]
        return Page(page(network(countries, ties), resamples=3))

    assert told(name).tags == told("Kazakhstan").tags


def test_values_have_three_significant_digits() -> None:
    assert [report.three(v) for v in (0.30501, 53.0, 0.00012345, 99.96, 2)] == [
        "0.305",
        "53",
        "0.000123",
        "100",
        "2",
    ]


# ------------------------------------------------------------------------------------ all its forms


def written(tmp_path: Path, name: str, **options: Any) -> Path:
    report.write(view(turkic_world()), tmp_path / name, **{"resamples": 10, **options})
    return tmp_path / name


@pytest.mark.parametrize("ending", report.ENDINGS)
def test_a_report_in_any_form_has_the_same_bytes_again(tmp_path: Path, ending: str) -> None:
    first = written(tmp_path, f"a{ending}").read_bytes()
    assert first
    assert written(tmp_path, f"b{ending}").read_bytes() == first


def test_a_form_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(ElshiError, match=r"a report ends in \.html, .*\.xlsx"):
        written(tmp_path, "report.pdf")


def test_the_table_of_ranks_holds_every_interval(tmp_path: Path) -> None:
    with open(written(tmp_path, "r.csv"), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["network"] for row in rows} == {"all", "without"}
    for row in rows:
        assert row["blank"] or float(row["rank_low"]) <= float(row["rank"]) <= float(row["rank_high"])


def test_a_name_that_looks_like_a_formula_stays_a_name(tmp_path: Path) -> None:
    import openpyxl

    evil = '=HYPERLINK("http://x","y")'
    world = turkic_world()
    read = replace(world, actors={**world.actors, "KG": {**world.actors["KG"], "name": evil}})
    report.write(view(read), tmp_path / "r.csv", resamples=3)
    assert "\"'=HYPERLINK" in (tmp_path / "r.csv").read_text(encoding="utf-8")
    report.write(view(read), tmp_path / "r.xlsx", resamples=3)
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "r.xlsx")["Ranks"] for cell in row]
    assert [cell.data_type for cell in cells if cell.value == evil] != []
    assert all(cell.data_type == "s" for cell in cells if cell.value == evil)


def test_json_is_the_whole_study_without_numbers_that_are_none(tmp_path: Path) -> None:
    found = json.loads(written(tmp_path, "r.json", measures=("all",)).read_text(encoding="utf-8"))
    assert "NaN" not in json.dumps(found)
    assert [m["name"] for m in found["networks"][0]["measures"]] == list(MEASURES)
    [hubs] = [m for m in found["networks"][0]["measures"] if m["name"] == "hubs"]
    assert hubs["blank"] == "Links have no direction here."
    assert not hubs["rows"]


def test_markdown_tells_the_answer_and_the_methods(tmp_path: Path) -> None:
    told = written(tmp_path, "r.md").read_text(encoding="utf-8")
    assert "**Without Kazakhstan: " in told
    assert "`elshi report FILE.html --resamples 10 --seed 1`" in told
    assert re.search(r"\| Kazakhstan \| 13 \| 1 \(1–\d½?\) \|", told)


def test_the_page_has_charts_that_take_the_colour_of_the_page() -> None:
    html = page(turkic_world())
    assert html.count('<svg role="img" aria-label="') > 3
    assert "currentColor" in html
    assert not re.search(r"(?:href|src)=[\"'](?:https?:)?//", html)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_report_speaks_each_of_four_languages(lang: str) -> None:
    html = page(turkic_world(), lang=lang)
    assert f'<html lang="{lang}">' in html
    words = text(html)
    assert Words(lang)("h.measures") in words
    assert ("Without Kazakhstan: " in words) == (lang == "en")
    if lang in ("kk", "ru"):
        assert {"kk": "Қазақстан", "ru": "Казахстан"}[lang] in words


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
def test_the_methods_are_told_in_the_language_of_the_report(lang: str) -> None:
    html = page(turkic_world(), lang=lang, measures=("all",))
    told = text(html[html.index('<div class="text methods">') : html.index("<h3>", html.index("methods"))])
    for english in ("Weights of links", "Ranks begin", "Actors are linked", "the number of", "draws"):
        assert english not in told
    assert "σ(s,t|v)" in told
    assert "networkx" in told


@pytest.mark.parametrize(
    "links",
    [
        nx.empty_graph(0), nx.empty_graph(3), nx.path_graph(2), nx.Graph([(1, 2), (3, 4)]),
        nx.Graph([(1, 2), (2, 3), (4, 5)]), nx.DiGraph([(1, 2), (3, 4)]), nx.cycle_graph(4),
    ],
)  # fmt: skip
def test_the_reason_of_every_blank_is_told_in_four_languages(links: nx.Graph[Any]) -> None:
    network = nx.relabel_nodes(links, str)
    found = {reason for values in measure(network, ["all"]).values() for reason in values.blanks.values()}
    found |= {figure.blank for figure in figures(network, {"1": "x", "2": "y"})}
    assert found - {""} <= set(messages("en", "reports"))


def ranked(*rows: tuple[str, float, float]) -> list[RankRow]:
    return [
        RankRow(name, name, {}, "Country", 1.0, 1.0, 1.0, low, low, high, None, None, None)
        for name, low, high in rows
    ]


def test_neighbours_in_rank_whose_intervals_overlap_are_not_told_apart() -> None:
    words = Words("en")
    rows = ranked(("Kazakhstan", 1, 1), ("Russia", 2, 3), ("China", 2, 4), ("Turkey", 4, 6), ("Iran", 7, 7))
    assert prose.apart(rows, words).endswith("overlap: Russia to Turkey (3).")
    assert (
        prose.apart(ranked(("a", 1, 1), ("b", 2, 2)), words) == "The data tell each of these from the next."
    )
    assert prose.apart(ranked(("a", 1, 1)), words) == ""


def test_a_report_tells_with_whom_the_ego_has_its_ties_and_how_ranks_hold_however_drawn(
    tmp_path: Path,
) -> None:
    found = json.loads(written(tmp_path, "r.json", periods="1991-1999,2000-2009").read_text(encoding="utf-8"))
    partners = {(row["period"], row["what"]): row["ties"] for row in found["time"]["partners"]}
    assert partners["1991–1999", "China"] == 3
    assert partners["2000–2009", "China"] == 2
    assert partners["2000–2009", "Turkmenistan"] == 0
    assert [of["measure"] for of in found["stability"]["by"]] == list(USUAL)
    for of in found["stability"]["by"]:
        assert all({"tie", "section", "pair", "year"} <= set(row) for row in of["rows"])


def test_mixing_is_by_country_among_actors_and_by_the_data_s_groups_among_countries() -> None:
    grouped = replace(turkic_world(), groups={"central-asia": ("Central Asia", ("KZ", "UZ", "KG"))})
    words = text(report.page(view(grouped, level="countries"), resamples=5))
    assert "E–I index" in words
    assert "E–I index" not in text(report.page(view(turkic_world(), level="countries"), resamples=5))


def test_the_command_repeats_what_was_asked() -> None:
    words = text(report.page(view(silk_road(), level="countries", weighing="count"), resamples=5, by="pair"))
    assert (
        "elshi report FILE.html --level countries --weights count --by pair --resamples 5 --seed 1" in words
    )


@pytest.mark.parametrize("changed", [{"missing": 1.0}, {"resamples": 0}, {"lang": "de"}, {"periods": "x"}])
def test_what_a_report_cannot_be_is_told_in_a_sentence(changed: dict[str, Any]) -> None:
    with pytest.raises(ElshiError, match=r"expected|is not a period"):
        page(silk_road(), **changed)


def test_two_reports_are_compared(tmp_path: Path) -> None:
    before = written(tmp_path, "a.json")
    read = silk_road()
    more = replace(read, parts=(*read.parts, ("KG", "SIGNED", "turksoy-events", "stated")))
    report.write(view(more), tmp_path / "b.json", resamples=10)
    found = compare.compare(before, tmp_path / "b.json")
    assert found.told[0].startswith("The data differ")
    assert any(row["id"] == "KG" and row["measure"] == "degree" for row in found.rows)
    same = compare.compare(before, before)
    assert same.told == ("The data are the same.",)
    assert same.rows == ()


@pytest.mark.parametrize(
    "content",
    ["", "no json", "[1]", "{", '{"a": 1}', '{"a": NaN}', '{"a":' * 100_000, '{"schema": 3}', "\0" * 100_000],
)
def test_what_is_no_report_is_not_compared(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.json").write_text(content, encoding="utf-8")
    with pytest.raises(
        ElshiError, match=r"^\S+x\.json .*a file that 'elshi report FILE\.json' wrote was expected"
    ):
        compare.compare(tmp_path / "x.json", tmp_path / "x.json")
    with pytest.raises(ElshiError, match="cannot be read"):
        compare.compare(tmp_path / "none.json", tmp_path / "none.json")


@pytest.mark.parametrize(
    ("number", "told"), [(None, "no schema number"), (2, "schema 2"), ("3", 'schema "3"')]
)
def test_a_report_of_another_version_is_not_compared(tmp_path: Path, number: Any, told: str) -> None:
    study = json.loads(written(tmp_path, "a.json").read_text(encoding="utf-8"))
    other = {**study, "schema": number} if number else {k: v for k, v in study.items() if k != "schema"}
    (tmp_path / "old.json").write_text(json.dumps(other), encoding="utf-8")
    with pytest.raises(ElshiError, match=rf"old\.json has .*{told}, where {SCHEMA} was expected"):
        compare.compare(tmp_path / "old.json", tmp_path / "a.json")


def test_a_report_that_lacks_a_part_is_told_where(tmp_path: Path) -> None:
    study = json.loads(written(tmp_path, "a.json").read_text(encoding="utf-8"))
    del study["networks"][0]["measures"][1]["rows"][0]["rank"]
    (tmp_path / "part.json").write_text(json.dumps(study), encoding="utf-8")
    with pytest.raises(ElshiError, match=r"'networks\.0\.measures\.1\.rows\.0\.rank'"):
        compare.compare(tmp_path / "part.json", tmp_path / "a.json")


@pytest.mark.parametrize("begins", ["", r"\s*\{"])
def test_a_file_without_an_end_is_not_read_for_ever(begins: str) -> None:
    endless = Path("/dev/zero")
    if not endless.exists():
        pytest.skip("There is no device that gives zeros here.")
    with pytest.raises(ElshiError, match=r"^/dev/zero .* was expected\.$"):
        read_text(endless, 1_000_000, "a text", begins=begins)


def test_the_command_reports_and_compares(elshi_on_corpus: Any, tmp_path: Path) -> None:
    file = str(tmp_path / "r.json")
    options = ("--countries", "--from", "1991", "--without", "Қазақстан", "--culture", "strict")
    done = elshi_on_corpus(
        "report", file, *options, "--measures", "degree,katz", "--resamples", "10", "--lang", "tr"
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(Path(file).read_text(encoding="utf-8"))
    assert found["asked"]["without"] == ["KZ"]
    assert "Cultural ties, taken strictly." in found["made"]
    done = elshi_on_corpus("compare", file, file, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []
    done = elshi_on_corpus("report", file, "--measures", "fame")
    assert done.returncode == 1
    assert "There is no measure 'fame'" in done.stderr


# ------------------------------------------------------------------------------------ the atlas


def test_an_atlas_resamples_less_where_measuring_takes_longer() -> None:
    small = view(silk_road())
    assert atlas.resamples_for(small) == atlas.MOST_RESAMPLES
    large = nx.complete_graph(1200)
    assert atlas.resamples_for(type(small)(large, {}, small.network, "")) == atlas.LEAST_RESAMPLES


def test_an_atlas_is_whole_its_links_resolve_and_making_it_again_changes_nothing(
    corpus: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "atlas"
    lines = list(atlas.atlas(corpus, folder))
    files = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert {"graph.jsonl", "whole.html", "countries.html", "around-kz.html"} <= set(files)
    assert {"report.html", "report-countries.html", "report-turksoy.html", "index.html"} <= set(files)
    assert "report-assembly-of-people-of-kazakhstan.html" in files
    assert len(lines) == len(files)
    links = set(re.findall(r'href="([^"#:]+)"', files["index.html"].decode("utf-8")))
    assert links == set(files) - {"index.html"}
    (folder / "mine.txt").write_text("kept", encoding="utf-8")
    list(atlas.atlas(corpus, folder))
    assert {f.name: f.read_bytes() for f in folder.iterdir()} == files | {"mine.txt": b"kept"}


def test_an_atlas_of_an_empty_graph_says_so(store: Store, tmp_path: Path) -> None:
    list(atlas.atlas(store, tmp_path))
    assert "The graph is empty" in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "This map is empty" in (tmp_path / "whole.html").read_text(encoding="utf-8")


def test_an_atlas_cannot_be_a_file(corpus: Store, tmp_path: Path) -> None:
    (tmp_path / "atlas").write_text("", encoding="utf-8")
    with pytest.raises(ElshiError, match="a folder was expected"):
        list(atlas.atlas(corpus, tmp_path / "atlas"))
