"""New ties that look like ties which are there: told, asked about, listed; never refused by themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from elshi.graph.errors import ElshiError
from elshi.graph.store.store import Store
from elshi.loaders.load.doubles import Double
from elshi.loaders.load.load import load
from tests.conftest import Command

Table = Callable[[str, str], Path]

HEADINGS = "id,name,kind,date,signed_by\n"
NAME = "Agreement on culture between Kazakhstan and Turkey"
FIRST = HEADINGS + f"kz-tr-1994,{NAME},agreement,1994-08-15,Kazakhstan; Turkey\n"
AGAIN = HEADINGS + "mine-7,Agreement between Turkey and Kazakhstan on culture,agreement,{day},{parties}\n"


@pytest.fixture
def told(store: Store, table: Table) -> Callable[[str], list[Double]]:
    """Load one table after the first and give the doubles that are asked about."""
    load(store, [table("treaties", FIRST)], dataset="one", source="One list")

    def run(text: str) -> list[Double]:
        found: list[Double] = []

        def asked(doubles: Sequence[Double]) -> bool:
            found.extend(doubles)
            return True

        load(store, [table("treaties", text)], dataset="two", source="Another list", asked=asked)
        return found

    return run


def test_a_treaty_under_nearly_the_same_name_is_asked_about(told: Callable[[str], list[Double]]) -> None:
    [double] = told(AGAIN.format(day="1994-08-15?", parties="TR; KZ"))
    assert (double.id, double.like, double.where) == ("mine-7", "kz-tr-1994", "in the graph")
    assert told(AGAIN.format(day="1994-08-15?", parties="TR; KZ")) == []


@pytest.mark.parametrize(
    ("day", "parties", "name"),
    [
        ("1994-08-16", "TR; KZ", "on culture"),
        ("1994-08-15", "TR; KZ; Azerbaijan", "on culture"),
        ("1994-08-15", "TR; KZ", "on the avoidance of double taxation of income"),
    ],
)
def test_another_day_another_party_or_another_subject_is_another_treaty(
    told: Callable[[str], list[Double]], day: str, parties: str, name: str
) -> None:
    assert told(AGAIN.format(day=day, parties=parties).replace("on culture", name)) == []


def test_two_rows_of_one_table_may_be_one_tie(told: Callable[[str], list[Double]]) -> None:
    rows = AGAIN.format(day="2001-05-05", parties="TR; KZ")
    rows += "mine-8,Agreement between Kazakhstan and Turkey on culture,agreement,2001-05-05,KZ; TR\n"
    [double] = told(rows)
    assert (double.id, double.like) == ("mine-8", "mine-7")
    assert double.where.endswith("row 2")


def test_a_load_that_is_not_wanted_after_all_changes_nothing(store: Store, table: Table) -> None:
    load(store, [table("treaties", FIRST)], dataset="one", source="One list")
    again = table("treaties", AGAIN.format(day="1994-08-15", parties="TR; KZ"))
    with pytest.raises(ElshiError, match="Nothing was loaded"):
        load(store, [again], dataset="two", source="Another list", asked=lambda _: False)
    assert store.read("MATCH (t:Treaty) RETURN t.id AS id") == [{"id": "kz-tr-1994"}]
    [remark] = load(store, [again], dataset="two", source="Another list").remarks
    assert remark.startswith("1 new tie looks like one of the same parties, day and kind: ")


def test_the_command_lists_doubles_for_review(elshi: Command, tmp_path: Path) -> None:
    for name, text in (("first", FIRST), ("again", AGAIN.format(day="1994-08-15", parties="TR; KZ"))):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        review = ("--review", str(tmp_path / "review.csv"))
        done = elshi("load", str(tmp_path / f"{name}.csv"), "--kind", "treaties", "--source", name, *review)
        assert done.returncode == 0, done.stderr
    assert "new ties that look like ones that are there (1)" in done.stderr
    lines = (tmp_path / "review.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "row,id,tie,may be,its name,where"
    assert ",kz-tr-1994," in lines[1]
