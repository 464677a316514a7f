"""Results of Wikidata's query service (JSON, verbose JSON or CSV) through a small mapping.

A mapping is a TOML file that says which kind of record the rows are and which variable of the query goes
into which column::

    table = "universities"

    [columns]
    id = { from = "item", as = "wikidata" }
    name = "itemLabel"
    name_ru = "nameRu"
    founded = { from = "inception", as = "date" }
    belongs_to = { from = "countryLabel", as = "country" }
    seat = { from = "cityLabel", as = "city", of = "countryLabel" }

With it the results are loaded::

    elshi load --kind wikidata query.json --mapping mapping.toml

Without ``as`` the text is taken as it is. ``wikidata`` makes an id out of an entity's address, ``country``
the id of a state out of its name or code, ``city`` that of a city out of its name and the country ``of``,
``date`` a date out of a time stamp. Rows with the same id are one: their values are put together, and of a
column that holds one value the first is taken and the others are listed. What Wikidata does not know (its
blank nodes), an item's number in place of a missing label, and years before our era stay empty.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elshi.graph.errors import ElshiError
from elshi.graph.files import read_text
from elshi.graph.model import dates
from elshi.graph.model.columns import wikidata_id
from elshi.graph.model.records import NodeRecord
from elshi.graph.names.world_countries import states
from elshi.graph.text import shortened
from elshi.loaders import RECORDS
from elshi.loaders.files.readers import objects
from elshi.loaders.opendata.gathering import NOTHING, Gathering, OpenData, OpenDataOptions

DATA = OpenData(
    kind="wikidata",
    source="wikidata",
    name="Wikidata",
    licence="CC0 1.0",
    citation="Wikidata contributors: Wikidata, results of a query; Wikimedia Foundation.",
    url="https://www.wikidata.org",
    takes=("mapping", "source", "encoding"),
)

CONVERSIONS = ("wikidata", "country", "city", "date")


@dataclass(frozen=True, slots=True)
class Rule:
    """How one column is filled: from which variable, read as what, with which other variable."""

    variable: str
    as_: str = ""
    of: str = ""


def read(paths: Sequence[Path], options: OpenDataOptions = NOTHING) -> Gathering:
    """Read results by the mapping that is asked for.

    Raises ``ElshiError`` when the mapping is missing or names what is not there. A row without an id or a
    name, or whose country is unknown, is left out and listed.
    """
    if options.mapping is None:
        raise ElshiError(
            "Results of Wikidata need a mapping: --mapping FILE.toml, with a table and its columns."
        )
    table, rules = _mapping(options.mapping)
    gathering = Gathering(options.of(DATA), paths[0], "")
    digest = hashlib.sha256()
    things: dict[str, dict[str, Any]] = {}
    for path in paths:
        digest.update(path.read_bytes() if path.is_file() else b"")
        variables: dict[str, None] = {}
        for number, row in _rows(path, options):
            variables |= dict.fromkeys(row)
            values = _values(gathering, number, row, rules)
            if values and values.get("name"):
                _unite(things.setdefault(values["id"], {"number": number}), values)
            else:
                gathering.leave_out(f"{path.name}, row {number}: no id or no name.")
        _check_variables(gathering, path, rules, variables)
    gathering.sha256 = digest.hexdigest()
    _add(gathering, table, things)
    for problem in gathering.problems:
        gathering.leave_out(problem)
    gathering.problems.clear()
    return gathering


def _check_variables(
    gathering: Gathering, path: Path, rules: Mapping[str, Rule], variables: Mapping[str, None]
) -> None:
    """Whether the rows have the variables of the mapping; the service writes none where it has no value."""
    for column, rule in rules.items():
        missing = [name for name in (rule.variable, rule.of) if name and name not in variables]
        if missing and column in ("id", "name"):
            what = f"it has {shortened(', '.join(variables), 200)}" if variables else "it has no rows"
            raise ElshiError(f"{path.name} has no variable '{missing[0]}'; {what}.")
        if missing:
            gathering.leave_out(
                f"{path.name}: no row has a value of '{missing[0]}', so {column} stays empty."
            )


def _mapping(path: Path) -> tuple[str, dict[str, Rule]]:
    try:
        mapping = tomllib.loads(read_text(path, 1_000_000, "a mapping in TOML", begins=r"[^\x00]"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ElshiError(f"{path.name} is not a mapping in TOML: {shortened(error)}.") from error
    table = mapping.get("table")
    columns = mapping.get("columns")
    nodes = [name for name, record in RECORDS.items() if issubclass(record, NodeRecord)]
    if table not in nodes or not isinstance(columns, dict):
        raise ElshiError(
            f'{path.name} does not say what the rows are: table = "…" (one of {", ".join(nodes)}) and '
            "[columns] were expected."
        )
    return table, {column: _rule(path, table, column, rule) for column, rule in columns.items()} | _id_rule(
        columns
    )


def _id_rule(columns: Mapping[str, Any]) -> dict[str, Rule]:
    """Without a rule of its own the id comes from the variable ``item``."""
    return {} if "id" in columns else {"id": Rule("item", "wikidata")}


def _rule(path: Path, table: str, column: str, rule: Any) -> Rule:
    if column not in RECORDS[table].columns():
        columns = ", ".join(RECORDS[table].columns())
        raise ElshiError(
            f"{path.name}: '{shortened(column)}' is not a column of {table} (its columns: {columns})."
        )
    if isinstance(rule, str):
        return Rule(rule)
    as_ = rule.get("as", "") if isinstance(rule, dict) else None
    if as_ is None or not isinstance(rule.get("from"), str) or as_ not in ("", *CONVERSIONS):
        raise ElshiError(
            f'{path.name}, column {column}: a variable, or {{ from = "…", as = "…" }} with '
            f"{', '.join(CONVERSIONS)} was expected."
        )
    if as_ == "city" and not isinstance(rule.get("of"), str):
        raise ElshiError(f'{path.name}, column {column}: a city needs its country: of = "countryLabel".')
    return Rule(rule["from"], as_, rule.get("of", ""))


def _rows(path: Path, options: OpenDataOptions) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of either form of JSON, or of CSV: variable → text."""
    if path.suffix.lower() == ".json":
        for number, values in objects(path, options.encoding):
            yield number, {name: _text(value) for name, value in values.items()}
        return
    table = options.open(path)
    for line in table.rows():
        yield line.number - table.header_row, {name: line.cells.get(name, "") for name in table.columns}


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = "" if value.get("type") == "bnode" else value.get("value", "")
    return "" if value is None else str(value)


