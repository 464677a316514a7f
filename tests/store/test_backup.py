"""Backup, restore and wipe: everything of ours and nothing else, from either engine to the other."""

from __future__ import annotations

import gzip
import subprocess
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from elshi.graph.errors import ElshiError
from elshi.graph.exports import write
from elshi.graph.store.backup import backup, restore, wipe
from elshi.graph.store.store import Store, connect
from elshi.loaders.load import ledger
from elshi.loaders.load.load import build, load
from tests.conftest import corpus_places
from tests.fixtures import tables

Table = Callable[[str, str], Path]
Command = Callable[..., subprocess.CompletedProcess[str]]


WAYS = list(permutations(corpus_places()[:2], 2)) or [("embedded", "embedded")]
"""From each engine to the other; to another database of the same, where there is one engine."""


@pytest.fixture
def filled(store: Store, table: Table) -> Store:
    load(store, [table(name, text) for name, text in tables.ALL.items()], dataset="mine")
    return store


@pytest.mark.parametrize("name", ["all.jsonl", "all.jsonl.gz"])
def test_what_was_backed_up_comes_back_whole_with_what_remembers_the_loads(
    filled: Store, tmp_path: Path, name: str
) -> None:
    before, remembered = list(write.lines(filled)), ledger.loads(filled)
    held = backup(filled, tmp_path / name)
    wipe(filled)
    assert restore(filled, tmp_path / name) == held
    assert list(write.lines(filled)) == before
    assert ledger.loads(filled) == remembered
    assert filled.read("MATCH (t:Elshi {id: 'kz-cn-plan-1995'}) RETURN t.earliest.year AS y") == [{"y": 1995}]


def test_a_restored_graph_is_loaded_again_without_a_change(
    filled: Store, tmp_path: Path, table: Table
) -> None:
    backup(filled, tmp_path / "all.jsonl")
    wipe(filled)
    restore(filled, tmp_path / "all.jsonl")
    files = [table(name, text) for name, text in tables.ALL.items()]
    assert load(filled, files, dataset="mine").changed_nothing


@pytest.mark.parametrize(("corpus", "engine"), WAYS, indirect=True)
def test_the_corpus_goes_from_one_engine_to_the_other_and_back_byte_for_byte(
    corpus: Store, store: Store, tmp_path: Path
) -> None:
    backup(corpus, tmp_path / "there.jsonl.gz")
    restore(store, tmp_path / "there.jsonl.gz")
    backup(store, tmp_path / "back.jsonl.gz")
    assert (tmp_path / "there.jsonl.gz").read_bytes() == (tmp_path / "back.jsonl.gz").read_bytes()
    with connect(tmp_path / "third") as third:
        restore(third, tmp_path / "back.jsonl.gz")
        assert build(third).changed_nothing


def test_a_backup_that_was_cut_off_or_changed_restores_nothing(filled: Store, tmp_path: Path) -> None:
    whole = tmp_path / "whole.jsonl"
    backup(filled, whole)
    wipe(filled)
    text = whole.read_text(encoding="utf-8")
    packed = gzip.compress(text.encode())
    broken = {
        "cut.jsonl": text[: len(text) // 2].encode(),
        "without-its-end.jsonl": text.rsplit("\n", 2)[0].encode() + b"\n",
        "changed.jsonl": text.replace("Kazakhstan", "Qazaqstan").encode(),
        "cut.gz": packed[: len(packed) // 2],
        "not-text.jsonl": b"\xff\xfe\x00",
        "empty.jsonl": b"",
    }
    for name, content in broken.items():
        file = tmp_path / name
        file.write_bytes(content)
        with pytest.raises(ElshiError, match=r"is incomplete|is no backup"):
            restore(filled, file)
        assert filled.read("MATCH (n) WHERE n:Elshi OR n:ElshiLoad RETURN n.id AS id") == []


def test_a_label_in_a_backup_is_never_cypher(filled: Store, tmp_path: Path) -> None:
    import hashlib
    import json

    head = '{"elshi-backup":1,"elshi":"0"}\n'
    node = '{"of":"node","labels":["Elshi","A) DETACH DELETE (n"],"p":{"id":"x"}}\n'
    digest = hashlib.sha256((head + node).encode()).hexdigest()
    tail = json.dumps({"nodes": 1, "relationships": 0, "sha256": digest})
    (tmp_path / "evil.jsonl").write_text(head + node + tail + "\n", encoding="utf-8")
    wipe(filled)
    with pytest.raises(ElshiError, match="no label or type of the model"):
        restore(filled, tmp_path / "evil.jsonl")
    assert filled.read("MATCH (n:Elshi) RETURN n.id AS id") == []


def test_a_backup_is_not_restored_over_a_graph(filled: Store, tmp_path: Path) -> None:
    backup(filled, tmp_path / "all.jsonl")
    with pytest.raises(ElshiError, match="already holds a graph"):
        restore(filled, tmp_path / "all.jsonl")


def test_a_wipe_leaves_other_peoples_nodes_and_constraints(filled: Store, tmp_path: Path) -> None:
    filled.write("CREATE (:Foreign:Country {id: 'KZ'})-[:LIKES]->(:Foreign:Person {id: 'somebody'})")
    filled.write("MATCH (n:Elshi {id: 'KZ'}) MATCH (f:Foreign {id: 'somebody'}) CREATE (f)-[:STUDIES]->(n)")
    assert wipe(filled).foreign == 1
    rows = filled.read("MATCH (n:Foreign) RETURN n.id AS id ORDER BY id")
    assert [row["id"] for row in rows] == ["KZ", "somebody"]
    assert filled.read("MATCH (n) WHERE n:Elshi OR n:ElshiLoad OR n:ElshiRows RETURN n.id AS id") == []
    assert not [
        row["name"]
        for row in filled.read("SHOW INDEXES YIELD name RETURN name")
        if row["name"].lower().startswith("elshi")
    ]


def test_the_command_asks_before_it_wipes(elshi: Command, tmp_path: Path, table: Table) -> None:
    elshi("load", *(str(table(name, text)) for name, text in tables.ALL.items()))
    asked = elshi("wipe")
    assert asked.returncode != 0
    assert "Remove" in asked.stdout
    assert elshi("backup", str(tmp_path / "b.jsonl.gz")).returncode == 0
    assert "removed" in elshi("wipe", "--yes").stdout
    assert "there is no graph" in elshi("wipe").stdout
    assert "restored" in elshi("restore", str(tmp_path / "b.jsonl.gz")).stdout
    assert elshi("restore", str(tmp_path / "b.jsonl.gz")).stderr.startswith("elshi: The database already")
