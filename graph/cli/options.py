"""What the subcommands share: the store that ``--db`` names, the flags of rows, ``key=value`` words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import rich_click as click

from elshi.graph.cli import output
from elshi.graph.errors import ElshiError

if TYPE_CHECKING:
    from elshi.graph.store.store import Store

F = TypeVar("F", bound=Callable[..., Any])


def database() -> str | None:
    """What ``--db`` says."""
    context: Any = click.get_current_context()
    chosen: str | None = context.find_root().obj
    return chosen


@contextmanager
def opened(*, fill: bool = False, brief: bool = True) -> Iterator[Store]:
    """The store that ``--db`` names, with a warning where a load was cut off.

    ``fill``: an empty graph gets the packaged tables first, so that questions have answers.
    """
    from elshi.graph.store.store import connect
    from elshi.loaders.load.load import build, build_reference, cut_off

    with connect(database(), brief=brief) as store:
        for load in cut_off(store):
            output.warn(f"the load of {load.file} ({load.at}) was cut off; load it again to complete it.")
        if fill and not store.read("MATCH (n:Elshi) RETURN n.id AS id LIMIT 1"):
            output.warn("the graph was empty; the packaged tables were loaded.")
            build(store)
            build_reference(store)
        yield store


def formats(command: F) -> F:
    """The same two flags on every command that prints rows."""
    command = click.option("--json", "as_", flag_value="json", help="Print JSON.")(command)
    return click.option("--csv", "as_", flag_value="csv", help="Print CSV.")(command)


def pairs(texts: tuple[str, ...], shape: str = "key=value", *, last: bool = False) -> dict[str, str]:
    """``key=value`` words as a dict; with ``last`` the last sign parts, as a key may hold one."""
    found = {}
    for text in texts:
        key, equals, value = text.rpartition("=") if last else text.partition("=")
        if not equals or not key:
            raise ElshiError(f"'{text}' was expected to be {shape}.")
        found[key] = value
    return found
