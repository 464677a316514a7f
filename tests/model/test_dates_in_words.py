"""Dates as treaty tables and the pages write them are read; what may mean two days is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from elshi.graph.errors import ElshiError
from elshi.graph.model.columns import Party
from elshi.graph.model.dates import normalise, span
from elshi.loaders.tables.read_options import ReadOptions
from elshi.loaders.tables.rows import read

PRINTED = [
    ("22 October 2009", "2009-10-22"),
    ("October 2009", "2009-10"),
    ("1990s", "199X"),
    ("spring 1995", "1995-21"),
    ("1995 – 1997", "1995/1997"),
    ("5 May 1994 – 7 May 1994", "1994-05-05/1994-05-07"),
    ("since 1994", "1994/.."),
    ("from March 1994, end not told", "1994-03/"),
    ("until 1995", "/1995"),
    ("5 May, year not told", "XXXX-05-05"),
    ("1992, unsure", "1992?"),
    ("May 1996, approximately", "1996-05~"),
    ("19··", "19XX"),
    ("1992 жылғы 22 қазан", "1992-10-22"),
    ("1992 жылғы қазан", "1992-10"),
    ("1990 жылдар", "199X"),
    ("басталған уақыты: 1994", "1994/.."),
    ("басталған уақыты: 1994, соңы айтылмаған", "1994/"),
    ("аяқталған уақыты: 1995", "/1995"),
    ("1992, күмәнді", "1992?"),
    ("1996, шамамен", "1996~"),
    ("22 октября 2009", "2009-10-22"),
    ("октябрь 2009", "2009-10"),
    ("1990-е годы", "199X"),
    ("с мая 1994", "1994-05/.."),
    ("с 1994, конец не назван", "1994/"),
    ("до 5 мая 1995", "/1995-05-05"),
    ("осень 1995", "1995-23"),
    ("1992, под вопросом", "1992?"),
    ("5 мая, год не назван", "XXXX-05-05"),
    ("22 Ekim 2009", "2009-10-22"),
    ("Ekim 2009", "2009-10"),
    ("1990'lar", "199X"),
    ("1980'ler", "198X"),
    ("1995 tarihine kadar", "/1995"),
    ("1994 tarihinden beri", "1994/.."),
    ("kış 1995", "1995-24"),
    ("1994 başlangıçlı, sonu belirtilmemiş", "1994/"),
    ("1992, kesin değil", "1992?"),
    ("1996, yaklaşık", "1996~"),
]
TABLED = [
    ("14 Jan 1950", "1950-01-14"),
    ("Dec. 29, 1949", "1949-12-29"),
    ("June 18–23, 2017", "2017-06-18/2017-06-23"),
    ("28 May – 3 June 1999", "1999-05-28/1999-06-03"),
    ("3rd of May, 1992", "1992-05-03"),
    ("5-May-1993", "1993-05-05"),
    ("3 наурыз 1995 ж.", "1995-03-03"),
    ("12 июня 1996 г.", "1996-06-12"),
    ("9 AĞUSTOS 1997", "1997-08-09"),
    ("1996.11.02", "1996-11-02"),
    ("1996/11/02", "1996-11-02"),
    ("1996-1-2", "1996-01-02"),
    ("30/11/1996", "1996-11-30"),
    ("11/30/1996", "1996-11-30"),
    ("07/07/1996", "1996-07-07"),
    ("1991–1994 гг.", "1991/1994"),
    ("4 mars 1953", "1953-03-04"),
]


@pytest.mark.parametrize(("written", "meant"), PRINTED + TABLED)
def test_a_date_in_words_is_read_and_stays_what_it_is(written: str, meant: str) -> None:
    assert normalise(written) == meant
    assert normalise(meant) == meant
    with pytest.raises(ValueError, match="is not a date in EDTF"):
        span(written)


@pytest.mark.parametrize(
    "wrong",
    [
        "05/06/1993",
        "05/06/93",
        "25/06/93",
        "5 May",
        "May",
        "31 February 1993",
        "Summer of love 1967",
        "1990s – 5 May",
        "45 May 1993",
        "5 6 May 1993",
        "since",
        "30/02/1993",
        "until then",
        "5 May 93",
        "May May 1993",
    ],
)
def test_what_may_mean_two_things_or_none_is_asked_about(wrong: str) -> None:
    with pytest.raises(ValueError, match="is not a date in EDTF"):
        normalise(wrong)


def test_a_ratification_in_words_is_kept_as_a_date() -> None:
    assert Party.read("KZ [ratified=5 May 1993]").particulars["ratified"] == "1993-05-05"


def dates(path: Path, **mapping: str) -> list[object]:
    table = read(path, "events", ReadOptions(kind="events", mapping=mapping, constants={"kind": "festival"}))
    return [getattr(row.record, "date") for row in table.rows] or list(table.problems)  # noqa: B009


def test_the_other_days_of_a_column_tell_which_figure_is_the_day(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("name,date\nNauryz,22/03/1999\nShymkent days,03/04/1999\n", encoding="utf-8")
    assert dates(path) == ["1999-03-22", "1999-04-03"]
    path.write_text("name,date\nNauryz,03/22/1999\nShymkent days,03/04/1999\n", encoding="utf-8")
    assert dates(path) == ["1999-03-22", "1999-03-04"]
    path.write_text("name,date\nNauryz,22/03/1999\nOthers,03/22/1999\nDays,03/04/1999\n", encoding="utf-8")
    table = read(path, "events", ReadOptions(kind="events", constants={"kind": "festival"}))
    assert [problem.number for problem in table.problems] == [4]
    assert "day and month cannot be told apart" in table.problems[0]


def test_two_headings_of_a_date_are_its_first_and_its_last_day(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(
        "name,begins,ends\nFestival of kites,25/06/1999,29/06/1999\nFestival of drums,03/07/1999,05/07/1999\n"
        "One day,1 May 2000,1 May 2000\nNo end,2001-05,\nNo beginning,,2002\n",
        encoding="utf-8",
    )
    assert dates(path, begins="date", ends="date") == [
        "1999-06-25/1999-06-29",
        "1999-07-03/1999-07-05",
        "2000-05-01",
        "2001-05",
        "/2002",
    ]
    path.write_text("name,begins,ends,told\nKites,1999,2000,2001\n", encoding="utf-8")
    with pytest.raises(ElshiError, match="both mean date, which holds one value"):
        dates(path, begins="date", ends="date", told="date")
