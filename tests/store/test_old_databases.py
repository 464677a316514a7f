"""Databases of earlier versions: what they remember is read, or refused with what to do."""

from __future__ import annotations

import json
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


@pytest.fixture
def files(table: Table) -> list[Path]:
    return [table(name, text) for name, text in tables.ALL.items()]


def remembered_rows(store: Store) -> list[dict[str, object]]:
    return store.read("MATCH (r:ElshiRows) RETURN r.id AS id, r.rows AS rows ORDER BY r.id")


def test_a_load_of_the_first_version_is_still_known_and_loaded_again_changes_nothing(
    store: Store, files: list[Path]
) -> None:
    load(store, files, dataset="mine")
    store.write("MATCH (l:ElshiLoad) REMOVE l.beat SET l.version = '0.0.1', l.program = 'elshi'")
    before = list(write.lines(store))
    assert load(store, files, dataset="mine").changed_nothing
    assert list(write.lines(store)) == before
    history.undo(store, "load-000001")
    assert not list(write.lines(store))


def test_a_load_of_which_too_little_is_known_is_refused_with_what_to_do(
    store: Store, files: list[Path]
) -> None:
    load(store, files, dataset="mine")
    store.write("MATCH (l:ElshiLoad) REMOVE l.dataset SET l.version = '0.0.1'")
    with pytest.raises(ElshiError, match=r"Elshi 0\.0\.1 wrote .* empty it with 'elshi wipe' and load"):
        load(store, files, dataset="mine")


def test_a_row_with_a_column_that_is_no_more_is_refused_with_what_to_do_and_nothing_changes(
    store: Store, files: list[Path], table: Table
) -> None:
    load(store, files, dataset="mine")
    for bucket in remembered_rows(store):
        rows = [
            [subject, name, key, values | {"abstract": "signed in Beijing"} if name == "treaties" else values]
            for subject, name, key, values in json.loads(str(bucket["rows"]))
        ]
        store.write(
            "MATCH (r:ElshiRows {id: $id}) SET r.rows = $rows", {"id": bucket["id"], "rows": json.dumps(rows)}
        )
    store.write("MATCH (l:ElshiLoad) SET l.version = '0.0.1'")
    before = list(write.lines(store))
    table("treaties", tables.TREATIES.replace("1992-08,,KZ; CN", "1992-08-10,,KZ; CN"))
    with pytest.raises(ElshiError, match=r"rows that Elshi 0\.0\.1 wrote .* Back it up with that version"):
        load(store, files, dataset="mine")
    assert list(write.lines(store)) == before
