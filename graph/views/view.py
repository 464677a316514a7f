"""Views: networks of actors built from the store, each of which describes how it was made.

The data is two-mode (actors × ties); every network of actors alone is a view of it, which states what counts
as an actor, which rules link them, how a tie with many actors is weighted, and what was left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

import networkx as nx

from elshi.graph.errors import ElshiError
from elshi.graph.lookup import find
from elshi.graph.store.gc import paused
from elshi.graph.store.store import Store
from elshi.graph.views import filters, pairing
from elshi.graph.views.network import SEPARATOR, Network, Pair, View, network, part_of, undirected
from elshi.graph.views.options import ALL, Backbone, Level, TieFilter, ViewOptions, Weighing
from elshi.graph.views.rollup import Ownership
from elshi.graph.views.rules import ALL_RULES, NO_LINK, Rules
from elshi.graph.views.sides import Sides, shared_sides

PEOPLES_LEFT_OUT = "ties in which a people has a part, which counts as no state"


@paused()
def view(
    source: Store | Network,
    *,
    countries: bool = False,
    level: Level | None = None,
    around: str | None = None,
    hops: int = 1,
    without: Iterable[str] = (),
    without_ties: Iterable[str] = (),
    weighing: Weighing = "newman",
    relations: bool = False,
    directed: bool = False,
    choice: TieFilter = ALL,
    backbone: Backbone | None = None,
    rules: Rules = ALL_RULES,
) -> View:
    """A network of actors that took part in the same ties.

    ``level``: ``actors``; ``countries`` (also ``countries=True``), on which an actor counts as the state
    that it belongs to or acts for (:mod:`elshi.graph.views.rollup`), while intergovernmental bodies stay
    themselves; ``regions``, the same with regions kept apart; ``organisations``, linked by the members they
    share. ``around`` (a name in any script) keeps what is within ``hops`` steps of one actor. ``without``
    leaves actors (ids) out, ``without_ties`` every tie in which one of them has a part. ``choice`` says
    which ties count (years, kinds, fields, group, certain ones). ``weighing`` of a tie of *k* actors:
    ``newman`` 1/(k−1) for each pair (Newman, Phys. Rev. E 64, 016132, 2001), or ``count`` 1. ``relations``
    adds memberships, seats and the like as links of weight 1; of organisations, those among themselves.
    ``directed`` draws links from who sent, gave or presented to who received or hosted. ``backbone`` keeps
    the links that :mod:`elshi.graph.views.backbone` finds to stand out. ``rules`` are those of
    :mod:`elshi.graph.views.rules`.

    Raises ``ElshiError`` for an unknown group or actor.
    """
    network_ = source if isinstance(source, Network) else network(source)
    level = level or ("countries" if countries else "actors")
    whole, wanted = network_, choice
    if level == "organisations":  # years and group are those of memberships, not of the members
        network_ = _memberships(network_, choice, rules)
        choice = replace(choice, first=None, last=None, group=None)
        rules = replace(rules, ground=False, works=False, nesting="all", incidents=True)
    choice = filters.understood(network_, choice)
    wanted = replace(wanted, kinds=choice.kinds, fields=choice.fields)
    excluded = frozenset(without)
    taken, left_out = filters.chosen(network_, choice)
    taken, linkless = _that_link(network_, taken, choice, rules)
    ownership, sides_ = shared_sides(network_, level, rules, certain_only=choice.certain_only)
    taken = _without_ties(sides_, taken, frozenset(without_ties))
    ties, joins, derived = _joined(network_, sides_, ownership, taken, excluded, choice, directed, rules)
    left_out = {**_unowned(network_, ownership, taken), **linkless, **left_out}
    sentences = [
        _made(level, weighing, relations, directed),
        *rule_sentences(rules),
        *filters.told(whole, wanted),
    ]
    sentences += _without_sentences(network_, excluded, frozenset(without_ties))
    options = _options(
        wanted, level=level, around=around, hops=hops, without=tuple(sorted(excluded)), directed=directed,
        weighing=weighing, backbone=backbone, without_ties=tuple(sorted(without_ties)), rules=rules,
    )  # fmt: skip
    severally = frozenset(t for t in joins if not directed and pairing.told_severally(network_, t))
    result = View(
        nx.Graph(), ties, network_, "", weighing, None, left_out, level, directed, joins, severally, {},
        derived, None, options, rules,
    )  # fmt: skip
    result = _fold(result)
    graph = _graph(result)
    if relations:
        whose = ownership.everyone
        if level == "organisations":  # other relations lead to actors that are no organisations
            whose = {id_: owners for id_, owners in whose.items() if id_ in graph}
        _add_relations(graph, network_, whose, excluded, rules)
    ego = None
    if around is not None:
        ego = _ego(source, network_, around)
        near = nx.single_source_shortest_path_length(undirected(graph), ego, hops) if ego in graph else {}
        graph = part_of(graph, near)
        result = _kept_ties(result, {t: tuple(x for x in a if x in near) for t, a in result.ties.items()})
        sentences.append(f"Within {hops} step{'s' * (hops != 1)} of {network_.actors[ego]['name']}.")
    result = replace(result, graph=graph, made=" ".join(sentences), ego=ego)
    if backbone:
        from elshi.graph.views.backbone import backbone as stand_out

        result = stand_out(result, backbone)
    return result


def _options(wanted: TieFilter, *, rules: Rules, **given: Any) -> ViewOptions:
    """The options that describe a view, from those it was made with."""
    switched: dict[str, Any] = rules.switched
    named: dict[str, Any] = {
        n: v for n, v in switched.items() if n in ("pairing", "nesting", "incidents", "reference")
    }
    off = tuple(name for name in switched if name not in named)
    stated = rules == rules.stated_only()
    if stated:
        off = tuple(name for name in off if name not in Rules().stated_only().switched)
    chosen: dict[str, Any] = asdict(wanted)
    return ViewOptions(**chosen, **given, **named, stated_only=stated, rules_off=off)


def _that_link(
    network: Network, taken: frozenset[str], choice: TieFilter, rules: Rules
) -> tuple[frozenset[str], dict[str, int]]:
    """The ties that create links, and the number of incidents and laws of one state left out."""
    if rules.incidents:
        return taken, {}
    kinds = set(choice.kinds)
    silent = {
        tie
        for tie in taken
        if network.ties[tie]["label"] in NO_LINK
        and not kinds & {network.ties[tie]["label"], network.ties[tie].get("kind")}
    }
    reasons = {"conflicts and laws of one state, which make no link": len(silent)} if silent else {}
    return taken - silent, reasons


def _without_ties(sides: Sides, taken: frozenset[str], excluded: frozenset[str]) -> frozenset[str]:
    return frozenset(t for t in taken if not excluded & sides[t].keys()) if excluded else taken


def _unowned(network: Network, ownership: Ownership, taken: frozenset[str]) -> dict[str, int]:
    """The numbers of actors that count as no state and of ties that involve a people."""
    if ownership.level not in ("countries", "regions"):
        return {}
    nobody: set[str] = set()
    peoples: set[str] = set()
    for actor, _, tie, _ in network.parts:
        if tie in taken and not ownership.of(actor, tie):
            nobody.add(actor)
            if network.actors[actor]["label"] == "People":
                peoples.add(tie)
    return {"actors that belong to no country": len(nobody)} | (
        {PEOPLES_LEFT_OUT: len(peoples)} if peoples else {}
    )


def _joined(
    network: Network,
    sides: Sides,
    ownership: Ownership,
    taken: frozenset[str],
    excluded: frozenset[str],
    choice: TieFilter,
    directed: bool,
    rules: Rules,
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[Pair, ...]], dict[str, frozenset[str]]]:
    """Tie → its actors; tie → its pairs where it does not join all; tie → actors that a rule adds."""
    members = filters.allowed(network, choice, ownership.everyone)
    ties: dict[str, tuple[str, ...]] = {}
    joins: dict[str, tuple[Pair, ...]] = {}
    derived: dict[str, frozenset[str]] = {}
    for tie in sorted(taken):
        here = sides[tie]
        actors = tuple(sorted(a for a in here if a not in excluded and (members is None or a in members)))
        if directed:
            joins[tie] = pairing.arrows(here, actors)
            actors = tuple(a for a in actors if here[a].roles & (pairing.GIVE | pairing.TAKE))
        elif (pairs := pairing.pairs_of(network, tie, here, actors, ownership, rules)) is not None:
            joins[tie] = pairs
        if actors:
            ties[tie] = actors
        by_rule = frozenset(a for a in actors if here[a].derived)
        if by_rule:
            derived[tie] = by_rule
    return ties, {t: pairs for t, pairs in joins.items() if t in ties}, derived


def _fold(view: View) -> View:
    """The view with nested ties counted once for a pair, if its rules say so."""
    if view.rules.nesting == "all" or not view.network.above:
        return replace(view, folded={})
    nested = {t for t in view.ties if view.network.above.get(t)}
    higher = {above for t in nested for above in view.network.above[t]} & view.ties.keys()
    joins = {tie: frozenset(view.joined(tie)) for tie in nested | higher}
    return replace(view, folded=pairing.folded(joins, view.network.above))


def _kept_ties(view: View, ties: Mapping[str, tuple[str, ...]]) -> View:
    """The view with fewer ties, or fewer actors in them."""
    kept = {t: actors for t, actors in ties.items() if actors}
    joins = {
        t: tuple((a, b) for a, b in pairs if a in kept[t] and b in kept[t])
        for t, pairs in view.joins.items()
        if t in kept
    }
    return _fold(replace(view, ties=kept, joins=joins))


def _graph(view: View) -> nx.Graph[str]:
    """The graph that the ties of a view create."""
    graph: nx.Graph[str] = nx.DiGraph() if view.directed else nx.Graph()
    for id_ in sorted({actor for actors in view.ties.values() for actor in actors}):
        graph.add_node(id_, **_shown(view.network.actors[id_]))
    _add_links(graph, _links(view))
    return graph


Link = tuple[str, str, str, float, bool]
"""Tie, actor, actor, weight, and whether a rule adds one of the two actors."""


def _links(view: View) -> Iterator[Link]:
    for tie in view.ties:
        share, folded = view.share(tie), view.folded.get(tie, frozenset())
        by_rule = view.derived.get(tie, frozenset())
        for a, b in view.joined(tie):
            yield tie, a, b, 0.0 if (a, b) in folded else share, a in by_rule or b in by_rule


_LINKED = {
    "actors": "Actors are linked when they took part in the same tie",
    "countries": "Countries are linked when they took part in the same tie",
    "regions": "Countries and regions are linked when they took part in the same tie",
    "organisations": "Organisations are linked when they have a member in common",
}


def _made(level: Level, weighing: Weighing, relations: bool, directed: bool) -> str:
    sentences = [
        _LINKED[level] + (" or stand in a lasting relation (each weighs 1);" if relations else ";"),
        "a tie of k actors weighs 1/(k−1) for each pair (Newman 2001)."
        if weighing == "newman"
        else "each tie weighs 1 for each pair.",
    ]
    if directed:
        sentences.append("Links run from those who sent, gave or presented to those who received or hosted.")
    if level in ("countries", "regions"):
        whom = "a country" if level == "countries" else "a region or a country"
        sentences.append(
            f"Actors that belong to {whom}, act for it, hold office in it or are national bodies seated "
            f"in it count as it; other actors are left out."
        )
    return " ".join(sentences)


_SWITCHED = {
    "pairing": "Only actors in different roles of a tie are linked, and the parties of mutual ties.",
    "severally": "Lists of bilateral ties in one row count as joint ties.",
    "on_behalf": "Actors count as themselves, not as those for whom they acted in a tie.",
    "offices": "Offices do not make a person count as a state.",
    "seats": "Seats do not make a body count as a state's.",
    "ground": "The state in which a tie was held does not count as its host.",
    "works": "Languages of works, and those whom honours commemorate, create no links.",
    "nesting": "Ties held under another tie count separately from it.",
    "incidents": "Conflicts, and laws of one state, are links too.",
    "reference": "Relations from public references are left out.",
}


def rule_sentences(rules: Rules) -> list[str]:
    """The rules that differ from the usual ones, each in a sentence."""
    return [_SWITCHED[name] for name in rules.switched]


def _without_sentences(network: Network, excluded: frozenset[str], from_ties: frozenset[str]) -> list[str]:
    def names(ids: frozenset[str]) -> str:
        return ", ".join(sorted(network.actors[id_]["name"] for id_ in ids if id_ in network.actors))

    sentences = [f"Without {names(excluded)}."] if excluded else []
    return sentences + ([f"Only ties that do not involve {names(from_ties)}."] if from_ties else [])


def only(view: View, ties: Iterable[str], sentence: str = "") -> View:
    """The same view with only some of its ties, and the actors in them.

    Relations are not ties and are dropped.
    """
    wanted = frozenset(ties)
    description = f"{view.made} {sentence}".strip()
    fewer = _kept_ties(view, {tie: actors for tie, actors in view.ties.items() if tie in wanted})
    return replace(fewer, made=description, graph=_graph(fewer))


def leave_out(view: View, actor: str) -> View:
    """The same view without one of its actors; its ties join the others.

    Relations are not ties and are dropped. This shows what a network centred on one actor looks like
    without it.
    """
    description = f"{view.made} Without {view.network.actors[actor]['name']}."
    left = _kept_ties(view, {t: tuple(x for x in a if x != actor) for t, a in view.ties.items()})
    graph = _graph(left)
    graph.add_nodes_from((id_, view.graph.nodes[id_]) for id_ in view.graph if id_ != actor)
    return replace(left, graph=graph, made=description, ego=None)


def _memberships(network: Network, choice: TieFilter, rules: Rules) -> Network:
    """Organisations that have members, as actors; each member is a tie between those it is in."""
    counted = filters.spells(network, choice, reference=rules.reference)
    members = {a for a, _, _ in counted}
    stated: dict[str, dict[str, None]] = defaultdict(dict)
    for a, _, p in counted:
        stated[a].update(dict.fromkeys(p.get("sources", ())))
    return replace(
        network,
        ties={a: {**network.actors[a], "date": ""} for a in sorted(members)},
        parts=tuple((b, "JOINED", a, p.get("certainty", "stated")) for a, b, p in counted),
        cited={a: tuple(sources) for a, sources in stated.items()},
    )


def _ego(source: Store | Network, network: Network, around: str) -> str:
    if around in network.actors:
        return around
    if isinstance(source, Store):
        return find.one(source, around, "Actor").id
    raise ElshiError(f"The network has no actor with the id '{around}'.")


def _shown(actor: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": actor["name"], "label": actor["label"], "kind": actor.get("kind", "")}


def _add_links(graph: nx.Graph[str], links: Iterable[Link]) -> None:
    """Add links to the edges of a graph; an edge is derived if all its links are."""
    ids: dict[Pair, list[str]] = {}
    for tie, a, b, weight, derived in links:
        pair = (a, b) if graph.is_directed() or a < b else (b, a)
        if graph.has_edge(*pair):
            edge = graph.edges[pair]
            edge["weight"] += weight
            edge["derived"] &= derived
        else:
            graph.add_edge(*pair, weight=weight, ties="", derived=derived)
        ids.setdefault(pair, []).append(tie)
    for pair, ties in ids.items():
        edge = graph.edges[pair]
        edge["ties"] = SEPARATOR.join([edge["ties"], *ties] if edge["ties"] else ties)


def _add_relations(
    graph: nx.Graph[str],
    network: Network,
    whose: Mapping[str, tuple[str, ...]],
    excluded: frozenset[str],
    rules: Rules,
) -> None:
    """Link those who stand in a lasting relation; public references link only whom the sources tell of."""
    relations: list[Link] = []
    public: list[Link] = []
    for _, start, end, properties in network.relations:
        links = public if properties.get("layer") == "reference" else relations
        links += [
            (properties["id"], a, b, 1.0, False)
            for a in whose.get(start, ())
            for b in whose.get(end, ())
            if a != b and not {a, b} & excluded
        ]
    _add_related(graph, network, relations)
    if rules.reference:
        here = set(graph)
        _add_related(graph, network, [link for link in public if link[1] in here])


def _add_related(graph: nx.Graph[str], network: Network, links: list[Link]) -> None:
    for id_ in (id_ for _, a, b, _, _ in links for id_ in (a, b) if id_ not in graph):
        graph.add_node(id_, **_shown(network.actors[id_]))
    _add_links(graph, links)
