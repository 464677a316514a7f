"""Views: the store seen as a networkx graph, and how it was made.

The data is two-mode (actors × ties); every network of actors alone is a view of it that says who
counts as an actor, how a tie of many actors is weighed, and what was left out. ``network`` reads
the store once; ``view`` makes views of what was read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import combinations
from operator import itemgetter
from typing import Any, NamedTuple

import networkx as nx

from elshi.graph.errors import ElshiError
from elshi.graph.lookup import find
from elshi.graph.store.gc import uncollected
from elshi.graph.store.store import Store
from elshi.graph.views import filters
from elshi.graph.views.filters import ALL, Choice
from elshi.graph.views.options import Backbone, ViewOptions, Weighing
from elshi.graph.views.rollup import Level, owners

Pair = tuple[str, str]

GIVE = frozenset({"SENT", "GAVE", "PRESENTED", "PERFORMED", "LAUNCHED", "CREATED"})
TAKE = frozenset({"RECEIVED", "HOSTED"})
"""The parts from which and to which a link runs, where links are asked to have a direction."""


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
    properties; ``groups``: id of a group → its name and the ids of its members.
    """

    actors: Mapping[str, dict[str, Any]]
    ties: Mapping[str, dict[str, Any]]
    parts: tuple[tuple[str, str, str, str], ...]
    standing: tuple[tuple[str, str, str, dict[str, Any]], ...]
    cited: Mapping[str, tuple[str, ...]]
    places: Mapping[str, tuple[str, ...]]
    passages: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict)
    sources: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """A network of actors.

    ``graph``: a ``networkx.Graph`` (a ``DiGraph`` where links have direction); a node has ``name``,
    ``label``, ``kind``; an edge has ``weight`` and ``ties`` (the ids that make it up, standing facts
    among them, as one text that :func:`tie_ids` takes apart), so that networkx can save it in any of its
    formats. ``ties``: tie → the actors that it joins in this view. ``made`` says how it was made,
    in one paragraph, and ``options`` with which options. ``arrows``: tie → its pairs, where links have
    direction. ``kept``: the pairs of a backbone, where only they are links.
    """

    graph: nx.Graph[str]
    ties: Mapping[str, tuple[str, ...]]
    network: Network
    made: str
    weighing: Weighing = "newman"
    ego: str | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)
    level: Level = "actors"
    arrows: Mapping[str, tuple[Pair, ...]] | None = None
    kept: frozenset[Pair] | None = None
    options: ViewOptions = field(default_factory=ViewOptions)

    def pairs(self) -> Iterator[tuple[str, str, str, float]]:
        """Each pair that each tie joins: (tie, actor, actor, its share of the tie)."""
        for tie, actors in self.ties.items():
            k = len(actors)
            if k > 1:
                share = 1 / (k - 1) if self.weighing == "newman" else 1.0
                pairs = combinations(actors, 2) if self.arrows is None else self.arrows[tie]
                for a, b in pairs:
                    if self.kept is None or (a, b) in self.kept:
                        yield tie, a, b, share


@uncollected()
def network(store: Store) -> Network:
    """Read actors, ties, their parts, standing facts, places, sources and groups, in eight queries.

    The long ones answer with a list for each column: a row costs far more on its way than what is in it.
    """
    actors = _nodes(store, "MATCH (n:Elshi:Actor) RETURN ")
    ties = _nodes(store, "MATCH (n:Elshi:Tie) RETURN ")
    parts = _all(
        store,
        "MATCH (a:Actor)-[r]->(t:Tie) "
        "RETURN collect(a.id), collect(type(r)), collect(t.id), collect(coalesce(r.certainty, 'stated'))",
    )
    standing = store.read(
        "MATCH (a:Actor)-[r]->(b:Actor) RETURN type(r) AS type, a.id AS a, b.id AS b, "
        "properties(r) AS p ORDER BY type, a, b, r.id"
    )
    said = _all(
        store,
        "MATCH (n:Elshi)-[r:CITES]->(s:Source) RETURN collect(n.id), collect(s.id), "
        "collect(coalesce(r.start, -1)), collect(coalesce(r.section, '')), collect(coalesce(r.via, '')), "
        "collect(coalesce(r.says, ''))",
    )
    sources = store.read("MATCH (s:Source) RETURN s.id AS id, properties(s) AS p ORDER BY id")
    groups = store.read(
        "MATCH (g:Elshi:Group) OPTIONAL MATCH (a:Actor)-[:MEMBER_OF]->(g) "
        "RETURN g.id AS id, g.name AS name, a.id AS member ORDER BY id, member"
    )
    places = _all(store, "MATCH (t:Tie)-[:HELD_IN]->(p) RETURN collect(t.id), collect(p.id)")
    parts.sort(key=itemgetter(2, 0, 1))
    said.sort()
    return Network(
        actors,
        ties,
        tuple(part for part in parts if part[0] in actors),
        tuple((row["type"], row["a"], row["b"], row["p"]) for row in standing),
        _lists((n, source) for n, source, *_ in said if n in ties),
        _lists(sorted(places)),
        _passages(said, standing),
        {row["id"]: row["p"] for row in sources},
        {
            row["id"]: (
                row["name"],
                tuple(r["member"] for r in groups if r["id"] == row["id"] and r["member"]),
            )
            for row in groups
        },
    )


