"""Gathering: records of several kinds out of one data set, each row with its place in the file.

A reader of open data calls :meth:`Gathering.add` and :meth:`Gathering.leave_out`; what comes out are
ordinary tables, so that plan, load and undo know nothing of open data. The data set's own ``Source``
and the states that its rows name are added here, the same way for all.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from elshi.graph.errors import ElshiError
from elshi.graph.model.records import Record
from elshi.graph.names.countries import country_names
from elshi.graph.names.folding import slug as normal
from elshi.graph.names.world_countries import past
from elshi.graph.text import shortened
from elshi.loaders import RECORDS
from elshi.loaders.files.readers import Line, TableFile, open_table
from elshi.loaders.tables.rows import Problem, Row, Table, validated


@dataclass(frozen=True, slots=True)
class OpenData:
    """A kind of open data: what it is, under which terms it may be used, and how it is to be cited."""

    kind: str
    source: str
    """The id of its ``Source`` node; empty where the rows are sources themselves."""
    name: str
    licence: str
    citation: str
    url: str
    takes: tuple[str, ...] = ()
    """The options of a load that its reader uses; any other is refused."""


@dataclass(frozen=True, slots=True)
class OpenDataOptions:
    """The options of a reader of open data: only these names or ids; by this mapping.

    ``headings`` maps headings that are not those of the data set to its columns, and ``source`` is cited in
    place of the data set; ``sheet`` and ``encoding`` are for
    :func:`elshi.loaders.files.readers.open_table`.
    """

    only: tuple[str, ...] = ()
    mapping: Path | None = None
    headings: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    sheet: str | None = None
    encoding: str | None = None

    def of(self, data: OpenData) -> OpenData:
        """The data set to cite, or the source in its place, which another table adds."""
        return replace(data, source=self.source, name="") if self.source else data

    def open(self, path: Path, columns: Sequence[str] = ()) -> TableFile:
        """Open a table with its headings mapped; ``columns`` are those that the reader uses."""
        file = open_table(path, sheet=self.sheet, encoding=self.encoding)
        for heading, column in self.headings.items():
            if heading not in file.columns:
                headings = shortened(", ".join(filter(None, file.columns)), 300)
                raise ElshiError(
                    f"{path.name}: there is no heading '{shortened(heading)}' to map; it has {headings}."
                )
            if column and columns and column not in columns:
                raise ElshiError(
                    f"Cannot map '{shortened(heading)}' to '{shortened(column)}': the columns are "
                    f"{', '.join(columns)}."
                )
        names = {heading: self.headings.get(heading, heading) for heading in file.columns}
        mapped = [name for name in names.values() if name]
        if twice := next((name for name in mapped if mapped.count(name) > 1), None):
            raise ElshiError(f"{path.name}: two headings mean '{shortened(twice)}', which holds one value.")
        return replace(file, columns=tuple(names.values()), source=partial(_renamed, file.source, names))


def _renamed(source: Callable[[], Iterator[Line]], names: Mapping[str, str]) -> Iterator[Line]:
    """Rows with their headings renamed; headings mapped to nothing are dropped."""
    for line in source():
        cells = {names.get(heading, heading): cell for heading, cell in line.cells.items()}
        cells.pop("", None)
        yield line._replace(cells=cells)


NOTHING = OpenDataOptions()
"""Nothing in particular was asked for."""


@dataclass(slots=True)
class Gathering:
    """The records of one data set while it is read.

    ``left_out`` says in a sentence which rows were not taken and why: names that stand for nobody, things
    of which the file does not say enough.
    """

    data: OpenData
    path: Path
    sha256: str
    rows: dict[str, dict[str, Row]] = field(default_factory=lambda: defaultdict(dict))
    problems: list[Problem] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    _lying: set[str] = field(default_factory=set)

    def add(self, table: str, number: int, **values: Any) -> str:
        """Add a row to a table and give its id; a node that is there already stays as it is.

        ``number`` is the row of the file, for errors. Values are those of the record's columns; empty
        ones may be ``None``.
        """
        key = values.get("id") or "|".join(str(v) for v in values.values())
        there = self.rows[table]
        if key not in there:
            filled = {name: str(value) for name, value in values.items() if value is not None}
            record = validated(RECORDS[table], filled, self.path.name, number)
            if isinstance(record, Record):
                there[key] = Row(record, self.path.name, number)
            else:
                self.problems += record
        return str(key)

    def leave_out(self, why: str) -> None:
        """Count one row that is not taken; the same sentence is kept once."""
        self.left_out[why] = self.left_out.get(why, 0) + 1

    def cited(self, number: int | str) -> dict[str, str]:
        """The two columns by which a row cites its data set and its place in it."""
        return {"source": self.data.source, "section": f"row {number}" if isinstance(number, int) else number}

    def has(self, table: str, id_: str) -> bool:
        """Whether the table has that id already."""
        return id_ in self.rows[table]

    def state(self, id_: str, number: int) -> str:
        """Add a state by its id, with its names, and give the id."""
        if not self.has("countries", id_):
            names = country_names(id_)
            languages = {f"name_{k}": v for k, v in names.items() if k != "en"}
            gone = past(id_)
            years = f"A state of the past, {gone.first}-{gone.last}" if gone else None
            self.add("countries", number, id=id_, name=names["en"], note=years, **languages)
            if at := _capitals().get(id_):
                self.lies(id_, *at, number)
        return id_

    def lies(self, place: str, latitude: float, longitude: float, number: int) -> None:
        """Say where a place lies, in degrees; what was said of it first stays."""
        if place not in self._lying:
            self._lying.add(place)
            self.add("coordinates", number, place=place, latitude=latitude, longitude=longitude)

    def city(self, country: str, name: str, number: int, **more: Any) -> str:
        """Add a city of a country, with the country in its id, and give the id."""
        self.state(country, number)
        id_ = f"{place_prefix(country)}-{slug(name)}"
        return self.add("cities", number, id=id_, name=name, belongs_to=country, **more)

    def tables(self) -> list[Table]:
        """Everything that was gathered as tables, the data set's own source among them."""
        if self.data.name and self.data.source:
            data = self.data
            terms = {"publication": data.citation, "licence": data.licence, "url": data.url}
            self.add("sources", 0, id=data.source, name=data.name, kind="data-set", **terms)
        return [
            Table(self.path, RECORDS[table], tuple(rows.values()), (), self.sha256)
            for table, rows in self.rows.items()
            if rows
        ] + ([self._problems()] if self.problems else [])

    def _problems(self) -> Table:
        return Table(self.path, RECORDS["sources"], (), tuple(self.problems), self.sha256)


CAPITALS = Path(__file__).with_name("capitals.csv")
"""Where the capital of each state lies, from GeoNames (see ``elshi.loaders.pages.gazetteer``)."""


@cache
def _capitals() -> dict[str, tuple[float, float]]:
    with CAPITALS.open(encoding="utf-8", newline="") as file:
        return {
            row["place"]: (float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(file)
        }


def slug(name: str, longest: int = 80) -> str:
    """A name as part of an id, never empty: ``x`` where it has no letter or digit.

    >>> slug("San José"), slug("…")
    ('san-jose', 'x')
    """
    return normal(name, longest) or "x"


def place_prefix(country: str) -> str:
    """How the ids of a country's places begin: ``kz``; for a past state without code its own slug.

    >>> place_prefix("KZ"), place_prefix("x-zanzibar-1963")
    ('kz', 'zanzibar-1963')
    """
    return country.lower().removeprefix("x-")
