"""Workbooks: cells as they are shown, formulas that failed, and what is too large to be read whole."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from elshi.graph.errors import ElshiError
from elshi.loaders.files.readers import open_table
from elshi.loaders.files.workbooks import WorkbookLimits
from tests.fixtures.sheets import ROWS, as_ods, as_workbook, rows


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


def test_a_workbook_of_just_the_size_that_is_allowed_is_read(tmp_path: Path) -> None:
    path = as_workbook(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as archive:
        size = sum(info.file_size for info in archive.infolist())
    assert rows(path, limits=WorkbookLimits(unpacked=size)) == ROWS
    with pytest.raises(ElshiError, match="unpacks to"):
        open_table(path, limits=WorkbookLimits(unpacked=size - 1))


def test_a_workbook_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = as_workbook(tmp_path / "liar.xlsx")
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\1\2")
    content[at + 24 : at + 28] = (1).to_bytes(4, "little")
    path.write_bytes(content)
    with pytest.raises(ElshiError, match="damaged workbook"):
        open_table(path)


def test_an_ods_that_breaks_off_is_refused_and_not_read_for_ever(tmp_path: Path) -> None:
    path = as_ods(tmp_path / "a.ods")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["content.xml"] = parts["content.xml"].partition(b"</office:body>")[0]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(ElshiError, match=r"a\.ods is a damaged workbook"):
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


def test_a_long_text_that_many_cells_share_is_counted_in_each(tmp_path: Path) -> None:
    path = tmp_path / "shared.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_column(0, 0, ["x" * 30_000] * 100)
    with pytest.raises(ElshiError, match="spans 100 rows by 1 columns, too much"):
        open_table(path, limits=WorkbookLimits(characters=1_000_000))
