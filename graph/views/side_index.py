"""The index of sides: what the rules find, kept in the database so that questions can follow them too.

For each tie and each of its sides there is a relationship ``(side)-[:SIDE_IN]->(tie)`` where the side has
parts in it that it does not hold itself: the country or region of somebody who took part, the bodies above
them, the state on whose ground it was held. It says in which ``roles``, ``by`` which rule each of them, and
``through`` whom. The index is bookkeeping, no fact: it is in no export, no count and no backup, and can be
made anew at any time. The last load remembers by which version of the rules it was written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from elshi.graph.errors import ElshiError
from elshi.graph.model.vocabulary import own_label
from elshi.graph.store.gc import paused
from elshi.graph.store.results import Row
from elshi.graph.store.store import Run, Store
from elshi.graph.store.writing import Changes, batches
from elshi.graph.views.network import Network
from elshi.graph.views.pairing import apart
from elshi.graph.views.rollup import Owner, Ownership
from elshi.graph.views.rules import ALL_RULES, STATE_OF_LANGUAGE
from elshi.graph.views.sides import Side, sides

VERSION = 2
"""Of the rules as the index has them; an index of another version is made anew."""

TIES_AT_ONCE = 5_000
"""Ties that are read and written together."""

ONE_TRANSACTION = 50_000
"""Ties of a graph whose index is made anew in one transaction."""

SILENCE = 30_000
"""Milliseconds after which a load that writes nothing is at work no longer."""

OWNING = frozenset({"BELONGS_TO", "PART_OF", "SEATED_IN", "LEADS", "REPRESENTS"})
"""Relations by which an actor may count as another."""

_PLACING = frozenset({"HELD_IN", "HONOURS"})


# ------------------------------------------------------------------------------ what it holds


class Entry(NamedTuple):
    """One relationship of the index: ``by`` has a rule for each of ``roles``.

    A rule is ``belongs``, ``on_behalf`` or ``honours``, which a source states, or a derived one: ``office``,
    ``seat``, ``ground``, ``language``. ``derived`` says whether only these make it a side. ``apart`` is
    empty but for lists of bilateral ties, which join two sides where it differs. ``through`` has all who take
    part for the side, also in parts that it holds itself and that ``roles`` therefore lacks.
    """

    tie: str
    actor: str
    roles: tuple[str, ...]
    by: tuple[str, ...]
    through: tuple[str, ...]
    derived: bool
    certainty: str
    apart: str = ""


class _Bodies(Ownership):
    """Everyone counts as themselves and as the bodies above them, for whom they acted first."""

    def of(self, actor: str, tie: str | None = None) -> tuple[Owner, ...]:
        principals = self.network.on_behalf.get((actor, tie), ()) if tie is not None else ()
        found: dict[str, None] = {}
        waiting = [p for p in principals if p in self.network.actors] or [actor]
        while waiting:
            here = waiting.pop()
            if here in found:
                continue
            found[here] = None
            if self.network.actors[here]["label"] != "People":
                waiting += self._above[here]["BELONGS_TO"] + self._above[here]["PART_OF"]
        return tuple(map(Owner, found))


def entries(network: Network) -> dict[tuple[str, str], Entry]:
    """What the index has to hold for the ties of a network: (tie, actor) → entry."""
    own: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for actor, role, tie, _ in network.parts:
        own[tie].add((actor, role))
    sides_: dict[tuple[str, str], Side] = {}
    sets: dict[tuple[str, str], str] = {}
    for ownership, of_states in _levels(network):
        for tie, here in sides(network, ownership, ownership.rules).items():
            apart_here = apart(network, tie, here, ownership) or {}
            for actor, side in here.items():
                if (network.actors[actor]["label"] == "Country") is not of_states:
                    continue
                place = tie, actor
                if actor in apart_here:
                    sets.setdefault(place, apart_here[actor])
                if place in sides_:
                    _unite(sides_[place], side)
                else:
                    sides_[place] = side
    rows = (
        _entry(network, tie, actor, side, own[tie], sets.get((tie, actor), ""))
        for (tie, actor), side in sides_.items()
    )
    return {(entry.tie, entry.actor): entry for entry in rows if entry.roles or entry.through or entry.apart}


def _levels(network: Network) -> Iterator[tuple[Ownership, bool]]:
    """The levels on which sides are sought, and whether a level's states are wanted, or all but these."""
    yield Ownership(network, "countries"), True
    yield Ownership(network, "regions"), False
    yield _Bodies(network, "regions", replace(ALL_RULES, ground=False, works=False)), False


