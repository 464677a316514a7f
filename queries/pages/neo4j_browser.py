"""Files for Neo4j Browser: a saved style, and the catalogue as favourites.

Browser 5 reads three things that are dropped into its window: a ``.grass`` file (its style), a
``.cypher`` file (one favourite) and a ``.zip`` of ``.cypher`` files (a favourite for each, in a folder
named after theirs); and a server may name a command that runs when Browser has connected. Nothing here
connects to Browser: ``python -m elshi.queries.pages.neo4j_browser`` writes the files into ``docs/neo4j/``.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from elshi.graph.maps.symbols import ACTORS, PALETTE
from elshi.graph.store.literals import literal
from elshi.graph.store.store import Store, connect
from elshi.queries.answers import bound
from elshi.queries.catalogue import Question, catalogue

FOLDER = "Elshi"
"""The folder of the favourites in Browser's drawer."""

_INK, _PAPER = "#1b2230", "#ffffff"

TIES = {
    "Tie": "#e9ecf1",
    "Treaty": "#cfe2f6",
    "Event": "#fbdcc8",
    "Festival": "#f7c9a8",
    "Series": "#fdeccb",
    "Partnership": "#efd3e5",
    "Programme": "#cdeadf",
    "Work": "#e6dfb8",
    "Honour": "#fff3b0",
    "Exchange": "#d9d2f0",
    "DiplomaticTie": "#c9e8f2",
    "Law": "#d8dde3",
    "Incident": "#f5c6c6",
}
"""Colours of ties: tints, where actors have the full colours of the maps.

Actors and ties differ in lightness, which everyone can see; the kinds of ties are too many to be
distinguished by colour alone, so they differ in hue as far as possible and in their names.
"""

SOURCE = "#3a3f47"


def style() -> dict[str, dict[str, str]]:
    """The style as Browser keeps it: selector → properties; a later selector wins over an earlier one.

    Every node is captioned by its name; actors are larger than ties.
    """
    rules = {
        "node": _node("#8a8f98", 50) | {"caption": "<id>"},
        "relationship": {
            "color": "#9aa1ab",
            "shaft-width": "1px",
            "font-size": "8px",
            "padding": "3px",
            "text-color-external": _INK,
            "text-color-internal": _PAPER,
            "caption": "<type>",
        },
        "node.Elshi": _node("#8a8f98", 50) | {"caption": "{name}"},
        "node.Actor": _node("#8a8f98", 65),
    }
    rules |= {f"node.{label}": _node(PALETTE[look.colour], 65) for label, look in ACTORS.items()}
    rules |= {f"node.{label}": _node(colour, 50) for label, colour in TIES.items()}
    return rules | {"node.Source": _node(SOURCE, 50)}


def _node(colour: str, size: int) -> dict[str, str]:
    return {
        "color": colour,
        "border-color": _darker(colour),
        "border-width": "2px",
        "diameter": f"{size}px",
        "font-size": "10px",
        "text-color-internal": max(_PAPER, _INK, key=lambda ink: contrast(ink, colour)),
    }


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _darker(colour: str) -> str:
    return "#" + "".join(f"{channel * 7 // 10:02x}" for channel in _channels(colour))


def contrast(colour: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, after WCAG 2.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    light, dark = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in
              (channel / 255 for channel in _channels(colour))]  # fmt: skip
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def grass() -> str:
    """The style as a ``.grass`` file."""
    return "\n".join(
        "\n".join(
            (f"{selector} {{", *(f"  {name}: {_said(name, v)};" for name, v in properties.items()), "}\n")
        )
        for selector, properties in style().items()
    )


def _said(name: str, value: str) -> str:
    return f'"{value}"' if name == "caption" else value


def settings() -> str:
    """The server's setting that gives every Browser the style when it connects, as an ``env_file``."""
    content = json.dumps(style(), separators=(",", ":"))
    return f"NEO4J_browser_post__connect__cmd=style {content}\n"


def favourites(store: Store) -> bytes:
    """The questions of the catalogue, each with its example, as a ``.zip`` for Browser.

    ``store`` holds the packaged tables, in which the examples' names are looked up. The same catalogue
    gives the same bytes.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as file:
        for name, asked in catalogue().items():
            values = bound(store, asked, asked.example()).values
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}.cypher", (1980, 1, 1, 0, 0, 0))
            file.writestr(entry, favourite(asked, values))
    return packed.getvalue()


def favourite(entry: Question, values: Mapping[str, Any]) -> str:
    """One question as Browser runs it: its title, its parameters one by one, its query."""
    lines = [f"// {entry.title}", f"// {entry.question}"]
    lines += [f"//   {p.name}: {p.about}" for p in entry.parameters]
    lines += [f":param {name} => {literal(value)};" for name, value in values.items()]
    return "\n".join([*lines, entry.cypher]) + "\n"


def main(folder: Path) -> None:
    """Write the files, with the packaged tables loaded into a temporary engine."""
    import tempfile

    from elshi.loaders.load.load import build

    with tempfile.TemporaryDirectory() as place, connect(place) as store:
        build(store)
        (folder / "favourites.zip").write_bytes(favourites(store))
    (folder / "elshi.grass").write_text(grass(), encoding="utf-8")
    (folder / "browser.env").write_text(settings(), encoding="utf-8")


if __name__ == "__main__":
    main(Path("docs/neo4j"))
