"""The command ``elshi``: thin, every subcommand is one public call of the packages.

Heavy imports (the driver, the engine, pyvis) happen inside the subcommand that needs them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import rich_click as click

from graph import output
from graph.errors import ElshiError, TableError

if TYPE_CHECKING:
    from graph.store import Store

F = TypeVar("F", bound=Callable[..., Any])

PROBLEMS_SHOWN = 200
"""Sentences about bad rows that are printed; the rest is counted."""


def main() -> None:
    """Run the command; print an error for people as a sentence and end with exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = elshi.main([_as_utf8(word) for word in sys.argv[1:]], standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except TableError as error:
        for problem in error.problems[:PROBLEMS_SHOWN]:
            print(problem, file=sys.stderr)
        left = len(error.problems) - PROBLEMS_SHOWN
        print((f"… and {left} more. " if left > 0 else "") + "Nothing was loaded.", file=sys.stderr)
        sys.exit(1)
    except ElshiError as error:
        print(f"elshi: {error}", file=sys.stderr)
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        print("elshi: stopped.", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        print(f"elshi: the file{where} cannot be used: {error.strerror or error}.", file=sys.stderr)
        sys.exit(1)


def _as_utf8(word: str) -> str:
    """A word of the command line where the locale could not read its letters."""
    try:
        word.encode()
    except UnicodeEncodeError:
        return os.fsencode(word).decode(errors="replace")
    return word


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print the versions of the program and of its data."""
    if wanted:
        from importlib.metadata import version

        from loaders import DATA_VERSION

        output.say(f"elshi {version('elshi')}, data {DATA_VERSION}")
        context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--db",
    metavar="URI|FOLDER",
    help="A Neo4j (bolt://, neo4j://) or a folder of the embedded engine; else NEO4J_URI, else the "
    "embedded engine in your data folder (ELSHI_HOME).",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the versions of the program and of its data.",
)
@click.pass_context
def elshi(context: click.Context, db: str | None) -> None:
    """A graph of cultural diplomacy whose every fact is cited."""
    context.obj = db


def _database() -> str | None:
    """What --db says."""
    context: Any = click.get_current_context()
    chosen: str | None = context.find_root().obj
    return chosen


@contextmanager
def _opened(*, fill: bool = False, brief: bool = True) -> Iterator[Store]:
    """The store that --db names, with a warning where a load was cut off.

    ``fill``: an empty graph gets the packaged tables first, so that questions have answers.
    """
    from graph.store import connect
    from loaders.load import build, cut_off

    with connect(_database(), brief=brief) as store:
        for load in cut_off(store):
            output.warn(f"the load of {load.file} ({load.at}) was cut off; load it again to complete it.")
        if fill and not store.read("MATCH (n:Elshi) RETURN n.id AS id LIMIT 1"):
            output.warn("the graph was empty; the packaged tables were loaded.")
            build(store)
        yield store


def _formats(command: F) -> F:
    """The same two flags on every command that prints rows."""
    command = click.option("--json", "as_", flag_value="json", help="Print JSON.")(command)
    return click.option("--csv", "as_", flag_value="csv", help="Print CSV.")(command)


def _pairs(texts: tuple[str, ...]) -> dict[str, str]:
    """``key=value`` words as a dict."""
    found = {}
    for text in texts:
        key, equals, value = text.partition("=")
        if not equals or not key:
            raise ElshiError(f"'{text}' was expected to be key=value.")
        found[key] = value
    return found


@elshi.command()
def build() -> None:
    """Load the packaged tables: the curated, cited facts."""
    from loaders.load import build as load_packaged

    with _opened(brief=False) as store, output.progress() as progress:
        outcome = load_packaged(store, progress=progress)
        output.outcome(outcome)
        output.rows(_counts(store))


@elshi.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", help="Which kind of table it is, where the file's name does not say it.")
@click.option("--as", "dataset", metavar="NAME", help="The data set's name; else the file's path.")
@click.option("--prune", is_flag=True, help="Withdraw the rows that the table no longer has.")
def load(files: tuple[Path, ...], kind: str | None, dataset: str | None, prune: bool) -> None:
    """Load your own CSV tables, whole or not at all."""
    from loaders.load import load as load_tables

    with _opened(brief=False) as store, output.progress() as progress:
        outcome = load_tables(store, files, kind=kind, dataset=dataset, prune=prune, progress=progress)
        output.outcome(outcome)


@elshi.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--kind", help="Which kind of table it is, where the file's name does not say it.")
@click.option("--texts", type=click.Path(path_type=Path), help="The folder with your copies of the sources.")
@_formats
def check(files: tuple[Path, ...], kind: str | None, texts: Path | None, as_: str | None) -> None:
    """Check tables (the packaged ones by default) without writing anything.

    Says what a load would do, and what a curator should look at: duplicates, contradictions and,
    with --texts, citations that the text does not bear out. A finding that was looked at is put
    into settled.csv beside the tables, with the reason.
    """
    from concurrent.futures import ThreadPoolExecutor

    from loaders.check import check as check_tables
    from loaders.check import examine

    with ThreadPoolExecutor(1) as desk:  # the engine takes its time to start
        reading = desk.submit(examine, files, kind, texts)
        with _opened() as store:
            line = check_tables(store, files, kind)
        found = reading.result()
    output.checked(line, found, as_)
    if found.findings:
        sys.exit(1)


@elshi.command()
@click.argument("name", required=False)
@click.argument("values", nargs=-1, metavar="[KEY=VALUE]...")
@_formats
def query(name: str | None, values: tuple[str, ...], as_: str | None) -> None:
    """Ask a question of the catalogue; without a NAME, list them."""
    from queries.catalogue import ask, catalogue

    if name is None:
        output.rows(
            [
                {
                    "name": q.name,
                    "question": q.question,
                    "parameters": " ".join(
                        f"{p.name}={p.example}" if p.default is None else f"[{p.name}=]" for p in q.parameters
                    ),
                }
                for q in catalogue().values()
            ],
            as_,
        )
        return
    with _opened(fill=True) as store:
        answer = ask(store, name, _pairs(values))
    output.rows(answer.rows, as_, columns=[column for column, _ in answer.question.columns])
    if not answer.rows:
        output.warn(f"{answer.question.title}: nothing was found.")
        for key, near in answer.near.items():
            output.note(f"{key}: other names near it are {', '.join(near)}")
    for key, meant in answer.understood.items():
        output.note(f"{key}: {meant}")
    if answer.counts:
        output.note(", ".join(f"{count} {what}" for what, count in answer.counts.items()))


@elshi.command()
@click.argument("statement")
@click.option("-p", "values", multiple=True, metavar="KEY=VALUE", help="A parameter, as text.")
@click.option("--write", is_flag=True, help="Allow the statement to change the graph.")
@_formats
def cypher(statement: str, values: tuple[str, ...], write: bool, as_: str | None) -> None:
    """Run a Cypher statement, for reading only unless --write."""
    with _opened(fill=not write) as store:
        run = store.write if write else store.read
        output.rows(run(statement, _pairs(values)), as_)


@elshi.command()
@click.argument("name")
@_formats
def show(name: str, as_: str | None) -> None:
    """A dossier: names, ties in order of date, and who says so. NAME in any script, or an id."""
    from graph.dossier import dossier

    with _opened(fill=True) as store:
        output.dossier(dossier(store, name), as_)


@elshi.command()
@click.argument("name")
@click.option("--texts", type=click.Path(path_type=Path), help="The folder with your copies of the sources.")
@_formats
def cite(name: str, texts: Path | None, as_: str | None) -> None:
    """The citations of a fact; with --texts the passages themselves."""
    from graph.passages import citations

    with _opened(fill=True) as store:
        output.citations(citations(store, name, texts), as_)


@elshi.command()
@_formats
def sources(as_: str | None) -> None:
    """What each source contributes: facts by kind, years, and what nobody else confirms."""
    from graph.sources import summary

    with _opened(fill=True) as store:
        output.sources(summary(store), as_)


@elshi.command()
@click.argument("form", type=click.Choice(["jsonl", "graphml", "gexf"]))
@click.argument("file", type=click.Path(path_type=Path))
def export(form: str, file: Path) -> None:
    """Write the whole graph to FILE for other tools."""
    from graph.export import write
    from loaders import DATA_VERSION

    with _opened(fill=True) as store:
        counts = write(store, form, file, data=DATA_VERSION)
    output.say(f"{file}: {counts[0]:,} nodes, {counts[1]:,} relationships")


@elshi.command("map")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--around", metavar="NAME", help="Only what lies around this actor.")
@click.option("--hops", default=1, show_default=True, help="How far around it.")
@click.option("--countries", is_flag=True, help="Countries only, what is theirs rolled up.")
def map_(file: Path, around: str | None, hops: int, countries: bool) -> None:
    """Draw the network as one HTML page that opens offline."""
    from graph.maps import draw
    from graph.views import view

    with _opened(fill=True) as store:
        picture = draw(view(store, around=around, hops=hops, countries=countries, standing=True))
    picture.save(file)
    output.say(f"{file}: {picture.nodes:,} actors, {picture.edges:,} links")


@elshi.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--countries", is_flag=True, help="Measure countries, what is theirs rolled up.")
@click.option("--resamples", default=200, show_default=True, help="How often ties are resampled.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same report.")
def report(file: Path, countries: bool, resamples: int, seed: int) -> None:
    """Measure who is central, how sure that is, and write it as HTML."""
    from graph.report import write
    from graph.views import view

    with _opened(fill=True) as store:
        write(view(store, countries=countries), file, resamples=resamples, seed=seed)
    output.say(f"{file}: written")


@elshi.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("atlas"))
def atlas(folder: Path) -> None:
    """Everything at once: load, export, maps, report and an index page, into FOLDER."""
    from graph.atlas import atlas as write
    from loaders.load import build as load_packaged

    with _opened(brief=False) as store:
        output.outcome(load_packaged(store))
        for line in write(store, folder):
            output.say(line)


@elshi.command()
def doctor() -> None:
    """Say which engine answers, versions, counts, and what is wrong."""
    from graph.doctor import examine

    with _opened() as store:
        findings = examine(store)
    output.rows(findings)
    if any(row["state"] != "good" for row in findings):
        sys.exit(1)


def _counts(store: Store) -> list[dict[str, Any]]:
    from graph.doctor import counts

    return counts(store)


if __name__ == "__main__":
    main()
