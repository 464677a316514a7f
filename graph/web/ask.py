"""Questions: the catalogue by theme, a form for each from its header, and the answer in its formats."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import Response

from elshi.graph.errors import ElshiError
from elshi.graph.i18n import messages
from elshi.graph.text import text
from elshi.graph.web import tables
from elshi.graph.web.page import Page, split
from elshi.queries.answers import Answer
from elshi.queries.arguments import NAMED, fields, kinds
from elshi.queries.catalogue import Parameter, Question
from elshi.queries.catalogue import catalogue as questions
from elshi.queries.themes import THEMES

MOST_ROWS = 1_000
"""Rows that a page shows; the files have all."""

LISTED = 300
"""Ties that one cell lists."""

TERMS = {
    "kind": "kind", "certainty": "certainty", "when": "when", "status": "status", "field": "field",
    "layer": "layer",
}  # fmt: skip
"""Columns whose values are terms of the graph, and the messages that have them in words."""


_ROLES = [key.removeprefix("part.") for key in messages("en", "explorer") if key.startswith("part.")]
_PART = re.compile(rf"\b(?:{'|'.join(_ROLES)})\b")
"""A part in a tie, as answers have it."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: its parameter, its value, and the values to choose from, if they are closed."""

    parameter: Parameter
    value: str
    choices: Sequence[tuple[str, str]]
    complete: str


def catalogue(page: Page) -> Response:
    """All questions by theme."""
    return page.render("ask.html", themes=THEMES, questions=questions())


def question(page: Page) -> Response:
    """A question's form, and its answer where the form is filled in."""
    name, form = split(page.request.path_params["name"], tables.FORMS)
    if name not in questions():
        raise HTTPException(404, page.t("ask.none", name=name))
    entry = questions()[name]
    given = values(page, entry)
    answer, problem = None, ""
    if all(given.get(p.name) for p in entry.parameters if p.default is None):
        try:
            answer = page.explorer.ask(page.snapshot.version, name, given)
        except ElshiError as error:
            if form:
                raise
            problem = str(error)
    elif form:
        entry.check(given)
    if form and answer is not None:
        return tables.answer(form, answer.rows, answer.columns, name, as_dict(answer, given))
    return page.render(
        "question.html",
        entry=entry,
        fields=[_field(page, parameter, given.get(parameter.name, "")) for parameter in entry.parameters],
        given=given,
        answer=answer,
        problem=problem,
        table=_table(page, answer) if answer else None,
        chart=_chart(answer) if answer else None,
        most=MOST_ROWS,
        drawable=any(name in ("id", "ids") or name.endswith(("_id", "_ids")) for name, _ in entry.columns),
        command=command(name, given),
        example=page.url(f"/ask/{name}", **entry.example()),
    )


def values(page: Page, entry: Question) -> dict[str, str]:
    """The values that an address gives for a question's parameters."""
    given = {}
    for parameter in entry.parameters:
        if value := page.text(parameter.name):
            given[parameter.name] = value
    return given


def as_dict(answer: Answer, given: Mapping[str, str]) -> dict[str, Any]:
    """An answer for programs."""
    return {
        "question": answer.question.name,
        "title": answer.question.title,
        "parameters": dict(given),
        "understood": answer.understood,
        "columns": answer.columns,
        "rows": answer.rows,
        "counts": answer.counts,
        "undated": list(answer.undated),
        "notes": answer.notes(),
        "near": answer.near,
    }


def command(name: str, given: Mapping[str, str]) -> str:
    """The command line that asks the same."""
    return " ".join(
        ["elshi", "query", name, *(shlex.quote(f"{key}={value}") for key, value in given.items())]
    )


# -------------------------------------------------------------------------------- the form


def _field(page: Page, parameter: Parameter, value: str) -> Field:
    choices: list[tuple[str, str]] = []
    if parameter.type == "field":
        choices = [(one, page.t(f"field.{one}")) for one in fields()]
    elif parameter.type == "kind":
        choices = [(one, page.t(f"kind.{one}")) for one in kinds()]
    elif parameter.type == "flag":
        choices = [("yes", page.t("yes")), ("no", page.t("no"))]
    choices.sort(key=lambda choice: choice[1].casefold())
    complete = ""
    if parameter.type in NAMED or parameter.type == "group":
        complete = page.url("/complete", type=parameter.type)
    return Field(parameter, value, choices, complete)


# ------------------------------------------------------------------------------- the answer


