"""What a view holds, counted: its ties, links, actors and sources, and the actor that has most of them.

Every place that tells such a number takes it from here: a *tie* is one event or agreement, a *link* a pair of
actors that ties join, an *actor* one who takes part.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Literal

from elshi.graph.i18n.facts import FactNames
from elshi.graph.i18n.pages import name_in
from elshi.graph.reports.results import EgoShare, TieCounts, UnrankedActor
from elshi.graph.views.network import View
from elshi.graph.views.sides import shared_sides
from elshi.graph.views.view import leave_out

FEWEST_TIES = 3
"""Ties that join an actor with others, below which its rank would be an accident of what was recorded."""

FEWEST_ACTORS = 10
"""Actors with that many ties, below which nobody is ranked and the facts are listed instead."""

WRITTEN_AROUND = 0.5
"""The share of ties in which an actor has a part, from which the sources are written around it."""


def in_language(view: View, lang: str) -> View:
    """The same view with the names of its actors and ties in a language; actors without one keep theirs."""
    names = FactNames(view.network)
    actors = {id_: {**actor, "name": name_in(lang, actor)} for id_, actor in view.network.actors.items()}
    ties = {id_: {**tie, **_named(names, lang, id_)} for id_, tie in view.network.ties.items()}
    return replace(view, network=replace(view.network, actors=actors, ties=ties))


def _named(names: FactNames, lang: str, id_: str) -> dict[str, str]:
    name, wording = names(lang, id_)
    return {"name": name, "wording": wording}


def name_of(view: View, id_: str) -> str:
    """The name of an actor."""
    return str(view.network.actors[id_]["name"])


def names_of(view: View, id_: str) -> dict[str, str]:
    """The names of an actor in other languages: ``name_kk`` → …"""
    actor = view.network.actors[id_]
    return {key: str(value) for key, value in actor.items() if key.startswith("name_") and value}


def joining(view: View) -> list[str]:
    """The ties that join two actors or more."""
    return [tie for tie, actors in view.ties.items() if len(actors) > 1]


def cited(view: View) -> list[str]:
    """The sources of a view, in the order of their numbers."""
    return sorted({source for tie in view.ties for source in view.network.cited.get(tie, ())})


def tie_counts(view: View) -> TieCounts:
    """How much a view holds."""
    ties = [view.network.ties[tie] for tie in view.ties]
    return TieCounts(
        ties=len(ties),
        joining=len(joining(view)),
        actors=len(view.graph),
        links=view.graph.number_of_edges(),
        unsure=sum(tie.get("certainty") == "unsure" for tie in ties),
        undated=sum(not tie.get("earliest") and not tie.get("latest") for tie in ties),
    )


def ties_each(view: View) -> dict[str, int]:
    """Actor → how many ties join it with others."""
    number = Counter(actor for tie in joining(view) for actor in view.ties[tie])
    return {id_: number[id_] for id_ in view.graph}


def measurable(view: View) -> frozenset[str]:
    """The actors that have enough ties to be ranked."""
    return frozenset(id_ for id_, ties in ties_each(view).items() if ties >= FEWEST_TIES)


def unranked(view: View) -> tuple[UnrankedActor, ...]:
    """The actors that have too few ties to be ranked, the most ties first."""
    few = [(ties, id_) for id_, ties in ties_each(view).items() if ties < FEWEST_TIES]
    few.sort(key=lambda item: (-item[0], name_of(view, item[1]), item[1]))
    return tuple(UnrankedActor(id_, name_of(view, id_), names_of(view, id_), ties) for ties, id_ in few)


Why = Literal["around", "written", "left out"]


def egos(view: View) -> list[tuple[View, str, Why]]:
    """The actors that a ranking leaves out, each with the view before it is left out, and why.

    That is the actor around which the view was made, one that was already left out, and one that has a part
    in half of the ties or more: whoever sources are written around comes first whatever happened.
    """
    egos_: list[tuple[View, str, Why]] = []
    if view.ego is not None and view.ego in view.graph:
        egos_.append((view, view.ego, "around"))
        view = leave_out(view, view.ego)
    egos_ += [(view, id_, "left out") for id_ in view.options.without]
    if not view.options.without and not view.options.without_ties:
        ties = ties_each(view)
        first = min(ties, key=lambda id_: (-ties[id_], id_), default=None)
        if first is not None and 0 < ties[first] >= WRITTEN_AROUND * len(joining(view)):
            egos_.append((view, first, "written"))
    return egos_


def ego_share(view: View, ego: str, why: Why) -> EgoShare:
    """The share of an actor in the ties of a view, and in those that remain without it."""
    ties = joining(view)
    remaining = [tie for tie in ties if len(set(view.ties[tie]) - {ego}) > 1]
    having = with_a_part(view, ego)
    return EgoShare(
        id=ego,
        name=name_of(view, ego),
        names=names_of(view, ego),
        why=why,
        joining=len(ties),
        having=sum(tie in having for tie in ties),
        remaining=len(remaining),
        remaining_having=sum(tie in having for tie in remaining),
    )


def with_a_part(view: View, actor: str) -> frozenset[str]:
    """The ties in which an actor, or whoever counts as it, has a part, even where the view leaves it out."""
    _, taking_part = shared_sides(view.network, view.level, view.rules)
    return frozenset(tie for tie in view.ties if actor in taking_part.get(tie, {}))
