"""Writing: the few statements that put nodes and relationships into the store in batches.

Everything is matched by the one unique id of ``Elshi`` and merged from the end at which few
relationships meet, the two shapes that are fast on every engine.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from elshi.graph.errors import ElshiError
from elshi.graph.model.vocabulary import KEY_PROPERTY
from elshi.graph.store.store import Run

if TYPE_CHECKING:
    from elshi.graph.model.records import Node, Relationship

T = TypeVar("T")
K = TypeVar("K")
E = TypeVar("E", "Node", "Relationship")
Names = tuple[str, ...]
"""The names of what an element carries, sorted."""

BATCH = 5_000
"""Rows in one statement."""

FEW = 200
"""Below this number of relationships, a statement of their own is not worth planning."""

MANY = 2_000
"""From this number of nodes on, it is."""


@dataclass(slots=True)
class Changes:
    """The changes to make to the graph, by element.

    ``fresh`` nodes and relationships were not there before, ``changed`` ones were (nodes with the
    labels they had). What is known to be new is created without a look at what a busy node already
    has, which is many times faster than merging it.
    """

    fresh: list[Node] = field(default_factory=list)
    changed: list[tuple[Node, tuple[str, ...]]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    relationships: list[Relationship] = field(default_factory=list)
    fresh_relationships: list[Relationship] = field(default_factory=list)
    gone_relationships: list[Relationship] = field(default_factory=list)
    careful: bool = False
    """Whether parts of the changes may already be in the graph, so that each is looked up first."""

    def grown(self, nodes: int, relationships: int) -> tuple[int, int]:
        """The numbers of nodes and relationships after the changes, from those before."""
        return (
            nodes + len(self.fresh) - len(self.gone),
            relationships + len(self.fresh_relationships) - len(self.gone_relationships),
        )


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The items in lists of at most ``size``.

    >>> [len(b) for b in batches(range(5), 2)]
    [2, 2, 1]
    """
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def apply(run: Run, changes: Changes) -> None:
    """Make all changes with ``run``, in one transaction: create, change, relate, then delete."""
    untouched = _there(run, changes.fresh) if changes.careful else []
    existing = {node.id for node in untouched}
    _create(run, [node for node in changes.fresh if node.id not in existing])
    _update(run, [(node, node.labels) for node in untouched] + changes.changed)
    (_relate if changes.careful else _create_related)(run, changes.fresh_relationships)
    _relate(run, changes.relationships)
    _separate(run, changes.gone_relationships)
    _delete(run, changes.gone)


def _there(run: Run, nodes: Sequence[Node]) -> list[Node]:
    """The nodes that the graph already has."""
    ids = [
        row["id"]
        for batch in batches(nodes)
        for row in run(
            "UNWIND $ids AS id MATCH (n:Elshi {id: id}) RETURN n.id AS id",
            {"ids": [node.id for node in batch]},
        )
    ]
    existing = set(ids)
    return [node for node in nodes if node.id in existing]


def _create(run: Run, nodes: Sequence[Node]) -> None:
    """Create nodes; the unique id refuses one that is there."""
    for labels, alike in _alike(nodes, lambda node: node.labels).items():
        start = f"UNWIND $rows AS r CREATE (n:{':'.join(labels)}"
        shaped, few = _shaped(alike, MANY)
        for names, batch in shaped:
            inside, parameters = _listed(names, batch, lambda _: [])
            run(f"{start} {inside})", parameters)
        for batch in batches(few):
            run(f"{start}) SET n = r", {"rows": [node.properties for node in batch]})


def _update(run: Run, nodes: Iterable[tuple[Node, tuple[str, ...]]]) -> None:
    """Set the properties of existing nodes, and their labels if these changed."""
    by_labels: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Node]] = defaultdict(list)
    for node, before in nodes:
        added = tuple(sorted(set(node.labels) - set(before)))
        removed = tuple(sorted(set(before) - set(node.labels)))
        by_labels[added, removed].append(node)
    for (added, removed), alike in by_labels.items():
        match = "UNWIND $rows AS r MATCH (n:Elshi {id: r.id})"
        if added and removed:  # the embedded engine rewrites a node for either, and trips over its own index
            aside = f"{match} REMOVE n:{':'.join(removed)} SET n.id = '~' + r.id"
            match = "UNWIND $rows AS r MATCH (n:Elshi {id: '~' + r.id})"
        else:
            aside = ""
        statement = f"{match} SET n = r.properties"
        statement += f" SET n:{':'.join(added)}" if added else ""
        statement += f" REMOVE n:{':'.join(removed)}" if removed and not added else ""
        for batch in batches(alike):
            rows = [{"id": node.id, "properties": node.properties} for node in batch]
            if aside:
                run(aside, {"rows": rows})
            run(statement, {"rows": rows})


_ENDS = "UNWIND $rows AS r MATCH (s:Elshi {id: r.s}) MATCH (e:Elshi {id: r.e})"
_PLACES = "UNWIND $rows AS r MATCH (s:Elshi {id: r[0]}) MATCH (e:Elshi {id: r[1]})"
_NAME = re.compile("[a-z_]+")


