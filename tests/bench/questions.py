"""How long the catalogue's questions take on the full corpus, warm, without starting anything."""

from __future__ import annotations

import time

from graph.store import Store
from queries.answers import bound
from queries.catalogue import catalogue

TIMES = 40


def slowest(store: Store) -> dict[str, float]:
    """Question → the 95th percentile in milliseconds, with its example, its names resolved before."""
    found = {}
    for name, asked in catalogue().items():
        values = bound(store, asked, asked.example()).values
        taken = []
        for number in range(TIMES + 10):
            began = time.perf_counter()
            store.read(asked.cypher, values)
            if number >= 10:  # the first ones compile the query
                taken.append(1000 * (time.perf_counter() - began))
        found[name] = sorted(taken)[int(0.95 * TIMES) - 1]
    return found
