"""One writing of a name: what this package offers to everybody who reads, compares or keeps names.

Four scripts and many scans meet in this field. :func:`repair` mends what the scans broke and
changes nothing else; :func:`fold` makes the search form in which the Kazakh, Russian, Turkish and
English writings of one name meet; :func:`slug` writes a name as an id or a file is written; :func:`country`
and :func:`short_form` say which state (or organisation) a writing stands for, endings and abbreviations
included, or ``None`` where that would be a guess. Names that differ by more than their letters (Шыңжаң,
Синьцзян) are aliases of the tables, not a matter of this module.

Nothing is loaded until it is asked for: the tables of CLDR are built at the first country.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from elshi.graph.names.countries import country, country_names, short_form
from elshi.graph.names.folding import fold, slug
from elshi.graph.names.repair import repair

__all__ = ["country", "country_names", "fold", "nearest", "repair", "search", "short_form", "slug"]

LONGEST_NAME = 300
"""Characters up to which a writing is compared with names; a longer one is a text."""


def search(names: Iterable[str]) -> str:
    """All names of one thing as one string for the ``search`` property: ``|first|second|``.

    Folded, each form once, in the order given; ``CONTAINS '|form'`` then finds by beginning.

    >>> search(["TÜRKSOY", "Турксой", "Международная организация тюркской культуры", "!"])
    '|turksoi|mejdunarodnaia organizatsia tiurkskoi kulturi|'
    >>> search([])
    ''
    """
    forms = dict.fromkeys(form for name in names if (form := fold(name)))
    return f"|{'|'.join(forms)}|" if forms else ""


def nearest(text: str, names: Mapping[str, str] | Iterable[tuple[str, str]], limit: int = 3) -> list[str]:
    """The ids whose names are nearest to the text, best first; an empty list when none is near.

    ``names`` gives the name of each id: a mapping, or pairs in which an id may stand several
    times. A name may also be a ``search`` string of several forms.

    >>> nearest("Turksoi", {"turksoy": "ТҮРКСОЙ", "turkpa": "TÜRKPA", "unesco": "UNESCO"})
    ['turksoy']
    """
    from rapidfuzz import fuzz

    wanted = fold(text)
    if not wanted:
        return []
    best: dict[str, float] = {}
    for id_, name in names.items() if isinstance(names, Mapping) else names:
        for part in name.split("|"):
            form = fold(part)
            if not form:
                continue
            score = max(fuzz.ratio(wanted, form), 0.97 * fuzz.token_sort_ratio(wanted, form))
            if form.startswith(wanted) or f" {wanted}" in form:
                score = max(score, 85.0)
            elif len(wanted) > 3 and len(form) > len(wanted):
                score = max(score, 0.85 * fuzz.partial_ratio(wanted, form))
            best[id_] = max(best.get(id_, 0.0), score)
    near = sorted((-score, id_) for id_, score in best.items() if score >= 70)
    return [id_ for _, id_ in near[:limit]]
