"""The page on open data: what may be loaded, under which terms, and how it is to be cited.

``python -m elshi.loaders.opendata.terms`` prints ``docs/opendata.md``; a test fails when the page is stale.
"""

from __future__ import annotations

from importlib import import_module

from elshi.loaders.opendata import MODULES, described
from elshi.loaders.tables import networks

_INTRODUCTION = """# Open data

*This page is made from the loaders by `python -m elshi.loaders.opendata.terms`; do not edit it.*

`elshi load --kind KIND FILE…` reads a public data set as it is published. Its rows become ordinary records:
they are checked, compared and written whole or not at all, remembered with the load, and can be taken back.
Every fact cites the data set and its row. None of these data are shipped with the program.

What is not stated in a row stays empty. A row that says too little, or names a state that nobody is known
by, is left out, and the command lists it.
"""

_NETWORKS = """\
`--kind dl` reads `fullmatrix`, `lowerhalf`, `upperhalf`, `edgelist1` and `nodelist1`, with several relations
(`nm`) and labels listed or embedded; `--kind pajek` reads arcs, edges, their lists and matrices, with several
relations and networks. Both give the row of each link in its citation. A row with a number that is none, or
of a vertex that is not there, is named in a sentence, and then nothing is loaded."""


def page() -> str:
    """The page, as Markdown."""
    parts = [_INTRODUCTION, "| kind | data | licence |", "|---|---|---|"]
    parts += [f"| [`{data.kind}`](#{data.kind}) | {data.name} | {data.licence} |" for data in described()]
    for kind, module in MODULES.items():
        reader = import_module(f"elshi.loaders.opendata.{module}")
        data = reader.DATA
        about = (reader.__doc__ or "").strip()
        parts += [f"\n## {kind}\n", about, ""]
        parts += [f"- **Licence:** {data.licence}", f"- **To be cited as:** {data.citation}"]
        if data.url:
            parts.append(f"- **From:** <{data.url}>")
    parts += ["\n## Networks of other programs\n", (networks.__doc__ or "").strip(), ""]
    parts += [_NETWORKS]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    print(page(), end="")
