"""The network that views are built from, read from the store once, and the view itself.

``network`` reads actors, ties, who took part, relations and sources. A ``View`` is a network of actors that
``elshi.graph.views.view`` makes of it; it says who is linked by which tie, and how it was made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import combinations
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from elshi.graph.model.vocabulary import own_label
from elshi.graph.store.gc import paused
from elshi.graph.store.store import Store
from elshi.graph.views.options import Level, ViewOptions, Weighing
from elshi.graph.views.rules import ALL_RULES, Rules

if TYPE_CHECKING:
    import networkx as nx  # questions do without it

Pair = tuple[str, str]


class Passage(NamedTuple):
    """Where a source states something: its id, the section, its own reference, its differing value."""

    source: str
    section: str = ""
    via: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """The contents of the store, read once.

    ``actors`` and ``ties``: id → properties with ``label``; ``parts``: (actor, role, tie, certainty);
    ``relations`` between actors, such as seats and memberships: (type, start, end, properties); ``cited``: id
    of a tie → the ids of the sources that state it; ``places``: id of a tie → ids of the places where it was
    held; ``passages``: id of an actor, a tie or a relation → where it is stated; ``sources``: id →
    properties; ``groups``: id of a group → its name and the ids of its members; ``on_behalf``: (actor, tie) →
    for whom the actor acted in it; ``above``: tie → the ties under which it was held, or whose edition it is;
    ``honoured``: tie → whom it honours; ``group_names``: id of a group → all its names, folded (``|a|b|``).
    """

    actors: Mapping[str, dict[str, Any]]
    ties: Mapping[str, dict[str, Any]]
    parts: tuple[tuple[str, str, str, str], ...]
    relations: tuple[tuple[str, str, str, dict[str, Any]], ...]
    cited: Mapping[str, tuple[str, ...]]
    places: Mapping[str, tuple[str, ...]]
    passages: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict)
    sources: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    on_behalf: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    above: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    honoured: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    group_names: Mapping[str, str] = field(default_factory=dict)
    memo: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What views of this network have in common, computed once; a changed network has its own."""


def undirected(graph: nx.Graph[str]) -> nx.Graph[str]:
    """A graph to be read without the direction of its links; itself if they have none.

    networkx's own ``to_undirected`` copies every attribute of it.
    """
    return graph.to_undirected(as_view=True) if graph.is_directed() else graph


def part_of(graph: nx.Graph[str], ids: Container[str]) -> nx.Graph[str]:
    """What of a graph lies among some actors, in the graph's own order.

    networkx's ``subgraph`` goes through a small part in the order of a set, which differs from run to run.
    """
    part = type(graph)()
    part.add_nodes_from((id_, values) for id_, values in graph.nodes(data=True) if id_ in ids)
    part.add_edges_from((a, b, values) for a, b, values in graph.edges(data=True) if a in ids and b in ids)
    return part


