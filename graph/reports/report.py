"""Reports: who is central in a view, how sure that is, and on which source it depends.

One file: an HTML page that opens offline and prints, or the same study as Markdown, CSV, JSON or a workbook,
by the ending of its name. It never shows a rank without its interval and the source it leans on most, and
leads with the network without its ego, because an actor around which sources are written comes first whatever
happened. Where too few actors can be measured it lists the facts instead. The same view, resamples and seed
give the same bytes. ``elshi.graph.reports.study`` computes everything, and ``elshi.graph.reports.prose``
says it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from elshi.graph import files, html
from elshi.graph.errors import ElshiError
from elshi.graph.i18n import three
from elshi.graph.i18n.pages import words as page_words
from elshi.graph.i18n.reports import Words
from elshi.graph.measures import trends
from elshi.graph.measures.resampling import beside
from elshi.graph.reports import charts, methods, prose, tables
from elshi.graph.reports.methods import reference, versions
from elshi.graph.reports.options import ReportOptions
from elshi.graph.reports.results import (
    MeasureRanks,
    NetworkRanks,
    RankRow,
    Study,
    json_text,
)
from elshi.graph.reports.structure_results import TrendCell
from elshi.graph.reports.study import study
from elshi.graph.views.network import View

__all__ = ["ENDINGS", "ReportOptions", "page", "reference", "three", "versions", "write"]

ENDINGS = (".html", ".md", ".csv", ".json", ".xlsx")
"""What a report can be written as."""

CHARTED = 10
"""Actors whose intervals a chart shows."""


Lead = tuple[str, str]
"""A page next to a report to which it leads, and the key of its name."""


def write(
    view: View,
    path: str | Path,
    options: ReportOptions | None = None,
    *,
    leads: Sequence[Lead] = (),
    force: bool = False,
    **changes: Any,
) -> None:
    """Write the report of a view to a file, as its ending says.

    ``changes`` are fields of :class:`ReportOptions`, such as ``resamples=200``; ``leads`` are the pages next
    to an HTML page to which it leads; ``force`` replaces a file that Elshi did not make. Raises
    ``ElshiError`` for an ending that is none of :data:`ENDINGS`, and where the file cannot be written.
    """
    place = Path(path)
    ending = check(place, force=force)
    results = study(view, replace(options or ReportOptions(), **changes))
    if ending == ".xlsx":
        with files.output(place, force=force) as fresh:
            tables.save_workbook(results, fresh)
        return
    forms: dict[str, Callable[[Study], str]] = {
        ".html": partial(_page, leads=leads),
        ".md": tables.markdown,
        ".csv": tables.csv_text,
        ".json": json_text,
    }
    files.write_text(place, forms[ending](results), force=force)


def check(place: Path, *, force: bool = False) -> str:
    """The ending of a report's file; ``ElshiError`` for one that no report has, or a place for no file."""
    ending = place.suffix.lower()
    if ending not in ENDINGS:
        raise ElshiError(f"{place}: a report ends in {', '.join(ENDINGS)}, not in '{place.suffix}'.")
    files.check_output(place, force=force)
    return ending


def page(view: View, options: ReportOptions | None = None, **changes: Any) -> str:
    """The report of a view as an HTML page.

    >>> from elshi.graph.views.network import Network
    >>> from elshi.graph.views.view import view
    >>> "no actor took part" in page(view(Network({}, {}, (), (), {}, {})))
    True
    """
    return _page(study(view, replace(options or ReportOptions(), **changes)))


HEADING = re.compile("<h2>(.*?)</h2>", re.DOTALL)

CONTENTS = "<ol></ol>"
"""Where the list of headings goes."""


def _with_contents(text: str) -> str:
    """The page with a number on each heading and the list of them at its beginning."""
    headings: list[str] = []

    def numbered(match: re.Match[str]) -> str:
        headings.append(match[1])
        return f'<h2 id="part-{len(headings)}">{match[1]}</h2>'

    text = HEADING.sub(numbered, text)
    items = "".join(f'<li><a href="#part-{at}">{title}</a></li>' for at, title in enumerate(headings, 1))
    return text.replace(CONTENTS, f"<ol>{items}</ol>", 1)


