"""Speed of views and measures: rows for the tables of ``make bench``, beside plain networkx in one run.

``rows()`` gives (what, seconds or times or a rate, aim). Not a test: nothing here can fail on time. Alone:
``python -m tests.bench.bench_measures``.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx as nx

from elshi.graph.measures.centrality import MEASURES, measure
from elshi.graph.measures.communities import communities
from elshi.graph.measures.resampling import rank_stabilities
from elshi.graph.store.store import connect
from elshi.graph.views.network import network
from elshi.graph.views.view import view
from elshi.loaders.load.load import build, load
from tests.bench.material import TIES, write_tables

RESAMPLED = ("degree", "strength", "betweenness", "closeness", "pagerank", "constraint")
ACTORS, LINKS = 5_000, 40_000

BOTH: dict[str, Callable[[nx.Graph[str]], object]] = {
    "degree": lambda g: dict(g.degree()),
    "strength": lambda g: dict(g.degree(weight="weight")),
    "betweenness": nx.betweenness_centrality,
    "closeness": nx.closeness_centrality,
    "harmonic": nx.harmonic_centrality,
    "eigenvector": lambda g: nx.eigenvector_centrality(g, weight="weight", max_iter=1000),
    "pagerank": nx.pagerank,
    "core": nx.core_number,
    "clustering": nx.clustering,
    "constraint": lambda g: nx.constraint(g, weight="weight"),
    "effective-size": lambda g: nx.effective_size(g, weight="weight"),
}
"""The measures that both have, as networkx computes them when simply asked."""

Row = tuple[str, str, str]


def seconds(run: Callable[[], object]) -> float:
    """How long something takes, once."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def corpus_rows() -> Iterator[Row]:
    """The packaged tables: resamples of countries, all measures of actors."""
    with tempfile.TemporaryDirectory() as name, connect(Path(name) / "graph") as store:
        build(store)
        read = network(store)
    countries, actors = view(read, level="countries"), view(read)

    def resampled() -> None:
        rank_stabilities(countries, RESAMPLED, resamples=1000)
        communities(countries, resamples=1000)

    size = f"{len(actors.graph):,} actors"
    yield "countries, 1,000 resamples of six measures and communities", f"{seconds(resampled):.1f} s", "20 s"
    yield (
        f"{size}, all {len(MEASURES)} measures once",
        f"{seconds(lambda: measure(actors.graph, ['all'])):.2f} s",
        "3 s",
    )
    each = seconds(lambda: rank_stabilities(actors, tuple(MEASURES), resamples=200))
    yield f"{size}, all measures with 200 resamples", f"{each:.1f} s", "60 s"


def generated() -> nx.Graph[str]:
    """A network of actors with weights, as large as a corpus of a continent."""
    graph: nx.Graph[str] = nx.relabel_nodes(nx.gnm_random_graph(ACTORS, LINKS, seed=1), str)
    nx.set_edge_attributes(graph, {edge: 1 / (1 + n % 7) for n, edge in enumerate(graph.edges)}, "weight")
    return graph


def networkx_rows() -> Iterator[Row]:
    """Each measure that both have by itself, and all together: ours in one call, theirs one after another."""
    graph = generated()
    theirs = 0.0
    for name, run in BOTH.items():
        mine, plain = seconds(lambda name=name: measure(graph, [name])), seconds(lambda run=run: run(graph))  # type: ignore[misc]
        theirs += plain
        yield (
            f"{name}, {ACTORS:,} actors and {LINKS:,} links",
            f"{mine:.3f} s, networkx {plain:.3f} s: {plain / mine:.1f} times",
            "",
        )
    ours = seconds(lambda: measure(graph, BOTH))
    yield "all of these together, times networkx", f"{theirs / ours:.0f}", "15"


def view_rows() -> Iterator[Row]:
    """From the store to a view, in relationships a second: right after a load, and again."""
    with tempfile.TemporaryDirectory() as name, connect(Path(name) / "graph") as store:
        load(store, write_tables(Path(name), TIES), dataset="bench")
        [counted] = store.read("MATCH (:Elshi)-[r]->(:Elshi) RETURN count(r) AS n")
        taken = [seconds(lambda: view(store)) for _ in range(3)]
    yield (
        f"store to view, {counted['n']:,} relationships",
        f"{counted['n'] / taken[0]:,.0f} a second, {counted['n'] / taken[-1]:,.0f} the third time",
        "80,000 a second",
    )


def rows() -> Iterator[Row]:
    """All rows: what was measured, what came out, what was aimed at."""
    yield from corpus_rows()
    yield from networkx_rows()
    yield from view_rows()


if __name__ == "__main__":
    for row in rows():
        print("| " + " | ".join(row) + " |", flush=True)