@dataclass(frozen=True, slots=True)
class Shown:
    """The answer as cells of a page; ``columns`` with what each holds."""

    columns: Sequence[tuple[str, str]]
    rows: Sequence[Sequence[Markup]]


def _table(page: Page, answer: Answer) -> Shown:
    about = dict(answer.question.columns)
    hidden = {name for name in answer.columns if name == "id" or name.endswith("_id")}
    leads = _leads(answer)
    columns = [name for name in answer.columns if name not in hidden]
    rows = [[_cell(page, row, name, leads) for name in columns] for row in answer.rows[:MOST_ROWS]]
    return Shown([(name, about[name]) for name in columns], rows)


def _leads(answer: Answer) -> dict[str, str]:
    """Column with a name → the column that has its id."""
    leads = {name.removesuffix("_id"): name for name in answer.columns if name.endswith("_id")}
    leads = {name: id_ for name, id_ in leads.items() if name in answer.columns}
    if "id" in answer.columns:
        others = [name for name in answer.columns if name not in TERMS and name not in leads]
        named = [name for name in others if _holds_names(answer, name)]
        if named:
            leads[named[0]] = "id"
    return leads


def _holds_names(answer: Answer, column: str) -> bool:
    dates = {"date", "during", "signed", "in_force", "valid", "years", "year", "id", "as", "a_as", "b_as"}
    values = [row[column] for row in answer.rows[:20] if row[column]]
    return column not in dates and bool(values) and all(isinstance(value, str) for value in values)


def _cell(page: Page, row: Mapping[str, Any], column: str, leads: Mapping[str, str]) -> Markup:
    value = row[column]
    if column in leads and isinstance(id_ := row[leads[column]], str) and page.snapshot.node(id_):
        return Markup('<a href="{}" dir="auto">{}</a>').format(page.to(id_), page.name(id_))
    if value is None or value == []:
        return Markup("")
    if column in ("ids", "undated") or column.endswith("_ids"):
        return _listed(page, value)
    if column == "sources":
        return Markup(", ").join(
            Markup('<a href="{}" title="{}">{}</a>').format(
                page.to(s.split(" ")[0]), page.name(s.split(" ")[0]), s
            )
            for s in value
        )
    if column in ("kind", "field") and isinstance(value, str):
        return Markup("{}").format(page.t(f"{column}.{value}"))
    if column in TERMS and isinstance(value, str):
        return Markup('<span class="term {}">{}</span>').format(value, page.t(f"{TERMS[column]}.{value}"))
    if column in ("date", "during", "signed", "in_force", "valid") and isinstance(value, str) and value:
        return Markup('<span title="{}">{}</span>').format(value, page.date(value))
    if isinstance(value, bool):
        return Markup("{}").format(page.t("yes" if value else "no"))
    if isinstance(value, int):
        return Markup('<span class="n">{}</span>').format(
            value if 1000 <= value <= 2100 else page.count(value)
        )
    if isinstance(value, list):
        return Markup("; ").join(
            Markup("<bdi>{}</bdi>").format(_in_words(page, text(part))) for part in value
        )
    return Markup("<bdi>{}</bdi>").format(text(value))


def _in_words(page: Page, value: str) -> str:
    """A value with the names of parts (``SIGNED``) in words."""
    return _PART.sub(lambda found: page.t(f"part.{found[0]}"), value)


def _listed(page: Page, ids: Sequence[str]) -> Markup:
    """Ids as a list that opens."""
    items = Markup("").join(Markup("<li>{}</li>").format(page.link(id_)) for id_ in ids[:LISTED])
    return Markup("<details><summary>{}</summary><ul>{}</ul></details>").format(page.count(len(ids)), items)


@dataclass(frozen=True, slots=True)
class Chart:
    """Rows of counts as bars: (label, certainly, possibly), and the largest sum."""

    bars: Sequence[tuple[str, int, int]]
    most: int


def _chart(answer: Answer) -> Chart | None:
    """The counts of an answer that has them; None for facts, or for more rows than bars tell."""
    if not {"certainly", "possibly"} <= set(answer.columns) or not 1 < len(answer.rows) <= 150:
        return None
    counts = {"certainly", "possibly", "rank"}
    labels = [name for name in answer.columns if name not in counts and "id" not in name.split("_")]
    labels = [name for name in labels if name != "ids"][:2]
    bars = [
        (
            " · ".join(text(row[name]) for name in labels),
            int(row["certainly"] or 0),
            int(row["possibly"] or 0),
        )
        for row in answer.rows
    ]
    most = max(sure + possible for _, sure, possible in bars)
    return Chart(bars, most) if most else None
