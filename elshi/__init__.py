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
    from elshi.graph.store.results import Table
    from elshi.graph.views.options import ViewOptions
    from elshi.graph.views.rules import Rules
    from elshi.queries.answers import Answer
    from elshi.store import Store, connect, questions
    from elshi.view import View

_HOMES = {
    "Answer": "elshi.queries.answers",
    "ElshiError": "elshi.graph.errors",
    "Rules": "elshi.graph.views.rules",
    "Store": "elshi.store",
    "Table": "elshi.graph.store.results",
    "TableError": "elshi.graph.errors",
    "View": "elshi.view",
    "ViewOptions": "elshi.graph.views.options",
    "connect": "elshi.store",
    "questions": "elshi.store",
}
"""Public name → the module that defines it, which is imported when the name is first used."""

__all__ = [
    "Answer",
    "ElshiError",
    "Rules",
    "Store",
    "Table",
    "TableError",
    "View",
    "ViewOptions",
    "connect",
    "questions",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'elshi' has no attribute '{name}'")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
