"""Maps: a view drawn as one HTML page that opens offline and can say where each line comes from.

The drawing stands on pyvis (its ``Network`` holds nodes, edges and options; its packaged vis-network
moves the picture). The page itself is ours, because pyvis asks two servers for files even when all
is in line, opens files without naming an encoding, and shakes until it finds its layout: here the
positions are computed beforehand (``graph.layout``). What a view leaves out is not on the map.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from importlib import resources
from math import sqrt
from pathlib import Path
from typing import Any

from markupsafe import Markup

from graph import layout, pages
from graph.pages import counted
from graph.views import Network, Passage, View

LOOKS = {
    "Country": ("circle", "#0b62a8", "Countries"),
    "Region": ("hexagon", "#3fa0dc", "Regions"),
    "City": ("diamond", "#d98e00", "Cities"),
    "Organisation": ("square", "#cf5200", "Organisations"),
    "University": ("pentagon", "#b0478c", "Universities"),
    "Person": ("triangle", "#00845f", "Persons"),
    "People": ("down", "#7a6200", "Peoples"),
    "Group": ("ring", "#70757d", "Groups"),
}
"""Shape, colour and plural of each label of actors: told apart without colour, and without shape."""

RELATIONS = {
    "MEMBER_OF": ("member of", "has as member"),
    "PART_OF": ("part of", "includes"),
    "LOCATED_IN": ("lies in", "is the place of"),
    "SEATED_IN": ("has its seat in", "is the seat of"),
    "BELONGS_TO": ("belongs to", "has"),
    "FOUNDED": ("founded", "founded by"),
    "LEADS": ("leads", "led by"),
    "REPRESENTS": ("represents", "represented by"),
    "SUCCEEDS": ("succeeds", "succeeded by"),
}
"""Standing facts in words, from their start and from their end."""

ROLES = {
    "SIGNED": "signed by", "HOSTED": "hosted by", "ORGANISED": "organised by",
    "PRESENTED": "presenting", "PERFORMED": "performed by", "JOINED": "joined by",
    "PARTNERED": "between", "LAUNCHED": "launched by", "CREATED": "created by",
    "TRANSLATED": "translated by", "PUBLISHED": "published by", "GAVE": "given by",
    "RECEIVED": "received by", "SENT": "sent by", "ADOPTED": "adopted by",
    "INVOLVED": "involving", "SUPPORTED": "supported by", "FUNDED": "funded by",
    "REPRESENTED": "represented by",
}  # fmt: skip
"""The parts that actors play in ties, in words."""

OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 0,
        "zoomSpeed": 0.7,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
    "edges": {"smooth": False, "arrows": {"to": {"enabled": False}}},
}
"""What vis-network is told: it moves and zooms, and computes nothing by itself."""


@dataclass(frozen=True, slots=True)
class Map:
    """A drawn view: ``html`` is the whole page, ``nodes`` and ``edges`` how much is on it."""

    html: str
    nodes: int
    edges: int
    title: str

    def save(self, path: str | Path) -> Path:
        """Write the page to a file; give its path."""
        file = Path(path)
        pages.save(self.html, file)
        return file

    def _repr_html_(self) -> str:
        return (
            f'<iframe srcdoc="{escape(self.html)}" title="{escape(self.title)}" '
            'sandbox="allow-scripts" style="width:100%;height:640px;border:0"></iframe>'
        )


def draw(view: View, *, title: str | None = None) -> Map:
    """Draw a view.

    Dots are actors, larger the more others they have a tie with; lines are ties, wider the more they
    weigh, dashed where every fact behind them is unsure. The page finds actors and ties by any of
    their writings, and shows names, dates, parties and citations of what is clicked.

    >>> from graph.views import Network, view
    >>> kz, tr = ({"name": n, "label": "Country"} for n in ("Kazakhstan", "Türkiye"))
    >>> network = Network({"KZ": kz, "TR": tr}, {}, (), (), {}, {})
    >>> draw(view(network)).nodes
    0
    """
    drawn = _Drawing(view)
    heading = title or _title(view)
    net = drawn.pyvis()
    page = pages.render(
        "map.html",
        title=heading,
        made=view.made,
        counts=drawn.counts(),
        empty=not net.nodes,
        labels=drawn.legend(),
        unsure=any(edge["dashes"] for edge in net.edges),
        style=pages.part("base.css") + pages.part("map.css"),
        library=_vis_network(),
        scripts=[pages.part(name) for name in ("words.js", "panel.js", "map.js")],
        data=pages.data(
            {
                "nodes": net.nodes,
                "edges": net.edges,
                "options": net.options,
                "actors": drawn.actors(),
                "ties": drawn.ties(),
                "sources": drawn.sources(),
                "looks": {label: shape for label, (shape, *_) in LOOKS.items()},
            }
        ),
    )
    return Map(page, len(net.nodes), len(net.edges), heading)


def _title(view: View) -> str:
    if view.ego is not None:
        return f"Around {view.network.actors[view.ego]['name']}"
    return "Countries and their ties" if view.level == "countries" else "Actors and their ties"


@cache
def _vis_network() -> Markup:
    """The vis-network that pyvis ships, without its pointer to a file that is not there."""
    file = resources.files("pyvis").joinpath("lib", "vis-9.1.2", "vis-network.min.js")
    script = file.read_text(encoding="utf-8").replace("//# sourceMappingURL", "// map was")
    return Markup(script)  # noqa: S704 - the library's own file


class _Drawing:
    """A view on its way to a page: each fact told once, in the shape that map.js reads."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.network: Network = view.network
        self.graph = view.graph
        self.standing = {p["id"]: (t, a, b, p) for t, a, b, p in view.network.standing}
        lines = {t for _, _, found in self.graph.edges(data="ties") for t in found}
        own = (t for t, actors in view.ties.items() if view.ego is None or view.ego in actors)
        self.shown = lines.union(own)
        self.parties: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for actor, role, tie, certainty in view.network.parts:
            if tie in self.shown:
                self.parties[tie].append((actor, role, certainty))
        self.order = {id_: at for at, id_ in enumerate(sorted(self.shown, key=self._when))}

    def _when(self, id_: str) -> tuple[bool, str, str, str, str]:
        first, last = self._bounds(id_)
        return first is None, str(first or ""), str(last or ""), self._name(id_), id_

    def _bounds(self, id_: str) -> tuple[date | None, date | None]:
        found = self.standing[id_][3] if id_ in self.standing else self.network.ties[id_]
        return (
            found.get("from") or found.get("earliest"),
            found.get("to") or found.get("latest"),
        )

    def _name(self, id_: str) -> str:
        if id_ in self.standing:
            type_, a, b, _ = self.standing[id_]
            words = RELATIONS.get(type_, (type_.lower(), ""))[0]
            return f"{self.network.actors[a]['name']} {words} {self.network.actors[b]['name']}"
        return str(self.network.ties[id_]["name"])

    def _unsure(self, id_: str) -> bool:
        found = self.standing[id_][3] if id_ in self.standing else self.network.ties[id_]
        return found.get("certainty") == "unsure"

    # ------------------------------------------------------------------------------ the picture

    def pyvis(self) -> Any:
        """The nodes, edges and options as pyvis holds them."""
        from pyvis.network import Network as Pyvis

        net = Pyvis(directed=True, cdn_resources="in_line")
        net.options = OPTIONS
        radii = {id_: round(5 + 3.2 * sqrt(d), 1) for id_, d in self.graph.degree()}
        placed = layout.positions(self.graph, radii)
        by_weight = sorted(self.graph, key=lambda id_: (-radii[id_], id_))
        for id_ in by_weight:
            node = self.graph.nodes[id_]
            x, y = placed[id_]
            net.add_node(
                id_, label=node["name"], x=x, y=y, size=radii[id_], shape="dot",
                group=node["label"], degree=self.graph.degree(id_),
                search=self.network.actors[id_].get("search", ""),
            )  # fmt: skip
        for a, b, edge in self.graph.edges(data=True):
            # add_edge searches its whole list each time: the same dicts, put there directly.
            net.edges.append(
                {
                    "from": a,
                    "to": b,
                    "value": round(edge["weight"], 3),
                    "dashes": all(self._doubted(t, a, b) for t in edge["ties"]),
                    "ties": self._sorted(edge["ties"]),
                }
            )
        return net

    def _doubted(self, tie: str, *actors: str) -> bool:
        """Whether a tie is unsure, or the part of one of these actors in it."""
        if self._unsure(tie):
            return True
        for actor in actors:
            parts = [certainty for a, _, certainty in self.parties[tie] if a == actor]
            if parts and all(certainty == "unsure" for certainty in parts):
                return True
        return False

    def _sorted(self, ties: Iterable[str]) -> list[str]:
        return sorted(set(ties), key=self.order.__getitem__)

    def legend(self) -> list[dict[str, Any]]:
        """The labels on the map, the most frequent first, with their number."""
        number: dict[str, int] = defaultdict(int)
        for _, label in self.graph.nodes(data="label"):
            number[label] += 1
        most = sorted(number, key=lambda label: (-number[label], label))
        return [{"label": x, "plural": LOOKS[x][2] if x in LOOKS else x, "count": number[x]} for x in most]

    def counts(self) -> str:
        """How much is on the map, in one line."""
        ties = [id_ for id_ in self.shown if id_ not in self.standing]
        found = [
            counted(len(self.graph), "actor"),
            counted(self.graph.number_of_edges(), "link"),
            counted(len(ties), "tie"),
        ]
        if standing := len(self.shown) - len(ties):
            found.append(counted(standing, "lasting relation"))
        if unsure := sum(self._unsure(id_) for id_ in self.shown):
            found.append(f"{unsure:,} of these unsure")
        return ", ".join([*found, counted(len(self.sources()), "source")])

    # ------------------------------------------------------------------------- what panels show

    def actors(self) -> dict[str, dict[str, Any]]:
        """What the panel of each actor shows."""
        ties: dict[str, set[str]] = defaultdict(set)
        for tie, actors in self.view.ties.items():
            for id_ in actors if tie in self.shown else ():
                ties[id_].add(tie)
        for a, b, found in self.graph.edges(data="ties"):
            for tie in found:
                if tie in self.standing:
                    ties[a].add(tie)
                    ties[b].add(tie)
        return {
            id_: _without_blanks(
                {
                    "names": _names(self.network.actors[id_]),
                    "kind": self.network.actors[id_].get("kind"),
                    "note": self.network.actors[id_].get("note"),
                    "ties": self._sorted(ties[id_]),
                    "cited": self._cited(id_),
                }
            )
            for id_ in self.graph
        }

    def ties(self) -> dict[str, dict[str, Any]]:
        """What is said of each tie and each standing fact."""
        return {id_: self._fact(id_) for id_ in sorted(self.shown, key=self.order.__getitem__)}

    def _fact(self, id_: str) -> dict[str, Any]:
        known = {"unsure": self._unsure(id_), "cited": self._cited(id_)}
        if id_ in self.standing:
            type_, a, b, p = self.standing[id_]
            there, back = RELATIONS.get(type_, (type_.lower(), type_.lower()))
            return _without_blanks(
                {
                    "standing": [self._party(a), there, self._party(b), back],
                    "as": p.get("office") or p.get("status"),
                    "date": p.get("during"),
                    "note": p.get("note"),
                    **known,
                }
            )
        tie = self.network.ties[id_]
        roles: dict[str, list[list[Any]]] = defaultdict(list)
        for actor, role, certainty in self.parties[id_]:
            unsure = certainty == "unsure"
            roles[ROLES.get(role, role.lower())].append(self._party(actor) + [unsure] * unsure)
        places = [self._party(p) for p in self.network.places.get(id_, ())]
        return _without_blanks(
            {
                "names": _names(tie),
                "label": tie["label"],
                "kind": tie.get("kind"),
                "fields": tie.get("fields"),
                "date": tie.get("date"),
                "note": tie.get("note"),
                "roles": roles,
                "places": [p for p in places if p],
                **known,
            }
        )

    def _party(self, actor: str) -> list[Any]:
        name = self.network.actors[actor]["name"] if actor in self.network.actors else actor
        return [actor, name]

    def _cited(self, id_: str) -> list[list[Any]]:
        """The sources of a fact in order, each with its sections."""
        if id_ not in self.network.passages:
            return [[source, []] for source in self.network.cited.get(id_, ())]
        found: dict[str, list[str]] = {}
        for passage in self.network.passages[id_]:
            sections = found.setdefault(passage.source, [])
            if (words := _section(passage)) and words not in sections:
                sections.append(words)
        return [[source, sections] for source, sections in found.items()]

    def sources(self) -> dict[str, str]:
        """The titles of the sources that the map cites."""
        cited = {source for id_ in (*self.shown, *self.graph) for source, _ in self._cited(id_)}
        return {id_: pages.source_name(self.network, id_) for id_ in sorted(cited)}


def _section(passage: Passage) -> str:
    """A passage's place in its source: section, the source's own reference, what it says else."""
    words = [passage.section, passage.via]
    if passage.says:
        words.append(f"which says “{passage.says}”")
    return " ".join(word for word in words if word)


def _names(properties: Mapping[str, Any]) -> list[list[str]]:
    """Every writing of a name with its language, the name itself first; each writing once."""
    found = {properties["name"]: "en"}
    for key in sorted(properties):
        if key.startswith("name_"):
            found.setdefault(properties[key], key.removeprefix("name_"))
    for key in ("title", "aliases", "former_names", "contested_names"):
        values = properties.get(key, ())
        for value in (values,) if isinstance(values, str) else values:
            found.setdefault(value, "")
    return [[name, language] for name, language in found.items()]


def _without_blanks(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value}
