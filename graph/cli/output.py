"""What the command prints: tables for people, JSON and CSV for programs, and notes.

Rows go to standard output; notes and warnings go to standard error, so that output can be piped.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import rich_click as click

from elshi.graph import files, spreadsheets
from elshi.graph.spreadsheets import inert
from elshi.graph.text import text

if TYPE_CHECKING:
    from pathlib import Path

    from elshi.graph.lookup.citations import Passage
    from elshi.graph.lookup.dossier import Dossier
    from elshi.loaders.curation.check import Checked
    from elshi.loaders.load.dry_run import DryRun

NAMES_SHOWN = 20
DIFFERENCES_SHOWN = 200


def say(text: str) -> None:
    """A line of the answer."""
    print(printable(text))


def note(text: str) -> None:
    """A line about the answer."""
    print(printable(text), file=sys.stderr)


def warn(text: str) -> None:
    """A line about something that the reader should know first."""
    print(printable(f"elshi: {text}"), file=sys.stderr)


def wrote(place: Path, text: str) -> None:
    """A line about a file that was written; apart from it where the file is a stream."""
    (note if files.is_stream(place) else say)(f"{place}: {text}")


def rows(
    records: Sequence[Mapping[str, Any]],
    as_: str | None = None,
    columns: Sequence[str] | None = None,
) -> None:
    """Rows as a table, as JSON (``as_="json"``) or as CSV (``"csv"``) that no spreadsheet runs.

    ``"excel"`` is CSV with a byte order mark, without which Excel takes UTF-8 for the letters of the system;
    other programs would read the mark as a part of the first heading.
    """
    names = list(columns or (records[0] if records else ()))
    if as_ == "json":
        print(json.dumps(list(records), ensure_ascii=False, indent=1, default=text))
    elif as_ in ("csv", "excel"):
        if as_ == "excel":
            sys.stdout.write("\ufeff")
        writer = spreadsheets.writer(sys.stdout)
        writer.writerow(map(inert, names))
        writer.writerows([inert(text(row.get(name))) for name in names] for row in records)
    elif records:
        _table(records, names)


def answer(
    records: Sequence[Mapping[str, Any]], as_: str | None, columns: Sequence[str], *, ids: bool = False
) -> None:
    """The rows of an answer: numbered for people, and without ids unless requested."""
    if as_:
        rows(records, as_, columns)
        return
    shown = [name for name in columns if ids or not _is_id(name)]
    numbered = [{"#": number, **row} for number, row in enumerate(records, 1)]
    if numbered:
        _table(numbered, ["#", *(shown or columns)])


def _is_id(column: str) -> bool:
    return column in ("id", "ids") or column.endswith(("_id", "_ids"))


COMFORTABLE = 24
"""Width of a column below which most words would be broken."""


def _table(records: Sequence[Mapping[str, Any]], names: Sequence[str]) -> None:
    """A table, or a block for each row if the window is too narrow for its columns."""
    from elshi.graph.cli.table import table

    cells = [[printable(text(row.get(name))) for name in names] for row in records]
    width = _width()
    needed = sum(
        min(COMFORTABLE, max(len(name), *(len(row[at]) for row in cells))) + 2
        for at, name in enumerate(names)
    )
    if needed > width:
        _blocks(cells, names)
        return
    numeric = [all(isinstance(row.get(name), int | float | None) for row in records) for name in names]
    _paged(table(cells, names, numeric, width))


def _blocks(cells: Sequence[Sequence[str]], names: Sequence[str]) -> None:
    """Rows as blocks: a line for each column that has a value, which can be read and copied."""
    longest = max(map(len, names))
    lines = []
    for row in cells:
        lines += [f"{name.ljust(longest)}  {cell}" for name, cell in zip(names, row, strict=True) if cell]
        lines.append("")
    _paged("\n".join(lines))


def _width() -> int:
    """The width of the terminal; without one, enough for whole lines."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS"):
        return shutil.get_terminal_size((100, 24)).columns
    return 200


def _paged(written: str) -> None:
    """Print to the terminal, through the user's pager if the text is longer than the window."""
    if not sys.stdout.isatty() or written.count("\n") < shutil.get_terminal_size((100, 24)).lines:
        print(written)
    else:
        click.echo_via_pager(written + "\n")


_UNSEEN = {
    code: "\N{REPLACEMENT CHARACTER}" for code in (*range(32), *range(0x7F, 0xA0)) if code not in (9, 10)
}
_UNSEEN |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\N{REPLACEMENT CHARACTER}")


def printable(value: str) -> str:
    """The text without control characters that could act on a terminal.

    >>> printable("a\x1b[2Jb")
    'a�[2Jb'
    """
    return value.translate(_UNSEEN)


def outcome(done: Any) -> None:
    """What a load did, in one line, with notes on how it read names and files."""
    for name, id_, why, many in sorted(done.taken, key=lambda name: -name[3])[:NAMES_SHOWN]:
        note(f"'{name}' was read as {id_} ({why}){f', {many} times' if many > 1 else ''}")
    if (left := len(done.taken) - NAMES_SHOWN) > 0:
        note(f"… and {left} more names; 'elshi resolve NAME' shows how one is read.")
    for file, encoding in done.encodings.items():
        note(f"{file} was read as {encoding}.")
    for remark in done.remarks:
        warn(remark)
    if files := ", ".join(map(str, done.refused_files)):
        were = "row was refused and written" if done.refused == 1 else "rows were refused and written"
        warn(f"{done.refused:,} {were} to {files}, each with its reason; correct that file and load it.")
    if not (done.rows or done.withdrawn):
        say("no rows: the table contains only headings (and examples), so nothing was loaded.")
        return
    if done.changed_nothing:
        say(f"{done.rows:,} rows; the graph already has all of it ({done.seconds:.1f} s)")
        return
    parts = [
        f"{number:,} {what}"
        for number, what in (
            (done.new, "new"),
            (done.changed, "changed"),
            (done.same, "the same"),
            (done.withdrawn, "withdrawn"),
        )
        if number
    ]
    say(f"{done.rows:,} rows: {', '.join(parts)} ({done.seconds:.1f} s)")


