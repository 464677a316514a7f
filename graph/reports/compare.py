"""Comparing: what changed between two reports, told from their JSON files.

Two reports may differ in their data, in what was asked, or in both; the comparison says which first. A change
of rank counts as supported only where the two intervals do not overlap.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elshi.graph.errors import ElshiError

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``told``: what differs in data and in what was asked, in sentences; ``rows``: changed ranks.

    A row has ``measure``, ``id``, ``name``, ``before``, ``after`` (ranks, None for absent), ``change``, and
    ``supported``: whether the two intervals lie apart.
    """

    told: tuple[str, ...]
    rows: tuple[Data, ...]


def compare(before: str | Path, after: str | Path) -> Comparison:
    """What changed from one report to another; both are JSON files that ``elshi report`` wrote."""
    old, new = _read(Path(before)), _read(Path(after))
    return Comparison(tuple(_told(old, new)), tuple(_rows(old, new)))


def _read(path: Path) -> Data:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ElshiError(f"{path} cannot be read: {error.strerror or error}.") from error
    except ValueError as error:
        raise ElshiError(f"{path} is not JSON: a report written as .json was expected.") from error
    if not isinstance(found, dict) or not {"networks", "asked", "data"} <= set(found):
        raise ElshiError(f"{path} is no report of Elshi: a file of 'elshi report FILE.json' was expected.")
    return found


def _told(old: Data, new: Data) -> list[str]:
    same = old["data"] == new["data"]
    told = ["The data are the same." if same else f"The data differ: {old['data']} and {new['data']}."]
    for key in sorted(set(old["asked"]) | set(new["asked"])):
        a, b = old["asked"].get(key), new["asked"].get(key)
        if a != b:
            told.append(f"{key}: {_said(a)} before, {_said(b)} after.")
    for key, what in (("ties", "ties"), ("actors", "actors"), ("links", "links")):
        a, b = old["rests"][key], new["rests"][key]
        if a != b:
            told.append(f"{b - a:+,} {what}: {a:,} before, {b:,} after.")
    return told


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)


def _rows(old: Data, new: Data) -> list[Data]:
    found = []
    before, after = _ranks(old), _ranks(new)
    for key in sorted(before.keys() | after.keys()):
        a, b = before.get(key), after.get(key)
        if a and b and a["rank"] == b["rank"]:
            continue
        found.append(
            {
                "measure": key[0],
                "id": key[1],
                "name": (a or b or {})["name"],
                "before": a["rank"] if a else None,
                "after": b["rank"] if b else None,
                "change": a["rank"] - b["rank"] if a and b else None,
                "supported": bool(a and b and (a["high"] < b["low"] or b["high"] < a["low"])),
            }
        )
    return sorted(found, key=lambda r: (not r["supported"], r["measure"], -abs(r["change"] or 0), r["id"]))


def _ranks(study: Data) -> dict[tuple[str, str], Data]:
    return {(m["name"], row["id"]): row for m in study["networks"][0]["measures"] for row in m["rows"]}
