"""Commands around a process that stays: a shell that holds the engine, and the end of a resident engine."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import rich_click as click

from elshi.graph.cli import output
from elshi.graph.cli.options import opened, session
from elshi.graph.errors import ElshiError

_ENDS = frozenset({"exit", "quit", "q", "bye"})


@click.command()
@click.pass_context
def shell(context: click.Context) -> None:
    """Take commands line by line, without 'elshi', on one open graph; 'exit' or Ctrl-D ends it.

    Lines can be piped in too: elshi shell < questions.txt.
    """
    root = context.find_root()
    group = root.command
    run_line: Callable[..., int] = root.meta["elshi.run"]
    asked = sys.stdin.isatty()
    if asked:
        _with_history(list(group.commands) if isinstance(group, click.Group) else [])
        output.note("Commands without 'elshi', such as: show KZ. 'help' lists them, 'exit' ends.")
    worst = 0
    with opened(fill=True) as store:
        held = replace(session(), store=store)
        for line in _lines(asked):
            try:
                words = shlex.split(line)
            except ValueError as error:
                output.warn(f"the line cannot be read: {error}.")
                continue
            if not words or words[0].startswith("#"):
                continue
            if words[0] in _ENDS:
                break
            if words[0] == "shell":
                output.warn("this is the shell.")
                continue
            code = run_line(["--help"] if words == ["help"] else words, held)
            worst = max(worst, code)
    if worst and not asked:
        sys.exit(worst)


def _lines(asked: bool) -> Iterator[str]:
    while True:
        try:
            yield input("elshi> " if asked else "")
        except EOFError:
            if asked:
                print()
            return
        except KeyboardInterrupt:
            print()


def _with_history(names: list[str]) -> None:
    """Editing, history and completion of commands where Python has readline."""
    with suppress(ImportError):
        import readline

        def complete(begun: str, number: int) -> str | None:
            fitting = [f"{name} " for name in names if name.startswith(begun)]
            return fitting[number] if number < len(fitting) else None

        readline.set_completer(complete)
        readline.parse_and_bind("tab: complete")


@click.command()
def stop() -> None:
    """End the resident engine that short commands leave running (see --no-resident)."""
    from elshi.graph.store import resident
    from elshi.graph.store.store import home

    chosen = session()
    if chosen.store is not None:
        raise ElshiError("The shell uses the engine: leave it with 'exit' first.")
    place = chosen.db or os.environ.get("NEO4J_URI", "")
    if "://" in place:
        raise ElshiError(f"{place} is a server, and not an engine of this program: it runs on.")
    output.say(resident.stop(Path(place).expanduser().absolute() if place else home()))


COMMANDS = (shell, stop)
"""In the order of the help page."""
