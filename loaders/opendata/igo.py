"""Memberships of international organisations, after the Correlates of War IGO data.

Both tables that the project publishes are read unchanged: ``state_year`` (a row for each state and year, a
column for each organisation) and ``igo_year`` (a row for each organisation and year, a column for each
state). Years of one status form one spell. Before 1966 the data give only every fifth year, so a spell may
have begun up to four years before its first year.

A table of spells, one a row, is read too, with the columns ``cow_code``, ``state``, ``organisation_code``,
``organisation``, ``status``, ``first_year``, ``last_year``. A spell that runs to the last year of the data
has an unknown end. A state that left and came back has two spells. COW keeps one code through Russia and
the Soviet Union, Serbia and Yugoslavia: a spell is given to the state that bore the code when it ended.

Which organisations link Central Asia and Turkey in a year, as a map and measured; the group
``central-asia`` comes with the packaged tables::

    elshi build
    elshi load --kind igo state_year_formatv3.csv
    elshi map both.html --level organisations --two-mode --group "central-asia; Turkey" --from 2014 --to 2014
    elshi report both-2014.html --level organisations --group "central-asia; Turkey" --from 2014 --to 2014

In the data's last year all memberships are *possible*: it is not known whether they ended with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from elshi.graph.errors import ElshiError
from elshi.graph.names.state_tables import cow_code, cow_state
from elshi.graph.names.world_countries import states
from elshi.graph.text import shortened
from elshi.loaders.files.readers import Line
from elshi.loaders.opendata.gathering import NOTHING, Gathering, OpenData, OpenDataOptions, slug
from elshi.loaders.opendata.igo_years import is_published, spells

DATA = OpenData(
    kind="igo",
    source="cow-igo",
    name="Correlates of War: intergovernmental organizations, version 3.0 (memberships)",
    licence="Free to use with citation (Correlates of War Project).",
    citation="Pevehouse, Jon C. W., Timothy Nordstrom, Roseanne W. McManus, and Anne Spencer Jamison (2020): "
    "Tracking organizations in the world: The Correlates of War IGO Version 3.0 datasets. Journal of Peace "
    "Research 57(3), 492-503.",
    url="https://correlatesofwar.org/data-sets/igos/",
    takes=("map", "source", "sheet", "encoding"),
)

COLUMNS = ("cow_code", "state", "organisation_code", "organisation", "status", "first_year", "last_year")

GERMANY, PRUSSIA = 255, "x-prussia-1701"
"""COW gives Germany's code to Prussia until 1871, which was there for longer."""

KNOWN = {
    "UN": "united-nations",
    "UNESCO": "unesco",
    "COE": "council-of-europe",
    "CIS": "cis",
    "SCO": "shanghai-cooperation-organisation",
    "TURKSOY": "turksoy",
    "OIC": "organisation-of-islamic-cooperation",
    "OSCE": "osce",
    "EU": "european-union",
    "CSTO": "collective-security-treaty-organisation",
    "WIPO": "wipo",
    "ITU": "itu",
    "WTOURO": "un-tourism",
    "ICCROM": "iccrom",
    "NATO": "nato",
    "ISDB": "islamic-development-bank",
    "LOAS": "league-of-arab-states",
    "ACCT": "francophonie",
    "ECO": "economic-cooperation-organization",
    "ASEAN": "asean",
    "BSEC": "bsec",
    "ASDB": "asian-development-bank",
    "EBRD": "ebrd",
    "NAM": "non-aligned-movement",
    "D8": "d-8",
    "SAARC": "saarc",
    "ASEF": "asef",
    "IEXB": "bie",
    "EAEC": "eurasian-economic-community",
    "EAPO": "eurasian-patent-organization",
    "ARALSEA": "ifas",
    "CICA": "cica",
    "CAECC": "central-asian-cooperation",
}
"""COW's codes of the organisations that the packaged tables know, by their ids there."""

STATUSES = ("member", "associate", "observer")


def read(paths: Sequence[Path], options: OpenDataOptions = NOTHING) -> Gathering:
    """Read one table, as published or of spells.

    Raises ``ElshiError`` when it is neither. A row whose state is unknown, or whose years are not in
    order, is left out and listed.
    """
    [path] = paths if len(paths) == 1 else [_one(paths)]
    table = options.open(path)
    published = is_published(table)
    missing = [name for name in COLUMNS if name not in table.columns]
    if missing and not published:
        raise ElshiError(
            f"{path.name}: the column '{missing[0]}' is missing; the columns {', '.join(COLUMNS)} were "
            "expected, or a table as published: ccode, year, state and a column for each organisation, "
            "or ioname, orgname, year and a column for each state."
        )
    gathering = Gathering(options.of(DATA), path, table.sha256)
    lines = list(spells(gathering, table) if published else table.rows())
    last = max((int(year) for line in lines if _is_year(year := line.cells["last_year"])), default=0)
    for line in lines:
        _add(gathering, line, last)
    return gathering


def _one(paths: Sequence[Path]) -> Path:
    raise ElshiError(f"{len(paths)} files were given; one table of memberships was expected.")


def _is_year(text: str) -> bool:
    return text.isdigit() and len(text) == 4


def _add(gathering: Gathering, line: Line, last: int) -> None:
    cells, number = line.cells, line.number
    first_year, last_year = cells.get("first_year", ""), cells.get("last_year", "")
    status = cells.get("status", "")
    if not (_is_year(first_year) and _is_year(last_year) and first_year <= last_year):
        shown = shortened(f"{first_year}–{last_year}")
        gathering.leave_out(f"row {number}: '{shown}' is no spell; two years in order were expected.")
        return
    if status not in STATUSES:
        gathering.leave_out(f"row {number}: '{shortened(status)}' is none of {', '.join(STATUSES)}.")
        return
    state = _state(cells, int(last_year))
    if state is None:
        name = shortened(cells.get("state", ""))
        code = shortened(cells["cow_code"])
        gathering.leave_out(
            f"No state is known by the {f'code {code} ({name})' if code else f'name {name}'}."
        )
        return
    code = cells["cow_code"] or str(cow_code(state) or slug(state))
    member = gathering.state(state, number)
    organisation = _organisation(gathering, cells, number)
    gathering.add(
        "memberships",
        number,
        id=f"cow-igo-{code}-{slug(cells['organisation_code'])}-{first_year}-{status}",
        member=member,
        organisation=organisation,
        status=status,
        during=f"{first_year}/" if int(last_year) == last else f"{first_year}/{last_year}",
        **gathering.cited(number),
    )


def _state(cells: dict[str, str], ended: int) -> str | None:
    """The state of a spell: by its code, which one state hands on to the next, else by its name."""
    code = cells["cow_code"]
    if code.isdigit() and (id_ := cow_state(int(code), ended)):
        return PRUSSIA if int(code) == GERMANY and ended < 1871 else id_
    name = cells.get("state", "")
    return states(name[:1].upper() + name[1:], ended).id  # "togo" in small letters is a word of our languages


def _organisation(gathering: Gathering, cells: dict[str, str], number: int) -> str:
    code = cells["organisation_code"]
    id_ = KNOWN.get(code.upper(), f"igo-{slug(code)}")
    if not gathering.has("organisations", id_):
        name = cells["organisation"] or code
        gathering.add("organisations", number, id=id_, name=name, kind="intergovernmental")
        if code != name:
            gathering.add("names", number, actor=id_, name=code, kind="acronym")
    return id_
