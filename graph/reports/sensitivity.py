"""Sensitivity: what of a view depends on which rule, on large ties, and on what is derived.

Each rule by which ties become links (``elshi.graph.views.rules``) is switched off in turn, the view is made
again, and links, strength and ranks are compared. ``docs/network.md`` has the same table for the countries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from elshi.graph.measures.centrality import MEASURES, measure, ranks
from elshi.graph.reports.counts import FEWEST_ACTORS, joining, measurable, name_of, names_of
from elshi.graph.reports.results import RuleRank, RuleRanks, RuleVariant, Sensitivity
from elshi.graph.reports.structure_results import finite
from elshi.graph.views.network import View, tie_ids
from elshi.graph.views.sides import shared_sides
from elshi.graph.views.transforms import make
from elshi.graph.views.view import leave_out

LARGE = 5
"""Participants from which a tie counts as large."""

SHOWN = 8
"""Leading actors whose ranks are compared."""

RULES_OFF = ("severally", "on_behalf", "offices", "seats", "ground", "works")

VARIANTS: Mapping[str, Mapping[str, Any]] = {
    "stated only": {"stated_only": True},
    **{f"without {rule}": {"rules_off": (rule,)} for rule in RULES_OFF},
    "across": {"pairing": "across"},
    "nesting all": {"nesting": "all"},
    "incidents": {"incidents": True},
    "count": {"weighing": "count"},
}
"""Names of variants → the options in which each differs from the usual rules."""


def variants(view: View) -> dict[str, View]:
    """The view made again with each rule changed, by the name of the variant; empty where it cannot be.

    A view that was narrowed down after it was made has no options that make it again.
    """
    if view.level == "organisations" or view.directed:
        return {}
    options = replace(view.options, around=view.ego, two_mode=False)
    if make(view.network, options).ties != view.ties:
        return {}
    views = {}
    for name, changes in VARIANTS.items():
        off = tuple(dict.fromkeys((*options.rules_off, *changes.get("rules_off", ()))))
        changed = replace(options, **{**changes, "rules_off": off})
        if changed != options:
            views[name] = make(view.network, changed)
    return views


def sensitivity(view: View, apart: Iterable[str], names: Iterable[str]) -> Sensitivity | None:
    """What of a view depends on which rule; None where it cannot be made again.

    ``apart``: the actors that a ranking leaves out; ``names``: the measures whose ranks are compared.
    """
    others = variants(view)
    if not others:
        return None
    apart = tuple(apart)
    across = others.get("across", view)
    edges = list(view.graph.edges(data=True))
    large = [all(len(view.ties[t]) >= LARGE for t in tie_ids(edge["ties"])) for *_, edge in edges]
    collective = [n for tie in view.ties if (n := _count(view.network.ties[tie])) > 1]
    rows = {"as asked": view, **others}
    return Sensitivity(
        variants=tuple(_variant(name, row) for name, row in rows.items()),
        ranks=tuple(_ranks(rows, apart, name) for name in names),
        links=len(edges),
        large_links=sum(large),
        joint_links=sum(not across.graph.has_edge(a, b) for a, b, _ in edges),
        derived_links=sum(bool(edge.get("derived")) for *_, edge in edges),
        derived_sides=dict(sorted(derived_sides(view).items())),
        collective_ties=len(collective),
        stands_for=sum(collective),
    )


def derived_sides(view: View) -> Counter[str]:
    """How many sides of the view's ties each rule adds: ``seat``, ``office``, ``ground``, ``language``."""
    _, taking_part = shared_sides(view.network, view.level, view.rules)
    return Counter(
        taking_part[tie][actor].derived
        for tie, actors in view.ties.items()
        for actor in actors
        if actor in taking_part.get(tie, {}) and taking_part[tie][actor].derived
    )


def _count(tie: Mapping[str, Any]) -> int:
    """How many things a row stands for."""
    text = str(tie.get("count") or "")
    return int(text) if text.isdecimal() else 1


def _variant(name: str, view: View) -> RuleVariant:
    return RuleVariant(
        name=name,
        actors=len(view.graph),
        ties=len(joining(view)),
        links=view.graph.number_of_edges(),
        strength=finite(float(view.graph.size(weight="weight"))),
    )


def _ranks(rows: Mapping[str, View], apart: tuple[str, ...], name: str) -> RuleRanks:
    """The ranks of the leading actors in each variant, among those with enough ties there."""
    by_variant: dict[str, dict[str, float]] = {}
    for variant, view in rows.items():
        for actor in apart:
            view = leave_out(view, actor) if actor in view.graph else view
        among = measurable(view)
        values = {i: v for i, v in measure(view.graph, [name])[name].items() if i in among}
        enough = len(among) >= FEWEST_ACTORS
        by_variant[variant] = ranks(values, lowest=MEASURES[name].lowest) if enough else {}
    first = rows["as asked"]
    leading = list(by_variant["as asked"])[:SHOWN]
    return RuleRanks(
        name,
        tuple(
            RuleRank(
                id=id_,
                name=name_of(first, id_),
                names=names_of(first, id_),
                ranks={variant: places.get(id_) for variant, places in by_variant.items()},
            )
            for id_ in leading
        ),
    )
