"""Twin towns: a table of pairs of towns with their countries, one row for each direction.

Columns: ``origincityLabel``, ``origincountry``, ``sistercityLabel``, ``destination_countryLabel``, and the
coordinates ``originlat``, ``originlong``, ``destinationlat``, ``destinationlong`` where they are there. The
reverse direction of a pair is the same tie, and it cites both rows. Two towns of one name in one country
are told apart by their coordinates, which also place them on maps of the earth. A list that is not
Wikidata's needs its own source (``--source``) and, for other headings, ``--map``::

    elshi load --kind twin-towns sister-cities.tsv
    elshi load --kind twin-towns mine.csv --source "My own list" --map city1=origincityLabel …
    elshi map twins.html --kinds twin-city --group "Poland; Germany" --min-weight 1 --layout geo
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from elshi.graph.errors import ElshiError
from elshi.graph.names.world_countries import states
from elshi.graph.text import shortened
from elshi.loaders.files.readers import Line
from elshi.loaders.opendata.gathering import NOTHING, Gathering, OpenData, OpenDataOptions, place_prefix, slug

DATA = OpenData(
    kind="twin-towns",
    source="wikidata-twin-towns",
    name="Twin towns of Wikidata",
    licence="CC0 1.0",
    citation="Wikidata contributors: property P190 (twinned administrative body), queried for the towns of "
    "some countries; Wikimedia Foundation.",
    url="https://www.wikidata.org/wiki/Property:P190",
    takes=("map", "source", "sheet", "encoding"),
)

COLUMNS = ("origincityLabel", "origincountry", "sistercityLabel", "destination_countryLabel")

PLACES = ("originlat", "originlong", "destinationlat", "destinationlong")
"""Columns that a table may also have."""

FAR = 0.2
"""Degrees from which two towns of one name are two."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town as a row writes it: its country's code, its name, and where it is, as far as it is said."""

    country: str
    name: str
    at: tuple[float, float] | None


def read(paths: Sequence[Path], options: OpenDataOptions = NOTHING) -> Gathering:
    """Read tables of pairs (CSV or TSV).

    Raises ``ElshiError`` when a column is missing. A row whose country is unknown, or whose town has no
    name, is left out and listed.
    """
    tables = [options.open(path, (*COLUMNS, *PLACES)) for path in paths]
    gathering = Gathering(options.of(DATA), paths[0], tables[0].sha256)
    pairs: dict[tuple[Town, Town], list[int]] = defaultdict(list)
    for table in tables:
        if missing := [name for name in COLUMNS if name not in table.columns]:
            raise ElshiError(
                f"{table.path.name}: the column '{missing[0]}' is missing; the columns "
                f"{', '.join(COLUMNS)} were expected."
            )
        for line in table.rows():
            towns = _town(gathering, line, "origin"), _town(gathering, line, "destination")
            if towns[0] and towns[1]:
                pairs[towns[0], towns[1]].append(line.number)
    ids = _ids({town for pair in pairs for town in pair})
    _add(gathering, pairs, ids)
    return gathering


def _town(gathering: Gathering, line: Line, end: str) -> Town | None:
    label, land = ("origincityLabel", "origincountry") if end == "origin" else COLUMNS[2:]
    name, where = line.cells.get(label, "").strip(), line.cells.get(land, "").strip()
    if not name or (name[0] == "Q" and name[1:].isdigit()):
        gathering.leave_out(f"row {line.number}: the town '{shortened(name)}' has no name.")
        return None
    code = states(where).id
    if code is None:
        gathering.leave_out(f"No country is known as '{shortened(where)}'.")
        return None
    return Town(code, name, _at(line.cells.get(f"{end}lat", ""), line.cells.get(f"{end}long", "")))


def _at(latitude: str, longitude: str) -> tuple[float, float] | None:
    """Degrees, where both are numbers that a place on earth can have."""
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        return None
    return (north, east) if abs(north) <= 90 and abs(east) <= 180 else None


def _ids(towns: Iterable[Town]) -> dict[Town, str]:
    """The id of each town; where one name means towns far from each other, with the coordinates."""
    alike: dict[tuple[str, str], list[Town]] = defaultdict(list)
    for town in sorted(towns, key=lambda t: (t.country, t.name, t.at or (0.0, 0.0))):
        alike[town.country, slug(town.name)].append(town)
    ids: dict[Town, str] = {}
    for (code, name), some in alike.items():
        places = [town.at for town in some if town.at]
        several = any(_far(places[0], other) for other in places)
        groups: list[tuple[float, float]] = []
        for town in some:
            id_ = f"{place_prefix(code)}-{name}"
            if several and town.at:
                group = next((one for one in groups if not _far(one, town.at)), town.at)
                groups.append(group)
                id_ += f"-{_direction(group[0], 'n', 's')}-{_direction(group[1], 'e', 'w')}"
            ids[town] = id_
    return ids


def _far(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) > FAR or abs(one[1] - other[1]) > FAR


def _direction(degrees: float, positive: str, negative: str) -> str:
    """Degrees as part of an id: ``51.2n``."""
    return f"{abs(degrees):.1f}{positive if degrees >= 0 else negative}"


def _add(gathering: Gathering, pairs: dict[tuple[Town, Town], list[int]], ids: dict[Town, str]) -> None:
    together: dict[tuple[str, str], list[int]] = defaultdict(list)
    for (one, other), numbers in pairs.items():
        first, second = sorted((ids[one], ids[other]))
        if first == second:
            gathering.leave_out(f"{one.name} ({one.country}) would be its own twin.")
            continue
        for town in (one, other):
            gathering.state(town.country, numbers[0])
            if not gathering.has("cities", ids[town]):
                gathering.add("cities", numbers[0], id=ids[town], name=town.name, belongs_to=town.country)
            if town.at:
                gathering.lies(ids[town], *town.at, numbers[0])
        together[first, second] += numbers
    names = {ids[town]: town.name for pair in pairs for town in pair}
    for (first, second), numbers in together.items():
        rows = ", ".join(f"row {number}" for number in sorted(set(numbers)))
        gathering.add(
            "partnerships",
            min(numbers),
            id=f"twin-{first}-{second}",
            name=f"{names[first]} – {names[second]}",
            kind="twin-city",
            partners=f"{first}; {second}",
            **gathering.cited(shortened(rows, 500)),
        )
