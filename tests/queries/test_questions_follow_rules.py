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
from elshi.queries import catalogue
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
