"""Libraries as people keep them: percent signs in addresses, ministries among authors, "and others"."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from elshi.graph.exports import bibliography
from elshi.graph.store.store import Store
from elshi.loaders.load.load import load
from elshi.loaders.opendata import gather
from elshi.loaders.opendata.bibliography import people, tex

ENCODED = "https://kk.wikipedia.org/wiki/%D0%90%D0%B1%D0%B0%D0%B9"

LIBRARY = rf"""
@misc{{abai, title = {{Abai: 100% of his words}}, url = {{{ENCODED}}}, year = 2015}}
@article{{share, title = {{What 30\% of a budget buys}}, author = {{Nye, Joseph S.}}, year = 2004,
  journal = {{Culture \& 5% of GDP}}, doi = {{10.1000/a%20b\_c}}}}
@report{{statistics, title = {{Culture in figures}}, year = 2013,
  author = {{{{Agency of Statistics, Planning and Audit}} and Kairken, Adiyet and others}},
  editor = {{{{UNESCO Institute for Statistics}} AND Doe, Jane}}}}
"""


@pytest.fixture
def library(tmp_path: Path) -> Callable[[str, str], Path]:
    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_percent_sign_ends_no_value(library: Callable[[str, str], Path]) -> None:
    made = gather("bibtex", [library("mine.bib", LIBRARY)])
    rows = {id_: row.record.properties() for id_, row in made.rows["sources"].items()}
    assert rows["abai"]["url"] == ENCODED
    assert rows["abai"]["name"] == "Abai: 100% of his words"
    assert rows["share"]["doi"] == "10.1000/a%20b_c"
    assert rows["share"]["name"] == "What 30% of a budget buys"
    assert rows["share"]["publication"] == "Culture & 5% of GDP"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"Twelve\%", "Twelve%"),
        ("%", "%"),
        (r"a \\% b", "a % b"),
        (r"K{\"o}ln {GDP} 7%", "Köln GDP 7%"),
        (r"\emph{Envoys}", "Envoys"),
    ],
)
def test_a_value_of_bibtex_is_read_to_its_end(written: str, meant: str) -> None:
    assert " ".join(tex(written).split()) == meant


def test_braces_keep_a_bodys_name_together_and_others_are_nobody(
    library: Callable[[str, str], Path],
) -> None:
    made = gather("bibtex", [library("mine.bib", LIBRARY)])
    said = made.rows["sources"]["statistics"].record.properties()
    assert said["authors"] == "Agency of Statistics, Planning and Audit; Kairken, Adiyet"
    assert said["editors"] == "UNESCO Institute for Statistics; Doe, Jane"
    assert said["more_authors"] is True
    assert "more_authors" not in made.rows["sources"]["share"].record.properties()


@pytest.mark.parametrize(
    ("written", "names", "more"),
    [
        ("Rand, A. and Sand, B.", "Rand, A.; Sand, B.", False),
        ("{A and {B and C}} and D, E", "A and B and C; D, E", False),
        ("Doe, Jane\n  and\nothers", "Doe, Jane", True),
        ("{Bodies; and Souls}", "Bodies, and Souls", False),
        ("", "", False),
    ],
)
def test_names_are_parted_only_where_no_braces_hold_them(written: str, names: str, more: bool) -> None:
    assert people(written) == (names, more)


def test_such_a_library_comes_back_the_same_from_both_forms(
    store: Store, library: Callable[[str, str], Path]
) -> None:
    load(store, [library("mine.bib", LIBRARY)], kind="bibtex")
    once, items = "".join(bibliography.bibtex(store)), bibliography.csl(store)
    assert f"url = {{{ENCODED}}}" in once
    assert "author = {{Agency of Statistics, Planning and Audit} and Kairken, Adiyet and others}" in once, (
        once
    )
    [body, person] = next(item["author"] for item in items if item["id"] == "statistics")
    assert body == {"literal": "Agency of Statistics, Planning and Audit"}
    assert person == {"family": "Kairken", "given": "Adiyet"}
    assert next(item["URL"] for item in items if item["id"] == "abai") == ENCODED
    for name, text, kind in (
        ("again.bib", once, "bibtex"),
        ("again.json", bibliography.as_json(items), "csl"),
    ):
        store.write("MATCH (n) WHERE n:Elshi OR n:ElshiLoad OR n:ElshiRows DETACH DELETE n")
        load(store, [library(name, text)], kind=kind)
        assert bibliography.csl(store) == items
        if kind == "bibtex":
            assert "".join(bibliography.bibtex(store)) == once


def test_in_csl_too_others_are_nobody_and_a_semicolon_parts_no_name(
    library: Callable[[str, str], Path],
) -> None:
    item = {
        "id": "yearbook",
        "title": "Yearbook",
        "author": [{"literal": "Ministry of Culture; Sport"}, {"literal": "others"}],
    }
    made = gather("csl", [library("mine.json", json.dumps([item]))])
    said = made.rows["sources"]["yearbook"].record.properties()
    assert (said["authors"], said["more_authors"]) == ("Ministry of Culture, Sport", True)
