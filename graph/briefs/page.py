"""A brief as a page that opens offline, as Markdown with footnotes, and as a PDF printed from the page."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path

from markupsafe import escape

from elshi.graph import files, html
from elshi.graph.briefs.contents import Brief
from elshi.graph.errors import ElshiError
from elshi.graph.footnotes.styles import Runs

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
"""Commands of browsers that can print a page."""

PATIENCE = 120
"""Seconds that printing may take."""


def page(made: Brief) -> str:
    """The brief as one HTML page; every name is escaped."""
    numbers = count(1)
    return html.render(
        "briefs/brief.html",
        style=html.part("base.css") + html.part("briefs/brief.css"),
        b=made,
        sections=[
            (section, [(s, next(numbers) if s.note else None) for s in section.statements])
            for section in made.sections
        ],
    )


def markdown(made: Brief) -> str:
    """The brief as Markdown, with footnotes as Pandoc, GitHub and Obsidian read them."""
    lines = [f"# {_inert(made.title)}", "", *(f"{_inert(s)}\n" for s in made.summary)]
    numbers = count(1)
    for section in made.sections:
        lines += [f"## {_inert(section.title)}", "", *(f"{_inert(s)}\n" for s in section.sentences)]
        for statement in section.statements:
            when = f"**{_inert(statement.when)}** · " if statement.when else ""
            more = f" ({_inert(statement.more)})" if statement.more else ""
            mark = f"[^{next(numbers)}]" if statement.note else ""
            lines.append(f"- {when}{_inert(statement.what)}{more}{mark}")
        lines.append("")
    lines += [f"## {_inert(made.sources_title)}", ""] if made.references else []
    for reference in made.references:
        remark = f" ({_inert(reference.remark)})" if reference.remark else ""
        lines.append(f"- {_marked(reference.runs)}{remark}")
    lines += ["", _inert(made.how), ""]
    lines += [f"[^{number}]: {_marked(note)}" for number, note in enumerate(made.notes, 1)]
    lines += ["", "<!-- Elshi -->"]
    return "\n".join(lines) + "\n"


def printed(made: Brief, fresh: Path, path: Path) -> None:
    """Print the page with an installed Chromium into a fresh file, for the path that an error names.

    A comment after the end of the PDF says that Elshi made it. ``ElshiError`` where no Chromium is.
    """
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise ElshiError(
            f"{path} needs Chromium or Chrome to print, and none is installed: write .docx or .html instead."
        )
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "brief.html", Path(folder) / "brief.pdf"
        source.write_text(page(made), encoding="utf-8")
        words = [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri(),
        ]  # fmt: skip
        try:
            subprocess.run(words, capture_output=True, timeout=PATIENCE, check=False)
        except subprocess.TimeoutExpired as error:
            raise ElshiError(f"{path} was not printed: {browser} did not end in {PATIENCE} s.") from error
        if not target.is_file():
            raise ElshiError(f"{path} was not printed: {browser} wrote no file.")
        fresh.write_bytes(target.read_bytes() + files.PDF_END)


def _marked(runs: Runs) -> str:
    return "".join(f"*{_inert(run.text)}*" if run.italic else _inert(run.text) for run in runs)


def _inert(text: str) -> str:
    """Text in which nothing is taken for Markdown or HTML; addresses stay as they are."""
    if text.startswith(("https://", "http://")):
        return text
    escaped = re.sub(r"([\\`*_\[\]#|])", r"\\\1", " ".join(text.split()) if text.strip() else text)
    lead = text[: len(text) - len(text.lstrip())] if text.strip() else ""
    tail = text[len(text.rstrip()) :] if text.strip() else ""
    return lead + escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + tail


def framed(made: Brief) -> str:
    """The page in a frame of a notebook, where no script of it runs."""
    return (
        f'<iframe srcdoc="{escape(page(made))}" title="{escape(made.title)}" sandbox="" '
        'style="width:100%;height:720px;border:0"></iframe>'
    )
