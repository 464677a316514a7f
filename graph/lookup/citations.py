"""Passages: the citations of a fact, with their words from the reader's own copy.

The graph holds the position of a passage, never the passage. If a copy has a different hash, the passage is
looked for by its anchor, a few words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from elshi.graph.errors import ElshiError
from elshi.graph.lookup import find
from elshi.graph.lookup.copies import copy_of
from elshi.graph.store.results import Row
from elshi.graph.store.store import Store


@dataclass(frozen=True, slots=True)
class Passage:
    """One citation: its position and, if the text was available, its words."""

    fact: str
    source: str
    title: str
    section: str
    start: int
    end: int
    via: str
    says: str
    certainty: str
    words: str = ""
    note: str = ""
    page: int | None = None
    """The printed page, estimated (:func:`page_of`)."""

    def as_dict(self) -> dict[str, Any]:
        """The same as plain values."""
        return asdict(self)

    def heading(self) -> str:
        """The citation in one line, like a footnote."""
        parts = [self.title, f"section {self.section}" if self.section else ""]
        parts.append(f"characters {self.start:,}-{self.end:,}" if self.start >= 0 else "")
        parts.append(f"after {self.via}" if self.via else "")
        parts.append(f"says: {self.says}" if self.says else "")
        parts.append("unsure" if self.certainty == "unsure" else "")
        return ", ".join(part for part in parts if part)


def citations(store: Store, name: str, texts: Path | None = None) -> list[Passage]:
    """The citations of a fact, in the order of source and text; ``texts`` is a folder of copies.

    ``name`` is an id (of a tie, an actor or a relation), or a name in any script.
    """
    if texts is not None and not texts.is_dir():
        raise ElshiError(f"There is no folder {texts} with the texts of the sources.")
    rows = _standing(store, name)
    if not rows:
        node = find.one(store, name)
        rows = store.read(
            "MATCH (n:Elshi {id: $id})-[c:CITES]->(s) RETURN n.id AS fact, s.id AS source, "
            "c.section AS section, c.start AS start, c.end AS end, c.via AS via, c.says AS says, "
            "c.certainty AS certainty, c.anchor AS anchor ORDER BY source, start",
            {"id": node.id},
        )
        if not rows:
            raise ElshiError(f"{node.name} ({node.id}) has no citation of its own.")
    sources = source_properties(store)
    return [_passage(row, sources[row["source"]], texts) for row in rows]


def source_properties(store: Store) -> dict[str, dict[str, Any]]:
    """Every source: its id → its properties."""
    rows = store.read("MATCH (s:Elshi:Source) RETURN s.id AS id, properties(s) AS p ORDER BY id")
    return {row["id"]: row["p"] for row in rows}


def passages_of(store: Store, facts: Iterable[str]) -> dict[str, list[Passage]]:
    """The passages of several facts (ids of ties, actors or relations), without their words."""
    ids = sorted(set(facts))
    rows = store.read(
        "MATCH (n:Elshi)-[c:CITES]->(s) WHERE n.id IN $ids RETURN n.id AS fact, s.id AS source, "
        "c.section AS section, c.start AS start, c.end AS end, c.via AS via, c.says AS says, "
        "c.certainty AS certainty ORDER BY fact, source, start",
        {"ids": ids},
    )
    for row in store.read(
        "MATCH (:Elshi)-[r]->(:Elshi) WHERE r.id IN $ids RETURN properties(r) AS p", {"ids": ids}
    ):
        rows += _listed(row["p"])
    sources = source_properties(store)
    passages: dict[str, list[Passage]] = {}
    for row in rows:
        passages.setdefault(row["fact"], []).append(_passage(row, sources[row["source"]], None))
    return passages


def name_of_fact(store: Store, id_: str) -> str:
    """The name of a tie or actor; for a relation the names of both ends."""
    rows = store.read("MATCH (n:Elshi {id: $id}) RETURN n.name AS name", {"id": id_})
    rows = rows or store.read(
        "MATCH (a:Elshi)-[r]->(b:Elshi) WHERE r.id = $id RETURN a.name + ' – ' + b.name AS name", {"id": id_}
    )
    return str(rows[0]["name"]) if rows else id_


_PAGES = re.compile(r"(\d+)\s*[-–—]+\s*(\d+)")


def page_of(source: Mapping[str, Any], start: int) -> int | None:
    """The printed page on which a passage begins, estimated; None where nothing tells.

    The page is as far into the pages of the source as the passage is into its text, as if every page had as
    many characters. The pages are those it is printed on (``pages``), else as many as it has (``extent``).

    >>> page_of({"pages": "803-814", "characters": 12000}, 6500)
    809
    >>> page_of({"extent": 152, "characters": 304000}, 2000)
    2
    """
    characters = source.get("characters")
    printed = _PAGES.search(str(source.get("pages") or ""))
    first, last = (int(printed[1]), int(printed[2])) if printed else (1, int(source.get("extent") or 0))
    if not characters or start < 0 or start > characters or last < first:
        return None
    return min(last, first + start * (last - first + 1) // int(characters))


def _standing(store: Store, id_: str) -> list[Row]:
    """The citations that a relation carries as lists."""
    rows = store.read("MATCH (:Elshi)-[r]->(:Elshi) WHERE r.id = $id RETURN properties(r) AS p", {"id": id_})
    return _listed(rows[0]["p"]) if rows else []


def _listed(p: Mapping[str, Any]) -> list[Row]:
    """The citations in the lists of a relation."""
    lists = [p.get(key, []) for key in ("sources", "sections", "starts", "ends", "vias", "says")]
    return [
        {"fact": p["id"], "source": source, "section": section, "start": start, "end": end,
         "via": via, "says": says, "certainty": p["certainty"], "anchor": ""}
        for source, section, start, end, via, says in zip(*lists, strict=True)
    ]  # fmt: skip


def _passage(row: Row, source: dict[str, Any], texts: Path | None) -> Passage:
    words, note = _words(row, source, texts) if texts is not None else ("", "")
    start = -1 if row["start"] is None else row["start"]
    return Passage(
        fact=row["fact"],
        source=row["source"],
        title=source["name"],
        section=row["section"] or "",
        start=start,
        end=start if row["end"] is None else row["end"],
        via=row["via"] or "",
        says=row["says"] or "",
        certainty=row["certainty"] or "stated",
        words=words,
        note=note,
        page=page_of(source, start),
    )


def _words(row: Row, source: dict[str, Any], folder: Path) -> tuple[str, str]:
    """The passage's words and a remark, from the reader's copy of the source."""
    copy = copy_of(source, folder)
    if copy is None:
        return "", f"no text {source.get('file') or source['id']} in {folder}"
    if row["start"] is None or row["start"] < 0:
        return "", "the citation gives no character positions"
    span = copy.span(row["start"], row["end"], row["anchor"] or "")
    if span is None:
        return "", f"{copy.name} is not the edition that was read, and the passage is not in it"
    words = copy.text[slice(*span)]
    return (
        words,
        ""
        if copy.exact
        else f"{copy.name} is another edition; the passage was found there by its first words",
    )
