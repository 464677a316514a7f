"""The graph of cultural diplomacy, in which every fact is cited.

>>> import elshi
>>> with elshi.connect() as graph:  # doctest: +SKIP
...     graph.read("MATCH (t:Treaty) RETURN count(t) AS treaties")
[{'treaties': 122}]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from elshi.loaders.load import export_forms as _export_forms  # noqa: F401 - tables among the exports

if TYPE_CHECKING:
    from elshi.graph.errors import ElshiError, TableError
    from elshi.graph.store.store import Store, connect

_HOMES = {
    "ElshiError": "elshi.graph.errors",
    "Store": "elshi.graph.store.store",
    "TableError": "elshi.graph.errors",
    "connect": "elshi.graph.store.store",
}
"""Public name → the module that defines it, which is imported when the name is first used."""

__all__ = ["ElshiError", "Store", "TableError", "connect"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'elshi' has no attribute '{name}'")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
