"""The snapshot: the graph as the pages read it, held in memory and read anew when a load has changed it.

Home, actors, ties and sources are told from it without asking the database, so that a slow question of one
reader stops nobody else. It is the network of the public face with the passages of each fact and the indexes
that pages need. Questions, Cypher, maps and reports ask the store or make views.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from elshi.graph.views.network import Network
from elshi.store import Store

CHECKED_EVERY = 2.0
"""Seconds between two looks at whether a load has changed the graph."""


class Part(NamedTuple):
    """Who took part in a tie, and as what."""

    actor: str
    role: str
    certainty: str
    on_behalf: tuple[str, ...]


class Side(NamedTuple):
    """How an actor is a side of a tie: the roles that it holds itself, and what others do for it."""

    tie: str
    roles: tuple[str, ...]
    through: tuple[str, ...]
    derived: bool


class Link(NamedTuple):
    """What joins a tie with another node: ``UNDER``, ``RENEWS``, ``HONOURS``…; ``back`` read from its end."""

    type: str
    other: str
    back: bool


class Relation(NamedTuple):
    """A lasting relation of an actor, read from its side."""

    type: str
    other: str
    back: bool
    properties: Mapping[str, Any]


class Cited(NamedTuple):
    """A passage that states a fact."""

    source: str
    section: str
    start: int
    end: int
    via: str
    says: str
    certainty: str
    anchor: str


@dataclass(frozen=True)
class Snapshot:
    """The graph at one moment; ``version`` changes with every load."""

    version: str
    network: Network
    parts: Mapping[str, tuple[Part, ...]]
    sides: Mapping[str, tuple[Side, ...]]
    links: Mapping[str, tuple[Link, ...]]
    relations: Mapping[str, tuple[Relation, ...]]
    cited: Mapping[str, tuple[Cited, ...]]
    groups: Mapping[str, Mapping[str, Any]]
    later: dict[str, Any] = field(default_factory=dict, compare=False)
    """What pages have computed from it, by name."""

    def node(self, id_: str) -> Mapping[str, Any] | None:
        """The properties of an actor, a tie, a group or a source, with ``label``; ``None`` for no such id."""
        network = self.network
        found = network.actors.get(id_) or network.ties.get(id_) or self.groups.get(id_)
        if found is None and id_ in network.sources:
            return {**network.sources[id_], "label": "Source"}
        return found

    def name(self, id_: str, language: str = "en") -> str:
        """The name of a node in a language, its first name where it has none; its id where it is not here."""
        node = self.node(id_) or {}
        return str(node.get(f"name_{language}") or node.get("name") or id_)

    @cached_property
    def sides_of_ties(self) -> Mapping[str, tuple[str, ...]]:
        """Tie → the actors that are its sides, whether themselves or through others."""
        found: dict[str, list[str]] = defaultdict(list)
        for actor, sides in self.sides.items():
            for side in sides:
                found[side.tie].append(actor)
        return {tie: tuple(actors) for tie, actors in found.items()}

    @cached_property
    def former(self) -> Mapping[str, str]:
        """Former id → the id of today."""
        nodes = (*self.network.actors.values(), *self.network.ties.values())
        return {old: node["id"] for node in nodes for old in node.get("former_ids") or ()}

    def order(self, tie: str) -> tuple[Any, ...]:
        """The key by which ties stand in order of date, the undated last."""
        node = self.network.ties[tie]
        first, last = node.get("earliest"), node.get("latest")
        return (first is None, str(first or ""), str(last or ""), tie)


_VERSION = "MATCH (l:ElshiLoad) RETURN max(l.at) AS at, count(l) AS loads, sum(l.rows) AS rows"

_CITED = (
    "MATCH (n:Elshi)-[r:CITES]->(s:Source) RETURN collect(n.id) AS ids, collect(s.id) AS sources, "
    "collect(coalesce(r.section, '')) AS sections, collect(coalesce(r.start, -1)) AS starts, "
    "collect(coalesce(r.end, -1)) AS ends, collect(coalesce(r.via, '')) AS vias, "
    "collect(coalesce(r.says, '')) AS says, collect(coalesce(r.certainty, 'stated')) AS certainties, "
    "collect(coalesce(r.anchor, '')) AS anchors"
)
_LINKS = (
    "MATCH (t:Tie)-[r]->(n:Elshi) WHERE NOT type(r) IN ['CITES', 'HELD_IN'] "
    "RETURN collect(t.id) AS ties, collect(type(r)) AS types, collect(n.id) AS others"
)
_SIDES = (
    "MATCH (a:Actor)-[r:SIDE_IN]->(t:Tie) RETURN collect(a.id) AS actors, collect(t.id) AS ties, "
    "collect(r.through) AS through, collect(r.derived) AS derived"
)
_GROUPS = "MATCH (g:Elshi:Group) RETURN properties(g) AS g"


def version_of(store: Store) -> str:
    """What changes with every load and every undo."""
    [row] = store.read(_VERSION)
    return f"{row['at'] or '-'}/{row['loads']}/{row['rows'] or 0}"


def read(store: Store) -> Snapshot:
    """Read the graph."""
    version = version_of(store)
    network = store.network()
    parts: dict[str, list[Part]] = defaultdict(list)
    for actor, role, tie, certainty in network.parts:
        parts[tie].append(Part(actor, role, certainty, network.on_behalf.get((actor, tie), ())))
    links: dict[str, list[Link]] = defaultdict(list)
    for tie, type_, other in sorted(_columns(store, _LINKS)):
        links[tie].append(Link(type_, other, False))
        links[other].append(Link(type_, tie, True))
    relations: dict[str, list[Relation]] = defaultdict(list)
    for type_, a, b, properties in network.relations:
        relations[a].append(Relation(type_, b, False, properties))
        relations[b].append(Relation(type_, a, True, properties))
    groups = {row["g"]["id"]: {**row["g"], "label": "Group"} for row in store.read(_GROUPS)}
    return Snapshot(
        version, network, _tuples(parts), _sides(store, network), _tuples(links), _tuples(relations),
        _passages(store, network), groups,
    )  # fmt: skip


def _columns(store: Store, cypher: str) -> list[tuple[Any, ...]]:
    [columns] = store.read(cypher)
    return list(zip(*columns.values(), strict=True))


def _tuples(lists: Mapping[str, Sequence[Any]]) -> dict[str, tuple[Any, ...]]:
    return {key: tuple(values) for key, values in lists.items()}


def _sides(store: Store, network: Network) -> dict[str, tuple[Side, ...]]:
    """Actor → the ties of which it is a side: by its own parts, by the index of sides, or both."""
    roles: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for actor, role, tie, _ in network.parts:
        roles[actor][tie].append(role)
    others = {(actor, tie): (through, derived) for actor, tie, through, derived in _columns(store, _SIDES)}
    for actor, tie in others:
        roles[actor].setdefault(tie, [])
    found = {}
    for actor, ties in roles.items():
        sides = []
        for tie in sorted(ties):
            through, derived = others.get((actor, tie), ((), False))
            sides.append(Side(tie, tuple(sorted(ties[tie])), tuple(through or ()), bool(derived)))
        found[actor] = tuple(sides)
    return found


def _passages(store: Store, network: Network) -> dict[str, tuple[Cited, ...]]:
    """Node or relation → the passages that state it, in the order of source and text."""
    cited: dict[str, list[Cited]] = defaultdict(list)
    for id_, *passage in _columns(store, _CITED):
        cited[id_].append(Cited(*passage))
    for _, _, _, p in network.relations:
        blank = [""] * len(p.get("sources") or ())
        places = [-1] * len(blank)
        lists = (p.get(key) or blank for key in ("vias", "says"))
        for source, section, start, end, via, says in zip(
            p.get("sources") or (), p.get("sections") or blank, p.get("starts") or places,
            p.get("ends") or places, *lists, strict=True,
        ):  # fmt: skip
            cited[p["id"]].append(Cited(source, section, start, end, via, says, p.get("certainty", ""), ""))
    return {id_: tuple(sorted(passages)) for id_, passages in cited.items()}


class Library:
    """Holds the snapshot of a store and reads it anew when the graph has changed."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._reading = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._looked = 0.0
        self._desk = ThreadPoolExecutor(1, thread_name_prefix="snapshot")

    def begin(self) -> None:
        """Begin to read in the background, so that the first page waits less."""
        self._desk.submit(self.refresh)

    def close(self) -> None:
        """Stop looking for changes."""
        self._desk.shutdown(cancel_futures=True)

    @property
    def now(self) -> Snapshot:
        """The snapshot; the first one is waited for, a newer one takes its place when it is read."""
        if self._snapshot is None:
            return self.refresh()
        if time.monotonic() - self._looked > CHECKED_EVERY:
            self._looked = time.monotonic()
            self._desk.submit(self.refresh)
        return self._snapshot

    def refresh(self) -> Snapshot:
        """The snapshot of the graph as it is now."""
        with self._reading:
            held = self._snapshot
            if held is None or version_of(self.store) != held.version:
                held = self._snapshot = read(self.store)
            self._looked = time.monotonic()
            return held