def _unite(side: Side, other: Side) -> None:
    for role, (derived, unsure) in other.held.items():
        side.add(role, derived, unsure, other.through)


def _entry(
    network: Network, tie: str, actor: str, side: Side, own: set[tuple[str, str]], set_apart: str
) -> Entry:
    """The entry of a side: its parts but those that it holds itself."""
    roles = tuple(sorted(role for role in side.roles if (actor, role) not in own))
    by = tuple(side.held[role][0] or _stated(network, tie, role, side, own) for role in roles)
    unsure = bool(roles) and all(side.held[role][1] for role in roles)
    return Entry(
        tie, actor, roles, by, tuple(sorted(side.through - {actor})), bool(side.derived),
        "unsure" if unsure else "stated", set_apart,
    )  # fmt: skip


def _stated(network: Network, tie: str, role: str, side: Side, own: set[tuple[str, str]]) -> str:
    """How a source states a part that somebody else took."""
    through = [actor for actor in side.through if (actor, role) in own]
    if not through:
        return "honours"
    return "on_behalf" if all((actor, tie) in network.on_behalf for actor in through) else "belongs"


# ------------------------------------------------------------------------------------ reading


@dataclass(slots=True)
class _Reader:
    """Reads what the rules need of some ties; the actors that were read are kept for the next ones."""

    run: Run
    actors: dict[str, dict[str, Any]] = field(default_factory=dict)
    relations: list[tuple[str, str, str, dict[str, Any]]] = field(default_factory=list)

    def network(self, ties: Sequence[str]) -> Network:
        """The network of some ties."""
        ties_ = {id_: _tie(id_, *values) for id_, *values in self._of(ties, "(t:Elshi {id: id})", *_TIE)}
        parts = self._of(ties, "(t:Elshi {id: id})<-[r]-(a:Actor) WHERE type(r) <> 'SIDE_IN'", *_PART)
        placed = self._of(
            ties, "(t:Elshi {id: id})-[r:HELD_IN|HONOURS]->(a:Actor)", "t.id", "type(r)", "a.id"
        )
        self._bring({*STATE_OF_LANGUAGE.values()} | {part[0] for part in parts} | {part[4] for part in parts})
        self._bring({actor for *_, actor in placed})
        behalf, places, honoured = (defaultdict[Any, dict[str, None]](dict) for _ in range(3))
        for actor, _, tie, _, principal in parts:
            if principal:
                behalf[actor, tie][principal] = None
        for tie, type_, actor in sorted(placed):
            (places if type_ == "HELD_IN" else honoured)[tie][actor] = None
        return Network(
            self.actors,
            ties_,
            tuple(part[:4] for part in parts),
            tuple(self.relations),
            {},
            {tie: tuple(ids) for tie, ids in places.items()},
            on_behalf={place: tuple(ids) for place, ids in behalf.items()},
            honoured={tie: tuple(ids) for tie, ids in honoured.items()},
        )

    def _bring(self, ids: set[str]) -> None:
        """Read actors, and all that they may count as."""
        while asked := sorted(id_ for id_ in ids if id_ and id_ not in self.actors):
            for id_, labels, kind in self._of(asked, "(a:Elshi {id: id})", "a.id", "labels(a)", "a.kind"):
                self.actors[id_] = {"id": id_, "label": own_label(labels), "kind": kind}
            pattern = f"(a:Elshi {{id: id}})-[r:{'|'.join(sorted(OWNING))}]->(b:Actor)"
            owned = sorted(
                self._of(asked, pattern, "type(r)", "a.id", "b.id", *map(_text, ("r.from", "r.to")))
            )
            for type_, start, end, began, ended in owned:
                self.relations.append((type_, start, end, {"from": _day(began), "to": _day(ended)}))
            ids = {end for _, _, end, *_ in owned}

    def _of(self, ids: Sequence[str], matched: str, *columns: str) -> list[tuple[Any, ...]]:
        """What is matched from each id, sent as a list for each column, which is far faster than as rows."""
        named = ", ".join(f"collect(coalesce({column}, '')) AS c{at}" for at, column in enumerate(columns))
        [row] = self.run(f"UNWIND $ids AS id MATCH {matched} RETURN {named}", {"ids": list(ids)})
        return list(zip(*row.values(), strict=True))


def _text(day: str) -> str:
    return f"toString({day})"


_TIE = (
    "t.id", "labels(t)", _text("t.earliest"), _text("t.latest"), "t.language_from", "t.language_to",
    "t.pairing", "t.first_named",
)  # fmt: skip
_PART = ("a.id", "type(r)", "t.id", "coalesce(r.certainty, 'stated')", "r.on_behalf_of")


