"""Results as data frames and networkx graphs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from elshi.graph.errors import ElshiError
from elshi.graph.store.store import Store
from elshi.loaders.load.load import load
from elshi.queries import ask
from tests.fixtures import tables

Table = Callable[[str, str], Path]


@pytest.fixture
def small(store: Store, table: Table) -> Store:
    load(store, [table(name, text) for name, text in tables.ALL.items()])
    return store


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_an_answer_becomes_a_frame_with_a_column_for_each_of_its_own(small: Store, library: str) -> None:
    answer = ask(small, "members-of", {"organisation": "TÜRKSOY"})
    frame = answer.frame(library)
    assert list(frame.columns) == answer.columns
    assert list(frame["member"]) == ["Kazakhstan", "Turkey"]
    assert list(frame["sources"][0]) == ["kz-cn-article"]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_an_empty_answer_keeps_its_columns_in_a_frame(small: Store, library: str) -> None:
    answer = ask(small, "members-of", {"organisation": "TÜRKSOY", "year": "1950"})
    assert list(answer.frame(library).columns) == answer.columns


def test_a_query_becomes_a_frame(small: Store) -> None:
    found = small.frame("MATCH (n:Country) RETURN n.id AS id ORDER BY id", library="polars")
    assert found["id"].to_list() == ["CN", "KZ", "TR"]


def test_a_missing_or_unknown_library_is_told_in_a_sentence(
    small: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ElshiError, match=r"pip install 'elshi\[pandas\]'\.$"):
        small.frame("RETURN 1 AS one")
    with pytest.raises(ElshiError, match=r"pandas or polars was expected\.$"):
        small.frame("RETURN 1 AS one", library="os")


def test_an_answer_becomes_the_graph_of_what_it_speaks_of(small: Store) -> None:
    graph = ask(small, "ties-between", {"a": "KZ", "b": "CN", "kind": "plan"}).graph()
    assert set(graph) == {"kz-cn-plan-1995", "KZ", "CN"}
    assert graph.nodes["kz-cn-plan-1995"]["labels"] == ["Elshi", "Tie", "Treaty"]
    assert sorted((a, b, said["type"]) for a, b, said in graph.edges(data=True)) == [
        ("CN", "kz-cn-plan-1995", "SIGNED"), ("KZ", "kz-cn-plan-1995", "SIGNED"),
    ]  # fmt: skip


def test_a_standing_fact_brings_both_of_its_ends_into_the_graph(small: Store) -> None:
    graph = ask(small, "members-of", {"organisation": "TÜRKSOY", "year": "2010"}).graph()
    assert set(graph) == {"KZ", "TR", "turksoy"}
    assert graph.number_of_edges() == 2


def test_nodes_relationships_and_paths_of_a_query_become_a_graph(small: Store) -> None:
    graph = small.graph("MATCH p = (:Elshi {id: $id})-[:SIGNED]->(:Treaty) RETURN p", {"id": "TR"})
    assert graph.number_of_nodes() == 0
    graph = small.graph("MATCH p = (:Elshi {id: $id})-[:SIGNED]->(:Treaty) RETURN p", {"id": "KZ"})
    assert set(graph) == {"KZ", "kz-cn-agreement-1992", "kz-cn-plan-1995"}
    assert {said["type"] for *_, said in graph.edges(data=True)} == {"SIGNED"}
