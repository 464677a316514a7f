"""Writing elements: the few statements that put nodes and relationships into the store in batches.

Everything is matched by the one unique id of ``Elshi`` and merged from the end at which few
relationships meet, the two shapes that are fast on every engine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from graph.errors import ElshiError
from graph.model import KEY_PROPERTY, Node, Relationship
from graph.store import Run

T = TypeVar("T")

BATCH = 5_000
"""Rows in one statement."""


@dataclass(slots=True)
class Changes:
    """What is to be done to the graph, by element.

    ``fresh`` nodes were not there before, ``changed`` ones were (with the labels they had). A
    relationship in ``fresh_relationships`` starts or ends at a fresh node, which it belongs to.
    """

    fresh: list[Node] = field(default_factory=list)
    changed: list[tuple[Node, tuple[str, ...]]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    relationships: list[Relationship] = field(default_factory=list)
    fresh_relationships: list[Relationship] = field(default_factory=list)
    gone_relationships: list[Relationship] = field(default_factory=list)
    careful: bool = False
    """Whether parts of it may be there already, so that nothing is created unseen."""


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The items in lists of at most ``size``.

    >>> [len(b) for b in batches(range(5), 2)]
    [2, 2, 1]
    """
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def apply(run: Run, changes: Changes) -> None:
    """Do all of it with ``run`` (one transaction's): create, change, relate, then delete."""
    untouched = _create(run, changes.fresh)
    _update(run, [(node, node.labels) for node in untouched] + changes.changed)
    careful = changes.careful or bool(untouched)
    _relate(run, changes.fresh_relationships, "MERGE" if careful else "CREATE")
    _relate(run, changes.relationships, "MERGE")
    _separate(run, changes.gone_relationships)
    _delete(run, changes.gone)


def _create(run: Run, nodes: Sequence[Node]) -> list[Node]:
    """Create the nodes that are missing; give those that were there already."""
    by_labels: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in nodes:
        by_labels[node.labels].append(node)
    there: list[Node] = []
    for labels, alike in by_labels.items():
        statement = (
            "UNWIND $rows AS r OPTIONAL MATCH (n:Elshi {id: r.id}) WITH r, n WHERE n IS NULL "
            f"CREATE (m:{':'.join(labels)}) SET m = r.properties RETURN count(m) AS made"
        )
        for batch in batches(alike):
            rows = [{"id": node.id, "properties": node.properties} for node in batch]
            [counted] = run(statement, {"rows": rows})
            if counted["made"] != len(batch):
                there += batch
    return there


def _update(run: Run, nodes: Iterable[tuple[Node, tuple[str, ...]]]) -> None:
    """Give nodes that are there their properties, and their labels where these changed."""
    by_labels: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Node]] = defaultdict(list)
    for node, before in nodes:
        added = tuple(sorted(set(node.labels) - set(before)))
        removed = tuple(sorted(set(before) - set(node.labels)))
        by_labels[added, removed].append(node)
    for (added, removed), alike in by_labels.items():
        statement = "UNWIND $rows AS r MATCH (n:Elshi {id: r.id}) SET n = r.properties"
        statement += f" SET n:{':'.join(added)}" if added else ""
        statement += f" REMOVE n:{':'.join(removed)}" if removed else ""
        for batch in batches(alike):
            rows = [{"id": node.id, "properties": node.properties} for node in batch]
            run(statement, {"rows": rows})


def _shape(relationship: Relationship) -> tuple[str, str, str]:
    keyed = "" if relationship.key == "" else KEY_PROPERTY.get(relationship.type, "id")
    return relationship.type, relationship.busy, keyed


def _pattern(type_: str, busy: str, keyed: str) -> str:
    """The relationship as a pattern from the end where few relationships meet."""
    inside = f"[x:{type_} {{{keyed}: r.key}}]" if keyed else f"[x:{type_}]"
    return f"(s)-{inside}->(e)" if busy == "end" else f"(e)<-{inside}-(s)"


def _grouped(relationships: Iterable[Relationship]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    groups: dict[tuple[str, str, str], list[Relationship]] = defaultdict(list)
    for relationship in relationships:
        groups[_shape(relationship)].append(relationship)
    for shape, alike in groups.items():
        for batch in batches(alike):
            yield (
                _pattern(*shape),
                [
                    {"start": r.start, "end": r.end, "key": r.key, "properties": r.properties}
                    for r in batch
                ],
            )


_ENDS = "UNWIND $rows AS r MATCH (s:Elshi {id: r.start}) MATCH (e:Elshi {id: r.end})"


def _relate(run: Run, relationships: Iterable[Relationship], verb: str) -> None:
    for pattern, rows in _grouped(relationships):
        run(f"{_ENDS} {verb} {pattern} SET x = r.properties", {"rows": rows})


def _separate(run: Run, relationships: Iterable[Relationship]) -> None:
    for pattern, rows in _grouped(relationships):
        run(f"{_ENDS} MATCH {pattern} DELETE x", {"rows": rows})


def _delete(run: Run, ids: Sequence[str]) -> None:
    for batch in batches(ids):
        still = run(
            "UNWIND $ids AS id MATCH (n:Elshi {id: id})--(other) "
            "RETURN id, min(other.id) AS other, count(*) AS many ORDER BY id LIMIT 1",
            {"ids": batch},
        )
        if still:
            named = still[0]
            raise ElshiError(
                f"'{named['id']}' cannot be withdrawn: {named['many']} relationships of other "
                f"tables still name it, such as '{named['other']}'."
            )
        run("UNWIND $ids AS id MATCH (n:Elshi {id: id}) DELETE n", {"ids": batch})
