"""Open data: memberships, twin towns, query results, ROR and libraries become cited records."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from elshi.graph.errors import ElshiError
from elshi.graph.exports import bibliography
from elshi.graph.names.state_tables import cow_state
from elshi.graph.store.store import Store
from elshi.graph.views.network import network
from elshi.graph.views.options import TieFilter
from elshi.graph.views.view import view
from elshi.loaders.load.load import load
from elshi.loaders.opendata import Gathering, OpenDataOptions, described, gather
from elshi.loaders.opendata.terms import page
from tests.fixtures.paths import ROOT, SHARED

SAMPLES = SHARED / "samples"

MEMBERSHIPS = """cow_code,state_abbreviation,state,organisation_code,organisation,status,first_year,last_year
705,KZK,Kazakhstan,TURKSOY,Joint Admin. of Turkish Culture & Arts,member,1993,2014
640,TUR,Turkey,TURKSOY,Joint Admin. of Turkish Culture & Arts,member,1993,2014
2,USA,United States of America,UNESCO,UN Educational & Cultural Org,member,1946,1984
2,USA,United States of America,UNESCO,UN Educational & Cultural Org,member,2003,2014
365,RUS,Russia,COMECON,Council for Mutual Econ. Assistance,member,1949,1991
365,RUS,Russia,UN,United Nations,member,1945,2014
9999,ATL,Atlantis,UN,United Nations,member,1945,2014
705,KZK,Kazakhstan,WTO,"World Trade Org, WTO",observer,1996,1990
"""

TWINS = """\
origincityLabel\torigincountry\toriginlat\toriginlong\tsistercityLabel\tdestinationlat\tdestinationlong\tdestination_countryLabel
Kraków\tPoland\t50.06\t19.94\tLeipzig\t51.34\t12.37\tGermany
Leipzig\tGermany\t51.34\t12.37\tKraków\t50.06\t19.94\tPoland
Naumburg\tGermany\t51.15\t11.81\tKraków\t50.06\t19.94\tPoland
Naumburg\tGermany\t51.25\t9.16\tLeipzig\t51.34\t12.37\tGermany
Leipzig\tGermany\t51.34\t12.37\tQ16058312\t41.5\t26.3\tGreece
Leipzig\tGermany\t51.34\t12.37\tSimferopol\t44.9\t34.1\tt430222130
Leipzig\tGermany\t51.34\t12.37\tLeipzig\t51.34\t12.37\tGermany
"""

MAPPING = """
table = "universities"
[columns]
name = "itemLabel"
founded = { from = "inception", as = "date" }
belongs_to = { from = "countryLabel", as = "country" }
seat = { from = "cityLabel", as = "city", of = "countryLabel" }
"""
ENTITY = "http://www.wikidata.org/entity/Q168165"
RESULT = {
    "item": ENTITY,
    "itemLabel": "Al-Farabi University",
    "inception": "1934-01-15T00:00:00Z",
    "countryLabel": "Kazakhstan",
    "cityLabel": "Almaty",
}

BIBTEX = r"""
@article{kairken2020, title = {T{\"u}rksoy and {Қазақ} culture},
  author = {Kairken, Adiyet and Ayagan Burkitbay},
  journal = {PalArch's Journal}, volume = 17, number = 3, pages = {803--814}, year = 2020, doi = {10.1/x_y}}
@book{nye2004soft, title = {Soft Power \& the Means}, author = {Nye, Joseph S.}, year = 2004,
  publisher = {PublicAffairs}, address = {New York}, abstract = {not taken}}
@phdthesis{doe1999, author = {Doe, Jane}, title = {Envoys}, school = {Almaty}, year = {1999}}
"""


Write = Callable[[str, str], Path]


def member_of(store: Store, state: str) -> list[tuple[str, str, str]]:
    rows = store.read(
        "MATCH (a:Elshi {id: $id})-[r:MEMBER_OF]->(o) RETURN o.id AS o, r.during AS d, r.sections AS s",
        {"id": state},
    )
    return sorted((row["o"], row["d"], row["s"][0]) for row in rows)


def test_memberships_are_spells_with_years_and_cite_their_row(store: Store, file: Write) -> None:
    done = load(store, [file("memberships.csv", MEMBERSHIPS)], kind="igo")
    assert member_of(store, "KZ") == [("turksoy", "1993/", "row 2")]
    assert member_of(store, "US") == [("unesco", "1946/1984", "row 4"), ("unesco", "2003/", "row 5")]
    assert list(done.left_out) == [
        "No state is known by the code 9999 (Atlantis).",
        "row 9: '1996–1990' is no spell; two years in order were expected.",
    ]


def test_a_spell_is_given_to_the_state_that_bore_the_code_when_it_ended(store: Store, file: Write) -> None:
    load(store, [file("memberships.csv", MEMBERSHIPS)], kind="igo")
    assert [o for o, _, _ in member_of(store, "SUHH")] == ["igo-comecon"]
    assert [o for o, _, _ in member_of(store, "RU")] == ["united-nations"]


def test_memberships_loaded_again_change_nothing_and_name_their_terms(store: Store, file: Write) -> None:
    path = file("memberships.csv", MEMBERSHIPS)
    load(store, [path], kind="igo")
    assert load(store, [path], kind="igo").changed_nothing
    assert {row["file"] for row in store.read("MATCH (l:ElshiLoad) RETURN l.file AS file")} == {path.name}
    [row] = store.read("MATCH (s:Elshi {id: 'cow-igo'}) RETURN s.licence AS licence, s.publication AS cited")
    assert "citation" in row["licence"]
    assert "Pevehouse" in row["cited"]


def test_a_table_without_the_columns_of_memberships_is_refused(file: Write) -> None:
    with pytest.raises(ElshiError, match="the column 'cow_code' is missing"):
        gather("igo", [file("memberships.csv", "state,organisation\nKazakhstan,UN\n")])


def test_the_reverse_direction_of_twin_towns_is_the_same_tie(store: Store, file: Write) -> None:
    done = load(store, [file("twins.tsv", TWINS)], kind="twin-towns")
    rows = store.read(
        "MATCH (t:Elshi:Partnership)-[c:CITES]->() RETURN t.id AS id, t.kind AS kind, c.section AS section"
    )
    cited = {row["id"]: row["section"] for row in rows}
    assert cited["twin-de-leipzig-pl-krakow"] == "row 2, row 3"
    assert {row["kind"] for row in rows} == {"twin-city"}
    assert len(rows) == 3
    assert list(done.left_out) == [
        "row 6: the town 'Q16058312' has no name.",
        "No country is known as 't430222130'.",
        "Leipzig (DE) would be its own twin.",
    ]


def test_towns_lie_where_their_rows_say_and_states_at_their_capitals(store: Store, file: Write) -> None:
    wrong = TWINS.replace("Leipzig\tGermany\t51.34\t12.37", "Leipzig\tGermany\t51.34\t512.37")
    load(store, [file("twins.tsv", wrong)], kind="twin-towns")
    rows = store.read(
        "MATCH (n:Elshi:Actor) WHERE n.id IN ['pl-krakow', 'PL', 'de-leipzig'] "
        "RETURN n.id AS id, n.latitude AS north, n.longitude AS east"
    )
    lies = {row["id"]: (row["north"], row["east"]) for row in rows}
    assert lies["pl-krakow"] == (50.06, 19.94)
    assert lies["de-leipzig"] == (51.34, 12.37)
    assert lies["PL"] == pytest.approx((52.2, 21.0), abs=0.1)


def test_towns_of_one_name_far_from_each_other_are_two(file: Write) -> None:
    made = gather("twin-towns", [file("twins.tsv", TWINS)])
    assert sorted(made.rows["cities"]) == [
        "de-leipzig",
        "de-naumburg-51.1n-11.8e",
        "de-naumburg-51.2n-9.2e",
        "pl-krakow",
    ]


def results(name: str, shape: str, file: Write) -> Path:
    if shape == "csv":
        head = ",".join(RESULT)
        return file(f"{name}.csv", f"{head}\n{','.join(RESULT.values())}\n")
    verbose = {k: {"type": "literal", "value": v} for k, v in RESULT.items()}
    data: object = [RESULT] if shape == "json" else [verbose]
    if shape == "sparql":
        data = {"head": {"vars": list(RESULT)}, "results": {"bindings": [verbose]}}
    return file(f"{name}.json", json.dumps(data))


@pytest.mark.parametrize("shape", ["csv", "json", "verbose", "sparql"])
def test_query_results_are_read_in_every_shape_of_the_query_service(shape: str, file: Write) -> None:
    options = OpenDataOptions(mapping=file("mapping.toml", MAPPING))
    made = gather("wikidata", [results("answer", shape, file)], options)
    [row] = made.rows["universities"].values()
    assert dict(row.record.values) == {
        "id": "Q168165",
        "wikidata": "Q168165",
        "name": "Al-Farabi University",
        "founded": "1934-01-15",
        "belongs_to": ["KZ"],
        "seat": ["kz-almaty"],
        "source": "wikidata",
        "section": "Q168165",
    }


ALL = MAPPING.replace('name = "itemLabel"', 'name = "itemLabel"\nurl = "site"')


def answered(file: Write, *rows: dict[str, object], mapping: str = ALL) -> Gathering:
    """What is gathered from verbose results as the query service downloads them."""
    found = json.dumps({"head": {"vars": ["item"]}, "results": {"bindings": rows}})
    return gather(
        "wikidata", [file("answer.json", found)], OpenDataOptions(mapping=file("mapping.toml", mapping))
    )


def bound(**values: str) -> dict[str, object]:
    known = {"item": ENTITY, "itemLabel": "Al-Farabi University", **values}
    return {name: {"type": "literal", "value": value} for name, value in known.items()}


def test_a_value_that_the_first_row_lacks_is_read_from_the_others(file: Write) -> None:
    other = ENTITY.replace("Q168165", "Q5")
    made = answered(file, bound(), bound(item=other, inception="1990-05-01T00:00:00Z"))
    assert [row.record.values.get("founded") for row in made.rows["universities"].values()] == [
        None,
        "1990-05-01",
    ]
    assert list(made.left_out) == [
        "answer.json: no row has a value of 'site', so url stays empty.",
        "answer.json: no row has a value of 'countryLabel', so belongs_to stays empty.",
        "answer.json: no row has a value of 'cityLabel', so seat stays empty.",
    ]


def test_a_variable_without_which_no_row_can_be_is_asked_for(file: Write) -> None:
    with pytest.raises(ElshiError, match=r"answer\.json has no variable 'label'; it has item, itemLabel"):
        answered(file, bound(), mapping=MAPPING.replace('"itemLabel"', '"label"'))
    with pytest.raises(ElshiError, match="it has no rows"):
        gather(
            "wikidata",
            [file("answer.csv", "item,itemLabel\n")],
            OpenDataOptions(mapping=file("mapping.toml", MAPPING)),
        )


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("1934-00-00T00:00:00Z", "1934"), ("+1934-01-00T00:00:00Z", "1934-01"),
        ("1934-01-01T00:00:00Z", "1934"), ("-0044-03-15T00:00:00Z", None), ("0000-01-01T00:00:00Z", None),
        ("-13798000000-01-01T00:00:00Z", None), ("t430222130", None),
        ("http://www.wikidata.org/.well-known/genid/3e1a", None), ("_:b0", None), ("long ago", None),
    ],
)  # fmt: skip
def test_a_time_stamp_keeps_its_precision_and_what_is_none_stays_empty(
    written: str, date: str | None, file: Write
) -> None:
    [row] = answered(file, bound(inception=written)).rows["universities"].values()
    assert row.record.values.get("founded") == date


def test_blank_nodes_and_numbers_in_place_of_labels_are_no_names(file: Write) -> None:
    made = answered(
        file,
        bound(countryLabel="Kazakhstan", cityLabel="Q16058312"),
        bound(item=ENTITY.replace("Q168165", "Q7"), itemLabel="Q7"),
        {**bound(itemLabel="Nobody"), "item": {"type": "bnode", "value": "b7"}},
    )
    [row] = made.rows["universities"].values()
    assert row.record.values["belongs_to"] == ["KZ"]
    assert "seat" not in row.record.values
    assert "cities" not in made.rows
    assert {"answer.json, row 2: no id or no name.", "answer.json, row 3: no id or no name."} <= {
        *made.left_out
    }


def test_of_two_values_for_one_the_second_is_listed(file: Write) -> None:
    made = answered(file, bound(inception="1934"), bound(inception="1933-12-01T00:00:00Z"))
    assert "Q168165: founded is 1934, and not 1933-12-01 too; one value was expected." in made.left_out


def test_a_row_of_results_that_does_not_fit_is_left_out_and_listed(file: Write) -> None:
    mapping = MAPPING.replace('name = "itemLabel"', 'name = "itemLabel"\nror = "rorId"')
    made = answered(file, bound(rorId="not one"), bound(item=ENTITY + "1"), mapping=mapping)
    assert list(made.rows["universities"]) == ["Q1681651"]
    assert any("'not one' is not an id in ROR" in why for why in made.left_out)


def test_a_mapping_that_names_no_column_is_refused_with_the_columns(file: Write) -> None:
    options = OpenDataOptions(
        mapping=file("mapping.toml", 'table = "universities"\n[columns]\nopened = "inception"\n')
    )
    with pytest.raises(ElshiError, match="'opened' is not a column of universities"):
        gather("wikidata", [results("answer", "json", file)], options)


def test_results_without_a_mapping_say_what_is_needed(file: Write) -> None:
    with pytest.raises(ElshiError, match="--mapping FILE"):
        gather("wikidata", [results("answer", "json", file)])


def test_a_library_in_bibtex_comes_back_the_same(store: Store, file: Write) -> None:
    load(store, [file("library.bib", BIBTEX)], kind="bibtex")
    once = "".join(bibliography.bibtex(store))
    assert "title = {Türksoy and Қазақ culture}" in once
    assert "author = {Kairken, Adiyet and Ayagan Burkitbay}" in once
    assert "@phdthesis{doe1999" in once
    store.write("MATCH (n) WHERE n:Elshi OR n:ElshiLoad OR n:ElshiRows DETACH DELETE n")
    load(store, [file("again.bib", once)], kind="bibtex")
    assert "".join(bibliography.bibtex(store)) == once


def test_a_library_in_csl_json_comes_back_the_same(store: Store, file: Write) -> None:
    load(store, [file("library.bib", BIBTEX)], kind="bibtex")
    once = bibliography.csl(store)
    assert [item["author"] for item in once if item["type"] == "thesis"] == [
        [{"family": "Doe", "given": "Jane"}]
    ]
    store.write("MATCH (n) WHERE n:Elshi OR n:ElshiLoad OR n:ElshiRows DETACH DELETE n")
    load(store, [file("library.json", bibliography.as_json(once))], kind="csl")
    assert bibliography.csl(store) == once


def test_an_entry_without_a_title_is_left_out_and_listed(file: Write) -> None:
    made = gather("bibtex", [file("library.bib", "@misc{a, year = 2000}\n@misc{b, title = {B}}")])
    assert list(made.rows["sources"]) == ["b"]
    assert list(made.left_out) == ["Entry 1 (a): it has no title or no key."]


@pytest.mark.parametrize(("name", "kind"), [("a.bib", "bibtex"), ("a.json", "csl")])
def test_a_file_that_is_no_library_is_refused(name: str, kind: str, file: Write) -> None:
    with pytest.raises(ElshiError, match=r"holds no entry of BibTeX|is not JSON"):
        gather(kind, [file(name, "Dear reader")])


def test_every_kind_states_its_licence_and_its_citation() -> None:
    assert all(data.licence and data.citation for data in described())
    assert (ROOT / "docs" / "opendata.md").read_text(encoding="utf-8") == page()


def test_the_command_loads_open_data_and_lists_what_it_left_out(
    elshi: Callable[..., CompletedProcess[str]], file: Write
) -> None:
    done = elshi("load", "--kind", "igo", str(file("memberships.csv", MEMBERSHIPS)))
    assert done.returncode == 0, done.stderr
    assert "new" in done.stdout
    assert "No state is known by the code 9999 (Atlantis)." in done.stderr


@pytest.mark.one_engine
@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real samples are not here (../shared)")
def test_the_real_samples_load_whole_and_name_what_is_not_resolved(store: Store) -> None:
    igo = load(store, [SAMPLES / "igo-memberships" / "memberships.csv"], kind="igo")
    twins = load(store, [SAMPLES / "sister-cities" / "sister-cities.tsv"], kind="twin-towns")
    texts = load(store, [SAMPLES / "treaty-texts"], kind="un-treaties")
    assert not igo.left_out
    assert list(twins.left_out) == [
        "row 1640: the town 'Q16058312' has no name.",
        "No country is known as 't430222130'.",
        "No country is known as 'Luhansk People's Republic'.",
    ]
    assert all("another copy of" in why for why in texts.left_out), texts.left_out
    [row] = store.read("MATCH (:Elshi:Country)-[r:MEMBER_OF]->(:Organisation) RETURN count(r) AS many")
    assert row["many"] == 18_688
    [row] = store.read("MATCH (t:Elshi:Treaty) RETURN count(t) AS many")
    assert row["many"] + len(texts.left_out) == len(list((SAMPLES / "treaty-texts").glob("*.txt")))
    read = network(store)
    states = "Kazakhstan; Kyrgyzstan; Tajikistan; Turkmenistan; Uzbekistan; Turkey"
    orbit = TieFilter(2014, 2014, group=states)
    seen = view(read, level="organisations", choice=orbit)
    both = set(seen.ties["TR"]) & set(seen.ties["KZ"])
    assert {"economic-cooperation-organization", "united-nations"} <= both
    towns = view(read, choice=TieFilter(kinds=("twin-city",), group="Poland; Germany"))
    assert towns.graph.has_edge("de-leipzig", "pl-krakow")
    lying = [id_ for id_ in towns.graph if "latitude" in read.actors[id_]]
    assert len(lying) > 0.99 * len(towns.graph)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real samples are not here (../shared)")
def test_each_state_is_in_as_many_organisations_each_year_as_the_sample_says(store: Store) -> None:
    path = SAMPLES / "igo-memberships" / "memberships.csv"
    load(store, [path], kind="igo")
    expected: dict[tuple[str, int], set[str]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            last = int(row["last_year"])
            for year in range(int(row["first_year"]), last + 1):
                expected[_bearer(row, last), year].add(row["organisation_code"])
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for row in store.read(
        "MATCH (a:Elshi:Country)-[r:MEMBER_OF]->(o:Organisation) "
        "RETURN a.id AS state, r.during AS during, o.id AS organisation"
    ):
        first, last_year = row["during"].split("/")
        for year in range(int(first), int(last_year or 2014) + 1):
            found[row["state"], year].add(row["organisation"])
    assert {at: len(some) for at, some in found.items()} == {at: len(some) for at, some in expected.items()}
    assert len(found) > 15_000
    read = network(store)
    for year in (1946, 1975, 1991, 2013):
        seen = view(read, level="organisations", choice=TieFilter(year, year))
        in_view = {state: len(seen.ties[state]) for state in seen.ties}
        assert in_view == {state: len(some) for (state, when), some in expected.items() if when == year}


def _bearer(row: dict[str, str], year: int) -> str:
    """The state that bore a row's code when its spell ended; Germany's was Prussia's before 1871."""
    code = int(row["cow_code"])
    return "x-prussia-1701" if code == 255 and year < 1871 else str(cow_state(code, year))
