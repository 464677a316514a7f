"""The atlas: everything at once, in one folder that opens offline and can be given away.

The graph as JSON lines, maps of the whole and of some actors, reports for actors and for countries,
and an index page that leads to them. Files of the same names that Elshi made are replaced; others are left
alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from elshi.graph import html
from elshi.graph.atlas import gallery
from elshi.graph.atlas.measured import Reports
from elshi.graph.atlas.spoken import Spoken
from elshi.graph.errors import ElshiError
from elshi.graph.exports import write
from elshi.graph.i18n.pages import LANGUAGES, Sentence, number, words
from elshi.graph.i18n.pages import say as in_words
from elshi.graph.maps.assets import Assets
from elshi.graph.maps.draw import Map
from elshi.graph.maps.thumbnails import thumbnail
from elshi.graph.reports import report
from elshi.graph.reports.results import SourceReference
from elshi.graph.store.store import Store
from elshi.graph.text import counted
from elshi.graph.views.network import Network, network


def atlas(
    store: Store, folder: str | Path, data: str = "", lang: str = "en", *, force: bool = False
) -> Iterator[str]:
    """Write the atlas of a store into a folder; give a line for each file as it is written.

    ``data`` is the version of the data that the maps name, ``lang`` the language of names and pages.
    ``force`` replaces files of the same names that Elshi did not make.

    Raises ``ElshiError`` where the folder cannot be one, or for a language that there is not.
    """
    words(lang)
    place = Path(folder)
    if place.exists() and not place.is_dir():
        raise ElshiError(f"{place} is a file: a folder was expected.")
    place.mkdir(parents=True, exist_ok=True)
    read = network(store)
    owns = gallery.own_reports(read)
    reports = Reports(read, place, owns, lang, force=force)
    try:
        yield from _written(store, read, place, reports, data, lang, force=force)
    finally:
        reports.end()


def _written(
    store: Store, read: Network, place: Path, reports: Reports, data: str, lang: str, *, force: bool
) -> Iterator[str]:
    nodes, relationships = write.write(store, "jsonl", place / "graph.jsonl", force=force)
    yield f"{place / 'graph.jsonl'}: {nodes:,} nodes, {relationships:,} relationships"
    assets = Assets(read)
    say = Spoken(lang)
    shown: dict[str, list[dict[str, Any]]] = {}
    for entry, seen, picture in gallery.drawn(read, data, lang, reports.files, assets):
        picture.save(place / entry.file, force=force)
        shown.setdefault(entry.section, []).append(
            {
                "file": entry.file,
                "title": say.told(picture.titles.__getitem__),
                "says": say.told(partial(entry.says.told, actors=read.actors)),
                "counts": say.told(partial(card_counts, picture)),
                "small": thumbnail(seen, picture),
            }
        )
        drawn = f"{counted(picture.actors, 'actor')}, {counted(picture.edges, 'link')}"
        yield f"{place / entry.file}: {drawn}"
    shared = assets.save(place, force=force)
    yield f"{place / assets.folder}: {counted(len(shared), 'file')} that the maps share"
    yield from reports.write().values()
    owns = []
    for file, actor in reports.files.items():
        if actor:
            around = Sentence("title.around", actors={"name": actor})
            owns.append({"file": file, "title": say.told(partial(around.told, actors=read.actors))})
    html.save(_index(read, shown, owns, nodes, relationships, say), place / "index.html", force=force)
    yield f"{place / 'index.html'}: begin here"


def card_counts(picture: Map, lang: str) -> str:
    """What a card of the index counts of a map: what the map's own page counts."""
    numbers = {"actors": picture.actors, "links": picture.edges, "facts": picture.facts}
    return " · ".join(in_words(lang, f"count.{thing}", n=n) for thing, n in numbers.items())


def _index(
    read: Network,
    shown: Mapping[str, list[dict[str, Any]]],
    owns: list[dict[str, Any]],
    nodes: int,
    relationships: int,
    say: Spoken,
) -> str:
    return html.render(
        "atlas/index.html",
        lang=say.lang,
        languages=list(LANGUAGES.items()),
        say=say,
        texts=lambda: html.data(say.texts),
        script=html.part("atlas/index.js"),
        style=html.part("base.css") + html.part("atlas/index.css"),
        gallery=shown,
        nodes=nodes,
        relationships=relationships,
        actors=_counts(read.actors, say),
        ties=_counts(read.ties, say),
        sources=_studied(read),
        version=report.versions()["elshi"],
        owns=owns,
        empty=not read.actors,
    )


def _studied(read: Network) -> list[SourceReference]:
    """The sources that were studied, by title; public references are a layer of their own."""
    ids = (id_ for id_, source in read.sources.items() if source.get("kind") != "reference")
    return sorted((report.reference(read, id_) for id_ in ids), key=lambda source: source.name)


def _counts(things: Mapping[str, dict[str, Any]], say: Spoken) -> list[tuple[Markup, Markup]]:
    found = Counter(thing["label"] for thing in things.values())
    most = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [(say(f"labels.{label}"), say.told(partial(number, value=count))) for label, count in most]
