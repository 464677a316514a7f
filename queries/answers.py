"""Answers: the rows of a question, how its arguments were understood, and what was left out.

One rule holds for all questions about years: facts without a known year are counted and left out, so that
what remains is certain or possible. A row for such a fact has ``undated`` in its column ``when``; a row of
counts has their ids in ``undated``, which is not a column of the answer.
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
    """Rows, how each name was understood, and the counts of the summary column.

    ``undated`` holds the ids of facts that were left out because their year is unknown; ``near``, for
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
        """The counts of the summary column and of the facts left out, in one line; empty if there are none.

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
        """The nodes and relationships in the answer, as a ``networkx.MultiDiGraph`` with their properties.

        Nodes are those whose ids are in the rows, and the participants of the ties among them; edges are the
        relationships between these.
        """
        return spoken_of(self.store, sorted(self._ids()))

    def draw(self, path: str | PathLike[str] | None = None, **options: Any) -> Map:
        """Draw what the answer names, as one page that opens offline; save it where a path is given.

        ``options`` are those of :func:`elshi.graph.maps.draw.draw`, such as ``title`` and ``lang``. Raises
        ``ElshiError`` where the rows name nothing that could be drawn.
        """
        return draw_answer(self, ViewOptions(), path, **options)

    def _ids(self) -> set[str]:
        """All ids in the rows."""
        ids: set[str] = set()
        for name in self.columns:
            if name in ("id", "ids") or name.endswith(("_id", "_ids")):
                for row in self.rows:
                    value = row[name]
                    ids.update([value] if isinstance(value, str) else value or [])
        return ids


def draw_answer(
    answer: Answer,
    view: ViewOptions,
    path: str | PathLike[str] | None = None,
    *,
    force: bool = False,
    **options: Any,
) -> Map:
    """The map of an answer, made with the options of a view; saved where a path is given."""
    from elshi.graph.maps.draw import draw
    from elshi.graph.views.network import network
    from elshi.graph.views.transforms import of_answer, with_ids
    from elshi.loaders import DATA_VERSION

    seen = of_answer(network(answer.store), answer.rows, answer.named, with_ids(answer.store, view))
    drawn = draw(seen, **{"title": answer.question.title, "data": DATA_VERSION} | options)
    if path is not None:
        drawn.save(Path(path), force=force)
    return drawn


def ask(store: Store, name: str, values: Mapping[str, Any] | None = None) -> Answer:
    """Ask a question; names may be written in any script, a list of names also as a Python list.

    Raises ``ElshiError`` for a missing, unknown or invalid parameter.
    """
    entry = question(name)
    side_index.ensure(store)
    given = {key: _written(value) for key, value in (values or {}).items()}
    arguments = bound(store, entry, given)
    in_years = any(arguments.values[p.name] for p in entry.parameters if p.type == "year")
    rows, undated = _dated(store.read(entry.cypher, arguments.values), in_years)
    counts = Counter(str(row[entry.summary]) for row in rows) if entry.summary else {}
    near = {} if rows else _near(store, entry, given, arguments.understood)
    named = tuple(v for key in arguments.understood if isinstance(v := arguments.values[key], str))
    return Answer(
        entry, rows, arguments.understood, dict(sorted(counts.items())), near, undated, store, named
    )


@dataclass(frozen=True, slots=True)
class Read:
    """The values passed to a statement, and how each name was understood."""

    values: dict[str, Any]
    understood: dict[str, str]


def bound(store: Store, entry: Question, given: Mapping[str, str]) -> Read:
    """The values for a question's statement.

    Raises ``ElshiError`` for a missing, unknown or invalid value.
    """
    entry.check(given)
    arguments = Read({}, {})
    for parameter in entry.parameters:
        text = given.get(parameter.name, parameter.default) or ""
        value = bind(store, parameter.type, parameter.name, text)
        arguments.values.update(value.values)
        if value.meant:
            arguments.understood[parameter.name] = value.meant
    for parameter in entry.parameters:
        if f"${parameter.name}{WHOLE}" in entry.cypher:
            arguments.values[parameter.name + WHOLE] = _whole(store, arguments.values, parameter.name)
    return arguments


WHOLE = "_whole"
"""The end of a parameter's name in a statement that asks for all who count as the actors that it names."""


def _whole(store: Store, values: Mapping[str, Any], name: str) -> list[list[str]] | None:
    """All who count as the actors of a parameter, each with the one that it counts as."""
    given = values[name]
    if given is None:
        return None
    ids = [given] if isinstance(given, str) else given
    return side_index.theirs(store, ids, stated=bool(values.get("stated")))


def _written(value: Any) -> str:
    """A value as text: a year may be a number, a group a list."""
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return "" if value is None else str(value).strip()


def _dated(rows: list[Row], in_years: bool) -> tuple[list[Row], tuple[str, ...]]:
    """The rows without those of undated facts, and the sorted ids of the latter."""
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
    store: Store, entry: Question, given: Mapping[str, str], understood: Mapping[str, str]
) -> dict[str, list[str]]:
    """Names similar to those for which the answer is empty."""
    similar = {}
    for parameter in entry.parameters:
        if parameter.type in NAMED and parameter.name in understood and parameter.name in given:
            names = find.nearest(store, given[parameter.name], NAMED[parameter.type], limit=4)
            if others := [name for name in names if name != understood[parameter.name]]:
                similar[parameter.name] = others
    return similar
