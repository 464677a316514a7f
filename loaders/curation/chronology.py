"""Contradictory dates: signed after its years, held before its treaty, taken part in before its founding.

A contradiction is found only where the sources' precision allows no other reading: ``1992`` and
``1992-05`` agree, ``199X`` agrees with all of the nineties.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from elshi.graph.model.records import Standing, Tie
from elshi.loaders.curation.desk import Desk, Finding, parties, span
from elshi.loaders.kinds.sources import Source
from elshi.loaders.kinds.works import Work
from elshi.loaders.tables.rows import Row

KIND = "dates"

SLACK = timedelta(days=366)
"""The time by which a plan's years, or a body, may begin before the document is signed."""


def contradictions(desk: Desk) -> Iterator[Finding]:
    """Every pair of dates that cannot both be right."""
    for row, tie in desk.ties:
        yield from _own(desk, row, tie)
        yield from _linked(desk, row, tie)
        yield from _founded(desk, row, tie)
        yield from _foretold(desk, row, tie)
    for row, fact in desk.standing:
        yield from _unborn(desk, row, fact)


def _first(edtf: str | None) -> date | None:
    dates = span(edtf)
    return dates.earliest if dates else None


def _last(edtf: str | None) -> date | None:
    dates = span(edtf)
    return dates.latest if dates else None


def _before(edtf: str | None, other: str | None, slack: timedelta = timedelta(0)) -> bool:
    """Whether the last possible day of the one is before the first possible day of the other."""
    last, first = _last(edtf), _first(other)
    return last is not None and first is not None and last < first - slack


def _begins_before(edtf: str | None, other: str | None, slack: timedelta = timedelta(0)) -> bool:
    """Whether an interval, or a day, certainly begins before the other can have begun."""
    if edtf and "/" in edtf:
        edtf = edtf.split("/")[0].replace("..", "") or None
    return _before(edtf, other, slack)


def _own(desk: Desk, row: Row, tie: Tie) -> Iterator[Finding]:
    """The dates of one tie."""
    valid: str | None = getattr(tie, "valid", None)
    force: str | None = getattr(tie, "in_force", None)
    if _before(valid, tie.date):
        yield desk.finding(KIND, f"{tie.id} is made for {valid}, before its date {tie.date}.", row)
    elif _begins_before(valid, tie.date, SLACK):
        yield desk.finding(KIND, f"{tie.id} is valid from {valid}, years before its date {tie.date}.", row)
    if _begins_before(force, tie.date):
        yield desk.finding(KIND, f"{tie.id} is in force since {force}, before its date {tie.date}.", row)
    for party in (p for c, about in tie.related().items() if about.sort == "role" for p in getattr(tie, c)):
        for what in ("ratified", "withdrew"):
            if _before(party.particulars.get(what), tie.date):
                when = party.particulars[what]
                yield desk.finding(
                    KIND, f"{party.id} {what} {tie.id} in {when}, before its date {tie.date}.", row
                )


def _linked(desk: Desk, row: Row, tie: Tie) -> Iterator[Finding]:
    """The dates of a tie and of the ties that it names."""
    for column in ("renews", "amends", "supersedes", "under", "edition_of"):
        for value in getattr(tie, column, ()):
            other = desk.by_id.get(desk.today(value.id))
            if other is None or not isinstance(other.record, Tie):
                continue
            if sentence := _against(tie, other.record, column):
                yield desk.finding(KIND, sentence, row, other)


def _against(tie: Tie, other: Tie, column: str) -> str:
    """The contradiction between a tie and the one that it carries out, changes or is an edition of."""
    relation = column.replace("_", " ") if column != "under" else "is held under"
    relation = f"is an {relation}" if column == "edition_of" else relation
    since = other.date
    if isinstance(tie, Work) and column == "under":
        return ""  # a film is shown at a festival years after it was made
    if column in ("under", "edition_of") and since and "/" in since:
        if not since.startswith(("/", "..")) and _before(tie.date, since):
            return f"{tie.id} ({tie.date}) {relation} {other.id}, which began later ({since})."
        if _before(since, tie.date, SLACK):
            return f"{tie.id} ({tie.date}) {relation} {other.id}, which had ended ({since})."
        return ""
    if _begins_before(tie.date, since, SLACK if column == "under" else timedelta(0)):
        return f"{tie.id} ({tie.date}) {relation} {other.id}, which is later ({since})."
    valid: str | None = getattr(other, "valid", None)
    if column == "under" and _before(valid, tie.date, SLACK):
        return f"{tie.id} ({tie.date}) {relation} {other.id}, which was made for {valid}."
    return ""


def _founded(desk: Desk, row: Row, tie: Tie) -> Iterator[Finding]:
    """A tie and the bodies that took part in it, or that it created."""
    for id_ in sorted(parties(tie)):
        other = desk.by_id.get(desk.today(id_))
        founded = getattr(other.record, "founded", None) if other else None
        if other and _before(tie.date, founded, SLACK):
            yield desk.finding(
                KIND, f"{id_} takes part in {tie.id} ({tie.date}), before it was founded ({founded}).",
                row, other,
            )  # fmt: skip
    for value in tie.established:
        other = desk.by_id.get(desk.today(value.id))
        founded = getattr(other.record, "founded", None) if other else None
        if other and (_before(founded, tie.date, SLACK) or _before(tie.date, founded, 2 * SLACK)):
            yield desk.finding(
                KIND, f"{tie.id} ({tie.date}) created {value.id}, which was founded in {founded}.",
                row, other,
            )  # fmt: skip


def _foretold(desk: Desk, row: Row, tie: Tie) -> Iterator[Finding]:
    """A tie and the sources that state it, which cannot describe later events."""
    first = _first(tie.date)
    for citation in desk.citations.get(tie.id, ()):
        source = desk.record(getattr(citation.record, "source", ""))
        if first and isinstance(source, Source) and source.year and first.year > source.year:
            yield desk.finding(
                KIND, f"{tie.id} is of {tie.date}, after {source.id} was published ({source.year}).", row
            )


def _unborn(desk: Desk, row: Row, fact: Standing) -> Iterator[Finding]:
    """A relation that began before one of its two sides was founded."""
    if not fact.during or fact.type == "SUCCEEDS":
        return
    for column in fact.ends:
        id_ = getattr(fact, column)
        other = desk.by_id.get(desk.today(id_))
        founded = getattr(other.record, "founded", None) if other else None
        if other and _begins_before(fact.during, founded, SLACK):
            yield desk.finding(
                KIND,
                f"{fact.id} began ({fact.during}) before {id_} was founded ({founded}).",
                row,
                other,
            )
