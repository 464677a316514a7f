"""Arguments of the questions: names, groups, years, kinds and fields, as people write them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elshi.graph.errors import ElshiError
from elshi.graph.store.store import Store
from elshi.loaders.load.load import load
from elshi.queries.arguments import bind, read_group
from tests.fixtures import tables
from tests.fixtures.examples import examples

Table = Callable[[str, str], Path]

GROUPS = (
    "id,name,name_ru,members\neast,The East,Восток,CN; KZ\nwest,The West,,\n"
    "steppe,Steppe lands and peoples,Степь,KZ; CN\n"
)
MEMBERSHIPS = (
    "id,member,organisation,status,during,source\n"
    "kz-turksoy,KZ,turksoy,member,1993/..,kz-cn-article\n"
    "tr-turksoy,TR,turksoy,member,1993/,kz-cn-article\n"
    "cn-turksoy,CN,turksoy,observer,1993/1999,kz-cn-article\n"
    "almaty-turksoy,kz-almaty,turksoy,observer,,kz-cn-article\n"
)


FUND = "id,name,kind\nsteppe-fund,Steppe Lands Research Fund,fund\n"


@pytest.fixture
def club(store: Store, table: Table) -> Store:
    files = {**tables.ALL, "groups": GROUPS, "memberships": MEMBERSHIPS}
    load(store, [table(name, text) for name, text in files.items()])
    return store


@pytest.mark.parametrize(
    ("said", "members"),
    [
        ("The East", "CN KZ"),
        ("восток", "CN KZ"),
        ("members of the east", "CN KZ"),
        ("members of TÜRKSOY", "KZ TR"),
        ("member states of the TÜRKSOY in 2010", "KZ TR"),
        ("члены Турксой в 2010 году", "KZ TR"),
        ("ТҮРКСОЙ мүшелері 2010", "KZ TR"),
        ("TÜRKSOY üyeleri", "KZ TR"),
        ("observers of TÜRKSOY", "CN kz-almaty"),
        ("Observers of TÜRKSOY in 1995", "CN"),
        ("members and observers of TÜRKSOY in 1995", "CN KZ TR"),
        ("Kazakhstan; Түркия; Китай", "CN KZ TR"),
        ("observers of TÜRKSOY in 1995; Turkey", "CN TR"),
        ("TÜRKSOY", "turksoy"),
    ],
)
def test_a_group_may_be_said_in_many_ways(club: Store, said: str, members: str) -> None:
    assert sorted(read_group(club, said).members) == members.split()


def test_a_group_comes_before_a_longer_name_that_contains_it(club: Store, table: Table) -> None:
    load(club, [table("organisations", FUND)], dataset="funds")
    assert sorted(read_group(club, "Steppe lands").members) == ["CN", "KZ"]
    assert sorted(read_group(club, "members of the Steppe lands").members) == ["CN", "KZ"]
    assert sorted(read_group(club, "Steppe Lands Research Fund").members) == ["steppe-fund"]


def test_names_in_questions_are_read_as_names_in_tables(club: Store) -> None:
    assert bind(club, "country", "a", "Government of Türkiye").values == {"a": "TR"}
    assert sorted(read_group(club, "Қазақстан Үкіметі; ТҮРКСОЙ ұйымы").members) == ["KZ", "turksoy"]
    with pytest.raises(ElshiError, match=r"the nearest are Kazakhstan \(KZ\)"):
        bind(club, "country", "a", "Kazkhstan")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("The West", r"has no members of The West \(west\)\."),
        ("members of TÜRKSOY in 1990", r"has no members of TÜRKSOY \(turksoy\) in 1990\."),
        ("observers of TÜRKSOY in 2005", "in 2005; 1 of unknown years left out"),
        ("Kazakhstan; Atlantis", "no Actor called 'Atlantis'"),
        ("Kazakhstan; The Ist", r"no group or actor called 'The Ist'; the nearest are The East \(east\)"),
        ("members of Kazakhstan", "no Organisation called 'Kazakhstan'"),
        (" ; ;", "names no actor"),
    ],
)
def test_a_group_that_cannot_be_read_is_refused_in_a_sentence(club: Store, said: str, why: str) -> None:
    with pytest.raises(ElshiError, match=why) as refused:
        read_group(club, said)
    assert str(refused.value).endswith(".")


def test_it_is_said_how_a_group_was_understood(club: Store) -> None:
    bound = bind(club, "group", "them", "members of TÜRKSOY in 2010; Қытай; TÜRKSOY")
    assert bound.values == {"them": ["CN", "KZ", "TR", "turksoy"]}
    assert bound.meant.split("; ") == [
        "members of TÜRKSOY (turksoy) in 2010: Kazakhstan", "possibly Turkey", "China (CN)",
        "TÜRKSOY (turksoy) itself",
    ]  # fmt: skip


def test_a_comma_is_not_taken_for_the_name_of_something_longer(store: Store, table: Table) -> None:
    commission = "id,kind,name\ncommission,other,Kazakhstan-Turkey Commission\n"
    files = {"sources": tables.SOURCES, "countries": tables.COUNTRIES, "organisations": commission}
    load(store, [table(name, text) for name, text in files.items()])
    with pytest.raises(ElshiError, match="several are separated by ';'"):
        read_group(store, "Kazakhstan, Turkey")


@pytest.mark.parametrize(
    ("type_", "said", "value"),
    [
        ("kind", "Culture Days", "culture-days"),
        ("kind", "relations established", "relations-established"),
        ("field", "Libraries Archives", "libraries-archives"),
        ("period", "5", 5),
        ("period", "10 years", 10),
        ("period", "Decade", 10),
        ("number", "12", 12),
    ],
)
def test_kinds_fields_and_lengths_are_read_as_people_write_them(
    club: Store, type_: str, said: str, value: object
) -> None:
    assert bind(club, type_, "x", said).values == {"x": value}


@pytest.mark.parametrize(
    ("type_", "said", "why"),
    [
        ("kind", "festivl", "did you mean festival"),
        ("field", "musik", "did you mean music"),
        ("field", "xxxxxxxx", "language, literature"),
        ("period", "0", "from 1 to 100"),
        ("period", "soon", "such as 5"),
        ("number", "-1", "whole number"),
        ("year", "19", "not a year such as 1995"),
        ("year", "١٩٩٥", "not a year such as 1995"),
    ],
)
def test_what_is_not_in_a_closed_list_is_refused_with_the_nearest(
    club: Store, type_: str, said: str, why: str
) -> None:
    with pytest.raises(ElshiError, match=why):
        bind(club, type_, "x", said)


@settings(max_examples=examples(30))
@given(text=st.text(max_size=40) | st.from_regex(r"(members|observers) of [\w;, ]{0,20}( in \d{4})?"))
def test_any_text_as_a_group_is_read_or_refused_in_a_sentence(corpus: Store, text: str) -> None:
    try:
        assert read_group(corpus, text).members
    except ElshiError as error:
        assert str(error).endswith(".")
