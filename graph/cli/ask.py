"""Commands that query the graph and print the answer.

Each is one public call of the packages; heavy imports happen inside the command that needs them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from elshi.graph import files
from elshi.graph.cli import output
from elshi.graph.cli.options import arguments, forced, formats, named_in, opened, pairs, typed
from elshi.graph.cli.recall import recalled, remember
from elshi.graph.cli.style_options import style_options
from elshi.graph.cli.view_options import view_options
from elshi.graph.errors import ElshiError
from elshi.graph.views.options import ViewOptions

if TYPE_CHECKING:
    pass


@click.command()
@click.argument("name", required=False)
@click.argument("values", nargs=-1, metavar="[VALUE|KEY=VALUE]...")
@click.option("--ids", is_flag=True, help="Show the ids of facts and actors too.")
@click.option(
    "--map", "map_", type=click.Path(path_type=Path), metavar="FILE", help="Draw the answer as a map too."
)
@forced
@view_options
@named_in
@formats
def query(
    name: str | None,
    values: tuple[str, ...],
    as_: str | None,
    lang: str,
    ids: bool,
    map_: Path | None,
    options: ViewOptions | None,
    force: bool,
) -> None:
    """Ask a question from the catalogue; without NAME, list the questions by theme.

    Values without a key fill the required parameters in order: elshi query ties-between Kazakhstan Turkey.
    Afterwards 'elshi show 3' and 'elshi cite 3' refer to row 3 of the answer. View options, such as --level,
    apply to the map of the answer.
    """
    from elshi.graph.lookup.localised import TRANSLATED, in_language
    from elshi.queries import ask, question
    from elshi.queries.answers import draw_answer

    if options is not None and map_ is None:
        raise ElshiError("View options apply to the map of an answer: --map FILE was expected too.")
    if map_ is not None:
        files.check_output(map_, force=force)
    if name is None:
        _list(as_)
        return
    entry = question(name)
    given = arguments(values, [p.name for p in entry.parameters if p.default is None])
    entry.check(given)
    with opened(fill=True) as store:
        answer = ask(store, name, given)
        if map_ and answer.rows:
            draw_answer(answer, options or ViewOptions(), map_, force=force, lang=lang)
            output.note(f"{map_}: drawn")
        remember(store, answer.rows)
        rows = in_language(store, answer.rows, lang, "" if as_ else TRANSLATED)
    output.answer(rows, as_, answer.columns, ids=ids)
    if not answer.rows:
        output.warn(f"{answer.question.title}: 0 rows.")
        for key, near in answer.near.items():
            output.note(f"{key}: similar names are {', '.join(near)}")
    for key, meant in answer.understood.items():
        output.note(f"{key}: {meant}")
    if summary := answer.summary():
        output.note(summary)


def _list(as_: str | None) -> None:
    from elshi.queries import catalogue
    from elshi.queries.themes import by_theme

    questions = catalogue()
    listed = [
        {
            "theme": theme,
            "name": name,
            "question": questions[name].question,
            "parameters": questions[name].usage(),
        }
        for name, theme in by_theme().items()
    ]
    if as_:
        output.rows(listed, as_)
        return
    for theme in dict.fromkeys(row["theme"] for row in listed):
        output.say(f"\n{theme}")
        for row in listed:
            if row["theme"] == theme:
                output.say(f"  {row['name']}  {row['parameters']}\n      {row['question']}")


@click.command()
@click.argument("statement")
@click.option("-p", "values", multiple=True, metavar="KEY=VALUE",
              help="A parameter. Digits are read as a number; KEY:text=VALUE keeps them as "
              "text.")  # fmt: skip
@click.option("--write", is_flag=True, help="Allow the statement to change the graph.")
@formats
def cypher(statement: str, values: tuple[str, ...], write: bool, as_: str | None) -> None:
    """Run a Cypher statement; it can only read the graph unless you give --write."""
    if not statement.strip():
        raise ElshiError("The statement is empty: a Cypher statement was expected.")
    parameters = typed(pairs(values))
    with opened(fill=not write) as store:
        run = store.write if write else store.read
        rows = run(statement, parameters)
    output.rows(rows, as_)
    if not rows:
        output.note("0 rows")


@click.command()
@click.argument("name")
@named_in
@formats
def show(name: str, lang: str, as_: str | None) -> None:
    """Show the dossier of an actor or a tie: its names, its ties by date, and their sources.

    NAME is a name in any script, an id, or a row number of the last answer.
    """
    from elshi.graph.lookup.dossier import dossier
    from elshi.graph.lookup.localised import TRANSLATED

    with opened(fill=True) as store:
        entry = dossier(store, recalled(store, name), lang, mark="" if as_ else TRANSLATED)
    output.dossier(entry, as_)


@click.command()
@click.argument("name")
@click.option("--texts", type=click.Path(path_type=Path), help="Folder with your copies of the sources.")
@style_options
@click.option("--record", type=click.Choice(["bibtex", "csl"]),
              help="Print the sources as records for Zotero, with a note of the fact.")  # fmt: skip
@formats
def cite(name: str, texts: Path | None, style: str, lang: str, record: str | None, as_: str | None) -> None:
    """Show the citations of a fact as finished footnotes; with --texts, the passages themselves.

    NAME is a name in any script, an id, or a row number of the last answer.
    """
    from elshi.graph.footnotes.notes import footnotes, records
    from elshi.graph.footnotes.styles import checked
    from elshi.graph.lookup.citations import citations

    if record and as_:
        raise ElshiError(f"--record and --{as_} were both given: one form was expected.")
    checked(style)
    with opened(fill=True) as store:
        passages = citations(store, recalled(store, name), texts)
        if record:
            cited = records(store, passages)
        elif not as_:
            notes = footnotes(store, passages, style, lang)
    if record:
        output.records(cited, record)
    else:
        output.citations(passages, as_, [] if as_ else notes)


@click.command()
@formats
def sources(as_: str | None) -> None:
    """Show what each source contributes: facts by kind, years, and what no other source confirms."""
    from elshi.graph.lookup.source_summary import summary

    with opened(fill=True) as store:
        output.sources(summary(store), as_)


@click.command()
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@formats
def compare(before: Path, after: Path, as_: str | None) -> None:
    """Show what changed between two reports, BEFORE and AFTER, made by 'elshi report FILE.json'."""
    from elshi.graph.reports.compare import compare as compared

    comparison = compared(before, after)
    output.rows(list(comparison.rows), as_)
    for line in comparison.told:
        output.note(line)


COMMANDS = (query, cypher, show, cite, sources, compare)
"""In the order of the help page."""
