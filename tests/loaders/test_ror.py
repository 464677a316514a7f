"""ROR: universities and other bodies by id or name, only those that are asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from elshi.graph.errors import ElshiError
from elshi.graph.store.store import Store
from elshi.loaders.load.load import load
from elshi.loaders.opendata import Gathering, OpenDataOptions, gather

BODY = {
    "id": "https://ror.org/03q0vrn42",
    "names": [
        {"value": "Al-Farabi Kazakh National University", "types": ["label", "ror_display"], "lang": "en"},
        {"value": "Әл-Фараби атындағы Қазақ ұлттық университеті", "types": ["label"], "lang": "kk"},
        {"value": "Universität al-Farabi", "types": ["label"], "lang": "de"},
        {"value": "KazNU", "types": ["acronym"], "lang": None},
    ],
    "types": ["education", "funder"],
    "established": 1934,
    "links": [{"type": "website", "value": "https://www.kaznu.kz"}],
    "locations": [
        {"geonames_details": {"name": "Almaty", "country_code": "KZ", "country_name": "Kazakhstan"}}
    ],
    "external_ids": [{"type": "wikidata", "preferred": None, "all": ["Q168165"]}],
}
OTHER = {
    "id": "https://ror.org/00f54p054",
    "names": [{"value": "Elsewhere", "types": ["ror_display"]}],
    "types": [],
}


Write = Callable[[str, str], Path]


@pytest.mark.parametrize("wanted", ["03q0vrn42", "https://ror.org/03q0vrn42", "Q168165", "казну", "KAZNU"])
def test_a_university_is_found_in_ror_by_id_or_any_name(wanted: str, store: Store, file: Write) -> None:
    dump = file("ror.json", json.dumps([OTHER, BODY]))
    if wanted == "казну":
        wanted = "Әл-Фараби атындағы Қазақ ұлттық университеті"
    load(store, [dump], kind="ror", open_data=OpenDataOptions(only=(wanted,)))
    [row] = store.read(
        "MATCH (c)<-[:BELONGS_TO]-(u:Elshi:University)-[:SEATED_IN]->(p:City) RETURN u.id AS id, "
        "u.ror AS ror, u.wikidata AS wikidata, u.url AS url, u.name_kk AS kk, u.name_de AS de, "
        "u.aliases AS aliases, c.id AS c, p.id AS p"
    )
    assert row["id"] == "al-farabi-kazakh-national-university"
    assert (row["ror"], row["wikidata"], row["url"]) == ("03q0vrn42", "Q168165", "https://www.kaznu.kz")
    assert (row["de"], row["aliases"]) == ("Universität al-Farabi", ["KazNU"])
    assert (row["c"], row["p"]) == ("KZ", "kz-almaty")
    assert row["kk"].startswith("Әл-Фараби")


def test_a_body_of_ror_can_be_given_to_an_id_of_the_graph(file: Write) -> None:
    made = gather(
        "ror", [file("ror.json", json.dumps([BODY]))], OpenDataOptions(only=("kaznu=03q0vrn42", "Hogwarts"))
    )
    assert list(made.rows["universities"]) == ["kaznu"]
    assert list(made.left_out) == ["ROR has nothing by the name or id 'Hogwarts'."]


BARE = {
    "id": "https://ror.org/052bx8q98", "status": "active", "types": None, "links": None, "domains": [],
    "names": [{"value": "Steppe Institute", "types": ["ror_display"], "lang": None},
              {"value": None, "types": None, "lang": None}],
    "locations": [{"geonames_id": 1, "geonames_details": None}], "external_ids": None, "established": None,
    "relationships": None, "admin": {"last_modified": {"schema_version": "2.1"}},
}  # fmt: skip
GONE = BARE | {
    "id": "https://ror.org/03a5qrr21", "status": "withdrawn",
    "relationships": [{"label": "Istanbul University", "type": "successor", "id": "https://ror.org/03z8fyr40"}],
}  # fmt: skip
PLACED = [
    {"geonames_details": {"name": "Almaty", "country_code": "KZ", "country_name": "Kazakhstan", "lat": 43.25,
                          "lng": 76.92, "continent_code": "AS", "country_subdivision_code": "75"}},
    {"geonames_details": {"name": "Astana", "country_code": "KZ"}},
]  # fmt: skip


def from_ror(file: Write, *bodies: dict[str, object], only: str) -> Gathering:
    return gather("ror", [file("ror.json", json.dumps(bodies))], OpenDataOptions(only=(only,)))


def test_a_body_of_which_ror_says_next_to_nothing_is_taken(file: Write) -> None:
    made = from_ror(file, BARE, only="Steppe Institute")
    [row] = made.rows["organisations"].values()
    assert dict(row.record.values) == {
        "id": "steppe-institute", "kind": "other", "name": "Steppe Institute", "ror": "052bx8q98",
        "source": "ror", "section": "ror.org/052bx8q98",
    }  # fmt: skip
    assert not made.problems


def test_a_body_lies_in_the_first_of_its_places(file: Write) -> None:
    made = from_ror(file, BARE | {"locations": PLACED}, only="052bx8q98")
    [row] = made.rows["organisations"].values()
    assert (row.record.values["seat"], row.record.values["belongs_to"]) == (["kz-almaty"], ["KZ"])
    lies = {r.record.subject: r.record.values["latitude"] for r in made.rows["coordinates"].values()}
    assert lies["kz-almaty"] == 43.25


def test_a_withdrawn_record_is_never_taken_and_names_its_successor(file: Write) -> None:
    made = from_ror(file, GONE, only="03a5qrr21")
    assert not made.rows
    assert list(made.left_out) == [
        "ROR has withdrawn '03a5qrr21'; its successor is Istanbul University (https://ror.org/03z8fyr40)."
    ]
    assert list(from_ror(file, GONE, BARE, only="Steppe Institute").rows["organisations"]) == [
        "steppe-institute"
    ]


def test_a_body_that_is_no_more_says_so(file: Write) -> None:
    made = from_ror(file, GONE | {"status": "inactive"}, only="03a5qrr21")
    [row] = made.rows["organisations"].values()
    assert str(row.record.values["note"]).startswith("Not active any more, by ROR; its successor is Istanbul")


def test_of_several_bodies_of_one_name_none_is_taken(file: Write) -> None:
    twin = BARE | {"id": "https://ror.org/03z8fyr40", "locations": PLACED}
    made = from_ror(file, BARE, twin, only="Steppe Institute")
    assert not made.rows
    assert list(made.left_out) == [
        "ROR has several by the name 'Steppe Institute': 052bx8q98 (nowhere), 03z8fyr40 (Almaty, "
        "Kazakhstan); ask for one by its id."
    ]
    both = gather(
        "ror", [file("ror.json", json.dumps([BARE, twin]))], OpenDataOptions(only=("052bx8q98", "03z8fyr40"))
    )
    assert list(both.rows["organisations"]) == ["steppe-institute", "steppe-institute-03z8fyr40"]


def test_the_old_schema_of_ror_is_refused(file: Write) -> None:
    with pytest.raises(ElshiError, match=r"ror\.json, object 1: this is not ROR's schema v2"):
        from_ror(file, {"id": "https://ror.org/052bx8q98", "name": "PSL", "addresses": []}, only="PSL")


def test_ror_is_not_loaded_whole(file: Write) -> None:
    with pytest.raises(ElshiError, match="say which with --only"):
        gather("ror", [file("ror.json", json.dumps([BODY]))])
