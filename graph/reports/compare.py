"""Comparing: what changed between two reports, told from their JSON files.

Two reports may differ in their data, in what was asked, or in both; the comparison says which first. A change
of rank counts as supported only where the two intervals do not overlap.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from elshi.graph.errors import ElshiError
from elshi.graph.files import read_text
from elshi.graph.reports.results import (
    SCHEMA,
    NetworkRanks,
    RankRow,
    Study,
    from_json,
)
from elshi.graph.text import shortened

LARGEST = 200_000_000
"""Bytes of a file that is read as a report: some 50,000 actors with every measure."""
EXPECTED = "a file that 'elshi report FILE.json' wrote"


@dataclass(frozen=True, slots=True)
class Comparison:
    """``told``: what differs in data and in what was asked, in sentences; ``rows``: changed ranks.

    A row has ``network``, ``measure``, ``id``, ``name``, ``before``, ``after`` (ranks, None for absent),
    ``change``, and ``supported``: whether the two intervals lie apart.
    """

    told: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]


def compare(before: str | Path, after: str | Path) -> Comparison:
    """What changed from one report to another; both are JSON files that ``elshi report`` wrote."""
    old, new = _read(Path(before)), _read(Path(after))
    return Comparison(tuple(_differences(old, new)), tuple(_changes(old, new)))


def _read(path: Path) -> Study:
    """The study in a file; ``ElshiError`` where the file is none, or one of another version."""
    text = read_text(path, LARGEST, EXPECTED, begins=r"\s*\{")
    try:
        values = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ElshiError(f"{path} is not JSON: {EXPECTED} was expected.") from error
    number = values.get("schema")
    if number != SCHEMA or isinstance(number, bool):
        stated = "no schema number" if number is None else f"the schema {shortened(json.dumps(number))}"
        if number is None and not {"networks", "asked", "data"} <= values.keys():
            raise ElshiError(f"{path} is not a report of Elshi: {EXPECTED} was expected.")
        raise ElshiError(
            f"{path} has {stated}, where {SCHEMA} was expected: write the report again with this version."
        )
    try:
        return from_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise ElshiError(f"{path} is not a whole report at '{where}': {EXPECTED} was expected.") from error


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a number of JSON")


def _differences(old: Study, new: Study) -> list[str]:
    same = old.data == new.data
    sentences = ["The data are the same." if same else f"The data differ: {old.data} and {new.data}."]
    for key in sorted(old.asked.keys() | new.asked.keys()):
        a, b = old.asked.get(key), new.asked.get(key)
        if a != b:
            sentences.append(f"{key}: {_value(a)} before, {_value(b)} after.")
    for key in ("ties", "actors", "links"):
        before, after = getattr(old.counts, key), getattr(new.counts, key)
        if before != after:
            sentences.append(f"{after - before:+,} {key}: {before:,} before, {after:,} after.")
    return sentences


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)


def _changes(old: Study, new: Study) -> list[dict[str, Any]]:
    """Changed ranks in the first network that both reports have: where there is one, that without its ego."""
    kinds = [network.kind for network in new.networks if old.network(network.kind) is not None]
    if not kinds:
        return []
    before, after = _ranks(old.network(kinds[0])), _ranks(new.network(kinds[0]))
    changes = []
    for key in sorted(before.keys() | after.keys()):
        a, b = before.get(key), after.get(key)
        if a and b and a.rank == b.rank:
            continue
        changes.append(
            {
                "network": kinds[0],
                "measure": key[0],
                "id": key[1],
                "name": a.name if a else b.name if b else "",
                "before": a.rank if a else None,
                "after": b.rank if b else None,
                "change": a.rank - b.rank if a and b else None,
                "supported": bool(a and b and (a.rank_high < b.rank_low or b.rank_high < a.rank_low)),
            }
        )
    return sorted(changes, key=lambda r: (not r["supported"], r["measure"], -abs(r["change"] or 0), r["id"]))


def _ranks(network: NetworkRanks | None) -> dict[tuple[str, str], RankRow]:
    measures = network.measures if network is not None else ()
    return {(measure.name, row.id): row for measure in measures for row in measure.rows}
