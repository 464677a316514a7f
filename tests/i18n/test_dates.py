"""Dates in words: what a source leaves open stays open, in each language."""

from __future__ import annotations

import pytest

from elshi.graph.i18n.dates import date_in_words


@pytest.mark.parametrize(
    ("language", "edtf", "words"),
    [
        ("en", "1992-05-01", "1 May 1992"), ("ru", "1992-05-01", "1 мая 1992"), ("ru", "1992-05", "май 1992"),
        ("kk", "1992-05-01", "1992 жылғы 1 мамыр"), ("tr", "1980", "1980"), ("tr", "198X", "1980'ler"),
        ("en", "199X?", "1990s, unsure"), ("en", "1992~", "1992, approximately"), ("en", "19XX", "19··"),
        ("en", "XXXX-04-12", "12 April, year not told"), ("en", "1995/1997", "1995 – 1997"),
        ("ru", "1994-03/..", "с марта 1994"), ("en", "../2001", "until 2001"),
        ("en", "1994/", "from 1994, end not told"), ("kk", "1998-22", "жаз 1998"),
    ],
)  # fmt: skip
def test_a_date_is_written_as_the_language_writes_it(language: str, edtf: str, words: str) -> None:
    assert date_in_words(language, edtf) == words
