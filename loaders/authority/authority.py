"""Who is who, as a load asks: the reading of names of :mod:`elshi.graph.lookup.authority`, and new states.

A state that a row names and no table has yet becomes a record here, with CLDR's names.
"""

from __future__ import annotations

from elshi.graph.lookup.authority import NEAR, Authority, Candidate, Reading
from elshi.graph.names import names, world_countries
from elshi.loaders.kinds.places import Country

__all__ = ["NEAR", "Authority", "Candidate", "Reading", "country"]


def country(id_: str) -> Country | None:
    """The record of a state that no table has yet, with CLDR's names; ``None`` for another id."""
    name = world_countries.state_name(id_)
    if name is None:
        return None
    cells = {"id": id_, "name": name}
    try:
        names_ = names.country_names(id_)
    except ValueError:
        names_ = {}
    cells |= {
        f"name_{language}": names_[language] for language in ("kk", "ru", "tr", "zh") if language in names_
    }
    if gone := world_countries.past(id_):
        cells["note"] = f"A state of the past, {gone.first}-{gone.last}"
    return Country.model_validate(cells)
