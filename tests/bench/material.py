"""What is loaded: generated treaties of a realistic shape, and any graph as plain nodes and relationships.

The generated ones are agreements of two countries, one in ten of three to six, out of 250 countries of
which a few sign most, with one citation each.
"""

from __future__ import annotations

import csv
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from elshi.graph.exports.jsonl import elements
from elshi.graph.model.vocabulary import own_label
from elshi.graph.store.store import Store

TIES = int(os.environ.get("ELSHI_BENCH_TIES", "100000"))
SAMPLE = int(os.environ.get("ELSHI_BENCH_SAMPLE", "3000"))
"""Ties for the scripts that go row by row; their rate does not grow with more."""
COUNTRIES = 250


@dataclass(frozen=True)
class Material:
    """Nodes as (label, properties), relationships as (type, start, end, properties)."""

    nodes: list[tuple[str, dict[str, Any]]]
    relationships: list[tuple[str, str, str, dict[str, Any]]]

    def labels(self) -> dict[str, str]:
        """Id → label."""
        return {said["id"]: label for label, said in self.nodes}

    def sample(self, many: int) -> Material:
        """The first relationships and the nodes that they join."""
        some = self.relationships[:many]
        joined = {id_ for _, start, end, _ in some for id_ in (start, end)}
        return Material([(label, said) for label, said in self.nodes if said["id"] in joined], some)


def ties(many: int) -> Iterator[tuple[str, list[str], int]]:
    """(id, countries, year) of generated treaties."""
    chance = random.Random(7)  # noqa: S311 - made-up treaties, not a secret
    weights = [1 / (rank + 1) for rank in range(COUNTRIES)]
    for number in range(many):
        parties = chance.randint(3, 6) if chance.random() < 0.1 else 2
        drawn = dict.fromkeys(chance.choices(range(COUNTRIES), weights, k=2 * parties))
        chosen = [*drawn, *(n for n in range(COUNTRIES) if n not in drawn)][:parties]
        yield f"t{number}", [f"c{n}" for n in chosen], chance.randint(1950, 2020)


def write_tables(folder: Path, many: int) -> list[Path]:
    """The generated treaties, their countries and their source as Elshi's tables."""
    tables: dict[str, list[tuple[object, ...]]] = {
        "sources": [("id", "name", "kind"), ("generated", "Generated treaties", "data-set")],
        "countries": [("id", "name"), *((f"c{n}", f"Country {n}") for n in range(COUNTRIES))],
        "treaties": [
            ("id", "kind", "name", "date", "signed_by", "fields", "source", "section"),
            *(
                (id_, "agreement", f"Treaty {id_}", year, ";".join(who), "education", "generated", id_)
                for id_, who, year in ties(many)
            ),
        ],
    }
    for name, rows in tables.items():
        with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return [folder / f"{name}.csv" for name in tables]


def generated(many: int) -> Material:
    """The same as a plain script holds it."""
    nodes: list[tuple[str, dict[str, Any]]] = [("Source", {"id": "generated", "name": "Generated treaties"})]
    nodes += [("Country", {"id": f"c{n}", "name": f"Country {n}"}) for n in range(COUNTRIES)]
    relationships: list[tuple[str, str, str, dict[str, Any]]] = []
    for id_, who, year in ties(many):
        said = {"id": id_, "kind": "agreement", "name": f"Treaty {id_}", "date": str(year), "year": year}
        nodes.append(("Treaty", said))
        relationships += [("SIGNED", country, id_, {"certainty": "stated"}) for country in who]
        relationships.append(("CITES", id_, "generated", {"section": id_}))
    return Material(nodes, relationships)


def held(store: Store) -> Material:
    """The graph of a store as a plain script would hold it, dates as texts."""
    nodes, relationships = [], []
    for element in elements(store):
        said = {k: str(v) if isinstance(v, date) else v for k, v in element["properties"].items()}
        if element["type"] == "node":
            nodes.append((own_label(element["labels"]), said))
        else:
            relationships.append((element["label"], element["start"]["id"], element["end"]["id"], said))
    return Material(nodes, relationships)
