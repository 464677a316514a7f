"""Views: the store seen as a networkx graph, and how it was made.

The data is two-mode (actors × ties); every network of actors alone is a view of it that says who
counts as an actor, how a tie of many actors is weighed, and what was left out. ``network`` reads
the store once; ``view`` makes views of what was read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any, Literal, NamedTuple

import networkx as nx

from graph import lookup
from graph.store import Store

Weighing = Literal["newman", "count"]
Level = Literal["actors", "countries"]


class Passage(NamedTuple):
    """Where a source states something: its id, the section, its own reference, what it says else."""

    source: str
    section: str = ""
    via: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """What the store holds, read once.

    ``actors`` and ``ties``: id → properties with ``label``; ``parts``: (actor, role, tie,
    certainty); ``standing``: (type, start, end, properties); ``cited``: id of a tie → the ids of the
    sources that state it; ``places``: id of a tie → ids of the places where it was held;
    ``passages``: id of an actor, a tie or a standing fact → where it is stated; ``sources``: id →
    properties.
    """

    actors: Mapping[str, dict[str, Any]]
    ties: Mapping[str, dict[str, Any]]
    parts: tuple[tuple[str, str, str, str], ...]
    standing: tuple[tuple[str, str, str, dict[str, Any]], ...]
    cited: Mapping[str, tuple[str, ...]]
    places: Mapping[str, tuple[str, ...]]
    passages: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict)
    sources: Mapping[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """A network of actors.

    ``graph``: an undirected ``networkx.Graph``; a node has ``name``, ``label``, ``kind``; an edge
    has ``weight`` and ``ties`` (the ids that make it up, standing facts among them). ``ties``: tie →
    the actors that it joins in this view. ``made`` says how it was made, in one paragraph.
    """

    graph: nx.Graph[str]
    ties: Mapping[str, tuple[str, ...]]
    network: Network
    made: str
    weighing: Weighing = "newman"
    ego: str | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)
    level: Level = "actors"


def network(store: Store) -> Network:
    """Read actors, ties, their parts, standing facts, places and sources, in seven queries."""
    actors = _nodes(store, "MATCH (n:Elshi:Actor) RETURN n, labels(n) AS labels")
    ties = _nodes(store, "MATCH (n:Elshi:Tie) RETURN n, labels(n) AS labels")
    parts = store.read(
        "MATCH (a:Actor)-[r]->(t:Tie) RETURN a.id AS a, type(r) AS r, t.id AS t, "
        "coalesce(r.certainty, 'stated') AS c ORDER BY t, a, r"
    )
    standing = store.read(
        "MATCH (a:Actor)-[r]->(b:Actor) RETURN type(r) AS type, a.id AS a, b.id AS b, "
        "properties(r) AS p ORDER BY type, a, b, r.id"
    )
    said = store.read(
        "MATCH (n:Elshi)-[r:CITES]->(s:Source) RETURN n.id AS t, s.id AS s, r.section AS section, "
        "r.via AS via, r.says AS says ORDER BY t, s, r.start, section"
    )
    sources = store.read("MATCH (s:Source) RETURN s.id AS id, properties(s) AS p ORDER BY id")
    places = store.read("MATCH (t:Tie)-[:HELD_IN]->(p) RETURN t.id AS t, p.id AS s ORDER BY t, s")
    return Network(
        actors,
        ties,
        tuple((row["a"], row["r"], row["t"], row["c"]) for row in parts if row["a"] in actors),
        tuple((row["type"], row["a"], row["b"], row["p"]) for row in standing),
        _lists(row for row in said if row["t"] in ties),
        _lists(places),
        _passages(said, standing),
        {row["id"]: row["p"] for row in sources},
    )


def _nodes(store: Store, cypher: str) -> dict[str, dict[str, Any]]:
    rows = store.read(cypher)
    return {
        row["n"]["id"]: {**row["n"], "label": lookup.own_label(row["labels"])}
        for row in sorted(rows, key=lambda row: str(row["n"]["id"]))
    }


def _lists(rows: Iterable[Mapping[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row["s"] not in found[row["t"]]:
            found[row["t"]].append(row["s"])
    return {key: tuple(values) for key, values in found.items()}


def _passages(
    said: Iterable[Mapping[str, Any]], standing: Iterable[Mapping[str, Any]]
) -> dict[str, tuple[Passage, ...]]:
    """The passages of nodes (relationships to sources) and of standing facts (lists they carry)."""
    found: dict[str, list[Passage]] = defaultdict(list)
    for row in said:
        rest = (row[k] or "" for k in ("section", "via", "says"))
        found[row["t"]].append(Passage(row["s"], *rest))
    for row in standing:
        p = row["p"]
        blank = [""] * len(p.get("sources", ()))
        lists = (p.get(key) or blank for key in ("sources", "sections", "vias", "says"))
        if blank:
            found[p["id"]] = [Passage(*values) for values in zip(*lists, strict=True)]
    return {key: tuple(dict.fromkeys(values)) for key, values in found.items()}


def view(
    source: Store | Network,
    *,
    countries: bool = False,
    around: str | None = None,
    hops: int = 1,
    without: Iterable[str] = (),
    weighing: Weighing = "newman",
    standing: bool = False,
) -> View:
    """A network of actors that took part in the same ties.

    ``countries`` rolls up what belongs to a country (``BELONGS_TO``, ``PART_OF``; never by where it
    sits); intergovernmental bodies stay themselves. ``around`` (a name in any script) keeps what is
    within ``hops`` steps of one actor. ``without`` leaves actors (ids) out. ``weighing`` of a tie of
    *k* actors: ``newman`` 1/(k−1) for each pair (Newman, Phys. Rev. E 64, 016132, 2001), or
    ``count`` 1. ``standing`` adds memberships, seats and the like as links of weight 1.
    """
    read = source if isinstance(source, Network) else network(source)
    excluded = frozenset(without)
    owners = _owners(read) if countries else {id_: (id_,) for id_ in read.actors}
    joined: dict[str, set[str]] = {tie: set() for tie in read.ties}
    dropped: set[str] = set()
    for actor, _, tie, _ in read.parts:
        if not owners[actor]:
            dropped.add(actor)
        joined[tie].update(o for o in owners[actor] if o not in excluded)
    graph: nx.Graph[str] = nx.Graph()
    for id_ in sorted({actor for actors in joined.values() for actor in actors}):
        graph.add_node(id_, **_shown(read.actors[id_]))
    ties = {tie: tuple(sorted(actors)) for tie, actors in sorted(joined.items()) if actors}
    for tie, actors in ties.items():
        for a, b in combinations(actors, 2):
            _link(graph, a, b, 1 / (len(actors) - 1) if weighing == "newman" else 1.0, tie)
    if standing:
        _add_standing(graph, read, owners, excluded)
    made = [
        "Countries" if countries else "Actors",
        "are linked when they took part in the same tie"
        + (" or stand in a lasting relation (each weighs 1);" if standing else ";"),
        "a tie of k actors weighs 1/(k−1) for each pair (Newman 2001)."
        if weighing == "newman"
        else "each tie weighs 1 for each pair.",
    ]
    if countries:
        made.append("What belongs to a country is rolled up to it; other actors are left out.")
    if excluded:
        names = sorted(read.actors[id_]["name"] for id_ in excluded if id_ in read.actors)
        made.append(f"Without {', '.join(names)}.")
    ego = None
    if around is not None:
        ego = _ego(source, read, around)
        near = nx.single_source_shortest_path_length(graph, ego, hops) if ego in graph else {}
        graph = graph.subgraph(sorted(near)).copy()
        ties = {t: kept for t, a in ties.items() if (kept := tuple(x for x in a if x in near))}
        made.append(f"Within {hops} step{'s' * (hops != 1)} of {read.actors[ego]['name']}.")
    return View(
        graph, ties, read, " ".join(made), weighing, ego,
        {"actors that belong to no country": len(dropped)} if countries else {},
        "countries" if countries else "actors",
    )  # fmt: skip


def leave_out(seen: View, actor: str) -> View:
    """The same view without one of its actors: its ties join those who are left.

    Standing facts are no ties and are not kept. It answers what a network that was written around
    one actor looks like without it.
    """
    ties = {t: kept for t, a in seen.ties.items() if (kept := tuple(x for x in a if x != actor))}
    graph: nx.Graph[str] = nx.Graph()
    for id_ in sorted(x for x in seen.graph if x != actor):
        graph.add_node(id_, **seen.graph.nodes[id_])
    for tie, actors in ties.items():
        for a, b in combinations(actors, 2):
            share = 1 / (len(actors) - 1) if seen.weighing == "newman" else 1.0
            _link(graph, a, b, share, tie)
    without = seen.network.actors[actor]["name"]
    return replace(seen, graph=graph, ties=ties, made=f"{seen.made} Without {without}.", ego=None)


def _ego(source: Store | Network, read: Network, around: str) -> str:
    if around in read.actors:
        return around
    if isinstance(source, Store):
        return lookup.one(source, around, "Actor").id
    from graph.errors import ElshiError

    raise ElshiError(f"The network has no actor with the id '{around}'.")


def _shown(actor: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": actor["name"], "label": actor["label"], "kind": actor.get("kind", "")}


def _link(graph: nx.Graph[str], a: str, b: str, weight: float, tie: str) -> None:
    if a == b:
        return
    if graph.has_edge(a, b):
        edge = graph.edges[a, b]
        edge["weight"] += weight
        edge["ties"].append(tie)
    else:
        graph.add_edge(a, b, weight=weight, ties=[tie])


def _add_standing(
    graph: nx.Graph[str],
    read: Network,
    owners: Mapping[str, tuple[str, ...]],
    excluded: frozenset[str],
) -> None:
    for _, start, end, properties in read.standing:
        for a in owners.get(start, ()):
            for b in owners.get(end, ()):
                if a != b and not {a, b} & excluded:
                    for id_ in (a, b):
                        if id_ not in graph:
                            graph.add_node(id_, **_shown(read.actors[id_]))
                    _link(graph, a, b, 1.0, properties["id"])


def _owners(read: Network) -> dict[str, tuple[str, ...]]:
    """Each actor → the countries it is rolled up to (itself for a country or an intergovernmental)."""
    above: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for type_, start, end, _ in read.standing:
        if type_ in ("BELONGS_TO", "PART_OF"):
            above[start][type_].append(end)

    def owner(id_: str, seen: frozenset[str]) -> tuple[str, ...]:
        actor = read.actors[id_]
        if actor["label"] == "Country" or actor.get("kind") == "intergovernmental":
            return (id_,)
        steps = above[id_]["BELONGS_TO"] or above[id_]["PART_OF"]
        found = [o for s in steps if s not in seen for o in owner(s, seen | {s})]
        countries = [o for o in found if read.actors[o]["label"] == "Country"]
        return tuple(dict.fromkeys(countries))

    return {id_: owner(id_, frozenset({id_})) for id_ in read.actors}
