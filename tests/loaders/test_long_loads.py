"""Long tables: read as a stream and written while they are read, and still whole or not at all."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from elshi.graph.errors import ElshiError, TableError
from elshi.graph.exports import write
from elshi.graph.store.store import Store
from elshi.loaders.load import ledger, stream_writer
from elshi.loaders.load.load import load
from elshi.loaders.load.options import LoadLimits, LoadOptions
from tests.fixtures import tables

Table = Callable[[str, str], Path]

MANY = 60


LIMITS = LoadLimits(stream_from=0, batch=4, transaction=10, silence=0)
"""Tables count as long, a few rows as many, and a load that failed as cut off at once."""

LONG = LoadOptions(dataset="mine", limits=LIMITS)
SHORT = LoadOptions(dataset="mine")


@pytest.fixture
def files(table: Table) -> list[Path]:
    """Real records, and further made-up treaties enough for some slices; memberships stand first."""
    chance = random.Random(7)  # noqa: S311 - made-up treaties, not a secret
    pairs = ("KZ; CN", "KZ; TR", "CN; TR")
    further = "".join(
        f"t{n},agreement,Agreement {n},{chance.randint(1990, 2020)},,{chance.choice(pairs)},education,,"
        f"kz-cn-article,{n}\n"
        for n in range(MANY)
    )
    order = ["memberships", *(name for name in tables.ALL if name != "memberships")]
    return [table(name, tables.ALL[name] + (further if name == "treaties" else "")) for name in order]


def graph_of(store: Store) -> list[dict[str, object]]:
    return list(write.lines(store))


def said(store: Store) -> list[ledger.Assertion]:
    """Everything that the loads assert, in order."""
    known = ledger.loads(store)
    pairs = [pair for some in ledger.said_about(store, known, None).values() for pair in some]
    return sorted((one for _, one in pairs), key=lambda one: one.key)


def in_memory(store: Store, files: list[Path]) -> list[dict[str, object]]:
    """The graph as a load that is planned in memory makes it; the store is empty afterwards."""
    load(store, files, SHORT)
    whole = graph_of(store)
    store.write("MATCH (n) WHERE n:Elshi OR n:ElshiLoad OR n:ElshiRows DETACH DELETE n")
    return whole


def test_a_load_of_many_slices_makes_the_same_graph_and_remembers_the_same_rows(
    store: Store, files: list[Path]
) -> None:
    load(store, files, SHORT)
    whole, rows = graph_of(store), said(store)
    store.write("MATCH (n) WHERE n:Elshi OR n:ElshiLoad OR n:ElshiRows DETACH DELETE n")
    done = load(store, files, LONG)
    assert (done.rows, done.new, done.changed) == (MANY + 13, MANY + 13, 0)
    assert graph_of(store) == whole
    assert said(store) == rows
    [remembered] = ledger.loads(store)
    assert (remembered.state, remembered.rows) == ("done", MANY + 13)
    kept = store.read("MATCH (r:ElshiRows) RETURN count(r) AS many, count(DISTINCT r.id) AS ids")
    assert kept[0]["many"] == kept[0]["ids"] <= remembered.buckets


def test_the_same_tables_again_change_nothing(store: Store, files: list[Path]) -> None:
    load(store, files, LONG)
    before = graph_of(store)
    assert load(store, files, LONG).changed_nothing
    assert graph_of(store) == before
    assert len(ledger.loads(store)) == 1


@pytest.mark.parametrize(
    "bad", ["x,agreement,,1992,,KZ,education,,kz-cn-article,1", "x,pact,Pact,1992,,KZ,,,kz-cn-article,1"]
)
def test_a_bad_row_after_slices_that_were_written_takes_all_of_them_back(
    store: Store, files: list[Path], bad: str
) -> None:
    load(store, [file for file in files if file.stem in ("sources", "countries")], LONG, dataset="others")
    before, loads = graph_of(store), ledger.loads(store)
    rest = [file for file in files if file.stem not in ("sources", "countries")]
    [treaties] = [file for file in rest if file.stem == "treaties"]
    with treaties.open("a", encoding="utf-8") as file:
        file.write(bad + "\n")
    with pytest.raises(TableError, match=rf"treaties\.csv, row {MANY + 4}, column (name|kind)"):
        load(store, rest, LONG)
    assert graph_of(store) == before
    assert ledger.loads(store) == loads
    assert {row["load"] for row in store.read("MATCH (r:ElshiRows) RETURN r.load AS load")} == {loads[0].id}


def cut_off(store: Store, files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A load whose database fails at the eighth part."""
    real, calls = stream_writer.apply, []

    def breaks_down(*given: object) -> None:
        calls.append(given)
        if len(calls) == 8:
            raise ElshiError("the lights went out")
        real(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(stream_writer, "apply", breaks_down)
        with pytest.raises(ElshiError, match="lights"):
            load(store, files, LONG)


def test_a_load_that_is_cut_off_between_slices_is_completed_by_the_next_run(
    store: Store, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = in_memory(store, files)
    cut_off(store, files, monkeypatch)
    assert [one.state for one in ledger.loads(store)] == ["writing"]
    assert 0 < len(graph_of(store)) < len(whole)
    load(store, files, LONG)
    assert graph_of(store) == whole
    assert [one.state for one in ledger.loads(store)] == ["done"]


def test_what_a_cut_off_load_had_written_goes_with_the_next_load_of_anything(
    store: Store, files: list[Path], table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off(store, files, monkeypatch)
    assert len(graph_of(store)) > 1
    load(store, [table("sources", "id,name,kind\nanother,Another,article\n")], LONG, dataset="another")
    assert [row["id"] for row in store.read("MATCH (n:Elshi) RETURN n.id AS id")] == ["another"]


def test_a_country_that_nobody_has_yet_comes_with_the_first_row_that_names_it(
    store: Store, table: Table
) -> None:
    rows = "".join(
        f"t{n},agreement,Agreement {n},199{n % 10},Қазақстан; Polen,generated\n" for n in range(30)
    )
    files = [
        table("sources", "id,name,kind\ngenerated,Generated,data-set\n"),
        table("treaties", f"id,kind,name,date,signed_by,source\n{rows}"),
    ]
    whole = in_memory(store, files)
    load(store, files, LONG)
    assert graph_of(store) == whole
    assert load(store, files, LONG).changed_nothing


def test_a_row_may_name_one_further_down_but_not_one_of_another_sort(store: Store, table: Table) -> None:
    rows = [f"t{n},agreement,Agreement {n},KZ,t{n + 20 if n < 20 else ''},generated" for n in range(40)]
    rows = [row.replace(",t,", ",,") for row in rows]
    files = [
        table("sources", "id,name,kind\ngenerated,Generated,data-set\n"),
        table("treaties", "id,kind,name,signed_by,renews,source\n" + "\n".join(rows) + "\n"),
    ]
    whole = in_memory(store, files)
    load(store, files, LONG)
    assert graph_of(store) == whole
    renewed = store.read("MATCH (:Treaty)-[r:RENEWS]->(:Treaty) RETURN count(r) AS many")
    assert renewed == [{"many": 20}]
    event = table("events", "id,kind,name,under,hosted_by,source\ne,tour,Tour,KZ,KZ,generated\n")
    with pytest.raises(
        TableError, match=r"events\.csv, row 2, column under: 'KZ' is a Country, where a Tie was"
    ):
        load(store, [event], LONG, dataset="events")
    rows[0] = rows[0].replace("t20", "e39")
    files[1] = table("treaties", "id,kind,name,signed_by,renews,source\n" + "\n".join(rows) + "\n")
    tours = "".join(f"e{n},tour,Tour {n},KZ,generated\n" for n in range(40))
    files.append(table("events", f"id,kind,name,hosted_by,source\n{tours}"))
    with pytest.raises(
        TableError, match=r"treaties\.csv, row 2, column renews: 'e39' is an Event, where a Treaty was"
    ):
        load(store, files, LONG, dataset="further")
    assert graph_of(store) == whole
