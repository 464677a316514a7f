"""Commands that write files: exports, maps, reports and the atlas.

Each is one public call of the packages; heavy imports happen inside the command that needs them.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from elshi.graph.cli import output
from elshi.graph.cli.options import opened
from elshi.graph.exports import FORMS

if TYPE_CHECKING:
    from elshi.graph.store.store import Store
    from elshi.graph.views.network import Level, View

COLOURINGS = ("kind", "field", "community", "region")
LANGUAGES = click.Choice(["en", "kk", "ru", "tr"])


@click.command()
@click.argument("form", type=click.Choice(list(FORMS)))
@click.argument("file", type=click.Path(path_type=Path))
def export(form: str, file: Path) -> None:
    """Write the whole graph to FILE for other tools.

    Tables (csv, xlsx, parquet), graphs (jsonl, graphml, gexf, cypher, neo4j-import), places (geojson), linked
    data (jsonld), R (r) and the library of sources (bibtex, csl). csv, parquet, neo4j-import and r make a
    new FOLDER.
    """
    from elshi.graph.exports.write import write
    from elshi.loaders import DATA_VERSION

    with opened(fill=True) as store:
        counts = write(store, form, file, data=DATA_VERSION)
    output.say(f"{file}: {counts[0]:,} nodes, {counts[1]:,} relationships")


@click.command("map")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--around", metavar="NAME", help="Only what lies around this actor.")
@click.option("--hops", default=1, show_default=True, help="How far around it.")
@click.option("--countries", is_flag=True, help="Countries only, what is theirs rolled up.")
@click.option("--level", type=click.Choice(["actors", "countries", "regions", "organisations"]),
              help="Who counts as an actor; organisations are linked by the members they share.")  # fmt: skip
@click.option("--two-mode", is_flag=True, help="Ties as marks of their own, linked to who took part.")
@click.option("--kinds", metavar="KIND,…", help="Only ties of these kinds or labels: agreement,Festival.")
@click.option("--fields", metavar="FIELD,…", help="Only ties in these fields: music,education.")
@click.option(
    "--group", metavar="NAME", help="Only members of this group: central-asia; or of 'Poland; Germany'."
)
@click.option("--from", "first", type=int, metavar="YEAR", help="Only ties of this year or later.")
@click.option("--to", "last", type=int, metavar="YEAR", help="Only ties of this year or earlier.")
@click.option("--without", multiple=True, metavar="NAME", help="Leave this actor out; may be repeated.")
@click.option("--min-weight", type=float, metavar="WEIGHT", help="Only links that weigh as much.")
@click.option("--backbone", type=click.Choice(["disparity", "validated"]), help="Only links that stand out.")
@click.option(
    "--colour", type=click.Choice(COLOURINGS), default="kind", show_default=True, help="Dots by what."
)
@click.option(
    "--size", default="degree", show_default=True, metavar="MEASURE", help="Larger dots by which measure."
)
@click.option("--layout", type=click.Choice(["forces", "geo"]), default="forces", show_default=True,
              help="By ties, or where actors are on earth.")  # fmt: skip
@click.option("--layout-from", type=click.Path(path_type=Path), metavar="FILE",
              help="The places of another map, or those saved from one, to compare with it.")  # fmt: skip
@click.option("--lang", type=LANGUAGES, default="en", show_default=True,
              help="The language of names and of the page.")  # fmt: skip
@click.option("--title", metavar="TEXT", help="The title, where the usual one will not do.")
def map_(file: Path, layout: str, layout_from: Path | None, **asked: Any) -> None:
    """Draw the network as one HTML page that opens offline."""
    from elshi.graph.maps.draw import draw
    from elshi.graph.maps.positions import read
    from elshi.loaders import DATA_VERSION

    places: Any = read(layout_from) if layout_from else layout
    how = {key: asked.pop(key) for key in ("title", "lang", "colour", "size")}
    with opened(fill=True) as store:
        seen = _seen(store, **asked)
    picture = draw(seen, **how, places=places, data=DATA_VERSION)
    picture.save(file)
    output.say(f"{file}: {picture.nodes:,} actors, {picture.edges:,} links")


def _seen(
    store: Store, *, two_mode: bool, min_weight: float | None, without: tuple[str, ...], **asked: Any
) -> View:
    """The view that the options of ``elshi map`` ask for.

    Memberships, seats and the like are drawn too where no choice among ties is made.
    """
    from elshi.graph.lookup import find
    from elshi.graph.views import transforms
    from elshi.graph.views.filters import Choice
    from elshi.graph.views.view import view

    kinds, fields = (
        tuple(v.strip() for v in (asked.pop(key) or "").split(",") if v.strip())
        for key in ("kinds", "fields")
    )
    choice = Choice(asked.pop("first"), asked.pop("last"), kinds, fields, asked.pop("group"))
    ids = [find.one(store, name, "Actor").id for name in without]
    every = choice == Choice() and not (two_mode or asked["backbone"])
    seen = view(store, **asked, without=ids, choice=choice, relations=every)
    if min_weight is not None:
        seen = transforms.at_least(seen, min_weight)
    return transforms.with_ties(seen) if two_mode else seen


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--level",
    type=click.Choice(["actors", "countries", "regions", "organisations"]),
    default="actors",
    show_default=True,
    help="Who counts as an actor.",
)
@click.option("--countries", is_flag=True, help="The same as --level countries.")
@click.option("--measures", default="", metavar="NAMES", help="Such as degree,katz; or all.")
@click.option("--from", "first", type=int, metavar="YEAR", help="Only ties of this year or later.")
@click.option("--to", "last", type=int, metavar="YEAR", help="Only ties of this year or earlier.")
@click.option("--kinds", multiple=True, metavar="KIND", help="Only ties of this kind; may be repeated.")
@click.option("--fields", multiple=True, metavar="FIELD", help="Only ties in this field; may be repeated.")
@click.option("--culture", type=click.Choice(["strict", "broad"]), help="Only cultural ties.")
@click.option("--group", metavar="NAME", help="Only members of this group, or of 'Poland; Germany'.")
@click.option("--around", metavar="NAME", help="Only what lies around this actor.")
@click.option("--hops", default=1, show_default=True, help="How far around it.")
@click.option("--without", multiple=True, metavar="NAME", help="Without this actor; may be repeated.")
@click.option("--certain-only", is_flag=True, help="Only what the sources state without doubt.")
@click.option("--directed", is_flag=True, help="Links run from who sends to who receives.")
@click.option("--backbone", type=click.Choice(["disparity", "validated"]), help="Only links that stand out.")
@click.option(
    "--weights",
    type=click.Choice(["newman", "count"]),
    default="newman",
    show_default=True,
    help="How a tie of many is weighed.",
)
@click.option("--resamples", default=1000, show_default=True, help="How often ties are drawn anew.")
@click.option("--missing", default=0.2, show_default=True, help="The share of ties the sources may miss.")
@click.option(
    "--by",
    type=click.Choice(["tie", "section", "pair", "year"]),
    default="tie",
    show_default=True,
    help="What is drawn together.",
)
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same report.")
@click.option("--top", default=15, show_default=True, help="How many actors a table shows.")
@click.option("--periods", metavar="YEARS", help="Such as 1991-1999,2000-2009, for the trends.")
@click.option("--lang", type=LANGUAGES, default="en", show_default=True)
def report(file: Path, level: Level, countries: bool, measures: str, **asked: Any) -> None:
    """Measure who is central and how sure that is; FILE ends in .html, .md, .csv, .json or .xlsx."""
    from elshi.graph.measures.centrality import USUAL, known
    from elshi.graph.reports.report import Options, write

    options = Options(
        measures=known(m.strip() for m in measures.split(",")) if measures else USUAL,
        **{k: asked.pop(k) for k in ("resamples", "seed", "missing", "by", "top", "lang", "periods")},
    ).checked()
    with opened(fill=True) as store:
        seen = _asked(store, "countries" if countries else level, asked)
        write(seen, file, options)
    output.say(f"{file}: written")


def _asked(store: Store, level: Level, asked: dict[str, Any]) -> View:
    """The view that the options of a report ask for."""
    from elshi.graph.lookup import find
    from elshi.graph.measures.multiplex import cultural
    from elshi.graph.views.filters import Choice
    from elshi.graph.views.view import view

    choice = Choice(
        asked["first"], asked["last"], asked["kinds"], asked["fields"], asked["group"], asked["certain_only"]
    )
    seen = view(
        store,
        level=level,
        choice=choice,
        without=[find.one(store, name, "Actor").id for name in asked["without"]],
        **{key: asked[key] for key in ("around", "hops", "directed", "backbone")},
        weighing=asked["weights"],
    )
    if asked["culture"]:
        seen = cultural(seen, strictly=asked["culture"] == "strict")
        seen = replace(seen, asked={**seen.asked, "culture": asked["culture"]})
    return seen


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("atlas"))
@click.option("--lang", type=LANGUAGES, default="en", show_default=True,
              help="The language of names and of the pages.")  # fmt: skip
def atlas(folder: Path, lang: str) -> None:
    """Everything at once: load, export, maps, report and an index page, into FOLDER."""
    from elshi.graph.atlas.atlas import atlas as write
    from elshi.loaders import DATA_VERSION
    from elshi.loaders.load.load import build as load_packaged

    with opened(brief=False) as store:
        output.outcome(load_packaged(store))
        for line in write(store, folder, DATA_VERSION, lang):
            output.say(line)


COMMANDS = (export, map_, report, atlas)
"""In the order of the help page."""
