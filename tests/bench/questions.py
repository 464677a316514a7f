"""How long the catalogue's questions take on the full corpus, warm, without starting anything."""

from __future__ import annotations

import time
from typing import Any

from elshi.graph.store.store import Store
from elshi.queries.answers import bound
from elshi.queries.catalogue import catalogue

TIMES = 40
WARMING = 10


def slowest(store: Store) -> dict[str, float]:
    """Question → the 95th percentile in milliseconds, with its example, its names resolved before.

    All are asked some times before any is measured: else the first ones of the alphabet are those that Java
    has yet to compile the database for.
    """
    asked = {name: bound(store, q, q.example()).values for name, q in catalogue().items()}
    for name, values in asked.items():
        for _ in range(WARMING):
            store.read(catalogue()[name].cypher, values)
    return {name: _percentile(store, catalogue()[name].cypher, values) for name, values in asked.items()}


def _percentile(store: Store, cypher: str, values: dict[str, Any]) -> float:
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        store.read(cypher, values)
        taken.append(1000 * (time.perf_counter() - began))
    return sorted(taken)[int(0.95 * TIMES) - 1]
