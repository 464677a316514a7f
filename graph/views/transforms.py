"""Transforms of a view: ties as nodes of their own, strong links only, the subgraph of an answer.

Each function returns a view; nothing is measured or drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import networkx as nx

from elshi.graph.errors import ElshiError
from elshi.graph.lookup import find
from elshi.graph.store.store import Store
from elshi.graph.text import shortened
from elshi.graph.views.network import Network, View, part_of
from elshi.graph.views.options import ViewOptions
from elshi.graph.views.view import only, view


def make(source: Store | Network, options: ViewOptions, *, relations: bool = False) -> View:
    """The view that the options describe.

    ``relations`` includes memberships, seats and the like, if no ties are filtered out. Names are looked up
    in a store; a network accepts only ids. Raises ``ElshiError`` for an unknown name, group, kind or field.
    """
    view = _view(source, options, relations=relations)
    if options.min_weight is not None:
        view = at_least(view, options.min_weight)
    return with_ties(view) if options.two_mode else view


def with_ids(store: Store, options: ViewOptions) -> ViewOptions:
    """The options with ids in place of names, for a network that has already been read.

    Raises ``ElshiError`` for an unknown name.
    """
    around = options.around and find.one(store, options.around, "Actor").id
    without = tuple(id_ for text in options.without for id_ in _ids(store, text))
    without_ties = tuple(id_ for text in options.without_ties for id_ in _ids(store, text))
    return replace(options, around=around, without=without, without_ties=without_ties)


def _view(source: Store | Network, options: ViewOptions, *, relations: bool) -> View:
    """The view before weak links are left out and ties become nodes."""
    chosen = options.choice != ViewOptions().choice or options.two_mode or options.backbone
    return view(
        source,
        level=options.level,
        around=options.around,
        hops=options.hops,
        without=[id_ for text in options.without for id_ in _ids(source, text)],
        weighing=options.weighing,
        relations=relations and not chosen and not options.directed,
        directed=options.directed,
        without_ties=[id_ for text in options.without_ties for id_ in _ids(source, text)],
        choice=options.choice,
        backbone=options.backbone,
        rules=options.rules,
    )


def _ids(source: Store | Network, text: str) -> list[str]:
    """The actor that a text names, or the actors if it names several, separated by commas or semicolons."""
    if isinstance(source, Network):
        if text not in source.actors:
            raise ElshiError(f"The network has no actor with the id '{shortened(text)}'.")
        return [text]
    parts = [part.strip() for part in re.split("[;,]", text) if part.strip()]
    if len(parts) > 1 and not find.find(source, text, "Actor", whole=True):
        return [find.one(source, part, "Actor").id for part in parts]
    return [find.one(source, text, "Actor").id]


def with_ties(view: View) -> View:
    """The view with its ties as nodes too, linked to the actors that they join (two-mode).

    A tie with only one actor in the view is a node as well.
    """
    graph: nx.Graph[str] = nx.Graph()
    for id_ in sorted({actor for actors in view.ties.values() for actor in actors}):
        graph.add_node(id_, **view.graph.nodes[id_])
    for tie, actors in view.ties.items():
        properties = view.network.ties[tie]
        graph.add_node(
            tie, name=properties["name"], label=properties["label"], kind=properties.get("kind", "")
        )
        graph.add_edges_from(((actor, tie) for actor in actors), weight=1.0, ties=tie)
    description = f"{view.made} Ties are nodes of their own, linked to their participants."
    return replace(view, graph=graph, made=description, options=replace(view.options, two_mode=True))


def at_least(view: View, weight: float) -> View:
    """The view with only the links of at least this weight, and the actors that still have one."""
    graph = view.graph.copy()
    graph.remove_edges_from([(a, b) for a, b, w in view.graph.edges(data="weight") if w < weight])
    graph.remove_nodes_from([id_ for id_ in view.graph if not graph.degree(id_) and id_ != view.ego])
    ties = {t: left for t, a in view.ties.items() if (left := tuple(x for x in a if x in graph))}
    pairs = [pair for a, b in graph.edges for pair in ([(a, b)] if graph.is_directed() else [(a, b), (b, a)])]
    return replace(
        view,
        graph=graph,
        ties=ties,
        kept=frozenset(pairs),
        made=f"{view.made} Only links of weight {weight:g} or more.",
        options=replace(view.options, min_weight=weight),
    )


def between(network: Network, a: str, b: str) -> View:
    """The ties in which two actors, or those that belong to them, both took part, as nodes.

    Raises ``ElshiError`` if the network lacks one of them.
    """
    for id_ in (a, b):
        if id_ not in network.actors:
            raise ElshiError(f"The network has no actor with the id '{id_}'.")
    sides = [_theirs(network, id_) for id_ in (a, b)]
    joined: dict[str, set[str]] = {}
    for actor, _, tie, _ in network.parts:
        joined.setdefault(tie, set()).add(actor)
    ties = [tie for tie, actors in joined.items() if all(actors & side for side in sides)]
    names = f"{network.actors[a]['name']} and {network.actors[b]['name']}"
    sentence = f"Ties between {names}, or those that belong to them."
    return with_ties(only(view(network), ties, sentence))


def _theirs(network: Network, id_: str) -> set[str]:
    """An actor and all that belong to it or are part of it, directly or indirectly."""
    below: dict[str, list[str]] = {}
    for type_, start, end, _ in network.relations:
        if type_ in ("BELONGS_TO", "PART_OF"):
            below.setdefault(end, []).append(start)
    ids, waiting = {id_}, [id_]
    while waiting:
        for other in below.get(waiting.pop(), ()):
            if other not in ids:
                ids.add(other)
                waiting.append(other)
    return ids


def of_answer(
    network: Network,
    rows: Iterable[Mapping[str, Any]],
    named: Iterable[str] = (),
    options: ViewOptions | None = None,
) -> View:
    """The subgraph that an answer names: its ties with all participants, and the links of its actors.

    ``named`` are actors that the question itself names. ``options`` describe the view of which the answer
    is a part; unless they ask for another level, for direction or for strong links, ties are nodes of their
    own. Raises ``ElshiError`` if there is nothing to draw.
    """
    options = options or ViewOptions()
    ids = {text for row in rows for value in row.values() for text in _texts(value)} | set(named)
    ties = sorted(ids & network.ties.keys())
    actors = ids & network.actors.keys()
    if ties:
        view = only(_view(network, options, relations=False), ties, "What the rows of an answer name.")
        if options.min_weight is not None:
            view = at_least(view, options.min_weight)
        links = options.level != "actors" or options.directed or options.backbone or options.min_weight
        return with_ties(view) if options.two_mode or not links else view
    whole = make(network, options, relations=True)
    graph = part_of(whole.graph, actors)
    if not graph:
        raise ElshiError("The answer names no actor and no tie by its id: there is nothing to draw.")
    kept = {t: left for t, a in whole.ties.items() if len(left := tuple(x for x in a if x in graph)) > 1}
    return replace(whole, graph=graph, ties=kept, made=f"{whole.made} What the rows of an answer name.")


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
