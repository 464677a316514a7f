"""Likely stars: bilateral ties that one row records as if all parties took part together.

"Agreements with eleven states" is eleven ties, and a row that joins all its parties links each with each.
Only the source says whether they took part together, so the curator is asked. The answer is in the column
``pairing`` (``together``, ``severally``), or in a row of settled.csv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from elshi.graph.model.records import Tie
from elshi.loaders.curation.desk import Desk, Finding

MANY = 4
"""The number of parties in one role from which a treaty, partnership, exchange or visit is likely a list."""

_LISTED = frozenset(("treaties", "partnerships", "exchanges"))
"""Tables whose ties usually have two sides."""

_APART = re.compile(
    r"\b(?:separately|respectively|severally|individually|each|one by one|бөлек|жеке-жеке|тиісінше|"
    r"әрқайсысы\w*|отдельно|соответственно|кажд\w{2,3}|по отдельности|ayrı ayrı|sırasıyla|her biri\w*)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:agreements|treaties|conventions|protocols|memoranda|memorandums|declarations|visits|tours|"
    r"келісімдер\w*|келісімшарттар\w*|соглашения|договоры|меморандумы|визиты|anlaşmalar\w*|antlaşmalar\w*)\b",
    re.IGNORECASE,
)


def stars(desk: Desk) -> Iterator[Finding]:
    """Ties that look like a list: their parties may not have taken part together."""
    for row, tie in desk.ties:
        if "pairing" in tie.model_fields_set:
            continue
        if signs := list(_signs(tie)):
            question = (
                f"{tie.id} ({tie.name}) {' and '.join(signs)}: did they take part together? If not, write "
                "'severally' in a column pairing, or a row for each; if so, 'together'."
            )
            yield desk.finding("joint", question, row)


def _signs(tie: Tie) -> Iterator[str]:
    """The reasons why a tie looks like a list, in words."""
    sides = {
        column: len({party.id for party in getattr(tie, column)})
        for column, about in tie.related().items()
        if about.sort == "role"
    }
    column, most = max(sides.items(), key=lambda side: side[1], default=("", 0))
    is_visit = tie.table == "events" and getattr(tie, "kind", "") == "visit"
    if most >= MANY and (tie.table in _LISTED or is_visit):
        yield f"has {most} parties in {column}"
    hosts, places = sides.get("hosted_by", 0), len(getattr(tie, "places", ()))
    if hosts == places >= 3:
        yield f"has as many places as hosts ({places})"
    if most >= 3 and (word := _APART.search(f"{tie.note or ''}")):
        yield f"says '{word[0]}' of {most} parties"
    if most >= 3 and tie.table in _LISTED and (word := _SEVERAL.search(tie.name)):
        yield f"names several ('{word[0]}') and has {most} parties in {column}"
