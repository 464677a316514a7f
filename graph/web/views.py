"""Views chosen in a form: from the parameters of an address to the options of a view."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, get_args

from elshi.graph.errors import ElshiError
from elshi.graph.text import shortened
from elshi.graph.views.options import FARTHEST, LEVELS, Backbone, Culture, ViewOptions, Weighing
from elshi.graph.views.rules import Pairing
from elshi.graph.views.transforms import with_ids
from elshi.graph.web.page import Page
from elshi.queries.arguments import fields, kinds

CHOICES: dict[str, Sequence[str]] = {
    "level": LEVELS,
    "culture": get_args(Culture),
    "pairing": get_args(Pairing),
    "weights": get_args(Weighing),
    "backbone": get_args(Backbone),
}
"""Options with a closed list of values."""


def options(page: Page) -> ViewOptions:
    """The options of a view that an address names; raises ``ElshiError`` for a value that cannot be."""
    chosen: dict[str, Any] = {
        "first": page.whole("from", 1, 9999),
        "last": page.whole("to", 1, 9999),
        "kinds": page.several("kinds"),
        "fields": page.several("fields"),
        "group": page.text("group") or None,
        "around": page.text("around") or None,
        "hops": page.whole("hops", 1, FARTHEST, 1),
        "without": tuple(filter(None, (part.strip() for part in page.text("without").split(";")))),
        "certain_only": page.text("certain") == "yes",
        "two_mode": page.text("two-mode") == "yes",
        "min_weight": _number(page, "min-weight"),
        "culture": page.text("culture") or None,
        "backbone": page.text("backbone") or None,
        "level": page.text("level") or ("actors" if page.text("around") else "countries"),
        "pairing": page.text("pairing") or "all",
        "weighing": page.text("weights") or "newman",
    }
    return ViewOptions(**chosen)


def with_names(page: Page, options: ViewOptions) -> ViewOptions:
    """The options with ids in place of names; raises ``ElshiError`` for an unknown name."""
    if not (options.around or options.without or options.without_ties):
        return options
    with page.explorer.asking() as store:
        return with_ids(store, options)


def _number(page: Page, name: str) -> float | None:
    value = page.text(name)
    if not value:
        return None
    if not re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,6})?", value):
        raise ElshiError(f"{name} is '{shortened(value)}': a number from 0 was expected.")
    return float(value)


def form(page: Page) -> dict[str, Any]:
    """What the form of a view offers."""
    labels = sorted({node["label"] for node in page.snapshot.network.ties.values()})
    terms = [(label, page.t(f"labels.{label}")) for label in labels]
    terms += sorted(((kind, page.t(f"kind.{kind}")) for kind in kinds()), key=lambda pair: pair[1].casefold())
    return {
        "choices": CHOICES,
        "kinds": terms,
        "fields": sorted(
            ((one, page.t(f"field.{one}")) for one in fields()), key=lambda pair: pair[1].casefold()
        ),
        "groups": sorted(
            ((id_, page.name(id_)) for id_, (_, members) in page.snapshot.network.groups.items() if members),
            key=lambda pair: pair[1].casefold(),
        ),
    }
