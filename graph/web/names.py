"""Names as readers type them: completion while typing, and the search over all names.

Every name of every node stands in one sorted list by the beginnings of its words, in the folded form in which
scripts and spellings are alike. A whole question is also read by the authority file, as names in tables are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from elshi.graph.lookup.authority import Authority
from elshi.graph.names.folding import fold
from elshi.graph.web.snapshot import Snapshot
from elshi.store import Store

FEW = 10
"""Names that completion offers."""

MANY = 20_000
"""Matches that are ranked; a beginning of one letter has more."""


class Match(NamedTuple):
    """A node whose name matches; the smaller ``fit``, the better: whole name, its beginning, a word in it."""

    fit: int
    id: str


@dataclass
class Names:
    """The names of a snapshot."""

    starts: list[tuple[str, str, bool]] = field(default_factory=list)
    """Folded rest of a name from a word on, the node, and whether that word begins the name; sorted."""
    weights: dict[str, int] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def find(self, written: str, labels: Collection[str] = (), most: int = MANY) -> list[Match]:
        """The nodes of whose names a word begins with what is written, the best first."""
        wanted = fold(written)
        found: dict[str, int] = {}
        if wanted:
            at = bisect_left(self.starts, (wanted, "", False))
            for rest, id_, begins in self.starts[at : at + MANY]:
                if not rest.startswith(wanted):
                    break
                if labels and self.labels[id_] not in labels:
                    continue
                fit = 0 if begins and rest == wanted else 1 if begins else 2
                found[id_] = min(fit, found.get(id_, 9))
        ranked = sorted(found, key=lambda id_: (found[id_], -self.weights.get(id_, 0), id_))
        return [Match(found[id_], id_) for id_ in ranked[:most]]


def _writings(snapshot: Snapshot) -> Iterator[tuple[str, Mapping[str, Any]]]:
    network = snapshot.network
    for nodes in (network.actors, network.ties, snapshot.groups):
        yield from nodes.items()
    for id_, source in network.sources.items():
        yield id_, {**source, "label": "Source"}


def index(snapshot: Snapshot) -> Names:
    """The names of a snapshot, put in order once."""
    if isinstance(held := snapshot.later.get("names"), Names):
        return held
    names = Names()
    for id_, node in _writings(snapshot):
        names.labels[id_] = node["label"]
        names.weights[id_] = len(snapshot.sides.get(id_, ())) or len(snapshot.cited.get(id_, ()))
        for form in filter(None, str(node.get("search", "")).split("|")):
            words = form.split(" ")
            names.starts += [(" ".join(words[at:]), id_, at == 0) for at in range(len(words))]
    names.starts.sort()
    snapshot.later["names"] = names
    return names


def authority(snapshot: Snapshot, store: Store) -> Authority:
    """Who is who in a snapshot, read once."""
    if (held := snapshot.later.get("authority")) is None:
        held = snapshot.later["authority"] = Authority.of(store)
    return held


def search(snapshot: Snapshot, store: Store, written: str) -> list[str]:
    """The ids of nodes that a question names: who it surely is first, then all whose names have its words.

    What is written in several words is looked for as it stands, then word by word.
    """
    found: dict[str, None] = {}
    reading = authority(snapshot, store).read(written)
    if reading.verdict == "sure" and reading.id:
        found[reading.id] = None
    names = index(snapshot)
    if written in names.labels:
        found[written] = None
    found |= dict.fromkeys(match.id for match in names.find(written))
    words = fold(written).split(" ")
    if len(words) > 1:
        sets = [{match.id for match in names.find(word)} for word in words]
        both = set.intersection(*sets)
        found |= dict.fromkeys(sorted(both, key=lambda id_: (-names.weights.get(id_, 0), id_)))
    if not found:
        found |= dict.fromkeys(candidate.id for candidate in reading.candidates if candidate.id)
    return [id_ for id_ in found if id_ in names.labels]
