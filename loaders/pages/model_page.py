"""What is generated from the record classes: the reference page, templates and JSON schemas.

``python -m elshi.loaders.pages.model_page`` prints ``docs/model.md``; a test fails if the page is stale.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from elshi.graph import spreadsheets
from elshi.graph.model.columns import CulturalField
from elshi.graph.model.records import NodeRecord, Record, Standing, literal_values
from elshi.graph.store.schema import NEO4J_SCHEMA, SCHEMA
from elshi.loaders import RECORDS

_INTRODUCTION = """# The model

*Generated from the record classes by `python -m elshi.loaders.pages.model_page`; do not edit.*

There are two families of nodes. An **actor** is a person, a body or a place. A **tie** is an event or
agreement between actors. Each record class is one kind: one table of the same name (`treaties.csv`), one
label and one section below. A **relation** connects two actors directly: a membership, a seat, an office.

- Tables are CSV in UTF-8 with one row of headings. Several values in a cell are separated by `;`.
- An actor in a cell is its id: `KZ`. `KZ?` marks the participation as doubtful. Details of an
  actor's role are in brackets: `KZ [ratified=1993-05]`.
- Dates are EDTF: `1992`, `1992-05`, `1992-05-01`, `199X`, `XXXX-04-12`, `1992?`; intervals
  `1995/1997`; still going on `1994/..`; end unknown `1994/`.
- Every tie and every relation cites a source: rows of `citations.csv`, or its own columns
  `source` and `section`.
- Every node also carries the label `Elshi`; all look-ups by id go through it.

Some properties are derived. `date` gives `earliest`, `latest` (days), `lasting` (an interval) and `year` (if
it is certain); `valid` gives `valid_from` and `valid_to`; `in_force` gives `force_from` and `force_to`;
`during` gives `from` and `to`. `date` and `during` also give `begun` and `until`: a fact falls certainly
between two days if it had begun by the second and lasted until the first. All names together give `search`,
with one folded form of each: `|turksoi|…|`.
"""


def page() -> str:
    """The reference page, as Markdown."""
    return "\n".join([_INTRODUCTION, *_overview(), *_sections(), *_schema()]) + "\n"


def _overview() -> Iterator[str]:
    yield "## All tables\n"
    yield "| table | becomes | contents |"
    yield "|---|---|---|"
    for table, record in RECORDS.items():
        about = (record.__doc__ or "").strip().splitlines()[0]
        yield f"| [`{table}.csv`](#{table}) | {_becomes(record)} | {about} |"
    fields = ", ".join(f"`{name}`" for name in literal_values(CulturalField))
    yield f"\n**Fields** (what a tie is about): {fields}.\n"


def _becomes(record: type[Record]) -> str:
    if issubclass(record, NodeRecord):
        return " ".join(f"`:{label}`" for label in (record.label, *record.parents))
    if issubclass(record, Standing):
        return f"`[:{record.type}]`"
    return {
        "citations": "`[:CITES]`",
        "names": "names of a node",
        "translations": "names and notes of a node",
        "coordinates": "where a place lies",
    }[record.table]


def _sections() -> Iterator[str]:
    for table, record in RECORDS.items():
        yield f"## {table}\n"
        yield f"{(record.__doc__ or '').strip()}\n"
        yield "| column | required | becomes | meaning |"
        yield "|---|---|---|---|"
        for name, info in record.columns().items():
            needed = "yes" if info.is_required() else ""
            yield f"| `{name}` | {needed} | {_column(record, name)} | {_about(record, name)} |"
        yield ""


def _about(record: type[Record], name: str) -> str:
    about = record.columns()[name].description or ""
    kinds = record.kinds() if name == "kind" else ()
    about = about.replace("|", "\\|")
    return " ".join(filter(None, [about, ", ".join(f"`{kind}`" for kind in kinds)]))


def _column(record: type[Record], name: str) -> str:
    column = record.related().get(name)
    if column is None:
        if issubclass(record, Standing) and name in record.ends:
            return "start" if name == record.ends[0] else "end"
        return "property"
    inside = f"[:{column.type}]"
    backwards = column.sort == "role" or column.reverse
    arrow = f"←{inside}— `{column.target}`" if backwards else f"—{inside}→ `{column.target}`"
    particulars = f" ({', '.join(column.particulars)})" if column.particulars else ""
    return arrow + particulars


def _schema() -> Iterator[str]:
    yield "## Constraints and indexes\n"
    yield "```cypher"
    yield from SCHEMA
    yield "// on Neo4j"
    yield from NEO4J_SCHEMA
    yield "```"


def template(record: type[Record]) -> str:
    """An empty table of a record class as CSV text: its headings.

    >>> template(RECORDS["memberships"]).split(",")[:3]
    ['id', 'during', 'certainty']
    """
    out = io.StringIO()
    spreadsheets.writer(out).writerow(record.columns())
    return out.getvalue()


def json_schema(record: type[Record]) -> dict[str, Any]:
    """The JSON schema of one row, with every column described.

    >>> json_schema(RECORDS["treaties"])["properties"]["kind"]["enum"][0]
    'treaty'
    """
    schema = record.model_json_schema()
    for described in schema.get("properties", {}).values():
        described.pop("column", None)
    return schema


if __name__ == "__main__":
    import sys

    sys.stdout.buffer.write(page().encode())
