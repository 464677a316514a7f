"""States of the past: one name in one year is one id, by whichever door it comes in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from elshi.graph.names import world_countries
from elshi.graph.names.country_tables import ALPHA3
from elshi.graph.names.names import country
from elshi.graph.names.state_tables import PAST_STATES, PastState, cow_state
from elshi.loaders.authority.authority import Authority
from elshi.loaders.opendata import igo, twin_towns, wikidata
from elshi.loaders.opendata.gathering import Gathering, OpenDataOptions
from elshi.loaders.opendata.treaty_texts import read_text

STATES = list(PAST_STATES.values())


def a_year_of(state: PastState) -> int:
    return (state.first + state.last) // 2


def countries_of(gathering: Gathering) -> list[str]:
    return [row.record.id for row in gathering.rows["countries"].values()]


def through_a_cell(state: PastState, folder: Path) -> str | None:
    return Authority().read(state.name, "Country", a_year_of(state)).id


def through_a_membership(state: PastState, folder: Path) -> str | None:
    path = folder / "memberships.csv"
    year = a_year_of(state)
    path.write_text(
        f"{','.join(igo.COLUMNS)}\n,{state.name},UPU,Universal Postal Union,member,{year:04},{year:04}\n",
        encoding="utf-8",
    )
    return countries_of(igo.read([path]))[0]


def through_twin_towns(state: PastState, folder: Path) -> str | None:
    path = folder / "towns.csv"
    path.write_text(
        f"{','.join(twin_towns.COLUMNS)}\nOld Town,{state.name},Almaty,Kazakhstan\n", encoding="utf-8"
    )
    return countries_of(twin_towns.read([path]))[0]


def through_wikidata(state: PastState, folder: Path) -> str | None:
    mapping = folder / "mapping.toml"
    mapping.write_text(
        'table = "universities"\n[columns]\nid = { from = "item", as = "wikidata" }\nname = "itemLabel"\n'
        'belongs_to = { from = "land", as = "country" }\n',
        encoding="utf-8",
    )
    path = folder / "query.json"
    row = {"item": "http://www.wikidata.org/entity/Q1", "itemLabel": "Academy", "land": state.name}
    path.write_text(json.dumps([row]), encoding="utf-8")
    return countries_of(wikidata.read([path], OpenDataOptions(mapping=mapping)))[0]


def through_a_treaty(state: PastState, folder: Path) -> str | None:
    text = (
        f"No. 12. CULTURAL CONVENTION BETWEEN {state.name.upper()} AND FRANCE. SIGNED AT PARIS, ON 16 APRIL "
        f"{a_year_of(state):04}\nThe Government of {state.name} and the Government of France, Desiring …"
    )
    return read_text(text).parties[0]


def through_running_text(state: PastState, folder: Path) -> str | None:
    return country(state.name, a_year_of(state))


DOORS = (
    through_a_cell,
    through_a_membership,
    through_twin_towns,
    through_wikidata,
    through_a_treaty,
    through_running_text,
)


def test_the_table_holds_more_than_sixty_states_of_the_past() -> None:
    assert len(STATES) > 100
    for state in STATES:
        assert state.first <= state.last
        assert all(state.names.values())
        assert all(successor in ALPHA3 or successor in PAST_STATES for successor in state.successor)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.id)
def test_a_state_of_the_past_has_one_id_through_every_door(state: PastState, tmp_path: Path) -> None:
    assert {door.__name__: door(state, tmp_path) for door in DOORS} == {
        door.__name__: state.id for door in DOORS
    }


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.id)
def test_every_name_of_a_state_of_the_past_is_it_in_its_years(state: PastState) -> None:
    names = [*state.names.values(), *(name for _, name in state.other_names + state.names_of_its_time)]
    read = {name: world_countries.states(name, a_year_of(state)).id for name in names}
    assert read == dict.fromkeys(names, state.id)


@pytest.mark.parametrize(
    ("name", "year", "id_"),
    [
        ("Dahomey", 1963, "DYBJ"), ("Дагомея", None, "DYBJ"), ("Haute-Volta", 1970, "HVBF"),
        ("Rhodesia", 1970, "RHZW"), ("North Vietnam", 1960, "VDVN"),
        ("Османская империя", 1850, "x-ottoman-empire-1299"),
        ("Prussia", 1850, "x-prussia-1701"), ("Bavaria", 1850, "x-bavaria-1805"), ("Burma", 1960, "BUMM"),
        ("Burma", 2001, "MM"), ("Burma", None, "MM"), ("Yugoslavia", 1980, "YUCS"),
        ("Yugoslavia", 1999, "CSXX"),
        ("Korea", 1900, "x-korea-1392"), ("Korea", 1980, None), ("Slovakia", 1942, "x-slovak-republic-1939"),
        ("Slovakia", 2001, "SK"), ("Republic of China", 1935, "CN"), ("Republic of China", 1960, "TW"),
        ("Republic of China", None, None), ("Ceylon", 1960, "LK"), ("Siam", 1930, "TH"),
    ],
)  # fmt: skip
def test_the_year_decides_which_state_a_name_means(name: str, year: int | None, id_: str | None) -> None:
    assert world_countries.states(name, year).id == id_
    assert Authority().read(name, "Country", year).id == id_


def test_a_name_that_is_a_place_of_today_is_no_past_state_without_a_year() -> None:
    for name in ("Hanover", "Texas", "Bavaria", "Tibet"):
        reading = world_countries.states(name)
        assert reading.id is None and reading.doubt
        assert country(name) is None


def test_a_state_outside_its_years_is_in_doubt() -> None:
    assert (
        world_countries.states("Zaire", 2001).doubt == "Zaire was there 1971-1997 and the row speaks of 2001"
    )


def test_a_code_of_cow_goes_on_through_renamings() -> None:
    assert [cow_state(434, year) for year in (1963, 1975, 1976, 2014)] == ["DYBJ", "DYBJ", "BJ", "BJ"]
    assert [cow_state(640, year) for year in (1900, 1950)] == ["x-ottoman-empire-1299", "TR"]
    assert [cow_state(345, year) for year in (1980, 2000, 2014)] == ["YUCS", "CSXX", "RS"]
    assert [cow_state(365, year) for year in (1900, 1980, 2000)] == ["x-russian-empire-1721", "SUHH", "RU"]


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Northern Cyprus", None), ("Brunei Darussalam", "BN"), ("Saint Vincent and the Grenadines", "VC"),
        ("Micronesia (Federated States of)", "FM"), ("Georgia (country)", "GE"), ("England", "GB"),
        ("Scotland", "GB"), ("Wales", "GB"), ("Northern Ireland", "GB"), ("Sao Tomé and Príncipe", "ST"),
        ("Republic of Macedonia", "MK"), ("Palestinian National Authority", "PS"),
    ],
)  # fmt: skip
def test_twin_towns_read_countries_as_resolve_does(name: str, id_: str | None, tmp_path: Path) -> None:
    path = tmp_path / "towns.csv"
    path.write_text(f"{','.join(twin_towns.COLUMNS)}\nTown,{name},Paris,France\n", encoding="utf-8")
    gathering = twin_towns.read([path])
    assert Authority().read(name, "Country").id == id_
    assert (
        (countries_of(gathering)[:1] == [id_])
        if id_
        else gathering.left_out == {f"No country is known as '{name}'.": 1}
    )
