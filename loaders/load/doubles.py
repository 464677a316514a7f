"""Doubles: new ties that look like ties which the graph, or the same load, has already.

The same kind of tie on the same day between the same parties, under a name that is nearly the same, is
probably one tie that two people wrote down. Nothing is refused: the reader is asked, or told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from elshi.graph import spreadsheets
from elshi.graph.errors import ElshiError
from elshi.graph.model.records import Tie
from elshi.graph.model.vocabulary import own_label
from elshi.graph.names.names import fold
from elshi.graph.spreadsheets import inert
from elshi.graph.store.store import Store
from elshi.loaders.tables.rows import Row

ALIKE = 80
"""From which likeness (of 100) two names count as nearly the same, whatever the order of their words."""

SHOWN = 5
"""Doubles that a remark names."""


@dataclass(frozen=True, slots=True)
class Double:
    """A row of a load, and the tie that it may be: in the graph, or in an earlier row."""

    place: str
    id: str
    name: str
    like: str
    like_name: str
    where: str

    def sentence(self) -> str:
        """In one sentence."""
        return f"{self.place}: '{self.name}' may be {self.like} ('{self.like_name}') {self.where}"


Asked = Callable[[Sequence[Double]], bool]
"""Asks the reader about doubles; says whether to go on."""

Key = tuple[str, str, str, frozenset[str]]
"""The label and kind of a tie, its day, and its parties."""


def doubles(store: Store, rows: Iterable[Row]) -> list[Double]:
    """The rows with a new tie that may be one which is there already."""
    keyed = [
        (row, row.record, key) for row in rows if isinstance(row.record, Tie) and (key := _key(row.record))
    ]
    if not keyed:
        return []
    known = _in_graph(store, {key[2] for _, _, key in keyed})
    there = {id_ for ties in known.values() for id_, _ in ties}
    found = []
    seen: dict[Key, list[tuple[str, str, str]]] = defaultdict(list)
    for row, tie, key in keyed:
        if tie.id in there:
            continue
        place = f"{row.file}, row {row.number}"
        candidates = [(id_, name, "in the graph") for id_, name in known.get(key, ())] + seen[key]
        for id_, name, where in candidates:
            if _near(tie.name, name):
                found.append(Double(place, tie.id, tie.name, id_, name, where))
                break
        seen[key].append((tie.id, tie.name, f"in {place}"))
    return found


def remark(found: Sequence[Double]) -> tuple[str, ...]:
    """A sentence about the doubles of a load; none where there are none."""
    if not found:
        return ()
    more = f"; and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    listed = "; ".join(double.sentence() for double in found[:SHOWN])
    are = "tie looks" if len(found) == 1 else "ties look"
    return (f"{len(found):,} new {are} like one of the same parties, day and kind: {listed}{more}.",)


def write_review(path: Path, found: Sequence[Double]) -> None:
    """Write doubles as a CSV table to look through."""
    if path.exists():
        raise ElshiError(f"{path} is there already and may hold decisions; name another file.")
    with path.open("x", encoding="utf-8-sig", newline="") as file:
        writer = spreadsheets.writer(file)
        writer.writerow(("row", "id", "tie", "may be", "its name", "where"))
        for one in found:
            writer.writerow(map(inert, (one.place, one.id, one.name, one.like, one.like_name, one.where)))


def _key(tie: Tie) -> Key | None:
    roles = (column for column, about in tie.related().items() if about.sort == "role")
    parties = frozenset(party.id for column in roles for party in getattr(tie, column))
    if not parties or not tie.date:
        return None
    return tie.label, str(getattr(tie, "kind", "") or ""), _day(tie.date), parties


def _day(date: str) -> str:
    """A date without its marks of doubt."""
    return date.translate({ord(mark): None for mark in "?~%"})


def _in_graph(store: Store, days: set[str]) -> dict[Key, list[tuple[str, str]]]:
    """The ties of the graph on some days, by their keys."""
    rows = store.read(
        "MATCH (t:Elshi:Tie) WHERE t.date IN $days "
        "OPTIONAL MATCH (a:Actor)-[r]->(t) WHERE r.id IS NULL AND type(r) <> 'SIDE_IN' "
        "WITH t, collect(DISTINCT a.id) AS parties ORDER BY t.id "
        "RETURN t.id AS id, t.name AS name, labels(t) AS labels, coalesce(t.kind, '') AS kind, "
        "t.date AS date, parties",
        {"days": sorted({day + mark for day in days for mark in ("", "?", "~", "%")})},
    )
    found: dict[Key, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        key = own_label(row["labels"]), row["kind"], _day(row["date"]), frozenset(row["parties"])
        found[key].append((row["id"], row["name"]))
    return found


def _near(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return fuzz.token_sort_ratio(fold(one), fold(other)) >= ALIKE
