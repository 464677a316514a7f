"""The figures of a brief: dated facts by year, and the places of the facts."""

from __future__ import annotations

from collections import Counter

from elshi.graph.briefs.contents import Figure
from elshi.graph.briefs.material import Material
from elshi.graph.maps.sketch import Spot, sketch
from elshi.graph.reports import charts
from elshi.graph.reports.structure_results import PeriodTies
from elshi.graph.views.homes import Homes

LEAST_YEARS = 2
"""Years with facts below which a chart tells nothing."""


def figures(material: Material) -> tuple[Figure, ...]:
    """The figures that have something to show."""
    made = (by_year(material), places(material))
    return tuple(figure for figure in made if figure is not None)


def by_year(material: Material) -> Figure | None:
    """The facts whose year is known, by year."""
    years = Counter(int(fact.tie["year"]) for fact in material.facts if fact.tie.get("year"))
    if len(years) < LEAST_YEARS:
        return None
    words, first, last = material.words, min(years), max(years)
    rows = [PeriodTies(period=str(year), ties=years[year], possible=0) for year in range(first, last + 1)]
    says = words("brief.years.says", n=sum(years.values()), all_n=len(material.facts))
    svg = charts.by_year(rows, "", f"{words('brief.years')}. {says}")
    return Figure(words("brief.years"), says, svg)


def places(material: Material) -> Figure | None:
    """Where the facts of two took place; for one actor, those with whom it shares facts."""
    pair = len(material.about) > 1
    counted = _places(material) if pair else _partners(material)
    homes = Homes(material.network.actors, material.network.relations)
    spots = [
        Spot(*home, material.name(id_), number)
        for id_, number in sorted(counted.items())
        if id_ in material.network.actors and (home := homes.of(id_))
    ]
    if not spots:
        return None
    words = material.words
    title = words("brief.map" if pair else "brief.map.with")
    placed = sum(bool(material.network.places.get(fact.id)) for fact in material.facts)
    says = (
        words("brief.map.says", n=placed, all_n=len(material.facts)) if pair else words("brief.map.with.says")
    )
    return Figure(title, says, sketch(spots, f"{title}. {says}"))


def _places(material: Material) -> Counter[str]:
    return Counter(place for fact in material.facts for place in material.network.places.get(fact.id, ()))


def _partners(material: Material) -> Counter[str]:
    """The states of those with whom one actor shares facts, once for each fact."""
    own = {*material.about, *material.states.get(material.about[0], ())}
    return Counter(
        state
        for fact in material.facts
        for state in {s for actor in material.parts.get(fact.id, ()) for s in material.states.get(actor, ())}
        if state not in own and material.network.actors[state]["label"] == "Country"
    )
