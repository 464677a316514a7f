"""Findings: what a curator should look at in tables that load well and may still be wrong.

Duplicates, entities that may be one, ties without parties, lists recorded as one joint tie, dates that
contradict each other, citations that the text does not bear out, and stretches of a text from which no
fact was taken. All of it is found in the rows alone; nothing is written, and nothing is decided.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path

from elshi.graph.model.records import NodeRecord, Tie
from elshi.loaders.curation import chronology, evidence
from elshi.loaders.curation.desk import Desk, Finding, near, parties, span, year
from elshi.loaders.curation.stars import stars
from elshi.loaders.kinds.citations import Citation
from elshi.loaders.kinds.sources import Source
from elshi.loaders.tables.rows import Row

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
        *stars(desk),
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
    for finding in (*_same_name(desk), *_same_parties(desk), *_near_name(desk)):
        if (pair := frozenset(finding.rows)) not in told:
            told.add(pair)
            yield finding


def _same_name(desk: Desk) -> Iterator[Finding]:
    """Ties of one table that bear one name, at what may be one time."""
    bearers: dict[tuple[str, str], list[tuple[Row, Tie]]] = defaultdict(list)
    for row, tie in desk.ties:
        for form in desk.folded[tie.id]:
            bearers[tie.table, form].append((row, tie))
    for (_, form), several in bearers.items():
        for (row, tie), (other, twin) in combinations(several, 2):
            if _at_one_time(tie, twin) and not _apart(tie, twin):
                said = f"{tie.id} and {twin.id} bear the name '{desk.folded[tie.id][form]}'."
                yield desk.finding("duplicate", said, row, other)


def _same_parties(desk: Desk) -> Iterator[Finding]:
    """Ties of one kind and year with the same parties, unless one passage lists them."""
    alike: dict[tuple[str, str, frozenset[str], int], list[tuple[Row, Tie]]] = defaultdict(list)
    for row, tie in desk.ties:
        who, when = parties(tie), year(tie)
        if who and when:
            alike[tie.table, getattr(tie, "kind", ""), who, when].append((row, tie))
    for (_, kind, _, when), several in alike.items():
        for (row, tie), (other, twin) in combinations(several, 2):
            if _at_one_time(tie, twin) and not _apart(tie, twin) and not _listed(desk, tie, twin):
                said = f"{tie.id} and {twin.id} are of one kind ({kind}), of {when}, and of the same parties."
                yield desk.finding("duplicate", said, row, other)


def _near_name(desk: Desk) -> Iterator[Finding]:
    """Ties of one kind with near names, one with the parties of the other, unless one passage lists them."""
    groups: dict[tuple[object, ...], list[tuple[Row, Tie]]] = defaultdict(list)
    for row, tie in desk.ties:
        groups[tie.table, getattr(tie, "kind", "")].append((row, tie))
    for group in groups.values():
        for one, two, name, also in near_pairs(desk, group):
            (row, tie), (other, twin) = group[one], group[two]
            who, also_who = parties(tie), parties(twin)
            if not (who and also_who and (who <= also_who or also_who <= who)):
                continue
            if _at_one_time(tie, twin) and not _apart(tie, twin) and not _listed(desk, tie, twin):
                said = f"{tie.id} and {twin.id} may be one: '{name}' and '{also}', of the same parties."
                yield desk.finding("duplicate", said, row, other)


MOST_SCORES = 20_000_000
"""Comparisons of names that are held at once."""


def near_pairs(
    desk: Desk, group: Sequence[tuple[Row, NodeRecord]], most: int = MOST_SCORES
) -> Iterator[tuple[int, int, str, str]]:
    """Pairs of a group with near names: their places in it, and the writings that are near."""
    import numpy as np
    from rapidfuzz import fuzz, process

    bearers = [
        (place, form)
        for place, (_, node) in enumerate(group)
        for form in desk.folded[node.id]
        if len(form) > 3
    ]
    if len(bearers) < 2:
        return
    forms = [" ".join(sorted(form.split())) for _, form in bearers]
    step = max(1, most // len(forms))
    for begin in range(0, len(forms), step):
        scores = process.cdist(
            forms[begin : begin + step], forms[begin:], scorer=fuzz.ratio, score_cutoff=ALIKE, workers=1,
            dtype=np.uint8,
        )  # fmt: skip
        for at, also in zip(*np.nonzero(np.triu(scores, 1)), strict=True):
            (one, form), (two, other) = bearers[begin + at], bearers[begin + also]
            if one != two and _may_be_one(form, other):
                yield one, two, desk.folded[group[one][1].id][form], desk.folded[group[two][1].id][other]


def _at_one_time(tie: Tie, twin: Tie) -> bool:
    """Whether the two may be of one day: where one is undated, they may."""
    one, two = span(tie.date), span(twin.date)
    if one is None or two is None:
        return True
    first, last = one.earliest or date.min, one.latest or date.max
    return first <= (two.latest or date.max) and (two.earliest or date.min) <= last


def _apart(tie: Tie, twin: Tie) -> bool:
    """Whether two ties say themselves that they are not one: other places, honours, numbers, or a link."""
    if tie.id in set(near(twin)) or twin.id in set(near(tie)):
        return True
    for column in _TELLING:
        one, two = getattr(tie, column, ()), getattr(twin, column, ())
        if one and two and {str(v) for v in one}.isdisjoint(str(v) for v in two):
            return True
    return _numbers(tie.name) != _numbers(twin.name)


_TELLING = (
    "places", "honours", "established", "language_to", "valid", "sent_by", "received_by", "hosted_by",
    "presented",
)  # fmt: skip
"""Columns in which two ties of one kind differ where they are two."""

_NUMBER = re.compile(
    r"\d+|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[IVX]+)\b", re.IGNORECASE
)


def _numbers(name: str) -> list[str]:
    return sorted(number.lower() for number in _NUMBER.findall(name))


def _listed(desk: Desk, tie: Tie, twin: Tie) -> bool:
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
        if tables == ("persons",):
            yield from _initials(desk, family)


def _near_names(desk: Desk, family: Sequence[tuple[Row, NodeRecord]]) -> Iterator[Finding]:
    told: set[tuple[int, int]] = set()
    for one, two, name, also in near_pairs(desk, family):
        if (one, two) not in told and not _two(family[one][1], family[two][1]):
            told.add((one, two))
            (row, actor), (other, twin) = family[one], family[two]
            said = f"{actor.id} and {twin.id} may be one: '{name}' and '{also}'."
            yield desk.finding("one-entity", said, row, other)


def _two(actor: NodeRecord, twin: NodeRecord) -> bool:
    """Whether two actors say themselves that they are two: one is of the other, or whose they are differs."""
    if twin.id in set(near(actor)) or actor.id in set(near(twin)):
        return True
    one, two = getattr(actor, "belongs_to", ()), getattr(twin, "belongs_to", ())
    return (
        bool(one and two and {v.id for v in one}.isdisjoint(v.id for v in two)) and actor.table != "persons"
    )


def _initials(desk: Desk, persons: Sequence[tuple[Row, NodeRecord]]) -> Iterator[Finding]:
    """Persons of one surname, of whom one has an initial in place of the name that the other has."""
    bearers: dict[str, list[tuple[Row, str, str]]] = defaultdict(list)
    for row, person in persons:
        for form, writing in desk.folded[person.id].items():
            first, _, surname = form.partition(" ")
            if surname and " " not in surname:
                bearers[surname].append((row, first, writing))
    for several in bearers.values():
        for (row, first, name), (other, also, name_too) in combinations(several, 2):
            short, long = sorted((first, also), key=len)
            if row is not other and len(short) == 1 and long.startswith(short):
                said = f"{row.record.key} and {other.record.key} may be one: '{name}' and '{name_too}'."
                yield desk.finding("one-entity", said, row, other)


def _may_be_one(form: str, other: str) -> bool:
    """Whether two near names may be one: same numbers, and no word that is another word."""
    from rapidfuzz import fuzz

    one, two = form.split(), other.split()
    if [w for w in one if w.isdigit()] != [w for w in two if w.isdigit()]:
        return False
    only, also = [w for w in one if w not in two], [w for w in two if w not in one]
    if len(only) != len(also):
        return fuzz.ratio("".join(one), "".join(two)) > 94
    return all(fuzz.ratio(a, b) >= 75 and a[0] == b[0] for a, b in zip(only, also, strict=True))


# -------------------------------------------------------------------------------------- parties


def without_parties(desk: Desk) -> Iterator[Finding]:
    """Treaties that nobody signed, laws that nobody adopted, and ties that name no actor at all.

    A monument that names its place and its honouree, or a film and its festival, is none of them.
    """
    for row, tie in desk.ties:
        if parties(tie):
            continue
        if tie.table in ("treaties", "laws"):
            yield desk.finding("no-parties", f"{tie.id} ({tie.name}) has no party.", row)
        elif not any(near(tie)):
            said = f"{tie.id} ({tie.name}) has no party, and names no place or honouree either."
            yield desk.finding("no-parties", said, row)


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
