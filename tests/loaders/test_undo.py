"""Loads taken back: what no other load asserts goes, and what was replaced comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from elshi.graph.errors import ElshiError
from elshi.graph.exports import write
from elshi.graph.store.store import Store
from elshi.loaders.load import history
from elshi.loaders.load.load import load
from tests.fixtures import tables

Table = Callable[[str, str], Path]

MORE = (
    "id,kind,name,date,signed_by,source\n"
    "kz-tr-agreement-1992,agreement,Agreement on culture,1992-07-05,KZ; TR,kz-cn-article\n"
)


@pytest.fixture
def files(table: Table) -> list[Path]:
    return [table(name, text) for name, text in tables.ALL.items()]


def graph_of(store: Store) -> list[dict[str, object]]:
    return list(write.lines(store))


def test_a_load_taken_back_leaves_the_graph_as_it_was(store: Store, files: list[Path], table: Table) -> None:
    load(store, files, dataset="mine")
    before = graph_of(store)
    load(store, [table("treaties", MORE)], dataset="more")
    [_, last] = history.remembered(store)
    assert (last["file"], last["rows"], last["state"]) == ("treaties.csv", 1, "counts")
    history.undo(store, last["load"])
    assert graph_of(store) == before
    assert len(history.remembered(store)) == 1


def test_what_another_load_asserts_too_stays(store: Store, files: list[Path], tmp_path: Path) -> None:
    load(store, files, dataset="first")
    other = tmp_path / "treaties.csv"
    other.write_text(tables.TREATIES.replace("1995-06-21", "1995-06"), "utf-8")
    load(store, [other], dataset="second")
    history.undo(store, "load-000002")
    [plan] = store.read("MATCH (t:Elshi {id: 'kz-cn-plan-1995'}) RETURN t.date AS date")
    assert plan["date"] == "1995-06-21"


def test_what_a_load_had_replaced_comes_back(store: Store, files: list[Path], table: Table) -> None:
    load(store, files, dataset="mine")
    before = graph_of(store)
    table("treaties", tables.TREATIES.rpartition("kz-cn-agreement-1992")[0])
    load(store, files, dataset="mine", prune=True)
    assert not store.read("MATCH (t:Elshi {id: 'kz-cn-agreement-1992'}) RETURN t.id AS id")
    history.undo(store, "load-000002")
    assert graph_of(store) == before


def test_a_load_that_others_build_on_is_not_taken_back(store: Store, files: list[Path]) -> None:
    load(store, [file for file in files if file.stem in ("sources", "countries", "cities")], dataset="places")
    load(store, [file for file in files if file.stem == "treaties"], dataset="treaties")
    before = graph_of(store)
    with pytest.raises(ElshiError, match="cannot be withdrawn"):
        history.undo(store, "load-000001")
    assert graph_of(store) == before
    with pytest.raises(ElshiError, match=r"There is no load 'load-7'; the last one is load-000002"):
        history.undo(store, "load-7")