def _relate(run: Run, relationships: Iterable[Relationship]) -> None:
    """Merge relationships from the end where few meet, and give them what they carry."""
    for shape, alike in _grouped(relationships).items():
        _run(run, f"{_ENDS} MERGE {_pattern(shape)} SET x = r.p", alike)


def _create_related(run: Run, relationships: Iterable[Relationship]) -> None:
    """Create relationships from the end where few meet, with what they carry.

    What is created is written whole in one step, which is twice as fast as setting it afterwards, and
    sent as lists, which are half the work of maps; so relationships are grouped by the names of what they
    carry (names of the model, never of data). Those of a type that carry what few do share one statement
    that sets it: a server takes longer to plan another.
    """
    for (type_, busy), alike in _alike(relationships, lambda r: (r.type, r.busy)).items():
        shape = (type_, busy, "")
        shaped, few = _shaped(alike, FEW)
        for names, batch in shaped:
            inside, parameters = _listed(names, batch, lambda r: [r.start, r.end])
            run(f"{_PLACES} CREATE {_pattern(shape, inside)}", parameters)
        _run(run, f"{_ENDS} CREATE {_pattern(shape)} SET x = r.p", few)


def _shaped(elements: Iterable[E], least: int) -> tuple[list[tuple[Names, list[E]]], list[E]]:
    """Elements in batches by the names of what they carry, and those of shapes with fewer than ``least``."""
    shaped: list[tuple[Names, list[E]]] = []
    few: list[E] = []
    for names, same in _alike(elements, lambda element: tuple(sorted(element.properties))).items():
        if len(same) < least:
            few += same
        else:
            shaped += ((names, batch) for batch in batches(same))
    return shaped, few


def _listed(names: Names, alike: Sequence[E], before: Callable[[E], list[Any]]) -> tuple[str, dict[str, Any]]:
    """What elements of one shape carry: in Cypher, and its parameters, a list for each element.

    In a list the values follow what is put ``before`` them. Each day is sent once, for sending one is slow.
    """
    if not all(_NAME.fullmatch(name) for name in names):
        raise ValueError(f"{names} are not names of the model")
    dated = {name for name in names if isinstance(alike[0].properties[name], date)}
    days: dict[Any, int] = {}
    rows = []
    for element in alike:
        row = before(element)
        first = len(row)
        for name in names:
            value = element.properties[name]
            row.append(days.setdefault(value, len(days)) if name in dated else value)
        rows.append(row)
    values = (f"$days[r[{at}]]" if name in dated else f"r[{at}]" for at, name in enumerate(names, first))
    inside = ", ".join(f"{name}: {value}" for name, value in zip(names, values, strict=True))
    return f"{{{inside}}}", {"rows": rows, "days": list(days)}


def _separate(run: Run, relationships: Iterable[Relationship]) -> None:
    for shape, alike in _grouped(relationships).items():
        _run(run, f"{_ENDS} MATCH {_pattern(shape)} DELETE x", alike)


Shape = tuple[str, str, str]
"""A relationship's type, its busy end, and the property that tells parallel ones apart."""


def _grouped(relationships: Iterable[Relationship]) -> dict[Shape, list[Relationship]]:
    def shape(relationship: Relationship) -> Shape:
        keyed = "" if relationship.key == "" else KEY_PROPERTY.get(relationship.type, "id")
        return relationship.type, relationship.busy, keyed

    return _alike(relationships, shape)


def _alike(items: Iterable[T], what: Callable[[T], K]) -> dict[K, list[T]]:
    """The items by what they have in common."""
    groups: dict[K, list[T]] = defaultdict(list)
    for item in items:
        groups[what(item)].append(item)
    return groups


def _pattern(shape: Shape, inside: str = "") -> str:
    """The relationship as a pattern, read from the end where few relationships meet."""
    type_, busy, keyed = shape
    carried = f" {{{keyed}: r.k}}" if keyed else f" {inside}"
    return f"(s)-[x:{type_}{carried}]->(e)" if busy == "end" else f"(e)<-[x:{type_}{carried}]-(s)"


def _run(run: Run, statement: str, relationships: Iterable[Relationship]) -> None:
    for batch in batches(relationships):
        rows = [{"s": r.start, "e": r.end, "k": r.key, "p": r.properties} for r in batch]
        run(statement, {"rows": rows})


def _delete(run: Run, ids: Sequence[str]) -> None:
    for batch in batches(ids):
        run("UNWIND $ids AS id MATCH (n:Elshi {id: id})-[x:SIDE_IN]-() DELETE x", {"ids": batch})
        still = run(
            "UNWIND $ids AS id MATCH (n:Elshi {id: id})--(other) "
            "RETURN id, min(other.id) AS other, count(*) AS many ORDER BY id LIMIT 1",
            {"ids": batch},
        )
        if still:
            named = still[0]
            raise ElshiError(
                f"'{named['id']}' cannot be withdrawn: {named['many']} relationships of other tables "
                f"still refer to it, such as '{named['other']}'."
            )
        run("UNWIND $ids AS id MATCH (n:Elshi {id: id}) DELETE n", {"ids": batch})
