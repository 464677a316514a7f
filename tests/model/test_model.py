"""The model and what follows from it: reference page, templates, schemas, records."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elshi.graph.model.columns import Party
from elshi.graph.model.records import NodeRecord, Standing
from elshi.loaders import RECORDS
from elshi.loaders.pages.model_page import json_schema, page, template
from elshi.loaders.tables.rows import validated
from tests.fixtures.paths import ROOT

VOCABULARY = """
SIGNED HOSTED ORGANISED PRESENTED PERFORMED JOINED PARTNERED LAUNCHED CREATED TRANSLATED PUBLISHED GAVE
RECEIVED SENT ADOPTED INVOLVED SUPPORTED FUNDED REPRESENTED HELD_IN HONOURS ESTABLISHED UNDER RENEWS AMENDS
SUPERSEDES EDITION_OF MEMBER_OF PART_OF LOCATED_IN SEATED_IN BELONGS_TO FOUNDED LEADS REPRESENTS SUCCEEDS
ORIGINATED REACHED CITES
"""


def test_the_reference_page_is_fresh() -> None:
    assert (ROOT / "docs" / "model.md").read_text(encoding="utf-8") == page(), "run 'make docs'"


def test_every_column_and_kind_is_described() -> None:
    for table, record in RECORDS.items():
        for name, info in record.columns().items():
            assert info.description or (name == "kind" and record.kinds()), f"{table}.{name}"


@pytest.mark.parametrize("table", RECORDS)
def test_a_template_holds_the_columns_and_the_schema_describes_them(table: str) -> None:
    [headings] = csv.reader(io.StringIO(template(RECORDS[table])))
    assert headings == list(json_schema(RECORDS[table])["properties"])


def test_the_relationships_of_the_model_are_the_closed_vocabulary() -> None:
    columns = {c.type for record in RECORDS.values() for c in record.related().values()}
    standing = {r.type for r in RECORDS.values() if issubclass(r, Standing)}
    assert columns | standing | {"CITES"} == set(VOCABULARY.split())


def test_labels_and_types_are_safe_to_stand_in_cypher() -> None:
    for record in RECORDS.values():
        if issubclass(record, NodeRecord):
            assert all(re.fullmatch("[A-Z][A-Za-z]+", label) for label in (record.label, *record.parents))


def test_a_festival_is_an_event_with_a_label_of_its_own() -> None:
    festival = validated(RECORDS["events"], {"id": "f", "kind": "festival", "name": "F"}, "row")
    assert isinstance(festival, NodeRecord)
    assert festival.labels() == ("Elshi", "Event", "Festival", "Tie")


def test_a_university_is_an_organisation_too() -> None:
    university = validated(RECORDS["universities"], {"id": "u", "name": "U"}, "row")
    assert isinstance(university, NodeRecord)
    assert university.labels() == ("Actor", "Elshi", "Organisation", "University")


def test_parties_play_together_unless_the_row_says_severally() -> None:
    cells = {"id": "x", "kind": "students", "name": "X", "received_by": "kaznu; kz-opera", "number": "23"}
    for written, meant in (({}, "together"), ({"pairing": "severally"}, "severally")):
        exchange = validated(RECORDS["exchanges"], cells | written, "row")
        assert isinstance(exchange, NodeRecord)
        assert exchange.properties()["pairing"] == meant


def test_a_row_that_stands_for_many_says_for_how_many_at_least() -> None:
    cells = {"id": "x", "kind": "agreement", "name": "X", "count": "90", "at_least": "true"}
    treaty = validated(RECORDS["treaties"], cells, "row")
    assert isinstance(treaty, NodeRecord)
    assert (treaty.properties()["count"], treaty.properties()["at_least"]) == (90, True)
    [sentence] = validated(RECORDS["treaties"], cells | {"at_least": "about"}, "row")
    assert sentence == "row, row 0, column at_least: 'about' is neither true nor false."


@given(
    st.from_regex(r"[a-z0-9]{1,9}", fullmatch=True),
    st.sampled_from(["stated", "unsure"]),
    st.dictionaries(
        st.from_regex(r"[a-z_]{1,9}", fullmatch=True),
        st.text(min_size=1, max_size=9, alphabet="Қазақ stan,;.=1").map(str.strip).filter(bool),
        max_size=3,
    ),
)
def test_a_party_is_read_as_it_is_written(id_: str, certainty: str, particulars: dict[str, str]) -> None:
    party = Party(id_, certainty, particulars)
    assert Party.read(str(party)) == party


@pytest.mark.parametrize("text", ["", "?", "KZ CN", "KZ [ratified]", "[office=x]", "KZ [a=]"])
def test_what_is_no_party_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        Party.read(text)


@given(
    st.sampled_from(sorted(RECORDS)), st.dictionaries(st.text(max_size=9), st.text(max_size=30), max_size=5)
)
def test_any_cells_give_a_record_or_sentences(table: str, cells: dict[str, str]) -> None:
    record = RECORDS[table]
    known = {
        name: cells.get(name, value) for name, value in zip(record.columns(), cells.values(), strict=False)
    }
    found = validated(record, known, "table.csv, row 2")
    if isinstance(found, list):
        assert found
        assert all(sentence.startswith("table.csv, row 2") and sentence.endswith(".") for sentence in found)