def _all(store: Store, cypher: str) -> list[tuple[Any, ...]]:
    """The rows of a query that collects each of its columns."""
    [columns] = store.read(cypher)
    return list(zip(*columns.values(), strict=True))


_DAYS = ("earliest", "latest", "begun", "until")
"""Dates of nodes; they come as texts, which are read far faster than the driver makes dates."""


def _nodes(store: Store, matched: str) -> dict[str, dict[str, Any]]:
    days = ", ".join(f"{day}: toString(n.{day})" for day in _DAYS)
    found = {}
    for labels, properties in _all(store, f"{matched}collect(labels(n)), collect(n {{.*, {days}}})"):
        node = {key: properties[key] for key in sorted(properties) if properties[key] is not None}
        for day in _DAYS:
            if day in node:
                node[day] = date.fromisoformat(node[day])
        node["label"] = _own_label(*labels)
        found[node["id"]] = node
    return {id_: found[id_] for id_ in sorted(found)}


@cache
def _own_label(*labels: str) -> str:
    return find.own_label(list(labels))


def _lists(pairs: Iterable[tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for key, value in pairs:
        found[key][value] = None
    return {key: tuple(values) for key, values in found.items()}


def _passages(
    said: Iterable[tuple[Any, ...]], standing: Iterable[Mapping[str, Any]]
) -> dict[str, tuple[Passage, ...]]:
    """The passages of nodes (relationships to sources) and of standing facts (lists they carry)."""
    found: dict[str, dict[Passage, None]] = defaultdict(dict)
    for id_, source, _, section, via, says in said:
        found[id_][Passage(source, section, via, says)] = None
    for row in standing:
        p = row["p"]
        blank = [""] * len(p.get("sources", ()))
        lists = (p.get(key) or blank for key in ("sources", "sections", "vias", "says"))
        if blank:
            found[p["id"]] = dict.fromkeys(Passage(*values) for values in zip(*lists, strict=True))
    return {key: tuple(values) for key, values in found.items()}


@uncollected()
def view(
    source: Store | Network,
    *,
    countries: bool = False,
    level: Level | None = None,
    around: str | None = None,
    hops: int = 1,
    without: Iterable[str] = (),
    weighing: Weighing = "newman",
    standing: bool = False,
    directed: bool = False,
    choice: Choice = ALL,
    backbone: Backbone | None = None,
) -> View:
    """A network of actors that took part in the same ties.

    ``level``: ``actors``; ``countries`` (also ``countries=True``), which rolls up what belongs to a
    country (``BELONGS_TO``, ``PART_OF``; never by where it sits), while intergovernmental bodies stay
    themselves; ``regions``, the same with regions kept apart; ``organisations``, linked by the members
    they share. ``around`` (a name in any script) keeps what is within ``hops`` steps of one actor.
    ``without`` leaves actors (ids) out. ``choice`` says which ties count (years, kinds, fields, group,
    certain ones). ``weighing`` of a tie of *k* actors: ``newman`` 1/(k−1) for each pair (Newman, Phys.
    Rev. E 64, 016132, 2001), or ``count`` 1. ``standing`` adds memberships, seats and the like as links
    of weight 1. ``directed`` draws links from who sent, gave or presented to who received or hosted.
    ``backbone`` keeps the links that :mod:`elshi.graph.views.backbone` finds to stand out.

    Raises ``ElshiError`` for a group or an actor that is not there.
    """
    read = source if isinstance(source, Network) else network(source)
    level = level or ("countries" if countries else "actors")
    whole, wanted = read, choice
    if level == "organisations":  # years and group are those of memberships, not of the members
        read = _memberships(read, choice)
        choice = replace(choice, first=None, last=None, group=None)
    choice = filters.understood(read, choice)
    wanted = replace(wanted, kinds=choice.kinds, fields=choice.fields)
    excluded = frozenset(without)
    taken, left_out = filters.chosen(read, choice)
    whose = owners(read, level)
    ties, arrows, dropped = _joined(read, whose, taken, excluded, choice, directed)
    if level in ("countries", "regions"):
        left_out = {"actors that belong to no country": dropped, **left_out}
    made = [_made(level, weighing, standing, directed), *filters.told(whole, wanted)]
    if excluded:
        names = sorted(read.actors[id_]["name"] for id_ in excluded if id_ in read.actors)
        made.append(f"Without {', '.join(names)}.")
    options = ViewOptions(
        level, wanted.first, wanted.last, wanted.kinds, wanted.fields, wanted.culture, wanted.group, around,
        hops, tuple(sorted(excluded)), wanted.certain_only, directed, weighing, backbone,
    )  # fmt: skip
    seen = View(nx.Graph(), ties, read, "", weighing, None, left_out, level, arrows, None, options)
    graph = _graph(seen)
    if standing:
        _add_standing(graph, read, whose, excluded)
    ego = None
    if around is not None:
        ego = _ego(source, read, around)
        near = nx.single_source_shortest_path_length(graph.to_undirected(), ego, hops) if ego in graph else {}
        graph = graph.subgraph(sorted(near)).copy()
        ties = {t: kept for t, a in ties.items() if (kept := tuple(x for x in a if x in near))}
        made.append(f"Within {hops} step{'s' * (hops != 1)} of {read.actors[ego]['name']}.")
    seen = replace(seen, graph=graph, ties=ties, arrows=_within(arrows, ties), made=" ".join(made), ego=ego)
    if backbone:
        from elshi.graph.views.backbone import backbone as stand_out

        seen = stand_out(seen, backbone)
    return seen


def _joined(
    read: Network,
    whose: Mapping[str, tuple[str, ...]],
    taken: frozenset[str],
    excluded: frozenset[str],
    choice: Choice,
    directed: bool,
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[Pair, ...]] | None, int]:
    """Tie → the actors it joins; with direction tie → its pairs; how many actors had no owner."""
    joined: dict[str, set[str]] = {tie: set() for tie in read.ties if tie in taken}
    giving: dict[str, set[str]] = {tie: set() for tie in joined}
    taking: dict[str, set[str]] = {tie: set() for tie in joined}
    members = choice.members(read, whose)
    dropped: set[str] = set()
    for actor, part, tie, certainty in read.parts:
        if tie not in joined or (choice.certain_only and certainty == "unsure"):
            continue
        if not whose[actor]:
            dropped.add(actor)
        here = [o for o in whose[actor] if o not in excluded and (members is None or o in members)]
        if directed:
            (giving if part in GIVE else taking if part in TAKE else {tie: set()})[tie].update(here)
            here = here if part in GIVE | TAKE else []
        joined[tie].update(here)
    ties = {tie: tuple(sorted(actors)) for tie, actors in sorted(joined.items()) if actors}
    if not directed:
        return ties, None, len(dropped)
    arrows = {t: tuple((a, b) for a in sorted(giving[t]) for b in sorted(taking[t]) if a != b) for t in ties}
    return ties, arrows, len(dropped)


def _within(
    arrows: Mapping[str, tuple[Pair, ...]] | None, ties: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[Pair, ...]] | None:
    if arrows is None:
        return None
    return {
        t: tuple((a, b) for a, b in arrows[t] if a in actors and b in actors) for t, actors in ties.items()
    }


def _graph(seen: View) -> nx.Graph[str]:
    """The graph that the ties of a view make."""
    graph: nx.Graph[str] = nx.Graph() if seen.arrows is None else nx.DiGraph()
    for id_ in sorted({actor for actors in seen.ties.values() for actor in actors}):
        graph.add_node(id_, **_shown(seen.network.actors[id_]))
    _add_links(graph, seen.pairs())
    return graph


_LINKED = {
    "actors": "Actors are linked when they took part in the same tie",
    "countries": "Countries are linked when they took part in the same tie",
    "regions": "Countries and regions are linked when they took part in the same tie",
    "organisations": "Organisations are linked when they have a member in common",
}


def _made(level: Level, weighing: Weighing, standing: bool, directed: bool) -> str:
    made = [
        _LINKED[level] + (" or stand in a lasting relation (each weighs 1);" if standing else ";"),
        "a tie of k actors weighs 1/(k−1) for each pair (Newman 2001)."
        if weighing == "newman"
        else "each tie weighs 1 for each pair.",
    ]
    if directed:
        made.append("Links run from who sent, gave or presented to who received or hosted.")
    if level == "countries":
        made.append("What belongs to a country is rolled up to it; other actors are left out.")
    if level == "regions":
        made.append("What belongs to a region or a country is rolled up to it; other actors are left out.")
    return " ".join(made)


def only(seen: View, ties: Iterable[str], said: str = "") -> View:
    """The same view of some of its ties: those who are in none of them are not in it.

    Standing facts are no ties and are not kept.
    """
    wanted = frozenset(ties)
    kept = {tie: actors for tie, actors in seen.ties.items() if tie in wanted}
    made = f"{seen.made} {said}".strip()
    found = replace(seen, ties=kept, arrows=_within(seen.arrows, kept), made=made)
    return replace(found, graph=_graph(found))


def leave_out(seen: View, actor: str) -> View:
    """The same view without one of its actors: its ties join those who are left.

    Standing facts are no ties and are not kept. It answers what a network that was written around
    one actor looks like without it.
    """
    ties = {t: kept for t, a in seen.ties.items() if (kept := tuple(x for x in a if x != actor))}
    without = seen.network.actors[actor]["name"]
    made = f"{seen.made} Without {without}."
    found = replace(seen, ties=ties, arrows=_within(seen.arrows, ties), made=made, ego=None)
    graph = _graph(found)
    graph.add_nodes_from((id_, seen.graph.nodes[id_]) for id_ in seen.graph if id_ != actor)
    return replace(found, graph=graph)


def _memberships(read: Network, choice: Choice) -> Network:
    """Organisations that have members, as actors; each member is a tie between those it is in."""
    counted = filters.spells(read, choice)
    members = {a for a, _, _ in counted}
    stated: dict[str, dict[str, None]] = defaultdict(dict)
    for a, _, p in counted:
        stated[a].update(dict.fromkeys(p.get("sources", ())))
    return replace(
        read,
        ties={a: {**read.actors[a], "date": ""} for a in sorted(members)},
        parts=tuple((b, "JOINED", a, p.get("certainty", "stated")) for a, b, p in counted),
        cited={a: tuple(sources) for a, sources in stated.items()},
    )


def _ego(source: Store | Network, read: Network, around: str) -> str:
    if around in read.actors:
        return around
    if isinstance(source, Store):
        return find.one(source, around, "Actor").id
    raise ElshiError(f"The network has no actor with the id '{around}'.")


def _shown(actor: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": actor["name"], "label": actor["label"], "kind": actor.get("kind", "")}


SEPARATOR = "; "
"""Between the ids of an edge, as in every list of an export; no id of the tables can have one."""


def tie_ids(ties: str) -> list[str]:
    """The ids that an edge's ``ties`` hold.

    >>> tie_ids("kz-cn-1992; kz-cn-2003")
    ['kz-cn-1992', 'kz-cn-2003']
    """
    return ties.split(SEPARATOR)


def _add_links(graph: nx.Graph[str], links: Iterable[tuple[str, str, str, float]]) -> None:
    """Add (tie, actor, actor, weight) to the edges of a graph."""
    found: dict[Pair, list[str]] = {}
    for tie, a, b, weight in links:
        pair = (a, b) if graph.is_directed() or a < b else (b, a)
        if graph.has_edge(*pair):
            graph.edges[pair]["weight"] += weight
        else:
            graph.add_edge(*pair, weight=weight, ties="")
        found.setdefault(pair, []).append(tie)
    for pair, ties in found.items():
        edge = graph.edges[pair]
        edge["ties"] = SEPARATOR.join([edge["ties"], *ties] if edge["ties"] else ties)


def _add_standing(
    graph: nx.Graph[str],
    read: Network,
    whose: Mapping[str, tuple[str, ...]],
    excluded: frozenset[str],
) -> None:
    links = [
        (properties["id"], a, b, 1.0)
        for _, start, end, properties in read.standing
        for a in whose.get(start, ())
        for b in whose.get(end, ())
        if a != b and not {a, b} & excluded
    ]
    for id_ in (id_ for _, a, b, _ in links for id_ in (a, b) if id_ not in graph):
        graph.add_node(id_, **_shown(read.actors[id_]))
    _add_links(graph, links)
