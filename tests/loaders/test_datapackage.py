"""The tables as others find them: the data package, the data card, the citation, and rows for review."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from elshi.graph.model.records import NodeRecord
from elshi.loaders import DATA_VERSION, RECORDS
from elshi.loaders.corpus import corpus_folder, packaged
from elshi.loaders.curation.desk import Desk
from elshi.loaders.pages import data_card
from elshi.loaders.pages.datapackage import package, text
from elshi.loaders.tables.rows import read
from tests.fixtures import tables
from tests.fixtures.draw import drawn
from tests.fixtures.paths import ROOT, SHARED

TEXTS = SHARED / "corpus"


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(row for path in packaged() for row in read(path).rows)


@cache
def described() -> dict[str, Any]:
    """The description of the packaged tables, made once."""
    return package()


def test_the_data_package_is_fresh() -> None:
    path = corpus_folder() / "datapackage.json"
    assert path.read_text(encoding="utf-8") == text(), "run 'make docs'"


def test_the_data_card_is_fresh() -> None:
    assert (ROOT / "docs" / "data.md").read_text(encoding="utf-8") == data_card.page(), "run 'make docs'"


def test_every_table_is_a_resource_whose_fields_stand_in_its_order() -> None:
    resources = {resource["name"]: resource for resource in described()["resources"]}
    for path in packaged():
        with open(path, encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        assert [field["name"] for field in resources[path.stem]["schema"]["fields"]] == header
        assert all(re.fullmatch("[-a-z0-9._]+", name) for name in resources)


def test_every_field_is_described_and_has_a_type_of_frictionless() -> None:
    for resource in described()["resources"]:
        assert resource["description"]
        for field in resource["schema"]["fields"]:
            assert field["description"], f"{resource['name']}.{field['name']}"
            assert field["type"] in {"string", "integer", "number", "boolean"}


def test_keys_lead_to_tables_that_are_there() -> None:
    resources = {resource["name"]: resource for resource in described()["resources"]}
    for name, resource in resources.items():
        schema = resource["schema"]
        if name in RECORDS and issubclass(RECORDS[name], NodeRecord):
            assert schema["primaryKey"] == ["id"]
        for key in schema.get("foreignKeys", ()):
            assert key["reference"]["resource"] in resources
    assert {"fields": ["source"], "reference": {"resource": "sources", "fields": ["id"]}} in resources[
        "citations"
    ]["schema"]["foreignKeys"]
    [_, person] = resources["representations"]["schema"]["foreignKeys"]
    assert person["reference"]["resource"] == "persons"


def test_the_kinds_of_a_treaty_are_a_closed_list() -> None:
    [treaties] = [r for r in described()["resources"] if r["name"] == "treaties"]
    [kind] = [field for field in treaties["schema"]["fields"] if field["name"] == "kind"]
    assert kind["constraints"] == {"required": True, "enum": list(RECORDS["treaties"].kinds())}


def test_settled_findings_are_described_where_there_are_any(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text(tables.SOURCES, encoding="utf-8")
    assert [r["name"] for r in package(tmp_path)["resources"]] == ["sources"]
    (tmp_path / "settled.csv").write_text("finding,rows,reason\n", encoding="utf-8")
    assert [r["name"] for r in package(tmp_path)["resources"]] == ["sources", "settled"]


def test_the_package_has_a_licence_a_version_and_its_sources() -> None:
    made = described()
    assert made["licenses"][0]["name"] == "CC-BY-4.0"
    assert made["version"] == DATA_VERSION
    assert len(made["sources"]) == len(read(corpus_folder() / "sources.csv").rows)


def test_the_citation_names_the_versions_of_program_and_data() -> None:
    said = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {version('elshi')}\n" in said
    assert f"(version {DATA_VERSION})" in " ".join(said.split())


def test_the_card_says_what_is_missing_and_whose_viewpoint_it_is() -> None:
    page = data_card.page()
    assert DATA_VERSION in page
    for heading in (
        "By kind",
        "By field",
        "By year",
        "By country",
        "By source",
        "What is known to be missing",
    ):
        assert f"## {heading}\n" in page
    assert re.search(r"\d+% of the ties have a Kazakhstani part", page)


def test_a_ministry_counts_for_its_country_and_an_intergovernmental_body_for_none(desk: Desk) -> None:
    assert data_card.countries(desk, "kz-almaty") == {"KZ"}
    assert data_card.countries(desk, "turksoy") == set()
    assert data_card.countries(desk, "nobody") == set()


def test_a_seed_draws_the_same_twenty_rows_again(desk: Desk) -> None:
    once = [record.subject for record in drawn(desk, 7)]
    assert len(set(once)) == 20
    assert [record.subject for record in drawn(desk, 7)] == once
    assert [record.subject for record in drawn(desk, 8)] != once


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the texts of the sources are not here")
def test_rows_are_drawn_with_their_passages() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fixtures.draw", "3", "--texts", str(TEXTS)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.startswith("Seed 3: 20 facts")
    assert "no text of this source" not in done.stdout
