"""Draw rows at random with their passages, for review: ``python -m tests.draw SEED --texts DIR``."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from elshi.graph.model.records import Record, Standing, Tie
from elshi.loaders.corpus import packaged
from elshi.loaders.curation.desk import Desk
from elshi.loaders.curation.evidence import Text, texts
from elshi.loaders.kinds.citations import Citation
from elshi.loaders.tables.rows import read

ROWS = 20


def drawn(desk: Desk, seed: int, many: int = ROWS) -> list[Record]:
    """Facts with a citation, drawn at random; the same seed and tables give the same."""
    ids = sorted(id_ for id_ in desk.citations if desk.record(id_) is not None)
    chosen = random.Random(seed).sample(ids, min(many, len(ids)))  # noqa: S311 - no secret is drawn
    return [record for id_ in chosen if (record := desk.record(id_))]


def told(desk: Desk, record: Record, read_: dict[str, Text]) -> Iterator[str]:
    """A fact and its passages as lines of text."""
    kind = getattr(record, "kind", None) or (record.type if isinstance(record, Standing) else "")
    when = (
        getattr(record, "date", None) or getattr(record, "during", None) or getattr(record, "founded", None)
    )
    yield f"{record.subject}  ·  {record.table} {kind}".rstrip() + f"  ·  {when or 'undated'}"
    yield f"  name: {getattr(record, 'name', '')}"
    yield from (f"  {column}: {names}" for column, names in _parts(desk, record))
    for column in ("valid", "in_force", "title", "number", "certainty", "note"):
        if value := getattr(record, column, None):
            yield f"  {column}: {value}"
    for row in desk.citations[record.subject]:
        if isinstance(citation := row.record, Citation):
            yield from _passage(citation, read_)


def _parts(desk: Desk, record: Record) -> Iterator[tuple[str, str]]:
    columns = [(c, [str(v) for v in getattr(record, c)]) for c in record.related()]
    if isinstance(record, Standing):
        columns = [(c, [getattr(record, c)]) for c in record.ends]
    for column, values in columns:
        if values:
            yield column, "; ".join(f"{v} ({_name(desk, v)})" for v in values)


def _name(desk: Desk, value: str) -> str:
    return getattr(desk.record(value.split(" [")[0].rstrip("?")), "name", "?")


def _passage(citation: Citation, read_: dict[str, Text]) -> Iterator[str]:
    where = f"{citation.source}, section {citation.section}, {citation.start}-{citation.end}"
    yield f"  > {where}" + (f", says: {citation.says}" if citation.says else "")
    if citation.source in read_:
        yield "    " + " ".join(read_[citation.source].words[citation.start : citation.end].split())
    else:
        yield "    (no text of this source in the folder)"


def main() -> None:
    """Print the rows of a seed."""
    parser = argparse.ArgumentParser(description="Draw rows at random with their passages, for review.")
    parser.add_argument("seed", type=int)
    parser.add_argument("--texts", type=Path, required=True, help="the folder with the texts of the sources")
    parser.add_argument("--rows", type=int, default=ROWS)
    asked = parser.parse_args()
    desk = Desk(row for path in packaged() for row in read(path).rows)
    found = texts(desk, asked.texts)
    facts = drawn(desk, asked.seed, asked.rows)
    ties = sum(isinstance(fact, Tie) for fact in facts)
    print(f"Seed {asked.seed}: {len(facts)} facts, {ties} of them ties.\n")
    for number, fact in enumerate(facts, 1):
        print(f"{number}.", "\n".join(told(desk, fact, found)), "\n")


if __name__ == "__main__":
    main()
