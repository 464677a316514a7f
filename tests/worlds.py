"""A small world for questions: countries with regions, bodies and persons; each test adds its ties."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from elshi.graph.store.store import Store
from elshi.queries import ask

World = Callable[..., Store]
"""Fills the graph: ``world(events="date,hosted_by\\n1995,CN")``; ids are e1, e2 … in order."""

NAMED = {
    "sources": "id,name,kind\none,One,article\nother,Other,article\n",
    "countries": "id,name\nKZ,Kazakhstan\nCN,China\nTR,Turkey\nUZ,Uzbekistan\n",
    "regions": "id,name,part_of\nCN-XJ,Xinjiang,CN\n",
    "cities": "id,name,belongs_to\nkz-almaty,Almaty,KZ\nkz-semey,Semey,KZ\ncn-urumqi,Ürümqi,CN-XJ\n",
    "organisations": (
        "id,kind,name,belongs_to,seat\nkz-culture,ministry,Ministry of Culture,KZ,\n"
        "kz-opera,theatre,Opera,KZ,kz-almaty\nsco,intergovernmental,SCO,,\n"
    ),
    "universities": "id,name,belongs_to\nkaznu,KazNU,KZ\n",
    "persons": "id,name,belongs_to\nabai,Abai,KZ\nenvoy,Envoy,KZ\nguest,Guest,TR\n",
}
"""Countries with a region, cities, bodies and persons of their own."""

_KINDS = {
    "treaties": "agreement", "events": "festival", "series": "festival", "honours": "monument",
    "exchanges": "students", "partnerships": "university", "diplomatic_ties": "relations-established",
    "works": "translation", "programmes": "joint-project",
}  # fmt: skip


def whole(name: str, text: str) -> str:
    """The rows with the columns that every tie needs: an id, a name, a kind and a source."""
    heading, *rest = text.strip().splitlines()
    own = {"source": "one", "id": name[0] + "{}"}
    if name in _KINDS:
        own |= {"name": name[0].upper() + "{}", "kind": _KINDS[name]}
    own = {} if name == "citations" else {k: v for k, v in own.items() if k not in heading.split(",")}
    lines = [",".join([*(v.format(i) for v in own.values()), row]) for i, row in enumerate(rest, 1)]
    return "\n".join([",".join([*own, heading]), *lines]) + "\n"


def rows(store: Store, name: str, /, *columns: str, **values: Any) -> list[tuple[Any, ...]]:
    """The answer's rows, only these columns."""
    return [tuple(row[c] for c in columns) for row in ask(store, name, values).rows]
