"""Comparing: what changed between two reports, told from their JSON files.

Two reports may differ in their data, in what was asked, or in both; the comparison says which first. A change
of rank counts as supported only where the two intervals do not overlap.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from elshi.graph.errors import ElshiError
from elshi.graph.files import read_text
from elshi.graph.model.columns import shortened
from elshi.graph.reports.study import SCHEMA

Data = dict[str, Any]

LARGEST = 200_000_000
"""Bytes of a file that is read as a report: some 50,000 actors with every measure."""
EXPECTED = "a file that 'elshi report FILE.json' wrote"


class _Part(BaseModel):
    """A part of a study that a comparison reads; what else is in it may be anything."""

    model_config = ConfigDict(strict=True)


class _Rank(_Part):
    id: str
    name: str
    rank: float
    low: float
    high: float


class _Measure(_Part):
    name: str
    rows: list[_Rank]


class _Network(_Part):
    measures: list[_Measure]


class _Rests(_Part):
    ties: int
    actors: int
    links: int


class _Compared(_Part):
    data: str
    asked: dict[str, Any]
    rests: _Rests
    networks: list[_Network] = Field(min_length=1)


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
    """The study in a file; ``ElshiError`` where the file is none, or one of another version."""
    text = read_text(path, LARGEST, EXPECTED, begins=r"\s*\{")
    try:
        study = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ElshiError(f"{path} is not JSON: {EXPECTED} was expected.") from error
    number = study.get("schema")
    if number != SCHEMA or isinstance(number, bool):
        stated = "no schema number" if number is None else f"the schema {shortened(json.dumps(number))}"
        if number is None and not {"networks", "asked", "data"} <= study.keys():
            raise ElshiError(f"{path} is not a report of Elshi: {EXPECTED} was expected.")
        raise ElshiError(
            f"{path} has {stated}, where {SCHEMA} was expected: write the report again with this version."
        )
    try:
        _Compared.model_validate(study)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise ElshiError(f"{path} is not a whole report at '{where}': {EXPECTED} was expected.") from error
    return dict(study)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a number of JSON")


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
