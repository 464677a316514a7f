"""Commands that write files: exports, maps, reports and the atlas.

Each is one public call of the packages; heavy imports happen inside the command that needs them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import rich_click as click

from elshi.graph import files
from elshi.graph.cli import output
from elshi.graph.cli.options import LANGUAGES, forced, opened
from elshi.graph.cli.view_options import view_options
from elshi.graph.errors import ElshiError
from elshi.graph.exports import FORMS
from elshi.graph.views.options import ViewOptions

COLOURINGS = ("kind", "field", "community", "region")


@click.command()
@click.argument("form", type=click.Choice(list(FORMS)))
@click.argument("file", type=click.Path(path_type=Path))
@view_options
@forced
def export(form: str, file: Path, options: ViewOptions | None, force: bool) -> None:
    """Write the whole graph to FILE for other tools, or, with view options, the network that they describe.

    Tables (csv, xlsx, parquet), graphs (jsonl, graphml, gexf, cypher, neo4j-import), places (geojson), linked
    data (jsonld), R (r) and the list of sources (bibtex, csl). For csv, parquet, neo4j-import and r,
    FILE is a folder. A view, such as --level countries, is written as graphml, gexf, jsonl or csv.
    FILE may be - for standard output. An earlier export is replaced; other files are refused without --force.
    """
    from elshi.graph.exports.write import check, write, write_view
    from elshi.graph.views.transforms import make
    from elshi.loaders import DATA_VERSION

    check(form, file, force=force)
    with opened(fill=True) as store:
        if options is None:
            nodes, links = write(store, form, file, data=DATA_VERSION, force=force)
            output.wrote(file, f"{nodes:,} nodes, {links:,} relationships")
        else:
            nodes, links = write_view(make(store, options), form, file, data=DATA_VERSION, force=force)
            output.wrote(file, f"{nodes:,} nodes, {links:,} links")


@click.command("map")
@click.argument("file", type=click.Path(path_type=Path))
@view_options
@click.option(
    "--colour",
    type=click.Choice(COLOURINGS),
    default="kind",
    show_default=True,
    help="What node colour shows.",
)
@click.option(
    "--size", default="degree", show_default=True, metavar="MEASURE", help="Measure that sets node size."
)
@click.option("--layout", type=click.Choice(["forces", "geo"]), default="forces", show_default=True,
              help="Place nodes by their ties (forces) or by their location on earth (geo).")  # fmt: skip
@click.option("--layout-from", type=click.Path(path_type=Path), metavar="FILE",
              help="Take positions from another map, or from a file saved from one, to compare the "
              "two.")  # fmt: skip
@click.option("--lang", type=LANGUAGES, default="en", show_default=True,
              help="Language of names and of the page.")  # fmt: skip
@click.option("--title", metavar="TEXT", help="Title of the page, in place of the usual one.")
@forced
def map_(
    file: Path,
    layout: str,
    layout_from: Path | None,
    options: ViewOptions | None,
    force: bool,
    **drawing: Any,
) -> None:
    """Draw the network as one HTML page that opens offline."""
    from elshi.graph.maps.draw import draw
    from elshi.graph.maps.positions import read
    from elshi.graph.views.transforms import make
    from elshi.loaders import DATA_VERSION

    files.check_output(file, force=force)
    places: Any = read(layout_from) if layout_from else layout
    with opened(fill=True) as store:
        view = make(store, options or ViewOptions(), relations=True)
    picture = draw(view, **drawing, places=places, data=DATA_VERSION)
    picture.save(file, force=force)
    output.wrote(file, f"{picture.actors:,} actors, {picture.edges:,} links")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@view_options
@click.option(
    "--measures", default="", metavar="NAMES", help="Measures to report, such as degree,katz, or all."
)
@click.option("--resamples", type=int, default=1000, show_default=True, help="Number of bootstrap resamples.")
@click.option("--missing", default=0.2, show_default=True, help="Share of ties that the sources may miss.")
@click.option(
    "--by",
    type=click.Choice(["tie", "section", "pair", "year"]),
    default="tie",
    show_default=True,
    help="Unit that is resampled.",
)
@click.option(
    "--seed", default=1, show_default=True, help="Random seed; the same seed gives the same report."
)
@click.option("--top", default=15, show_default=True, help="Number of actors that a table shows.")
@click.option("--periods", metavar="YEARS", help="Periods for the trends, such as 1991-1999,2000-2009.")
@click.option("--lang", type=LANGUAGES, default="en", show_default=True,
              help="Language of names and of the report.")  # fmt: skip
@forced
def report(file: Path, measures: str, options: ViewOptions | None, force: bool, **settings: Any) -> None:
    """Measure who is central and how certain that is; FILE ends in .html, .md, .csv, .json or .xlsx."""
    from elshi.graph.measures.centrality import known
    from elshi.graph.reports.report import ReportOptions, check, write
    from elshi.graph.views.transforms import make

    check(file, force=force)
    options = options or ViewOptions()
    if options.two_mode:
        raise ElshiError("A report has a two-mode section of its own: leave out --two-mode.")
    chosen = known(m.strip() for m in measures.split(",")) if measures else ()
    study = ReportOptions(measures=chosen, **settings).checked()
    with opened(fill=True) as store:
        write(make(store, options), file, study, force=force)
    output.wrote(file, "written")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("atlas"))
@click.option("--lang", type=LANGUAGES, default="en", show_default=True,
              help="Language of names and of the pages.")  # fmt: skip
@forced
def atlas(folder: Path, lang: str, force: bool) -> None:
    """Load the packaged tables, then write exports, maps, reports and an index page into FOLDER."""
    from elshi.graph.atlas.atlas import atlas as write
    from elshi.loaders import DATA_VERSION
    from elshi.loaders.load.load import build as load_packaged
    from elshi.loaders.load.load import build_reference

    with opened(profile="long") as store:
        output.outcome(load_packaged(store))
        output.outcome(build_reference(store))
        for line in write(store, folder, DATA_VERSION, lang, force=force):
            output.say(line)


COMMANDS = (export, map_, report, atlas)
"""In the order of the help page."""