def _tie(id_: str, labels: list[str], earliest: str, latest: str, *values: str) -> dict[str, Any]:
    names = ("language_from", "language_to", "pairing", "first_named")
    days = {"earliest": _day(earliest), "latest": _day(latest)}
    return {"id": id_, "label": own_label(labels), **days, **dict(zip(names, values, strict=True))}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def theirs(store: Store, ids: Iterable[str], *, stated: bool = False) -> list[list[str]]:
    """All that count as one of some actors outside any tie: pairs of an actor and the one that it counts as.

    Each of them counts as itself. Persons by the office and bodies by the seat only where nothing is
    ``stated``.
    """
    wanted = list(dict.fromkeys(ids))
    reader = _Reader(store.read)
    reader._bring(set(_below(store.read, wanted)))
    network, rules = Network(reader.actors, {}, (), tuple(reader.relations), {}, {}), ALL_RULES
    if stated:
        rules = rules.stated_only()
    levels = [Ownership(network, level, rules) for level in ("countries", "regions")]
    levels.append(_Bodies(network, "regions", rules))
    pairs = {(id_, id_): None for id_ in wanted if id_ in network.actors}
    for actor in sorted(network.actors):
        owners = {owner.id for ownership in levels for owner in ownership.of(actor)}
        pairs |= {(actor, id_): None for id_ in wanted if id_ in owners}
    return [list(pair) for pair in pairs]


def _below(run: Run, ids: Iterable[str]) -> list[str]:
    """Some actors, and all that count as somebody through one of them."""
    below: set[str] = set()
    found = set(ids)
    while found:
        below |= found
        rows = run(
            f"UNWIND $ids AS id MATCH (a:Elshi {{id: id}})<-[:{'|'.join(sorted(OWNING))}]-(b:Actor) "
            "RETURN DISTINCT b.id AS id",
            {"ids": sorted(found)},
        )
        found = {row["id"] for row in rows} - below
    return sorted(below)


# ------------------------------------------------------------------------- comparing, writing


@dataclass(frozen=True, slots=True)
class _Difference:
    fresh: list[Entry]
    gone: list[tuple[str, str]]


def _differences(run: Run, ties: Iterable[str]) -> Iterator[_Difference]:
    """What is to be written and removed so that the index of some ties is as the rules have it."""
    reader = _Reader(run)
    for some in batches(ties, TIES_AT_ONCE):
        there: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for tie, actor, held in reader._of(
            some, "(t:Elshi {id: id})<-[x:SIDE_IN]-(a:Elshi)", "t.id", "a.id", "properties(x)"
        ):
            there[tie, actor].append(_held(tie, actor, held))
        wanted = entries(reader.network(some))
        wrong = [place for place, held in there.items() if held != [wanted.get(place)]]
        fresh = [entry for place, entry in wanted.items() if place not in there]
        yield _Difference(fresh + [wanted[place] for place in wrong if place in wanted], wrong)


def _held(tie: str, actor: str, held: dict[str, Any]) -> Entry:
    roles, by, through = (tuple(held.get(name) or ()) for name in ("roles", "by", "through"))
    certainty, apart_ = (str(held.get(name) or "") for name in ("certainty", "apart"))
    return Entry(tie, actor, roles, by, through, bool(held.get("derived")), certainty, apart_)


def mend(run: Run, ties: Iterable[str]) -> None:
    """Make the index of some ties what the rules say."""
    for difference in _differences(run, ties):
        for gone in batches(difference.gone):
            run(
                "UNWIND $rows AS r MATCH (t:Elshi {id: r[0]})<-[x:SIDE_IN]-(a:Elshi {id: r[1]}) DELETE x",
                {"rows": [list(place) for place in gone]},
            )
        for fresh in batches(difference.fresh):
            run(
                "UNWIND $rows AS r MATCH (t:Elshi {id: r[0]}) MATCH (a:Elshi {id: r[1]}) CREATE "
                "(t)<-[:SIDE_IN {roles: r[2], by: r[3], through: r[4], derived: r[5], certainty: r[6], "
                "apart: r[7]}]-(a)",
                {"rows": [list(entry) for entry in fresh]},
            )


# ------------------------------------------------------------------------------ after a change


