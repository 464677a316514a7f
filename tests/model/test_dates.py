"""Dates: what a writing allows, no more and no less."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elshi.graph.model.dates import Span, normalise, span, when


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


BOUNDS = [
    # edtf, earliest, latest, year
    ("1992", "1992-01-01", "1992-12-31", 1992),
    ("1992-05", "1992-05-01", "1992-05-31", 1992),
    ("1992-02", "1992-02-01", "1992-02-29", 1992),
    ("1993-02", "1993-02-01", "1993-02-28", 1993),
    ("2003-07-03", "2003-07-03", "2003-07-03", 2003),
    ("199X", "1990-01-01", "1999-12-31", None),
    ("19XX", "1900-01-01", "1999-12-31", None),
    ("1XXX", "1000-01-01", "1999-12-31", None),
    ("1992-XX", "1992-01-01", "1992-12-31", 1992),
    ("1992-05-XX", "1992-05-01", "1992-05-31", 1992),
    ("1992-XX-05", "1992-01-05", "1992-12-05", 1992),
    ("199X-04", "1990-04-01", "1999-04-30", None),
    ("1992?", "1992-01-01", "1992-12-31", None),
    ("1992~", "1992-01-01", "1992-12-31", None),
    ("1992%", "1992-01-01", "1992-12-31", None),
    ("1992-05?", "1992-05-01", "1992-05-31", None),
    ("1992-?05", "1992-05-01", "1992-05-31", None),
    ("199X?", "1990-01-01", "1999-12-31", None),
    ("1992-21", "1992-03-01", "1992-05-31", 1992),
    ("1992-22", "1992-06-01", "1992-08-31", 1992),
    ("1992-23", "1992-09-01", "1992-11-30", 1992),
    ("1992-21?", "1992-03-01", "1992-05-31", None),
    ("1992-40", "1992-01-01", "1992-06-30", 1992),
    ("0001", "0001-01-01", "0001-12-31", 1),
    ("9999-12-31", "9999-12-31", "9999-12-31", 9999),
]


@pytest.mark.parametrize(("edtf", "earliest", "latest", "year"), BOUNDS)
def test_a_date_is_bounded_by_what_it_says(edtf: str, earliest: str, latest: str, year: int | None) -> None:
    found = span(edtf)
    assert (found.earliest, found.latest, found.year) == (day(earliest), day(latest), year)
    assert not found.lasting


INTERVALS = [
    ("1995/1997", "1995-01-01", "1997-12-31", None),
    ("1994-10/1995-03", "1994-10-01", "1995-03-31", None),
    ("2013-05-01/2013-05-09", "2013-05-01", "2013-05-09", 2013),
    ("1995/1995", "1995-01-01", "1995-12-31", 1995),
    ("1995-06/1995", "1995-06-01", "1995-12-31", 1995),
    ("1992?/1994~", "1992-01-01", "1994-12-31", None),
    ("199X/2001", "1990-01-01", "2001-12-31", None),
    ("1994/..", "1994-01-01", None, None),
    ("1994/", "1994-01-01", None, None),
    ("../1994", None, "1994-12-31", None),
    ("/1994", None, "1994-12-31", None),
    ("1994?/..", "1994-01-01", None, None),
]


@pytest.mark.parametrize(("edtf", "earliest", "latest", "year"), INTERVALS)
def test_an_interval_went_on_all_that_time(
    edtf: str, earliest: str | None, latest: str | None, year: int | None
) -> None:
    found = span(edtf)
    assert (found.earliest, found.latest, found.year) == (day(earliest), day(latest), year)
    assert found.lasting


@pytest.mark.parametrize("edtf", ["XXXX-04-12", "XXXX-04", "XXXX", "XXXX-02-29"])
def test_a_day_of_an_unknown_year_has_no_bounds(edtf: str) -> None:
    assert span(edtf) == Span(None, None, False, None)


@pytest.mark.parametrize("edtf", ["1992-24", "1992-24?", "1992-28"])
def test_a_winter_may_be_either_that_its_year_touches(edtf: str) -> None:
    found = span(edtf)
    assert (found.earliest, found.latest) == (date(1992, 1, 1), date(1993, 2, 28))
    assert found.year is None


def test_a_leap_day_is_one_only_in_leap_years() -> None:
    assert span("1992-02-29").earliest == date(1992, 2, 29)
    with pytest.raises(ValueError, match="there is no such day"):
        span("1993-02-29")


@pytest.mark.parametrize(
    "wrong",
    [
        "31.02.1992", "1992-02-31", "1992-13", "1992-00", "1992-5", "1997/1995", "",
        " ", "/", "..", "../..", "1992/1993/1994", "1992 жыл басы", "92", "01/05/1992",
        "199u", "0000", "0000-01-01", "-0044", "Y12000", "[1992,1993]", "{1992,1993}", "..1992",
        "1992-05-01T10", "1992T10:00", "13.1992", "1992-1X", "1992-05-3X", "1992-42", "1992-20", "199X-02-30",
        "XXXX-02-30", "1992-XX-32", "1992-05-01/1992-04-30", "unknown", "None",
        "１９９２", "1992\n1993", "1992/31.02.1993", "1992-04-31", "1992S2", "1E3",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_in_one_sentence_that_names_it(wrong: str) -> None:
    with pytest.raises(ValueError, match="is not a date in EDTF, such as 1992, 1992-05") as caught:
        span(wrong)
    assert f"'{wrong.strip()}'" in str(caught.value)
    with pytest.raises(ValueError, match="is not a date in EDTF"):
        normalise(wrong)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1992 г.", "1992"), ("01.05.1992г", "1992-05-01"), ("1992 ж.", "1992"), ("1992 жылы", "1992"),
        ("1992 yılı", "1992"), ("05.1992", "1992-05"), ("1992-05-01T10:00:00Z", "1992-05-01"),
        ("1992-05-01 00:00:00", "1992-05-01"), ("1992-05-01T10:00:00.5+06:00", "1992-05-01"),
    ],
)  # fmt: skip
def test_a_date_as_tables_of_our_readers_have_it_is_read(written: str, meant: str) -> None:
    assert normalise(written) == meant


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("01.05.92", "a year of four digits was expected"),
        ("1992-1995", "for the whole period, write 1992/1995"),
        ("33790.5", "it would be 1992-07-05; write that"),
    ],
)
def test_what_may_be_meant_by_a_date_that_is_none_is_said(written: str, hint: str) -> None:
    with pytest.raises(ValueError, match=hint):
        normalise(written)


def test_the_error_says_what_was_expected() -> None:
    with pytest.raises(ValueError) as caught:
        span("31.02.1992")
    assert str(caught.value) == (
        "'31.02.1992' is not a date in EDTF, such as 1992, 1992-05, 1992-05-01, 199X or 1995/1997"
    )
    with pytest.raises(ValueError, match="it ends before it begins"):
        span("1997/1995")
    with pytest.raises(ValueError, match=r"^.{0,200}$"):
        span("9" * 1_000_000)


def test_a_refused_date_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in ("1992-1X", "1992-05-3X"):
        with pytest.raises(ValueError):
            span(wrong)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("written", "stored"),
    [(" 1992 ", "1992"), ("1995 / 1997", "1995/1997"), ("199x", "199X"), ("1994/..", "1994/..")],
)
def test_a_date_is_stored_without_spaces(written: str, stored: str) -> None:
    assert normalise(written) == stored
    assert normalise(stored) == stored


WHEN_1992 = [
    ("1992", "certainly"), ("1992-05-01", "certainly"), ("1992?", "possibly"), ("1992~", "possibly"),
    ("199X", "possibly"), ("1992-24", "possibly"), ("1991", "no"), ("1993-01-01", "no"),
    ("XXXX-05-01", "undated"), ("1990/1995", "certainly"), ("1992/1994", "certainly"),
    ("1990/1992", "certainly"), ("1990/..", "certainly"), ("1990/", "possibly"),
    ("1992/", "certainly"), ("/1992", "certainly"), ("/1995", "possibly"),
    ("../1995", "certainly"), ("1990?/1995", "possibly"), ("1990/1995?", "possibly"),
    ("199X/2001", "possibly"), ("1993/..", "no"), ("../1991", "no"), ("1990?/..", "possibly"),
    ("1993/1995", "no"), ("1992-06/1993?", "certainly"),
]  # fmt: skip


@pytest.mark.parametrize(("edtf", "answer"), WHEN_1992)
def test_a_question_about_a_year_is_answered_as_surely_as_the_source_allows(edtf: str, answer: str) -> None:
    assert when(span(edtf), date(1992, 1, 1), date(1992, 12, 31)) == answer


def test_an_agreement_still_in_force_reaches_any_later_year_and_one_of_unknown_end_may() -> None:
    later = date(2024, 1, 1), date(2024, 12, 31)
    assert when(span("1994/.."), *later) == "certainly"
    assert when(span("1994/"), *later) == "possibly"


def test_a_lasting_fact_of_year_precision_only_possibly_reaches_a_spring_of_its_first_year() -> None:
    assert when(span("1995/1997"), date(1995, 3, 1), date(1995, 5, 31)) == "possibly"


def test_a_period_has_its_first_day_first() -> None:
    with pytest.raises(ValueError, match="the earlier day was expected first"):
        when(span("1992"), date(1993, 1, 1), date(1992, 1, 1))


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_a_day_lies_within_the_bounds_of_each_of_its_precisions(day: date, length: int) -> None:
    found = span(day.isoformat()[:length])
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= day <= found.latest
    assert found.year == day.year


@given(st.text(alphabet="0123456789X?~%-/. ", max_size=14) | st.text(max_size=12))
def test_any_text_is_either_a_date_or_refused(text: str) -> None:
    try:
        found = span(text)
    except ValueError as error:
        assert "is not a date in EDTF" in str(error)
    else:
        assert found.earliest is None or found.latest is None or found.earliest <= found.latest
        assert span(normalise(text)) == found


@given(st.dates(), st.dates(), st.sampled_from(["1992", "199X", "1994/", "../1994", "1995/1997"]))
def test_a_certain_answer_for_a_period_holds_for_every_longer_one(one: date, other: date, edtf: str) -> None:
    first, last = sorted((one, other))
    if when(span(edtf), first, last) == "certainly":
        assert when(span(edtf), date.min, date.max) == "certainly"


def test_plain_dates_are_quick_and_do_not_load_the_edtf_library() -> None:
    code = "import elshi.graph.model.dates as d, sys; d.span('1992-05-01'); print('edtf' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_fifty_thousand_plain_dates_take_about_a_second() -> None:
    days = [f"{1000 + n % 1000}-{n % 12 + 1:02}-{n % 28 + 1:02}" for n in range(50_000)]
    start = time.process_time()
    for edtf in days:
        span(edtf)
    assert time.process_time() - start < 5
