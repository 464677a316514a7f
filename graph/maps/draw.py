"""Maps: a view drawn as one HTML page that opens offline and can say where each line comes from.

The drawing stands on pyvis (its ``Network`` holds nodes, edges and options; its packaged vis-network
moves the picture). The page itself is ours, because pyvis asks two servers for files even when all
is in line, opens files without naming an encoding, and shakes until it finds its layout: here the
positions are computed beforehand (``elshi.graph.maps.layout``, ``elshi.graph.maps.geo``). What a view
leaves out is not on the map.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from importlib.metadata import PackageNotFoundError, version
from math import sqrt
from pathlib import Path
from typing import Any, Literal

from elshi.graph import html as pages
from elshi.graph.errors import ElshiError
from elshi.graph.i18n.facts import named
from elshi.graph.i18n.pages import LANGUAGES, Sentence, say, words
from elshi.graph.maps import colours as colouring
from elshi.graph.maps import geo as geography
from elshi.graph.maps import layout
from elshi.graph.maps import positions as placing
from elshi.graph.maps.assets import Assets, library, spoken, style
from elshi.graph.maps.payload import Facts
from elshi.graph.maps.symbols import LOOKS
from elshi.graph.views.network import View, tie_ids, undirected

Colour = Literal["kind", "field", "community", "region"]
Positions = Mapping[str, tuple[float, float]]

MOST_ACTORS = 20_000
MOST_LINKS = 60_000
"""What a browser carries; beyond it a map is refused with a way to cut it down."""

OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": False, "selectable": True, "zoomSpeed": 0.7},
    "edges": {"smooth": False, "arrows": {"to": {"enabled": False}}},
}
"""What vis-network is told: it moves and zooms, and computes nothing by itself."""


@dataclass(frozen=True, slots=True)
class Map:
    """A drawn view: ``html`` is the whole page, ``nodes`` and ``edges`` how much is on it.

    Of the nodes ``actors`` are actors, the others ties; ``facts`` is how many ties and relations it tells.
    ``positions`` are where its dots stand, for a map that is to be compared with it; ``colours`` the
    numbers of their colours, where these tell something else than kinds; ``land`` the outline, as the
    ``d`` of a path, over which they stand on earth.
    """

    html: str
    nodes: int
    edges: int
    title: str
    actors: int = 0
    facts: int = 0
    positions: Positions = field(default_factory=dict)
    colours: Mapping[str, int] = field(default_factory=dict)
    land: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    """The title in each language of the pages."""

    def save(self, path: str | Path, *, force: bool = False) -> Path:
        """Write the page to a file; give its path. ``force`` replaces a file that Elshi did not make."""
        file = Path(path)
        pages.save(self.html, file, force=force)
        return file

    def _repr_html_(self) -> str:
        return (
            f'<iframe srcdoc="{escape(self.html)}" title="{escape(self.title)}" '
            'sandbox="allow-scripts allow-downloads allow-modals" '
            'style="width:100%;height:720px;border:0"></iframe>'
        )


def draw(
    view: View,
    *,
    title: str | Sentence | None = None,
    lang: str = "en",
    colour: Colour = "kind",
    size: str = "degree",
    places: Positions | Literal["forces", "geo"] = "forces",
    data: str = "",
    leads: Sequence[tuple[str, str]] = (),
    most_links: int = MOST_LINKS,
    assets: Assets | None = None,
) -> Map:
    """Draw a view.

    Dots are actors (and ties, where the view has both), by default larger the more others they have a
    tie with; ``size`` is another measure of ``elshi.graph.measures.centrality``. Lines are ties, wider the
    more they weigh, dashed where every fact behind them is unsure. ``colour`` is by kind of actor, by the
    field of most of its ties, by community or by the country whose it is. ``title``: a text, or a sentence
    of the wording that follows the page's language; ``lang`` is that of names and of the page's own words.
    ``places``: ``forces`` lets ties attract; ``geo`` puts actors where they are on earth; or the positions
    of another map (``Map.positions``, ``placing.read``), which it is then to be compared with. ``data`` is
    the version of the data that the page names; ``leads`` are the files beside the map that it leads to,
    each with the key of its name. A view of more than ``most_links`` is refused. ``assets``: what it
    shares with other maps, in files next to them; without it the page is one file.

    Raises ``ElshiError`` for more than a browser carries, or for a measure or language not there.

    >>> from elshi.graph.views.network import Network
    >>> from elshi.graph.views.view import view
    >>> kz, tr = ({"name": n, "label": "Country"} for n in ("Kazakhstan", "Türkiye"))
    >>> network = Network({"KZ": kz, "TR": tr}, {}, (), (), {}, {})
    >>> draw(view(network)).nodes
    0
    """
    check(view, most_links)
    view = named(view)
    said = words(lang)
    facts = Facts(view)
    radii = _radii(view, size)
    where, ground = _where(view, radii, places)
    net = _pyvis(view, facts, radii, where)
    colours = colouring.colours(view, colour)
    for node in net.nodes if colours.legend else ():
        node["colour"] = colours.of[node["id"]]
    heading = {tag: _heading(view, title, tag) for tag in LANGUAGES}
    line = _line(lang, facts, data, geo=bool(ground))
    page = pages.render(
        "maps/page.html",
        lang=lang, languages=list(LANGUAGES.items()), say=said, title=heading[lang], made=view.made,
        line=line, empty=not net.nodes, leads=leads,
        assets=assets.folder if assets else "", style=style(), library=library(),
        script=pages.part("maps/page.js"),
        data=pages.data(
            {
                "lang": lang, "title": heading, "ego": view.ego, "line": line,
                "made": view.made, "madeOf": _made(view, size),
                "options": net.options, "sources": facts.sources,
                **(assets.own(facts, net.nodes, net.edges) if assets else _whole(facts, net)),
                "looks": LOOKS, "colours": colours.legend, **_areas(colours), **_period(view),
                **ground,
            }
        ),
    )  # fmt: skip
    return Map(
        page,
        nodes=len(net.nodes),
        edges=len(net.edges),
        title=heading[lang],
        actors=sum("tie" not in node for node in net.nodes),
        facts=len(facts.listed),
        positions=where,
        colours=colours.of,
        land=ground.get("land", ""),
        titles=heading,
    )


def _whole(facts: Facts, net: Any) -> dict[str, Any]:
    """The data of a page that stands alone."""
    return {
        "words": spoken(),
        "nodes": net.nodes,
        "edges": net.edges,
        "actors": facts.actors(),
        "ties": facts.ties(),
    }


def _areas(colours: colouring.Colours) -> dict[str, Any]:
    """Whether areas of communities are drawn; where these are too weak for it, their modularity."""
    if colours.modularity is None:
        return {"areas": False}
    loose = colours.modularity < colouring.LOOSE
    return {"areas": not loose} | ({"loose": {"q": round(colours.modularity, 2)}} if loose else {})


def _period(view: View) -> dict[str, Any]:
    """The years that a view was made for, which are those of its slider."""
    first, last = view.options.first, view.options.last
    return {} if first is None and last is None else {"period": [first, last]}


def check(view: View, most_links: int = MOST_LINKS) -> None:
    """Refuse, with the number and a way out, what would freeze a browser."""
    actors, links = len(view.graph), view.graph.number_of_edges()
    if actors > MOST_ACTORS or links > most_links:
        raise ElshiError(
            f"The map would have {actors:,} actors and {links:,} links, where a browser carries "
            f"{MOST_ACTORS:,} and {most_links:,}: cut it down with --countries, --around, --from and --to, "
            "--min-weight or --backbone."
        )


def _radii(view: View, size: str) -> dict[str, float]:
    """The radius of each dot: by its degree, or by a measure as a share of the largest."""
    if size == "degree":
        return {id_: round(5 + 3.2 * sqrt(d), 1) for id_, d in view.graph.degree()}
    from elshi.graph.measures.centrality import MEASURES, measure

    if size not in MEASURES:
        raise ElshiError(f"'{size}' is not a measure; {', '.join(MEASURES)} are.")
    values = measure(view.graph, [size])[size]
    largest = max([*values.values(), 1e-12])
    most = 3.2 * sqrt(max([*dict(view.graph.degree()).values(), 1]))
    return {id_: round(5 + most * sqrt(max(0.0, values.get(id_, 0.0)) / largest), 1) for id_ in view.graph}


def _where(view: View, radii: Mapping[str, float], places: Any) -> tuple[Positions, dict[str, Any]]:
    """Where the dots stand; and what of the earth is drawn under them, where it is."""
    if places == "geo":
        placed = geography.positions(view, radii)
        return placed.points, {"land": geography.land(placed.degree), "nowhere": placed.nowhere}
    if places == "forces":
        return layout.positions(undirected(view.graph), radii), {}
    return placing.onto(undirected(view.graph), places), {}


def _pyvis(view: View, facts: Facts, radii: Mapping[str, float], where: Positions) -> Any:
    """The nodes, edges and options as pyvis holds them."""
    from pyvis.network import Network as Pyvis

    net = Pyvis(directed=True, cdn_resources="in_line")
    net.options = OPTIONS
    # add_node and add_edge search their whole lists each time: the same dicts, put there directly.
    for id_ in sorted(view.graph, key=lambda id_: (-radii[id_], id_)):
        x, y = where[id_]
        node = {"id": id_, "x": x, "y": y, "size": radii[id_], "group": view.graph.nodes[id_]["label"]}
        search = view.network.actors.get(id_, {}).get("search", "")
        net.nodes.append(node | ({"tie": id_} if id_ in view.network.ties else {"search": search}))
        net.node_ids.append(id_)
    for a, b, link in view.graph.edges(data=True):
        ties = tie_ids(link["ties"])
        edge = {"from": a, "to": b, "ties": facts.numbers(ties)}
        if link.get("derived"):
            edge["derived"] = True
        unsure = facts.numbers(tie for tie in ties if facts.doubted(tie, a, b))
        net.edges.append(edge | ({"unsure": unsure} if unsure else {}))
    return net


def _heading(view: View, title: str | Sentence | None, tag: str) -> str:
    """The title in a language: the given one, else what is drawn and which ties were chosen for it."""
    if isinstance(title, str):
        return title
    if title is not None:
        return title.told(tag, view.network.actors)
    heading = _title(view).told(tag, view.network.actors)
    chosen = _chosen(view, tag)
    return f"{heading}: {chosen}" if chosen else heading


def _chosen(view: View, tag: str) -> str:
    """The years, kinds and fields of the ties of a view, in words."""
    options, terms = view.options, words(tag)
    years = [str(year) if year else "" for year in (options.first, options.last)]
    if all(years):
        parts = [years[0] if years[0] == years[1] else "–".join(years)]
    else:
        sides = zip(("date.since", "date.until"), years, strict=True)
        parts = [say(tag, key, date=year) for key, year in sides if year]
    parts += [
        terms.get(f"labels.{kind}") or terms.get(f"kind.{kind}") or kind for kind in options.kinds or ()
    ]
    parts += [terms.get(f"field.{field}", field) for field in options.fields or ()]
    return ", ".join(part[:1].lower() + part[1:] for part in parts)


def _title(view: View) -> Sentence:
    if view.ego is not None:
        return Sentence("title.around", actors={"name": view.ego})
    two = any(id_ in view.network.ties for id_ in view.graph)
    return Sentence("title.two-mode" if two else f"title.{_level(view)}")


def _level(view: View) -> str:
    return view.level if f"title.{view.level}" in words("en") else "actors"


def _made(view: View, size: str) -> list[Any]:
    """How the view was made, as sentences of the wording, for pages in other languages."""
    two = any(id_ in view.network.ties for id_ in view.graph)
    told: list[Any] = [["made.two-mode" if two else f"made.{_level(view)}", {}]]
    if not two:
        told.append([f"made.{view.weighing}", {}])
    return [*told, ["made.size.degree", {}]] if size == "degree" else told


def _line(lang: str, facts: Facts, data: str, *, geo: bool) -> str:
    """What a saved picture says of its source: the program, the data's version, whom it rests on."""
    try:
        own = version("elshi")
    except PackageNotFoundError:
        own = "?"
    sources = "; ".join(facts.sources.values()) or "–"
    dated = say(lang, "line.data", data=data) if data else ""
    line = say(lang, "line", version=own, data=dated, sources=sources)
    return f"{line} {say(lang, 'line.geo')}" if geo else line
