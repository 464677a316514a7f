"""The index of sides: who stands behind a tie, by which rule, and that no fact, count or export has it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from elshi.graph.errors import ElshiError
from elshi.graph.exports.jsonl import jsonl
from elshi.graph.store.backup import backup, restore, wipe
from elshi.graph.store.health import examine
from elshi.graph.store.store import Store
from elshi.graph.views import side_index
from elshi.graph.views.network import network
from elshi.loaders.load import ledger, stream_writer
from elshi.loaders.load.history import undo
from elshi.loaders.load.load import load
from elshi.loaders.load.options import LoadLimits, LoadOptions
from elshi.queries import ask
from tests.fixtures.worlds import NAMED, World

Table = Callable[[str, str], Path]

SIDES = (
    "MATCH (a)-[x:SIDE_IN]->(t:Elshi {id: $tie}) UNWIND range(0, size(x.roles) - 1) AS i "
    "RETURN a.id AS side, x.roles[i] AS role, x.by[i] AS by ORDER BY side, role"
)


def sides(store: Store, tie: str) -> list[tuple[str, str, str]]:
    """Each side that the index has of a tie: who, in which part, by which rule."""
    return [tuple(row.values()) for row in store.read(SIDES, {"tie": tie})]


def is_right(store: Store) -> bool:
    """Whether the index is what the rules give for the whole graph."""
    return side_index.examined(store)["state"] == "good"


def test_a_body_and_a_region_count_for_all_above_them(world: World) -> None:
    store = world(events="hosted_by,joined_by\nkz-culture,CN-XJ")
    assert sides(store, "e1") == [("CN", "JOINED", "belongs"), ("KZ", "HOSTED", "belongs")]
    assert is_right(store)


def test_a_city_counts_for_its_region_and_the_regions_state(world: World) -> None:
    store = world(events="joined_by\ncn-urumqi")
    assert sides(store, "e1") == [("CN", "JOINED", "belongs"), ("CN-XJ", "JOINED", "belongs")]


def test_who_acts_for_another_counts_for_that_one_alone(world: World) -> None:
    store = world(treaties="signed_by,represented_by\nCN,guest [on_behalf_of=kz-culture]")
    assert sides(store, "t1") == [
        ("KZ", "REPRESENTED", "on_behalf"), ("kz-culture", "REPRESENTED", "on_behalf"),
    ]  # fmt: skip


@pytest.mark.parametrize(("year", "found"), [("1995", [("KZ", "JOINED", "office")]), ("1999", [])])
def test_an_office_counts_for_its_state_while_it_was_held(
    world: World, year: str, found: list[tuple[str, str, str]]
) -> None:
    store = world(
events=f"date,joined_by\n{year},minister", persons="id,name\nminister,Minister",
        leaderships="leader,organisation,during\nminister,kz-culture,1994/1996",
    )  # fmt: skip
    assert sides(store, "e1") == found


def test_a_theatre_without_an_owner_counts_for_the_state_of_its_seat(world: World) -> None:
    store = world(
        events="joined_by\ntheatre", organisations="id,kind,name,seat\ntheatre,theatre,Theatre,kz-semey"
    )
    assert sides(store, "e1") == [("KZ", "JOINED", "seat")]


def test_the_ground_makes_a_host_unless_its_state_is_told_to_be_one(world: World) -> None:
    store = world(
        events="places,hosted_by,joined_by\nkz-almaty,,TR\nkz-almaty,kz-culture,TR\nKZ,KZ,TR\nKZ,,KZ"
    )
    assert sides(store, "e1") == [("KZ", "HOSTED", "ground")]
    assert sides(store, "e2") == [("KZ", "HOSTED", "belongs")]
    assert sides(store, "e3") == []
    assert sides(store, "e4") == [("KZ", "HOSTED", "ground")]


def test_a_work_reaches_the_state_of_its_language(world: World) -> None:
    store = world(works="created_by,language_from,language_to\nabai,kk,tr; en")
    assert sides(store, "w1") == [("KZ", "CREATED", "belongs"), ("TR", "REACHED", "language")]


def test_an_honour_joins_whose_they_are_whom_it_commemorates(world: World) -> None:
    store = world(honours="given_by,honours\nTR,abai")
    assert ("KZ", "HONOURED", "honours") in sides(store, "h1")


def test_a_list_of_ties_of_two_that_names_nobody_has_no_sides(world: World) -> None:
    store = world(treaties="signed_by,pairing\n,severally")
    assert sides(store, "t1") == []
    assert is_right(store)


def test_a_people_counts_as_no_state(world: World) -> None:
    store = world(events="joined_by\nkazakhs", peoples="id,name,located_in\nkazakhs,Kazakhs of China,CN")
    assert sides(store, "e1") == []


# ----------------------------------------------------------- it follows every change to the graph


def test_an_owner_told_later_makes_a_state_a_side_of_earlier_ties_and_undo_takes_it_back(
    world: World, table: Table
) -> None:
    store = world(
        events="date,joined_by\n1995,minister\n1999,kz-culture", persons="id,name\nminister,Minister"
    )
    assert sides(store, "e1") == []
    row = "id,leader,organisation,during,source\nm1,minister,kz-culture,1994/1996,one\n"
    load(store, [table("leaderships", row)], dataset="offices")
    assert sides(store, "e1") == [("KZ", "JOINED", "office")]
    assert is_right(store)
    undo(store, ledger.loads(store)[-1].id)
    assert sides(store, "e1") == []
    assert is_right(store)


def test_a_tie_that_is_withdrawn_takes_its_sides_with_it(store: Store, table: Table) -> None:
    load(store, [table(name, text) for name, text in NAMED.items()], dataset="actors")
    events = "id,name,kind,joined_by,places,source\n{},E,festival,kz-culture; TR,cn-urumqi,one\n"
    load(store, [table("events", events.format("e1"))], dataset="mine", prune=True)
    assert ("CN", "HOSTED", "ground") in sides(store, "e1")
    load(store, [table("events", events.format("e2"))], dataset="mine", prune=True)
    assert ("CN", "HOSTED", "ground") in sides(store, "e2")
    assert is_right(store)
    assert not store.read("MATCH (t:Elshi {id: 'e1'}) RETURN t.id AS id")


def test_a_state_loaded_after_a_work_in_its_language_is_reached_by_it(store: Store, table: Table) -> None:
    named = NAMED | {"countries": "id,name\nKZ,Kazakhstan\nCN,China\nTR,Turkey\n"}
    works = "id,name,kind,created_by,language_to,source\nw1,W,translation,abai,uz,one\n"
    load(store, [table(name, text) for name, text in (named | {"works": works}).items()], dataset="mine")
    assert sides(store, "w1") == [("KZ", "CREATED", "belongs")]
    load(store, [table("countries", "id,name\nUZ,Uzbekistan\n")], dataset="more")
    assert sides(store, "w1") == [("KZ", "CREATED", "belongs"), ("UZ", "REACHED", "language")]


def test_a_long_load_has_its_sides_too(store: Store, table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_index, "TIES_AT_ONCE", 7)
    streamed = LoadOptions(dataset="mine", limits=LoadLimits(stream_from=1, transaction=10))
    events = "id,name,kind,joined_by,places,source\n" + "".join(
        f"e{n},E,festival,kz-culture; TR,cn-urumqi,one\n" for n in range(40)
    )
    load(store, [table(name, text) for name, text in NAMED.items()], dataset="actors")
    load(store, [table("events", events)], streamed)
    assert ledger.loads(store)[-1].buckets == stream_writer.PARTITIONS  # it was streamed
    assert ("CN", "HOSTED", "ground") in sides(store, "e39")
    assert is_right(store)


# --------------------------------------------------------------------- it is no part of the graph


def test_the_index_is_in_no_count_export_backup_or_network(world: World, tmp_path: Path) -> None:
    store = world(events="places,hosted_by,joined_by\nkz-almaty,,guest")
    assert sides(store, "e1")
    held = network(store)
    backup(store, tmp_path / "with.jsonl")
    jsonl(store, tmp_path / "with-export.jsonl")
    store.write("MATCH ()-[x:SIDE_IN]->() DELETE x")
    assert network(store) == held
    backup(store, tmp_path / "without.jsonl")
    jsonl(store, tmp_path / "without-export.jsonl")
    assert (tmp_path / "with.jsonl").read_bytes() == (tmp_path / "without.jsonl").read_bytes()
    assert (tmp_path / "with-export.jsonl").read_bytes() == (tmp_path / "without-export.jsonl").read_bytes()
    assert [row["found"] for row in examine(store) if row["what"] == "the graph"] == ["as the loads left it"]


def test_a_restored_graph_gets_the_index_at_its_first_question(world: World, tmp_path: Path) -> None:
    store = world(events="places,joined_by\nkz-almaty,TR")
    backup(store, tmp_path / "all.jsonl")
    wipe(store)
    restore(store, tmp_path / "all.jsonl")
    assert sides(store, "e1") == []
    ask(store, "ties-between", {"a": "TR", "b": "KZ"})
    assert sides(store, "e1") == [("KZ", "HOSTED", "ground")]


def test_a_graph_that_cannot_be_written_says_what_it_lacks(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = world(events="places,joined_by\nkz-almaty,TR")
    store.write("MATCH (l:ElshiLoad) REMOVE l.sides")

    def refuse(*_: object) -> None:
        raise ElshiError("this user may only read")

    monkeypatch.setattr(store, "transaction", refuse)
    with pytest.raises(ElshiError, match="doctor --repair"):
        ask(store, "ties-between", {"a": "TR", "b": "KZ"})


def test_the_doctor_finds_a_wrong_index_and_mends_it(world: World) -> None:
    store = world(events="places,joined_by\nkz-almaty,TR\nkz-almaty,CN")
    store.write("MATCH ()-[x:SIDE_IN]->(t {id: 'e1'}) DELETE x")
    store.write("MATCH (a)-[x:SIDE_IN]->(t {id: 'e2'}) SET x.by = ['seat']")
    assert side_index.examined(store)["state"].startswith("2 differ")
    side_index.rebuild(store)
    assert is_right(store)


def test_the_corpus_has_the_sides_that_the_rules_give(corpus: Store) -> None:
    assert is_right(corpus)
