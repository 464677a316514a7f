"""Findings: what a curator should look at in tables that load well and may still be wrong.

Duplicates, entities that may be one, ties without parties, dates that contradict each other,
citations that the text does not bear out, and stretches of a text from which no fact was taken. All
of it is found in the rows alone; nothing is written, and nothing is decided.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path

from graph.model import NodeRecord, Tie
from loaders import chronology, evidence
from loaders.citations import Citation
from loaders.desk import Desk, Finding, near, parties, span, year
from loaders.events import Event, Series
from loaders.sources import Source
from loaders.tables import Row

SILENT = 8_000
"""Characters without a citation that a curator should know of."""

ALIKE = 88
"""From which likeness of two names (of 100) their bearers may be one."""


def find(rows: Iterable[Row], texts: Path | None = None) -> list[Finding]:
    """Everything that a curator should look at; with ``texts`` the citations are read there."""
    desk = Desk(rows)
    found = [
        *duplicates(desk),
        *one_entity(desk),
        *without_parties(desk),
        *chronology.contradictions(desk),
        *silent(desk),
    ]
    if texts is not None:
        found += evidence.doubts(desk, evidence.texts(desk, texts))
    return list(dict.fromkeys(found))


# ---------------------------------------------------------------------------------- duplicates


def duplicates(desk: Desk) -> Iterator[Finding]:
    """Ties that may have been written down twice."""
    told: set[frozenset[str]] = set()
    for finding in (*_same_name(desk), *_same_parties(desk)):
        if (pair := frozenset(finding.rows)) not in told:
            told.add(pair)
            yield finding


def _same_name(desk: Desk) -> Iterator[Finding]:
    bearers: dict[tuple[str, str], list[tuple[Row, Tie]]] = defaultdict(list)
    for row, tie in desk.ties:
        for form in desk.folded[tie.id]:
            bearers[tie.table, form].append((row, tie))
    for (_, form), several in bearers.items():
        for (row, tie), (other, twin) in combinations(several, 2):
            if _at_one_time(tie, twin) and not _apart(tie, twin):
                name = desk.folded[tie.id][form]
                yield desk.finding("duplicate", f"{tie.id} and {twin.id} both bear the name '{name}'.", row, other)


def _same_parties(desk: Desk) -> Iterator[Finding]:
    from rapidfuzz import fuzz

    alike: dict[tuple[object, ...], list[tuple[Row, Tie]]] = defaultdict(list)
    for row, tie in desk.ties:
        who, when = parties(tie), year(tie)
        if who and when:
            alike[tie.table, getattr(tie, "kind", ""), who, when].append((row, tie))
    for (_, kind, _, when), several in alike.items():
        for (row, tie), (other, twin) in combinations(several, 2):
            if not _at_one_time(tie, twin) or _apart(tie, twin) or _listed_together(desk, tie, twin):
                continue
            if max(
                fuzz.token_set_ratio(one, two)
                for one in desk.folded[tie.id]
                for two in desk.folded[twin.id]
            ) < 70:
                continue
            yield desk.finding(
                "duplicate",
                f"{tie.id} and {twin.id} are both a {kind} of {when} with the same parties.",
                row,
                other,
            )


def _at_one_time(tie: Tie, twin: Tie) -> bool:
    """Whether the two may be of one day: where one is undated, they may."""
    one, two = span(tie.date), span(twin.date)
    if one is None or two is None:
        return one is two
    first, last = one.earliest or date.min, one.latest or date.max
    return first <= (two.latest or date.max) and (two.earliest or date.min) <= last


def _apart(tie: Tie, twin: Tie) -> bool:
    """Whether two ties say themselves that they are not one: other places, honours, numbers, or a link."""
    if tie.id in set(near(twin)) or twin.id in set(near(tie)):
        return True
    for column in ("places", "honours", "established", "language_to", "valid", "sent_by", "received_by"):
        one, two = getattr(tie, column, ()), getattr(twin, column, ())
        if one and two and {str(v) for v in one}.isdisjoint(str(v) for v in two):
            return True
    return _numbers(tie.name) != _numbers(twin.name)


_NUMBER = re.compile(
    r"\d+|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[IVX]+)\b", re.IGNORECASE
)


def _numbers(name: str) -> list[str]:
    return sorted(number.lower() for number in _NUMBER.findall(name))


def _listed_together(desk: Desk, tie: Tie, twin: Tie) -> bool:
    """Whether one passage states both: a list that was split on purpose."""
    return not _passages(desk, tie.id).isdisjoint(_passages(desk, twin.id))


def _passages(desk: Desk, fact: str) -> set[tuple[str, int | None]]:
    return {
        (row.record.source, row.record.start)
        for row in desk.citations.get(fact, ())
        if isinstance(row.record, Citation)
    }


# ------------------------------------------------------------------------------------ entities

_FAMILIES = (("organisations", "universities"), ("persons",), ("regions",), ("cities",), ("peoples",))


def one_entity(desk: Desk) -> Iterator[Finding]:
    """Actors of one family whose names are so near that they may be one."""
    for tables in _FAMILIES:
        family = [(row, actor) for row, actor in desk.actors if actor.table in tables]
        yield from _near_names(desk, family)


def _near_names(desk: Desk, family: Sequence[tuple[Row, NodeRecord]]) -> Iterator[Finding]:
    import numpy as np
    from rapidfuzz import fuzz, process

    bearers = [
        (place, form) for place, (_, actor) in enumerate(family) for form in desk.folded[actor.id] if len(form) > 3
    ]
    if len(bearers) < 2:
        return
    forms = [form for _, form in bearers]
    likeness = process.cdist(forms, forms, scorer=fuzz.ratio, score_cutoff=ALIKE, workers=1, dtype=np.uint8)
    told: set[tuple[int, int]] = set()
    for one, two in zip(*np.nonzero(np.triu(likeness, 1)), strict=True):
        (first, form), (second, other) = bearers[one], bearers[two]
        pair = (min(first, second), max(first, second))
        if first == second or pair in told or not _may_be_one(form, other):
            continue
        told.add(pair)
        (row, actor), (twin_row, twin) = family[pair[0]], family[pair[1]]
        names = f"'{desk.folded[family[first][1].id][form]}' and '{desk.folded[family[second][1].id][other]}'"
        yield desk.finding(
            "one-entity", f"{actor.id} and {twin.id} may be one: {names}.", row, twin_row
        )


def _may_be_one(form: str, other: str) -> bool:
    """Whether two near names may be one: same numbers, and no word that is another word."""
    from rapidfuzz import fuzz

    one, two = form.split(), other.split()
    if [w for w in one if w.isdigit()] != [w for w in two if w.isdigit()]:
        return False
    only, also = [w for w in one if w not in two], [w for w in two if w not in one]
    if len(only) != len(also):
        return not only or not also or fuzz.ratio("".join(one), "".join(two)) > 94
    return all(fuzz.ratio(a, b) >= 75 and a[0] == b[0] for a, b in zip(only, also, strict=True))


# -------------------------------------------------------------------------------------- parties


def without_parties(desk: Desk) -> Iterator[Finding]:
    """Ties in which nobody takes part."""
    for row, tie in desk.ties:
        if not parties(tie) and not (isinstance(tie, Event) and _by_its_series(desk, tie)):
            yield desk.finding("no-parties", f"{tie.id} ({tie.name}) has no party.", row)


def _by_its_series(desk: Desk, event: Event) -> bool:
    """Whether the series of an event says whose it is."""
    return any(
        isinstance(series, Series) and parties(series)
        for series in (desk.record(value.id) for value in event.edition_of)
    )


# ------------------------------------------------------------------------------------- sections


def silent(desk: Desk) -> Iterator[Finding]:
    """Long stretches of a source's text from which no fact was taken."""
    cited: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for rows in desk.citations.values():
        for row in rows:
            citation = row.record
            if isinstance(citation, Citation) and citation.start is not None and citation.end is not None:
                cited[citation.source].append((citation.start, citation.end))
    for row in desk.rows:
        source = row.record
        if isinstance(source, Source) and source.characters and source.id in cited:
            for start, end in _gaps(sorted(cited[source.id]), source.characters):
                yield Finding(
                    "no-facts",
                    (f"{source.id}@{start}-{end}",),
                    (row.place,),
                    f"Characters {start:,}-{end:,} of {source.id} ({end - start:,}) have no citation.",
                )


def _gaps(cited: Sequence[tuple[int, int]], characters: int) -> Iterator[tuple[int, int]]:
    reached = 0
    for start, end in [*cited, (characters, characters)]:
        if start - reached > SILENT:
            yield reached, start
        reached = max(reached, end)
