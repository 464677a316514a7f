"""What reads a cell takes a time that grows with its length and not with its square.

No time is measured: a watchdog ends what takes ten seconds where milliseconds are expected.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from elshi.graph import spreadsheets, text
from elshi.graph.errors import ElshiError
from elshi.graph.model import columns, dates, dates_in_words
from elshi.graph.names import (
    countries,
    folding,
    inflection,
    names,
    repair,
    state_words,
    wordings,
    world_countries,
)
from elshi.loaders.files import encodings
from tests.fuzz.campaign import Hang, watched

READERS: dict[str, Callable[[str], Any]] = {
    "fold": folding.fold,
    "slug": folding.slug,
    "repair": repair.repair,
    "search": lambda cell: names.search([cell]),
    "nearest": lambda cell: names.nearest(cell, [("KZ", "Kazakhstan"), ("TR", "Turkey")]),
    "country": countries.country,
    "short form": countries.short_form,
    "states": lambda cell: world_countries.states(cell, 1990),
    "state word": state_words.state_word,
    "inflection": lambda cell: inflection.is_form_of("Kazakhstan", cell),
    "date": dates.normalise,
    "date in words": dates_in_words.read,
    "order of a date": dates_in_words.order,
    "party": columns.Party.read,
    "formula": lambda cell: spreadsheets.bare(spreadsheets.inert(cell)),
    "message": text.shortened,
    "encoding": lambda cell: encodings.eight_bit(cell.encode("cp1251", "replace")),
} | {
    name: getattr(wordings, name)
    for name in (
        "spelt", "words_of", "bracketless", "without_generic_words", "without_government", "without_titles",
        "name_parts", "initials_of", "is_acronym", "in_other_letters", "latin_acronyms",
    )
}  # fmt: skip
"""Everything that is given the text of a cell or a name."""

PIECES = (
    "a ", "( ", ". ", "a.", '"', "«", "'", "\u0301", "e\u0301", "X", "й", "1 ", "1992-", "[x=", "; ",
    "- ", "of the ",
    "İ", " ", "=", "(a", "\n", "\u200f", "республикасы ",
)  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
def test_a_cell_of_20000_characters_is_read_in_linear_time(reader: str) -> None:
    for piece in PIECES:
        for tail in ("", "x", "("):
            cell = (piece * (20_000 // len(piece))) + tail
            with suppress(ValueError, ElshiError), watched(10):
                READERS[reader](cell)


def test_the_watchdog_ends_what_takes_too_long() -> None:
    import re

    with pytest.raises(Hang), watched(1):
        re.fullmatch(r"(a+)+b", "a" * 40)
