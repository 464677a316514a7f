"""The tables of organisations that the Correlates of War project publishes, as spells of membership.

``state_year`` has a row for each state and year with a column for each organisation, ``igo_year`` a row for
each organisation and year with a column for each state. A cell holds 1 for a full member, 2 for an associate
one, 3 for an observer, 0 for none, -9 if the status is unknown and -1 if the state or the organisation did
not exist. A spell is a run of years of one status; a year of unknown status neither ends nor begins
one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from elshi.graph.text import shortened
from elshi.loaders.files.readers import Line, TableFile
from elshi.loaders.opendata.gathering import Gathering

STATUSES = {"1": "member", "2": "associate", "3": "observer"}
_NONE = frozenset(("0", "-1", ""))
_UNKNOWN = "-9"

_OF_ORGANISATIONS = frozenset(
    ("ioname", "orgname", "longorgname", "year", "sdate", "deaddate", "dead", "integrated", "replaced",
     "igocode", "ionum", "version", "accuracyofpre1965membershipdates", "sourcesandnotes", "imputed",
     "political", "social", "economic")
)  # fmt: skip
"""Columns of ``igo_year`` that are not states."""
_OF_STATES = frozenset(("ccode", "year", "state"))
"""Columns of ``state_year`` that are not organisations."""

_SHORT = """
usa:2 canada:20 bahamas:31 domrepublic:42 trinidad:52 stlucia:56 stvincent:57 antiguabarbuda:58 stkitts:60
uk:200 germany:255 wgermany:260 egermany:265 bavariaelect:245 baden:267 hessegrand:275 austriahungary:300
czechoslovakia:315 czechrep:316 papalstates:327 twosicilies:329 sanmarino:331 tuscany:337 fyromacedonia:343
yugoslaviaserb:345 bosnia:346 kosovo:347 russia:365 capeverde:402 saotome:403 guineabissau:404 eqguinea:411
ivorycoast:437 burkinafaso:439 sierraleone:451 car:482 congobrazz:484 zaire:490 zanzibar:511 soafrica:560
sosudan:626 syria:652 saudiarabia:670 nyemen:678 yemen:679 syemen:680 uae:696 korea:730 nokorea:731
sokorea:732 srilanka:780 laos:812 vietnam:816 svietnam:817 brunei:835 etimor:860 papuanewguinea:910
newzealand:920 solomonis:940 marshallis:983 micronesiafs:987 wsamoa:990 elsalvador:92 costarica:94 iran:630
moldova:359 tanzania:510
"""
_PAIRS = (pair.partition(":") for pair in _SHORT.split())
CODES = {name: code for name, _, code in _PAIRS}
"""Short names of states that no table of names has → COW's code."""


@dataclass(slots=True)
class _Years:
    """One state or organisation: its years with their rows, and its statuses by column."""

    rows: dict[int, int] = field(default_factory=dict)
    name: str = ""
    statuses: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))


def is_published(table: TableFile) -> bool:
    """Whether a table is one of the two published ones."""
    columns = set(table.columns)
    return {"ccode", "year", "state"} <= columns or {"ioname", "year"} <= columns


def spells(gathering: Gathering, table: TableFile) -> Iterator[Line]:
    """The memberships of a published table, with the columns of a table of spells.

    Cells without a status and rows without a year are left out and listed.
    """
    of_states = "ccode" in table.columns
    others = _OF_STATES if of_states else _OF_ORGANISATIONS
    columns = [name for name in table.columns if name and name.lower() not in others]
    subjects: dict[str, _Years] = {}
    for line in table.rows():
        cells, year = line.cells, line.cells.get("year", "")
        if not (year.isdigit() and len(year) == 4):
            gathering.leave_out(f"row {line.number}: '{shortened(year)}' is no year.")
            continue
        years = subjects.setdefault(cells.get("ccode" if of_states else "ioname", ""), _Years())
        years.rows[int(year)] = line.number
        years.name = cells.get("state" if of_states else "orgname", "") or years.name
        for column in columns:
            status = cells.get(column, "").strip()
            if status in STATUSES or status == _UNKNOWN:
                years.statuses[column][int(year)] = status
            elif status not in _NONE:
                gathering.leave_out(f"row {line.number}: '{shortened(status)}' under {column} is no status.")
    for key, years in subjects.items():
        for column, statuses in years.statuses.items():
            for status, first, last in _runs(years.rows, statuses):
                state, organisation = (key, column) if of_states else (column, key)
                yield Line(
                    years.rows[first],
                    {
                        "cow_code": state if of_states else CODES.get(state.lower(), ""),
                        "state": years.name if of_states else state,
                        "organisation_code": organisation.upper(),
                        "organisation": organisation.upper() if of_states else years.name or organisation,
                        "status": STATUSES[status],
                        "first_year": f"{first:04}",
                        "last_year": f"{last:04}",
                    },
                )


def _runs(rows: Mapping[int, int], statuses: Mapping[int, str]) -> Iterator[tuple[str, int, int]]:
    """Each run of years of one status, with its first and its last year."""
    status, first, last = "", 0, 0
    for year in sorted(rows):
        now = statuses.get(year, "")
        if now == _UNKNOWN:
            continue
        if now != status:
            if status:
                yield status, first, last
            status, first = now, year
        last = year
    if status:
        yield status, first, last
