"""The dossier: relations and ties by date, which a report lists where too few actors can be ranked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from elshi.graph.reports.counts import joining, name_of
from elshi.graph.reports.results import Dossier, DossierRelation, DossierTie
from elshi.graph.views.network import Network, View
from elshi.graph.views.transforms import make

MOST_TIES = 200
"""Ties that a dossier lists."""

INSTITUTIONS = frozenset({"Organisation", "University"})

NO_BOND = frozenset({"LOCATED_IN", "SUCCEEDS"})
"""Relations that are no bond between two actors: where a place lies, and what came after what."""


def dossier_of(view: View) -> Dossier:
    """The relations and ties of the view's ego, or of the whole view where it has none."""
    ego = view.ego if view.ego in view.network.actors else None
    relations = [
        _relation(view, type_, start, end, properties, ego)
        for type_, start, end, properties in view.network.relations
        if (ego in (start, end) if ego is not None else start in view.graph and end in view.graph)
    ]
    relations.sort(key=lambda r: (r.type, r.towards, r.during or "~", r.name, r.id))
    related = {relation.id for relation in relations}
    own = {ego} | {r.actor for r in relations if r.towards and r.type in ("PART_OF", "BELONGS_TO")}
    parts = {tie for actor, _, tie, _ in view.network.parts if actor in own}
    ties = parts & view.network.ties.keys() if ego is not None else view.ties.keys()
    listed = sorted(ties - related, key=lambda tie: (*_when(view.network.ties[tie]), tie))
    return Dossier(
        of=name_of(view, ego) if ego is not None else None,
        relations=tuple(relations),
        ties=tuple(_tie(view, tie) for tie in listed[:MOST_TIES]),
        left=max(0, len(listed) - MOST_TIES),
    )


def sources_of(dossier: Dossier) -> set[str]:
    """The sources that state its facts."""
    facts: tuple[DossierRelation | DossierTie, ...] = (*dossier.relations, *dossier.ties)
    return {source for fact in facts for source in fact.sources}


def _relation(
    view: View, type_: str, start: str, end: str, properties: Mapping[str, Any], ego: str | None
) -> DossierRelation:
    other = start if end == ego else end
    name = name_of(view, other) if ego else f"{name_of(view, start)} → {name_of(view, end)}"
    return DossierRelation(
        id=str(properties["id"]),
        type=type_,
        actor=other,
        name=name,
        towards=end == ego,
        what=str(properties.get("office") or properties.get("status") or ""),
        during=str(properties.get("during") or ""),
        unsure=properties.get("certainty") == "unsure",
        sources=tuple(dict.fromkeys(properties.get("sources") or ())),
    )


def _tie(view: View, id_: str) -> DossierTie:
    tie = view.network.ties[id_]
    actors = sorted({name_of(view, actor) for actor, _, of, _ in view.network.parts if of == id_})
    return DossierTie(
        id=id_,
        name=str(tie["name"]),
        label=str(tie["label"]),
        kind=str(tie.get("kind") or ""),
        date=str(tie.get("date") or ""),
        actors=tuple(actors),
        wording=tie.get("wording", "own"),
        unsure=tie.get("certainty") == "unsure",
        sources=tuple(view.network.cited.get(id_, ())),
    )


def _when(tie: Mapping[str, Any]) -> tuple[str, str]:
    """Dated ties in order, those without a date after them."""
    return (str(tie.get("earliest") or tie.get("latest") or "~"), str(tie["name"]))


def as_institution(view: View) -> View:
    """The view of an institution with its relations as ties, where it has more relations than ties.

    An assembly has members, branches and leaders, and signs little: without them its network is empty. Any
    other view is given back as it is.
    """
    ego = view.ego
    if ego is None or view.level != "actors" or view.network.actors[ego]["label"] not in INSTITUTIONS:
        return view
    own = [relation for relation in view.network.relations if ego in relation[1:3]]
    if len(own) <= sum(ego in view.ties[tie] for tie in joining(view)):
        return view
    wider = make(
        _relations_as_ties(view.network, reference=view.rules.reference), replace(view.options, around=ego)
    )
    description = f"{wider.made} Relations (memberships, offices, parts, seats) count as ties of two."
    return replace(wider, made=description)


def _relations_as_ties(network: Network, *, reference: bool) -> Network:
    """The network with each relation as a tie of the two actors that it joins."""
    ties, cited = dict(network.ties), dict(network.cited)
    parts = list(network.parts)
    for type_, start, end, properties in network.relations:
        if type_ in NO_BOND or (properties.get("layer") == "reference" and not reference):
            continue
        id_ = properties["id"]
        name = f"{network.actors[start]['name']} – {network.actors[end]['name']}"
        ties[id_] = {
            "id": id_, "name": name, "label": type_, "kind": type_,
            "certainty": properties.get("certainty", "stated"),
            "earliest": properties.get("from"), "latest": properties.get("from"),
        }  # fmt: skip
        cited[id_] = tuple(dict.fromkeys(properties.get("sources") or ()))
        parts += [(actor, "PARTNERED", id_, "stated") for actor in sorted({start, end})]
    return replace(network, ties=ties, cited=cited, parts=tuple(parts))
