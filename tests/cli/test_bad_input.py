"""Bad input: one clear sentence, exit code 1, no traceback, nothing half-loaded."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from elshi.graph.errors import ElshiError
from elshi.graph.store.store import Store
from elshi.loaders import RECORDS
from elshi.loaders.load import inputs, stream_writer
from elshi.loaders.load.ledger import loads
from elshi.loaders.load.load import load
from elshi.loaders.load.options import LoadLimits
from elshi.loaders.tables.rows import validated
from tests.fixtures import tables

Table = Callable[[str, str], Path]
Command = Callable[..., subprocess.CompletedProcess[str]]


def refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """The command ended with exit code 1 and said all the words, without a traceback."""
    said = done.stderr + done.stdout
    assert done.returncode == 1, said
    assert "Traceback" not in said
    for word in words:
        assert word in said, said


@pytest.fixture
def files(table: Table) -> list[str]:
    return [str(table(name, text)) for name, text in tables.ALL.items()]


def test_a_missing_file(real_elshi: Command) -> None:
    refused(real_elshi("load", "nowhere/treaties.csv"), "There is no file", "treaties.csv")


def test_a_folder_in_place_of_a_file(elshi: Command, tmp_path: Path) -> None:
    refused(elshi("load", str(tmp_path), "--kind", "treaties"), "cannot be read")


def test_a_table_of_no_known_kind(elshi: Command, table: Table) -> None:
    path = str(table("contracts", "id,name\n"))
    refused(elshi("load", path), "contracts.csv", "--kind", "treaties")
    refused(elshi("load", path, "--kind", "contracts"), "'contracts' is not a kind of table")


def test_all_bad_rows_of_a_table_are_reported_in_one_go_and_nothing_is_loaded(
    elshi: Command, table: Table, files: list[str]
) -> None:
    table(
        "treaties",
        "id,kind,name,date,signed_by,source\n"
        "good,agreement,Good,1992,KZ; CN,kz-cn-article\n"
        "bad kind,agreement,Bad id,1992,KZ,kz-cn-article\n"
        "b,trety,Bad kind,1992,KZ,kz-cn-article\n"
        "c,agreement,Bad date,31.02.1992,KZ,kz-cn-article\n"
        "d,agreement,,1992,KZ,kz-cn-article\n",
    )
    refused(
        elshi("load", *files),
        "treaties.csv, row 3, column id: 'bad kind' is not an id",
        "treaties.csv, row 4, column kind: 'trety' is not a kind of treaties",
        "treaties.csv, row 5, column date: '31.02.1992'",
        "treaties.csv, row 6, column name",
        "Nothing was loaded",
    )
    counted = elshi("cypher", "--json", "MATCH (t:Treaty {id: 'good'}) RETURN t.id AS id")
    assert counted.stdout.strip() == "[]"


def test_an_actor_that_nobody_knows_is_named_with_the_nearest(
    elshi: Command, table: Table, files: list[str]
) -> None:
    table("treaties", tables.TREATIES.replace("KZ; CN,general-culture,,", "KZ; turkpsoy,general-culture,,"))
    refused(
        elshi("load", *files),
        "treaties.csv, row 3, column signed_by: nobody has the id or surely the name 'turkpsoy'",
        "did you mean turksoy",
    )


def test_a_reference_of_the_wrong_sort(elshi: Command, table: Table, files: list[str]) -> None:
    table("treaties", tables.TREATIES.replace("KZ; CN,general-culture,,", "KZ; abai-150,general-culture,,"))
    refused(elshi("load", *files), "row 3, column signed_by: 'abai-150' is an Event, where an Actor was")


def test_a_row_without_a_citation(elshi: Command, table: Table, files: list[str]) -> None:
    table("events", "id,kind,name,hosted_by\nx,festival,A festival,CN\n")
    refused(elshi("load", *files), "events.csv, row 2: 'x' cites no source")


def test_a_citation_of_a_fact_that_is_nowhere(elshi: Command, table: Table, files: list[str]) -> None:
    citations = table("citations", "fact,source,start,end\nnothing,kz-cn-article,1,5\n")
    refused(elshi("load", *files, str(citations)), "citations.csv, row 2, column fact", "'nothing'")


def test_an_id_used_twice(elshi: Command, table: Table, files: list[str]) -> None:
    table("events", tables.EVENTS.replace("abai-150", "KZ"))
    refused(
        elshi("load", *files), "events.csv, row 2, column id: 'KZ' is already used in countries.csv, row 2"
    )


def test_a_wrong_column_is_named_with_the_nearest(elshi: Command, table: Table) -> None:
    path = str(table("treaties", "id,kind,name,dat\n"))
    refused(elshi("load", path), "treaties.csv, row 1: 'dat' (did you mean 'date'?) is not a column")


def test_all_strange_headings_are_told_at_once(elshi: Command, table: Table) -> None:
    path = str(table("treaties", "Атауы,Күні,kind,name\n"))
    done = elshi("load", path)
    refused(done, "row 1: 'Атауы', 'Күні' are not columns of treaties", '--map "Атауы=COLUMN"')
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("mapped", "sentence"),
    [
        ("Atawy=name", "there is no heading 'Atawy' to map; did you mean 'Atauy'?"),
        (
            "Atauy=nam",
            "Cannot map 'Atauy' to 'nam': table treaties has no such column; did you mean 'name'?",
        ),
        ("Atauy", "'Atauy' was expected to be HEADING=COLUMN."),
    ],
)
def test_a_mapping_that_is_mistaken(elshi: Command, table: Table, mapped: str, sentence: str) -> None:
    refused(elshi("load", str(table("treaties", "Atauy,kind\nA,treaty\n")), "--map", mapped), sentence)


def test_headings_alone_load_nothing_and_say_so(elshi: Command, table: Table, tmp_path: Path) -> None:
    done = elshi("load", str(table("treaties", "id,kind,name\n")))
    assert (done.returncode, done.stdout[:8]) == (0, "no rows:")
    (tmp_path / "treaties.json").write_text("[]", "utf-8")
    refused(
        elshi("load", str(tmp_path / "treaties.json")), "is empty; objects with keys such as id, name, kind"
    )


def test_a_template_in_a_folder_that_is_not_there(elshi: Command, tmp_path: Path) -> None:
    for name in ("mine.xlsx", "mine.csv"):
        place = str(tmp_path / "nowhere" / name)
        refused(elshi("template", "treaties", place), f"the file {place} cannot be used: No such file")
    refused(elshi("template", "treaties", "--all", str(tmp_path / "all")), "leave out 'treaties'")


def test_a_missing_column(elshi: Command, table: Table) -> None:
    done = elshi("load", str(table("treaties", "id,name\n")))
    refused(done, "the column 'kind' is missing (one of treaty, agreement,", '--set "kind=VALUE"')


def test_a_heading_that_stands_twice(elshi: Command, table: Table) -> None:
    refused(elshi("load", str(table("treaties", "id,kind,name,name\n"))), "'name' stands there twice")


def test_an_empty_table(elshi: Command, table: Table) -> None:
    refused(elshi("load", str(table("treaties", ""))), "treaties.csv is empty")


def test_a_row_longer_than_the_headings(elshi: Command, table: Table) -> None:
    refused(
        elshi("load", str(table("countries", "id,name\nKZ,Kazakhstan,x\n"))),
        "countries.csv, row 2: 3 cells stand under 2 headings",
    )


def test_a_cell_of_a_million_characters(elshi: Command, table: Table) -> None:
    path = table("countries", "id,name\nKZ," + "a" * 1_000_000 + "\n")
    done = elshi("load", str(path))
    refused(done, "countries.csv, row 2, column name: the cell has 1,000,000 characters")
    assert len(done.stderr) < 1_000


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-16"])
def test_a_table_in_another_encoding_is_read_and_the_command_says_so(
    elshi: Command, tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "countries.csv"
    path.write_bytes("id,name,name_ru\nKZ,Kazakhstan,Казахстан\n".encode(encoding))
    done = elshi("load", str(path))
    assert done.returncode == 0, done.stderr
    assert f"countries.csv was read as {encoding}" in done.stderr.replace("Windows", "windows").replace(
        "UTF", "utf"
    )


def test_a_disk_that_is_full_while_rows_are_checked_loads_nothing(
    store: Store, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(stream_writer.SpillFolder, "_keep", full)
    with pytest.raises(ElshiError, match="No space left on device; nothing was loaded"):
        load(store, [table("countries", tables.COUNTRIES)], limits=LoadLimits(stream_from=0))
    assert not store.read("MATCH (n:Elshi) RETURN n.id AS id")
    assert not loads(store)


def test_a_disk_that_is_full_when_refused_rows_are_written_loads_nothing(
    store: Store, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(inputs, "_write_refused", full)
    with pytest.raises(ElshiError, match="No space left on device; nothing was loaded"):
        load(store, [table("countries", tables.COUNTRIES + "a b,Nowhere,\n")], skip_bad=True)
    assert not store.read("MATCH (n:Elshi) RETURN n.id AS id")


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with 40 MB; ``mount -o remount,size=…`` makes it larger."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("disks may not be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_disk_that_is_full_in_the_middle_of_writing_is_told_and_the_load_can_be_completed(
    real_elshi: Command, full_disk: Path, table: Table
) -> None:
    note = "words " * 60
    lines = (f"org-{n},association,Organisation {n},{note}\n" for n in range(30_000))
    path = str(table("organisations", f"id,kind,name,note\n{''.join(lines)}"))
    home = {"ELSHI_HOME": str(full_disk / "home")}
    refused(real_elshi("load", path, **home), "disk", "full", "free some space")
    subprocess.run(["mount", "-o", "remount,size=400m", str(full_disk)], check=True)
    again = real_elshi("load", path, **home)
    assert again.returncode == 0, again.stderr
    counted = real_elshi("cypher", "--json", "MATCH (n:Elshi) RETURN count(n) AS n", **home)
    assert json.loads(counted.stdout) == [{"n": 30_000}]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("treaties.xlsx", b"PK\3\4", "damaged workbook"),
        ("treaties.parquet", b"PAR1", "is not Parquet"),
        ("treaties.json", b'[{"id": 1}, {', "object 2: this is not JSON"),
        ("treaties.jsonl", b'{"id": "a", "id": "b"}', "stands twice"),
        ("treaties.csv", b"\x00\x01\x02", "a NUL character"),
    ],
)
def test_a_broken_file_of_each_kind(
    elshi: Command, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    refused(elshi("load", str(tmp_path / name)), name, words)


def test_a_serial_number_and_a_day_that_may_be_a_month_are_asked_about() -> None:
    for written, sentence in (
        ("33790", "as a spreadsheet's day number it would be 1992-07-05"),
        ("5/7/1992", "day and month cannot be told apart"),
        ("31.02.1992", "there is no such day"),
    ):
        cells = {"id": "a", "kind": "treaty", "name": "n", "date": written}
        wrong = validated(RECORDS["treaties"], cells, "treaties.csv", 2)
        assert isinstance(wrong, list)
        assert sentence in wrong[0]


def test_a_nul_character(elshi: Command, table: Table) -> None:
    refused(elshi("load", str(table("countries", "id,name\nKZ,Kaz\0akhstan\n"))), "line 2: a NUL character")


def test_a_quotation_mark_that_is_never_closed(elshi: Command, table: Table) -> None:
    refused(elshi("load", str(table("countries", 'id,name\nKZ,"Kazakhstan\n'))), "countries.csv", "not CSV")


def test_a_server_that_is_down(elshi: Command) -> None:
    refused(elshi("--db", "bolt://127.0.0.1:9", "doctor"), "No database answers at bolt://127.0.0.1:9")
    refused(elshi("doctor", NEO4J_URI="bolt://127.0.0.1:9"), "No database answers")


def test_an_address_that_is_none(elshi: Command) -> None:
    refused(elshi("--db", "ftp://example.org", "doctor"), "is not the address of a database")


def test_a_data_folder_that_is_a_file(elshi: Command, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("x", encoding="utf-8")
    refused(elshi("doctor", ELSHI_HOME=str(path)), "cannot be used")


def test_a_reading_query_can_neither_write_nor_read_a_local_file(
    elshi: Command, files: list[str], tmp_path: Path
) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n", encoding="utf-8")
    assert elshi("load", *files).returncode == 0
    for statement in (
        "CREATE (n:Elshi {id: 'x'}) RETURN n.id AS id",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n:Elshi {id: 'KZ'}) SET n.name = 'x' RETURN n.id AS id",
        f"LOAD CSV FROM 'file://{secret}' AS line RETURN line",
        "CREATE INDEX mine FOR (n:Elshi) ON (n.name)",
    ):
        refused(elshi("cypher", statement), "run read-only")


def test_cypher_that_is_none(elshi_on_corpus: Command) -> None:
    refused(elshi_on_corpus("cypher", "SELECT * FROM treaties"), "The query is not Cypher")


def test_a_question_that_is_not_in_the_catalogue(elshi_on_corpus: Command) -> None:
    refused(elshi_on_corpus("query", "tiesbetween"), "There is no question", "ties-between")


def test_a_question_without_its_parameter(elshi_on_corpus: Command) -> None:
    refused(elshi_on_corpus("query", "ties-between", "a=KZ"), "ties-between needs b")
    refused(elshi_on_corpus("query", "ties-between", "a=KZ", "c=CN"), "'c' is not a parameter")
    refused(elshi_on_corpus("query", "treaties-in-force", "year=soon"), "'soon' is not a year")


def test_a_name_that_nobody_bears_is_answered_with_the_nearest(elshi_on_corpus: Command) -> None:
    refused(elshi_on_corpus("show", "Kazahstann"), "called 'Kazahstann'", "Kazakhstan (KZ)")


@pytest.mark.parametrize("words", [("query",), ("show", "Шанхай"), ("doctor",)])
def test_a_terminal_that_is_not_utf8_gets_marks_in_place_of_letters(
    real_elshi: Command, corpora: Callable[[str], Store], words: tuple[str, ...]
) -> None:
    engine = corpora("embedded").engine
    assert engine
    for environment in ({"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "cp1251"}):
        done = real_elshi(*words, ELSHI_HOME=str(engine.folder), **environment)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr


def test_commas_and_particulars_of_a_party_are_checked() -> None:
    wrong = validated(
        RECORDS["treaties"], {"id": "a", "kind": "treaty", "name": "n", "signed_by": "KZ, CN"}, "row"
    )
    assert isinstance(wrong, list)
    assert "'KZ, CN' is not an actor" in wrong[0]


@pytest.mark.parametrize(
    ("party", "sentence"),
    [
        ("KZ [mood=good]", "'mood' is not a known detail of KZ"),
        ("KZ [ratified=soon]", "'soon' is not a date"),
    ],
)
def test_what_is_said_of_a_party_is_checked(party: str, sentence: str) -> None:
    cells = {"id": "a", "kind": "treaty", "name": "n", "signed_by": party}
    wrong = validated(RECORDS["treaties"], cells, "treaties.csv, row 2")
    assert isinstance(wrong, list)
    assert sentence in wrong[0]


def test_an_amount_that_is_no_number() -> None:
    cells = {"id": "a", "kind": "joint-project", "name": "n", "funded_by": "KZ [amount=much]"}
    wrong = validated(RECORDS["programmes"], cells, "programmes.csv, row 2")
    assert isinstance(wrong, list)
    assert "amount 'much' is not a number" in wrong[0]
