"""A reader's own tables: understood, compared, loaded whole or in part, remembered and taken back."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from elshi.graph.errors import ElshiError, TableError
from elshi.graph.exports import write
from elshi.graph.store.store import Store
from elshi.loaders import RECORDS
from elshi.loaders.authority.authority import Authority
from elshi.loaders.authority.resolver import write_review
from elshi.loaders.load import history, ledger
from elshi.loaders.load.dry_run import dry_run
from elshi.loaders.load.inputs import UnclearError
from elshi.loaders.load.ledger import Assertion
from elshi.loaders.load.load import decide, load
from elshi.loaders.load.options import LoadLimits, LoadOptions
from elshi.loaders.tables.headings import REFUSED_BECAUSE
from elshi.loaders.tables.rows import read
from elshi.loaders.tables.templates import template, templates
from tests.fixtures import tables

Table = Callable[[str, str], Path]
Command = Callable[..., subprocess.CompletedProcess[str]]

MINE = LoadOptions(
    kind="treaties",
    mapping={
        "Title": "name",
        "Who": "signed_by",
        "With whom": "signed_by",
        "Signed on": "date",
        "Remarks": "",
    },
    constants={"kind": "agreement"},
    source="My list",
)
SHEET = (
    "Title;Who;With whom;Signed on;Remarks\n"
    "Agreement on culture;Түркия Республикасы;Kasachstan;05.07.1992;x\n"
    "Agreement on museums;Brazil;East Germany;1988-03;\n"
)


@pytest.fixture
def files(table: Table) -> list[Path]:
    return [table(name, text) for name, text in tables.ALL.items()]


def graph_of(store: Store) -> list[dict[str, object]]:
    return list(write.lines(store))


def parties(store: Store, treaty: str) -> list[str]:
    found = store.read(
        "MATCH (p)-[:SIGNED]->(:Elshi {id: $id}) RETURN p.id AS id ORDER BY id", {"id": treaty}
    )
    return [row["id"] for row in found]


def test_a_readers_spreadsheet_is_loaded_by_the_names_in_it(
    store: Store, files: list[Path], table: Table
) -> None:
    load(store, files, dataset="mine")
    done = load(store, [table("sheet", SHEET)], MINE)
    assert parties(store, "agreement-on-culture-1992") == ["KZ", "TR"]
    assert parties(store, "agreement-on-museums-1988") == ["BR", "DDDE"], (
        "countries that were not there are added"
    )
    assert ("Kasachstan", "KZ", "CLDR, de", 1) in done.taken
    [cited] = store.read(
        "MATCH (:Elshi {id: 'agreement-on-culture-1992'})-[c:CITES]->(s:Source) "
        "RETURN s.name AS name, c.section AS row"
    )
    assert cited == {"name": "My list", "row": "row 2"}


def test_the_same_spreadsheet_loaded_again_changes_nothing(
    store: Store, files: list[Path], table: Table
) -> None:
    load(store, files, dataset="mine")
    sheet = table("sheet", SHEET)
    load(store, [sheet], MINE)
    before = graph_of(store)
    assert load(store, [sheet], MINE).changed_nothing
    assert graph_of(store) == before


def test_a_table_says_its_kind_by_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("ID,Kind,Name,Signed by\nx,treaty,X,KZ\n", "utf-8")
    assert read(path).record is RECORDS["treaties"]
    path.write_text("id,name\nx,X\n", "utf-8")
    with pytest.raises(
        ElshiError, match=r"list\.csv does not show its kind; its columns fit countries, regions"
    ):
        read(path)


def test_a_likely_name_is_asked_about_and_the_decision_is_remembered(
    store: Store, files: list[Path], table: Table, tmp_path: Path
) -> None:
    load(store, files, dataset="mine")
    sheet = table("sheet", SHEET.replace("Kasachstan", "Kazakhstn"))
    before = graph_of(store)
    with pytest.raises(
        UnclearError, match=r"row 2, column signed_by: .*'Kazakhstn'; did you mean KZ"
    ) as asked:
        load(store, [sheet], MINE)
    assert graph_of(store) == before
    review = tmp_path / "review.csv"
    assert write_review(review, asked.value.unclear) == 1
    [row] = csv.DictReader(review.open(encoding="utf-8-sig"))
    assert (row["name"], row["id"]) == ("Kazakhstn", "")
    assert "KZ (Kazakhstan, 9" in row["candidates"]
    with pytest.raises(ElshiError, match="holds no decision"):
        decide(store, review)
    review.write_text(review.read_text("utf-8").replace("Kazakhstn,,", "Kazakhstn,KZ,"), "utf-8")
    decide(store, review)
    load(store, [sheet], MINE)
    assert parties(store, "agreement-on-culture-1992") == ["KZ", "TR"]
    assert Authority.of(store).read("KAZAKHSTN").id == "KZ"


def test_a_name_that_two_actors_bear_is_never_taken(store: Store, files: list[Path], table: Table) -> None:
    twin = table("universities", "id,name\nturksoy-university,TÜRKSOY\n")
    load(store, [*files, twin], dataset="mine")
    found = Authority.of(store).read("Türksoy")
    assert (found.verdict, {c.id for c in found.candidates}) == ("likely", {"turksoy", "turksoy-university"})
    assert Authority.of(store).read("Türksoy", "University").id == "turksoy-university"


def test_a_state_of_the_past_is_asked_about_outside_its_years(store: Store) -> None:
    known = Authority.of(store)
    assert known.read("Чехословакия", year=1975).id == "CSHH"
    assert known.read("Czechoslovakia", year=1999).verdict == "likely"
    assert "1918-1992" in known.read("Czechoslovakia", year=1999).reason


def test_a_name_that_is_not_clear_blames_nothing_else_in_its_row(
    store: Store, files: list[Path], table: Table
) -> None:
    load(store, files, dataset="mine")
    sheet = table(
        "events", "kind,name,date,hosted_by,presented,places\nvisit,X,1995,KZ; Nobody known,China,Almaty\n"
    )
    with pytest.raises(UnclearError) as asked:
        load(store, [sheet], source="Mine")
    assert asked.value.problems == (
        "events.csv, row 2, column hosted_by: unknown actor 'Nobody known'; define it in a "
        "table of actors loaded before, or together with, this one.",
    )


def test_a_state_outside_its_years_is_mended_in_the_table_and_not_put_into_a_review(
    store: Store, files: list[Path], table: Table, tmp_path: Path
) -> None:
    load(store, files, dataset="mine")
    sheet = table("sheet", SHEET.replace("Kasachstan", "Kazakhstn").replace("1988-03", "1995"))
    with pytest.raises(UnclearError) as asked:
        load(store, [sheet], MINE)
    assert asked.value.problems[1] == (
        "sheet.csv, row 3, column signed_by: 'East Germany' would be DDDE, but German Democratic Republic "
        "was there 1949-1990 and the row speaks of 1995; write DDDE there if it is meant."
    )
    assert asked.value.further == 1
    assert write_review(tmp_path / "review.csv", asked.value.unclear) == 1
    assert "East Germany" not in (tmp_path / "review.csv").read_text("utf-8")
    sheet.write_text(sheet.read_text("utf-8").replace("East Germany", "DDDE").replace("stn", "stan"), "utf-8")
    assert parties(store, "agreement-on-museums-1995") == []
    load(store, [sheet], MINE)
    assert parties(store, "agreement-on-museums-1995") == ["BR", "DDDE"]


def test_a_row_whose_id_is_left_empty_is_proposed_one(store: Store, files: list[Path], table: Table) -> None:
    load(store, files, dataset="mine")
    mixed = table("bodies", "id,name,kind\nmy-centre,Centre,centre\n,New centre,centre\n")
    load(store, [mixed], kind="organisations")
    rows = store.read("MATCH (n:Elshi:Organisation) WHERE n.kind = 'centre' RETURN n.id AS id ORDER BY id")
    assert [row["id"] for row in rows] == ["my-centre", "new-centre"]


def test_universities_that_come_with_a_table_are_found_by_their_ids_elsewhere(
    store: Store, files: list[Path], table: Table
) -> None:
    load(store, files, dataset="mine")
    new = table(
        "universities", "id,name,ror,wikidata\nkaznu,KazNU,https://ror.org/03q0vrn42,\nenu,ENU,,Q1145497\n"
    )
    ties = table(
        "partnerships", "id,kind,name,partners,source\na,university,A,03q0vrn42; Q1145497,kz-cn-article\n"
    )
    load(store, [new, ties], dataset="more")
    rows = store.read("MATCH (n)-[:PARTNERED]->(:Elshi {id: 'a'}) RETURN n.id AS id ORDER BY id")
    assert [row["id"] for row in rows] == ["enu", "kaznu"]


def test_a_proposed_id_never_takes_over_what_another_data_set_has(
    store: Store, files: list[Path], table: Table
) -> None:
    load(store, files, dataset="mine")
    other = table("bodies", "name,kind\nTurksoy,centre\nNew centre,centre\n")
    with pytest.raises(
        TableError, match="row 2, column id: the graph already has 'turksoy', perhaps the same"
    ):
        load(store, [other], kind="organisations")


def test_new_actors_are_known_by_their_names_to_the_tables_that_come_with_them(
    store: Store, files: list[Path], table: Table
) -> None:
    load(store, files, dataset="mine")
    bodies = table("organisations", "name,kind\nUnion of Puppet Theatres,association\n")
    members = table("memberships", "member,organisation\nKazakhstan,Union of Puppet Theatres\n")
    done = load(store, [bodies, members], dataset="puppets", source="kz-cn-article")
    assert done.new == 2
    rows = store.read("MATCH (c)-[:MEMBER_OF]->({id: 'union-of-puppet-theatres'}) RETURN c.id AS id")
    assert rows == [{"id": "KZ"}]


def test_an_actor_in_several_rows_is_not_made_several_actors(store: Store, table: Table) -> None:
    schools = table(
        "universities", "name,belongs_to\nSteppe Academy,KZ\nSteppe Academy,MN\nOther School,KZ\n"
    )
    with pytest.raises(TableError, match="keep one row for each actor") as refused:
        load(store, [schools])
    assert len(refused.value.problems) == 2
    assert not graph_of(store)


def test_an_unknown_name_of_many_rows_is_told_once(store: Store, files: list[Path], table: Table) -> None:
    load(store, files, dataset="mine")
    rows = "".join(
        f"{member},League of Weavers,19{year}\n" for year in (91, 92, 93) for member in ("KZ", "CN")
    )
    with pytest.raises(UnclearError) as refused:
        load(store, [table("memberships", f"member,organisation,during\n{rows}")], source="kz-cn-article")
    [sentence] = refused.value.problems
    assert sentence.startswith(
        "memberships.csv, row 2, column organisation: unknown actor 'League of Weavers'"
    )
    assert sentence.endswith("(6 rows, this one first)")
    assert refused.value.further == 0


def test_a_heading_of_parties_is_not_taken_for_places(store: Store, files: list[Path], table: Table) -> None:
    load(store, files, dataset="mine")
    sheet = table("treaties", "name,kind,date,Signatories\nAgreement on kites,agreement,1994,KZ; TR\n")
    with pytest.raises(ElshiError, match=r"'Signatories' \(did you mean 'signed_by'\?\)"):
        load(store, [sheet], source="kz-cn-article")
    done = load(store, [sheet], source="kz-cn-article", mapping={"Signatories": ""})
    assert done.remarks == ("treaties.csv: 1 treaty names no party (signed_by is empty), first in row 2.",)


def test_rows_of_one_name_with_one_party_each_are_told(store: Store, files: list[Path], table: Table) -> None:
    load(store, files, dataset="mine")
    heads = "name,kind,date,signed_by\n"
    rows = "".join(f"Convention on kites,treaty,1998-04-02,{party}\n" for party in ("KZ", "TR", "CN"))
    done = load(store, [table("treaties", heads + rows)], source="kz-cn-article", dataset="kites")
    [remark] = done.remarks
    assert "3 rows share 1 name and have one party each" in remark
    whole = table("treaties", f"{heads}Agreement,treaty,1993,KZ; CN\nAgreement,treaty,1993,KZ; TR\n")
    assert load(store, [whole], source="kz-cn-article", dataset="two").remarks == ()


def test_a_university_is_found_by_its_ids_elsewhere(store: Store, table: Table) -> None:
    universities = table("universities", "id,name,ror,wikidata\nenu,ENU,https://ror.org/03q0vrn42,Q1145497\n")
    load(store, [universities])
    known = Authority.of(store)
    assert known.read("https://ror.org/03q0vrn42").id == "enu"
    assert known.read("https://www.wikidata.org/wiki/Q1145497").id == "enu"
    wrong = read(table("universities", "id,name,ror\na,A,03q0vrn43\n"))
    assert "'03q0vrn43' is not an id in ROR" in wrong.problems[0]


# ----------------------------------------------------------------------------------- dry run


def test_a_dry_run_says_what_would_change_field_by_field_and_changes_nothing(
    store: Store, files: list[Path], table: Table
) -> None:
    load(store, files, dataset="mine")
    before = graph_of(store)
    table("treaties", tables.TREATIES.replace("1992-08,,KZ; CN", "1992-08-10,,KZ; CN; TR"))
    found = dry_run(store, files, LoadOptions(dataset="mine"))
    assert [(d.row, d.column, d.before, d.after) for d in found.differences] == [
        ("kz-cn-agreement-1992", "date", "1992-08", "1992-08-10"),
        ("kz-cn-agreement-1992", "signed_by", "KZ; CN", "KZ; CN; TR"),
    ]
    assert (found.counts["changed"], found.counts["same"]) == (1, 12)
    assert graph_of(store) == before
    fewer = [file for file in files if file.stem != "events"]
    gone = dry_run(store, fewer, LoadOptions(dataset="mine", prune=True))
    assert ("withdrawn", "abai-150") in {(d.status, d.row) for d in gone.differences}


# ---------------------------------------------------------------------------- skipping bad rows


def test_bad_rows_go_to_a_file_that_can_be_mended_and_loaded(
    store: Store, files: list[Path], table: Table
) -> None:
    load(store, files, dataset="mine")
    sheet = table(
        "events",
        "id,kind,name,date,hosted_by,source\n"
        "good,festival,Good,1992,CN,kz-cn-article\n"
        "bad,festival,Bad,31.02.1992,CN,kz-cn-article\n"
        "lost,festival,=Lost,1992,nobody-knows,kz-cn-article\n"
        "bare,festival,Bare,1992,CN,\n"
        "ragged,festival,Ragged,1992,CN,kz-cn-article,more\n",
    )
    done = load(store, [sheet], dataset="events", skip_bad=True)
    assert (done.new, done.refused) == (1, 4)
    [refused] = done.refused_files
    assert refused.name == "events.refused.csv"
    rows = list(csv.DictReader(refused.open(encoding="utf-8-sig")))
    assert [row["id"] for row in rows] == ["bad", "lost", "bare", "ragged"]
    assert "there is no such day" in rows[0][REFUSED_BECAUSE]
    assert "no row or node has the id 'nobody-knows'" in rows[1][REFUSED_BECAUSE]
    assert rows[1]["name"] == "'=Lost", "a spreadsheet does not run it"
    assert "cites no source" in rows[2][REFUSED_BECAUSE]
    mended = refused.read_text("utf-8").replace("31.02.1992", "28.02.1992").replace("nobody-knows", "TR")
    refused.write_text(mended.replace("Bare,1992,CN,,", "Bare,1992,CN,kz-cn-article,"), "utf-8")
    again = load(store, [refused], dataset="events")
    assert again.new == 4
    [lost] = store.read("MATCH (e:Elshi {id: 'lost'}) RETURN e.name AS name")
    assert lost["name"] == "=Lost"


def test_what_hangs_on_a_bad_row_is_refused_with_it(store: Store, files: list[Path], table: Table) -> None:
    load(store, files, dataset="mine")
    events = table("events", "id,kind,name\nx,festivall,X\n")
    citations = table("citations", "fact,source\nx,kz-cn-article\nabai-150,other-article\n")
    done = load(store, [events, citations], dataset="more", skip_bad=True)
    assert (done.rows, done.refused) == (1, 2)


def test_a_table_without_a_good_row_is_refused_and_writes_no_file(
    store: Store, table: Table, tmp_path: Path
) -> None:
    with pytest.raises(TableError, match="row 2"):
        load(store, [table("events", "id,kind,name\nx,festivall,X\n")], skip_bad=True)
    assert not list(tmp_path.glob("*refused*"))


# ---------------------------------------------------------------------------------- long loads


def test_a_long_table_is_streamed_into_the_same_graph(store: Store, files: list[Path]) -> None:
    load(store, files, dataset="mine")
    before, rows = graph_of(store), [one.values for one in said(store)]
    store.write("MATCH (n) WHERE n:Elshi OR n:ElshiLoad OR n:ElshiRows DETACH DELETE n")
    streamed = load(store, files, STREAMED)
    assert (streamed.rows, streamed.new) == (13, 13)
    assert graph_of(store) == before
    assert [one.values for one in said(store)] == rows
    assert load(store, files, STREAMED).changed_nothing
    history.undo(store, "load-000001")
    assert not graph_of(store)


STREAMED = LoadOptions(dataset="mine", limits=LoadLimits(stream_from=0))


def said(store: Store) -> list[Assertion]:
    """Everything that the loads assert, in order."""
    known = ledger.loads(store)
    pairs = [pair for some in ledger.said_about(store, known, None).values() for pair in some]
    return sorted((one for _, one in pairs), key=lambda one: one.key)


def test_a_bad_row_far_down_a_long_table_keeps_all_of_it_out(
    store: Store, files: list[Path], table: Table
) -> None:
    load(store, files, dataset="mine")
    before = graph_of(store)
    rows = "".join(f"m{n},KZ,turksoy,kz-cn-article\n" for n in range(3_000))
    bad = table("memberships", f"id,member,organisation,source\n{rows}x,KZ,nobody-here,kz-cn-article\n")
    with pytest.raises(TableError, match=r"memberships\.csv, row 3002, column organisation: no row"):
        load(store, [bad], STREAMED, dataset="long")
    assert graph_of(store) == before


def test_a_changed_long_table_is_still_compared_row_by_row(
    store: Store, files: list[Path], table: Table
) -> None:
    load(store, files, STREAMED)
    table("treaties", tables.TREATIES.replace("1992-08,,KZ; CN", "1992-08-10,,KZ; CN; TR"))
    done = load(store, files, STREAMED)
    assert (done.new, done.changed) == (0, 1)
    assert parties(store, "kz-cn-agreement-1992") == ["CN", "KZ", "TR"]


# ----------------------------------------------------------------------------------- templates


def test_an_untouched_template_holds_no_rows_and_a_filled_one_loads(tmp_path: Path) -> None:
    for path in templates(tmp_path / "all"):
        found = read(path)
        assert (found.rows, found.problems) == ((), ())
        assert found.record.table == path.stem
    path = template("treaties", tmp_path / "mine.csv")
    with path.open("a", encoding="utf-8") as file:
        file.write("x,X," + "," * 20 + "\n")
    [problem] = read(path, "treaties").problems
    assert "row 5, column kind: the cell is empty" in problem


def test_a_template_never_overwrites(tmp_path: Path) -> None:
    template("names", tmp_path / "a.xlsx")
    with pytest.raises(ElshiError, match="already exists"):
        template("names", tmp_path / "a.xlsx")
    with pytest.raises(ElshiError, match="'name' is not a kind of table"):
        template("name", tmp_path / "b.xlsx")
    with pytest.raises(ElshiError, match=r"ends in \.xlsx or \.csv"):
        template("names", tmp_path / "b.doc")


# ---------------------------------------------------------------------------------- the command


def test_a_newcomers_way_from_a_spreadsheet_to_the_graph(elshi: Command, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "ours.xlsx") as book:
        sheet = book.add_worksheet()
        for at, line in enumerate(SHEET.replace("Kasachstan", "Kazakhstn").splitlines()):
            sheet.write_row(at, 0, line.split(";"))
    words = [
        "load",
        str(tmp_path / "ours.xlsx"),
        "--kind",
        "treaties",
        "--set",
        "kind=agreement",
        "--source",
        "Ours",
    ]
    for pair in MINE.mapping.items():
        words += ["--map", "=".join(pair)]
    review = tmp_path / "review.csv"
    assert elshi("resolve", "Kasachstan").returncode == 0
    asked = elshi(*words, "--review", str(review))
    assert asked.returncode == 1
    assert f"elshi resolve --decided {review}" in asked.stderr
    review.write_text(review.read_text("utf-8").replace("Kazakhstn,,", "Kazakhstn,KZ,"), "utf-8")
    assert elshi("resolve", "--decided", str(review)).returncode == 0
    dry = elshi(*words, "--dry-run")
    assert "would be new" in dry.stdout
    loaded = elshi(*words)
    assert loaded.returncode == 0, loaded.stderr
    assert "'Түркия Республикасы' was read as TR" in loaded.stderr
    assert "load-000003" in elshi("loads").stdout
    assert "was undone" in elshi("undo", "load-000003").stdout
