"""Reports: who is central in a view, how sure that is, and on which source it depends.

One file: an HTML page that opens offline and prints, or the same study as Markdown, CSV, JSON or a workbook,
by the ending of its name. It never shows a rank without its interval and the source it leans on most, and
always shows the network without its ego beside it, because an ego-network makes its ego central by
construction. Where a measure says nothing, the report says why and leaves it blank. The same view, resamples
and seed give the same bytes. Everything is computed by ``elshi.graph.reports.study`` and said by
``elshi.graph.reports.prose``.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from elshi.graph import html
from elshi.graph.errors import ElshiError
from elshi.graph.i18n import three
from elshi.graph.i18n.pages import words as page_words
from elshi.graph.i18n.reports import Words
from elshi.graph.measures import trends
from elshi.graph.measures.resampling import beside
from elshi.graph.reports import charts, methods, prose
from elshi.graph.reports import tables as sheets
from elshi.graph.reports.methods import reference, versions
from elshi.graph.reports.study import Options, study
from elshi.graph.views.network import View

__all__ = ["ENDINGS", "Options", "page", "reference", "three", "versions", "write"]

Data = dict[str, Any]

ENDINGS = (".html", ".md", ".csv", ".json", ".xlsx")
"""What a report can be written as."""


def write(view: View, path: str | Path, options: Options | None = None, **changes: Any) -> None:
    """Write the report of a view to a file, as its ending says.

    ``changes`` are fields of :class:`Options`, such as ``resamples=200``. Raises ``ElshiError`` for an
    ending that is none of :data:`ENDINGS`, and where the file cannot be written.
    """
    place = Path(path)
    ending = place.suffix.lower()
    if ending not in ENDINGS:
        raise ElshiError(f"{place}: a report ends in {', '.join(ENDINGS)}, not in '{place.suffix}'.")
    found = study(view, replace(options or Options(), **changes))
    if ending == ".xlsx":
        sheets.save_workbook(found, place)
        return
    text = {".html": _page, ".md": sheets.markdown, ".csv": sheets.csv_text, ".json": sheets.json_text}[
        ending
    ]
    html.save(text(found), place)


def page(view: View, options: Options | None = None, **changes: Any) -> str:
    """The report of a view as an HTML page.

    >>> from elshi.graph.views.network import Network
    >>> from elshi.graph.views.view import view
    >>> "no actor took part" in page(view(Network({}, {}, (), (), {}, {})))
    True
    """
    return _page(study(view, replace(options or Options(), **changes)))


def _page(found: Data) -> str:
    asked = found["asked"]
    words = Words(asked["lang"], found["level"])
    first = found["networks"][0]
    several = found["level"] == "countries"
    return html.render(
        "reports/report.html",
        style=html.part("base.css") + html.part("reports/report.css"),
        script=html.part("reports/report.js"),
        t=words,
        lang=asked["lang"],
        title=words("title.countries" if several else "title.actors"),
        question=prose.question(found, words),
        headline=prose.headline(found, words),
        answers=prose.answers(found, first, words),
        others=prose.answers(found, found["networks"][1], words) if found["ego"] else [],
        ego=prose.about_ego(found, words) if found["ego"] else "",
        rests=prose.rests(found, words),
        parts=prose.parts(found, words),
        measures=_measures(found, words) if first["links"] else [],
        layers=prose.layers(found, words),
        time=prose.time(found, words),
        mentions=prose.mentions(found, words),
        windows=_windows(found, words),
        fields=_across(found["time"]["fields"], words),
        partners=_across(found["time"]["partners"], words),
        years=charts.by_year(found["time"]["years"], words("c.ties"), words("chart.years")),
        s=found,
        first=first,
        three=words.three,
        rank=words.rank,
        top=prose.first_places(found),
        draws=beside(asked["resamples"]),
        made=prose.how_made(found, words),
        formulas=prose.formulas(found, words),
        methods=prose.methods(found, words),
        literature=methods.literature(asked["measures"]),
        command=methods.command(asked),
    )


def _measures(found: Data, words: Words) -> list[Data]:
    """For each measure its words, and for each network a table and a chart."""
    shown = []
    for index, name in enumerate(found["asked"]["measures"]):
        tables = []
        for network in found["networks"]:
            measure = network["measures"][index]
            rows = [row for row in measure["rows"] if row["value"]][: found["asked"]["top"]]
            blank = measure["blank"] or ("" if rows else words("nothing here"))
            tables.append(
                {
                    "title": prose.title(found, network, words),
                    "blank": words(blank),
                    "blanks": {words(reason): many for reason, many in measure["blanks"].items()},
                    "rows": [_row(found, row, words) for row in rows] if not blank else [],
                    "rest": prose.rest(measure, len(rows), words),
                    "apart": prose.apart(rows, words),
                    "chart": charts.intervals(
                        [{**row, "name": words.name(row)} for row in rows[:10]],
                        words("c.rank.short"),
                        words("chart.intervals", measure=words(f"measure.{name}")),
                    )
                    if not blank and network is found["networks"][0]
                    else "",
                }
            )
        says = words(f"says.{name}")
        shown.append({"name": words(f"measure.{name}"), "says": says[0].upper() + says[1:], "tables": tables})
    return shown


def _row(found: Data, row: Data, words: Words) -> Data:
    return {
        **row,
        "shown": words.name(row),
        "number": prose.number(found, row["source"]) if row["source"] else None,
        "without": words("absent") if row["moved"] is None else words.rank(row["moved"]),
    }


def _across(rows: list[Data], words: Words) -> Data:
    """Trends as a table: periods across, and for each thing its ties and their share in each period."""
    periods = list(dict.fromkeys(row["period"] for row in rows))
    cells = {(row["what"], row["period"]): row for row in rows}
    sums = {what: sum(r["ties"] for r in rows if r["what"] == what) for what in {r["what"] for r in rows}}
    order = sorted(sums, key=lambda what: (what == trends.OTHERS, -sums[what], what))
    return {
        "periods": periods,
        "rows": [
            {
                "name": page_words(words.lang).get(f"field.{what}", words(what)),
                "cells": [cells.get((what, period)) for period in periods],
            }
            for what in order
        ],
    }


def _windows(found: Data, words: Words) -> Any:
    told = found["time"]
    label = words("chart.windows", measure=words(f"measure.{told['measure']}"))
    return charts.over_years(told["windows"], words("c.rank.short"), label)
