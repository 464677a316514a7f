"""Loading: whole or not at all, the same twice, and who said what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from elshi.graph.errors import ElshiError, TableError
from elshi.graph.exports import write
from elshi.graph.store.store import Store
from elshi.loaders.load import ledger
from elshi.loaders.load import load as loading
from elshi.loaders.load.load import load
from elshi.loaders.load.options import LoadLimits, LoadOptions
from elshi.queries import ask
from tests.fixtures import tables

Table = Callable[[str, str], Path]


@pytest.fixture
def files(table: Table) -> list[Path]:
    return [table(name, text) for name, text in tables.ALL.items()]


def graph_of(store: Store) -> list[dict[str, object]]:
    return list(write.lines(store))


def node(store: Store, id_: str) -> dict[str, object]:
    [row] = store.read("MATCH (n:Elshi {id: $id}) RETURN properties(n) AS p", {"id": id_})
    return dict(row["p"])


def test_a_treaty_becomes_a_node_with_its_signatories_place_and_citation(
    store: Store, files: list[Path]
) -> None:
    load(store, files)
    [row] = store.read(
        "MATCH (p)-[r:SIGNED]->(t:Elshi:Tie:Treaty {id: 'kz-cn-plan-1995'})-[:HELD_IN]->(place:City), "
        "(t)-[c:CITES]->(s:Source) RETURN collect(p.id) AS parties, place.id AS place, "
        "t.valid_from AS first, t.valid_to AS last, t.year AS year, c.section AS section, s.id AS source"
    )
    assert sorted(row["parties"]) == ["CN", "KZ"]
    assert row["place"] == "cn-beijing"
    assert (row["first"].isoformat(), row["last"].isoformat()) == ("1995-01-01", "1997-12-31")
    assert (row["year"], row["section"], row["source"]) == (1995, "2", "kz-cn-article")


def test_a_membership_is_a_relationship_with_its_time_and_source(store: Store, files: list[Path]) -> None:
    load(store, files)
    [row] = store.read("MATCH (:Country {id: 'KZ'})-[r:MEMBER_OF]->(o) RETURN properties(r) AS r, o.id AS o")
    assert row["o"] == "turksoy"
    assert row["r"]["from"].isoformat() == "1993-01-01"
    assert "to" not in row["r"]
    assert row["r"]["sources"] == ["kz-cn-article"]


def test_a_date_alone_says_that_a_membership_was_so_then_and_not_when_it_began(
    store: Store, files: list[Path], table: Table
) -> None:
    table("memberships", tables.MEMBERSHIPS.replace("1993/..", "2020"))
    load(store, files)
    [row] = store.read("MATCH (:Elshi {id: 'KZ'})-[r:MEMBER_OF]->() RETURN properties(r) AS r")
    assert not {"from", "to"} & set(row["r"])
    for year, when in (("2020", "certainly"), ("2015", "possibly")):
        rows = ask(store, "members-of", {"organisation": "turksoy", "year": year}).rows
        assert {r["member"]: r["when"] for r in rows}["Kazakhstan"] == when


def test_a_treaty_reloaded_changes_nothing(store: Store, files: list[Path]) -> None:
    load(store, files)
    before = graph_of(store)
    again = load(store, files)
    assert again.changed_nothing
    assert again.same == again.rows
    assert graph_of(store) == before
    assert len(ledger.loads(store)) == 1


def test_loading_in_another_order_gives_the_same_graph(store: Store, files: list[Path]) -> None:
    load(store, files)
    before = graph_of(store)
    store.write("MATCH (n) WHERE n:Elshi OR n:ElshiLoad OR n:ElshiRows DETACH DELETE n")
    load(store, files[::-1])
    assert graph_of(store) == before


def test_a_corrected_row_changes_only_what_it_says(store: Store, files: list[Path], table: Table) -> None:
    load(store, files, dataset="mine")
    corrected = tables.TREATIES.replace("1992-08,,KZ; CN", "1992-08-10,,KZ; CN; TR")
    table("treaties", corrected)
    done = load(store, files, dataset="mine")
    assert (done.new, done.changed) == (0, 1)
    assert node(store, "kz-cn-agreement-1992")["date"] == "1992-08-10"
    parties = store.read("MATCH (p)-[:SIGNED]->(:Elshi {id: 'kz-cn-agreement-1992'}) RETURN p.id AS p")
    assert sorted(row["p"] for row in parties) == ["CN", "KZ", "TR"]


def test_a_poorer_table_never_erases_a_richer_one(store: Store, files: list[Path], table: Table) -> None:
    load(store, files, dataset="elshi", curated=True)
    load(store, [table("countries", "id,name\nKZ,Qazaqstan\n")])
    kazakhstan = node(store, "KZ")
    assert kazakhstan["name"] == "Kazakhstan"
    assert kazakhstan["name_kk"] == "Қазақстан"


def test_among_imported_tables_the_latest_wins_and_lists_unite(
    store: Store, files: list[Path], tmp_path: Path
) -> None:
    load(store, files, dataset="first")
    other = tmp_path / "other"
    other.mkdir()
    second = other / "treaties.csv"
    second.write_text(
        "id,kind,name,date,signed_by,source\n"
        "kz-cn-plan-1995,plan,Plan of cultural cooperation,1995-06,TR,other-article\n",
        encoding="utf-8",
    )
    load(store, [second], dataset="second")
    plan = node(store, "kz-cn-plan-1995")
    assert (plan["name"], plan["date"], plan["valid"]) == (
        "Plan of cultural cooperation",
        "1995-06",
        "1995/1997",
    )
    parties = store.read("MATCH (p)-[:SIGNED]->(:Elshi {id: 'kz-cn-plan-1995'}) RETURN p.id AS p")
    assert sorted(row["p"] for row in parties) == ["CN", "KZ", "TR"]


def test_pruning_withdraws_the_rows_that_a_table_no_longer_has(
    store: Store, files: list[Path], table: Table
) -> None:
    load(store, files, dataset="mine")
    lines = tables.TREATIES.splitlines(keepends=True)
    table("treaties", lines[0] + lines[1])
    kept = load(store, files, dataset="mine")
    assert kept.withdrawn == 0
    assert store.read("MATCH (t:Elshi {id: 'kz-cn-agreement-1992'}) RETURN t.id AS id")
    pruned = load(store, files, dataset="mine", prune=True)
    assert pruned.withdrawn == 1
    assert not store.read("MATCH (t:Elshi {id: 'kz-cn-agreement-1992'}) RETURN t.id AS id")


def test_pruning_leaves_what_another_table_asserts_too(
    store: Store, files: list[Path], tmp_path: Path
) -> None:
    load(store, files, dataset="mine")
    other = tmp_path / "other"
    other.mkdir()
    (other / "treaties.csv").write_text(tables.TREATIES, encoding="utf-8")
    load(store, [other / "treaties.csv"], dataset="theirs")
    remaining = [file for file in files if file.stem != "treaties"]
    load(store, remaining, dataset="mine", prune=True)
    assert store.read("MATCH (t:Elshi {id: 'kz-cn-agreement-1992'}) RETURN t.id AS id")


def test_what_another_table_still_names_is_not_withdrawn(
    store: Store, files: list[Path], tmp_path: Path
) -> None:
    load(store, [f for f in files if f.stem in ("sources", "countries", "cities")], dataset="places")
    load(store, [f for f in files if f.stem == "treaties"], dataset="treaties")
    before = graph_of(store)
    small = tmp_path / "small"
    small.mkdir()
    (small / "sources.csv").write_text(tables.SOURCES, encoding="utf-8")
    (small / "countries.csv").write_text("id,name\nKZ,Kazakhstan\n", encoding="utf-8")
    with pytest.raises(ElshiError, match=r"CN.* cannot be withdrawn"):
        load(store, sorted(small.iterdir()), dataset="places", prune=True)
    assert graph_of(store) == before


def test_a_damaged_graph_is_mended_by_loading_again(store: Store, files: list[Path]) -> None:
    load(store, files)
    whole = graph_of(store)
    store.write("MATCH (t:Elshi {id: 'kz-cn-plan-1995'}) DETACH DELETE t")
    load(store, files)
    assert graph_of(store) == whole


def test_a_long_load_that_is_cut_off_says_so_and_is_completed_by_the_next_run(
    store: Store, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(store, files)
    whole = graph_of(store)
    store.write("MATCH (n) WHERE n:Elshi OR n:ElshiLoad OR n:ElshiRows DETACH DELETE n")
    in_parts = LoadOptions(limits=LoadLimits(transaction=3, silence=0))
    real = loading.apply
    calls = []

    def breaks_down(*given: object) -> None:
        calls.append(given)
        if len(calls) == 2:
            raise ElshiError("the lights went out")
        real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(loading, "apply", breaks_down)
    with pytest.raises(ElshiError, match="lights"):
        load(store, files, in_parts)
    [broken] = loading.cut_off(store, in_parts.limits)
    assert broken.state == "writing"
    load(store, files, in_parts)
    assert not loading.cut_off(store)
    assert graph_of(store) == whole


def test_a_load_waits_for_another_that_is_being_written_says_so_and_gives_up(
    store: Store, files: list[Path]
) -> None:
    load(store, files[:1], dataset="first")
    store.write("MATCH (l:ElshiLoad) SET l.state = 'writing', l.beat = timestamp()")
    reports: list[str] = []
    with pytest.raises(ElshiError, match=r"still being written: load-000001 of sources\.csv, started at"):
        load(
            store,
            files,
            limits=LoadLimits(patience=0.01),
            progress=lambda what, done, total: reports.append(what),
        )
    assert set(reports) == {"waiting for load-000001 of sources.csv"}
    assert not loading.cut_off(store), "it may still go on"
    assert [left.id for left in loading.cut_off(store, LoadLimits(silence=0))] == ["load-000001"]


def test_one_id_for_two_things_is_refused_among_actors_and_ties_alike(
    store: Store, files: list[Path], table: Table
) -> None:
    events = tables.EVENTS.replace("abai-150", "turksoy")
    table("events", events)
    with pytest.raises(TableError, match=r"events\.csv, row 2, column id: 'turksoy' is already used"):
        load(store, files)


def test_an_id_that_another_load_uses_for_something_else_is_refused(
    store: Store, files: list[Path], tmp_path: Path
) -> None:
    load(store, files, dataset="first")
    path = tmp_path / "persons.csv"
    path.write_text("id,name\nabai-150,Somebody\n", encoding="utf-8")
    with pytest.raises(TableError, match="already used"):
        load(store, [path])


def test_a_redirect_leads_old_references_to_the_id_of_today(
    store: Store, files: list[Path], tmp_path: Path
) -> None:
    load(store, files)
    path = tmp_path / "organisations.csv"
    path.write_text(
        "id,kind,name,former_ids\nturksoy,intergovernmental,TÜRKSOY,turkic-culture-org\n", "utf-8"
    )
    load(store, [path], dataset="redirects")
    members = tmp_path / "memberships.csv"
    members.write_text(
        "id,member,organisation,source\ncn-turksoy,CN,turkic-culture-org,kz-cn-article\n", encoding="utf-8"
    )
    load(store, [members], dataset="members")
    assert store.read("MATCH ({id: 'CN'})-[:MEMBER_OF]->(o:Elshi) RETURN o.id AS o") == [{"o": "turksoy"}]


def test_names_of_all_kinds_are_found_but_contested_ones_are_no_label(
    store: Store, files: list[Path], table: Table
) -> None:
    names = table(
        "names",
        "actor,name,language,kind,during\n"
        "kz-almaty,Алма-Ата,,former,1921/1993\nkz-almaty,Alma-Ata,,contested,\nturksoy,ТҮРІКСОЙ,,alias,\n"
        "turksoy,Türksoy,az,label,\n",
    )
    load(store, [*files, names])
    almaty = node(store, "kz-almaty")
    assert (almaty["name"], almaty["former_names"], almaty["contested_names"]) == (
        "Almaty", ["Алма-Ата"], ["Alma-Ata"],
    )  # fmt: skip
    turksoy = node(store, "turksoy")
    assert turksoy["aliases"] == ["ТҮРІКСОЙ"]
    assert turksoy["name_az"] == "Türksoy"


def test_text_is_only_ever_data(store: Store, table: Table, files: list[Path]) -> None:
    ugly = '\'; DROP "x" <script>alert(1)</script> ${a} {{b}} MATCH (n) DETACH DELETE n //\n next \\u0000'
    quoted = ugly.replace('"', '""')
    table("events", f'id,kind,name,hosted_by,source\nugly,festival,"{quoted}",CN,kz-cn-article\n')
    load(store, files)
    assert node(store, "ugly")["name"] == ugly
    assert store.read("MATCH (f:Festival) RETURN f.id AS id") == [{"id": "ugly"}]


def test_other_peoples_nodes_are_left_alone(store: Store, files: list[Path]) -> None:
    store.write("CREATE (:Country:Actor:Foreign {id: 'KZ', name: 'somebody else'})")
    load(store, files)
    rows = store.read(
        "MATCH (c:Foreign) RETURN c.name AS name, labels(c) AS labels, count { (c)--() } AS links"
    )
    assert rows == [{"name": "somebody else", "labels": rows[0]["labels"], "links": 0}]
    assert sorted(rows[0]["labels"]) == ["Actor", "Country", "Foreign"]
    assert len([line for line in graph_of(store) if line.get("id") == "KZ"]) == 1


def test_a_list_of_bilateral_ties_without_any_party_is_loaded(store: Store, table: Table) -> None:
    rows = "id,name,kind,pairing,source\nmedal,A medal,award,severally,Notes\n"
    load(store, [table("honours", rows)], source="Notes")
    assert store.read("MATCH (h:Honour) RETURN h.id AS id") == [{"id": "medal"}]


def test_a_series_that_turns_out_to_be_one_event_keeps_its_id_and_its_ties(
    store: Store, files: list[Path], table: Table
) -> None:
    load(store, files)
    cells = "id,name,kind,hosted_by,source,section\nkz-cn-delegations,Delegations,visit,CN,kz-cn-article,3\n"
    load(store, [table("series", cells)], LoadOptions(dataset="delegations"))
    one = table("events", cells)
    table("series", cells.partition("\n")[0] + "\n")
    load(store, [one], LoadOptions(dataset="delegations", prune=True))
    [row] = store.read(
        "MATCH (t:Elshi {id: 'kz-cn-delegations'})<-[:HOSTED]-(c) RETURN labels(t) AS labels, c.id AS host"
    )
    assert (sorted(row["labels"]), row["host"]) == (["Elshi", "Event", "Tie"], "CN")
