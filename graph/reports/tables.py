"""Tables: a study as Markdown, CSV and a workbook; what the page shows, and more rows."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from elshi.graph import spreadsheets
from elshi.graph.i18n.reports import Words
from elshi.graph.measures.resampling import RESAMPLED_BY
from elshi.graph.reports import methods, prose
from elshi.graph.reports.results import (
    DossierRelation,
    DossierTie,
    MeasureRanks,
    RuleVariant,
    Study,
    UnrankedActor,
)
from elshi.graph.reports.structure_results import BrokerRow, PeriodTies, TrendCell
from elshi.graph.spreadsheets import inert

COLUMNS = (
    "network", "measure", "id", "name", "value", "value_from", "value_to", "rank", "rank_low", "rank_high",
    "in_top", "source", "rank_without_source", "blank",
)  # fmt: skip
"""Columns of the table of ranks; a measure that says nothing has one row, with the reason."""


def ranks(study: Study) -> list[list[Any]]:
    """All ranks of all networks and measures, as rows of :data:`COLUMNS`."""
    rows: list[list[Any]] = []
    for network in study.networks:
        for measure in network.measures:
            if measure.blank:
                rows.append([network.kind, measure.name, *[None] * 11, measure.blank])
            rows += [
                [
                    network.kind, measure.name, row.id, row.name, row.value, row.value_low, row.value_high,
                    row.rank, row.rank_low, row.rank_high, row.in_top, row.source, row.rank_without_source,
                    None,
                ]
                for row in measure.rows
            ]  # fmt: skip
    return rows


def csv_text(study: Study) -> str:
    """The table of ranks as CSV that a spreadsheet opens; cells that look like formulas are made text."""
    text = io.StringIO()
    writer = spreadsheets.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([inert(cell) if isinstance(cell, str) else cell for cell in row] for row in ranks(study))
    return "\ufeff" + text.getvalue()


def tables(study: Study) -> dict[str, tuple[Sequence[str], list[list[Any]]]]:
    """The sheets of a workbook by name: columns and rows."""
    null = ("observed", "expected", "low", "high", "p", "ratio")
    return {
        "Ranks": (COLUMNS, ranks(study)),
        "Not ranked": _of(UnrankedActor, [a for n in study.networks[:1] for a in n.unranked], ("names",)),
        "Whole": (
            ("figure", "value", *null[1:5], "blank"),
            [
                [f.name, f.value, *(getattr(f.null, key, None) for key in null[1:5]), f.blank]
                for f in study.whole
            ],
        ),
        "Small world": (
            ("figure", *null),
            [[f.name, *(getattr(f.null, key) for key in null)] for f in study.small_world],
        ),
        "Communities": (
            ("community", "id", "name", "holding"),
            [
                [number, member.id, member.name, member.holding]
                for number, members in enumerate(study.communities.members, 1)
                for member in members
            ],
        ),
        "Brokers": _of(BrokerRow, study.communities.brokers),
        "Pairs": (
            ("first", "second", *null),
            [
                [pair.first, pair.second, *(getattr(pair.null, key) for key in null)]
                for pair in (*study.pairs.more, *study.pairs.less)
            ],
        ),
        "Years": _of(PeriodTies, study.time.years),
        "Fields": _of(TrendCell, study.time.fields),
        "Partners": _of(TrendCell, study.time.partners),
        "Resampled": (
            (
                "measure", "id", "name", "rank",
                *(f"{by}_{end}" for by in RESAMPLED_BY for end in ("low", "high")), "certain",
            ),
            [
                [
                    measure.measure, row.id, row.name, row.rank,
                    *(bound for by in RESAMPLED_BY for bound in getattr(row, by)), row.certain,
                ]
                for measure in study.stability.by
                for row in measure.rows
            ],
        ),
        **_sensitivity(study),
        **_dossier(study),
        "Methods": (("what", "is"), [[key, str(value)] for key, value in about(study)]),
    }  # fmt: skip


def _of(
    shape: type[Any], rows: Iterable[Any], without: Sequence[str] = ()
) -> tuple[Sequence[str], list[list[Any]]]:
    """The rows of one class as a table; lists stand in one cell."""
    columns = [field.name for field in fields(shape) if field.name not in without]
    return columns, [[_cell(getattr(row, column)) for column in columns] for row in rows]


def _cell(value: Any) -> Any:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else value


def _sensitivity(study: Study) -> dict[str, tuple[Sequence[str], list[list[Any]]]]:
    if study.sensitivity is None:
        return {}
    names = [variant.name for variant in study.sensitivity.variants]
    return {
        "Rules": _of(RuleVariant, study.sensitivity.variants),
        "Ranks by rule": (
            ("measure", "id", "name", *names),
            [
                [ranks.measure, row.id, row.name, *(row.ranks[name] for name in names)]
                for ranks in study.sensitivity.ranks
                for row in ranks.rows
            ],
        ),
    }


def _dossier(study: Study) -> dict[str, tuple[Sequence[str], list[list[Any]]]]:
    if study.dossier is None:
        return {}
    return {
        "Relations": _of(DossierRelation, study.dossier.relations),
        "Ties": _of(DossierTie, study.dossier.ties),
    }


def about(study: Study) -> Iterable[tuple[str, Any]]:
    """How a study was made, for the sheet on methods."""
    yield "view", study.made
    yield "data", study.data
    yield from (("asked: " + key, value) for key, value in sorted(study.asked.items()))
    yield from study.versions.items()
    yield "to repeat it", methods.command(study.asked)


def save_workbook(study: Study, place: Path) -> None:
    """Write the sheets as a workbook; texts stay texts, and the same study gives the same bytes."""
    import datetime

    import xlsxwriter

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(place), plain) as book:
        book.set_properties({"created": datetime.datetime(2000, 1, 1), "title": "Elshi: centrality"})
        bold = book.add_format({"bold": True})
        for name, (columns, rows) in tables(study).items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, columns, bold)
            for index, row in enumerate(rows, 1):
                sheet.write_row(index, 0, row)
            sheet.freeze_panes(1, 0)
            sheet.autofit()


def markdown(study: Study) -> str:
    """The report as Markdown: the answer, a table for each measure or the facts, and the methods."""
    words = Words(str(study.asked["lang"]), study.level)
    lines = [f"# {_text(prose.heading(study, words))}", ""]
    if question := prose.question(study, words):
        lines += [f"*{_text(question)}*", ""]
    if headline := prose.headline(study, words):
        lines += [f"**{_text(headline)}**", ""]
    lines += [f"{_text(sentence)}\n" for sentence in prose.about_egos(study, words)]
    lines += [f"- **{m}** {_text(answer)}" for m, answer in prose.answers(study, study.networks[0], words)]
    lines += ["", f"## {words('h.rests')}", "", prose.rests(study, words), ""]
    lines += [f"{n}. {_text(s.name)}. {_text(s.rest)}" for n, s in enumerate(study.sources, 1)]
    lines += _facts(study, words) if study.dossier is not None else _measured(study, words)
    lines += ["", f"## {words('h.methods')}", "", _text(prose.how_made(study, words)), ""]
    lines += [f"- {title}: {_text(formula)}" for title, formula in prose.formulas(study, words)]
    for paragraph in prose.methods(study, words):
        lines += ["", _text(paragraph)]
    lines += ["", f"`{methods.command(study.asked)}`", ""]
    lines += [f"- {entry}" for entry in methods.literature(measure_names(study))]
    return "\n".join(lines) + "\n"


def measure_names(study: Study) -> list[str]:
    """The measures of a study."""
    return [measure.name for measure in study.networks[0].measures]


def _measured(study: Study, words: Words) -> list[str]:
    lines = []
    for index, name in enumerate(measure_names(study)):
        lines += ["", f"## {words(f'measure.{name}')}"]
        for network in study.networks:
            lines += ["", f"### {_text(prose.title(study, network, words))}", ""]
            lines += _table(study, network.measures[index], words)
    few = prose.unranked(study.networks[0], words)
    return [*lines, "", _text(few)] if few else lines


def _table(study: Study, measure: MeasureRanks, words: Words) -> list[str]:
    if measure.blank:
        return [words(measure.blank)]
    heads = [words(f"c.{k}") for k in ("actor", "value", "rank", "leans")]
    lines = ["| " + " | ".join(heads) + " |", "|---|---:|---|---|"]
    for row in measure.rows[: int(str(study.asked["top"]))]:
        moved = words("absent") if row.rank_without_source is None else words.rank(row.rank_without_source)
        leans = f"[{prose.number(study, row.source)}]; {moved}" if row.source else words("none alone")
        place = f"{words.rank(row.rank)} ({words.rank(row.rank_low)}–{words.rank(row.rank_high)})"
        lines.append(f"| {_text(words.name(row))} | {words.three(row.value)} | {place} | {leans} |")
    return lines


def _facts(study: Study, words: Words) -> list[str]:
    """The relations and ties of a dossier as lists."""
    lines: list[str] = []
    for heading, entries in prose.dossier(study, words):
        lines += ["", f"## {_text(heading)}", ""]
        lines += [
            "- " + _text(" · ".join(part for part in (entry.when, entry.what, entry.detail) if part))
            for entry in entries
        ]
    return lines


def _text(text: str) -> str:
    """Text that Markdown takes as it is."""
    for letter in "\\`*_<>|#":
        text = text.replace(letter, f"\\{letter}")
    return " ".join(text.split())
