"""The command that writes a brief: a pair of actors, or one, as a document with footnotes."""

from __future__ import annotations

from pathlib import Path

import rich_click as click

from elshi.graph import files
from elshi.graph.cli import output
from elshi.graph.cli.options import forced, opened
from elshi.graph.cli.style_options import style_options
from elshi.graph.cli.view_options import view_options
from elshi.graph.errors import ElshiError
from elshi.graph.views.options import ViewOptions


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME [NAME]")
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), required=True, metavar="FILE",
              help="The file to write; it ends in .docx, .html, .md or .pdf.")  # fmt: skip
@style_options
@forced
@view_options
def brief(
    names: tuple[str, ...], file: Path, style: str, lang: str, force: bool, options: ViewOptions | None
) -> None:
    """Write what the sources tell of two actors, or of one, with a footnote for every statement.

    Chronology, treaties in force, people, institutions, programmes, gaps and disagreements, a chart, a map.
    NAMEs are names in any script, or ids. Of the view options, those that choose facts apply: --from, --to,
    --kinds, --fields, --culture, --certain-only, --stated-only, --incidents, --no-reference.
    """
    from elshi.graph.briefs.brief import brief as made
    from elshi.graph.briefs.brief import save
    from elshi.graph.briefs.options import BriefOptions, ending
    from elshi.loaders import DATA_VERSION

    if len(names) > 2:
        raise ElshiError(f"{len(names)} names were given: one actor or two were expected.")
    ending(file)
    files.check_output(file, force=force)
    chosen = BriefOptions(style=style, lang=lang, view=options or ViewOptions())
    with opened(fill=True) as store:
        written = made(store, names, chosen, DATA_VERSION)
    save(written, file, force=force)
    output.wrote(file, f"{len(written.notes):,} footnotes, {len(written.references):,} sources")


COMMANDS = (brief,)
"""In the order of the help page."""