def _page(results: Study, leads: Sequence[Lead] = ()) -> str:
    words = Words(str(results.asked["lang"]), results.level)
    first, second = results.networks[0], results.networks[1:]
    own = page_words(words.lang)
    page_text = html.render(
        "reports/report.html",
        style=html.part("base.css") + html.part("reports/report.css"),
        script=html.part("reports/report.js"),
        t=words,
        lang=words.lang,
        title=prose.heading(results, words),
        question=prose.question(results, words),
        headline=prose.headline(results, words),
        answers=prose.answers(results, first, words),
        ego=prose.about_egos(results, words),
        others=prose.answers(results, second[0], words) if second and results.dossier is None else [],
        other_title=prose.title(results, second[0], words) if second else "",
        unranked=prose.unranked(first, words) if results.dossier is None else "",
        rests=prose.rests(results, words),
        components=prose.components(results, words),
        dossier=prose.dossier(results, words),
        measures=_measures(results, words) if first.links and results.dossier is None else [],
        structure=first.links and results.dossier is None,
        sensitivity=prose.sensitivity(results, words),
        silence=prose.silence(results, words),
        two_mode=prose.two_mode(results, words),
        layers=prose.layers(results, words),
        time=prose.time(results, words),
        mentions=prose.mentions(results, words),
        windows=_windows(results, words),
        fields=_across(results.time.fields, words),
        partners=_across(results.time.partners, words),
        partners_of=words.name(results.egos[0]) if results.egos else "",
        years=charts.by_year(results.time.years, words("c.ties"), words("chart.years"), words.lang),
        s=results,
        three=words.three,
        rank=words.rank,
        top=prose.first_places(results),
        draws=beside(int(str(results.asked["resamples"]))),
        made=prose.how_made(results, words),
        formulas=prose.formulas(results, words),
        methods=prose.methods(results, words),
        literature=methods.literature(tables.measure_names(results)),
        command=methods.command(results.asked),
        nav=own["nav"],
        contents=own["nav.contents"],
        theme=own["theme"],
        leads=[(file, own[key]) for file, key in leads],
    )
    return _with_contents(page_text)


@dataclass(frozen=True, slots=True)
class RankLine:
    """A row of a table of ranks as the page shows it."""

    row: RankRow
    shown: str
    number: int | None
    """The number of the source it leans on."""
    without: str
    """The rank without that source, in words."""


@dataclass(frozen=True, slots=True)
class RankTable:
    """The ranks of one network by one measure, as the page shows them."""

    title: str
    blank: str
    blanks: dict[str, int]
    lines: tuple[RankLine, ...]
    rest: str
    apart: str
    chart: Markup


@dataclass(frozen=True, slots=True)
class MeasureSection:
    """A measure with its words, a table for each network, and a chart."""

    name: str
    says: str
    tables: tuple[RankTable, ...]


def _measures(results: Study, words: Words) -> list[MeasureSection]:
    sections = []
    for index, name in enumerate(tables.measure_names(results)):
        says = words(f"says.{name}")
        shown = tuple(
            _rank_table(
                results, network, network.measures[index], words, charted=network is results.networks[0]
            )
            for network in results.networks
        )
        sections.append(MeasureSection(words(f"measure.{name}"), words.begun(says), shown))
    return sections


def _rank_table(
    results: Study, network: NetworkRanks, measure: MeasureRanks, words: Words, *, charted: bool
) -> RankTable:
    rows = [row for row in measure.rows if row.value][: int(str(results.asked["top"]))]
    blank = measure.blank or ("" if rows else words("nothing here"))
    label = words("chart.intervals", measure=words(f"measure.{measure.name}"))
    drawn = rows[:CHARTED] if charted and not blank else []
    names = [words.name(row) for row in drawn]
    chart = charts.intervals(drawn, names, words("c.rank.short"), label, words.lang)
    return RankTable(
        title=prose.title(results, network, words),
        blank=words(blank) if blank else "",
        blanks={words(reason): many for reason, many in measure.blanks.items()},
        lines=tuple(_line(results, row, words) for row in rows) if not blank else (),
        rest=prose.rest(measure, len(rows), words),
        apart=prose.apart(rows, words),
        chart=chart,
    )


def _line(results: Study, row: RankRow, words: Words) -> RankLine:
    return RankLine(
        row,
        words.name(row),
        prose.number(results, row.source) if row.source else None,
        words("absent") if row.rank_without_source is None else words.rank(row.rank_without_source),
    )


@dataclass(frozen=True, slots=True)
class TrendTable:
    """Periods across, and for each thing its ties and their share in each period."""

    periods: tuple[str, ...]
    rows: tuple[tuple[str, tuple[TrendCell | None, ...]], ...]


def _across(cells: Sequence[TrendCell], words: Words) -> TrendTable:
    periods = tuple(dict.fromkeys(cell.period for cell in cells))
    placed = {(cell.what, cell.period): cell for cell in cells}
    sums = {what: sum(c.ties for c in cells if c.what == what) for what in {c.what for c in cells}}
    order = sorted(sums, key=lambda what: (what == trends.OTHERS, -sums[what], what))
    return TrendTable(
        periods,
        tuple(
            (
                page_words(words.lang).get(f"field.{what}", words(what)),
                tuple(placed.get((what, period)) for period in periods),
            )
            for what in order
        ),
    )


def _windows(results: Study, words: Words) -> Markup:
    label = words("chart.windows", measure=words(f"measure.{results.time.measure}"))
    return charts.over_years(results.time.windows, words("c.rank.short"), label, words.lang)
