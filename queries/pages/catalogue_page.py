"""The catalogue page: every question with its wording, parameters, columns, an example and its Cypher.

``python -m elshi.queries.pages.catalogue_page`` loads the packaged tables into a temporary graph, asks
every question with its example and prints ``docs/queries.md``; a test fails if the page is stale.
"""

from __future__ import annotations

from collections.abc import Iterator

from elshi.graph.store.results import Row
from elshi.graph.store.store import Store, connect
from elshi.graph.text import text
from elshi.queries.answers import Answer, ask
from elshi.queries.arguments import NAMED
from elshi.queries.catalogue import Parameter, Question, catalogue

SHOWN = 3
"""Rows of the example's answer that are shown."""

LONGEST = 120
"""Characters of a value that are shown."""

_INTRODUCTION = """# The questions

*This page is generated from the files of `queries/` and the packaged tables by `python -m
elshi.queries.pages.catalogue_page`; do not edit it.*

`elshi query` lists the questions; with a name and `key=value` words it asks one, and `--csv` or
`--json` print the rows for other programs. In Python:

```python
from elshi import connect
from elshi.queries import ask

with connect() as store:
    answer = ask(store, "timeline", {"actor": "Қазақстан", "from": 1995, "to": 1999})
    answer.rows  # a list of dicts
    answer.summary()  # what was certain, what possible, what left out
    answer.frame()  # a pandas data frame; frame("polars")
    answer.graph()  # a networkx graph of the nodes in the rows
```

The types of parameters:

| type | value |
|---|---|
| {named} | one node, by a name in any script or by its id |
| group | several actors: a group ("Central Asia"), "members of TÜRKSOY in 2010" (also *observers*, \
also without a year), or "Kazakhstan; Turkey; Азербайджан" |
| year | a year such as 1995 |
| period | a number of years, from 1 to 100 |
| kind | one of the kinds of ties in [the model](model.md) |
| field | one of the fields of ties in [the model](model.md) |
| number, text | used as given |

A question about years answers *certainly* or *possibly*, as far as the dates in the sources allow, and
reports how many facts without a date it left out.
"""


def page(store: Store) -> str:
    """The page as Markdown, with answers from this store."""
    return "\n".join([_introduction(), *_list(), *_sections(store)]) + "\n"


def _introduction() -> str:
    return _INTRODUCTION.replace("{named}", ", ".join(NAMED))


def _list() -> Iterator[str]:
    yield "| question | what it answers |"
    yield "|---|---|"
    for question in catalogue().values():
        yield f"| [`{question.name}`](#{question.name}) | {question.question} |"
    yield ""


def _sections(store: Store) -> Iterator[str]:
    for question in catalogue().values():
        yield f"## {question.name}\n"
        yield f"**{question.title}.** {question.question}\n"
        yield from _parameters(question)
        yield "| column | meaning |"
        yield "|---|---|"
        for name, about in question.columns:
            yield f"| `{name}` | {about} |"
        yield ""
        yield from _example(ask(store, question.name, question.example()))
        yield "<details><summary>Cypher</summary>\n"
        yield f"```cypher\n{question.cypher}\n```\n"
        yield "</details>\n"


def _parameters(question: Question) -> Iterator[str]:
    if question.parameters:
        yield "| parameter | type | meaning | example |"
        yield "|---|---|---|---|"
        for parameter in question.parameters:
            about = parameter.about + _default(parameter)
            yield f"| `{parameter.name}` | {parameter.type} | {about} | {parameter.example} |"
        yield ""


def _default(parameter: Parameter) -> str:
    if parameter.default is None:
        return ""
    return f" (else {parameter.default})" if parameter.default else " (may be left out)"


def _example(answer: Answer) -> Iterator[str]:
    yield f"```sh\n{answer.question.command()}\n```\n"
    if answer.rows:
        yield f"| {' | '.join(answer.columns)} |"
        yield "|---" * len(answer.columns) + "|"
        for row in answer.rows[:SHOWN]:
            yield f"| {' | '.join(_cells(row, answer.columns))} |"
        yield ""
    yield f"*{_told(answer)}*\n"


def _cells(row: Row, columns: list[str]) -> Iterator[str]:
    for name in columns:
        shown = text(row[name]).replace("|", "\\|").replace("\n", " ")
        yield shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"


def _told(answer: Answer) -> str:
    many = len(answer.rows)
    rows = f"{many:,} row{'' if many == 1 else 's'}" if many else "Nothing was found in the packaged tables"
    first = f", of which the first {SHOWN} are shown" if many > SHOWN else ""
    summary = answer.summary()
    return f"{rows}{first}" + (f": {summary}." if summary else ".")


if __name__ == "__main__":
    import sys
    import tempfile

    from elshi.loaders.load.load import build

    with tempfile.TemporaryDirectory() as folder, connect(folder) as opened:
        build(opened)
        sys.stdout.buffer.write(page(opened).encode())
