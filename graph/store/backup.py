"""Backup and restore: everything that Elshi keeps in a database, loads included, in one file; and wipe.

The file is JSON Lines, compressed when its name ends in ``.gz``: a first line that says what it is,
the nodes, the relationships, and a last line with their numbers and a checksum. Both engines give
the same bytes for the same graph, and either restores what the other gave. Only what carries our
labels is read, written or removed; other people's nodes in the same database stay as they are.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any, cast

from elshi.graph import files
from elshi.graph.errors import ElshiError
from elshi.graph.store.store import Run, Store
from elshi.graph.store.writing import batches

FORMAT = 1
BOOKKEEPING = ("ElshiLoad", "ElshiRows")
"""The labels of what remembers the loads; they are in no export, only in backups."""

INDEX = "SIDE_IN"
"""The relationships of the index of sides (``elshi.graph.views.side_index``), which is made anew: no backup
has them, nor what the last load remembers of them."""

_LABEL = re.compile("[A-Z][A-Za-z]*")
_TYPE = re.compile("[A-Z][A-Z_]*")
_LONGEST_LINE = 50_000_000
"""Characters of a line of a backup; no node comes near it."""

_AT_ONCE = 20_000
"""Nodes or relationships that are removed in one transaction."""


@dataclass(frozen=True, slots=True)
class Contents:
    """How much a backup holds: nodes of the graph, relationships, and loads."""

    nodes: int
    relationships: int
    loads: int


# ---------------------------------------------------------------------------------- backup


def backup(store: Store, file: Path, *, force: bool = False) -> Contents:
    """Write everything into ``file``, which appears when it is complete; an earlier backup is replaced.

    ``force`` replaces a file that Elshi did not make.
    """
    counts: dict[str, int] = defaultdict(int)
    digest = hashlib.sha256()
    with files.output(file, force=force) as fresh, _writing(fresh, packed=file.suffix == ".gz") as out:
        for line in _lines(store):
            counts[line.get("of", "head")] += 1
            text = json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"
            digest.update(text.encode())
            out.write(text)
        tail = {
            "nodes": counts["node"] + counts["book"],
            "relationships": counts["relationship"],
            "sha256": digest.hexdigest(),
        }
        out.write(json.dumps(tail) + "\n")
    [loads] = store.read("MATCH (l:ElshiLoad) RETURN count(l) AS many")
    return Contents(counts["node"], counts["relationship"], loads["many"])


def _lines(store: Store) -> Iterator[dict[str, Any]]:
    yield {"elshi-backup": FORMAT, "elshi": version("elshi")}
    for label, of in (("Elshi", "node"), *((label, "book") for label in BOOKKEEPING)):
        statement = f"MATCH (n:{label}) RETURN labels(n) AS labels, properties(n) AS p ORDER BY n.id"
        for row in store.stream(statement):
            row["p"].pop("sides", None)
            yield {"of": of, "labels": sorted(row["labels"]), "p": _encoded(row["p"])}
    types = sorted(
        row["type"]
        for row in store.read("MATCH (:Elshi)-[r]->(:Elshi) RETURN DISTINCT type(r) AS type")
        if row["type"] != INDEX
    )
    for type_ in types:
        _checked(type_, _TYPE)
        rows = [
            {"of": "relationship", "type": type_, "s": row["s"], "e": row["e"], "p": _encoded(row["p"])}
            for row in store.stream(
                f"MATCH (s:Elshi)-[r:{type_}]->(e:Elshi) RETURN s.id AS s, e.id AS e, properties(r) AS p"
            )
        ]
        yield from sorted(rows, key=lambda r: (r["s"], r["e"], json.dumps(r["p"], sort_keys=True)))


def _encoded(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Dates, which JSON does not have, as ``{"date": "1992-05-01"}``."""
    return {
        name: {"date": value.isoformat()} if isinstance(value, date) else value
        for name, value in sorted(properties.items())
        if value is not None
    }


def _decoded(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: date.fromisoformat(value["date"]) if isinstance(value, dict) else value
        for name, value in properties.items()
    }


# --------------------------------------------------------------------------------- restore


def restore(store: Store, file: Path) -> Contents:
    """Put back what ``backup`` wrote, as one transaction, into a database that holds no graph of ours.

    Raises ``ElshiError`` with one sentence when the file is no backup, is cut off or was changed, or
    when a graph is there already; then nothing has been written.
    """
    if store.read("MATCH (n) WHERE n:Elshi OR n:ElshiLoad RETURN 1 AS one LIMIT 1"):
        raise ElshiError("The database already holds a graph of Elshi; 'elshi wipe' removes it.")
    held = _verified(file)
    store.prepare()
    store.transaction(lambda run: _restore(run, _parsed(file)))
    return held


def _verified(file: Path) -> Contents:
    """Read the whole file and compare it with its last line, before anything is written."""
    counts: dict[str, int] = defaultdict(int)
    digest, last, loads = hashlib.sha256(), "", 0
    with _reading(file) as lines:
        for number, text in enumerate(_bounded(lines), 1):
            if number == 1 and not text.startswith(f'{{"elshi-backup":{FORMAT},'):
                raise ElshiError(f"{file} is no backup of Elshi that this version can read.")
            if last:
                digest.update(last.encode())
                counts[_of(last)] += 1
                loads += '"labels":["ElshiLoad"]' in last[:60]
            last = text
    tail = {
        "nodes": counts["node"] + counts["book"],
        "relationships": counts["relationship"],
        "sha256": digest.hexdigest(),
    }
    try:
        if json.loads(last) != tail:
            raise ValueError
    except ValueError:
        raise ElshiError(
            f"{file} is incomplete: it was truncated or changed. Nothing was restored."
        ) from None
    return Contents(counts["node"], counts["relationship"], loads)


