"""The exchange of diplomats among 24 countries (Wasserman and Faust 1994, table B.16): published values.

From a file of another program, through a load, to the view, its measures and its report.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from elshi.graph.measures import network_level
from elshi.graph.measures.centrality import measure
from elshi.graph.reports.options import ReportOptions
from elshi.graph.reports.study import study
from elshi.graph.store.store import Store
from elshi.graph.views.network import View, network
from elshi.graph.views.view import view
from elshi.loaders.load.load import load
from tests.fixtures.diplomats import COUNTRIES, RELATION, as_dl, as_matrix, as_pajek, diplomats

FILES: dict[str, tuple[Callable[[Path], Path], str | None]] = {
    "pajek": (as_pajek, "5"), "dl": (as_dl, "diplomats"), "matrix": (as_matrix, None),
}  # fmt: skip

MEASURES = [
    ("in-degree", 8, 23, 15.375),
    ("out-degree", 4, 23, 15.375),
    ("out-closeness", 0.548, 1.0, 0.777),
    ("local-density", 0.628, 0.968, 0.788),
    ("cliques", 3, 54, 22.458),
]
"""Measure, and the least, the greatest and the mean value that are published."""

FIGURES = {
    "links": 369, "density": 0.668, "dyad reciprocity": 0.854, "mean distance": 1.332,
    "degree centralisation": 0.362, "betweenness centralisation": 0.046,
}  # fmt: skip


@pytest.fixture(params=FILES)
def loaded(request: pytest.FixtureRequest, store: Store, tmp_path: Path) -> View:
    """The countries as a view, after a load of the exchange of diplomats from a file."""
    write, relation = FILES[request.param]
    file = write(tmp_path / ("Trade.csv" if request.param == "matrix" else f"Trade.{request.param}"))
    load(
        store, [file], kind=request.param, relation=relation, becomes="diplomatic_ties", mapping=COUNTRIES,
        constants={"kind": "embassy", "date": "1984"}, source="Wasserman and Faust 1994, table B.16",
    )  # fmt: skip
    return view(network(store), level="countries", directed=True)


def test_a_file_of_another_program_becomes_the_network_that_it_holds(loaded: View) -> None:
    assert set(loaded.graph.edges) == {(COUNTRIES[a], COUNTRIES[b]) for a, b in diplomats().edges}
    assert {weight for *_, weight in loaded.graph.edges(data="weight")} == {1.0}
    assert {tie["date"] for tie in loaded.network.ties.values()} == {"1984"}


def test_a_loaded_network_has_the_published_values(loaded: View) -> None:
    values = measure(loaded.graph, [name for name, *_ in MEASURES])
    for name, *published in MEASURES:
        found = np.array(list(values[name].values()))
        assert (found.min(), found.max(), found.mean()) == pytest.approx(published, abs=5e-4), name
    figures = {figure.name: figure.value for figure in network_level.figures(loaded.graph)}
    assert {name: figures[name] for name in FIGURES} == pytest.approx(FIGURES, abs=5e-4)


def test_the_report_of_a_directed_view_has_the_published_values(loaded: View) -> None:
    asked = [name for name, *_ in MEASURES] + ["betweenness"]
    results = study(loaded, ReportOptions(measures=tuple(asked), resamples=2))
    whole = {figure.name: figure.value for figure in results.whole}
    assert {name: whole[name] for name in FIGURES} == pytest.approx(FIGURES, abs=5e-4)
    ranked = {of.name: [row.value for row in of.rows] for of in results.networks[0].measures}
    for name, *published in MEASURES:
        found = ranked[name]
        assert (min(found), max(found), np.mean(found)) == pytest.approx(published, abs=5e-4), name
    between = np.array(ranked["betweenness"]) * 23 * 22
    assert (between.min(), between.max(), between.mean()) == pytest.approx((0.127, 29.987, 7.625), abs=5e-4)


def test_a_directed_report_tells_hubs_and_authorities_unless_others_are_asked_for(loaded: View) -> None:
    results = study(loaded, ReportOptions(resamples=2))
    names = [of.name for of in results.networks[0].measures]
    assert names[-4:] == ["in-degree", "out-degree", "hubs", "authorities"]
    found = {of.name: {row.id: row.value for row in of.rows} for of in results.networks[0].measures}
    hubs, authorities = nx.hits(loaded.graph, max_iter=1000, tol=1e-12)
    for name, expected in (("hubs", hubs), ("authorities", authorities)):
        scale = max(found[name].values()) / max(expected.values())
        assert found[name] == pytest.approx({id_: v * scale for id_, v in expected.items()}, abs=1e-6)


def test_each_fact_cites_the_row_of_the_file_that_states_it(store: Store, tmp_path: Path) -> None:
    load(
        store, [as_pajek(tmp_path / "Trade.paj")], kind="pajek", relation=RELATION, becomes="diplomatic_ties",
        constants={"kind": "embassy", "date": "1984"}, source="Trade", mapping=COUNTRIES,
    )  # fmt: skip
    [row] = store.read(
        "MATCH (:Country {id: 'DZ'})-[:SENT]->(t)<-[:RECEIVED]-(:Country {id: 'AR'}) "
        "MATCH (t)-[c:CITES]->(s) RETURN t.name AS name, s.name AS source, c.section AS section"
    )
    assert tuple(row.values()) == ("Algeria to Argentina", "Trade", f"{RELATION}, row 128")


@pytest.mark.parametrize(("name", "least", "most", "mean"), MEASURES)
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
    assert {name: figures[name] for name in FIGURES} == pytest.approx(FIGURES, abs=5e-4)


def test_the_weighted_cores_of_equal_weights_are_the_cores() -> None:
    values = measure(diplomats().to_undirected(), ["core", "weighted-core"])
    assert dict(values["core"]) == dict(values["weighted-core"])
