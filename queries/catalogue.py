"""The catalogue: one question for each ``.cypher`` file, read and checked.

A file begins with a header of comments that describes the question::

    // title: Ties between two actors
    // question: What bound A and B, when, and who says so?
    // parameter a: actor | Kazakhstan | one of the two
    // parameter kind: kind = | treaty | only ties of this kind
    // column date: when, as the source has it
    // summary: certainty
    // note status=member: these sources name no full member

A parameter is ``name: type | example | description``, with `` = default`` after the type where it
may be left out; the types are those of ``elshi.queries.arguments``. ``summary`` names a column whose values
are counted below the rows; a ``note`` is said of an answer in none of whose rows that column has that value.
Ids stand in columns named ``id`` or ``ids``, or that end in ``_id`` or
``_ids``, so that an answer can be drawn (``Answer.graph``).

A question about years comes in one of two shapes, and ``elshi.queries.answers`` does the rest:

- its rows are facts, with a column ``when`` (*certainly*, *possibly* or *undated*, written as in
  ``queries/timeline.cypher``) and the fact's ``id``;
- its rows are counts, with columns ``certainly`` and ``possibly``; beside the columns of the header the
  statement gives ``undated``, the ids of the facts that no year can be told of.

A pattern is written from what is known to what is sought, ``(t)<-[:SIGNED]-(p:Actor)`` and not
``(p:Actor)-[:SIGNED]->(t)``: the embedded engine follows it in that order, and the other way round takes
some twenty times as long. Whose a tie is, a question asks
the index of sides (``elshi.graph.views.side_index``): ``(s)-[r]->(t:Tie)``, where ``r`` is a part that ``s``
holds itself, or ``SIDE_IN`` with the ``roles`` in which others make it a side and the rule ``by`` which each
does. Two sides are joined where ``apart`` is empty or differs. Parts alone are ``type(r) <> 'SIDE_IN'``.
Whose an actor is outside any tie, in a membership or by its seat, the same rules say in ``$name_whole``: for
a parameter ``name`` of one or several actors, pairs of an actor and the one of them that it counts as.
A list is never what rows are grouped by or made distinct by: that engine compares it whole for every row.
It is carried along as ``head(collect(ties)) AS ties``; and whether somebody is of a state is told from
those whom he belongs to, each actor's once, not from a list of all who belong to it. Nor is a null looked
up: ``{id: coalesce(x, '')}`` finds nothing at once, where ``{id: x}`` reads every node.

This module reads no database. Parameters are always data: the text of a query is never assembled from them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from elshi.graph.errors import ElshiError
from elshi.graph.text import shortened


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
    """One question of the catalogue, as its file defines it."""

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[tuple[str, str], ...]
    summary: str
    cypher: str
    notes: tuple[tuple[str, str, str], ...] = ()
    """A column, a value, and the sentence that is said where no row has it."""

    def example(self) -> dict[str, str]:
        """Values for every parameter that has an example and no default, as the header gives them."""
        return {p.name: p.example for p in self.parameters if p.default is None}

    def usage(self) -> str:
        """Its parameters as typed: required ones with an example, the others in brackets.

        >>> question("members-of").usage()
        'organisation=TÜRKSOY [year=] [reference=]'
        """
        return " ".join(
            f"{p.name}={quoted(p.example)}" if p.default is None else f"[{p.name}=]" for p in self.parameters
        )

    def check(self, given: Mapping[str, object]) -> None:
        """Refuse unknown and missing parameters before a store is opened.

        Raises ``ElshiError``.
        """
        for unknown in sorted(set(given) - {p.name for p in self.parameters}):
            allowed = ", ".join(p.name for p in self.parameters) or "none"
            raise ElshiError(
                f"'{shortened(unknown)}' is not a parameter of {self.name}; its parameters are {allowed}."
            )
        for parameter in self.parameters:
            if parameter.default is None and not given.get(parameter.name):
                raise ElshiError(
                    f"{self.name} needs {parameter.name} ({parameter.about}), such as "
                    f"{parameter.name}={quoted(parameter.example)}."
                )

    def command(self) -> str:
        """The command line that asks the question with the example's values.

        >>> question("facts-by-source").command()
        'elshi query facts-by-source source=kz-cn-article'
        """
        words = [f"{name}={quoted(value)}" for name, value in self.example().items()]
        return " ".join(["elshi query", self.name, *words])


_HEADER = re.compile(r"//\s*(title|question|parameter|column|summary|note)\b\s*([^:]*):\s*(.*)")


@cache
def catalogue() -> dict[str, Question]:
    """All questions by name, sorted."""
    entries = {}
    for file in files("elshi.queries").iterdir():
        if file.name.endswith(".cypher"):
            name = file.name.removesuffix(".cypher")
            entries[name] = parse(name, file.read_text(encoding="utf-8"))
    return dict(sorted(entries.items()))


def parse(name: str, text: str) -> Question:
    """Read a question's file; raises ``ValueError`` if its header is incomplete."""
    single = {"title": "", "question": "", "summary": ""}
    parameters: list[Parameter] = []
    columns: list[tuple[str, str]] = []
    notes: list[tuple[str, str, str]] = []
    for line in text.splitlines():
        match = _HEADER.match(line)
        if not match:
            continue
        sort, what, rest = (part.strip() for part in match.groups())
        if sort in single:
            single[sort] = rest
        elif sort == "column":
            columns.append((what, rest))
        elif sort == "note":
            column, _, value = what.partition("=")
            notes.append((column, value, rest))
        else:
            type_, example, about = (part.strip() for part in rest.split("|"))
            type_, equals, default = (part.strip() for part in type_.partition("="))
            parameters.append(Parameter(what, type_, default if equals else None, example, about))
    cypher = "\n".join(line for line in text.splitlines() if not line.startswith("//")).strip()
    if not (single["title"] and single["question"] and columns and cypher):
        raise ValueError(f"{name}.cypher: a title, a question, columns and a query were expected")
    return Question(
        name, single["title"], single["question"], tuple(parameters), tuple(columns),
        single["summary"], cypher, tuple(notes),
    )  # fmt: skip


def question(name: str) -> Question:
    """The question of that name; ``ElshiError`` with the nearest names."""
    entries = catalogue()
    if name not in entries:
        from elshi.graph.names.names import nearest

        near = nearest(name, [(n, n.replace("-", " ")) for n in entries])
        hint = f"; did you mean {' or '.join(near)}?" if near else "."
        raise ElshiError(f"There is no question '{shortened(name)}'{hint} 'elshi query' lists all.")
    return entries[name]


def quoted(text: str) -> str:
    """A value as typed on the command line."""
    return f"'{text}'" if re.search(r"[\s;]", text) else text
