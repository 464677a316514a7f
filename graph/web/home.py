"""Home and search: one field over all names, facets, what the graph holds, and three ways into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Any, NamedTuple

from starlette.responses import Response

from elshi.graph.web import names, tables
from elshi.graph.web.facets import Facets, by_year, counted, facets, is_tie, when
from elshi.graph.web.page import Page
from elshi.graph.web.snapshot import Snapshot

A_PAGE = 25

FACETS = ("kind", "field", "country", "group", "source", "certainty")

COLUMNS = ("id", "label", "kind", "name", "date", "ties", "sources")


class Story(NamedTuple):
    """A way into the graph: what it tells, and where it leads."""

    key: str
    actors: tuple[str, ...]
    values: dict[str, Any]
    path: str
    parameters: dict[str, Any]


def home(page: Page) -> Response:
    """The first page."""
    snapshot = page.snapshot
    network = snapshot.network
    cited = Counter(source for sources in network.cited.values() for source in sources)
    studied = [id_ for id_, source in network.sources.items() if source.get("kind") != "reference"]
    return page.render(
        "home.html",
        bare_header=True,
        ties=Counter(node["label"] for node in network.ties.values()).most_common(),
        actors=Counter(node["label"] for node in network.actors.values()).most_common(),
        passages=sum(map(len, snapshot.cited.values())),
        sources=[(id_, cited[id_]) for id_ in sorted(studied, key=lambda id_: (-cited[id_], id_))],
        references=len(network.sources) - len(studied),
        stories=stories(snapshot),
    )


# ----------------------------------------------------------------------------------- stories


def stories(snapshot: Snapshot) -> list[Story]:
    """Three ways in, of what this graph tells most about."""
    if (held := snapshot.later.get("stories")) is None:
        told = (_pair(snapshot), _brokers(snapshot), _organisation(snapshot))
        held = snapshot.later["stories"] = [story for story in told if story is not None]
    return held


def _pair(snapshot: Snapshot) -> Story | None:
    """The two states that most treaties bind, and the year in which most of these were signed."""
    pairs: Counter[tuple[str, str]] = Counter()
    known = facets(snapshot)
    treaties = [id_ for id_, node in snapshot.network.ties.items() if node["label"] == "Treaty"]
    for id_ in treaties:
        pairs.update(combinations(sorted(known[id_].countries), 2))
    if not pairs:
        return None
    [((a, b), number)] = pairs.most_common(1)
    first = max((a, b), key=lambda id_: len(snapshot.sides[id_]))
    other = b if first == a else a
    parameters = {"with": other, "kind": "Treaty"}
    return Story("story.pair", (first, other), {"n": number}, f"/actor/{first}", parameters)


def _brokers(snapshot: Snapshot) -> Story | None:
    """Who stands between the two groups of the studied sources that share no member and have most ties."""
    cited = {
        group: sum(len(snapshot.sides.get(id_, ())) for id_ in members)
        for group, (_, members) in snapshot.network.groups.items()
        if members and snapshot.groups[group].get("layer") != "reference"
    }
    apart = [
        (a, b)
        for a, b in combinations(sorted(cited, key=lambda group: (-cited[group], group)), 2)
        if set(snapshot.network.groups[a][1]).isdisjoint(snapshot.network.groups[b][1])
    ]
    if not apart:
        return None
    a, b = apart[0]
    return Story("story.brokers", (a, b), {}, "/ask/brokers-between", {"a": a, "b": b})


def _organisation(snapshot: Snapshot) -> Story | None:
    """The intergovernmental body with most ties, and its busiest year."""
    actors = snapshot.network.actors
    bodies = [id_ for id_, node in actors.items() if node.get("kind") == "intergovernmental"]
    busy = sorted(bodies, key=lambda id_: (-len(snapshot.sides.get(id_, ())), id_))
    if not busy or not snapshot.sides.get(busy[0]):
        return None
    years = by_year(snapshot.network.ties[side.tie] for side in snapshot.sides[busy[0]])
    sure = {year: counts[0] for year, counts in years.items() if counts[0]}
    if not sure:
        return None
    year = max(sure, key=lambda year: (sure[year], year))
    parameters = {"from": year, "to": year}
    return Story(
        "story.body", (busy[0],), {"n": sure[year], "year": str(year)}, f"/actor/{busy[0]}", parameters
    )


# ------------------------------------------------------------------------------------ search


def search(page: Page) -> Response:
    """The nodes that a name and the facets choose."""
    form = page.request.path_params.get("form", "")
    snapshot = page.snapshot
    written, number = page.text("q"), page.whole("page", 1, 100_000, 1) or 1
    first, last = page.whole("from", 1, 9999), page.whole("to", 1, 9999)
    chosen = {name: set(page.several(name)) for name in FACETS}
    if chosen["group"]:
        groups = snapshot.network.groups
        chosen["group"] = {id_ for one in chosen["group"] for id_ in groups.get(one, ("", ()))[1]} or {""}
    found = names.search(snapshot, page.explorer.store, written) if written else _everything(snapshot)
    known = facets(snapshot)
    ids = [id_ for id_ in found if known[id_].fits(chosen) and _in_years(snapshot, id_, first, last)]
    if form in tables.FORMS:
        return tables.answer(form, [_row(page, id_, known[id_]) for id_ in ids], COLUMNS, "search")
    shown = ids[(number - 1) * A_PAGE : number * A_PAGE]
    return page.render(
        "search.html",
        q=written,
        rows=[_row(page, id_, known[id_]) for id_ in shown],
        total=len(ids),
        number=number,
        pages=-(-len(ids) // A_PAGE),
        choices={name: _choices(page, ids, name) for name in FACETS},
        first=first,
        last=last,
    )


def _everything(snapshot: Snapshot) -> Sequence[str]:
    """Every node, those with most ties first."""
    weights = names.index(snapshot).weights
    return sorted(weights, key=lambda id_: (-weights[id_], id_))


def _in_years(snapshot: Snapshot, id_: str, first: int | None, last: int | None) -> bool:
    if first is None and last is None:
        return True
    tie = snapshot.network.ties.get(id_)
    return tie is not None and when(tie, first, last) in ("certainly", "possibly")


def _row(page: Page, id_: str, known: Facets) -> dict[str, Any]:
    node = page.snapshot.node(id_) or {}
    return {
        "id": id_,
        "label": known.label,
        "kind": known.kind,
        "name": page.name(id_),
        "date": node.get("date") or "",
        "ties": None if is_tie(known.label) else len(page.snapshot.sides.get(id_, ())),
        "sources": sorted(known.sources),
    }


def _choices(page: Page, ids: Sequence[str], name: str) -> list[tuple[str, str, int]]:
    """The values of a facet among the nodes, each with its name and how many have it, the most first."""
    snapshot = page.snapshot
    if name == "group":
        known = facets(snapshot)
        counts = Counter(
            {
                group: sum(not known[id_].actors.isdisjoint(members) for id_ in ids)
                for group, (_, members) in snapshot.network.groups.items()
                if members
            }
        )
    else:
        counts = counted(snapshot, ids, name)
    for value in page.several(name):
        counts.setdefault(value, 0)
    words = {"kind": "label", "field": "field", "certainty": "certainty"}
    say = (lambda value: page.t(f"{words[name]}.{value}")) if name in words else page.name
    return [(value, say(value), n) for value, n in counts.most_common() if value]


def complete(page: Page) -> Response:
    """Names that continue what is being typed, as JSON for the script of the search field."""
    from elshi.queries.arguments import NAMED

    sort = page.text("type")
    snapshot = page.snapshot
    wanted = _labels(NAMED.get(sort, "Group" if sort == "group" else ""))
    matches = names.index(snapshot).find(page.text("q"), wanted, names.FEW)
    entries = []
    for match in matches:
        node = snapshot.node(match.id) or {}
        about = page.t(f"label.{node['label']}")
        if node["label"] not in ("Source", "Group"):
            about += f" · {page.date(node['date'])}" if node.get("date") else ""
        entries.append(
            {"id": match.id, "name": page.name(match.id), "about": about, "href": page.to(match.id)}
        )
    return tables.as_json(entries)


def _labels(label: str) -> frozenset[str]:
    """The labels of nodes that a type of parameter may name; empty for any."""
    actors = {"Country", "Region", "City", "Organisation", "University", "Person", "People"}
    if label == "Actor":
        return frozenset(actors)
    if label == "Group":
        return frozenset({"Group", *actors})
    if label == "Organisation":
        return frozenset({"Organisation", "University"})
    if label == "Tie":
        from elshi.graph.model.vocabulary import TIES

        return TIES
    return frozenset({label}) if label else frozenset()
