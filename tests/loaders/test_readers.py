"""Readers: the same rows from every kind of file, and one sentence for a file that is no table."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polars
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from elshi.graph.errors import ElshiError
from elshi.graph.spreadsheets import bare, inert
from elshi.loaders.files.readers import objects, open_table
from tests.fixtures.examples import examples
from tests.fixtures.sheets import HEADINGS, ROWS, WRITERS, as_delimited, rows


@pytest.mark.parametrize("name", WRITERS)
def test_every_kind_of_file_gives_the_same_rows(tmp_path: Path, name: str) -> None:
    path = WRITERS[name](tmp_path / name)
    assert open_table(path).columns == HEADINGS
    assert rows(path) == ROWS
    assert rows(path) == ROWS, "a second pass gives them again"


@pytest.mark.parametrize(
    ("encoding", "shown", "words"),
    [
        ("cp1251", "Windows-1251", "Республика Казахстан"),
        ("cp1254", "Windows-1254", "Türkiye ile Çin arasında kültür işbirliği"),
    ],
)
def test_cyrillic_and_turkish_tables_of_old_are_read_and_say_so(
    tmp_path: Path, encoding: str, shown: str, words: str
) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes(f"id;name\na;{words}\n".encode(encoding))
    assert open_table(path).encoding == shown
    assert rows(path) == [("a", words)]


def test_an_encoding_that_is_not_clear_is_asked_for_and_can_be_told(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("id,name\na,Республика Казахстан\n".encode("koi8-r"))
    with pytest.raises(ElshiError, match=r"old\.csv, line 2: byte 0x.. is not UTF-8.*--encoding"):
        open_table(path)
    assert rows(path, encoding="koi8-r") == [("a", "Республика Казахстан")]
    with pytest.raises(ElshiError, match="'no-such' is not an encoding"):
        open_table(path, encoding="no-such")


def test_a_kazakh_table_of_old_is_read_with_its_own_letters(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    words = "Қазақстан мен Түркия арасындағы мәдени ынтымақтастық туралы келісім"
    path.write_bytes(f"id;name\na;{words}\n".encode("kz1048"))
    assert open_table(path).encoding == "KZ-1048"
    assert rows(path) == [("a", words)]


@pytest.mark.parametrize(
    ("encoding", "words"), [("cp1250", "Łódź; Příbram"), ("cp866", "Россия"), ("mac_cyrillic", "Россия")]
)
def test_letters_of_a_third_encoding_are_never_taken_for_words(
    tmp_path: Path, encoding: str, words: str
) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes(f"id,name\na,{words}\n".encode(encoding))
    with pytest.raises(ElshiError, match="make no words in Windows-1251 or Windows-1254"):
        open_table(path)


def test_a_file_that_was_cut_within_a_letter_says_so(tmp_path: Path) -> None:
    path = tmp_path / "cut.csv"
    path.write_bytes("id,name\na,Қазақстан\nb,Қытай".encode()[:-1])
    with pytest.raises(ElshiError, match=r"cut\.csv, line 3: the file breaks off in the middle of a letter"):
        open_table(path)


def test_a_file_that_mixes_encodings_is_refused_with_both_lines(tmp_path: Path) -> None:
    path = tmp_path / "mixed.csv"
    path.write_bytes("id,name\na,Қазақстан\n".encode() + "b,Россия\n".encode("cp1251"))
    with pytest.raises(ElshiError, match=r"mixed\.csv mixes encodings: line 2 is UTF-8 and line 3"):
        open_table(path)


@pytest.mark.parametrize("mark", [",", ";", "|", "\t"])
def test_a_cell_of_many_values_is_not_taken_for_many_cells(tmp_path: Path, mark: str) -> None:
    other = next(one for one in ";|," if one != mark)
    parties = f"{other} ".join(("KZ", "KG", "UZ", "TM", "AZ", "TR", "MN", "CN"))
    path = tmp_path / "a.csv"
    path.write_text(f"name{mark}date{mark}signed_by\nTÜRKSOY{mark}1993{mark}{parties}\n", "utf-8")
    assert rows(path) == [("TÜRKSOY", "1993", parties)]


def test_a_title_with_commas_stands_above_a_table_with_semicolons(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Our treaties, 1992, and more\n\nid;name;date\na;Kazakhstan, Turkey;1992\nb;C;1993\n", "utf-8"
    )
    assert rows(path) == [("a", "Kazakhstan, Turkey", "1992"), ("b", "C", "1993")]


def test_the_row_numbers_are_those_of_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('\n\nOur treaties\nid,name,date\n\na,"two\nlines",1992\nb,c,1993\n', "utf-8")
    table = open_table(path)
    assert table.header_row == 4
    assert [line.number for line in table.rows()] == [6, 7]


def test_ragged_rows_are_problems_of_the_row_and_not_of_the_table(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,name,\na,b,,\nc,d,e\nf,g,,h\ni\n", "utf-8")
    assert [line.problem for line in open_table(path).rows()] == [
        "", "3 cells stand under 2 headings",
        "4 cells stand under 2 headings", "",
    ]  # fmt: skip


def test_a_query_services_results_give_their_values(tmp_path: Path) -> None:
    bindings = [
        {"item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q232"}, "n": {"value": "x"}}
    ]
    path = tmp_path / "query.json"
    path.write_text(json.dumps({"head": {"vars": ["item", "n"]}, "results": {"bindings": bindings}}), "utf-8")
    assert rows(path) == [("http://www.wikidata.org/entity/Q232", "x")]
    assert list(objects(path)) == [(1, bindings[0])]


@pytest.mark.parametrize("name", ["a.json", "b.parquet"])
def test_a_value_that_is_no_text_is_a_problem_of_its_row_alone(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    found = [{"id": "a", "name": {"en": "A"}}, {"id": "b", "name": None}]
    if name == "a.json":
        path.write_text(json.dumps(found), "utf-8")
    else:
        polars.DataFrame(found).write_parquet(path)
    bad, good = open_table(path).rows()
    assert bad.problem == "an object stands under 'name', where a value was expected"
    assert (good.problem, good.cells) == ("", {"id": "b", "name": ""})


def test_bytes_and_nul_characters_in_parquet_are_problems_of_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    polars.DataFrame({"id": ["a", "b"], "raw": [b"\xff", None], "name": ["A", "B\0"]}).write_parquet(path)
    assert [line.problem for line in open_table(path).rows()] == [
        "bytes stand under 'raw', where text was expected",
        "a NUL character stands under 'name'",
    ]


def test_what_a_data_frame_writes_for_missing_is_an_empty_cell(tmp_path: Path) -> None:
    polars.DataFrame({"id": ["a"], "year": [float("nan")]}).write_parquet(tmp_path / "a.parquet")
    (tmp_path / "b.json").write_text('[{"id": "a", "year": NaN}]', "utf-8")
    assert rows(tmp_path / "a.parquet") == rows(tmp_path / "b.json") == [("a", "")]


def test_text_under_no_key_and_keys_that_are_one_are_problems_of_the_row(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"id": "a", "": "x"}, {"id": "b", "id ": "c"}]', "utf-8")
    assert [line.problem for line in open_table(tmp_path / "a.json").rows()] == [
        "'x' stands under no heading",
        "two keys differ in spaces alone",
    ]


def test_json_longer_than_one_piece_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    path.write_text(json.dumps([{"id": f"a{n}", "name": "ә" * 500} for n in range(5_000)], indent=1), "utf-8")
    assert [line.cells["id"] for line in open_table(path).rows()] == [f"a{n}" for n in range(5_000)]


# ------------------------------------------------------------------------------------- bad files

BAD: dict[str, tuple[bytes, str]] = {
    "empty.csv": (b"", "empty.csv is empty"),
    "blank.csv": (b"\n \n\n", "is empty"),
    "bom.csv": (b"\xef\xbb\xbf", "is empty"),
    "empty.json": (b"", "is empty"),
    "empty.xlsx": (b"", "empty.xlsx is empty"),
    "empty.parquet": (b"", "empty.parquet is empty"),
    "twice.csv": (b"id,name,id\n", "the heading 'id' stands there twice"),
    "nul.csv": (b"id,name\na,b\0c\n", r"nul.csv, line 2: a NUL character"),
    "nul.jsonl": (b'{"id": "a"}\n{"id": "\0"}\n', r"line 2: a NUL character"),
    "open.csv": (b'id,name\na,"b\nc,d\n', "this is not CSV"),
    "half.csv": (b"\xff\xfei\0d", "begins as UTF-16 and holds bytes that are not"),
    "fake.xlsx": (b"id,name\n", "fake.xlsx is not XLSX inside"),
    "fake.csv": (b"PK\3\4rest", "fake.csv is a zip archive"),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or encrypted workbook"),
    "torn.xlsx": (b"PK\3\4torn", "damaged workbook"),
    "torn.parquet": (b"PAR1torn", "not Parquet, or is damaged"),
    "torn.json": (b'[{"id": "a"}, {"id": ', "object 2: this is not JSON"),
    "cut.json": (b'[{"id": "a"}', "object 2: the file breaks off here"),
    "word.json": (b'"id"', "not an array of objects"),
    "mixed.json": (b'[{"id": "a"}, 5]', "object 2: 5 is not an object"),
    "line.jsonl": (b'{"id": "a"}\n[1]\n', r"line 2: \[1\] is not an object"),
    "twice.jsonl": (b'{"id": "a", "id": "b"}\n', "the key 'id' stands twice"),
    "half.jsonl": (rb'{"id": "\ud800"}', "line 1: an escape such as .* stands for no letter"),
    "nul.json": (rb'[{"id": "a"}, {"id": {"b": ["\u0000"]}}]', "object 2: an escape such as"),
    "long.json": (b'[{"id": ' + b"9" * 5_000 + b"}]", "object 1: a number has more figures"),
    "more.json": (b'[{"id": "a"}] [{"id": "b"}]', r"after the array's end stands '\[{\"id"),
    "lines.json": (b'{"id": "a"}\n{"id": "b"}\n', r"with an object on each line is named \.jsonl"),
    "other.zip": (b"PK\3\4rest", "is a zip archive and not a table"),
    "deep.jsonl": (b'{"a":' * 100_000, "nested too deep"),
    "word.docx": (b"text", "'.docx' is not a kind of table"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_table_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    content, sentence = BAD[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ElshiError, match=sentence):
        list(open_table(tmp_path / name).rows())


def test_places_that_are_no_files_are_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "lost.csv").symlink_to(tmp_path / "gone.csv")
    (tmp_path / "round.csv").symlink_to(tmp_path / "round.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    for name, sentence in {
        "": "is a folder",
        "none.csv": "There is no file",
        "lost.csv": r"There is no file .*gone\.csv, to which .*lost\.csv leads",
        "round.csv": "cannot be read",
        "pipe.csv": "is not a file",
    }.items():
        with pytest.raises(ElshiError, match=sentence):
            open_table(tmp_path / name)


def test_a_link_to_a_table_is_read_like_the_table(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(as_delimited(tmp_path / "a.csv", ","))
    assert rows(tmp_path / "link.csv") == ROWS


@pytest.fixture
def another_user() -> Iterator[None]:
    """The superuser may read everything, so he becomes somebody else for as long as the test takes."""
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(65534)
    yield
    os.seteuid(mine)


@pytest.mark.parametrize("name", WRITERS)
def test_a_file_without_permission_is_refused_in_a_sentence(name: str, another_user: None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = WRITERS[name](Path(folder) / name)
        path.chmod(0)
        with pytest.raises(ElshiError, match=f"{name} cannot be read: Permission denied"):
            open_table(path)


def test_a_folder_that_may_not_be_entered_is_told_of_its_file(another_user: None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = as_delimited(Path(folder) / "a.csv", ",")
        Path(folder).chmod(0)
        with pytest.raises(ElshiError, match=r"a\.csv cannot be read: Permission denied"):
            open_table(path)
        Path(folder).chmod(0o700)


def test_a_million_characters_in_a_cell_are_read_for_the_row_to_be_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,name\na," + "x" * 1_000_000 + "\n", "utf-8")
    [line] = open_table(path).rows()
    assert (line.number, len(line.cells["name"])) == (2, 1_000_000)


@pytest.mark.parametrize("name", ["a.csv", "b.tsv", "c.xlsx", "d.ods", "e.json", "f.jsonl", "g.parquet"])
@settings(max_examples=examples(60))
@given(
    content=st.binary(max_size=300),
    start=st.sampled_from([b"", b"PK\3\4", b"PAR1", b"id,name\n", b'[{"', b"\xff\xfe"]),
)
def test_whatever_bytes_a_file_holds_it_is_read_or_refused_in_a_sentence(
    tmp_path: Path, name: str, content: bytes, start: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(start + content)
    try:
        table = open_table(path)
        for line in table.rows():
            assert all(isinstance(cell, str) for cell in line.cells.values())
    except ElshiError as error:
        assert len(str(error).splitlines()) <= 2
        assert name in str(error)


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=examples(40))
@given(
    places=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=4)), max_size=5
    ),
    kept=st.floats(0, 1),
)
def test_a_table_that_was_damaged_on_its_way_is_read_or_refused_in_a_sentence(
    tmp_path: Path, name: str, places: list[tuple[float, bytes]], kept: float
) -> None:
    content = bytearray(WRITERS[name](tmp_path / name).read_bytes())
    for place, some in places:
        at = int(place * len(content))
        content[at : at + len(some)] = some
    (tmp_path / name).write_bytes(content[: max(1, int(kept * len(content)))] if kept < 0.9 else content)
    try:
        for line in open_table(tmp_path / name).rows():
            assert all(isinstance(cell, str) for cell in line.cells.values())
    except ElshiError as error:
        assert len(str(error).splitlines()) == 1
        assert name in str(error)


@given(
    st.lists(
        st.lists(
            st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0")),
            min_size=3,
            max_size=3,
        )
    )
)
@example([["", "", "|00|0|"]])
@example([["", "", "|0|0|"], ["a;b;c;d;e", "f;g;h;i;j", ""]])
@settings(max_examples=examples(100))
def test_what_is_written_as_csv_is_read_back(tmp_path: Path, table: list[list[str]]) -> None:
    import csv

    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(
            [HEADINGS, *([inert(c) for c in row] for row in table)]
        )
    kept = [tuple(row) for row in table if any(cell and not cell.isspace() for cell in row)]
    assert rows(path) == kept


@given(st.text())
def test_a_cell_written_for_a_spreadsheet_is_read_back_and_never_runs(text: str) -> None:
    written = inert(text)
    assert bare(written) == text
    assert written[:1] not in ("=", "@", "\t", "\r")


def test_a_heading_written_for_a_spreadsheet_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,'=name\na,b\n", "utf-8")
    assert open_table(path).columns == ("id", "=name")
