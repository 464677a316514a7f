"""Commands that fill the graph and look after it.

Each is one public call of the packages; heavy imports happen inside the command that needs them.
"""

from __future__ import annotations

import sys
from pathlib import Path

import rich_click as click

from graph import output
from graph.commands.common import formats, opened


@click.command()
def build() -> None:
    """Load the packaged tables: the curated, cited facts."""
    from graph.doctor import counts
    from loaders.load import build as load_packaged

    with opened(brief=False) as store, output.progress() as progress:
        outcome = load_packaged(store, progress=progress)
        output.outcome(outcome)
        output.rows(counts(store))


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", help="Which kind of table it is, where the file's name does not say it.")
@click.option("--as", "dataset", metavar="NAME", help="The data set's name; else the file's path.")
@click.option("--prune", is_flag=True, help="Withdraw the rows that the table no longer has.")
def load(files: tuple[Path, ...], kind: str | None, dataset: str | None, prune: bool) -> None:
    """Load your own CSV tables, whole or not at all."""
    from loaders.load import load as load_tables

    with opened(brief=False) as store, output.progress() as progress:
        outcome = load_tables(store, files, kind=kind, dataset=dataset, prune=prune, progress=progress)
        output.outcome(outcome)


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--kind", help="Which kind of table it is, where the file's name does not say it.")
@click.option("--texts", type=click.Path(path_type=Path), help="The folder with your copies of the sources.")
@formats
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
        with opened() as store:
            line = check_tables(store, files, kind)
        found = reading.result()
    output.checked(line, found, as_)
    if found.findings:
        sys.exit(1)


@click.command()
def doctor() -> None:
    """Say which engine answers, versions, counts, and what is wrong."""
    from graph.doctor import examine

    with opened() as store:
        findings = examine(store)
    output.rows(findings)
    if any(row["state"] != "good" for row in findings):
        sys.exit(1)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Write everything, what remembers the loads included, into FILE (.jsonl or .jsonl.gz)."""
    from graph.backup import backup as write

    with opened() as store:
        held = write(store, file)
    output.say(f"{file}: {held.nodes:,} nodes, {held.relationships:,} relationships, {held.loads} loads")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Put a backup back, whole or not at all, into a database without a graph of ours."""
    from graph.backup import restore as put_back

    with opened(brief=False) as store:
        held = put_back(store, file)
    output.say(f"restored: {held.nodes:,} nodes, {held.relationships:,} relationships, {held.loads} loads")


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
def wipe(yes: bool) -> None:
    """Remove the graph, and nothing that is not Elshi's."""
    from graph.backup import holding
    from graph.backup import wipe as remove

    with opened(brief=False) as store:
        held = holding(store)
        if not (held.nodes or held.loads):
            output.say("there is no graph to remove.")
            return
        what = f"{held.nodes:,} nodes, {held.relationships:,} relationships and {held.loads} loads"
        if held.foreign:
            what += f" (and {held.foreign:,} relationships of other people's nodes that end at ours)"
        if not yes:
            click.confirm(f"Remove {what} from {store.uri}?", abort=True)
        remove(store)
    output.say(f"removed: {what}")


COMMANDS = (build, load, check, backup, restore, wipe, doctor)
"""In the order of the help page."""
