"""The plan of a load: what its rows and those of other loads become together, and what changes.

The plan is complete before anything is written, and is made only if every row is valid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from elshi.graph.errors import ElshiError, TableError
from elshi.graph.model.records import (
    Addition,
    Node,
    NodeRecord,
    Record,
    Relationship,
    Standing,
    finished,
)
from elshi.graph.store.store import Store
from elshi.graph.store.writing import Changes
from elshi.loaders import RECORDS
from elshi.loaders.authority.references import check_references
from elshi.loaders.kinds.citations import Citation, as_lists, stated
from elshi.loaders.load import ledger
from elshi.loaders.load.checks import is_untouched, uncited
from elshi.loaders.load.ledger import Assertion, Load
from elshi.loaders.tables.rows import Problem, Row


@dataclass(slots=True)
class Elements:
    """What the rows about one subject become."""

    node: Node | None = None
    relationships: dict[tuple[Any, ...], Relationship] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """A valid load, and the changes that it makes."""

    load: Load
    rows: list[Assertion]
    changes: Changes
    new: int = 0
    changed: int = 0
    same: int = 0
    withdrawn: int = 0
    settled: bool = False
    """Whether the graph already has all of it."""


def plan(store: Store, loads: Sequence[Load], this: Load, rows: Sequence[Row]) -> Plan:
    """Work out what a load of valid rows would change; ``TableError`` for rows that contradict the graph.

    ``known`` are the loads on record. If the graph was changed by hand since, all of it is planned again from
    what the loads assert.
    """
    damaged = bool(loads) and not is_untouched(store, loads)
    broken = [load for load in loads if load.state != "done"]
    alive = ledger.live(loads)
    mine: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        mine[row.record.subject].append(row)
    touched = None if damaged else set(mine) | _replaced(store, this, alive, broken)
    assertions = ledger.said_about(store, alive, touched)
    interrupted = ledger.said_about(store, broken, touched)
    planned = Plan(this, [assertion(row.record) for row in rows], Changes(careful=bool(broken) or damaged))
    problems: list[Problem] = []
    pairs: list[tuple[Elements, Elements]] = []
    for subject in sorted({*mine, *assertions, *interrupted}):
        of_all, of_mine = assertions.get(subject, []), mine.get(subject, [])
        others = [p for p in of_all if not (this.complete and p[0].dataset == this.dataset)]
        there = [*of_all, *interrupted.get(subject, ())]
        had = united(there, of_mine)
        has = _records(this, of_mine, others, problems)
        before = elements(had)
        pairs.append((before, before if has == had else elements(has)))
        _count(planned, of_mine, of_all)
    check_references(store, rows, [after for _, after in pairs], problems)
    if problems:
        raise TableError(problems)
    for before, after in pairs:
        difference(before, after, planned.changes, anew=damaged)
    return planned


def _replaced(store: Store, this: Load, alive: Sequence[Load], broken: Sequence[Load]) -> set[str]:
    """The subjects of loads that this one replaces entirely, and of interrupted loads."""
    earlier = [load for load in alive if load.dataset == this.dataset] if this.complete else []
    return {subject for load in (*earlier, *broken) for subject in ledger.said_about(store, [load], None)}


def assertion(record: Record) -> Assertion:
    """The row as its load remembers it."""
    return Assertion(record.subject, record.table, record.key, record.values)


def united(assertions: Iterable[tuple[Load, Assertion]], rows: Sequence[Row] = ()) -> list[Record]:
    """What several loads together assert about one subject, as records.

    A record of ``rows`` with the same values is reused rather than validated again.
    """
    ready = {(row.record.table, row.record.key): row.record for row in rows}
    result = []
    try:
        for place, values in sorted(ledger.together(assertions).items()):
            record = ready.get(place)
            if record is None or record.values != values:
                record = RECORDS[place[0]].model_validate(values)
            result.append(record)
        return result
    except (KeyError, ValidationError) as error:
        versions = ", ".join(sorted({load.version for load, _ in assertions}))
        raise ElshiError(
            f"The database holds rows that Elshi {versions} wrote and this version cannot read. Back it up "
            "with that version, then empty it with 'elshi wipe' and load your tables again."
        ) from error


def _records(
    this: Load,
    mine: Sequence[Row],
    others: Sequence[tuple[Load, Assertion]],
    problems: list[Problem],
) -> list[Record]:
    """The records of the subject once this load's rows are added to what other loads assert."""
    if others:
        records = united([*others, *((this, assertion(row.record)) for row in mine)], mine)
    else:
        records = [row.record for row in mine]
    if mine:
        _check_subject(mine, records, problems)
    return records


