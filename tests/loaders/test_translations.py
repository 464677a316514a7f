"""Names of facts in the languages of readers: translated ones are marked, and give way to a source's own."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from elshi.graph.i18n import LANGUAGES
from elshi.graph.i18n.facts import FactNames
from elshi.graph.lookup import find
from elshi.graph.lookup.dossier import dossier
from elshi.graph.lookup.localised import in_language
from elshi.graph.store.store import Store
from elshi.graph.views.network import Network
from elshi.loaders import RECORDS
from elshi.loaders.corpus import corpus_folder
from elshi.loaders.load.load import load
from tests.fixtures import tables

Table = Callable[[str, str], Path]

TRANSLATIONS = list(csv.DictReader((corpus_folder() / "translations.csv").open(encoding="utf-8")))
TIES = ("events", "series", "treaties", "programmes", "works", "honours", "partnerships", "exchanges",
        "diplomatic_ties", "laws", "incidents")  # fmt: skip
LETTERS = {"kk": re.compile("[а-яәғқңөұүһі]"), "ru": re.compile("[а-яё]"), "tr": re.compile("[a-zçğıöşü]")}


@pytest.fixture(scope="module")
def own() -> dict[str, dict[str, str]]:
    rows = (row for table in TIES for row in csv.DictReader((corpus_folder() / f"{table}.csv").open("r")))
    return {row["id"]: row for row in rows}


def load_translated(store: Store, table: Table, row: str) -> dict[str, object]:
    files = [table(name, text) for name, text in tables.ALL.items()]
    translations = table("translations", f"fact,name_kk,name_ru,name_tr,note_kk\n{row}\n")
    load(store, [*files, translations])
    [fact] = store.read("MATCH (n:Elshi {id: $id}) RETURN properties(n) AS p", {"id": row.split(",")[0]})
    properties: dict[str, object] = fact["p"]
    return properties


def test_a_translated_name_is_marked_and_found_by_search(store: Store, table: Table) -> None:
    row = "kz-cn-agreement-1992,,Соглашение о культуре,Kültür anlaşması,Ескертпе"
    fact = load_translated(store, table, row)
    assert fact["name_ru"] == "Соглашение о культуре"
    assert fact["note_kk"] == "Ескертпе"
    assert fact["translated"] == ["ru", "tr"]
    assert find.one(store, "Kültür anlaşması").id == "kz-cn-agreement-1992"


def test_a_source_s_own_name_is_never_replaced_by_a_translation(store: Store, table: Table) -> None:
    fact = load_translated(store, table, "CN,Аударма,Перевод,Çeviri,")
    assert fact["name_kk"] != "Аударма"
    assert "kk" not in fact["translated"]  # type: ignore[operator]


def test_a_label_of_the_table_of_names_is_no_translation_whatever_the_order_of_rows(
    store: Store, table: Table
) -> None:
    names = "actor,name,language,kind\nkz-cn-agreement-1992,Kültür üzerine anlaşma,tr,label\n"
    load(store, [table(name, text) for name, text in tables.ALL.items()])
    load(store, [table("translations", "fact,name_tr\nkz-cn-agreement-1992,Anlaşma\n")])
    load(store, [table("names", names)])
    [fact] = store.read(
        "MATCH (n:Elshi {id: 'kz-cn-agreement-1992'}) RETURN n.name_tr AS name, n.translated AS t"
    )
    assert fact == {"name": "Kültür üzerine anlaşma", "t": None}


@pytest.mark.parametrize("language", list(LETTERS))
def test_translations_are_written_in_the_letters_of_their_language(language: str) -> None:
    for row in TRANSLATIONS:
        name = row[f"name_{language}"]
        assert not name or LETTERS[language].search(name), row["fact"]
        if language == "tr":
            assert not re.search("[\u0400-\u04ff]", name), row["fact"]
        if language == "ru":
            assert not re.search("[әғқңұһ]", re.sub("«[^»]*»", "", name)), row["fact"]


def test_the_curated_translations_repeat_no_name_that_a_row_has_itself(
    own: dict[str, dict[str, str]],
) -> None:
    repeated = [
        (row["fact"], language)
        for row in TRANSLATIONS
        for language in LETTERS
        if row[f"name_{language}"] and own.get(row["fact"], {}).get(f"name_{language}")
    ]
    assert repeated == []


def test_the_numbers_of_a_name_stand_in_its_translations(own: dict[str, dict[str, str]]) -> None:
    for row in TRANSLATIONS:
        numbers = set(re.findall(r"\d{3,}", own[row["fact"]]["name"]))
        for language in LETTERS:
            if name := row[f"name_{language}"]:
                assert numbers <= set(re.findall(r"\d{3,}", name)), (row["fact"], language)


def test_every_curated_fact_has_a_name_in_each_language_and_says_which_kind(corpus_network: Network) -> None:
    names = FactNames(corpus_network)
    told = {(language, id_): names(language, id_) for language in LANGUAGES for id_ in corpus_network.ties}
    assert all(name for name, _ in told.values())
    english = {
        id_
        for (language, id_), (name, wording) in told.items()
        if language != "en" and wording == "own" and name == corpus_network.ties[id_]["name"]
    }
    assert english == set()
    assert {wording for _, wording in told.values()} >= {"own", "translated"}


def test_the_table_of_translations_belongs_to_the_model() -> None:
    assert RECORDS["translations"].about == "fact"  # type: ignore[attr-defined]


def test_an_answer_names_facts_and_actors_in_the_reader_s_language_and_marks_translations(
    store: Store, table: Table
) -> None:
    load_translated(store, table, "kz-cn-agreement-1992,,Соглашение о культуре,Kültür anlaşması,")
    rows = [{"tie": "Cultural agreement", "who": ["China", "Kazakhstan"], "kind": "agreement", "n": 1}]
    assert in_language(store, rows, "tr") == [{**rows[0], "tie": "Kültür anlaşması*"}]
    assert in_language(store, rows, "kk", mark="")[0]["who"] == ["Қытай", "Қазақстан"]
    assert in_language(store, rows, "en") == rows
    assert dossier(store, "kz-cn-agreement-1992", "ru").name == "Соглашение о культуре*"
