"""The catalogue: one question for each ``.cypher`` file, found, checked and run.

A file opens with a header of comments that says everything about the question::

    // title: Ties between two actors
    // question: What bound A and B, when, and who says so?
    // parameter a: actor | Kazakhstan | one of the two
    // parameter kind: text = | treaty | only ties of this kind
    // column date: when, as the source has it
    // summary: status

A parameter is ``name: type | example | description``, with `` = default`` after the type where it
may be left out. Parameters are only ever data: the text of a query is never put together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from graph import lookup
from graph.columns import shortened
from graph.errors import ElshiError
from graph.store import Row, Store

TYPES = {
    "actor": "Actor",
    "organisation": "Organisation",
    "country": "Country",
    "place": "Actor",
    "tie": "Tie",
    "source": "Source",
}
"""Types whose value is a name in any script, and the label that the name must have."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a question; ``default`` is None where it must be given."""

    name: str
    type: str
    default: str | None
    example: str
    about: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the catalogue, as its file says it."""

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[tuple[str, str], ...]
    summary: str
    cypher: str

    def example(self) -> dict[str, str]:
        """Values for every parameter that has an example and no default, as the header gives them."""
        return {p.name: p.example for p in self.parameters if p.default is None}


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows, what was understood of each name, and the counts of the summary column."""

    question: Question
    rows: list[Row]
    understood: dict[str, str]
    counts: dict[str, int]
    near: dict[str, list[str]]
    """For an empty answer: names near each name that was given."""
    named: tuple[str, ...] = ()
    """The ids of those whom the question's parameters name."""


_HEADER = re.compile(r"//\s*(title|question|parameter|column|summary)\b\s*([^:]*):\s*(.*)")


@cache
def catalogue() -> dict[str, Question]:
    """All questions by name, sorted."""
    found = {}
    for file in files("queries").iterdir():
        if file.name.endswith(".cypher"):
            name = file.name.removesuffix(".cypher")
            found[name] = parse(name, file.read_text(encoding="utf-8"))
    return dict(sorted(found.items()))


def parse(name: str, text: str) -> Question:
    """Read a question's file; ``ValueError`` says what its header lacks."""
    single = {"title": "", "question": "", "summary": ""}
    parameters: list[Parameter] = []
    columns: list[tuple[str, str]] = []
    for line in text.splitlines():
        match = _HEADER.match(line)
        if not match:
            continue
        sort, what, rest = (part.strip() for part in match.groups())
        if sort in single:
            single[sort] = rest
        elif sort == "column":
            columns.append((what, rest))
        else:
            type_, example, about = (part.strip() for part in rest.split("|"))
            type_, equals, default = (part.strip() for part in type_.partition("="))
            parameters.append(Parameter(what, type_, default if equals else None, example, about))
    cypher = "\n".join(line for line in text.splitlines() if not line.startswith("//")).strip()
    if not (single["title"] and single["question"] and columns and cypher):
        raise ValueError(f"{name}.cypher: a title, a question, columns and a query were expected")
    return Question(
        name, single["title"], single["question"], tuple(parameters), tuple(columns),
        single["summary"], cypher,
    )  # fmt: skip


def question(name: str) -> Question:
    """The question of that name; ``ElshiError`` with the nearest names."""
    known = catalogue()
    if name not in known:
        from graph.names import nearest

        near = nearest(name, [(n, n.replace("-", " ")) for n in known])
        hint = f"; did you mean {' or '.join(near)}?" if near else "."
        raise ElshiError(f"There is no question '{shortened(name)}'{hint} 'elshi query' lists all.")
    return known[name]


def ask(store: Store, name: str, values: Mapping[str, str] | None = None) -> Answer:
    """Ask a question with its parameters as text; names may be written in any script.

    Raises ``ElshiError`` for a parameter that is missing, unknown or not understood.
    """
    asked = question(name)
    given = dict(values or {})
    parameters, understood = bound(store, asked, given)
    rows = store.read(asked.cypher, parameters)
    counts = Counter(str(row[asked.summary]) for row in rows) if asked.summary else {}
    near = {} if rows else _near(store, asked, given, understood)
    named = tuple(str(parameters[key]) for key in understood)
    return Answer(asked, rows, understood, dict(sorted(counts.items())), near, named)


def bound(store: Store, asked: Question, given: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The parameters of a question's query, and what was understood of each name.

    Raises ``ElshiError`` for a parameter that is missing, unknown or not understood.
    """
    for unknown in sorted(set(given) - {p.name for p in asked.parameters}):
        allowed = ", ".join(p.name for p in asked.parameters) or "none"
        raise ElshiError(
            f"'{shortened(unknown)}' is not a parameter of {asked.name}; its parameters are {allowed}."
        )
    parameters: dict[str, Any] = {}
    understood: dict[str, str] = {}
    for parameter in asked.parameters:
        text = given.get(parameter.name, parameter.default)
        if text is None or (not text.strip() and parameter.default is None):
            raise ElshiError(
                f"{asked.name} needs {parameter.name} ({parameter.about}), such as "
                f"{parameter.name}={_quoted(parameter.example)}."
            )
        parameters |= _bound(store, parameter, text.strip(), understood)
    return parameters, understood


def _near(
    store: Store, asked: Question, given: Mapping[str, str], understood: Mapping[str, str]
) -> dict[str, list[str]]:
    """Other names near those that an empty answer was given for."""
    found = {}
    for parameter in asked.parameters:
        if parameter.name in understood:
            names = lookup.nearest(store, given[parameter.name], TYPES[parameter.type], limit=4)
            if others := [name for name in names if name != understood[parameter.name]]:
                found[parameter.name] = others
    return found


def _quoted(text: str) -> str:
    return f"'{text}'" if " " in text else text


def _bound(store: Store, parameter: Parameter, text: str, understood: dict[str, str]) -> dict[str, Any]:
    name = parameter.name
    if parameter.type in TYPES:
        if not text:
            return {name: None}
        found = lookup.one(store, text, TYPES[parameter.type])
        understood[name] = f"{found.name} ({found.id})"
        return {name: found.id}
    if parameter.type == "year":
        return _year(name, text)
    if parameter.type == "number":
        if not re.fullmatch(r"\d{1,9}", text):
            raise ElshiError(f"{name}: '{shortened(text)}' is not a whole number.")
        return {name: int(text)}
    return {name: text or None}


def _year(name: str, text: str) -> dict[str, Any]:
    """A year as itself, and its first and last day as ``name_start`` and ``name_end``."""
    if not text:
        return {name: None, f"{name}_start": None, f"{name}_end": None}
    if not re.fullmatch(r"\d{4}", text) or text == "0000":
        raise ElshiError(f"{name}: '{shortened(text)}' is not a year such as 1995.")
    year = int(text)
    return {name: year, f"{name}_start": date(year, 1, 1), f"{name}_end": date(year, 12, 31)}
