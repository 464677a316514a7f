"""Briefs: a pair of actors, or one, as the sources tell of them, with a footnote for every statement.

``brief(store, ["Kazakhstan", "Turkey"])`` gathers; ``save`` writes it as a Word document with real footnotes,
a page that opens offline, Markdown, or a PDF printed from the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from elshi.graph import files
from elshi.graph.briefs import sections
from elshi.graph.briefs.contents import Brief, Reference
from elshi.graph.briefs.figures import figures
from elshi.graph.briefs.gaps import gaps
from elshi.graph.briefs.material import Material, gathered
from elshi.graph.briefs.options import BriefOptions, ending
from elshi.graph.errors import ElshiError
from elshi.graph.lookup.source_summary import missing
from elshi.graph.store.store import Store


def brief(store: Store, names: Sequence[str], options: BriefOptions | None = None, data: str = "") -> Brief:
    """The brief of two actors, or of one; names in any script. ``data`` is the version of the data.

    Raises ``ElshiError`` for no name or more than two, and for an unknown name.
    """
    if not 1 <= len(names) <= 2:
        raise ElshiError(f"{len(names)} names were given: one actor or two were expected.")
    options = options or BriefOptions()
    material = gathered(store, names, options)
    words = material.words
    shown = dict(zip("ab", map(material.name, material.about), strict=False))
    parts = [
        sections.chronology(material),
        sections.undated(material),
        sections.treaties(material),
        sections.relations(material),
        sections.people(material),
        sections.institutions(material),
        sections.programmes(material),
        gaps(material),
    ]
    return Brief(
        lang=options.lang,
        title=words("brief.pair" if len(names) > 1 else "brief.one", **shown),
        summary=sections.summary(material),
        figures=figures(material),
        sections=tuple(part for part in parts if part.sentences or part.statements),
        references=_references(material),
        how=words("brief.how", data=data or "–", options=_options(material)),
        notes_title=words("brief.footnotes"),
        sources_title=words("brief.sources"),
    )


def save(made: Brief, path: Path, *, force: bool = False) -> None:
    """Write a brief to a file, in the form of its ending; ``force`` replaces what Elshi did not make, too.

    Raises ``ElshiError`` for another ending, for a file that may not be replaced, and for a PDF where no
    Chromium is installed.
    """
    form = ending(path)
    with files.output(path, force=force) as fresh:
        if form == ".docx":
            from elshi.graph.briefs.word import write

            write(made, fresh)
            return
        from elshi.graph.briefs.page import markdown, page, printed

        if form == ".pdf":
            printed(made, fresh, path)
        else:
            text = markdown(made) if form == ".md" else page(made)
            fresh.write_text(text, encoding="utf-8", errors="replace", newline="\n")


def _references(material: Material) -> tuple[Reference, ...]:
    """Every source that a footnote cites, with what its text does not state."""
    found = []
    for source in sorted(material.notes.printed, key=lambda s: str(material.notes.sources[s]["name"])):
        absent = [material.words(f"brief.column.{c}") for c in missing(material.notes.sources[source])]
        remark = material.words("brief.missing", missing=", ".join(absent)) if absent else ""
        found.append(Reference(material.notes.reference(source), remark))
    return tuple(found)


def _options(material: Material) -> str:
    words: list[Any] = material.options.view.words()
    return " ".join(map(str, words)) or material.words("brief.usual")