@dataclass(slots=True)
class Touched:
    """What a change to the graph touches: ties, actors that may count as somebody else, works by language."""

    ties: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)
    languages: bool = False

    @classmethod
    def by(cls, changes: Changes) -> Touched:
        """What some changes touch."""
        touched = cls()
        touched.note(changes)
        return touched

    def note(self, changes: Changes) -> None:
        """Add what some changes touch."""
        for node in changes.fresh:
            if "Tie" in node.labels:
                self.ties.add(node.id)
            self.languages |= node.id in _STATES_OF_LANGUAGES
        for node, before in changes.changed:
            if "Tie" in node.labels:
                self.ties.add(node.id)
            elif node.labels != before or "kind" in node.properties:
                self.actors.add(node.id)
        for relationships in (changes.fresh_relationships, changes.relationships, changes.gone_relationships):
            for relationship in relationships:
                if relationship.type in OWNING:
                    self.actors.add(relationship.start)
                elif relationship.type in _PLACING:
                    self.ties.add(relationship.start)
                elif relationship.busy == "start" and relationship.key == "":
                    self.ties.add(relationship.end)
        self.languages |= not _STATES_OF_LANGUAGES.isdisjoint(changes.gone)

    def affected(self, run: Run) -> list[str]:
        """The ids of all ties whose sides may be others now."""
        ids: set[str] = set(self.ties)
        for some in batches(_below(run, self.actors)):
            for matched in (
                "(a:Elshi {id: id})-[]->(t:Tie)",
                "(a:Elshi {id: id})<-[:HELD_IN|HONOURS]-(t:Tie)",
            ):
                rows = run(f"UNWIND $ids AS id MATCH {matched} RETURN DISTINCT t.id AS id", {"ids": some})
                ids.update(row["id"] for row in rows)
        if self.languages:
            ids.update(row["id"] for row in run("MATCH (t:Elshi:Work) RETURN t.id AS id"))
        return sorted(ids)


_STATES_OF_LANGUAGES = frozenset(STATE_OF_LANGUAGE.values())


def every_tie(run: Run) -> list[str]:
    """The ids of all ties."""
    return sorted(row["id"] for row in run("MATCH (t:Elshi:Tie) RETURN t.id AS id"))


@paused()
def rebuild(store: Store) -> None:
    """Make the whole index what the rules say; only what differs is written."""
    last = _last(store)
    if last is None:
        return
    ties = every_tie(store.read)

    def work(run: Run, ties: Sequence[str]) -> None:
        run("MATCH (l:ElshiLoad {id: $id}) SET l.sides = 0", {"id": last["id"]})  # one at a time
        mend(run, ties)

    for some in batches(ties, ONE_TRANSACTION):
        store.transaction(lambda run, some=some: work(run, some))  # type: ignore[misc]
    store.write("MATCH (l:ElshiLoad {id: $id}) SET l.sides = $sides", {"id": last["id"], "sides": VERSION})


def distrust(run: Run) -> None:
    """Have the index counted as incomplete until it is made anew, or a change that mends it is done."""
    run("MATCH (l:ElshiLoad) SET l.sides = 0")


def _last(store: Store) -> Row | None:
    """The last load, and whether any is at work."""
    rows = store.read(
        "MATCH (l:ElshiLoad) RETURN l.id AS id, coalesce(l.sides, 0) AS sides, "
        "coalesce(l.state = 'writing' AND timestamp() - l.beat < $silence, false) AS at_work "
        "ORDER BY l.sequence",
        {"silence": SILENCE},
    )
    return rows[-1] | {"at_work": any(row["at_work"] for row in rows)} if rows else None


def ensure(store: Store) -> None:
    """Make the index where it is missing or of other rules; cheap where it is there.

    Raises ``ElshiError`` where the database cannot be written.
    """
    last = _last(store)
    if last is None or last["sides"] == VERSION or last["at_work"]:
        return
    try:
        rebuild(store)
    except ElshiError as error:
        raise ElshiError(
            f"The graph lacks the index that questions follow, and it cannot be written here ({error}): "
            "'elshi doctor --repair' writes it where the database may be written."
        ) from error


def examined(store: Store) -> Row:
    """What the doctor says of the index: how much it holds, and whether that is what the rules give."""
    [held] = store.read("MATCH (:Elshi)-[x:SIDE_IN]->(:Elshi) RETURN count(x) AS many")
    differences = list(_differences(store.read, every_tie(store.read)))
    many = sum(len({(e.tie, e.actor) for e in d.fresh} | set(d.gone)) for d in differences)
    wrong = f"{many:,} differ from what the rules give; run 'elshi doctor --repair'" if many else ""
    return {"what": "sides of ties", "found": f"{held['many']:,}", "state": wrong or "good"}
