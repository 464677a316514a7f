"""Questions and views follow one set of rules: of each pair of countries they tell the same ties."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from elshi.graph.store.store import Store
from elshi.graph.views.network import Network, tie_ids
from elshi.graph.views.rollup import Ownership
from elshi.graph.views.rules import NO_LINK, Rules
from elshi.graph.views.sides import sides
from elshi.graph.views.view import view
from elshi.queries import ask, catalogue
from tests.fixtures.worlds import World, rows

ALL_LEVELS = Rules(nesting="all")


def countries(network: Network) -> list[str]:
    """The ids of all countries, sorted."""
    return sorted(id_ for id_, actor in network.actors.items() if actor["label"] == "Country")


def found(store: Store, question: str, **values: object) -> list[str]:
    """The ids that a question gives, with nothing else asked for."""
    asked = catalogue()[question]
    rows = store.read(asked.cypher, {parameter.name: None for parameter in asked.parameters} | values)
    return sorted(row["id"] for row in rows)


def test_of_each_pair_of_countries_a_question_and_the_view_tell_the_same_ties(
    corpus: Store, corpus_network: Network
) -> None:
    for stated, rules in ((None, ALL_LEVELS), (True, ALL_LEVELS.stated_only())):
        seen = view(corpus_network, level="countries", rules=rules)
        linked = {frozenset((a, b)): sorted(tie_ids(ties)) for a, b, ties in seen.graph.edges(data="ties")}
        wrong = {}
        for a, b in combinations(countries(corpus_network), 2):
            told = found(corpus, "ties-between", a=a, b=b, stated=stated)
            if told != linked.get(frozenset((a, b)), []):
                wrong[a, b] = set(told) ^ set(linked.get(frozenset((a, b)), []))
        assert wrong == {}
        assert len(linked) > 100


def test_each_country_hosts_the_events_that_the_rules_say(corpus: Store, corpus_network: Network) -> None:
    hosted = defaultdict(list)
    for tie, here in sides(corpus_network, Ownership(corpus_network, "countries")).items():
        for country, side in here.items():
            if corpus_network.ties[tie]["label"] == "Event" and "HOSTED" in side.roles:
                hosted[country].append(tie)
    for country in countries(corpus_network):
        assert found(corpus, "events-by-host", host=country) == sorted(hosted[country]), country


def test_what_makes_no_link_is_told_where_it_is_asked_for(corpus: Store, corpus_network: Network) -> None:
    kinds = {tie["kind"] for tie in corpus_network.ties.values() if tie["label"] in NO_LINK}
    seen = view(corpus_network, level="countries", rules=Rules(nesting="all", incidents=True))
    for kind in sorted(kinds):
        of_kind = {id_ for id_, tie in corpus_network.ties.items() if tie["kind"] == kind}
        told = set(found(corpus, "ties-between", a="KZ", b="CN", kind=kind))
        linked = set(tie_ids(seen.graph.edges["CN", "KZ"]["ties"]))
        assert told == of_kind & linked


# ----------------------------------------------------------------- what a rule adds, and whom it joins


def test_a_part_that_a_rule_gives_says_by_which(world: World) -> None:
    store = world(
        events="date,places,joined_by\n1995,kz-almaty,TR\n1996,,TR; minister",
        persons="id,name\nminister,Minister",
        leaderships="leader,organisation,during\nminister,kz-culture,1994/1996",
    )
    assert rows(store, "ties-between", "id", "a_as", "b_as", a="KZ", b="TR") == [
        ("e1", ["HOSTED (derived: ground)"], ["JOINED"]),
        ("e2", ["JOINED (derived: office, Minister)"], ["JOINED"]),
    ]
    assert rows(store, "ties-between", "id", a="KZ", b="TR", stated="yes") == []
    assert rows(store, "events-by-host", "id", "hosted", host="KZ") == [("e1", "derived")]
    assert rows(store, "events-by-host", "id", host="KZ", stated="yes") == []


def test_a_list_of_ties_of_two_joins_the_first_named_with_each_of_the_rest(world: World) -> None:
    store = world(
        partnerships="partners,pairing\nkaznu; guest; CN,severally",
        exchanges="id,sent_by,received_by,pairing\nx1,KZ,TR; CN,severally",
    )
    pairs = [("KZ", "TR"), ("KZ", "CN"), ("CN", "TR")]
    assert [len(rows(store, "ties-between", "id", a=a, b=b)) for a, b in pairs] == [2, 2, 0]
    assert rows(store, "common-partners", "partner", a="CN", b="TR") == [("Kazakhstan",)]
    assert rows(store, "missing-pairs", "a", "b", group="KZ; CN; TR") == [("China", "Turkey")]
    assert {row[:2] for row in rows(store, "only-in-company", "a", "b", parties=2)} == {
        ("China", "Kazakhstan"), ("Kazakhstan", "Turkey"),
    }  # fmt: skip


def test_conflicts_and_laws_of_one_state_bind_nobody_unless_asked_for(world: World) -> None:
    store = world(
        incidents="id,kind,name,involved\ni1,conflict,Conflict,KZ; CN",
        laws="id,kind,name,adopted_by\nl1,law,Law,KZ",
    )
    assert rows(store, "ties-between", "id", a="KZ", b="CN") == []
    assert rows(store, "ties-between", "id", a="KZ", b="CN", kind="conflict") == [("i1",)]
    assert rows(store, "common-partners", "partner", a="KZ", b="TR") == []


# ---------------------------------------------------------- whose a member, a founder, a house abroad is


def test_all_who_count_as_a_country_are_its_members_as_in_the_views(
    corpus: Store, corpus_network: Network
) -> None:
    for stated, rules in ((None, Rules()), ("yes", Rules().stated_only())):
        whose = Ownership(corpus_network, "countries", rules).everyone
        for country in ("KZ", "TR", "RU", "CN"):
            expected = sorted(
                properties["id"]
                for type_, member, body, properties in corpus_network.relations
                if type_ == "MEMBER_OF" and body in corpus_network.actors and country in whose[member]
            )
            told = ask(corpus, "memberships", {"group": country, "stated": stated})
            assert sorted(row["id"] for row in told.rows) == expected
        assert any(whose[member] for type_, member, *_ in corpus_network.relations if type_ == "MEMBER_OF")


def test_a_theatre_is_a_member_for_the_state_of_its_seat_unless_only_what_is_stated_counts(
    world: World,
) -> None:
    store = world(
        organisations="id,kind,name,seat\nkz-opera,theatre,Opera,kz-almaty\n"
        "sco,intergovernmental,SCO,\nunion,association,Union of Theatres,kz-almaty\n"
        "centre,centre,Centre,kz-almaty",
        memberships="id,member,organisation,during\nm1,kz-opera,union,1993/1999\nm2,TR,union,1993/1999\n"
        "m3,centre,sco,1993/1999",
    )
    assert rows(store, "memberships", "id", group="KZ") == [("m1",)]
    assert rows(store, "memberships", "id", group="KZ", stated="yes") == []
    assert rows(store, "joined-in-year", "id", year=1993, group="KZ") == [("m1",)]
    between = rows(store, "organisations-between", "id", "members_a", "members_b", a="KZ", b="TR")
    assert between == [("union", ["KZ"], ["TR"])]
    assert rows(store, "organisations-between", "id", a="KZ", b="TR", stated="yes") == []


def test_a_people_is_no_member_for_the_state_where_it_lives(world: World) -> None:
    store = world(
        peoples="id,name,located_in\nkazakhs,Kazakhs of China,CN",
        memberships="id,member,organisation\nm1,kazakhs,sco\nm2,kz-culture,sco",
    )
    assert rows(store, "memberships", "id", group="CN") == []
    assert rows(store, "memberships", "id", group="KZ") == [("m2",)]


def test_what_a_national_body_founded_its_state_founded(world: World) -> None:
    store = world(
        organisations="id,kind,name,seat\nkz-opera,theatre,Opera,kz-almaty\nstudio,centre,Studio,cn-urumqi",
        foundings="id,founder,organisation\nf1,kz-opera,studio",
    )
    assert rows(store, "organisations", "id", founder="KZ") == [("studio",)]
    assert rows(store, "organisations", "id", founder="KZ", stated="yes") == []
    assert rows(store, "institutions-abroad", "id", "where", "told", country="KZ") == [
        ("studio", "China", "founded"),
    ]  # fmt: skip
    assert rows(store, "institutions-abroad", "id", country="KZ", stated="yes") == []


# ------------------------------------------------------------- the ground, and lists of ties of two


def test_an_honour_on_a_state_s_ground_is_by_that_state_unless_only_what_is_stated_counts(
    world: World,
) -> None:
    store = world(
        events="kind,name,places,joined_by,honours\nanniversary,A,cn-urumqi,,abai\n"
        "anniversary,B,cn-urumqi,CN,abai"
    )
    assert rows(store, "who-honours-whom", "id", "by") == [
        ("e1", ["China (derived: ground)"]), ("e2", ["China"]),
    ]  # fmt: skip
    assert rows(store, "who-honours-whom", "id", "by", stated="yes") == [("e1", []), ("e2", ["China"])]


def test_events_on_a_country_s_ground_are_in_its_capital_or_provinces_unless_stated_hosts_are_asked_for(
    world: World,
) -> None:
    store = world(events="date,places,hosted_by\n1995,kz-almaty,\n1995,kz-semey,KZ")
    asked = {"country": "KZ", "capital": "Almaty"}
    told = rows(store, "capital-and-provinces", "where", "ids", **asked)
    assert told == [("capital", ["e1"]), ("provinces", ["e2"])]
    told = rows(store, "capital-and-provinces", "where", "ids", **asked, stated="yes")
    assert told == [("provinces", ["e2"])]


def test_twin_towns_are_of_the_country_that_the_rules_give_them(
    corpus: Store, corpus_network: Network
) -> None:
    ownership = Ownership(corpus_network, "countries")
    answer = ask(corpus, "twin-cities", {})
    assert answer.rows
    for row in answer.rows:
        for town, countries in ((row["a_id"], row["of_a"]), (row["b_id"], row["of_b"])):
            owners = [corpus_network.actors[owner.id]["name"] for owner in ownership.of(town, row["id"])]
            assert countries == sorted(owners)


def test_a_region_is_beside_its_state_where_the_rules_make_it_a_side(
    corpus: Store, corpus_network: Network
) -> None:
    by_tie = sides(corpus_network, Ownership(corpus_network, "regions"))
    countries_ = sides(corpus_network, Ownership(corpus_network, "countries"))
    answer = ask(corpus, "region-beside-state", {"region": "Tatarstan", "state": "Kazakhstan"})
    told = {row["id"]: row["side"] for row in answer.rows}
    assert {id_ for id_, side in told.items() if side in ("region", "both")} == {
        tie for tie, here in by_tie.items()
        if "RU-TA" in here and "KZ" in countries_[tie] and "RU" in countries_[tie]
        and corpus_network.ties[tie]["label"] not in NO_LINK
    }  # fmt: skip


def test_lists_of_ties_of_two_join_no_two_of_the_rest_whatever_is_asked(world: World) -> None:
    store = world(
        events="hosted_by,joined_by,pairing,places\nKZ,guest; CN,severally,kz-almaty",
        exchanges="id,sent_by,received_by,pairing\nx1,KZ; TR; CN,TR; CN,severally",
    )
    told = rows(store, "go-betweens", "person", "countries", least=2)
    assert told == [("Guest", ["Kazakhstan", "Turkey"])]
    told = rows(store, "exchanges", "sent_by", "received_by")
    assert told == [("Kazakhstan", "China"), ("Kazakhstan", "Turkey")]
    assert rows(store, "levels", "ids", a="TR", b="CN") == []


def test_what_each_showed_in_the_other_is_by_the_pairs_of_a_list(world: World) -> None:
    store = world(
        events="organised_by,places,pairing\nKZ; TR; CN,cn-urumqi,severally\nKZ; TR; CN,cn-urumqi,together"
    )
    assert rows(store, "reciprocity", "a_in_b_ids", a="TR", b="CN") == [(["e2"],)]
    assert rows(store, "reciprocity", "a_in_b_ids", a="KZ", b="CN") == [(["e1", "e2"],)]
