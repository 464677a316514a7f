"""Commands that write files: exports, maps, reports and the atlas.

Each is one public call of the packages; heavy imports happen inside the command that needs them.
"""

from __future__ import annotations

from pathlib import Path

import rich_click as click

from graph import output
from graph.commands.common import opened
from graph.exports import FORMS


@click.command()
@click.argument("form", type=click.Choice(list(FORMS)))
@click.argument("file", type=click.Path(path_type=Path))
def export(form: str, file: Path) -> None:
    """Write the whole graph to FILE for other tools.

    Tables (csv, xlsx, parquet), graphs (jsonl, graphml, gexf, cypher, neo4j-import), places (geojson), linked
    data (jsonld), R (r) and the library of sources (bibtex, csl). csv, parquet, neo4j-import and r make a
    new FOLDER.
    """
    from graph.export import write
    from loaders import DATA_VERSION

    with opened(fill=True) as store:
        counts = write(store, form, file, data=DATA_VERSION)
    output.say(f"{file}: {counts[0]:,} nodes, {counts[1]:,} relationships")


@click.command("map")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--around", metavar="NAME", help="Only what lies around this actor.")
@click.option("--hops", default=1, show_default=True, help="How far around it.")
@click.option("--countries", is_flag=True, help="Countries only, what is theirs rolled up.")
def map_(file: Path, around: str | None, hops: int, countries: bool) -> None:
    """Draw the network as one HTML page that opens offline."""
    from graph.maps import draw
    from graph.views import view

    with opened(fill=True) as store:
        picture = draw(view(store, around=around, hops=hops, countries=countries, standing=True))
    picture.save(file)
    output.say(f"{file}: {picture.nodes:,} actors, {picture.edges:,} links")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--countries", is_flag=True, help="Measure countries, what is theirs rolled up.")
@click.option("--resamples", default=200, show_default=True, help="How often ties are resampled.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same report.")
def report(file: Path, countries: bool, resamples: int, seed: int) -> None:
    """Measure who is central, how sure that is, and write it as HTML."""
    from graph.report import write
    from graph.views import view

    with opened(fill=True) as store:
        write(view(store, countries=countries), file, resamples=resamples, seed=seed)
    output.say(f"{file}: written")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("atlas"))
def atlas(folder: Path) -> None:
    """Everything at once: load, export, maps, report and an index page, into FOLDER."""
    from graph.atlas import atlas as write
    from loaders.load import build as load_packaged

    with opened(brief=False) as store:
        output.outcome(load_packaged(store))
        for line in write(store, folder):
            output.say(line)


COMMANDS = (export, map_, report, atlas)
"""In the order of the help page."""
