"""References: the ids that rows name must be there, and be of the right sort.

A reference to an id that became a redirect (``former_ids``) is followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from graph import names
from graph.columns import shortened
from graph.model import Node, NodeRecord, Relationship, Standing
from graph.store import Store
from graph.writing import BATCH, batches
from loaders.tables import Problem, Row


class HasElements(Protocol):
    """What a subject becomes: a node, relationships, or both."""

    node: Node | None
    relationships: dict[tuple[Any, ...], Relationship]


def redirected(store: Store, rows: Sequence[Row]) -> list[Row]:
    """The rows with every reference to a former id replaced by the id of today."""
    today = {
        row["former"]: row["id"]
        for row in store.read(
            "MATCH (n:Elshi) WHERE n.former_ids IS NOT NULL "
            "UNWIND n.former_ids AS former RETURN former, n.id AS id"
        )
    }
    for row in rows:
        if isinstance(row.record, NodeRecord):
            today |= dict.fromkeys(row.record.former_ids, row.record.id)
    return [_followed(row, today) for row in rows] if today else list(rows)


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


def check_references(
    store: Store,
    rows: Sequence[Row],
    after: Iterable[HasElements],
    problems: list[Problem],
    known: dict[str, frozenset[str]] | None = None,
) -> None:
    """Add a sentence for each value of a row that names nobody, or somebody of the wrong sort.

    ``known`` holds the labels of ids that are known to be there, and gets those that are looked up.
    """
    labels = {} if known is None else known
    for made in after:
        if made.node is not None:
            labels[made.node.id] = frozenset(made.node.labels)
    wanted = [(row, column, id_, label) for row in rows for column, id_, label in row.record.references()]
    labels.update(_known(store, {id_ for _, _, id_, _ in wanted if id_ not in labels}))
    near: dict[str, str] = {}
    for row, column, id_, label in wanted:
        if id_ not in labels:
            if id_ not in near:
                near[id_] = _nearest(store, id_, labels, rows) if len(near) < 20 else ""
            sentence = f"nobody and nothing has the id '{shortened(id_)}'{near[id_] or '.'}"
            problems.append(row.wrong(sentence, column))
        elif label not in labels[id_]:
            found = ", ".join(sorted(labels[id_] - {"Elshi", "Actor", "Tie"})) or "something else"
            what = f"'{id_}' is {_one(found)}, where {_one(label)} was expected."
            problems.append(row.wrong(what, column))


def _one(label: str) -> str:
    return f"{'an' if label[0] in 'AEIO' else 'a'} {label}"


def _known(store: Store, ids: Iterable[str]) -> dict[str, frozenset[str]]:
    """Ids that the database has, with their labels."""
    found: dict[str, frozenset[str]] = {}
    for some in batches(sorted(ids), BATCH):
        rows = store.read(
            "UNWIND $ids AS id MATCH (n:Elshi {id: id}) RETURN n.id AS id, labels(n) AS labels",
            {"ids": some},
        )
        found |= {row["id"]: frozenset(row["labels"]) for row in rows}
    return found


def _nearest(store: Store, wanted: str, here: Mapping[str, object], rows: Sequence[Row]) -> str:
    """A hint: ids whose writing or name is near the one that nobody has."""
    known = {id_: id_ for id_ in here}
    for row in rows:
        if isinstance(row.record, NodeRecord):
            known[row.record.id] = row.record.name
    for row_ in store.read("MATCH (n:Elshi:Actor) RETURN n.id AS id, n.name AS name LIMIT 20000"):
        known[row_["id"]] = row_["name"]
    pairs = [*known.items(), *((id_, id_) for id_ in known)]
    near = list(dict.fromkeys(names.nearest(wanted, pairs)))[:3]
    return f"; did you mean {' or '.join(near)}?" if near else ""
