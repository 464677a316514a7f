"""Ugly rows for hypothesis: every column filled with what it may hold at its worst.

Texts hold quotation marks, line breaks, signs that a spreadsheet runs, several scripts and directions,
marks that combine, and now and then many thousand letters. Ids are real ones of ``tests.tables``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from elshi.graph.model.columns import LONGEST_CELL, CulturalField
from elshi.graph.model.records import Record, Standing, literal_values

STARTS = ["", "=", "+", "-", "@", "'", "'=", "\uff1d", "\u202e", "e.g.", '"', "#REF!"]
LETTERS = st.characters(exclude_categories=("Cs",), exclude_characters="\0")
PIECES = st.sampled_from(
    ["a", " ", ";", ",", '"', "'", "\n", "\r\n", "\r", "\t", "|", "=1+1", "[x=y]", "?", "—", "Қазақстан",
     "Türkiye", "مثال", "\u0301", "e\u0301", "\u200f", "\ufeff", "\u00a0", "\u2028", "𐰋", "👩‍🎨", "_x000D_",
     "\\N", "\\", "NULL", "nan", "0", "１"]
)  # fmt: skip
TEXTS = st.builds(
    lambda start, pieces, times: (start + "".join(pieces) * times)[:LONGEST_CELL],
    st.sampled_from(STARTS),
    st.lists(st.one_of(PIECES, LETTERS), min_size=1, max_size=8),
    st.sampled_from([1, 1, 1, 1, 1, 40, 3_000]),
)
"""Text that may stand in a cell; it may be nothing but space."""

WORDS = TEXTS.filter(lambda text: any(letter.isalpha() for letter in text))
"""Text with a letter in it."""

DATES = st.sampled_from(
    ["1992", "1992-05", "1992-05-01", "199X", "1992?", "XXXX-04-12", "1995/1997", "1994/"]
)

_PLAIN: dict[str, st.SearchStrategy[str]] = {
    **dict.fromkeys(("date", "during", "founded", "valid", "in_force"), DATES),
    **dict.fromkeys(("attendance", "characters", "count", "number", "year"), st.integers(0, 10**12).map(str)),
    "start": st.integers(0, 99).map(str),
    "end": st.integers(100, 999).map(str),
    "wikidata": st.integers(1, 10**9).map("Q{}".format),
    "ror": st.sampled_from(["03q0vrn42", "https://ror.org/052bx8q98"]),
    "fields": st.lists(st.sampled_from(literal_values(CulturalField)), unique=True).map("; ".join),
    "latitude": st.floats(-90, 90).map(repr),
    "longitude": st.floats(-180, 180).map(repr),
    "language": st.sampled_from(["kk", "ru", "tr", "uz"]),
    "breakdown": st.just("master:50; doctoral:19"),
    "sha256": st.just("0" * 64),
    "former_ids": st.just(""),
    "at_least": st.sampled_from(["true", "false", "TRUE", "1", "no"]),
}


def cells(record: type[Record], ids: Sequence[str], **fixed: str) -> st.SearchStrategy[dict[str, str]]:
    """A row of a table: its columns as cells, references to some of ``ids``; ``fixed`` ones as they are."""
    ends = {*record.ends} if issubclass(record, Standing) else set()
    return st.fixed_dictionaries(
        {
            name: st.just(fixed[name]) if name in fixed else _column(record, name, info, ids, name in ends)
            for name, info in record.columns().items()
        }
    )


def _column(record: type[Record], name: str, info: Any, ids: Sequence[str], end: bool) -> Any:
    if name in _PLAIN:
        filled = _PLAIN[name]
    elif words := literal_values(info.annotation):
        filled = st.sampled_from(words)
    elif name in record.related():
        filled = st.lists(st.sampled_from(ids), unique=True, min_size=1, max_size=3).map("; ".join)
    elif end or name in ("source", "actor", "fact", "place"):
        filled = st.sampled_from(ids)
    elif name == "id":
        filled = st.from_regex(r"[a-z]{2,8}(-[0-9a-z]{1,5}){0,2}", fullmatch=True)
    else:
        filled = WORDS if name == "name" else TEXTS
    return filled if info.is_required() else st.one_of(st.just(""), filled)
