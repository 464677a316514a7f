"""Small tables in every kind of file that is read, and their rows."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars
import xlsxwriter

from elshi.loaders.files.readers import open_table

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