def _of(text: str) -> str:
    return text[7 : text.index('"', 7)] if text.startswith('{"of":"') else ""


def _parsed(file: Path) -> Iterator[dict[str, Any]]:
    with _reading(file) as lines:
        for text in _bounded(lines):
            line = json.loads(text)
            if "of" in line:
                yield line


def _restore(run: Run, lines: Iterable[dict[str, Any]]) -> None:
    for batch in batches(lines):
        nodes: dict[str, list[dict[str, Any]]] = defaultdict(list)
        relationships: dict[tuple[str, tuple[str, ...]], list[dict[str, Any]]] = defaultdict(list)
        for line in batch:
            properties = _decoded(line["p"])
            if line["of"] == "relationship":
                shape = (_checked(line["type"], _TYPE), tuple(properties))
                relationships[shape].append({"s": line["s"], "e": line["e"], "p": properties})
            else:
                nodes[":".join(_checked(label, _LABEL) for label in line["labels"])].append(properties)
        for labels, rows in nodes.items():
            run(f"UNWIND $rows AS r CREATE (n:{labels}) SET n = r", {"rows": rows})
        for (type_, _), rows in relationships.items():
            run(
                "UNWIND $rows AS r MATCH (s:Elshi {id: r.s}) MATCH (e:Elshi {id: r.e}) "
                f"CREATE (s)-[x:{type_}]->(e) SET x = r.p",
                {"rows": rows},
            )


def _checked(name: str, shape: re.Pattern[str]) -> str:
    """A label or type that stands in a statement: letters only, whatever a file says."""
    if not shape.fullmatch(name):
        raise ElshiError(f"'{name}' is no label or type of the model.")
    return name


# ----------------------------------------------------------------------------------- files


@contextmanager
def _writing(file: Path, *, packed: bool) -> Iterator[IO[str]]:
    """Text into a file, packed without a time or a name, so that the same text gives the same bytes."""
    if not packed:
        with open(file, "w", encoding="utf-8", newline="\n") as out:
            yield out
        return
    with (
        open(file, "wb") as raw,
        gzip.GzipFile("", "wb", 6, raw, mtime=0) as zipped,
        io.TextIOWrapper(cast(IO[bytes], zipped), encoding="utf-8", newline="\n") as out,
    ):
        yield out


def _bounded(lines: IO[str]) -> Iterator[str]:
    """The lines of a file, of which one that has no end is cut into several that are none of ours."""
    return iter(lambda: lines.readline(_LONGEST_LINE), "")


@contextmanager
def _reading(file: Path) -> Iterator[IO[str]]:
    try:
        with open(file, "rb") as probe:
            packed = probe.read(2) == b"\x1f\x8b"
        if packed:
            with gzip.open(file, "rt", encoding="utf-8") as unpacked:
                yield cast(IO[str], unpacked)
        else:
            with open(file, encoding="utf-8") as lines:
                yield lines
    except (EOFError, gzip.BadGzipFile, UnicodeDecodeError) as error:
        raise ElshiError(
            f"{file} is incomplete: it was truncated or changed. Nothing was restored."
        ) from error
    except OSError as error:
        raise ElshiError(f"{file} cannot be read: {error.strerror or error}.") from error


# ------------------------------------------------------------------------------------ wipe


@dataclass(frozen=True, slots=True)
class Holding:
    """What a wipe would remove; ``foreign`` counts other people's relationships that end at our nodes."""

    nodes: int
    relationships: int
    loads: int
    foreign: int


def holding(store: Store) -> Holding:
    """What of ours is in the database."""

    def count(statement: str) -> int:
        return int(store.read(f"{statement} AS many")[0]["many"])

    return Holding(
        nodes=count("MATCH (n:Elshi) RETURN count(n)"),
        relationships=count(f"MATCH (:Elshi)-[r]->(:Elshi) WHERE type(r) <> '{INDEX}' RETURN count(r)"),
        loads=count("MATCH (l:ElshiLoad) RETURN count(l)"),
        foreign=count("MATCH (:Elshi)-[r]-(other) WHERE NOT other:Elshi RETURN count(r)"),
    )


def wipe(store: Store) -> Holding:
    """Remove every node of ours, what remembers the loads, and our constraints; nothing else.

    Other people's relationships that end at our nodes go with them. What remembers the loads goes
    first, so that an interrupted wipe leaves a graph that the next wipe or load finishes.
    """
    held = holding(store)
    for label in (*reversed(BOOKKEEPING), "Elshi"):
        for found, gone in (
            (f"(:{label})-[r]->()", "r"),
            (f"(:{label})<-[r]-()", "r"),
            (f"(n:{label})", "n"),
        ):
            # Relationships apart from nodes: a country has more of them than one transaction can hold.
            statement = f"MATCH {found} WITH {gone} LIMIT {_AT_ONCE} DELETE {gone} RETURN count(*) AS many"
            while store.write(statement)[0]["many"]:
                pass
    store.forget_schema()
    return held
