"""Workbooks and Parquet are parsed in a child process: what kills the parser is a sentence."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
import zipfile
from pathlib import Path

import polars
import pytest
import xlsxwriter

from elshi.graph.errors import ElshiError
from elshi.loaders.files import child
from elshi.loaders.files.readers import open_table
from elshi.loaders.files.workbooks import WorkbookLimits, grid

FAR = 'r="XFD1048576"'


def workbook(path: Path, replaced: str = "", by: str = "") -> Path:
    """A workbook of two cells whose second stands where ``by`` says."""
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_column(0, 0, ["id", "x"])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert replaced in parts[sheet]
    parts[sheet] = parts[sheet].replace(replaced, by)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    "place",
    [FAR, FAR.lower(), FAR.replace('"', "'"), FAR.replace("=", " = "), 'r="7000"', 'r="GZZ7000"'],
    ids=["plain", "letter case", "quotes", "spaces", "row", "49 million"],
)
def test_a_far_cell_is_refused_however_its_place_is_written(tmp_path: Path, place: str) -> None:
    if place == 'r="7000"':  # a cell takes the place of its row if it names none
        path = workbook(tmp_path / "far.xlsx", '<row r="2" spans="1:1"><c r="A2" ', '<row r="9000000"><c ')
    else:
        path = workbook(tmp_path / "far.xlsx", 'r="A2"', place)
    with pytest.raises(ElshiError, match=r"far\.xlsx spans [\d,]+ rows by [\d,]+ columns, too much"):
        open_table(path)


def test_a_far_cell_in_another_namespace_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "far.xlsx", '<c r="A2"', f'<mein-präfix:c xmlns:mein-präfix="urn:x" {FAR}')
    with pytest.raises(ElshiError, match=r"far\.xlsx"):
        open_table(path)


def test_a_row_that_is_only_formatted_does_not_count(tmp_path: Path) -> None:
    path = workbook(tmp_path / "tall.xlsx", "</sheetData>", '<row r="1048576" s="1"/></sheetData>')
    assert [line.cells for line in open_table(path).rows()] == [{"id": "x"}]


def test_a_workbook_that_needs_half_a_terabyte_ends_its_child_and_not_the_command(tmp_path: Path) -> None:
    path = workbook(tmp_path / "far.xlsx", 'r="A2"', FAR)
    with pytest.raises(ElshiError, match=r"far\.xlsx cannot be read: it needs more than 4 GB of memory or"):
        open_table(path, limits=WorkbookLimits(cells=10**12))


def test_a_child_that_has_no_memory_is_a_sentence(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx")
    with pytest.raises(ElshiError, match=r"a\.xlsx cannot be read: it needs more than"):
        list(child.frames("workbook", path, None, None, child=child.ChildLimits(memory=10_000_000)))


def test_a_part_that_unpacks_to_more_than_it_says_costs_no_memory(tmp_path: Path) -> None:
    path = workbook(tmp_path / "liar.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", bytes(200_000_000))
    content = bytearray(path.read_bytes())
    at = content.rfind(b"PK\1\2")
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")
    path.write_bytes(content)
    tracemalloc.start()
    try:
        with pytest.raises(ElshiError, match=r"liar\.xlsx is a damaged workbook"):
            grid(path)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_child_runs_nothing_of_the_users_folder(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx")
    for name in ("marshal.py", "zipfile.py", "python_calamine.py", "html.py"):
        (tmp_path / name).write_text("open('ran', 'w').close()\n", "utf-8")
    reading = f"""
from pathlib import Path
from elshi.loaders.files.readers import open_table
open_table(Path({str(path)!r}))
"""
    subprocess.run([sys.executable, "-P", "-c", reading], cwd=tmp_path, check=True)
    assert not (tmp_path / "ran").exists()


def test_parquet_is_read_as_often_as_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    polars.DataFrame({"id": ["a", "b"], "n": [1, None]}).write_parquet(path)
    table = open_table(path)
    rows = [{"id": "a", "n": "1"}, {"id": "b", "n": ""}]
    assert [[line.cells for line in table.rows()] for _ in range(3)] == [rows] * 3


def test_parquet_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    polars.DataFrame({"id": ["a"] * 1000}).write_parquet(path)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(ElshiError, match=r"a\.parquet is not Parquet, or is damaged"):
        open_table(path)
