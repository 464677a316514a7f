"""Views: who counts, which ties, and what a view says of its making."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest

from elshi.graph.errors import ElshiError
from elshi.graph.store.store import Store
from elshi.graph.views.backbone import at_least, backbone
from elshi.graph.views.network import Network
from elshi.graph.views.network import network as read_network
from elshi.graph.views.options import TieFilter
from elshi.graph.views.rollup import Level
from elshi.graph.views.view import leave_out, only, view
from tests.fixtures.networks import actor, network, silk_road, tie


def belonging(start: str, end: str, type_: str = "BELONGS_TO") -> tuple[str, str, str, dict[str, str]]:
    return type_, start, end, {"id": f"{start}.{type_.lower()}.{end}"}


def embassies() -> Network:
    """A Confucius institute that sits in Almaty, a Tatar theatre, and a body of many states."""
    return network(
        [
            actor("KZ", "Kazakhstan"), actor("CN", "China"), actor("RU", "Russia"),
            actor("RU-TA", "Tatarstan", "Region"), actor("kz-almaty", "Almaty", "City"),
            actor("confucius", "Confucius Institute", "Organisation"),
            actor("theatre", "Kamal Theatre", "Organisation"),
            actor("turksoy", "TÜRKSOY", "Organisation", kind="intergovernmental"),
            actor("fund", "A fund of nobody", "Organisation"),
        ],
        [
            (tie("lecture", "Lecture", "1999-05-01"), "kz-cn-article", ["confucius", "KZ"]),
            (tie("tour", "Tour", "2001-05-01", fields=["theatre"]), "kz-cn-article", ["theatre", "KZ"]),
            (tie("festival", "Fair", certainty="unsure"), "kz-cn-article", ["turksoy", "theatre", "fund"]),
        ],
        (
            belonging("confucius", "CN"), belonging("confucius", "kz-almaty", "LOCATED_IN"),
            belonging("kz-almaty", "KZ", "PART_OF"), belonging("RU-TA", "RU", "PART_OF"),
            belonging("theatre", "RU-TA"),
        ),
    )  # fmt: skip


def test_an_institute_is_whose_it_is_and_not_where_it_sits() -> None:
    assert view(embassies(), countries=True).graph.has_edge("CN", "KZ")


def test_what_belongs_to_a_region_is_its_country_s_or_kept_apart() -> None:
    assert view(embassies(), level="countries").graph.has_edge("KZ", "RU")
    assert view(embassies(), level="regions").graph.has_edge("KZ", "RU-TA")
    assert "RU" not in view(embassies(), level="regions").graph


def test_bodies_of_many_states_stay_themselves_and_those_of_nobody_are_counted() -> None:
    seen = view(embassies(), level="countries")
    assert seen.graph.has_edge("RU", "turksoy")
    assert seen.left_out["actors that belong to no country"] == 1


def test_ties_of_some_years_and_those_without_a_date_are_counted() -> None:
    seen = view(embassies(), choice=TieFilter(first=2000))
    assert set(seen.ties) == {"tour"}
    assert seen.left_out == {"ties of other years": 1, "ties without a date": 1}
    assert "Ties of the years 2000 to …" in seen.made


def test_a_date_that_only_may_fall_into_the_years_counts_unless_certain_ones_are_asked() -> None:
    read = embassies()
    doubtful = replace(read, ties={**read.ties, "tour": {**read.ties["tour"], "date": "200X"}})
    assert "tour" in view(doubtful, choice=TieFilter(2003, 2004)).ties
    assert "tour" not in view(doubtful, choice=TieFilter(2003, 2004, certain_only=True)).ties


def test_fields_kinds_and_certainty_choose_ties() -> None:
    assert set(view(embassies(), choice=TieFilter(fields=("theatre",))).ties) == {"tour"}
    assert set(view(embassies(), choice=TieFilter(certain_only=True)).ties) == {"lecture", "tour"}
    assert set(view(embassies(), choice=TieFilter(kinds=("Treaty",))).ties) == {"lecture", "tour", "festival"}


def test_an_unsure_party_is_left_out_where_only_certain_ones_count() -> None:
    seen = view(silk_road(), choice=TieFilter(certain_only=True))
    assert "turksoy-events" not in seen.ties


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        (TieFilter(kinds=("opera",)), "No tie has the kind 'opera'"),
        (TieFilter(fields=("magic",)), "No tie has the field 'magic'"),
        (TieFilter(group="atlantis"), "There is no group or actor called 'atlantis'"),
        (TieFilter(2001, 1999), "2001 is after 1999"),
    ],
)
def test_a_choice_that_nothing_answers_to_is_told_in_a_sentence(choice: TieFilter, told: str) -> None:
    with pytest.raises(ElshiError, match=told):
        view(embassies(), choice=choice)


def test_a_group_has_its_members_and_what_is_theirs() -> None:
    read = replace(embassies(), groups={"far": ("The far east", ("CN", "RU"))})
    assert set(view(read, choice=TieFilter(group="The far East")).graph) == {"confucius", "theatre"}
    assert set(view(read, level="countries", choice=TieFilter(group="far")).graph) == {"CN", "RU"}


def test_a_group_may_be_some_actors_by_their_names() -> None:
    read = replace(embassies(), groups={"far": ("The far east", ("CN",))})
    assert set(view(read, level="countries", choice=TieFilter(group="far; Ресей")).graph) == {"CN", "RU"}
    seen = view(read, level="countries", choice=TieFilter(group="Russia; China"))
    assert set(seen.graph) == {"CN", "RU"}
    assert "Russia; China alone." in seen.made


def test_the_corpus_has_groups_with_members(corpus: Store) -> None:
    name, members = read_network(corpus).groups["central-asia"]
    assert name == "Central Asia"
    assert set(members) == {"KZ", "UZ", "KG", "TM", "TJ"}


def test_organisations_are_linked_by_the_members_they_share() -> None:
    read = network(
        [actor("KZ", "Kazakhstan"), actor("TR", "Türkiye"), actor("turksoy", "TÜRKSOY"), actor("ots", "OTS")],
        [],
        (belonging("KZ", "turksoy", "MEMBER_OF"), belonging("KZ", "ots", "MEMBER_OF")),
    )
    seen = view(read, level="organisations")
    assert list(seen.graph.edges) == [("ots", "turksoy")]
    assert seen.ties == {"KZ": ("ots", "turksoy")}


def test_a_map_of_organisations_has_relations_among_organisations_alone() -> None:
    read = network(
        [actor("KZ", "Kazakhstan"), actor("kz-almaty", "Almaty", "City"), actor("turksoy", "TÜRKSOY"),
         actor("ots", "OTS"), actor("academy", "Turkic Academy")],
        [],
        (
            belonging("KZ", "turksoy", "MEMBER_OF"), belonging("KZ", "ots", "MEMBER_OF"),
            belonging("KZ", "academy", "MEMBER_OF"), belonging("academy", "ots", "PART_OF"),
            belonging("kz-almaty", "KZ"), belonging("ots", "kz-almaty", "SEATED_IN"),
        ),
    )  # fmt: skip
    graph = view(read, level="organisations", relations=True).graph
    assert sorted(graph) == ["academy", "ots", "turksoy"]
    assert (
        graph.edges["academy", "ots"]["weight"]
        == view(read, level="organisations").graph.edges["academy", "ots"]["weight"] + 1
    )


def test_organisations_of_a_year_are_those_whose_members_of_a_group_were_in_them_then() -> None:
    spells = [
        ("KZ", "turksoy", "1993/"),
        ("TR", "turksoy", "1993/"),
        ("KZ", "cis", "1991/"),
        ("TR", "ots", ""),
    ]
    spells += [("TR", "rcd", "1964/1979"), ("RU", "cis", "1991/"), ("KZ", "later", "2015/")]
    standing = tuple(
        ("MEMBER_OF", a, b, {"id": f"{a}-{b}", "during": during or None}) for a, b, during in spells
    )
    names = ["KZ", "TR", "RU", "turksoy", "cis", "ots", "rcd", "later"]
    read = network([actor(id_, id_) for id_ in names], [], standing)
    in_2014 = TieFilter(2014, 2014, group="KZ; TR")
    seen = view(read, level="organisations", choice=in_2014)
    assert seen.ties == {"KZ": ("cis", "turksoy"), "TR": ("turksoy",)}
    assert seen.options.first == 2014 and "KZ; TR alone." in seen.made
    surely = view(read, level="organisations", choice=replace(in_2014, certain_only=True))
    assert surely.ties == {}


def test_links_run_from_who_sends_to_who_receives() -> None:
    read = silk_road()
    parts = (("KZ", "SENT", "kz-cn-1992", "stated"), ("CN", "RECEIVED", "kz-cn-1992", "stated"))
    seen = view(replace(read, parts=parts), directed=True)
    assert list(seen.graph.edges) == [("KZ", "CN")]
    assert leave_out(seen, "CN").graph.number_of_edges() == 0


@pytest.mark.parametrize(
    ("level", "directed"),
    [("actors", False), ("actors", True), ("countries", False), ("organisations", False)],
)
def test_the_graph_of_a_view_is_saved_by_networkx_s_own_writers(
    tmp_path: Path, level: Level, directed: bool
) -> None:
    few = silk_road()
    members = tuple(belonging("KZ", body, "MEMBER_OF") for body in ("turksoy", "ots"))
    actors = {**few.actors, "ots": actor("ots", "OTS", "Organisation")}
    source = replace(few, actors=actors, relations=(*few.relations, *members))
    seen = view(source, level=level, directed=directed, relations=True)
    assert seen.graph.number_of_edges()
    for write, read in (
        (nx.write_gexf, nx.read_gexf),
        (nx.write_graphml, nx.read_graphml),
        (nx.write_gml, nx.read_gml),
    ):
        write(seen.graph, tmp_path / "view")
        back = read(tmp_path / "view")
        assert back.number_of_nodes() == len(seen.graph)
        assert sorted(ties for *_, ties in back.edges(data="ties")) == sorted(
            ties for *_, ties in seen.graph.edges(data="ties")
        )


def test_some_ties_of_a_view_are_a_view() -> None:
    seen = only(view(silk_road()), ["uz-kg"], "One tie.")
    assert set(seen.graph) == {"UZ", "KG"}
    assert seen.made.endswith("One tie.")


def test_a_backbone_keeps_what_is_more_than_an_even_spread() -> None:
    """Serrano's filter: of five links one holds nearly all the weight, and (1−p)^(k−1) is below 0.05."""
    ties = [(tie(f"c{n}", "Congress"), "kz-cn-article", ["KZ", "CN"]) for n in range(20)]
    ties += [(tie(c, "Visit"), "kz-cn-article", ["KZ", c]) for c in ("TR", "RU", "UZ", "KG")]
    seen = view(
        network([actor(c, c) for c in ("KZ", "CN", "TR", "RU", "UZ", "KG")], ties), backbone="disparity"
    )
    assert list(seen.graph.edges) == [("CN", "KZ")]
    assert set(seen.graph) == {"KZ", "CN", "TR", "RU", "UZ", "KG"}
    assert "keeps 1" in seen.made
    assert all({a, b} == {"CN", "KZ"} for _, a, b, _ in seen.pairs())


def test_a_validated_link_is_one_that_chance_would_hardly_give() -> None:
    """Two of ten actors meet eight times and nobody else; the rest meet at random."""
    names = [f"c{n}" for n in range(10)]
    ties = [(tie(f"close{n}", "Tie"), "kz-cn-article", ["c0", "c1"]) for n in range(8)]
    ties += [
        (tie(f"t{n}", "Tie"), "kz-cn-article", [f"c{2 + n % 8}", f"c{2 + (n * 3 + 1) % 8}"])
        for n in range(24)
    ]
    ties = [t for t in ties if t[2][0] != t[2][1]]
    seen = backbone(view(network([actor(n, n) for n in names], ties)), "validated")
    assert ("c0", "c1") in seen.graph.edges


def test_the_chance_of_sharing_ties_is_the_hypergeometric_one() -> None:
    """Of 10 ties one actor has 4 and another 5: to share 3 or more has the chance 66/252."""
    assert at_least(3, 4, 5, 10) == pytest.approx((4 * 15 + 1 * 6) / 252)
    assert at_least(0, 4, 5, 10) == pytest.approx(1)
