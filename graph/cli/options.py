"""What the subcommands share: the store that ``--db`` names, output flags, ``key=value`` words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
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


@dataclass(frozen=True, slots=True)
class Session:
    """What the options before the subcommand say, and the store that a shell holds open."""

    db: str | None = None
    resident: float = 0
    store: Store | None = None


def session() -> Session:
    """The session of the command that runs."""
    context: Any = click.get_current_context()
    chosen: Session = context.find_root().obj
    return chosen


def database() -> str | None:
    """The value of ``--db``."""
    return session().db


@contextmanager
def opened(*, fill: bool = False, profile: Profile = "brief") -> Iterator[Store]:
    """The store that ``--db`` names, with a warning if a load was interrupted.

    ``fill``: an empty graph gets the packaged tables first, so that questions have answers.
    """
    chosen = session()
    if chosen.store is not None:
        _look_over(chosen.store, fill)
        yield chosen.store
        return
    from elshi.graph.store import keeper
    from elshi.graph.store.driver import without_frames
    from elshi.graph.store.store import connect

    without_frames()
    stays = partial(keeper.start, idle=chosen.resident) if chosen.resident and profile == "brief" else None
    with connect(chosen.db, profile=profile, keeper=stays) as store:
        _look_over(store, fill)
        is_own = store.engine is not None and not store.engine.attached
        yield store
    if is_own:
        from elshi.graph.store import aot_cache

        if not aot_cache.file().exists():
            from elshi.graph.store import warm_up

            warm_up.provide()


def _look_over(store: Store, fill: bool) -> None:
    """Report an interrupted load, and fill an empty graph if that is wanted."""
    [state] = store.read(
        "OPTIONAL MATCH (l:ElshiLoad) WHERE l.state <> 'done' WITH count(l) AS unfinished "
        "OPTIONAL MATCH (n:Elshi) WITH unfinished, n LIMIT 1 RETURN unfinished, n.id AS id"
    )
    if state["unfinished"]:
        from elshi.loaders.load.load import cut_off

        for load in cut_off(store):
            output.warn(f"the load of {load.file} ({load.at}) was interrupted; load it again to complete it.")
    if fill and state["id"] is None:
        from elshi.loaders.load.load import build, build_reference

        output.warn("the graph was empty; the packaged tables were loaded.")
        build(store)
        build_reference(store)


def formats(command: F) -> F:
    """The same flags on every command that prints rows."""
    command = click.option(
        "--excel", "as_", flag_value="excel", help="Print CSV with the mark by which Excel knows its letters."
    )(command)
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
