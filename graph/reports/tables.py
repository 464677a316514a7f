"""Sheets: a study as tables: Markdown, CSV, JSON and a workbook; what the page shows, and more rows."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from elshi.graph import spreadsheets
from elshi.graph.errors import ElshiError
from elshi.graph.i18n.reports import Words
from elshi.graph.measures.resampling import BYS
from elshi.graph.reports import methods, prose
from elshi.graph.spreadsheets import inert

Data = dict[str, Any]

COLUMNS = (
    "network", "measure", "id", "name", "value", "value_from", "value_to", "rank", "rank_low", "rank_high",
    "in_top", "source", "rank_without_source", "blank",
)  # fmt: skip
"""Columns of the table of ranks; a measure that says nothing has one row, with the reason."""


def json_text(study: Data) -> str:
    """The study as JSON; the same study gives the same bytes."""
    return json.dumps(study, ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n"


def ranks(study: Data) -> list[list[Any]]:
    """All ranks of all networks and measures, as rows of :data:`COLUMNS`."""
    rows: list[list[Any]] = []
    for network in study["networks"]:
        for measure in network["measures"]:
            if measure["blank"]:
                rows.append([network["kind"], measure["name"], *[None] * 11, measure["blank"]])
            for row in measure["rows"]:
                told = (
                    row[k] for k in ("value", "from", "to", "rank", "low", "high", "top", "source", "moved")
                )
                rows.append([network["kind"], measure["name"], row["id"], row["name"], *told, None])
    return rows


def csv_text(study: Data) -> str:
    """The table of ranks as CSV that a spreadsheet opens; cells that look like formulas are made text."""
    text = io.StringIO()
    writer = spreadsheets.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([inert(cell) if isinstance(cell, str) else cell for cell in row] for row in ranks(study))
    return "\ufeff" + text.getvalue()


def tables(study: Data) -> dict[str, tuple[Sequence[str], list[list[Any]]]]:
    """The sheets of a workbook by name: columns and rows."""
    whole = [
        [
            f["name"],
            f["value"],
            *(f.get("chance", {}).get(k) for k in ("expected", "low", "high", "p")),
            f["blank"],
        ]
        for f in study["whole"]
    ]
    groups = [
        [number, m["id"], m["name"], m["holding"]]
        for number, members in enumerate(study["communities"]["members"], 1)
        for m in members
    ]
    keys = (
        "id",
        "name",
        "coordinator",
        "gatekeeper",
        "representative",
        "consultant",
        "liaison",
        "like",
        "likeness",
    )
    pair = ("observed", "expected", "low", "high", "p", "ratio")
    small = [[f["name"], *(f[k] for k in pair)] for f in study["small_world"]]
    return {
        "Ranks": (COLUMNS, ranks(study)),
        "Whole": (("figure", "value", "expected", "low", "high", "p", "blank"), whole),
        "Small world": (("figure", *pair), small),
        "Communities": (("community", "id", "name", "holding"), groups),
        "Brokers": (keys, [[b[k] for k in keys] for b in study["communities"]["brokers"]]),
        "Pairs": (
            ("first", "second", *pair),
            [[*p["pair"], *(p[k] for k in pair)] for side in ("more", "less") for p in study["pairs"][side]],
        ),
        "Years": (
            ("period", "ties", "possible"),
            [[y["period"], y["ties"], y["possible"]] for y in study["time"]["years"]],
        ),
        "Fields": (
            ("period", "field", "ties", "share"),
            [[f["period"], f["what"], f["ties"], f["share"]] for f in study["time"]["fields"]],
        ),
        "Partners": (
            ("period", "partner", "ties", "share"),
            [[f["period"], f["what"], f["ties"], f["share"]] for f in study["time"]["partners"]],
        ),
        "Drawn": (
            (
                "measure",
                "id",
                "name",
                "rank",
                *(f"{by}_{end}" for by in BYS for end in ("low", "high")),
                "certain",
            ),
            [
                [m["measure"], r["id"], r["name"], r["rank"], *(v for by in BYS for v in r[by]), r["certain"]]
                for m in study["trust"]["by"]
                for r in m["rows"]
            ],
        ),
        "Methods": (("what", "is"), [[key, str(value)] for key, value in about(study)]),
    }


def about(study: Data) -> Iterable[tuple[str, Any]]:
    """How a study was made, for the sheet on methods."""
    yield "view", study["made"]
    yield "data", study["data"]
    yield from (("asked: " + key, value) for key, value in sorted(study["asked"].items()))
    yield from study["versions"].items()
    yield "to repeat it", methods.command(study["asked"])


def save_workbook(study: Data, place: Path) -> None:
    """Write the sheets as a workbook; texts stay texts, and the same study gives the same bytes."""
    import datetime

    import xlsxwriter

    if place.is_dir() or not place.absolute().parent.is_dir():
        raise ElshiError(f"{place} cannot be written: a file in an existing folder was expected.")
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


def markdown(study: Data) -> str:
    """The report as Markdown: the answer, a table for each measure, and the methods."""
    words = Words(study["asked"]["lang"], study["level"])
    several = study["level"] == "countries"
    lines = [f"# {words('title.countries' if several else 'title.actors')}", ""]
    lines += [f"*{_text(prose.question(study, words))}*", ""]
    if told := prose.headline(study, words):
        lines += [f"**{_text(told)}**", ""]
    for network in study["networks"]:
        if network["kind"] == "without":
            lines += ["", _text(prose.about_ego(study, words)), ""]
        lines += [f"- **{m}** {_text(said)}" for m, said in prose.answers(study, network, words)]
    lines += ["", f"## {words('h.rests')}", "", prose.rests(study, words), ""]
    lines += [f"{n}. {_text(s['name'])}. {_text(s['rest'])}" for n, s in enumerate(study["sources"], 1)]
    for index, name in enumerate(study["asked"]["measures"]):
        lines += ["", f"## {words(f'measure.{name}')}"]
        for network in study["networks"]:
            lines += ["", f"### {_text(prose.title(study, network, words))}", ""]
            lines += _table(study, network["measures"][index], words)
    lines += ["", f"## {words('h.methods')}", "", _text(prose.how_made(study, words)), ""]
    lines += [f"- {title}: {_text(formula)}" for title, formula in prose.formulas(study, words)]
    for said in prose.methods(study, words):
        lines += ["", _text(said)]
    lines += ["", f"`{methods.command(study['asked'])}`", ""]
    lines += [f"- {entry}" for entry in methods.literature(study["asked"]["measures"])]
    return "\n".join(lines) + "\n"


def _table(study: Data, measure: Data, words: Words) -> list[str]:
    if measure["blank"]:
        return [words(measure["blank"])]
    heads = [words(f"c.{k}") for k in ("actor", "value", "rank", "leans")]
    lines = ["| " + " | ".join(heads) + " |", "|---|---:|---|---|"]
    for row in measure["rows"][: study["asked"]["top"]]:
        moved = words("absent") if row["moved"] is None else words.rank(row["moved"])
        leans = f"[{prose.number(study, row['source'])}]; {moved}" if row["source"] else words("none alone")
        place = f"{words.rank(row['rank'])} ({words.rank(row['low'])}–{words.rank(row['high'])})"
        lines.append(f"| {_text(words.name(row))} | {words.three(row['value'])} | {place} | {leans} |")
    return lines


def _text(text: str) -> str:
    """Text that Markdown takes as it is."""
    for letter in "\\`*_<>|#":
        text = text.replace(letter, f"\\{letter}")
    return " ".join(text.split())
