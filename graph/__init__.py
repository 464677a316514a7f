"""The graph of cultural diplomacy: model, names, dates, store, views, measures, maps and reports.

>>> from graph import connect  # doctest: +SKIP
>>> with connect() as store:  # doctest: +SKIP
...     store.read("MATCH (t:Treaty) RETURN count(t) AS treaties")
[{'treaties': 42}]
"""

from graph.errors import ElshiError, TableError
from graph.store import Store, connect

__all__ = ["ElshiError", "Store", "TableError", "connect"]
