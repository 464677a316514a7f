"""Reports: no rank without its interval and its source, never a zero where nothing can be measured."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elshi.graph.errors import ElshiError
from elshi.graph.i18n.reports import Words
from elshi.graph.reports import charts, prose, report
from elshi.graph.reports.counts import in_language
from elshi.graph.reports.dossier import dossier_of
from elshi.graph.reports.options import ReportOptions
from elshi.graph.reports.results import (
    RankRow,
    from_json,
    json_text,
    schema_text,
)
from elshi.graph.reports.sensitivity import sensitivity
from elshi.graph.reports.study import study
from elshi.graph.views.network import Network
from elshi.graph.views.view import leave_out, only, view
from elshi.queries.pages import network_page
from tests.fixtures.examples import examples
from tests.fixtures.networks import actor, network, silk_road, tie, turkic_world
from tests.fixtures.paths import ROOT
from tests.fixtures.reports import page, text
from tests.maps.test_maps import HOSTILE, Page

pytestmark = pytest.mark.one_engine


def test_the_headline_leads_with_the_network_without_the_actor_that_sources_are_written_around() -> None:
    words = text(page(turkic_world()))
    headline = re.search(r'class="headline"[^>]*>(.*?)</p>', page(turkic_world()), re.DOTALL)
    assert headline and headline[1].startswith("Without Kazakhstan: Kyrgyzstan and Uzbekistan by degree")
    told = text(page(turkic_world()).partition("</details>")[2])
    assert told.index("Without Kazakhstan:") < told.index("All actors") < told.index("Methods")
    assert "Kazakhstan takes part in 19 of the 20 ties that join two or more actors (95%)" in words


def test_a_report_says_how_many_of_the_remaining_ties_still_have_a_part_of_the_ego() -> None:
    words = text(page(turkic_world()))
    assert "9 of the 10 ties that still join two others also involve Kazakhstan" in words
    assert "--without-ties KZ leaves these out too" in words


def test_nobody_else_is_accused_where_the_ego_was_already_left_out() -> None:
    words = text(report.page(view(turkic_world(), without=["KZ"]), resamples=5))
    assert "9 of the 10 ties that still join two others also involve Kazakhstan" in words
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
    assert (
        "2 actors are not ranked, because fewer than three ties join each with others: Moldova (2)"
        in text(page(turkic_world()))
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
    assert "does not prove brokerage" in text(page(turkic_world()))


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
    assert "No actor is ranked" in words
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
    assert "these sources would not have recorded them: they are written around Kazakhstan" in words


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
    for part in ("networkx", "rustworkx", "Freeman", "seed 7", "20 resamples", "1/(k−1)"):
        assert part in words
    assert "elshi report FILE.html --resamples 20 --seed 7" in words


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert page(silk_road(), seed=3) == page(silk_road(), seed=3)
    assert page(silk_road(), seed=3) != page(silk_road(), seed=4)


def test_a_report_on_nothing_says_so() -> None:
    words = text(page(Network({}, {}, (), (), {}, {})))
    assert "There is no answer: no actor took part in any of these ties." in words
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


def test_the_dossier_of_a_turkish_report_names_its_facts_in_turkish_and_says_how(
    corpus_network: Network,
) -> None:
    facts = dossier_of(in_language(view(corpus_network, around="turksoy"), "tr")).ties
    assert facts
    for fact in facts:
        known = corpus_network.ties[fact.id]
        assert fact.name == known.get("name_tr", fact.name) != known["name"]
        assert fact.wording == ("translated" if "tr" in known.get("translated", ()) else "generated")


def test_ranks_on_the_axis_of_a_chart_are_whole_numbers_each_once() -> None:
    rows = [RankRow("KZ", "Kazakhstan", {}, "Country", 2.0, 1.0, 3.0, 1.5, 1.0, 2.0, None, None, None)]
    drawn = str(charts.intervals(rows, ["Kazakhstan"], "rank", "ranks"))
    assert re.findall(r">([\d.,]+)<", drawn) == ["1", "2"]
