"""Commands that fill and maintain the graph.

Each is one public call of the packages; heavy imports happen inside the command that needs them.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from elshi.graph import files
from elshi.graph.cli import output
from elshi.graph.cli.options import YEAR, forced, formats, opened, pairs
from elshi.graph.errors import ElshiError

if TYPE_CHECKING:
    from elshi.loaders.load.doubles import Double


@click.command()
@click.option(
    "--reference/--no-reference",
    default=True,
    show_default=True,
    help="The facts of public reference too: members, seats, groups; without, they are withdrawn.",
)
def build(reference: bool) -> None:
    """Load the packaged tables: the curated, cited facts, and those of public reference."""
    from elshi.graph.store.health import counts
    from elshi.loaders.load.history import withdraw_reference
    from elshi.loaders.load.load import build as load_packaged
    from elshi.loaders.load.load import build_reference

    with opened() as store, output.progress() as progress:
        output.outcome(load_packaged(store, progress=progress))
        if reference:
            output.outcome(build_reference(store, progress=progress))
        else:
            for withdrawn in withdraw_reference(store):
                output.say(f"{withdrawn.load.id}: the reference layer was withdrawn.")
        output.rows(counts(store))


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--kind",
    help="Kind of the table, if its name and columns do not show it; or open data: igo, "
    "twin-towns, un-treaties, wikidata, ror, bibtex, csl; or a network: pajek, dl, matrix.",
)
@click.option("--relation", metavar="NAME", help="For networks, the relation to read: its number or name.")
@click.option(
    "--becomes",
    metavar="TABLE",
    help="For networks, what a link becomes: diplomatic_ties, exchanges or partnerships.",
)
@click.option("--as", "dataset", metavar="NAME", help="Name of the data set. Default: the path of the file.")
@click.option("--prune", is_flag=True, help="Withdraw rows that the table no longer contains.")
@click.option("--dry-run", is_flag=True, help="Show, field by field, what would change; load nothing.")
@click.option("--skip-bad", is_flag=True, help="Load the good rows; write the others to TABLE.refused.csv.")
@click.option("--unite", is_flag=True, help="Make rows of one name and year, or of one id, into one tie.")
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar="HEADING=COLUMN",
    help="Map one of your headings to a column; in a network, a label to an actor.",
)
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    help="A table of such pairs; for wikidata, a TOML file.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="NAME",
    help="For ror, load only this organisation (id or name); may be repeated.",
)
@click.option(
    "--set",
    "constants",
    multiple=True,
    metavar="COLUMN=VALUE",
    help="Value for rows that leave the column empty.",
)
@click.option(
    "--source",
    metavar="NAME",
    help="Source for rows that name none: the id of a source, or a name for the table.",
)
@click.option(
    "--review",
    type=click.Path(path_type=Path),
    help="Write unclear names, or ties that look like ones that are there, to this file.",
)
@click.option("--sheet", help="Sheet of the workbook to read.")
@click.option("--encoding", help="Encoding of a text table, if it is not detected.")
@formats
def load(files: tuple[Path, ...], **chosen: Any) -> None:
    """Load your own tables or open data, whole or not at all.

    Reads CSV, TSV, XLSX, ODS, JSON, JSON Lines and Parquet. Actors may be given by name: a clear name is
    resolved and reported; for unclear names, --review writes a table in which you decide.
    """
    from elshi.loaders.load.inputs import UnclearError
    from elshi.loaders.load.load import load as load_tables
    from elshi.loaders.load.options import LoadOptions
    from elshi.loaders.opendata import OpenDataOptions
    from elshi.loaders.tables.headings import read_mapping

    rules = chosen["mapping"] if chosen["kind"] == "wikidata" else None
    mapping = read_mapping(chosen["mapping"]) if chosen["mapping"] and not rules else {}
    options = LoadOptions(
        **{name: chosen[name] for name in _OPTIONS},
        mapping=mapping | pairs(chosen["mapped"], "HEADING=COLUMN", last=True),
        constants=pairs(chosen["constants"], "COLUMN=VALUE"),
        open_data=OpenDataOptions(chosen["only"], rules),
    )
    with opened(profile="long") as store, output.progress() as progress:
        try:
            if chosen["dry_run"]:
                from elshi.loaders.load.dry_run import dry_run

                output.dry_run(dry_run(store, files, options), chosen["as_"])
                return
            outcome = load_tables(
                store, files, options, progress=progress, asked=partial(_about_doubles, chosen["review"])
            )
        except UnclearError as error:
            if not chosen["review"] or not any(name.reading.decidable for name in error.unclear):
                if not chosen["review"]:
                    output.note(
                        "With --review FILE, each unclear name is written once, with candidates "
                        "to choose from."
                    )
                raise
            from elshi.loaders.authority.resolver import write_review

            review = chosen["review"]
            many = write_review(review, error.unclear)
            further = f"; without --review, {error.further} other problems are reported" * (error.further > 0)
            raise ElshiError(
                f"Nothing was loaded: unclear names ({many}) were written to {review}; fill in its column "
                f"id, run 'elshi resolve --decided {review}', and load again{further}."
            ) from error
        output.outcome(outcome)
        for why, many in outcome.left_out.items():
            output.warn(f"left out{f' ({many} rows)' if many > 1 else ''}: {why}")


def _about_doubles(review: Path | None, found: Sequence[Double]) -> bool:
    """Write doubles for review, or ask about them where somebody can answer; else the load goes on."""
    from elshi.loaders.load.doubles import SHOWN, write_review

    if review is not None:
        write_review(review, found)
        output.note(f"{review}: new ties that look like ones that are there ({len(found)})")
        return True
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return True
    for double in found[:SHOWN]:
        output.note(double.sentence())
    return click.confirm(f"Load {len(found)} ties that may be there already?", err=True)


_OPTIONS = (
    "kind", "dataset", "source", "sheet", "encoding", "prune", "skip_bad", "unite", "relation", "becomes",
)  # fmt: skip
"""Options of the command that are options of a load by the same name."""


@click.command()
@formats
def loads(as_: str | None) -> None:
    """List every load: its data set, time, file, hash and number of rows."""
    from elshi.loaders.load.history import remembered

    with opened() as store:
        output.rows(remembered(store), as_)


@click.command()
@click.argument("load")
def undo(load: str) -> None:
    """Undo a load (see 'elshi loads'); what another load also asserts stays."""
    from elshi.loaders.load.history import undo as take_back

    with opened(profile="long") as store:
        done = take_back(store, load)
    output.say(
        f"{done.load.id} ({done.load.file}) was undone: {done.nodes:,} nodes and {done.relationships:,} "
        f"relationships fewer."
    )


@click.command()
@click.argument("kind", required=False)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--all",
    "folder",
    type=click.Path(path_type=Path),
    help="Write the templates of all kinds into this folder.",
)
def template(kind: str | None, file: Path | None, folder: Path | None) -> None:
    """Write an empty table of KIND to FILE (.xlsx or .csv), with descriptions, drop-downs and examples."""
    from elshi.loaders.tables import templates

    if folder and kind:
        raise ElshiError(f"--all writes every kind into {folder}; leave out '{kind}'.")
    if folder:
        output.say(f"{folder}: {len(templates.templates(folder))} templates")
    elif kind and file:
        output.say(
            f"{templates.template(kind, file)}: fill it in, then run 'elshi load {file} --kind {kind}'"
        )
    else:
        raise ElshiError(
            "A kind and a file were expected, such as 'elshi template treaties mine.xlsx', or --all."
        )


@click.command()
@click.argument("names", nargs=-1)
@click.option("--year", type=YEAR, help="Year that the names refer to, to recognise past states.")
@click.option(
    "--context", default="", help="Text around the name, to interpret acronyms and words such as 'еліміз'."
)
@click.option("--decided", type=click.Path(path_type=Path), help="Save the decisions made in a review table.")
@formats
def resolve(
    names: tuple[str, ...], year: int | None, context: str, decided: Path | None, as_: str | None
) -> None:
    """Show which actors names are read as, in any script and some forty languages."""
    from elshi.loaders.authority.authority import Authority
    from elshi.loaders.load.load import decide

    if not names and not decided:
        raise ElshiError("A name was expected, such as 'elshi resolve \"Түркия Республикасы\"'.")
    with opened(fill=not decided, profile="long" if decided else "brief") as store:
        if decided:
            output.outcome(decide(store, decided))
        if names:
            authority = Authority.of(store)
            output.rows([authority.read(name, year=year, context=context).as_dict() for name in names], as_)


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--kind", help="Kind of the table, if the file's name does not show it.")
@click.option("--texts", type=click.Path(path_type=Path), help="Folder with your copies of the sources.")
@formats
def check(files: tuple[Path, ...], kind: str | None, texts: Path | None, as_: str | None) -> None:
    """Check tables (the packaged ones by default) without writing anything.

    Reports what a load would do and what a curator should look at: duplicates, contradictions and, with
    --texts, citations that the text does not support. Findings that you have reviewed go into settled.csv
    next to the tables, with the reason.
    """
    from concurrent.futures import ThreadPoolExecutor

    from elshi.loaders.curation.check import check as check_tables
    from elshi.loaders.curation.check import examine

    with ThreadPoolExecutor(1) as desk:  # the engine takes its time to start
        reading = desk.submit(examine, files, kind, texts)
        with opened() as store:
            line = check_tables(store, files, kind)
        checked = reading.result()
    output.checked(line, checked, as_)
    if checked.findings:
        sys.exit(1)


@click.command()
@click.option(
    "--repair", is_flag=True, help="Write the index of sides anew, by which questions are answered."
)
def doctor(repair: bool) -> None:
    """Say which engine answers, versions, counts, and what is wrong."""
    from elshi.graph.store.health import examine
    from elshi.graph.views import side_index

    with opened(profile="long" if repair else "brief") as store:
        if repair:
            side_index.rebuild(store)
        findings = [*examine(store), side_index.examined(store)]
    output.rows(findings)
    if any(row["state"] != "good" for row in findings):
        sys.exit(1)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@forced
def backup(file: Path, force: bool) -> None:
    """Back up everything, the record of the loads included, to FILE (.jsonl or .jsonl.gz)."""
    from elshi.graph.store.backup import backup as write

    files.check_output(file, force=force)
    with opened() as store:
        held = write(store, file, force=force)
    output.wrote(file, f"{held.nodes:,} nodes, {held.relationships:,} relationships, {held.loads} loads")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Restore a backup, whole or not at all, into a database without an Elshi graph."""
    from elshi.graph.store.backup import restore as put_back
    from elshi.graph.views import side_index

    with opened(profile="long") as store:
        held = put_back(store, file)
        side_index.ensure(store)
    output.say(f"restored: {held.nodes:,} nodes, {held.relationships:,} relationships, {held.loads} loads")


@click.command()
@click.option("--yes", is_flag=True, help="Remove without asking.")
def wipe(yes: bool) -> None:
    """Remove the Elshi graph; other data in the database stays."""
    from elshi.graph.store.backup import holding
    from elshi.graph.store.backup import wipe as remove

    with opened(profile="long") as store:
        held = holding(store)
        if not (held.nodes or held.loads):
            output.say("there is no graph to remove.")
            return
        what = f"{held.nodes:,} nodes, {held.relationships:,} relationships and {held.loads} loads"
        if held.foreign:
            what += f" (and {held.foreign:,} relationships that link it to other data)"
        if not yes:
            click.confirm(f"Remove {what} from {store.uri}?", abort=True)
        remove(store)
    output.say(f"removed: {what}")


COMMANDS = (build, template, load, loads, undo, resolve, check, backup, restore, wipe, doctor)
"""In the order of the help page."""
