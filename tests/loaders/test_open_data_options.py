"""Open data as published, and one's own lists in their shape: no option is ignored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from elshi.graph.errors import ElshiError
from elshi.graph.names.state_tables import cow_state
from elshi.graph.names.world_countries import state_name
from elshi.graph.store.store import Store
from elshi.loaders.load.load import load
from elshi.loaders.load.options import LoadOptions
from elshi.loaders.opendata import OpenDataOptions, gather
from elshi.loaders.opendata.igo_years import CODES

Write = Callable[[str, str], Path]

STATE_YEARS = """\
ccode,year,state,eco,turksoy,unesco,unwto
705,1991,kazakhstan,0,-1,0,0
705,1992,kazakhstan,1,0,1,-9
705,1993,kazakhstan,1,1,1,1
705,1994,kazakhstan,1,1,1,2
700,1992,afghanistan,1,0,1,1
700,1993,afghanistan,-9,0,0,1
700,1994,afghanistan,1,0,1,1
640,1993,turkey,1,1,1,1
640,1994,turkey,1,1,1,3
"""
ORGANISATION_YEARS = """\
ioname,orgname,year,kazakhstan,uk,egermany,atlantis,sdate,deaddate,ionum,political
UNESCO,UN Educational Org,1985,-1,1,1,0,1945,,4400,0
UNESCO,UN Educational Org,1986,-1,0,1,1,1945,,4400,0
UNESCO,UN Educational Org,1991,-1,0,0,1,1945,,4400,0
UNESCO,UN Educational Org,1992,1,0,-1,0,1945,,4400,0
UNESCO,UN Educational Org,1997,1,1,-1,0,1945,,4400,0
"""
TOWNS = "city1,country1,lat1,lng1,city2,country2\nSemey,Kazakhstan,50.4,80.3,Fallon,United States\n"
WIKIDATA = (
    "origincityLabel,origincountry,sistercityLabel,destination_countryLabel\nOral,Kazakhstan,Siófok,Hungary\n"
)
HEADINGS = {
    "city1": "origincityLabel",
    "country1": "origincountry",
    "lat1": "originlat",
    "lng1": "originlong",
    "city2": "sistercityLabel",
    "country2": "destination_countryLabel",
}


def memberships(path: Path) -> list[tuple[object, ...]]:
    made = gather("igo", [path])
    assert not made.problems
    columns = ("member", "organisation", "status", "during")
    records = (row.record for row in made.rows["memberships"].values())
    return sorted(tuple(str(getattr(record, column)) for column in columns) for record in records)


def test_states_by_years_are_spells_that_missing_data_neither_end_nor_begin(file: Write) -> None:
    assert memberships(file("state_year_formatv3.csv", STATE_YEARS)) == [
        ("AF", "economic-cooperation-organization", "member", "1992/"),
        ("AF", "igo-unwto", "member", "1992/"),
        ("AF", "unesco", "member", "1992/1992"),
        ("AF", "unesco", "member", "1994/"),
        ("KZ", "economic-cooperation-organization", "member", "1992/"),
        ("KZ", "igo-unwto", "associate", "1994/"),
        ("KZ", "igo-unwto", "member", "1993/1993"),
        ("KZ", "turksoy", "member", "1993/"),
        ("KZ", "unesco", "member", "1992/"),
        ("TR", "economic-cooperation-organization", "member", "1993/"),
        ("TR", "igo-unwto", "member", "1993/1993"),
        ("TR", "igo-unwto", "observer", "1994/"),
        ("TR", "turksoy", "member", "1993/"),
        ("TR", "unesco", "member", "1993/"),
    ]


def test_organisations_by_years_are_the_same_spells_and_unknown_states_are_listed(file: Write) -> None:
    path = file("igo_year_formatv3.csv", ORGANISATION_YEARS)
    assert memberships(path) == [
        ("DDDE", "unesco", "member", "1985/1986"),
        ("GB", "unesco", "member", "1985/1985"),
        ("GB", "unesco", "member", "1997/"),
        ("KZ", "unesco", "member", "1992/"),
    ]
    made = gather("igo", [path])
    assert list(made.left_out) == ["No state is known by the name atlantis."]
    [organisation] = made.rows["organisations"].values()
    assert organisation.record.properties()["name"] == "UN Educational Org"


def test_a_short_name_of_a_state_means_a_state(file: Write) -> None:
    for name, code in CODES.items():
        assert state_name(cow_state(int(code), 1990) or ""), name


def test_a_state_in_small_letters_is_one_though_the_word_means_something_else(file: Write) -> None:
    path = file("igo_year.csv", "ioname,year,togo,palau\nUN,1997,1,1\n")
    assert [member for member, *_ in memberships(path)] == ["PW", "TG"]


def test_a_cell_that_is_no_status_is_listed(file: Write) -> None:
    made = gather(
        "igo", [file("a.csv", "ccode,year,state,eco\n705,1992,kazakhstan,member\n705,92,kazakhstan,1\n")]
    )
    assert list(made.left_out) == [
        "row 2: 'member' under eco is no status.",
        "row 3: '92' is no year.",
    ]


def test_a_table_that_is_neither_names_both_shapes(file: Write) -> None:
    with pytest.raises(ElshiError, match=r"'cow_code' is missing; .* or ioname, orgname, year"):
        gather("igo", [file("a.csv", "country,igo\nKZ,ECO\n")])


def test_a_published_table_loads_and_cites_its_rows(store: Store, file: Write) -> None:
    load(store, [file("state_year.csv", STATE_YEARS)], kind="igo")
    [row] = store.read(
        "MATCH (:Elshi {id: 'KZ'})-[r:MEMBER_OF]->(:Elshi {id: 'turksoy'}) "
        "RETURN r.during AS d, r.sources AS s, r.sections AS sections"
    )
    assert (row["d"], list(row["s"]), list(row["sections"])) == ("1993/", ["cow-igo"], ["row 4"])


def test_headings_of_ones_own_are_mapped(file: Write) -> None:
    path = file("own.csv", TOWNS)
    made = gather("twin-towns", [path], OpenDataOptions(headings=HEADINGS))
    [pair] = made.rows["partnerships"].values()
    assert pair.record.properties()["name"] == "Semey – Fallon"
    assert any(key.startswith("kz-semey|") for key in made.rows["coordinates"])
    with pytest.raises(ElshiError, match="there is no heading 'town' to map"):
        gather("twin-towns", [path], OpenDataOptions(headings=HEADINGS | {"town": "origincityLabel"}))
    with pytest.raises(ElshiError, match="Cannot map 'city1' to 'city'"):
        gather("twin-towns", [path], OpenDataOptions(headings=HEADINGS | {"city1": "city"}))
    with pytest.raises(ElshiError, match="two headings mean 'origincountry'"):
        gather("twin-towns", [path], OpenDataOptions(headings=HEADINGS | {"country2": "origincountry"}))


@pytest.mark.parametrize(
    ("kind", "name", "text", "about"),
    [
        ("twin-towns", "own.csv", WIKIDATA, "partnerships"),
        ("igo", "own.csv", STATE_YEARS, "memberships"),
    ],
)
def test_somebodys_own_list_cites_its_own_source(
    kind: str, name: str, text: str, about: str, store: Store, file: Write
) -> None:
    load(store, [file(name, text)], kind=kind, source="My own list")
    assert [row["id"] for row in store.read("MATCH (s:Elshi:Source) RETURN s.id AS id")] == ["my-own-list"]
    load(store, [file("second.csv", text)], kind=kind, source="my-own-list")
    [row] = store.read("MATCH (s:Elshi:Source) RETURN s.name AS name, s.licence AS licence")
    assert (row["name"], row["licence"]) == ("My own list", None)


@pytest.mark.parametrize(
    ("kind", "given", "sentence"),
    [
        ("twin-towns", {"constants": {"kind": "x"}}, "--set cannot be used with the open data 'twin-towns'"),
        ("bibtex", {"source": "mine"}, "--source cannot be used with the open data 'bibtex'"),
        ("ror", {"mapping": {"a": "b"}}, "--map cannot be used with the open data 'ror'"),
        ("igo", {"skip_bad": True}, "--skip-bad cannot be used with the open data 'igo'"),
        ("un-treaties", {"sheet": "7"}, "--sheet cannot be used with the open data 'un-treaties'"),
        (
            "csl",
            {"open_data": OpenDataOptions(only=("a",))},
            "--only cannot be used with the open data 'csl'",
        ),
        ("treaties", {"open_data": OpenDataOptions(only=("a",))}, "--only is for the open data 'ror'"),
    ],
)
def test_an_option_that_a_kind_cannot_use_is_refused(
    kind: str, given: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ElshiError, match=sentence):
        LoadOptions(kind=kind, **given)  # type: ignore[arg-type]
