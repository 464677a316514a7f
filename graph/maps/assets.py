"""Assets: what the maps of one atlas share, written once into a folder next to them.

Scripts, styles and the pages' words are the same for all maps; so is what is told of an actor or a fact,
whatever the view. A page then holds only what is its own, and names facts by their numbers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from markupsafe import Markup

from elshi.graph import html as pages
from elshi.graph.i18n.facts import named_network
from elshi.graph.i18n.pages import LANGUAGES, words
from elshi.graph.maps.payload import Facts, Part, told_of_actor, told_of_fact
from elshi.graph.views.network import Network

FOLDER = "assets"

_MADE = "/* Elshi's atlas: shared by its maps. */"
"""By which these files are known as made by Elshi (``elshi.graph.files.MADE``)."""

STYLES = ("page", "panel", "legend")
"""The styles of a map's page, in the order in which later rules win."""


class Assets:
    """The shared files of the maps of a network; ``folder`` is their place, seen from a page."""

    def __init__(self, network: Network, folder: str = FOLDER) -> None:
        self.network = network
        self.folder = folder
        self._relations = {p["id"]: (t, a, b, p) for t, a, b, p in network.relations}
        self.number = {id_: at for at, id_ in enumerate([*sorted(network.ties), *sorted(self._relations)])}
        """Id of a tie or a relation → its number on the pages."""
        self._facts: set[str] = set()
        self._actors: set[str] = set()

    def own(self, facts: Facts, nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> dict[str, Any]:
        """The data that are a page's own; what it tells besides is noted for the shared file."""
        actors = facts.actors()
        self._facts.update(facts.listed)
        self._actors.update(actors)
        at = {node["id"]: number for number, node in enumerate(nodes)}
        return {
            "apart": 1,
            "nodes": [{key: value for key, value in node.items() if key != "search"} for node in nodes],
            "edges": [
                [at[edge["from"]], at[edge["to"]], edge["ties"], edge.get("unsure", 0), *_derived(edge)]
                for edge in edges
            ],
            "actors": {
                id_: actor.get("ties", []) if "label" in actor else 0 for id_, actor in actors.items()
            },
            "ties": [[self.number[id_], facts.share(id_)] for id_ in facts.listed],
        }

    def save(self, place: Path, *, force: bool = False) -> list[Path]:
        """Write the shared files of the maps that were drawn; gives their paths."""
        folder = place / self.folder
        folder.mkdir(exist_ok=True)
        files = {
            "map.css": style(),
            "vis-network.js": library(),
            "map.js": pages.part("maps/page.js"),
            "facts.js": f"window.elshiFacts={pages.data(self._told())};\n",
        }
        for name, content in files.items():
            pages.save(f"{_MADE}\n{content}", folder / name, force=force)
        return [folder / name for name in files]

    def _told(self) -> dict[str, Any]:
        network = named_network(self.network, self._facts)
        parties: dict[str, list[Part]] = defaultdict(list)
        for actor, role, tie, certainty in self.network.parts:
            parties[tie].append((actor, role, certainty))
        return {
            "actors": {
                id_: told_of_actor(self.network, id_) | {"search": self.network.actors[id_].get("search", "")}
                for id_ in sorted(self._actors)
            },
            "ties": {
                self.number[id_]: {"id": id_}
                | told_of_fact(network, id_, self._relations.get(id_), parties[id_])
                for id_ in sorted(self._facts)
            },
            "words": spoken(),
        }


def _derived(edge: dict[str, Any]) -> list[int]:
    return [1] if edge.get("derived") else []


def style() -> Markup:
    """The style of a map's page."""
    return pages.part("base.css") + Markup("").join(pages.part(f"maps/{name}.css") for name in STYLES)


@cache
def library() -> Markup:
    """The vis-network that pyvis ships, without its pointer to a file that is not there."""
    file = resources.files("pyvis").joinpath("lib", "vis-9.1.2", "vis-network.min.js")
    script = re.sub(r"//# sourceMappingURL\S*", "", file.read_text(encoding="utf-8"))
    return Markup(script)  # noqa: S704 - the library's own file


def spoken() -> dict[str, dict[str, str]]:
    """What a map says in each language: all but the words of the atlas's index."""
    return {
        tag: {key: text for key, text in words(tag).items() if not key.startswith("atlas.")}
        for tag in LANGUAGES
    }
