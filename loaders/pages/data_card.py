"""The data card: the contents of the tables, how they were compiled, and what is known to be missing.

``python -m elshi.loaders.pages.data_card`` prints ``docs/data.md``, counted from the packaged tables; a test
fails if the page is stale.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from elshi.graph.model.records import NodeRecord, Record, Standing, Tie
from elshi.loaders import DATA_VERSION, RECORDS
from elshi.loaders.corpus import packaged, reference_tables
from elshi.loaders.curation.desk import Desk, parties, span
from elshi.loaders.curation.findings import SILENT, silent
from elshi.loaders.kinds.citations import Citation
from elshi.loaders.kinds.relations import Belonging, Part
from elshi.loaders.kinds.sources import Source
from elshi.loaders.tables.rows import read

_HOME = "KZ"
_COUNTRIES_SHOWN = 30


def page() -> str:
    """The data card, as Markdown."""
    desk = Desk(row for path in packaged() for row in read(path).rows)
    facts = _facts(desk)
    return "\n".join(
        [
            *_opening(desk, facts),
            *_kinds(facts),
            *_fields(desk),
            *_times(desk),
            *_countries(desk),
            *_sources(desk, facts),
            *_reading(desk, facts),
            *_missing(desk),
            *_viewpoint(desk),
            *_reference(),
            *_terms(),
        ]
    )


# -------------------------------------------------------------------------------------- counting


def _facts(desk: Desk) -> list[Record]:
    """The rows with citations of their own: ties, relations, cited actors."""
    return [
        row.record
        for id_, row in desk.by_id.items()
        if not isinstance(row.record, Source)
        and (id_ in desk.citations or isinstance(row.record, Tie | Standing))
    ]


def _cited(desk: Desk, fact: str) -> set[str]:
    named = {row.record.source for row in desk.citations.get(fact, ()) if isinstance(row.record, Citation)}
    inline = getattr(desk.record(fact), "source", None)
    return named | ({inline} if inline else set())


def countries(desk: Desk, id_: str, depth: int = 4) -> set[str]:
    """The countries that an actor belongs to, through owners and wholes; a country counts as itself."""
    record = desk.record(id_)
    if record is None or depth == 0:
        return set()
    if record.table == "countries":
        return {record.subject}
    named = [v.id for c in ("belongs_to", "part_of", "located_in") for v in getattr(record, c, ())]
    for _, fact in desk.standing:
        if isinstance(fact, Belonging | Part) and getattr(fact, fact.ends[0]) == record.subject:
            named.append(getattr(fact, fact.ends[1]))
    return {country for other in named for country in countries(desk, other, depth - 1)}


def _by_country(desk: Desk) -> Counter[str]:
    """The number of ties in which each country, or an actor that belongs to it, takes part."""
    counts: Counter[str] = Counter()
    owners: dict[str, set[str]] = {}
    for _, tie in desk.ties:
        taking_part: set[str] = set()
        for id_ in parties(tie):
            taking_part |= owners.setdefault(id_, countries(desk, id_))
        counts.update(taking_part)
    return counts


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "none"


def _table(headings: tuple[str, str], counts: Iterable[tuple[str, int]]) -> Iterator[str]:
    yield f"| {headings[0]} | {headings[1]} |"
    yield "|---|---:|"
    for what, many in counts:
        yield f"| {what} | {many:,} |"
    yield ""


def _largest(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


# ----------------------------------------------------------------------------------- the chapters


def _opening(desk: Desk, facts: list[Record]) -> Iterator[str]:
    cited = sum(len(rows) for rows in desk.citations.values())
    yield "# The data\n"
    yield (
        "*This page is generated from the tables by "
        "`python -m elshi.loaders.pages.data_card`; do not edit it.*\n"
    )
    yield (
        f"Data version **{DATA_VERSION}**: {len(facts):,} facts, of which {len(desk.ties):,} are ties "
        f"(events and agreements) and {len(desk.standing):,} relations with a row of their own; "
        f"{len(desk.actors):,} actors; {cited:,} citations of "
        f"{sum(isinstance(r.record, Source) for r in desk.rows)} sources. An actor counts as a fact if a "
        f"passage is cited for it.\n"
    )


def _kinds(facts: list[Record]) -> Iterator[str]:
    yield "## By kind\n"
    by_table = Counter(fact.table for fact in facts)
    yield "| table | facts | of which |"
    yield "|---|---:|---|"
    for table in RECORDS:
        if table in by_table:
            kinds = Counter(k for f in facts if f.table == table and (k := getattr(f, "kind", None)))
            inside = ", ".join(f"{kind} {many:,}" for kind, many in _largest(kinds))
            yield f"| {table.replace('_', ' ')} | {by_table[table]:,} | {inside} |"
    yield ""


def _fields(desk: Desk) -> Iterator[str]:
    yield "## By field\n"
    yield "What a tie is about. One tie may have several fields.\n"
    fields: Counter[str] = Counter(str(field) for _, tie in desk.ties for field in tie.fields)
    fields["(none given)"] = sum(not tie.fields for _, tie in desk.ties)
    yield from _table(("field", "ties"), _largest(+fields))


def _times(desk: Desk) -> Iterator[str]:
    decades: Counter[str] = Counter()
    years: Counter[int] = Counter()
    for _, tie in desk.ties:
        when = span(tie.date)
        first, last = (when.earliest, when.latest) if when else (None, None)
        if first and last and first.year // 10 == last.year // 10:
            decades[f"{first.year // 10 * 10}s"] += 1
        elif first or last:
            decades["over several decades, or one end open"] += 1
        else:
            decades["no year known"] += 1
        if when and when.year:
            years[when.year] += 1
    yield "## By year\n"
    yield from _table(("decade", "ties"), sorted(decades.items()))
    recent = [f"{year}: {years[year]}" for year in range(1991, max(years, default=1990) + 1)]
    yield f"Ties of one certain year, since 1991: {', '.join(recent)}.\n"


def _countries(desk: Desk) -> Iterator[str]:
    countries = _largest(_by_country(desk))
    yield "## By country\n"
    yield (
        "A tie is counted for a country if the country, or one of its ministries, universities, cities or "
        "persons, takes part in it.\n"
    )
    yield from _table(
        ("country", "ties"), ((_name(desk, id_), many) for id_, many in countries[:_COUNTRIES_SHOWN])
    )
    if left := countries[_COUNTRIES_SHOWN:]:
        yield f"{len(left)} more: {', '.join(f'{_name(desk, id_)} {many}' for id_, many in left)}.\n"


def _name(desk: Desk, id_: str) -> str:
    record = desk.record(id_)
    return record.name if isinstance(record, NodeRecord) else id_


def _sources(desk: Desk, facts: list[Record]) -> Iterator[str]:
    yield "## By source\n"
    yield "| source | characters | facts | stated by no other source |"
    yield "|---|---:|---:|---:|"
    for row in desk.rows:
        if isinstance(source := row.record, Source):
            mine = [_cited(desk, f.subject) for f in facts if source.id in _cited(desk, f.subject)]
            alone = _share(sum(len(named) == 1 for named in mine), len(mine))
            yield f"| {source.name} (`{source.id}`) | {source.characters or 0:,} | {len(mine):,} | {alone} |"
    yield ""


def _reading(desk: Desk, facts: list[Record]) -> Iterator[str]:
    unsure = sum(getattr(fact, "certainty", "") == "unsure" for fact in facts)
    says = sum(
        bool(r.record.says)
        for rows in desk.citations.values()
        for r in rows
        if isinstance(r.record, Citation)
    )
    several = sum(len(_cited(desk, fact.subject)) > 1 for fact in facts)
    yield "## How it was read\n"
    yield (
        "The texts were read passage by passage, twice, by two readers; [curation.md](curation.md) has "
        "the ledger of what was read. A row holds only what its text states, with dates as precise as in "
        "the text, and cites the position of the sentence. The tables hold facts in the project's own "
        "words, and titles; they hold no sentences from a source.\n"
    )
    yield (
        f"- {unsure:,} facts ({_share(unsure, len(facts))}) are marked as unsure; their notes say what is "
        "in doubt.\n"
        f"- {several:,} facts ({_share(several, len(facts))}) are stated by more than one source.\n"
        f"- {says:,} citations differ from the accepted value; `elshi query disagreements` "
        "lists them.\n"
        "- `elshi check --texts FOLDER` compares every citation with your own copy of the texts and lists "
        "what looks wrong; findings that were reviewed and accepted are in `settled.csv`, with the reason.\n"
    )


def _missing(desk: Desk) -> Iterator[str]:
    undated = sum(not tie.date for _, tie in desk.ties)
    nobody = sum(not parties(tie) for _, tie in desk.ties)
    gaps = list(silent(desk))
    yield "## What is known to be missing\n"
    yield (
        "- Everything that these sources do not mention. Nothing was added from other books, archives or "
        "the web; if two countries have no tie here, they may still have had some.\n"
        f"- {undated:,} ties ({_share(undated, len(desk.ties))}) have no date, because the text gives none.\n"
        f"- {nobody:,} ties ({_share(nobody, len(desk.ties))}) name no participant, often only a place or "
        f"the person honoured.\n"
        f"- {len(gaps)} stretches of more than {SILENT:,} characters have no citation: the readers found "
        "no fact of the model's kinds in them. Theory, opinion, method, bibliographies and population "
        "figures were left out on purpose.\n"
        "- The end of many partnerships and programmes: sources report beginnings.\n"
        "- Persons beyond their public roles, population figures, and events before the twentieth "
        "century, unless a text names them as part of a later fact.\n"
    )


def _viewpoint(desk: Desk) -> Iterator[str]:
    home = _by_country(desk)[_HOME]
    yield "## Point of view\n"
    yield (
        f"The sources are written in Kazakhstan and about Kazakhstan: {_share(home, len(desk.ties))} of "
        "the ties have a Kazakhstani part. A network built around one country makes that country central "
        "by construction. Ties between two other countries appear only if a text on Kazakhstan happens to "
        "mention them, and official events are reported more often than private ones. Compare countries "
        "with care, look at the network without Kazakhstan too (every report shows it), and do not read a "
        "count as the amount of what happened. The sources describe conflicts and peoples in their own "
        "terms; the tables record who was involved, not who did what.\n"
    )


def _reference() -> Iterator[str]:
    tables = {file.stem: read(file).rows for file in reference_tables()}
    bodies = {getattr(row.record, "organisation", "") for row in tables["memberships"]}
    states = sum(1 for row in tables["countries"] if getattr(row.record, "lifetime", None))
    yield "## The reference layer\n"
    memberships, groups = tables["memberships"], tables["groups"]
    yield (
        "Beside what the sources tell, and never counted above, lie facts of public reference in "
        f"`loaders/reference/`: {len(memberships):,} memberships of {len(bodies)} intergovernmental bodies, "
        f"{len(tables['seats'])} seats, the lifetimes of {states} states and {len(groups)} groups, from "
        f"{len(tables['sources'])} references that were looked at. They are a data set of their own, marked "
        "`layer: reference`; [reference-layer.md](reference-layer.md) says from where they are and how to "
        "leave them out.\n"
    )


def _terms() -> Iterator[str]:
    yield "## Use\n"
    yield (
        "The tables are in `loaders/corpus/`, described for other programs by `datapackage.json` "
        "(Frictionless Data Package). They are licensed under CC BY 4.0; `CITATION.cff` explains how to "
        "cite them. The texts themselves are not included.\n"
    )


if __name__ == "__main__":
    import sys

    sys.stdout.buffer.write(page().encode())
