"""Tables as files: JSON, CSV or a workbook, none with a cell that a spreadsheet would run."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from elshi.graph import spreadsheets
from elshi.graph.spreadsheets import inert
from elshi.graph.text import text

FORMS = ("json", "csv", "xlsx")

TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "graphml": "application/xml",
    "bib": "text/plain; charset=utf-8",
}

LONGEST_CELL = 32_000
"""Characters that a cell of a workbook holds."""


def as_json(value: Any, status: int = 200) -> Response:
    """A value as JSON; dates in ISO."""
    content = json.dumps(value, ensure_ascii=False, indent=1, default=text)
    return Response(content.encode("utf-8", "replace"), status, media_type="application/json")


def answer(
    form: str, rows: Sequence[Mapping[str, Any]], columns: Sequence[str], name: str, whole: Any = None
) -> Response:
    """Rows as a file of a form, named ``name``; as JSON, ``whole`` stands for them if it is given."""
    if form == "json":
        return as_json(list(rows) if whole is None else whole)
    content = _csv(rows, columns) if form == "csv" else _xlsx(rows, columns)
    return file(content, form, name)


def file(content: bytes, form: str, name: str) -> Response:
    """A file to be saved under a name."""
    disposition = f"attachment; filename*=UTF-8''{quote(f'{name}.{form}', safe='')}"
    return Response(content, media_type=TYPES[form], headers={"Content-Disposition": disposition})


def _csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> bytes:
    out = io.StringIO(newline="")
    writer = spreadsheets.writer(out)
    writer.writerow(map(inert, columns))
    writer.writerows([inert(text(row.get(column))) for column in columns] for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def _xlsx(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(columns):
            sheet.write_string(0, at, column, bold)
            cells = [row.get(column) for row in rows]
            sheet.set_column(
                at, at, min(60, max([len(column), *(len(text(cell)) for cell in cells[:200])]) + 2)
            )
            for line, cell in enumerate(cells, 1):
                if isinstance(cell, int | float) and not isinstance(cell, bool):
                    sheet.write_number(line, at, cell)
                elif cell is not None:
                    sheet.write_string(line, at, text(cell)[:LONGEST_CELL])
        if columns:
            sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
    return out.getvalue()
