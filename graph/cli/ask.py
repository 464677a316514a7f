"""Commands that ask the graph something and print the answer.

Each is one public call of the packages; heavy imports happen inside the command that needs them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from elshi.graph.cli import output
from elshi.graph.cli.options import formats, opened, pairs
from elshi.graph.cli.view_options import view_options
from elshi.graph.errors import ElshiError
from elshi.graph.views.options import ViewOptions

if TYPE_CHECKING:
    from elshi.graph.store.store import Store
    from elshi.queries.answers import Answer


@click.command()
@click.argument("name", required=False)
@click.argument("values", nargs=-1, metavar="[KEY=VALUE]...")
@click.option("--map", "map_", type=click.Path(path_type=Path), metavar="FILE", help="Draw the answer too.")
@view_options
@formats
def query(
    name: str | None,
    values: tuple[str, ...],
    as_: str | None,
    map_: Path | None,
    options: ViewOptions | None,
) -> None:
    """Ask a question of the catalogue; without a NAME, list them.

    The options of a view, such as --level, describe the map of the answer.
    """
    from elshi.queries import ask, catalogue

    if options is not None and map_ is None:
        raise ElshiError("The options of a view describe the map of an answer: --map FILE was expected too.")
    if name is None:
        output.rows(
            [
                {
                    "name": q.name,
                    "question": q.question,
                    "parameters": q.usage(),
                }
                for q in catalogue().values()
            ],
            as_,
        )
        return
    with opened(fill=True) as store:
        answer = ask(store, name, pairs(values))
        if map_ and answer.rows:
            _draw(store, answer, map_, options)
    output.rows(answer.rows, as_, columns=answer.columns)
    if not answer.rows:
        output.warn(f"{answer.question.title}: nothing was found.")
        for key, near in answer.near.items():
            output.note(f"{key}: other names near it are {', '.join(near)}")
    for key, meant in answer.understood.items():
        output.note(f"{key}: {meant}")
    if summary := answer.summary():
        output.note(summary)


def _draw(store: Store, answer: Answer, file: Path, options: ViewOptions | None) -> None:
    from elshi.graph.maps.draw import draw
    from elshi.graph.views.network import network
    from elshi.graph.views.transforms import of_answer, with_ids
    from elshi.loaders import DATA_VERSION

    options = with_ids(store, options or ViewOptions())
    seen = of_answer(network(store), answer.rows, answer.named, options)
    draw(seen, title=answer.question.title, data=DATA_VERSION).save(file)
    output.note(f"{file}: drawn")


@click.command()
@click.argument("statement")
@click.option("-p", "values", multiple=True, metavar="KEY=VALUE", help="A parameter, as text.")
@click.option("--write", is_flag=True, help="Allow the statement to change the graph.")
@formats
def cypher(statement: str, values: tuple[str, ...], write: bool, as_: str | None) -> None:
    """Run a Cypher statement, for reading only unless --write."""
    with opened(fill=not write) as store:
        run = store.write if write else store.read
        output.rows(run(statement, pairs(values)), as_)


@click.command()
@click.argument("name")
@formats
def show(name: str, as_: str | None) -> None:
    """A dossier: names, ties in order of date, and who says so. NAME in any script, or an id."""
    from elshi.graph.lookup.dossier import dossier

    with opened(fill=True) as store:
        output.dossier(dossier(store, name), as_)


@click.command()
@click.argument("name")
@click.option("--texts", type=click.Path(path_type=Path), help="The folder with your copies of the sources.")
@formats
def cite(name: str, texts: Path | None, as_: str | None) -> None:
    """The citations of a fact; with --texts the passages themselves."""
    from elshi.graph.lookup.citations import citations

    with opened(fill=True) as store:
        output.citations(citations(store, name, texts), as_)


@click.command()
@formats
def sources(as_: str | None) -> None:
    """What each source contributes: facts by kind, years, and what nobody else confirms."""
    from elshi.graph.lookup.source_summary import summary

    with opened(fill=True) as store:
        output.sources(summary(store), as_)


@click.command()
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@formats
def compare(before: Path, after: Path, as_: str | None) -> None:
    """What changed between two reports: BEFORE and AFTER are files of 'elshi report FILE.json'."""
    from elshi.graph.reports.compare import compare as compared

    found = compared(before, after)
    output.rows(list(found.rows), as_)
    for line in found.told:
        output.note(line)


COMMANDS = (query, cypher, show, cite, sources, compare)
"""In the order of the help page."""
