"""Rows of an answer with names in the reader's language, where a name of the graph stands in a cell.

A cell, or an item of a list, that is the English name of a node becomes its name in the language. A name
that two nodes share, and that differs in the language, stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from elshi.graph.store.results import Row
from elshi.graph.store.store import Store

TRANSLATED = "*"
"""Stands after a name that its curators translated."""


def in_language(store: Store, rows: Sequence[Row], language: str, mark: str = TRANSLATED) -> list[Row]:
    """The rows with the names of nodes in a language; ``mark`` follows those that are translations."""
    if language == "en" or not rows:
        return list(rows)
    names = _names(store, language, mark)
    return [{key: _localised(value, names) for key, value in row.items()} for row in rows]


def _names(store: Store, language: str, mark: str) -> Mapping[str, str]:
    key = f"name_{language}"
    found: dict[str, set[str]] = {}
    for row in store.stream(
        "MATCH (n:Elshi) WHERE n[$key] IS NOT NULL RETURN n.name AS name, n[$key] AS local, "
        "$language IN coalesce(n.translated, []) AS translated",
        {"key": key, "language": language},
    ):
        found.setdefault(row["name"], set()).add(row["local"] + (mark if row["translated"] else ""))
    return {name: local.pop() for name, local in found.items() if len(local) == 1}


def _localised(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return [_localised(item, names) for item in value]
    return value
