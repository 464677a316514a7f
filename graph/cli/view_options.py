"""View options: the same, with the same help, on every command that makes a view."""

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
                 help="What counts as an actor; organisations are linked by shared members.   "
                 "[default: actors]"),
    click.option("--countries", is_flag=True, help="The same as --level countries."),
    click.option("--from", "first", type=int, metavar="YEAR", help="Only ties from this year on."),
    click.option("--to", "last", type=int, metavar="YEAR", help="Only ties up to this year."),
    click.option("--kinds", multiple=True, metavar="KIND,…",
                 help="Only ties of these kinds or labels: agreement,Festival; may be repeated."),
    click.option("--fields", multiple=True, metavar="FIELD,…",
                 help="Only ties in these fields: music,education; may be repeated."),
    click.option("--culture", type=click.Choice(get_args(Culture)), help="Only cultural ties."),
    click.option("--group", metavar="NAME",
                 help="Only members of this group: central-asia; or of 'Poland; Germany'."),
    click.option("--around", metavar="NAME", help="Only this actor and those near it."),
    click.option("--hops", type=int, default=1, show_default=True,
                 help=f"Number of steps from that actor, up to {FARTHEST}."),
    click.option("--without", multiple=True, metavar="NAME,…",
                 help="Leave these actors out; may be repeated."),
    click.option("--certain-only", is_flag=True, help="Only what the sources state without doubt."),
    click.option("--directed", is_flag=True, help="Draw links from sender to receiver."),
    click.option("--weights", "weighing", type=click.Choice(get_args(Weighing)), default="newman",
                 show_default=True, help="How a tie with many actors is weighted."),
    click.option("--backbone", type=click.Choice(get_args(Backbone)), help="Only links that are "
    "statistically significant."),
    click.option("--min-weight", type=float, metavar="WEIGHT", help="Only links of at least this weight."),
    click.option("--two-mode", is_flag=True,
                 help="Show ties as nodes of their own, linked to their participants."),
    click.option("--without-ties", multiple=True, metavar="NAME",
                 help="Leave out every tie that involves this actor; may be repeated."),
    click.option("--pairing", type=click.Choice(get_args(Pairing)), default="all", show_default=True,
                 help="Link all participants of a tie, or only those in different roles."),
    click.option("--nesting", type=click.Choice(get_args(Nesting)), default="fold", show_default=True,
                 help="Count a tie and those held under it once for a pair, or each separately."),
    click.option("--incidents", is_flag=True, help="Include conflicts, and laws of one state, as links."),
    click.option("--stated-only", is_flag=True, help="Leave out links that only a rule derives."),
    click.option("--reference/--no-reference", default=True, show_default=True,
                 help="Include relations from public reference data."),
    click.option("--rules-off", multiple=True, metavar="RULE,…",
                 help=f"Rules to switch off: {', '.join(RULE_NAMES)}."),
)  # fmt: skip


def view_options(command: F) -> F:
    """Add the view options to a command, which receives ``options``, or None if none was given."""

    @wraps(command)
    def wrapped(**values: Any) -> Any:
        chosen = {name: values.pop(name) for name in _NAMES}
        return command(**values, options=_options(chosen))

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped  # type: ignore[return-value]


_NAMES = (
    "level", "countries", "first", "last", "kinds", "fields", "culture", "group", "around", "hops", "without",
    "certain_only", "directed", "weighing", "backbone", "min_weight", "two_mode", "without_ties", "pairing",
    "nesting", "incidents", "stated_only", "reference", "rules_off",
)  # fmt: skip


def _options(chosen: dict[str, Any]) -> ViewOptions | None:
    context: Any = click.get_current_context()
    usual = ParameterSource.DEFAULT
    if all(context.get_parameter_source(name) is usual for name in _NAMES):
        return None
    countries, level = chosen.pop("countries"), chosen.pop("level")
    if countries and level not in (None, "countries"):
        raise ElshiError(f"--countries and --level {level} were both given: one level was expected.")
    for name in ("kinds", "fields", "rules_off"):
        chosen[name] = listed(chosen[name])
    return ViewOptions(level="countries" if countries else level or "actors", **chosen)
