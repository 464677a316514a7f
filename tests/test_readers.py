"""Readers: the same rows from every kind of file, and one sentence for a file that is no table."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars
import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.errors import ElshiError
from graph.spreadsheets import bare, inert
from loaders import workbooks
from loaders.readers import objects, open_table

HEADINGS = ("id", "name", "date")
ROWS = [("kz-tr-1992", "Agreement on culture", "1992-05-01"), ("kz-cn-1995", "План; Жоспар", "1995")]


def rows(path: Path, **how: Any) -> list[tuple[str, ...]]:
    return [tuple(line.cells.values()) for line in open_table(path, **how).rows()]


def as_delimited(path: Path, delimiter: str, encoding: str = "utf-8") -> Path:
    lines = [delimiter.join(f'"{cell}"' for cell in row) for row in (HEADINGS, *ROWS)]
    path.write_text("\n".join(lines), encoding)
    return path


def as_workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate((HEADINGS, *ROWS)):
            for column, cell in enumerate(row):
                sheet.write(at, column, cell)
        book.add_worksheet("lists").hide()
    return path


def as_ods(path: Path, body: str = "") -> Path:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>'
            for c in row
        )
        + "</table:table-row>"
        for row in (HEADINGS, *ROWS)
    )
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content{spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="s">{body or cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return path


def as_json(path: Path) -> Path:
    path.write_text(json.dumps([dict(zip(HEADINGS, row, strict=True)) for row in ROWS]), "utf-8")
    return path


def as_json_lines(path: Path) -> Path:
    lines = [json.dumps(dict(zip(HEADINGS, row, strict=True)), ensure_ascii=False) for row in ROWS]
    path.write_text("\n".join(lines), "utf-8")
    return path


def as_parquet(path: Path) -> Path:
    polars.DataFrame(ROWS, list(HEADINGS), orient="row").write_parquet(path)
    return path


WRITERS: dict[str, Callable[[Path], Path]] = {
    "a.csv": lambda path: as_delimited(path, ","),
    "b.csv": lambda path: as_delimited(path, ";"),
    "c.txt": lambda path: as_delimited(path, "|"),
    "d.tsv": lambda path: as_delimited(path, "\t"),
    "bom.csv": lambda path: as_delimited(path, ",", "utf-8-sig"),
    "wide.csv": lambda path: as_delimited(path, ",", "utf-16"),
    "unmarked.csv": lambda path: as_delimited(path, "\t", "utf-16-le"),
    "e.xlsx": as_workbook,
    "f.ods": as_ods,
    "g.json": as_json,
    "h.jsonl": as_json_lines,
    "i.parquet": as_parquet,
}


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


def test_a_workbooks_dates_numbers_and_formulas_are_read_as_they_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["day", "year", "share", "sum", "known"])
        sheet.write_datetime(1, 0, date(1992, 7, 5), book.add_format({"num_format": "dd.mm.yyyy"}))  # type: ignore[arg-type]
        sheet.write_row(1, 1, [1992, 0.5])
        sheet.write_formula(1, 3, "=1+1", None, 2)
        sheet.write_boolean(1, 4, True)
    assert rows(path) == [("1992-07-05", "1992", "0.5", "2", "true")]


def with_sheet(path: Path, old: bytes, new: bytes) -> Path:
    """The workbook with other words in its first sheet."""
    with zipfile.ZipFile(path) as archive:
        parts = {info: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(path, "w") as archive:
        for info, content in parts.items():
            assert old in content or "sheet1" not in info.filename
            archive.writestr(info, content.replace(old, new) if "sheet1" in info.filename else content)
    return path


@pytest.mark.parametrize("value", [b"", b"<v></v>", b"<v/>"])
def test_a_formula_that_was_never_computed_is_a_problem_of_its_row(tmp_path: Path, value: bytes) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "name"])
        sheet.write(1, 0, "a")
        sheet.write_formula(1, 1, "=A2", None, 7)
    [line] = open_table(with_sheet(path, b"<v>7</v></c>", value + b"</c>")).rows()
    assert line.problem == "the formula under 'name' has no value yet: open and save the workbook"
    assert line.cells["name"] == ""


@pytest.mark.parametrize(
    ("look", "shown"),
    [
        ("mmmm yyyy", "1992-05"), ("mmm-yy", "1992-05"), ('[$-419]mmmm\\ yyyy" г."', "1992-05"),
        ("yyyy", "1992"), ("dd.mm.yyyy", "1992-05-01"), ('mmmm d", "yyyy', "1992-05-01"),
    ],
)  # fmt: skip
def test_a_day_that_a_cell_shows_as_a_month_or_a_year_is_read_as_that(
    tmp_path: Path, look: str, shown: str
) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "date"])
        sheet.write(1, 0, "a")
        sheet.write_datetime(1, 1, date(1992, 5, 1), book.add_format({"num_format": look}))  # type: ignore[arg-type]
    assert rows(path) == [("a", shown)]


@pytest.mark.parametrize("shown", ["#REF!", "#N/A", "#DIV/0!", "#NAME?", "#VALUE!"])
def test_a_formula_that_failed_is_a_problem_of_its_row_alone(tmp_path: Path, shown: str) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, other = book.add_worksheet("Ties & more"), book.add_worksheet("Sums")
        sheet.write_row(0, 0, ["id", "name"])
        sheet.write_column(1, 0, ["a", "b"])
        sheet.write_formula(1, 1, "=1/0", None, shown)
        sheet.write(2, 1, "B")
        other.write_formula(2, 0, "=1/0", None, shown)
        other.hide()
    bad, good = open_table(path).rows()
    assert (bad.number, bad.problem) == (2, f"the formula under 'name' ended in an error ({shown})")
    assert (good.number, good.problem, good.cells["name"]) == (3, "", "B")


def test_a_formula_that_failed_in_an_ods_is_a_problem_of_its_row(tmp_path: Path) -> None:
    row = "<table:table-row>{}</table:table-row>"
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join(row.format("".join(map(text.format, cells))) for cells in (("id", "name"), ("a", "#REF!")))
    [line] = open_table(as_ods(tmp_path / "a.ods", body)).rows()
    assert line.problem == "the formula under 'name' ended in an error (#REF!)"


def test_of_several_filled_sheets_the_reader_is_told_which(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("one", "two"):
            book.add_worksheet(name).write_column(0, 0, ["id", name])
    with pytest.raises(ElshiError, match=r"several sheets with rows \(one, two\).*--sheet"):
        open_table(path)
    assert rows(path, sheet="two") == [("two",)]
    with pytest.raises(ElshiError, match="has no sheet 'three'"):
        open_table(path, sheet="three")


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


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    assert path.stat().st_size < 100_000
    with pytest.raises(ElshiError, match=r"unpacks to 60 MB, where 50 MB is the most.*save the sheet as CSV"):
        open_table(path)


@pytest.mark.parametrize(
    ("write", "part", "end"),
    [
        (as_workbook, "xl/worksheets/sheet1.xml", b"</sheetData>"),
        (as_ods, "content.xml", b"</table:table>"),
    ],
)
def test_a_workbook_of_more_than_50_mb_is_refused_with_what_to_do(
    tmp_path: Path, write: Callable[[Path], Path], part: str, end: bytes
) -> None:
    path = write(tmp_path / ("large.xlsx" if write is as_workbook else "large.ods"))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    start, _, rest = parts[part].partition(end)
    last = start[max(start.rfind(b"<row "), start.rfind(b"<table:table-row")) :]
    parts[part] = start + last * (51_000_000 // len(last)) + end + rest
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert path.stat().st_size < 1_000_000
    sentence = f"{path.name} unpacks to 51 MB, where 50 MB is the most .*; save the sheet as CSV UTF-8, which"
    with pytest.raises(ElshiError, match=sentence):
        open_table(path)


def test_a_workbook_of_just_the_size_that_is_allowed_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = as_workbook(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as archive:
        size = sum(info.file_size for info in archive.infolist())
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", size)
    assert rows(path) == ROWS
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", size - 1)
    with pytest.raises(ElshiError, match="unpacks to"):
        open_table(path)


def test_a_workbook_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = as_workbook(tmp_path / "liar.xlsx")
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\1\2")
    content[at + 24 : at + 28] = (1).to_bytes(4, "little")
    path.write_bytes(content)
    with pytest.raises(ElshiError, match="damaged workbook"):
        open_table(path)


def test_a_small_workbook_that_spans_a_huge_rectangle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wide.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "id")
        sheet.write(1_048_575, 16_383, "x")
    with pytest.raises(ElshiError, match="spans 1,048,576 rows by 16,384 columns"):
        open_table(path)


def test_an_ods_that_repeats_its_cells_without_end_is_refused_but_empty_ones_are_not(tmp_path: Path) -> None:
    cell = '<table:table-cell table:number-columns-repeated="{}"{}/>'
    row = '<table:table-row table:number-rows-repeated="1048576">{}</table:table-row>'
    with pytest.raises(ElshiError, match="spans 1,048,576 rows by 16,384 columns"):
        open_table(
            as_ods(
                tmp_path / "a.ods",
                row.format(cell.format(16384, ' office:value-type="float" office:value="1"')),
            )
        )
    with pytest.raises(ElshiError, match="is empty"):
        open_table(as_ods(tmp_path / "b.ods", row.format(cell.format(16384, ""))))


def test_a_long_text_that_many_cells_share_is_counted_in_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "MOST_TEXT", 1_000_000)
    path = tmp_path / "shared.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_column(0, 0, ["x" * 30_000] * 100)
    with pytest.raises(ElshiError, match="spans 100 rows by 1 columns, too much"):
        open_table(path)


def test_a_million_characters_in_a_cell_are_read_for_the_row_to_be_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,name\na," + "x" * 1_000_000 + "\n", "utf-8")
    [line] = open_table(path).rows()
    assert (line.number, len(line.cells["name"])) == (2, 1_000_000)


@pytest.mark.parametrize("name", ["a.csv", "b.tsv", "c.xlsx", "d.ods", "e.json", "f.jsonl", "g.parquet"])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
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
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
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
