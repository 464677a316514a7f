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
        linked = {
            frozenset((a, b)): sorted(tie_ids(ties)) for a, b, ties in seen.graph.edges(data="ties")
        }
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
