"""The exchange of diplomats among 24 countries (Wasserman and Faust 1994, table B.16): published values."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from elshi.graph.measures import network_level
from elshi.graph.measures.centrality import measure

COUNTRIES = (
    "ALG", "ARG", "BRA", "CHI", "CZE", "ECU", "EGY", "ETH", "FIN", "HON", "IND", "ISR", "JAP", "LIB", "MAD",
    "NZ", "PAK", "SPA", "SWI", "SYR", "TAI", "UK", "US", "YUG",
)  # fmt: skip

SENT = """
011110010010111011110111
101111111111100011111011
110111101111100011111111
111011111100111111111111
111101111010100111110111
001110100101100001100111
011111011010111111101111
000100100000110000000111
111110110011100001101111
011001000000100001000110
111010111000101111111111
011001101100110100101110
111111111111011111111111
000100110000100000000110
100100000000100000000010
000100000010100000001110
111100100010100001111111
111111111110110010111111
111111111011111111011111
111110000010100011000111
011100100010100111100111
101111111111111111111011
111111111111111111111101
111111111010100111111110
"""


def diplomats() -> nx.DiGraph[str]:
    """Who sent diplomats to whom."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(COUNTRIES)
    for sender, row in zip(COUNTRIES, SENT.split(), strict=True):
        graph.add_edges_from((sender, to) for to, cell in zip(COUNTRIES, row, strict=True) if cell == "1")
    return graph


@pytest.mark.parametrize(
    ("name", "least", "most", "mean"),
    [
        ("in-degree", 8, 23, 15.375),
        ("out-degree", 4, 23, 15.375),
        ("out-closeness", 0.548, 1.0, 0.777),
        ("local-density", 0.628, 0.968, 0.788),
        ("cliques", 3, 54, 22.458),
    ],
)
def test_measures_of_countries_are_the_published_ones(
    name: str, least: float, most: float, mean: float
) -> None:
    values = np.array(list(measure(diplomats(), [name])[name].values()))
    assert (values.min(), values.max(), values.mean()) == pytest.approx((least, most, mean), abs=5e-4)


def test_betweenness_of_countries_is_the_published_one() -> None:
    values = np.array(list(measure(diplomats(), ["betweenness"])["betweenness"].values())) * 23 * 22
    assert (values.min(), values.max(), values.mean()) == pytest.approx((0.127, 29.987, 7.625), abs=5e-4)


def test_figures_of_the_whole_network_are_the_published_ones() -> None:
    figures = {figure.name: figure.value for figure in network_level.figures(diplomats())}
    expected = {
        "links": 369, "density": 0.668, "dyad reciprocity": 0.854, "mean distance": 1.332,
        "degree centralisation": 0.362, "betweenness centralisation": 0.046,
    }  # fmt: skip
    assert {name: figures[name] for name in expected} == pytest.approx(expected, abs=5e-4)


def test_the_weighted_cores_of_equal_weights_are_the_cores() -> None:
    values = measure(diplomats().to_undirected(), ["core", "weighted-core"])
    assert dict(values["core"]) == dict(values["weighted-core"])