def dry_run(run: DryRun, as_: str | None) -> None:
    """What a load would change, field by field."""
    listed = [difference.as_dict() for difference in run.differences]
    if as_:
        rows(listed, as_, ["status", "table", "row", "column", "before", "after"])
        note(run.summary())
        return
    rows(listed[:DIFFERENCES_SHOWN])
    if (left := len(listed) - DIFFERENCES_SHOWN) > 0:
        say(f"… and {left:,} more; --csv shows them all.")
    say(run.summary())


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar for long work, shown only on a terminal."""
    if not sys.stderr.isatty():
        waits: set[str] = set()

        def tell(what: str, done: int, total: int) -> None:
            if what.startswith("waiting") and what not in waits:
                waits.add(what)
                warn(f"{what}.")

        yield tell
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def advance(what: str, done: int, total: int) -> None:
            task = tasks.setdefault(what, None)
            if task is None:
                task = tasks[what] = bar.add_task(what, total=total)
            bar.update(task, completed=done, total=total)

        yield advance


def dossier(entry: Dossier, as_: str | None) -> None:
    """An actor or a tie with its names, facts and ties."""
    if as_ == "json":
        print(json.dumps(entry.as_dict(), ensure_ascii=False, indent=1, default=text))
        return
    if as_ in ("csv", "excel"):
        rows(entry.ties, as_)
        return
    say(f"{entry.name}  ·  {entry.label}  ·  {entry.id}")
    rows([{"": key, " ": value} for key, value in entry.properties.items()])
    if entry.standing:
        rows(entry.standing)
    if entry.ties:
        rows(entry.ties)
    if entry.citations:
        rows(entry.citations)


def citations(passages: Sequence[Passage], as_: str | None, notes: Sequence[str] = ()) -> None:
    """The citations of a fact as footnotes, each with its passage if the text was available."""
    if as_:
        rows([passage.as_dict() for passage in passages], as_)
        return
    for passage, written in zip(passages, notes, strict=True):
        say(written)
        where = f", characters {passage.start:,}-{passage.end:,}" if passage.start >= 0 else ""
        say(f"  ({passage.source}{where})")
        if passage.words:
            say(f"  {passage.words}")
        if passage.note:
            say(f"  ({passage.note})")
    if any(passage.page for passage in passages):
        note("~ before a page: it is estimated from how far the passage is into the text.")
    if line := disagreement(passages):
        say(line)


def records(cited: Sequence[tuple[Mapping[str, Any], dict[str, Any]]], form: str) -> None:
    """Cited sources as records for Zotero, in BibTeX or CSL JSON."""
    from elshi.graph.exports import bibliography

    if form == "csl":
        print(bibliography.as_json([item for _, item in cited]), end="")
    else:
        print("\n".join(bibliography.entry(source, item["note"]) for source, item in cited), end="")


def disagreement(passages: Sequence[Passage]) -> str:
    """A line on how several citations of one fact differ; empty if they agree."""
    differing = [passage for passage in passages if passage.says]
    if len(passages) < 2 or not differing:
        return ""
    parts = [f"{p.source}{f', section {p.section}' if p.section else ''}, says {p.says}" for p in differing]
    return f"sources disagree: {'; '.join(parts)} ({len(differing)} of {len(passages)} citations)"


def checked(line: str, report: Checked, as_: str | None) -> None:
    """What a check found: the line about the load, the findings by kind, and their counts."""
    if as_:
        note(line)
        columns = ["finding", "rows", "where", "sentence"]
        rows([finding.as_dict() for finding in report.findings], as_, columns)
    else:
        say(line)
        for kind in report.counts():
            say(f"\n{kind}")
            for finding in report.findings:
                if finding.kind == kind:
                    say(f"  {finding.sentence}\n    {'; '.join(finding.rows)}  ({'; '.join(finding.places)})")
        say("")
    for settled in report.unmet:
        note(f"{settled.place}: settled as {settled.kind}, but no longer report.")
    (note if as_ else say)(report.summary())


def sources(summaries: Sequence[Mapping[str, Any]], as_: str | None) -> None:
    """What each source contributes; for people the kinds with their counts in one cell."""
    if as_ == "json":
        rows(summaries, as_)
        return
    flat = [
        {
            **row,
            "kinds": ", ".join(f"{k} {n}" for k, n in row["kinds"].items()),
            "missing": ", ".join(row["missing"]),
        }
        for row in summaries
    ]
    if as_ is None:
        flat = [{**row, "alone": f"{row['alone']:.0%}"} for row in flat]
    rows(flat, as_)
    if as_ is None and any(row["missing"] for row in summaries):
        note(
            "missing: what the source does not say of itself and a reference needs. To add it, load a table "
            "'sources.csv' with the columns id, name, kind and those that are missing."
        )
