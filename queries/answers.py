"""Answers: a question asked of a store, its rows, what was understood, and what was left out.

Here is the one rule for questions about years: facts that no year can be told of are counted and left
out, so that what remains is certain or possible. A row that stands for such a fact says ``undated`` in its
column ``when``; a row of counts brings their ids in ``undated``, which is no column of the answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from elshi.graph.lookup import find
from elshi.graph.store.results import Row, Tabular, spoken_of
from elshi.graph.store.store import Store
from elshi.graph.views import side_index
from elshi.graph.views.options import ViewOptions
from elshi.queries.arguments import NAMED, bind
from elshi.queries.catalogue import Question, question

if TYPE_CHECKING:
    from elshi.graph.maps.draw import Map


@dataclass(frozen=True, repr=False)
class Answer(Tabular):
    """Rows, what was understood of each name, and the counts of the summary column.

    ``undated`` holds the ids of facts that were left out because their year cannot be told; ``near``, for
    an empty answer, the names near each name that was given; ``named`` the ids that the question names.
    """

    question: Question
    rows: list[Row]
    understood: dict[str, str]
    counts: dict[str, int]
    near: dict[str, list[str]]
    undated: tuple[str, ...]
    store: Store = field(repr=False, compare=False)
    named: tuple[str, ...] = ()

    @property
    def columns(self) -> list[str]:
        """The columns' names, in order."""
        return [name for name, _ in self.question.columns]

    def summary(self) -> str:
        """The counts of the summary column and of the facts left out, in one line; empty for none.

        >>> ask(store, "timeline", {"actor": "KZ", "from": "1995"}).summary()  # doctest: +SKIP
        '201 certainly, 87 possibly; 622 undated facts were left out'
        """
        counted = ", ".join(f"{count:,} {what}" for what, count in self.counts.items())
        left_out = len(self.undated)
        facts = "fact was" if left_out == 1 else "facts were"
        undated = f"{left_out:,} undated {facts} left out" if left_out else ""
        return "; ".join(filter(None, [counted, undated, *self.notes()]))

    def notes(self) -> list[str]:
        """What is said of an answer that has rows, but none with a value that a reader would look for."""
        return [
            sentence
            for column, value, sentence in self.question.notes
            if self.rows and all(row[column] != value for row in self.rows)
        ]

    def graph(self) -> Any:
        """What the answer speaks of, as a ``networkx.MultiDiGraph`` with the properties of the graph.

        Nodes are those whose ids stand in the rows, and everybody who takes part in a tie among them; edges
        are the relationships between these.
        """
        return spoken_of(self.store, sorted(self._ids()))

    def draw(self, path: str | PathLike[str] | None = None, **options: Any) -> Map:
        """Draw what the answer names, as one page that opens offline; save it where a path is given.

        ``options`` are those of :func:`elshi.graph.maps.draw.draw`, such as ``title`` and ``lang``. Raises
        ``ElshiError`` where the rows name nothing that could be drawn.
        """
        return draw_answer(self, ViewOptions(), path, **options)

    def _ids(self) -> set[str]:
        """All ids that stand in the rows."""
        found: set[str] = set()
        for name in self.columns:
            if name in ("id", "ids") or name.endswith(("_id", "_ids")):
                for row in self.rows:
                    value = row[name]
                    found.update([value] if isinstance(value, str) else value or [])
        return found


def draw_answer(
    answer: Answer, view: ViewOptions, path: str | PathLike[str] | None = None, **options: Any
) -> Map:
    """The map of an answer, made with the options of a view; saved where a path is given."""
    from elshi.graph.maps.draw import draw
    from elshi.graph.views.network import network
    from elshi.graph.views.transforms import of_answer, with_ids
    from elshi.loaders import DATA_VERSION

    seen = of_answer(network(answer.store), answer.rows, answer.named, with_ids(answer.store, view))
    drawn = draw(seen, **{"title": answer.question.title, "data": DATA_VERSION} | options)
    if path is not None:
        drawn.save(Path(path))
    return drawn


def ask(store: Store, name: str, values: Mapping[str, Any] | None = None) -> Answer:
    """Ask a question; names may be written in any script, a list of names also as a Python list.

    Raises ``ElshiError`` for a parameter that is missing, unknown or not understood.
    """
    asked = question(name)
    side_index.ensure(store)
    given = {key: _written(value) for key, value in (values or {}).items()}
    read = bound(store, asked, given)
    in_years = any(read.values[p.name] for p in asked.parameters if p.type == "year")
    rows, undated = _dated(store.read(asked.cypher, read.values), in_years)
    counts = Counter(str(row[asked.summary]) for row in rows) if asked.summary else {}
    near = {} if rows else _near(store, asked, given, read.understood)
    named = tuple(v for key in read.understood if isinstance(v := read.values[key], str))
    return Answer(asked, rows, read.understood, dict(sorted(counts.items())), near, undated, store, named)


@dataclass(frozen=True, slots=True)
class Read:
    """What a statement gets, and what was understood of each name."""

    values: dict[str, Any]
    understood: dict[str, str]


def bound(store: Store, asked: Question, given: Mapping[str, str]) -> Read:
    """The values for a question's statement.

    Raises ``ElshiError`` for what is missing, unknown or not understood.
    """
    asked.check(given)
    read = Read({}, {})
    for parameter in asked.parameters:
        text = given.get(parameter.name, parameter.default) or ""
        found = bind(store, parameter.type, parameter.name, text)
        read.values.update(found.values)
        if found.meant:
            read.understood[parameter.name] = found.meant
    return read


def _written(value: Any) -> str:
    """A value as text: a year may be a number, a group a list."""
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return "" if value is None else str(value).strip()


def _dated(rows: list[Row], in_years: bool) -> tuple[list[Row], tuple[str, ...]]:
    """The rows without those of undated facts, and the ids of these, sorted."""
    kept: list[Row] = []
    undated: set[str] = set()
    for row in rows:
        if "undated" in row:
            undated.update(row.pop("undated"))
            if row["certainly"] or row["possibly"]:
                kept.append(row)
        elif in_years and row.get("when") == "undated":
            undated.add(row["id"])
        else:
            kept.append(row)
    return kept, tuple(sorted(undated))


def _near(
    store: Store, asked: Question, given: Mapping[str, str], understood: Mapping[str, str]
) -> dict[str, list[str]]:
    """Other names near those that an empty answer was given for."""
    found = {}
    for parameter in asked.parameters:
        if parameter.type in NAMED and parameter.name in understood and parameter.name in given:
            names = find.nearest(store, given[parameter.name], NAMED[parameter.type], limit=4)
            if others := [name for name in names if name != understood[parameter.name]]:
                found[parameter.name] = others
    return found
