"""A folder for R: nodes with entry and exit, dyads, yearly waves, events, and short scripts for them.

The network is that of the countries (with intergovernmental bodies), what is theirs rolled up: a dyad is a
pair of them in one tie. Years are those that the sources are certain of; a tie without one is among the
dyads and in no wave. The scripts are for igraph, statnet, RSiena and goldfish, and are run as
``Rscript igraph.R`` in the folder.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elshi.graph import spreadsheets
from elshi.graph.spreadsheets import inert
from elshi.graph.store.store import Store
from elshi.graph.views.network import View
from elshi.graph.views.view import view

SCRIPTS = Path(__file__).parent / "templates" / "r"
"""The scripts, as they are copied into the folder."""


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two countries in one tie: its id, kind, dates and the share of the tie that the pair has."""

    one: str
    other: str
    tie: str
    label: str
    kind: str
    year: int | None
    earliest: str
    latest: str
    weight: float
    certainty: str


def tables(store: Store, folder: Path, _: str = "") -> tuple[int, int]:
    """Write the folder; give the numbers of nodes and dyads. The same graph gives the same bytes."""
    countries = view(store, countries=True)
    dyads = list(_dyads(countries))
    years: dict[str, list[int]] = defaultdict(list)
    for dyad in dyads:
        if dyad.year is not None:
            years[dyad.one].append(dyad.year)
            years[dyad.other].append(dyad.year)
    actors = sorted({id_ for dyad in dyads for id_ in (dyad.one, dyad.other)})
    _write(folder / "nodes.csv", ("id", "name", "type", "entry", "exit"), _nodes(countries, actors, years))
    _write(
        folder / "dyads.csv",
        ("from", "to", "tie", "type", "kind", "year", "earliest", "latest", "weight", "certainty"),
        (
            (d.one, d.other, d.tie, d.label, d.kind, d.year, d.earliest, d.latest, d.weight, d.certainty)
            for d in dyads
        ),
    )
    _write(folder / "waves.csv", ("year", "from", "to", "ties", "weight"), _waves(dyads))
    _write(folder / "events.csv", ("time", "sender", "receiver", "increment", "type", "tie"), _events(dyads))
    for script in sorted(SCRIPTS.iterdir()):
        (folder / script.name).write_bytes(script.read_bytes())
    return len(actors), len(dyads)


def _dyads(countries: View) -> Iterable[Dyad]:
    for tie in sorted(countries.ties):
        properties = countries.network.ties.get(tie)
        if properties is None:
            continue
        weight = round(countries.share(tie), 6)
        for first, other in countries.joined(tie):
            yield Dyad(
                first,
                other,
                tie,
                str(properties.get("label", "")),
                str(properties.get("kind", "")),
                properties.get("year"),
                str(properties.get("earliest") or ""),
                str(properties.get("latest") or ""),
                weight,
                str(properties.get("certainty", "stated")),
            )


def _nodes(countries: View, actors: Sequence[str], years: dict[str, list[int]]) -> Iterable[Sequence[Any]]:
    """Entry and exit are the first and the last year in which an actor is seen in a tie."""
    for id_ in actors:
        properties = countries.network.actors[id_]
        active = years.get(id_, [])
        yield (
            id_,
            properties.get("name", id_),
            properties.get("label", ""),
            min(active, default=""),
            max(active, default=""),
        )


def _waves(dyads: Iterable[Dyad]) -> Iterable[Sequence[Any]]:
    """Year by year the pairs that had a tie in it, with the number of ties and their weight."""
    waves: dict[tuple[int, str, str], list[float]] = defaultdict(list)
    for dyad in dyads:
        if dyad.year is not None:
            waves[dyad.year, dyad.one, dyad.other].append(dyad.weight)
    for (year, first, other), weights in sorted(waves.items()):
        yield year, first, other, len(weights), round(sum(weights), 6)


def _events(dyads: Iterable[Dyad]) -> Iterable[Sequence[Any]]:
    """Ties of a certain year in the order of their first possible day; the pair in the order of its ids."""
    dated = (d for d in dyads if d.year is not None and d.earliest)
    for d in sorted(dated, key=lambda d: (d.earliest, d.tie, d.one, d.other)):
        yield d.earliest, d.one, d.other, 1, d.label, d.tie


def _write(file: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with open(file, "w", encoding="utf-8", newline="") as out:
        writer = spreadsheets.writer(out)
        writer.writerow(columns)
        writer.writerows(["" if cell is None else inert(str(cell)) for cell in row] for row in rows)
