"""The options of a view: the same, with the same help, on every command that makes one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, get_args

import rich_click as click
from click.core import ParameterSource

from elshi.graph.errors import ElshiError
from elshi.graph.views.options import FARTHEST, LEVELS, Backbone, Culture, ViewOptions, Weighing, listed
from elshi.graph.views.rules import RULE_NAMES, Nesting, Pairing

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--level", type=click.Choice(LEVELS),
                 help="Who counts as an actor; organisations are linked by the members they share.  "
                 "[default: actors]"),
    click.option("--countries", is_flag=True, help="The same as --level countries."),
    click.option("--from", "first", type=int, metavar="YEAR", help="Only ties of this year or later."),
    click.option("--to", "last", type=int, metavar="YEAR", help="Only ties of this year or earlier."),
    click.option("--kinds", multiple=True, metavar="KIND,…",
                 help="Only ties of these kinds or labels: agreement,Festival; may be repeated."),
    click.option("--fields", multiple=True, metavar="FIELD,…",
                 help="Only ties in these fields: music,education; may be repeated."),
    click.option("--culture", type=click.Choice(get_args(Culture)), help="Only cultural ties."),
    click.option("--group", metavar="NAME",
                 help="Only members of this group: central-asia; or of 'Poland; Germany'."),
    click.option("--around", metavar="NAME", help="Only what lies around this actor."),
    click.option("--hops", type=int, default=1, show_default=True,
                 help=f"Number of steps around it, up to {FARTHEST}."),
    click.option("--without", multiple=True, metavar="NAME,…",
                 help="Leave these actors out; may be repeated."),
    click.option("--certain-only", is_flag=True, help="Only what the sources state without doubt."),
    click.option("--directed", is_flag=True, help="Links run from who sends to who receives."),
    click.option("--weights", "weighing", type=click.Choice(get_args(Weighing)), default="newman",
                 show_default=True, help="How a tie of many actors is weighed."),
    click.option("--backbone", type=click.Choice(get_args(Backbone)), help="Only links that stand out."),
    click.option("--min-weight", type=float, metavar="WEIGHT", help="Only links of at least this weight."),
    click.option("--two-mode", is_flag=True,
                 help="Ties as nodes of their own, linked to the actors that took part."),
    click.option("--without-ties", multiple=True, metavar="NAME",
                 help="Only ties in which this actor has no part; repeatable."),
    click.option("--pairing", type=click.Choice(get_args(Pairing)), default="all", show_default=True,
                 help="Link everyone who took part, or only those in different parts of a tie."),
    click.option("--nesting", type=click.Choice(get_args(Nesting)), default="fold", show_default=True,
                 help="Count what is told on several levels once for a pair, or on each level."),
    click.option("--incidents", is_flag=True, help="Let conflicts, and laws of one state, make links."),
    click.option("--stated-only", is_flag=True, help="Leave out what only a rule adds."),
    click.option("--reference/--no-reference", default=True, show_default=True,
                 help="Relations from public references."),
    click.option("--rules-off", multiple=True, metavar="RULE,…",
                 help=f"Switch rules off: {', '.join(RULE_NAMES)}."),
)  # fmt: skip


def view_options(command: F) -> F:
    """Add the options of a view; the command gets ``options``, None where none of them was given."""

    @wraps(command)
    def wrapped(**values: Any) -> Any:
        asked = {name: values.pop(name) for name in _NAMES}
        return command(**values, options=_options(asked))

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped  # type: ignore[return-value]


_NAMES = (
    "level", "countries", "first", "last", "kinds", "fields", "culture", "group", "around", "hops", "without",
    "certain_only", "directed", "weighing", "backbone", "min_weight", "two_mode", "without_ties", "pairing",
    "nesting", "incidents", "stated_only", "reference", "rules_off",
)  # fmt: skip


def _options(asked: dict[str, Any]) -> ViewOptions | None:
    context: Any = click.get_current_context()
    usual = ParameterSource.DEFAULT
    if all(context.get_parameter_source(name) is usual for name in _NAMES):
        return None
    countries, level = asked.pop("countries"), asked.pop("level")
    if countries and level not in (None, "countries"):
        raise ElshiError(f"--countries and --level {level} were given: one level was expected.")
    for name in ("kinds", "fields", "rules_off"):
        asked[name] = listed(asked[name])
    return ViewOptions(level="countries" if countries else level or "actors", **asked)