def _check_subject(mine: Sequence[Row], records: Sequence[Record], problems: list[Problem]) -> None:
    """Check that an id is in one table, that names and citations have a subject, and that facts are cited."""
    defining = [r for r in records if isinstance(r, NodeRecord | Standing)]
    subject = records[0].subject
    if len(defining) > 1:
        tables = " and ".join(sorted({r.table for r in defining}))
        sentence = f"'{subject}' is already used, in {tables}; ids are unique across all tables."
        problems.append(mine[0].wrong(sentence, "id"))
    for row in mine:
        if not defining:
            column = row.record.about if isinstance(row.record, Addition) else "fact"
            sentence = (
                f"No row or node has the id '{subject}'; the id of a row of another table was expected."
            )
            problems.append(row.wrong(sentence, column))
        elif isinstance(row.record, Addition) and not isinstance(defining[0], NodeRecord):
            problems.append(row.wrong(f"'{subject}' is neither an actor nor a tie.", row.record.about))
        elif isinstance(row.record, NodeRecord | Standing) and row.record.must_cite:
            cited = row.record.source or any(isinstance(r, Citation) for r in records)
            if not cited:
                problems.append(uncited(row))


def elements(records: Sequence[Record]) -> Elements:
    """The node and relationships that the records about one subject become."""
    planned = Elements()
    citations = [r for r in records if isinstance(r, Citation)]
    inline = _inline(records, {c.source for c in citations})
    for record in records:
        if isinstance(record, NodeRecord):
            properties = record.properties()
            additions = [record for record in records if isinstance(record, Addition)]
            for addition in sorted(additions, key=lambda one: (one.after, one.key)):
                addition.add_to(properties)
            planned.node = Node(record.id, record.labels(), finished(properties))
            for relationship in record.relationships():
                if relationship.key:
                    relationship.properties.update(as_lists(citations, inline))
                planned.relationships[relationship.identity] = relationship
            cited = [citation.relationship() for citation in citations]
            cited += [stated(record.id, source, section) for source, section in inline.items()]
            for relationship in cited:
                planned.relationships[relationship.identity] = relationship
        elif isinstance(record, Standing):
            relationship = record.relationship()
            relationship.properties.update(as_lists(citations, inline))
            planned.relationships[relationship.identity] = relationship
    return planned


def _inline(records: Sequence[Record], cited: set[str]) -> dict[str, str | None]:
    """The sources in the rows' own columns, with their sections, unless a citation names them."""
    return {
        record.source: record.section
        for record in records
        if isinstance(record, NodeRecord | Standing) and record.source and record.source not in cited
    }


def _count(planned: Plan, mine: Sequence[Row], assertions: Sequence[tuple[Load, Assertion]]) -> None:
    """Count the rows that are new, changed, the same or withdrawn, against the data set's own."""
    this = planned.load
    had: dict[tuple[str, str], tuple[int, Mapping[str, Any]]] = {}
    for load, row in assertions:
        place = (row.table, row.key)
        if load.dataset == this.dataset and (place not in had or had[place][0] < load.sequence):
            had[place] = (load.sequence, row.values)
    for place, record in {(r.record.table, r.record.key): r.record for r in mine}.items():
        if place not in had:
            planned.new += 1
        elif had.pop(place)[1] == record.values:
            planned.same += 1
        else:
            planned.changed += 1
    planned.withdrawn += len(had) if this.complete else 0


def difference(before: Elements, after: Elements, changes: Changes, *, anew: bool = False) -> None:
    """Add the changes that turn the elements before the load into those after it.

    ``anew``: nothing is assumed to be in the graph still, but what should no longer be there is removed.
    """
    there = Elements() if anew else before
    if after.node is not None and there.node is None:
        changes.fresh.append(after.node)
    elif after.node is not None and there.node is not None and after.node != there.node:
        changes.changed.append((after.node, there.node.labels))
    elif before.node is not None and after.node is None:
        changes.gone.append(before.node.id)
    for identity, relationship in after.relationships.items():
        if identity not in there.relationships:
            changes.fresh_relationships.append(relationship)
        elif there.relationships[identity] != relationship:
            changes.relationships.append(relationship)
    changes.gone_relationships += [
        relationship
        for identity, relationship in before.relationships.items()
        if identity not in after.relationships
    ]