_UNKNOWN = re.compile(r"_:.*|t[0-9]{6,}|https?://www\.wikidata\.org/\.well-known/genid/.*")
"""How the query service writes a blank node: something that is there and of which nothing is known."""

_NUMBER = re.compile("[QLP][1-9][0-9]*")
"""What the label service gives for an item without a label in the languages that were asked for."""


def _values(
    gathering: Gathering, number: int, row: Mapping[str, str], rules: Mapping[str, Rule]
) -> dict[str, str]:
    """The row's columns; empty where it has no id."""
    values = {column: _read(gathering, number, row, rule) for column, rule in rules.items()}
    return {name: value for name, value in values.items() if value} if values.get("id") else {}


def _read(gathering: Gathering, number: int, row: Mapping[str, str], rule: Rule) -> str:
    text = row.get(rule.variable, "").strip()
    if not text or _UNKNOWN.fullmatch(text):
        return ""
    if rule.as_ == "wikidata":
        return wikidata_id(text) or ""
    if rule.as_ == "date":
        if not (day := _date(text)):
            gathering.leave_out(f"row {number}: '{shortened(text)}' is no date of our era; it stays empty.")
        return day
    if rule.as_ == "country":
        return _country(gathering, number, text)
    if (rule.variable.endswith("Label") or rule.as_ == "city") and _NUMBER.fullmatch(text):
        return ""
    if not rule.as_:
        return text
    code = _country(gathering, number, row.get(rule.of, "").strip())
    return gathering.city(code, text, number) if code else ""


def _date(text: str) -> str:
    """A time stamp as EDTF; empty where it is none, or of a year before our era.

    The query service writes a bare year as 1 January, Wikibase's own JSON as 00-00: both are the year.

    >>> _date("1934-01-15T00:00:00Z"), _date("1934-01-01T00:00:00Z"), _date("1934")
    ('1934-01-15', '1934', '1934')
    >>> _date("+1992-05-00T00:00:00Z"), _date("1992-00-00"), _date("-0044-03-15T00:00:00Z")
    ('1992-05', '1992', '')
    """
    day = re.sub("(-00){1,2}$", "", text.removeprefix("+").split("T")[0])
    day = day[:4] if day.endswith("-01-01") else day
    try:
        return dates.normalise(day)
    except ValueError:
        return ""


def _country(gathering: Gathering, number: int, text: str) -> str:
    if not text:
        return ""
    code = states(text).id
    if code is None:
        gathering.leave_out(f"No country is known as '{shortened(text)}'.")
        return ""
    return gathering.state(code, number)


def _unite(thing: dict[str, Any], values: Mapping[str, str]) -> None:
    for name, value in values.items():
        there = thing.setdefault(name, [])
        if value not in there:
            there.append(value)


def _add(gathering: Gathering, table: str, things: Mapping[str, dict[str, Any]]) -> None:
    record = RECORDS[table]
    many = {name for name, info in record.columns().items() if info.default == ()}
    for id_, thing in things.items():
        for name, several in thing.items():
            if name not in {"number", *many} and len(several) > 1:
                more = shortened(", ".join(several[1:]), 100)
                gathering.leave_out(
                    f"{id_}: {name} is {several[0]}, and not {more} too; one value was expected."
                )
        values = {n: "; ".join(v) if n in many else v[0] for n, v in thing.items() if n != "number"}
        if "wikidata" in record.columns() and re.fullmatch("Q[0-9]+", id_):
            values.setdefault("wikidata", id_)
        gathering.add(table, thing["number"], **values, **gathering.cited(id_))
