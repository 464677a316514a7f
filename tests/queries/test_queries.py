"""The catalogue: every question is whole, runs, and answers what it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elshi.graph.errors import ElshiError
from elshi.graph.store.store import Store
from elshi.loaders.load.load import load
from elshi.queries import ask, catalogue
from elshi.queries.answers import WHOLE
from elshi.queries.arguments import TYPES
from elshi.queries.catalogue import parse
from elshi.queries.pages.catalogue_page import page
from tests.fixtures import tables
from tests.fixtures.examples import examples
from tests.fixtures.paths import ROOT

Table = Callable[[str, str], Path]

TEN = {
    "ties-between", "timeline", "treaties-of-country", "treaties-in-force", "events-by-host",
    "members-of", "university-partnerships", "who-honours-whom", "shortest-chain", "facts-by-source",
}  # fmt: skip


@pytest.fixture
def small(store: Store, table: Table) -> Store:
    load(store, [table(name, text) for name, text in tables.ALL.items()])
    return store


def test_the_catalogue_has_the_first_ten_questions() -> None:
    assert set(catalogue()) >= TEN


@pytest.mark.parametrize("name", catalogue())
def test_a_question_says_all_about_itself(name: str) -> None:
    question = catalogue()[name]
    assert question.question.endswith("?")
    for parameter in question.parameters:
        assert parameter.type in TYPES
        assert parameter.example
        assert parameter.about
        rules_use_it = parameter.name == "stated" and WHOLE in question.cypher
        assert f"${parameter.name}" in question.cypher or rules_use_it
    columns = dict(question.columns)
    assert all(columns.values())
    assert not question.summary or question.summary in columns
    if any(parameter.type in ("year", "period") for parameter in question.parameters):
        assert {"when", "id"} <= set(columns) or {"certainly", "possibly"} <= set(columns)


def cypher_in_one_line(name: str) -> str:
    return " ".join(catalogue()[name].cypher.split())


UNDATED = re.compile(r"(\w)\.(?:earliest|from) > \$(\w+)_end")
PATTERN = re.compile(r"MATCH\s+(?:\w+ = )?(\([^()]*\)(?:<?-\[[^\]]*\]->?\([^()]*\))+)")


def test_questions_have_what_the_next_tests_look_for() -> None:
    assert sum(bool(UNDATED.search(cypher_in_one_line(name))) for name in catalogue()) > 5
    assert sum(bool(PATTERN.search(catalogue()[name].cypher)) for name in catalogue()) > len(catalogue()) / 2


@pytest.mark.parametrize("name", catalogue())
def test_every_question_says_when_in_the_same_words(name: str) -> None:
    cypher = cypher_in_one_line(name)
    for first, last in UNDATED.findall(cypher):
        assert f"{first}.begun <= ${last}_end AND {first}.until >= $" in cypher


@pytest.mark.parametrize("name", catalogue())
def test_a_pattern_is_written_from_what_is_known(name: str) -> None:
    for pattern in PATTERN.findall(catalogue()[name].cypher):
        first, *_, last = re.findall(r"\([^()]*\)", pattern)
        known = re.compile(r"\(\w+\)|.*\{\s*id:.*")
        assert known.fullmatch(first) or not known.fullmatch(last), pattern


@pytest.mark.parametrize("name", catalogue())
def test_every_question_runs_with_its_example_and_gives_the_columns_it_names(
    corpus: Store, name: str
) -> None:
    question = catalogue()[name]
    answer = ask(corpus, name, question.example())
    assert ask(corpus, name, question.example()).rows == answer.rows
    for row in answer.rows:
        assert list(row) == [column for column, _ in question.columns]


@pytest.mark.parametrize("name", sorted(TEN - {"members-of", "university-partnerships"}))
def test_the_example_of_a_question_finds_something_in_the_corpus(corpus: Store, name: str) -> None:
    assert ask(corpus, name, catalogue()[name].example()).rows


def test_ties_between_two_countries_include_what_their_ministries_did(store: Store, table: Table) -> None:
    ministries = (
        "id,kind,name,belongs_to\nkz-culture,ministry,Ministry of Culture of Kazakhstan,KZ\n"
        "cn-culture,ministry,Ministry of Culture of China,CN\n"
    )
    files = {**tables.ALL, "organisations": ministries + "turksoy,intergovernmental,TÜRKSOY,\n"}
    files["treaties"] = tables.TREATIES.replace("1995/1997,KZ; CN", "1995/1997,kz-culture; cn-culture")
    load(store, [table(name, text) for name, text in files.items()])
    rows = ask(store, "ties-between", {"a": "Қазақстанның", "b": "КНР"}).rows
    assert [row["id"] for row in rows] == ["kz-cn-agreement-1992", "abai-150", "kz-cn-plan-1995"]
    assert rows[2]["a_as"] == ["SIGNED (Ministry of Culture of Kazakhstan)"]


@pytest.mark.parametrize(("year", "status"), [("1994", {}), ("1996", {"certainly": 1}), ("1998", {})])
def test_a_plan_for_years_is_in_force_in_those_years_and_an_open_agreement_possibly(
    small: Store, year: str, status: dict[str, int]
) -> None:
    answer = ask(small, "treaties-in-force", {"year": year, "country": "Kazakhstan"})
    assert answer.counts == {**status, "possibly": 1}
    possibly = [row["id"] for row in answer.rows if row["when"] == "possibly"]
    assert possibly == ["kz-cn-agreement-1992"]


def test_an_open_membership_lasts_and_one_of_unknown_end_may_have_ended(small: Store) -> None:
    answer = ask(small, "members-of", {"organisation": "Түрксой", "year": "2010"})
    assert {row["member"]: row["when"] for row in answer.rows} == {
        "Kazakhstan": "certainly",
        "Turkey": "possibly",
    }
    assert ask(small, "members-of", {"organisation": "turksoy", "year": "1990"}).rows == []


def test_a_timeline_tells_certain_possible_and_undated_apart(small: Store) -> None:
    answer = ask(small, "timeline", {"actor": "Қазақстан", "from": "1995", "to": "1995"})
    assert [(row["id"], row["when"]) for row in answer.rows] == [
        ("abai-150", "certainly"), ("kz-cn-plan-1995", "certainly"),
    ]  # fmt: skip


def test_undated_facts_are_left_out_of_years_and_counted(store: Store, table: Table) -> None:
    files = {**tables.ALL, "treaties": tables.TREATIES.replace("1992-08", "").replace("1995-06-21", "1995?")}
    load(store, [table(name, text) for name, text in files.items()])
    answer = ask(store, "timeline", {"actor": "KZ", "from": 1995, "to": 1995})
    assert [(row["id"], row["when"]) for row in answer.rows] == [
        ("kz-cn-plan-1995", "possibly"), ("abai-150", "certainly"),
    ]  # fmt: skip
    assert answer.undated == ("kz-cn-agreement-1992",)
    assert answer.summary() == "1 certainly, 1 possibly; 1 undated fact was left out"
    whole = ask(store, "timeline", {"actor": "KZ"})
    assert whole.counts == {"dated": 2, "undated": 1}
    assert whole.undated == ()


def test_the_shortest_chain_leads_over_ties_and_not_over_sources(small: Store) -> None:
    [row] = ask(small, "shortest-chain", {"a": "TR", "b": "cn-beijing"}).rows
    assert row["ids"][0] == "TR"
    assert row["ids"][-1] == "cn-beijing"
    assert "kz-cn-article" not in row["ids"]


def test_a_parameter_is_only_ever_data(small: Store) -> None:
    with pytest.raises(ElshiError, match=r"nobody|no Actor"):
        ask(small, "timeline", {"actor": "'}) DETACH DELETE (n"})
    with pytest.raises(ElshiError, match="not a kind of tie"):
        ask(small, "ties-between", {"a": "KZ", "b": "CN", "kind": "x' OR 1=1 //"})


@settings(max_examples=examples(30))
@given(text=st.text(max_size=40))
def test_any_text_as_a_name_is_found_or_refused_in_a_sentence(corpus: Store, text: str) -> None:
    try:
        ask(corpus, "timeline", {"actor": text})
    except ElshiError as error:
        assert str(error).endswith(".")


@pytest.mark.one_engine
def test_the_page_of_the_questions_is_fresh(corpus: Store) -> None:
    kept = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    assert page(corpus) == kept, "stale: run 'make docs'"


def test_a_file_without_a_title_is_refused() -> None:
    with pytest.raises(ValueError, match="a title, a question, columns"):
        parse("broken", "MATCH (n) RETURN n")


def test_an_empty_answer_says_what_was_understood_and_names_near_it(small: Store) -> None:
    answer = ask(small, "members-of", {"organisation": "ТҮРКСОЙ", "year": "1950"})
    assert answer.rows == []
    assert answer.understood == {"organisation": "TÜRKSOY (turksoy)"}
    timeline = ask(small, "events-by-host", {"host": "Kazakhstan"})
    assert timeline.rows == []
    assert "Kazakhstan (KZ)" not in timeline.near.get("host", [])
