"""References: the ids that rows name must be there, and be of the right sort.

A reference to an id that became a redirect (``former_ids``) is followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from elshi.graph.model.records import Node, NodeRecord, Relationship, Standing
from elshi.graph.names import names
from elshi.graph.store.store import Store
from elshi.graph.store.writing import BATCH, batches
from elshi.graph.text import shortened
from elshi.loaders.tables.rows import Problem, Row


class HasElements(Protocol):
    """What a subject becomes: a node, relationships, or both."""

    node: Node | None
    relationships: dict[tuple[Any, ...], Relationship]


@dataclass(frozen=True, slots=True)
class FormerIds:
    """Ids that nodes had before, and the ids that they have today."""

    today: Mapping[str, str]

    @classmethod
    def of(cls, store: Store) -> FormerIds:
        """Those of the graph."""
        rows = store.read(
            "MATCH (n:Elshi) WHERE n.former_ids IS NOT NULL "
            "UNWIND n.former_ids AS former RETURN former, n.id AS id"
        )
        return cls({row["former"]: row["id"] for row in rows})

    def followed(self, row: Row) -> Row:
        """The row with every reference to a former id replaced by the id of today."""
        return _followed(row, self.today) if self.today else row


def redirected(store: Store, rows: Sequence[Row]) -> list[Row]:
    """The rows with every reference to a former id, of the graph or of another row, replaced."""
    today = dict(FormerIds.of(store).today)
    for row in rows:
        if isinstance(row.record, NodeRecord):
            today |= dict.fromkeys(row.record.former_ids, row.record.id)
    former = FormerIds(today)
    return [former.followed(row) for row in rows]


def _followed(row: Row, today: Mapping[str, str]) -> Row:
    record = row.record
    changed: dict[str, Any] = {}
    ends = record.ends if isinstance(record, Standing) else ()
    for column in (*ends, "fact", "actor", "source"):
        value = getattr(record, column, None)
        if isinstance(value, str) and value in today:
            changed[column] = today[value]
    for column in record.related():
        values = getattr(record, column)
        new = tuple(replace(value, id=today.get(value.id, value.id)) for value in values)
        if new != values:
            changed[column] = new
    if not changed:
        return row
    return Row(record.model_copy(update=changed), row.file, row.number)


Unknown = tuple[Row, str, str, str]
"""A row, one of its columns, an id in it that nobody has, and the label that it must have."""


def check_references(
    store: Store, rows: Sequence[Row], after: Iterable[HasElements], problems: list[Problem]
) -> None:
    """Add a sentence for each value of a row that names nobody, or somebody of the wrong sort."""
    labels = {made.node.id: frozenset(made.node.labels) for made in after if made.node is not None}
    unknown = unknown_references(store, rows, labels, problems)
    problems += nobody(store, unknown, labels, rows)


def unknown_references(
    store: Store, rows: Sequence[Row], labels: dict[str, frozenset[str]], problems: list[Problem]
) -> list[Unknown]:
    """The values of the rows that name nobody; a sentence is added for each that names the wrong sort.

    ``labels`` holds the labels of ids that are known to be there, and gets those that are looked up.
    """
    wanted = [(row, column, id_, label) for row in rows for column, id_, label in row.record.references()]
    labels.update(_known(store, {id_ for _, _, id_, _ in wanted if id_ not in labels}))
    unknown = []
    for row, column, id_, label in wanted:
        if id_ not in labels:
            unknown.append((row, column, id_, label))
        elif label not in labels[id_]:
            problems.append(_of_the_wrong_sort(row, column, id_, label, labels[id_]))
    return unknown


def _of_the_wrong_sort(row: Row, column: str, id_: str, label: str, has: frozenset[str]) -> Problem:
    labels = ", ".join(sorted(has - {"Elshi", "Actor", "Tie"})) or "something else"
    return row.wrong(f"'{id_}' is {_one(labels)}, where {_one(label)} was expected.", column)


def nobody(
    store: Store, unknown: Iterable[Unknown], labels: Mapping[str, frozenset[str]], rows: Sequence[Row] = ()
) -> list[Problem]:
    """A sentence for each id that still nobody has, with those of the graph and of ``rows`` that are near."""
    near: dict[str, str] = {}
    problems = []
    for row, column, id_, label in unknown:
        if id_ in labels:
            if label not in labels[id_]:
                problems.append(_of_the_wrong_sort(row, column, id_, label, labels[id_]))
            continue
        if id_ not in near:
            near[id_] = _nearest(store, id_, labels, rows) if len(near) < 20 else ""
        sentence = f"no row or node has the id '{shortened(id_)}'{near[id_] or '.'}"
        problems.append(row.wrong(sentence, column))
    return problems


def _one(label: str) -> str:
    return f"{'an' if label[0] in 'AEIO' else 'a'} {label}"


def _known(store: Store, ids: Iterable[str]) -> dict[str, frozenset[str]]:
    """Ids that the database has, with their labels."""
    labels: dict[str, frozenset[str]] = {}
    for some in batches(sorted(ids), BATCH):
        rows = store.read(
            "UNWIND $ids AS id MATCH (n:Elshi {id: id}) RETURN n.id AS id, labels(n) AS labels",
            {"ids": some},
        )
        labels |= {row["id"]: frozenset(row["labels"]) for row in rows}
    return labels


def _nearest(store: Store, wanted: str, here: Mapping[str, object], rows: Sequence[Row]) -> str:
    """A hint: ids whose writing or name is near the one that nobody has."""
    writings = {id_: id_ for id_ in here}
    for row in rows:
        if isinstance(row.record, NodeRecord):
            writings[row.record.id] = row.record.name
    for row_ in store.read("MATCH (n:Elshi:Actor) RETURN n.id AS id, n.name AS name LIMIT 20000"):
        writings[row_["id"]] = row_["name"]
    pairs = [*writings.items(), *((id_, id_) for id_ in writings)]
    near = list(dict.fromkeys(names.nearest(wanted, pairs)))[:3]
    return f"; did you mean {' or '.join(near)}?" if near else ""
