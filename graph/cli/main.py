"""The command ``elshi``: its group, and errors as sentences.

The subcommands are in ``elshi.graph.cli.commands``.
"""

from __future__ import annotations

import os
import sys

import rich_click as click

from elshi.graph.cli import output
from elshi.graph.cli.commands import COMMANDS
from elshi.graph.cli.options import Session
from elshi.graph.errors import ElshiError, TableError
from elshi.graph.store.gc import let_it_pause
from elshi.graph.store.resident import MINUTES, minutes
from elshi.graph.text import shortened

PROBLEMS_SHOWN = 200
"""Sentences about bad rows to print; the rest are counted."""

LONGEST_WORD = 20_000
"""Characters of one word of the command line; what is a name, a number or a file has further bounds."""


def main() -> None:
    """Run the command; print a user's error as a sentence and exit with code 1."""
    let_it_pause()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))


def run(words: list[str], held: Session | None = None) -> int:
    """Run one command, with the session of a shell if it is one of its lines; give the exit code."""
    try:
        code = elshi.main([_as_utf8(word) for word in words], standalone_mode=False, obj=held)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except TableError as error:
        for problem in error.problems[:PROBLEMS_SHOWN]:
            print(problem, file=sys.stderr)
        left = len(error.problems) - PROBLEMS_SHOWN
        print((f"… and {left} more. " if left > 0 else "") + "Nothing was loaded.", file=sys.stderr)
        return 1
    except ElshiError as error:
        print(f"elshi: {error}", file=sys.stderr)
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        print("elshi: stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        print(f"elshi: the file{where} cannot be used: {error.strerror or error}.", file=sys.stderr)
        return 1
    except SystemExit as end:  # a command that ends with a code of its own
        return end.code if isinstance(end.code, int) else 0


def _as_utf8(word: str) -> str:
    """A word of the command line, of a bounded length, whose characters the locale could not read."""
    if len(word) > LONGEST_WORD:
        raise ElshiError(
            f"'{shortened(word[:100])}' has {len(word):,} characters, where {LONGEST_WORD:,} are the most."
        )
    try:
        word.encode()
    except UnicodeEncodeError:
        return os.fsencode(word).decode(errors="replace")
    return word


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print the versions of the program and its data."""
    if wanted:
        from importlib.metadata import version

        from elshi.loaders import DATA_VERSION

        output.say(f"elshi {version('elshi')}, data {DATA_VERSION}")
        context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--db",
    metavar="URI|FOLDER",
    help="A Neo4j URI (bolt://, neo4j://) or a folder for the embedded engine. Default: NEO4J_URI if it "
    "is set, else the embedded engine in your data folder (ELSHI_HOME).",
)
@click.option(
    "--resident/--no-resident",
    default=None,
    help="Keep the embedded engine running for the next commands; it ends after ELSHI_RESIDENT idle minutes "
    "(5; 0 for never starting one) or at 'elshi stop'.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the versions of the program and its data.",
)
@click.pass_context
def elshi(context: click.Context, db: str | None, resident: bool | None) -> None:
    """A graph of cultural diplomacy in which every fact cites its source."""
    context.meta["elshi.run"] = run
    if context.obj is None:
        idle = 0.0 if resident is False else minutes()
        context.obj = Session(db, idle or (MINUTES if resident else 0.0))


for _command in COMMANDS:
    elshi.add_command(_command)


if __name__ == "__main__":
    main()
