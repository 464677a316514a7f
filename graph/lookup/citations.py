"""Passages: the citations of a fact, with their words from the reader's own copy.

The graph holds the position of a passage, never the passage. If a copy has a different hash, the passage is
looked for by its anchor, a few words.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from elshi.graph.errors import ElshiError
from elshi.graph.lookup import find
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
    sources = {
        row["id"]: row["p"]
        for row in store.read("MATCH (s:Elshi:Source) RETURN s.id AS id, properties(s) AS p")
    }
    return [_passage(row, sources[row["source"]], texts) for row in rows]


def _standing(store: Store, id_: str) -> list[Row]:
    """The citations that a relation carries as lists."""
    rows = store.read("MATCH (:Elshi)-[r]->(:Elshi) WHERE r.id = $id RETURN properties(r) AS p", {"id": id_})
    if not rows:
        return []
    p = rows[0]["p"]
    lists = [p.get(key, []) for key in ("sources", "sections", "starts", "ends", "vias", "says")]
    return [
        {"fact": id_, "source": source, "section": section, "start": start, "end": end,
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
    )


def _words(row: Row, source: dict[str, Any], folder: Path | None) -> tuple[str, str]:
    """The passage's words and a remark, from the reader's copy of the source."""
    name = source.get("file")
    path = (folder or Path()) / Path(name).name if name else None
    if path is None or not path.is_file():
        return "", f"no text {name or source['id']} in {folder}"
    if row["start"] is None or row["start"] < 0:
        return "", "the citation gives no character positions"
    text, sha256 = _copy(path)
    if sha256 == source.get("sha256"):
        return text[row["start"] : row["end"]], ""
    match = re.search(r"\s+".join(map(re.escape, row["anchor"].split())), text) if row["anchor"] else None
    if not match:
        return "", f"{name} is not the edition that was read, and the passage is not in it"
    words = text[match.start() : match.start() + row["end"] - row["start"]]
    return words, f"{name} is another edition; the passage was found there by its first words"


@cache
def _copy(path: Path) -> tuple[str, str]:
    content = path.read_bytes()
    try:
        return content.decode("utf-8"), hashlib.sha256(content).hexdigest()
    except UnicodeDecodeError as error:
        raise ElshiError(f"{path} is not UTF-8: UTF-8 text was expected.") from error
