"""Round trips: what a person or the program writes into a table is what is read from it, however ugly.

Rows are generated for every kind of record; see ``tests.fixtures.ugly``.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars
import pytest
import xlsxwriter
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from elshi.graph.exports import write
from elshi.graph.model.records import Record
from elshi.graph.spreadsheets import inert
from elshi.graph.store.store import Store
from elshi.loaders import RECORDS
from elshi.loaders.files.readers import open_table
from elshi.loaders.load.load import load
from elshi.loaders.tables.read_options import ReadOptions
from elshi.loaders.tables.rows import read, validated
from elshi.loaders.tables.templates import template
from tests.fixtures import tables, ugly
from tests.fixtures.examples import examples

IDS = ["KZ", "CN", "TR", "turksoy", "kz-almaty"]
QUIET = settings(
    max_examples=examples(6), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
Cells = dict[str, str]


def plain(record: type[Record], cells: Cells) -> dict[str, Any]:
    """What the row says, where it says anything; else the example is another one."""
    found = validated(record, cells, "row")
    assume(isinstance(found, Record))
    assert isinstance(found, Record)
    return dict(found.values)


@cache
def blank(kind: str, suffix: str) -> bytes:
    """The template of a kind."""
    with TemporaryDirectory() as folder:
        return template(kind, Path(folder) / f"mine{suffix}").read_bytes()


def fill_csv(path: Path, row: Sequence[str]) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(inert(cell) for cell in row)


def fill_workbook(path: Path, row: Sequence[str]) -> None:
    """As a spreadsheet saves the template with one more row in it.

    Only an apostrophe that stands before a sign that runs is written twice, as everywhere: in a workbook
    that was saved from a CSV table the first one is ours.
    """
    sheet = open_table(path)
    rows = [list(line.cells.values()) for line in sheet.rows()]
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet()
        for at, cells in enumerate([sheet.columns, *rows, row]):
            for column, cell in enumerate(cells):
                page.write_string(at, column, inert(cell) if cell.startswith("'") else cell)


@pytest.mark.parametrize("kind", list(RECORDS))
@pytest.mark.parametrize("fill", [fill_csv, fill_workbook])
@QUIET
@given(data=st.data())
def test_a_template_that_was_filled_is_read_as_it_was_filled(
    kind: str, fill: Callable[[Path, Sequence[str]], None], data: st.DataObject
) -> None:
    record = RECORDS[kind]
    row = data.draw(ugly.cells(record, IDS))
    said = plain(record, row)
    with TemporaryDirectory() as folder:
        path = Path(folder) / ("mine.csv" if fill is fill_csv else "mine.xlsx")
        path.write_bytes(blank(kind, path.suffix))
        fill(path, [row[column] for column in record.columns()])
        found = read(path, kind)
    assert found.problems == ()
    assert [dict(one.record.values) for one in found.rows] == [said]


# ------------------------------------------------------------------------------- a reader's headings

HEADINGS = st.lists(
    ugly.WORDS.map(lambda text: text[:80]).filter(lambda text: "\0" not in text),
    min_size=4,
    max_size=4,
    unique_by=lambda text: "".join(text.lower().replace("_", " ").replace("-", " ").split()),
)


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".parquet", ".xlsx", ".jsonl"])
@QUIET
@given(headings=HEADINGS, name=ugly.WORDS)
def test_any_heading_can_be_said_to_mean_a_column(suffix: str, headings: list[str], name: str) -> None:
    row = ["a", "treaty", name, "1992"]
    assume(len({" ".join(heading.split()) for heading in headings}) == 4)
    options = ReadOptions("treaties", dict(zip(headings, ("id", "kind", "name", "date"), strict=True)))
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"list{suffix}"
        written(path, headings, row)
        [found] = read(path, options=options).rows
    said = dict(found.record.values)
    assert {**said, "name": ""} == {
        "id": "a", "kind": "treaty", "name": "", "date": "1992", "certainty": "stated", "pairing": "together",
    }  # fmt: skip
    assert said["name"] == plain(RECORDS["treaties"], {"id": "a", "kind": "treaty", "name": name})["name"]


def written(path: Path, headings: Sequence[str], row: Sequence[str]) -> None:
    """One row under its headings, in the kind of file that the name says."""
    if path.suffix == ".xlsx":
        with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            page = book.add_worksheet()
            for at, cells in enumerate((headings, row)):
                for column, cell in enumerate(cells):
                    page.write_string(at, column, inert(cell) if cell.startswith("'") else cell)
    elif path.suffix == ".parquet":
        polars.DataFrame([row], [*map(inert, headings)], orient="row").write_parquet(path)
    elif path.suffix == ".jsonl":
        path.write_text(json.dumps(dict(zip(headings, row, strict=True))), "utf-8")
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            mark = "\t" if path.suffix == ".tsv" else ","
            writer = csv.writer(file, delimiter=mark, quoting=csv.QUOTE_ALL)
            writer.writerows([map(inert, headings), map(inert, row)])


# ---------------------------------------------------------------------------------- whole graphs

TIES = ("treaties", "events", "works", "honours", "exchanges", "laws", "diplomatic_ties")


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, list[Cells]]:
    """Ugly ties between the actors of ``tests.fixtures.tables``, ugly names for them, and ugly citations."""
    found: dict[str, list[Cells]] = {}
    for kind in draw(st.lists(st.sampled_from(TIES), min_size=1, max_size=3, unique=True)):
        record = RECORDS[kind]
        others = {n: "" for n, column in record.related().items() if column.target != "Actor"}
        row = draw(ugly.cells(record, IDS, id=f"{kind}-a", source="kz-cn-article", **others))
        if isinstance(validated(record, row, "row"), Record):
            found[kind] = [row]
    fact = [f"{kind}-a" for kind in found] or ["KZ"]
    for kind, fixed in {
        "names": {"actor": "KZ", "kind": "alias"},
        "citations": {"source": "other-article"},
    }.items():
        row = draw(ugly.cells(RECORDS[kind], fact, **fixed))
        if isinstance(validated(RECORDS[kind], row, "row"), Record):
            found[kind] = [row]
    return found


@pytest.mark.parametrize("form", ["csv", "parquet"])
@settings(QUIET, suppress_health_check=list(HealthCheck))
@given(rows=graphs())
def test_whatever_a_graph_holds_it_comes_back_from_its_tables(
    store: Store, form: str, rows: dict[str, list[Cells]]
) -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder)
        load(emptied(store), filled(place, rows), dataset="one")
        before = lines(store)
        write.write(store, form, place / "tables")
        write.write(store, "xlsx", place / "book.xlsx")
        assert sheets(place / "book.xlsx") == contents(place / "tables")
        load(emptied(store), sorted((place / "tables").glob("[!.]*")))
        assert lines(store) == before


def emptied(store: Store) -> Store:
    store.write("MATCH (n) WHERE n:Elshi OR n:ElshiLoad OR n:ElshiRows DETACH DELETE n")
    return store


def lines(store: Store) -> list[Any]:
    return list(write.lines(store))


def filled(folder: Path, rows: dict[str, list[Cells]]) -> list[Path]:
    """The tables of ``tests.fixtures.tables`` and those of the rows, as files."""
    texts = {name: list(csv.reader(text.splitlines())) for name, text in tables.ALL.items()}
    for kind, some in rows.items():
        texts[f"{kind}.more"] = [list(some[0]), *([inert(c) for c in row.values()] for row in some)]
    files = []
    for name, cells in texts.items():
        files.append(folder / f"{name}.csv")
        with files[-1].open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(cells)
    return files


def contents(folder: Path) -> dict[str, list[Cells]]:
    return {file.stem: [line.cells for line in open_table(file).rows()] for file in folder.glob("[!.]*")}


def sheets(book: Path) -> dict[str, list[Cells]]:
    with CalamineWorkbook.from_path(str(book)) as opened:
        names = opened.sheet_names
    return {
        name: [
            {heading: cell for heading, cell in line.cells.items() if not heading.endswith(" (names)")}
            for line in open_table(book, sheet=name).rows()
        ]
        for name in names
    }
