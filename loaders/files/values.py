"""The text of a value that JSON, a workbook or Parquet holds."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any


def cell_text(value: Any) -> str:
    """A value of JSON, Parquet or a workbook as a cell's text; several values are joined with ``;``.

    >>> cell_text([1.0, "a", None, True]), cell_text({"type": "uri", "value": "x"})
    ('1; a; true', 'x')
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if value != value:  # not a number, as data frames write what is missing
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time().isoformat() == "00:00:00" else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return (
            cell_text(value["value"])
            if "value" in value
            else json.dumps(value, ensure_ascii=False, default=str)
        )
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(cell_text, value)))
    return str(value)
