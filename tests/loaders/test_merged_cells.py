"""A merged cell says the same of every row beside which it stands, in XLSX and in ODS."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from elshi.graph.errors import ElshiError
from elshi.loaders.files.workbooks import WorkbookLimits, grid
from tests.fixtures import sheets

HEADINGS = ("name", "signed_by", "date")
NAMES = ("Agreement on culture", "Protocol of 1993", "Programme of 1995", "Plan of 1998")


def merged_workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 2, "Treaties of Kazakhstan with Turkey")
        for column, name in enumerate(HEADINGS):
            sheet.write(1, column, name)
        for row, name in enumerate(NAMES, 2):
            sheet.write(row, 0, name)
        sheet.merge_range(2, 1, 4, 1, "KZ; TR")
        sheet.write(5, 1, "KZ; CN")
        sheet.merge_range(4, 2, 5, 2, 1995)
    return path


def merged_ods(path: Path) -> Path:
    def cell(text: str, more: str = "") -> str:
        return (
            f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'
        )

    lines = ["".join(map(cell, HEADINGS))]
    spanned = ' table:number-rows-spanned="3" table:number-columns-spanned="1"'
    lines += [cell(NAMES[0]) + cell("KZ; TR", spanned) + cell("")]
    lines += [cell(name) + "<table:covered-table-cell/>" + cell("") for name in NAMES[1:3]]
    lines += [cell(NAMES[3]) + cell("KZ; CN") + cell("")]
    return sheets.as_ods(path, "".join(f"<table:table-row>{line}</table:table-row>" for line in lines))


def test_the_rows_of_a_merged_cell_have_its_value(tmp_path: Path) -> None:
    rows = sheets.rows(merged_workbook(tmp_path / "treaties.xlsx"))
    assert rows == [
        (NAMES[0], "KZ; TR", ""),
        (NAMES[1], "KZ; TR", ""),
        (NAMES[2], "KZ; TR", "1995"),
        (NAMES[3], "KZ; CN", "1995"),
    ]


def test_it_is_the_same_in_ods(tmp_path: Path) -> None:
    rows = sheets.rows(merged_ods(tmp_path / "treaties.ods"))
    assert [row[1] for row in rows] == ["KZ; TR"] * 3 + ["KZ; CN"]


def test_a_long_text_merged_over_many_rows_does_not_fill_the_memory(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "long.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "name")
        sheet.merge_range(1, 0, 400, 0, "a" * 1_000)
        sheet.write(400, 1, "x")
    with pytest.raises(ElshiError, match="too much for a workbook"):
        grid(tmp_path / "long.xlsx", limits=WorkbookLimits(characters=100_000))