@dataclass(frozen=True, slots=True)
class View:
    """A network of actors.

    ``graph``: a ``networkx.Graph`` (a ``DiGraph`` where links have direction); a node has ``name``,
    ``label``, ``kind``; an edge has ``weight``, ``ties`` (the ids that make it up, relations among them, as
    one text for :func:`tie_ids`) and ``derived`` (whether only rules make it, and no source states both
    sides of any of its ties). ``ties``: tie → the actors that are its sides in this view. ``joins``: tie →
    its pairs, where it does not simply join all of them; ``severally``: the ties that stand for several
    bilateral ones; ``folded``: tie → the pairs that it does not add to, since a tie above it has them.
    ``derived``: tie → those of its actors that only a rule adds. ``made`` says how the view was made, in
    one paragraph, and ``asked`` with which options. ``kept``: the pairs of a backbone, where only they are
    links.
    """

    graph: nx.Graph[str]
    ties: Mapping[str, tuple[str, ...]]
    network: Network
    made: str
    weighing: Weighing = "newman"
    ego: str | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)
    level: Level = "actors"
    directed: bool = False
    joins: Mapping[str, tuple[Pair, ...]] = field(default_factory=dict)
    severally: frozenset[str] = frozenset()
    folded: Mapping[str, frozenset[Pair]] = field(default_factory=dict)
    derived: Mapping[str, frozenset[str]] = field(default_factory=dict)
    kept: frozenset[Pair] | None = None
    options: ViewOptions = field(default_factory=ViewOptions)
    rules: Rules = ALL_RULES

    def joined(self, tie: str) -> Iterator[Pair]:
        """The pairs that a tie joins, whether or not they add to a link's weight."""
        actors = self.ties[tie]
        pairs = self.joins[tie] if tie in self.joins else combinations(actors, 2)
        return (pair for pair in pairs if self.kept is None or pair in self.kept)

    def share(self, tie: str) -> float:
        """What a tie adds to the weight of each link that it makes."""
        k = len(self.ties[tie])
        return 1 / (k - 1) if k > 1 and self.weighing == "newman" and tie not in self.severally else 1.0

    def pairs(self) -> Iterator[tuple[str, str, str, float]]:
        """Each pair that each tie joins and adds to: (tie, actor, actor, its share of the tie)."""
        for tie in self.ties:
            share = self.share(tie)
            folded = self.folded.get(tie, frozenset())
            for a, b in self.joined(tie):
                if (a, b) not in folded:
                    yield tie, a, b, share

    def together(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The participants of each tie: (tie, actors), once for each pair of a tie that joins only pairs."""
        for tie, actors in self.ties.items():
            if tie in self.joins:
                for pair in self.joins[tie]:
                    yield tie, pair
            else:
                yield tie, actors


def source_name(network: Network, source: str) -> str:
    """The title of a source, its id where the network does not hold it."""
    return str(network.sources.get(source, {}).get("name") or source)


SEPARATOR = "; "
"""The separator of an edge's ids, as in every list of an export; no id can contain it."""


def tie_ids(ties: str) -> list[str]:
    """The ids that an edge's ``ties`` hold.

    >>> tie_ids("kz-cn-1992; kz-cn-2003")
    ['kz-cn-1992', 'kz-cn-2003']
    """
    return ties.split(SEPARATOR)


@paused()
def network(store: Store) -> Network:
    """Read actors, ties, participation, relations, places, sources and groups, in nine queries.

    The long ones answer with a list for each column: a row costs far more on its way than what is in it.
    """
    actors = _nodes(store, "MATCH (n:Elshi:Actor) RETURN ")
    ties = _nodes(store, "MATCH (n:Elshi:Tie) RETURN ")
    parts = _all(
        store,
        "MATCH (a:Actor)-[r]->(t:Tie) WHERE type(r) <> 'SIDE_IN' "
        "RETURN collect(a.id), collect(type(r)), collect(t.id), "
        "collect(coalesce(r.certainty, 'stated')), collect(coalesce(r.on_behalf_of, ''))",
    )
    among = _all(
        store,
        "MATCH (t:Tie)-[r:UNDER|EDITION_OF|HONOURS]->(n:Elshi) RETURN collect(t.id), collect(type(r)), "
        "collect(n.id)",
    )
    relations = store.read(
        "MATCH (a:Actor)-[r]->(b:Actor) RETURN type(r) AS type, a.id AS a, b.id AS b, "
        "properties(r) AS p ORDER BY type, a, b, r.id"
    )
    stated = _all(
        store,
        "MATCH (n:Elshi)-[r:CITES]->(s:Source) RETURN collect(n.id), collect(s.id), "
        "collect(coalesce(r.start, -1)), collect(coalesce(r.section, '')), collect(coalesce(r.via, '')), "
        "collect(coalesce(r.says, ''))",
    )
    sources = store.read("MATCH (s:Source) RETURN s.id AS id, properties(s) AS p ORDER BY id")
    groups = store.read(
        "MATCH (g:Elshi:Group) OPTIONAL MATCH (a:Actor)-[:MEMBER_OF]->(g) "
        "RETURN g.id AS id, g.name AS name, g.search AS search, a.id AS member ORDER BY id, member"
    )
    places = _all(store, "MATCH (t:Tie)-[:HELD_IN]->(p) RETURN collect(t.id), collect(p.id)")
    parts.sort(key=itemgetter(2, 0, 1))
    stated.sort()
    return Network(
        actors,
        ties,
        tuple(part[:4] for part in parts if part[0] in actors),
        tuple((row["type"], row["a"], row["b"], row["p"]) for row in relations),
        _lists((n, source) for n, source, *_ in stated if n in ties),
        _lists(sorted(places)),
        _passages(stated, relations),
        {row["id"]: row["p"] for row in sources},
        {
            row["id"]: (
                row["name"],
                tuple(r["member"] for r in groups if r["id"] == row["id"] and r["member"]),
            )
            for row in groups
        },
        _lists(((actor, tie), principal) for actor, _, tie, _, principal in parts if principal),
        _lists(sorted((t, end) for t, type_, end in among if type_ != "HONOURS" and end in ties)),
        _lists(sorted((t, end) for t, type_, end in among if type_ == "HONOURS")),
        {row["id"]: row["search"] for row in groups},
    )


def _all(store: Store, cypher: str) -> list[tuple[Any, ...]]:
    """The rows of a query that collects each of its columns."""
    [columns] = store.read(cypher)
    return list(zip(*columns.values(), strict=True))


_DAYS = ("earliest", "latest", "begun", "until")
"""Dates of nodes; they come as texts, which are read far faster than the driver makes dates."""


def _nodes(store: Store, matched: str) -> dict[str, dict[str, Any]]:
    days = ", ".join(f"{day}: toString(n.{day})" for day in _DAYS)
    nodes = {}
    for labels, properties in _all(store, f"{matched}collect(labels(n)), collect(n {{.*, {days}}})"):
        node = {key: properties[key] for key in sorted(properties) if properties[key] is not None}
        for day in _DAYS:
            if day in node:
                node[day] = date.fromisoformat(node[day])
        node["label"] = _own_label(*labels)
        nodes[node["id"]] = node
    return {id_: nodes[id_] for id_ in sorted(nodes)}


@cache
def _own_label(*labels: str) -> str:
    return own_label(list(labels))


def _lists(pairs: Iterable[tuple[Any, str]]) -> dict[Any, tuple[str, ...]]:
    lists: dict[Any, dict[str, None]] = defaultdict(dict)
    for key, value in pairs:
        lists[key][value] = None
    return {key: tuple(values) for key, values in lists.items()}


def _passages(
    statements: Iterable[tuple[Any, ...]], relations: Iterable[Mapping[str, Any]]
) -> dict[str, tuple[Passage, ...]]:
    """The passages of nodes (relationships to sources) and of relations (lists they carry)."""
    passages: dict[str, dict[Passage, None]] = defaultdict(dict)
    for id_, source, _, section, via, says in statements:
        passages[id_][Passage(source, section, via, says)] = None
    for row in relations:
        p = row["p"]
        blank = [""] * len(p.get("sources", ()))
        lists = (p.get(key) or blank for key in ("sources", "sections", "vias", "says"))
        if blank:
            passages[p["id"]] = dict.fromkeys(Passage(*values) for values in zip(*lists, strict=True))
    return {key: tuple(values) for key, values in passages.items()}
