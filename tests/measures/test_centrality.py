"""Measures: the values of networkx, the figures of published tables, and blanks with their reason."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Mapping

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from elshi.graph.errors import ElshiError
from elshi.graph.measures import brokerage, dense
from elshi.graph.measures.arrays import GRAIN, edge_arrays, product_where
from elshi.graph.measures.centrality import MEASURES, computed, measure, ranks
from elshi.graph.measures.network_level import diameter, mean_distance, transitivity
from elshi.graph.views.view import view
from tests.fixtures.examples import examples
from tests.fixtures.networks import silk_road

EXACT, ITERATED = 1e-9, 1e-6


@st.composite
def networks(draw: st.DrawFn) -> nx.Graph[str]:
    """Any network of up to a dozen: directed or not, weighted, in pieces, empty, of one."""
    n = draw(st.integers(0, 12))
    graph: nx.Graph[str] = nx.DiGraph() if draw(st.booleans()) else nx.Graph()
    graph.add_nodes_from(f"n{number}" for number in range(n))
    pair = st.tuples(st.integers(0, max(0, n - 1)), st.integers(0, max(0, n - 1)))
    for a, b in draw(st.lists(pair, max_size=3 * n)) if n > 1 else []:
        if a != b:
            weight = draw(st.sampled_from([1.0, 0.5, 2.0, 1 / 3, 1.25, 4.0]))
            graph.add_edge(f"n{a}", f"n{b}", weight=weight, distance=round(GRAIN / weight) / GRAIN)
    return graph


def _hits(graph: nx.Graph[str], which: int) -> dict[str, float]:
    matrix = nx.to_numpy_array(graph)
    product = matrix @ matrix.T if which == 0 else matrix.T @ matrix
    vector = np.abs(np.linalg.eigh(product)[1][:, -1])
    return dict(zip(graph, vector / vector.sum(), strict=True))


def _component(graph: nx.Graph[str]) -> nx.Graph[str]:
    parts = nx.strongly_connected_components if graph.is_directed() else nx.connected_components
    return graph.subgraph(max(parts(graph), key=len))


def _eigenvector(graph: nx.Graph[str]) -> dict[str, float]:
    part = _component(graph)
    if len(part) == 2:  # networkx asks for more nodes than eigenvectors
        return nx.eigenvector_centrality(part, weight="weight", max_iter=9999, tol=1e-12)
    return nx.eigenvector_centrality_numpy(part, weight="weight", tol=1e-12, max_iter=5000)


def _katz(graph: nx.Graph[str]) -> dict[str, float]:
    radius = np.abs(np.linalg.eigvals(nx.to_numpy_array(graph))).max()
    alpha = 0.85 / radius
    return nx.katz_centrality_numpy(graph, alpha=alpha, weight="weight")


REFERENCE: Mapping[str, tuple[float, Callable[[nx.Graph[str]], Mapping[str, float]]]] = {
    "degree": (EXACT, lambda g: dict(g.degree())),
    "in-degree": (EXACT, lambda g: dict(g.in_degree())),  # type: ignore[attr-defined]
    "out-degree": (EXACT, lambda g: dict(g.out_degree())),  # type: ignore[attr-defined]
    "out-closeness": (EXACT, lambda g: nx.closeness_centrality(g.reverse())),  # type: ignore[attr-defined]
    "weighted-core": (ITERATED, lambda g: _weighted_cores(g)),
    "cliques": (EXACT, lambda g: _cliques(g)),
    "local-density": (EXACT, lambda g: _local_density(g)),
    "strength": (EXACT, lambda g: dict(g.degree(weight="weight"))),
    "betweenness": (EXACT, nx.betweenness_centrality),
    "weighted-betweenness": (EXACT, lambda g: nx.betweenness_centrality(g, weight="distance")),
    "closeness": (EXACT, nx.closeness_centrality),
    "weighted-closeness": (EXACT, lambda g: nx.closeness_centrality(g, distance="distance")),
    "harmonic": (EXACT, nx.harmonic_centrality),
    "eigenvector": (ITERATED, _eigenvector),
    "katz": (ITERATED, _katz),
    "pagerank": (ITERATED, lambda g: nx.pagerank(g, tol=1e-12, max_iter=2000)),
    "hubs": (ITERATED, lambda g: _hits(g, 0)),
    "authorities": (ITERATED, lambda g: _hits(g, 1)),
    "core": (EXACT, lambda g: nx.core_number(nx.Graph(g))),
    "clustering": (EXACT, nx.clustering),
    "constraint": (EXACT, lambda g: nx.constraint(g, weight="weight")),
    "effective-size": (EXACT, lambda g: _effective_size(g)),
}


def _weighted_cores(graph: nx.Graph[str]) -> Mapping[str, float]:
    """By the definition of Batagelj and Zaveršnik, one actor at a time."""
    weights = nx.to_numpy_array(graph)
    both = weights + weights.T if graph.is_directed() else weights
    ids, left, found, least = list(graph), set(range(len(graph))), {}, 0.0
    while left:
        sums = {i: sum(both[i, j] for j in left) for i in left}
        lowest = min(left, key=lambda i: sums[i])
        least = max(least, sums[lowest])
        found[ids[lowest]] = least
        left.remove(lowest)
    return found


def _cliques(graph: nx.Graph[str]) -> Mapping[str, float]:
    several = [clique for clique in nx.find_cliques(nx.Graph(graph)) if len(clique) > 2]
    return {id_: sum(id_ in clique for clique in several) for id_ in graph}


def _local_density(graph: nx.Graph[str]) -> Mapping[str, float]:
    return {
        id_: nx.density(graph.subgraph(near))
        for id_ in graph
        if len(near := set(nx.all_neighbors(graph, id_)) - {id_}) > 1
    }


def _effective_size(graph: nx.Graph[str]) -> Mapping[str, float]:
    # Given ``nodes``, networkx goes by Burt's formula; without, 3.6 divides by the wrong one's strongest tie.
    if not len(graph):
        return {}
    matrix = nx.to_numpy_array(graph)
    mutual = nx.relabel_nodes(nx.from_numpy_array(matrix + matrix.T), dict(enumerate(graph)))
    return nx.effective_size(mutual, nodes=list(mutual), weight="weight")


def test_every_measure_is_checked_against_networkx() -> None:
    assert set(REFERENCE) == set(MEASURES)


@pytest.mark.parametrize("name", MEASURES)
@settings(max_examples=examples(100))
@given(graph=networks())
def test_values_agree_with_networkx_on_any_network(name: str, graph: nx.Graph[str]) -> None:
    found = measure(graph, [name])[name]
    assert set(found) | set(found.blanks) == set(graph)
    assert not set(found) & set(found.blanks)
    assert all(reason.endswith(".") for reason in found.blanks.values())
    assume(found)
    within, reference = REFERENCE[name]
    expected = reference(graph)
    for id_, value in found.items():
        assert value == pytest.approx(expected[id_], abs=within, rel=within), (id_, graph.edges(data=True))
    for id_ in found.blanks:
        assert not expected.get(id_, 0.0) or np.isnan(expected[id_]) or name in ("eigenvector",)


def test_zachary_s_club_has_its_published_leaders() -> None:
    """Freeman betweenness of the instructor (1) and the administrator (34) as the literature has them.

    M. Girvan and M. E. J. Newman, PNAS 99 (2002) and the UCINET tables: 0.4376 and 0.3041; degrees 16 and 17.
    """
    club = nx.relabel_nodes(nx.karate_club_graph(), str)
    nx.set_edge_attributes(club, 1.0, "weight")
    found = measure(club, ["degree", "betweenness", "closeness", "core"])
    assert (found["degree"]["0"], found["degree"]["33"]) == (16, 17)
    assert round(found["betweenness"]["0"], 4) == 0.4376
    assert round(found["betweenness"]["33"], 4) == 0.3041
    assert round(found["closeness"]["0"], 4) == 0.569
    assert max(found["core"].values()) == 4


def test_the_medici_stand_between_the_families_of_florence() -> None:
    """Padgett and Ansell, AJS 98 (1993); figures as in M. O. Jackson, Social and Economic Networks, ch. 1."""
    found = measure(nx.florentine_families_graph(), ["degree", "betweenness"])
    printed = {"Medici": 0.522, "Guadagni": 0.255, "Strozzi": 0.103}
    assert {family: round(found["betweenness"][family], 3) for family in printed} == printed
    assert found["degree"]["Medici"] == 6
    assert found["degree"]["Strozzi"] == 4


def test_burt_s_example_of_a_broker_and_a_closed_circle() -> None:
    """Four others with no tie among them leave an ego free; all tied, they hold it.

    R. S. Burt, Structural Holes (1992), ch. 2: with N others and no ties among them constraint is 1/N and
    effective size N; where all are tied to all, effective size is 1 (Borgatti, Connections 20, 1997).
    """
    star = measure(nx.star_graph(["ego", *"abcd"]), ["constraint", "effective-size"])
    assert star["constraint"]["ego"] == pytest.approx(1 / 4)
    assert star["effective-size"]["ego"] == pytest.approx(4)
    circle = measure(nx.complete_graph(["ego", *"abcd"]), ["constraint", "effective-size"])
    assert circle["effective-size"]["ego"] == pytest.approx(1)
    assert circle["constraint"]["ego"] == pytest.approx(4 * (1 / 4 + 3 / 16) ** 2)


def test_borgatti_s_structural_hole_example() -> None:
    """S. P. Borgatti, Connections 20(1) (1997), 35-38: six others with four ties among them leave 4.67."""
    ties = ["GA", "GB", "GC", "GD", "GE", "GF", "AB", "AE", "BD", "EC"]
    found = measure(nx.Graph([(a, b) for a, b in ties]), ["effective-size"])["effective-size"]
    assert round(found["G"], 2) == 4.67


def test_brokers_take_their_roles_from_the_groups_of_those_they_join() -> None:
    """Gould and Fernandez (1989): a → b → c by the groups of a, b and c."""
    groups = {"a": "x", "b": "x", "c": "x", "d": "y", "e": "y", "f": "z"}

    def roles(first: str, last: str) -> str:
        [role] = [
            k for k, n in brokerage.roles(nx.DiGraph([(first, "b"), ("b", last)]), groups)["b"].items() if n
        ]
        return role

    assert roles("a", "c") == "coordinator"
    assert roles("d", "c") == "gatekeeper"
    assert roles("a", "d") == "representative"
    assert roles("d", "e") == "consultant"
    assert roles("d", "f") == "liaison"


def test_two_who_are_tied_themselves_need_no_broker() -> None:
    triangle = nx.complete_graph(["a", "b", "c"])
    found = brokerage.roles(triangle, {"a": "x", "b": "x", "c": "x"})
    assert not any(n for role in found.values() for n in role.values())


def test_a_small_share_of_a_large_congress_is_newman_s() -> None:
    """Newman, Phys. Rev. E 64, 016132 (2001), fig. 1: co-authors of papers with 3, 2 and 4 authors.

    The weight of a pair is Σ 1/(n−1) over what they share, and an actor's strength is the number of its
    ties with others.
    """
    from tests.fixtures.networks import actor, network, tie

    papers = [("p1", "ABC"), ("p2", "AB"), ("p3", "ABCD")]
    read = network(
        [actor(a, a) for a in "ABCD"], [(tie(p, p), "kz-cn-article", list(by)) for p, by in papers]
    )
    seen = view(read)
    assert seen.graph.edges["A", "B"]["weight"] == pytest.approx(1 / 2 + 1 + 1 / 3)
    assert seen.graph.edges["C", "D"]["weight"] == pytest.approx(1 / 3)
    strength = measure(seen.graph, ["strength"])["strength"]
    assert strength == pytest.approx({"A": 3, "B": 3, "C": 2, "D": 1})


def test_eigenvectors_of_two_equal_halves_are_blank_with_the_reason() -> None:
    halves = nx.Graph([("a", "b"), ("c", "d")])
    found = measure(halves, ["eigenvector"])["eigenvector"]
    assert not found
    assert "values of different parts cannot be compared" in found.blanks["a"]


def test_paths_are_followed_alike_from_a_few_at_a_time_and_from_all_at_once() -> None:
    network: nx.Graph[str] = nx.relabel_nodes(nx.gnm_random_graph(300, 420, seed=3, directed=True), str)
    at_once = edge_arrays(network)[0].shells
    assert np.array_equal(edge_arrays(network)[0].shells_within(1), at_once)
    far = dict(nx.all_pairs_shortest_path_length(network))
    for step, row in enumerate(at_once):
        expected = [sum(far[u].get(v) == step for u in network) for v in network]
        assert row.tolist() == expected


def test_who_is_outside_the_largest_part_has_no_eigenvector_value() -> None:
    found = measure(nx.Graph([("a", "b"), ("b", "c"), ("d", "e")]), ["eigenvector"])["eigenvector"]
    assert set(found) == {"a", "b", "c"}
    assert set(found.blanks) == {"d", "e"}


def test_hubs_are_blank_where_links_have_no_direction() -> None:
    assert measure(nx.path_graph(["a", "b"]), ["hubs"])["hubs"].blanks["a"] == "Links have no direction here."


def test_no_measure_of_nobody() -> None:
    assert all(values == {} and values.blanks == {} for values in measure(nx.Graph(), ["all"]).values())


def test_a_measure_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(ElshiError, match=r"There is no measure 'fame'.*degree.*were expected"):
        measure(nx.Graph(), ["fame"])


def test_a_low_constraint_comes_first() -> None:
    assert ranks({"broker": 0.2, "held": 0.9}, lowest=True) == {"broker": 1.0, "held": 2.0}


def test_values_that_differ_by_rounding_only_share_a_rank() -> None:
    assert ranks({"a": 0.1 + 0.2, "b": 0.3}) == {"a": 1.5, "b": 1.5}


def test_measures_do_not_depend_on_the_order_of_ties() -> None:
    seen = view(silk_road()).graph
    turned: nx.Graph[str] = nx.Graph()
    turned.add_nodes_from(reversed(list(seen.nodes(data=True))))
    turned.add_edges_from(reversed(list(seen.edges(data=True))))
    for name, values in measure(seen, ["all"]).items():
        assert measure(turned, [name])[name] == pytest.approx(dict(values), abs=1e-12)


@settings(max_examples=examples(60))
@given(networks())
def test_whole_matrices_and_single_links_give_the_same_figures(graph: nx.Graph[str]) -> None:
    """Dense networks are measured by matrices, sparse ones link by link; here each network by both."""
    by_matrices, by_links = (edge_arrays(graph)[0] for _ in range(2))
    assume(by_links.n > 2 and len(by_links.tails))
    by_matrices.__dict__["is_dense"], by_links.__dict__["is_dense"] = True, False
    for name in ("betweenness", "closeness", "harmonic", "constraint"):
        found = computed(by_matrices, name)
        np.testing.assert_allclose(found, computed(by_links, name), rtol=EXACT, atol=1e-12, err_msg=name)
    for figure in (transitivity, mean_distance, diameter):
        np.testing.assert_allclose(figure(by_matrices), figure(by_links), rtol=EXACT)


def test_lengths_are_the_same_however_few_are_held_at_once() -> None:
    net, _ = edge_arrays(nx.les_miserables_graph())
    reaching, total = net.reached_by_length()
    for spared in (1, 500):
        again = net.reached_by_length(spared)
        assert again[0].tolist() == reaching.tolist()
        assert again[1].tolist() == total.tolist()


def test_whole_matrices_are_left_where_nodes_or_steps_are_many() -> None:
    """A dense middle with a long tail, whose every step would take a matrix of its own."""
    comet = nx.complete_graph(30)
    nx.add_path(comet, range(29, 50))
    whole = nx.to_numpy_array(comet)
    assert dense.pays(50, comet.number_of_edges())
    assert not dense.pays(50, comet.number_of_edges(), most=49)
    assert dense.paths(whole, longest=20) == []
    assert len(dense.paths(whole, longest=21)) == 22
    net, ids = edge_arrays(nx.relabel_nodes(comet, str))
    assert net.paths == []
    expected = nx.betweenness_centrality(comet)
    found = MEASURES["betweenness"].compute(net)
    assert dict(zip(ids, found, strict=True)) == pytest.approx({str(n): v for n, v in expected.items()})


def test_products_are_the_same_however_few_entries_are_held_at_once() -> None:
    net, _ = edge_arrays(nx.les_miserables_graph())
    expected = (net.matrix.toarray() @ net.matrix.toarray()) * net.pattern.toarray()
    for spared in (1, 300, 2**22):
        found = product_where(net.matrix, net.matrix, net.pattern, spared)
        assert found.toarray() == pytest.approx(expected)


def test_a_hub_does_not_fill_memory_with_its_pairs() -> None:
    """The square of a wheel of 6,000 spokes has 36 million entries: 430 MB."""
    net, _ = edge_arrays(nx.relabel_nodes(nx.wheel_graph(6001), str))
    tracemalloc.start()
    for name in ("clustering", "constraint", "effective-size"):
        assert np.isfinite(MEASURES[name].compute(net)).all()
    assert transitivity(net) > 0
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 250_000_000


def test_roles_are_the_same_however_few_pairs_are_held_at_once() -> None:
    graph = nx.gnp_random_graph(30, 0.2, seed=3, directed=True)
    graph = nx.relabel_nodes(graph, {node: f"n{node}" for node in graph})
    groups = {node: "abc"[index % 3] for index, node in enumerate(graph)}
    assert brokerage.roles(graph, groups, most=7) == brokerage.roles(graph, groups)


def test_authorities_of_a_large_star_are_found_without_all_its_pairs() -> None:
    star: nx.DiGraph[str] = nx.DiGraph()
    star.add_edges_from((("hub", f"n{number}") for number in range(6_000)), weight=1.0)
    tracemalloc.start()
    values = measure(star, ["authorities"])["authorities"]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert values["n1"] == pytest.approx(1 / 6_000)
    assert values["hub"] == pytest.approx(0, abs=1e-9)
    assert peak < 100_000_000
