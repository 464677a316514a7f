"""What the subcommands share: the store that ``--db`` names, output flags, ``key=value`` words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import rich_click as click

from elshi.graph.cli import output
from elshi.graph.errors import ElshiError

if TYPE_CHECKING:
    from elshi.graph.store.embedded import Profile
    from elshi.graph.store.store import Store

F = TypeVar("F", bound=Callable[..., Any])

LANGUAGES = click.Choice(["en", "kk", "ru", "tr"])


YEAR = click.IntRange(1, 9999)
"""A year on the command line, where the options of a view do not bound it."""


def database() -> str | None:
    """The value of ``--db``."""
    context: Any = click.get_current_context()
    chosen: str | None = context.find_root().obj
    return chosen


@contextmanager
def opened(*, fill: bool = False, profile: Profile = "brief") -> Iterator[Store]:
    """The store that ``--db`` names, with a warning if a load was interrupted.

    ``fill``: an empty graph gets the packaged tables first, so that questions have answers.
    """
    from elshi.graph.store import aot_cache
    from elshi.graph.store.store import connect
    from elshi.loaders.load.load import build, build_reference, cut_off

    with connect(database(), profile=profile) as store:
        for load in cut_off(store):
            output.warn(f"the load of {load.file} ({load.at}) was interrupted; load it again to complete it.")
        if fill and not store.read("MATCH (n:Elshi) RETURN n.id AS id LIMIT 1"):
            output.warn("the graph was empty; the packaged tables were loaded.")
            build(store)
            build_reference(store)
        yield store
    if store.engine is not None and not aot_cache.file().exists():
        from elshi.graph.store import warm_up

        warm_up.provide()


def formats(command: F) -> F:
    """The same two flags on every command that prints rows."""
    command = click.option("--json", "as_", flag_value="json", help="Print JSON.")(command)
    return click.option("--csv", "as_", flag_value="csv", help="Print CSV.")(command)


def forced(command: F) -> F:
    """The flag of every command that writes a file."""
    return click.option("--force", is_flag=True, help="Replace what Elshi did not make, too.")(command)


def named_in(command: F) -> F:
    """The language of the names in rows."""
    return click.option(
        "--lang", "lang", type=LANGUAGES, default="en", show_default=True,
        help="Language of names; * marks a name that is a translation.",
    )(command)  # fmt: skip


def arguments(texts: tuple[str, ...], needed: Sequence[str]) -> dict[str, str]:
    """``key=value`` words as a dict; words without a key fill the needed keys in order."""
    named = {text.partition("=")[0] for text in texts if "=" in text}
    waiting = [key for key in needed if key not in named]
    given: dict[str, str] = {}
    for text in texts:
        key, equals, value = text.partition("=")
        if equals and key:
            given[key] = value
        elif waiting:
            given[waiting.pop(0)] = text
        else:
            raise ElshiError(f"'{text}' is one value too many: {_these(needed)}.")
    return given


def _these(needed: Sequence[str]) -> str:
    return f"{' and '.join(needed)} were expected" if needed else "none was expected without key="


def typed(given: Mapping[str, str]) -> dict[str, Any]:
    """Parameters of a Cypher statement: what looks like a number is one, ``key:text`` is always text.

    >>> typed({"y": "1992", "share": "0.5", "code:text": "007"})
    {'y': 1992, 'share': 0.5, 'code': '007'}
    """
    values: dict[str, Any] = {}
    for key, text in given.items():
        name, colon, kind = key.partition(":")
        if colon and kind != "text":
            raise ElshiError(f"'{key}' is not a parameter: KEY=VALUE or KEY:text=VALUE was expected.")
        values[name] = text if colon else _number(text)
    return values


def _number(text: str) -> int | float | str:
    if re.fullmatch(r"-?\d{1,18}", text):
        return int(text)
    if re.fullmatch(r"-?\d{1,18}\.\d{1,18}", text):
        return float(text)
    return text


def pairs(texts: tuple[str, ...], shape: str = "key=value", *, last: bool = False) -> dict[str, str]:
    """``key=value`` words as a dict; with ``last`` split at the last sign, as a key may contain one."""
    values = {}
    for text in texts:
        key, equals, value = text.rpartition("=") if last else text.partition("=")
        if not equals or not key:
            raise ElshiError(f"'{text}' was expected to be {shape}.")
        values[key] = value
    return values
