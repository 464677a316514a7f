"""Communities, figures of the whole, two modes, chance, layers, trends: on networks with known answers."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from dataclasses import replace
from itertools import combinations, pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from elshi.graph.errors import ElshiError
from elshi.graph.measures import communities, multiplex, network_level, null_models, trends, two_mode
from elshi.graph.measures.arrays import EdgeArrays, edge_arrays
from elshi.graph.measures.resampling import sample
from elshi.graph.views.network import Network, View
from elshi.graph.views.view import view
from tests.fixtures.examples import examples
from tests.fixtures.networks import actor, network, silk_road, tie
from tests.measures.test_centrality import networks

EMPTY = view(Network({}, {}, (), (), {}, {}))


def of(graph: nx.Graph[str]) -> View:
    """A view in which each link of a graph is a tie."""
    read = network(
        [actor(str(n), str(n)) for n in graph],
        [(tie(f"{a}-{b}", "Tie"), "kz-cn-article", [str(a), str(b)]) for a, b in graph.edges],
    )
    return view(read)


def southern_women() -> View:
    """Davis, Gardner and Gardner, *Deep South* (1941): eighteen women and fourteen evenings."""
    davis = nx.davis_southern_women_graph()
    women = davis.graph["top"]
    return view(
        network(
            [actor(w, w, "Person") for w in women],
            [(tie(e, e), "kz-cn-article", sorted(davis[e])) for e in davis.graph["bottom"]],
        )
    )


def test_southern_women_have_their_published_two_mode_values() -> None:
    """S. P. Borgatti and D. S. Halgin, "Analyzing affiliation networks", in the SAGE Handbook (2011)."""
    printed = {
        "Evelyn Jefferson": (0.57, 0.80, 0.10),
        "Laura Mandeville": (0.50, 0.73, 0.05),
        "Theresa Anderson": (0.57, 0.80, 0.09),
        "Nora Fayette": (0.57, 0.80, 0.11),
        "Sylvia Avondale": (0.50, 0.77, 0.07),
        "Dorothy Murchison": (0.14, 0.65, 0.00),
    }
    women, evenings = two_mode.measure(southern_women())
    for name, values in printed.items():
        found = women[name]
        assert tuple(round(v, 2) for v in (found.degree, found.closeness, found.betweenness)) == values
    assert round(evenings["E8"].degree, 2) == 0.78


def test_two_mode_values_agree_with_networkx() -> None:
    for seen in (southern_women(), view(silk_road())):
        graph = two_mode.graph(seen)
        actors = [node for node in graph if node[0] == "actor"]
        found = {("actor", id_): v for id_, v in two_mode.measure(seen)[0].items()}
        found |= {("tie", id_): v for id_, v in two_mode.measure(seen)[1].items()}
        for name in ("degree", "closeness", "betweenness"):
            expected = getattr(nx.bipartite, f"{name}_centrality")(graph, actors)
            assert {n: getattr(v, name) for n, v in found.items()} == pytest.approx(expected, abs=1e-9)


def test_two_mode_measures_of_nobody() -> None:
    assert two_mode.measure(EMPTY) == ({}, {})


# ------------------------------------------------------------------------------------ communities


def test_zachary_s_club_falls_into_its_four_known_communities() -> None:
    """The best modularity of the unweighted club is 0.4198 (Brandes and others, IEEE TKDE 20, 2008)."""
    found = communities.communities(of(nx.karate_club_graph()))
    assert round(found.modularity, 4) == 0.4198
    assert [len(ids) for ids in found.members] == [12, 11, 6, 5]
    assert found.of()["0"] != found.of()["33"]


def test_modularity_is_networkx_s() -> None:
    graph = nx.karate_club_graph()
    net, _ = edge_arrays(nx.relabel_nodes(graph, str))
    sides = np.array([graph.nodes[n]["club"] == "Officer" for n in graph], dtype=np.intp)
    groups = [{n for n in graph if sides[n] == side} for side in (0, 1)]
    assert communities.modularity(net, sides) == pytest.approx(nx.community.modularity(graph, groups))


def test_clear_communities_hold_when_ties_are_drawn_anew() -> None:
    graph = nx.disjoint_union(nx.complete_graph(6), nx.complete_graph(6))
    graph.add_edge(0, 6)
    found = communities.communities(of(graph), resamples=20)
    assert [len(ids) for ids in found.members] == [6, 6]
    assert found.agreement == 1
    assert min(found.holding.values()) > 0.9


def test_those_without_ties_are_in_no_community() -> None:
    graph = nx.path_graph(2)
    alone = of(graph)
    lonely = replace(alone, graph=nx.compose(alone.graph, nx.empty_graph(["x"])))
    assert communities.communities(lonely).alone == ("x",)
    assert communities.communities(EMPTY).members == ()


def test_two_who_are_tied_to_the_same_others_play_the_same_part() -> None:
    star = nx.Graph([("hub", leaf) for leaf in "abcd"] + [("other", leaf) for leaf in "abcd"] + [("a", "z")])
    found = communities.equivalent(star)
    assert found["hub"] == ("other", pytest.approx(1.0))


@settings(max_examples=examples(60))
@given(graph=networks())
def test_those_who_play_the_same_part_are_those_of_whole_rows(graph: nx.Graph[str]) -> None:
    """Every two rows of the whole matrix correlated, the two left out of both."""
    ids = list(graph)
    weights = nx.to_numpy_array(graph, nodelist=ids)
    weights = weights + weights.T
    np.fill_diagonal(weights, 0.0)
    found = communities.equivalent(graph)
    for a, id_ in enumerate(ids):
        scores = {}
        for b in set(range(len(ids))) - {a}:
            x, y = (np.delete(weights[node], [a, b]) for node in (a, b))
            if len(set(x)) > 1 and len(set(y)) > 1:
                scores[ids[b]] = np.corrcoef(x, y)[0, 1]
        assert (id_ in found) == bool(scores)
        if scores:
            assert found[id_][1] == pytest.approx(max(scores.values()), abs=1e-9)
            assert scores[found[id_][0]] == pytest.approx(found[id_][1], abs=1e-9)


def test_how_well_communities_hold_is_the_share_of_whole_matrices() -> None:
    """Who was drawn with whom, of all pairs in a matrix, its rows averaged over the community."""
    seen = southern_women()
    found = communities.communities(seen, resamples=15, seed=3)
    drawn = sample(seen)
    together = np.zeros((18, 18))
    for draw, weights in enumerate(drawn.pairs.weighed(drawn.draws("tie", 15, 3))):
        member = communities.partition(drawn.pairs.links(weights), 3 + draw)
        together += (member[:, None] == member[None, :]) & (member >= 0)[:, None]
    place = {id_: index for index, id_ in enumerate(drawn.ids)}
    for ids in found.members:
        for id_ in ids:
            shares = [together[place[id_], place[other]] / 15 for other in ids if other != id_]
            assert found.holding[id_] == pytest.approx(np.mean(shares))


def test_communities_of_many_actors_take_no_memory_for_all_pairs() -> None:
    """One matrix of 6,000 × 6,000 takes 288 MB."""
    ring = of(nx.cycle_graph(6000))
    tracemalloc.start()
    found = communities.communities(ring, resamples=2)
    alike = communities.equivalent(ring.graph, ["0", "1"])
    communities.agreement(np.arange(6000), np.arange(6000))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found.holding) == 6000
    assert alike["0"][0] in ("2", "5998")
    assert most < 60_000_000


def test_agreement_of_partitions_is_hubert_and_arabie_s() -> None:
    """Their index is 0 on average by chance, and 1 only for the same partition."""
    assert communities.agreement(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])) < 0
    assert communities.agreement(np.array([0, 1, 2]), np.array([2, 0, 1])) == 1


# ------------------------------------------------------------------------------------ whole networks


@settings(max_examples=examples(60))
@given(graph=networks())
def test_figures_of_the_whole_agree_with_networkx(graph: nx.Graph[str]) -> None:
    found = {f.name: f for f in network_level.figures(graph)}
    for figure in found.values():
        assert (figure.value is None) == bool(figure.blank)
    if len(graph) and graph.number_of_edges():
        assert found["density"].value == pytest.approx(nx.density(graph))
        undirected = nx.Graph(graph)
        assert found["components"].value == nx.number_connected_components(undirected)
        steps = [d for _, row in nx.all_pairs_shortest_path_length(graph) for d in row.values() if d]
        assert found["mean distance"].value == pytest.approx(np.mean(steps))
        assert found["diameter"].value == max(steps)
        if found["transitivity"].value is not None:
            assert found["transitivity"].value == pytest.approx(nx.transitivity(undirected))
        if found["degree assortativity"].value is not None and not graph.is_directed():
            expected = nx.degree_assortativity_coefficient(graph)
            assert found["degree assortativity"].value == pytest.approx(expected, abs=1e-6)


def test_a_star_is_wholly_centred_and_a_ring_not_at_all() -> None:
    star = {f.name: f.value for f in network_level.figures(nx.star_graph(list("abcdef")))}
    ring = {f.name: f.value for f in network_level.figures(nx.cycle_graph(list("abcdef")))}
    for name in ("degree centralisation", "betweenness centralisation", "closeness centralisation"):
        assert star[name] == pytest.approx(1)
        assert ring[name] == pytest.approx(0)


def test_the_florentine_marriages_are_as_centred_as_published() -> None:
    """S. Wasserman and K. Faust, Social Network Analysis (1994), 5.2: betweenness 0.437, closeness 0.322."""
    found = {f.name: f.value for f in network_level.figures(nx.florentine_families_graph())}
    assert found["betweenness centralisation"] == pytest.approx(0.437, abs=0.001)
    assert found["closeness centralisation"] == pytest.approx(0.322, abs=0.001)


def test_groups_that_keep_to_themselves_have_the_index_minus_one() -> None:
    groups = dict.fromkeys("ab", "x") | dict.fromkeys("cd", "y")
    apart = nx.Graph([("a", "b"), ("c", "d")])
    across = nx.Graph([("a", "c"), ("b", "d")])
    for graph, expected in ((apart, -1), (across, 1)):
        found = {f.name: f.value for f in network_level.figures(graph, groups)}
        assert found["E–I index"] == expected
    assert {f.name: f.value for f in network_level.figures(apart, groups)}["mixing by group"] == 1


@settings(max_examples=examples(60))
@given(graph=networks(), sides=st.lists(st.sampled_from("xyz"), min_size=12, max_size=12))
def test_mixing_by_group_is_networkx_s(graph: nx.Graph[str], sides: list[str]) -> None:
    groups = dict(zip(graph, sides, strict=False))
    ids = [id_ for id_ in graph if id_ in groups]
    known = nx.subgraph(graph, ids)
    nx.set_node_attributes(graph, groups, "side")
    assume(len({groups[end] for edge in known.edges for end in edge}) > 1)
    net, order = edge_arrays(graph)
    found = network_level.mixing(net, network_level.numbered(order, groups))
    assert found == pytest.approx(nx.attribute_assortativity_coefficient(known, "side"))


def test_figures_of_nothing_are_blank_with_the_reason() -> None:
    found = {f.name: f for f in network_level.figures(nx.Graph())}
    assert found["density"].value is None
    assert found["density"].blank == "Nobody is left in this network."
    halves = {f.name: f for f in network_level.figures(nx.Graph([("a", "b"), ("c", "d")]))}
    assert "several parts" in halves["closeness centralisation"].blank


def test_rewired_shuffledkeep_all_degrees() -> None:
    net, _ = edge_arrays(nx.relabel_nodes(nx.karate_club_graph(), str))
    other = network_level.rewired(net, np.random.default_rng(1))
    assert (other.degrees == net.degrees).all()
    assert len(set(zip(other.tails, other.heads, strict=True))) == len(net.tails)
    assert set(zip(other.tails, other.heads, strict=True)) != set(zip(net.tails, net.heads, strict=True))


def test_a_ring_with_shortcuts_is_a_small_world() -> None:
    """Watts and Strogatz (1998): clustered as a lattice, near as a random network."""
    ring = nx.relabel_nodes(nx.connected_watts_strogatz_graph(60, 6, 0.1, seed=1), str)
    found = network_level.small_world(ring, draws=20)
    observed, drawn = found["transitivity"]
    assert observed > 3 * drawn.mean()
    near, drawn_near = found["mean distance"]
    assert near < 1.6 * drawn_near.mean()
    assert network_level.small_world(nx.Graph()) == {}


# ------------------------------------------------------------------------------------ chance


def test_shuffled_ties_keep_the_numbers_of_actors_and_of_ties() -> None:
    seen = southern_women()
    taken = null_models.taking(seen)
    ties = list(seen.ties.values())
    shuffled = list(null_models.shuffled(taken, 5))
    assert len(shuffled) == 5
    for who in shuffled:
        assert len(set(zip(who.tolist(), taken.tie.tolist(), strict=True))) == sum(map(len, ties))
        assert np.bincount(taken.tie).tolist() == [len(actors) for actors in ties]
        for number, id_ in enumerate(taken.ids):
            assert (who == number).sum() == sum(id_ in actors for actors in ties)


def test_shuffles_reach_every_network_of_the_same_degrees_alike() -> None:
    """Two ties of two actors each, of four who have one tie each: three ways, each a third of the time."""
    taken = null_models.taking(of(nx.Graph([("a", "b"), ("c", "d")])))
    with_a = []
    for who in null_models.shuffled(taken, 900):
        [tie] = taken.tie[who == 0]
        with_a += set(who[taken.tie == tie].tolist()) - {0}
    assert [with_a.count(other) / 900 for other in (1, 2, 3)] == pytest.approx([1 / 3] * 3, abs=0.06)


def test_shuffles_of_unequal_actors_reach_every_network_alike() -> None:
    """Three actors in 2, 1 and 1 of the ties x (two actors), y and z (one each): five networks."""
    ties = [(tie("x", "X"), "kz-cn-article", ["a", "b"])]
    ties += [(tie("y", "Y"), "kz-cn-article", ["a"]), (tie("z", "Z"), "kz-cn-article", ["c"])]
    taken = null_models.taking(view(network([actor(x, x) for x in "abc"], ties)))
    met = Counter(tuple(who.tolist()) for who in null_models.shuffled(taken, 2000))
    assert sorted(met) == [(0, 1, 0, 2), (0, 1, 2, 0), (0, 2, 0, 1), (0, 2, 1, 0), (1, 2, 0, 0)]
    assert [many / 2000 for many in met.values()] == pytest.approx([1 / 5] * 5, abs=0.05)


@pytest.mark.parametrize("seen", [southern_women(), view(silk_road()), of(nx.karate_club_graph())])
def test_pairs_are_those_of_whole_matrices_of_all_draws(seen: View) -> None:
    """The same shuffles counted the plain way: each two actors, their ties in each draw, all kept."""
    taken = null_models.taking(seen)
    drawn = []
    for who in null_models.shuffled(taken, 50):
        having = [set(taken.tie[who == number].tolist()) for number in range(len(taken.ids))]
        drawn.append([[len(one & other) for other in having] for one in having])
    counts = np.array(drawn, dtype=np.float64)
    expected = {}
    for a, b in combinations(range(len(taken.ids)), 2):
        ids = taken.ids[a], taken.ids[b]
        observed = sum(set(ids) <= set(actors) for actors in seen.ties.values())
        if observed or counts[:, a, b].mean() >= 0.5:
            expected[ids] = null_models.against_null(observed, counts[:, a, b])
    assert len(expected) > 1
    assert null_models.pairs(seen, draws=50) == expected


def test_pairs_of_many_actors_take_memory_for_those_who_meet() -> None:
    """A matrix of all pairs of 20,000 actors takes 1,600 MB for each draw."""
    names = [f"a{number}" for number in range(20_000)]
    ties = [(tie(f"t{n}", "T"), "kz-cn-article", [a, b]) for n, (a, b) in enumerate(pairwise(names[:200]))]
    seen = view(network([actor(name, name) for name in names], ties))
    lonely = replace(seen, graph=nx.compose(nx.empty_graph(names), seen.graph))
    tracemalloc.start()
    found = null_models.pairs(lonely, draws=20)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found) == 199
    assert most < 50_000_000


def test_a_pair_that_meets_more_than_chance_stands_out() -> None:
    ties = [(tie(f"k{n}", "T"), "kz-cn-article", ["a", "b"]) for n in range(6)]
    ties += [(tie(f"l{n}", "T"), "kz-cn-article", ["c", "d"]) for n in range(6)]
    found = null_models.pairs(view(network([actor(x, x) for x in "abcd"], ties)), draws=200)
    assert found["a", "b"].beyond
    assert found["a", "b"].ratio > 1.5
    assert found["a", "c"].observed == 0


def test_what_chance_gives_is_not_beyond_it() -> None:
    found = null_models.whole(southern_women(), draws=60)
    assert 0 < found["density"].p <= 1
    assert found["degree centralisation"].low <= found["degree centralisation"].expected
    assert null_models.whole(EMPTY) == {}


# ------------------------------------------------------------------------------------ layers


def test_a_layer_is_wholly_like_itself_and_not_like_a_shuffled_one() -> None:
    seen = of(nx.karate_club_graph())
    alike = multiplex.overlap(seen, seen, permutations=200)
    assert alike.correlation == pytest.approx(1)
    assert alike.jaccard == 1
    assert alike.p == pytest.approx(1 / 201)
    other = of(
        nx.relabel_nodes(
            nx.karate_club_graph(),
            dict(zip(range(34), np.random.default_rng(1).permutation(34).tolist(), strict=True)),
        )
    )
    apart = multiplex.overlap(seen, other, permutations=200)
    assert apart.correlation is not None
    assert abs(apart.correlation) < 0.3


def as_links(weights: NDArray[np.float64]) -> EdgeArrays:
    """A symmetric matrix as links."""
    found, _ = edge_arrays(nx.from_numpy_array(weights))
    return found


def test_the_permutation_test_is_right_about_as_often_as_it_says() -> None:
    """Of layers that have nothing to do with each other, one in ten has p below 0.1."""
    rng = np.random.default_rng(1)
    below = 0
    for number in range(200):
        a, b = (np.triu(rng.random((12, 12)), 1) for _ in "ab")
        below += multiplex.qap(as_links(a + a.T), as_links(b + b.T), permutations=99, seed=number)[1] <= 0.1
    assert 0.04 <= below / 200 <= 0.17


def test_layers_go_together_as_their_whole_matrices_do() -> None:
    """Two sparse layers of fifteen actors, correlated and relabelled cell by cell."""
    rng = np.random.default_rng(2)
    upper = np.triu_indices(15, 1)
    for seed in range(20):
        a, b = (np.triu(rng.random((15, 15)) * (rng.random((15, 15)) < 0.3), 1) for _ in "ab")
        a, b = a + a.T, b + b.T
        observed = np.corrcoef(a[upper], b[upper])[0, 1]
        chance_ = np.random.default_rng(seed)
        orders = [chance_.permutation(15) for _ in range(50)]
        drawn = [np.corrcoef(a[upper], b[np.ix_(order, order)][upper])[0, 1] for order in orders]
        r, p = multiplex.qap(as_links(a), as_links(b), permutations=50, seed=seed)
        assert r == pytest.approx(observed)
        assert p == pytest.approx((1 + sum(value >= observed - 1e-12 for value in drawn)) / 51)


def test_layers_of_many_actors_take_no_memory_for_all_pairs() -> None:
    """One matrix of 6,000 × 6,000 takes 288 MB."""
    ring = of(nx.cycle_graph(6000))
    tracemalloc.start()
    found = multiplex.overlap(ring, ring, permutations=3)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.correlation == pytest.approx(1)
    assert most < 60_000_000


def test_culture_strictly_is_a_part_of_culture_broadly() -> None:
    read = silk_road()
    about = {"kz-cn-1992": ["music"], "kz-uz-1994": ["education"], "kz-kg-1997": ["politics"]}
    ties = {id_: {**t, "fields": about.get(id_, [])} for id_, t in read.ties.items()}
    seen = view(replace(read, ties=ties))
    assert set(multiplex.cultural(seen, strictly=True).ties) == {"kz-cn-1992"}
    assert set(multiplex.cultural(seen).ties) == {"kz-cn-1992", "kz-uz-1994"}
    assert set(multiplex.diplomatic(seen).ties) == {"kz-kg-1997"}


def test_a_layer_without_links_has_no_correlation() -> None:
    found = multiplex.overlap(view(silk_road()), EMPTY)
    assert found.correlation is None
    assert found.blank.endswith("can go together with it.")


# ------------------------------------------------------------------------------------ trends


def test_ties_are_counted_by_year_and_the_undated_beside() -> None:
    found = trends.trends(view(silk_road()))
    assert found.counts["1992", "ties"] == 1
    assert found.totals["1993"] == 0
    assert found.share("1993", "ties") is None
    assert found.undated == 2


def test_the_first_of_each_period_are_named_and_the_others_together() -> None:
    found = trends.trends(
        view(silk_road()), "partner", of=trends.periods("1991-1999,2000-2009"), top=1, partner_of="KZ"
    )
    assert found.counts == {
        ("1991–1999", "China"): 1, ("1991–1999", "all others"): 2, ("2000–2009", "China"): 1,
        ("2000–2009", "all others"): 0,
    }  # fmt: skip
    assert found.share("2000–2009", "China") == 1
    assert [row["ties"] for row in found.rows()] == [1, 2, 1, 0]


def test_a_tie_that_only_may_fall_into_a_period_is_counted_beside() -> None:
    read = silk_road()
    vague = replace(read, ties={**read.ties, "uz-kg": {**read.ties["uz-kg"], "date": "199X"}})
    found = trends.trends(view(vague), of=trends.periods("1990-1995"))
    assert found.possible["1990–1995"] == 1
    assert found.totals["1990–1995"] == 2


@pytest.mark.parametrize("text", ["1999-1991", "nineties", "1991-", "-1991", "1991–x"])
def test_a_period_that_is_none_is_told(text: str) -> None:
    if text == "1991-":
        assert trends.periods(text)[0].last == 1991
    else:
        with pytest.raises(ElshiError, match=r"is not a period such as 1991-1999"):
            trends.periods(text)


def test_windows_tell_new_lost_and_kept_links() -> None:
    found = trends.over_time(view(silk_road()), "degree", width=3)
    assert found[0].period.name == "1992–1994"
    assert found[0].values == {"CN": 1, "KZ": 2, "UZ": 1}
    assert (found[1].new, found[1].lost, found[1].kept) == (0, 1, 1)
    assert trends.over_time(EMPTY, "degree") == []


def test_an_actor_rises_when_its_ties_multiply() -> None:
    ties = [
        (tie(f"{year}-{n}", "T", f"{year}-05-01"), "kz-cn-article", ["a", "b"])
        for year in range(1990, 2010)
        for n in range(1 if year < 2000 else 6)
    ]
    found = trends.rises(view(network([actor(x, x) for x in "ab"], ties)))
    assert found["a"].year == 2000
    assert (found["a"].before, found["a"].since) == (1, 6)
    steady = [t for t in ties if t[0]["id"].endswith("-0")]
    assert trends.rises(view(network([actor(x, x) for x in "ab"], steady))) == {}


@given(st.text(max_size=12))
def test_any_text_is_periods_or_a_sentence(text: str) -> None:
    try:
        assert all(p.first <= p.last for p in trends.periods(text))
    except ElshiError as error:
        assert str(error).endswith(".")
