"""GraphML and GEXF name each edge once, so that Gephi and yEd keep all of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import networkx
import pytest

from elshi.graph.exports.gexf import gexf
from elshi.graph.exports.graphml import graphml
from elshi.graph.store.store import Store

pytestmark = pytest.mark.one_engine

Export = Callable[[Store, Path, str], tuple[int, int]]


@pytest.mark.parametrize("write", [graphml, gexf])
def test_no_two_edges_of_the_corpus_share_an_id(write: Export, corpus: Store, tmp_path: Path) -> None:
    path = tmp_path / "graph.xml"
    _, edges = write(corpus, path, "1")
    ids = re.findall(r'<edge [^>]*?\bid="([^"]*)"', path.read_text(encoding="utf-8"))
    assert len(ids) == len(set(ids)) == edges > 5_000
    nodes = set(re.findall(r'<node [^>]*?\bid="([^"]*)"', path.read_text(encoding="utf-8")))
    assert write is gexf or nodes.isdisjoint(ids)


def test_networkx_reads_as_many_edges_as_were_written(corpus: Store, tmp_path: Path) -> None:
    nodes, edges = graphml(corpus, tmp_path / "graph.graphml", "1")
    again = networkx.read_graphml(tmp_path / "graph.graphml")
    assert again.is_multigraph() and again.is_directed()
    assert (again.number_of_nodes(), again.number_of_edges()) == (nodes, edges)
