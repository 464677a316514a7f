"""The gallery: which maps an atlas shows, and how each is made.

The whole, countries, what lies around some actors, pairs of countries with enough ties, treaties and
universities alone, each decade and each field. Maps of the same actors share one layout, so that they
can be compared; a map that would have too little on it is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from graph import maps, shaping
from graph.choosing import Choice
from graph.rolling import owners
from graph.views import Network, View, only, view
from graph.wording import words

AROUND = ("KZ", "turksoy", "tika", "assembly-of-people-of-kazakhstan", "CN", "TR")
"""Actors that get a map of their own, where the graph has them with a tie."""
MOST_PAIRS = 8
ENOUGH = 12
"""Ties that a pair, a decade or a field must have for a map of its own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One map of the gallery: its file, its section, its title, what it shows, and how it is drawn."""

    file: str
    section: str
    title: str | None
    says: str
    make: Callable[[], View]
    colour: maps.Colour = "kind"
    places: Literal["forces", "geo", "whole"] = "forces"


def entries(read: Network) -> Iterator[Entry]:
    """The maps that a network is worth, in the order of the gallery."""
    yield Entry("whole.html", "Overview", "The whole network of cultural diplomacy",
                "Every actor that has a tie or a lasting relation with another.",
                lambda: view(read, standing=True))  # fmt: skip
    yield Entry("communities.html", "Overview", "Communities of the whole network",
                "Who is tied more with each other than with the rest (Leiden).",
                lambda: view(read, standing=True), "community", "whole")  # fmt: skip
    yield Entry("countries.html", "Overview", None, "What belongs to a country is counted as the country’s.",
                lambda: view(read, countries=True), "community")  # fmt: skip
    yield Entry("earth.html", "Overview", "Countries where they are on earth",
                "The same links over the outline of the land; no borders are drawn.",
                lambda: view(read, countries=True), "kind", "geo")  # fmt: skip
    tied = {actor for actor, _, _, _ in read.parts}
    for actor in (a for a in AROUND if a in tied):
        yield Entry(f"around-{actor.lower()}.html", "Around an actor", None,
                    "Those it has a tie with, and their ties with each other.",
                    partial(view, read, around=actor, standing=True), "region")  # fmt: skip
    yield from _pairs(read)
    yield from _choices(read)


def _pairs(read: Network) -> Iterator[Entry]:
    """Pairs of countries and regions with the most ties between them."""
    whose = owners(read, "regions")
    joined: dict[str, set[str]] = {}
    for actor, _, tie, _ in read.parts:
        places = (o for o in whose[actor] if read.actors[o]["label"] in ("Country", "Region"))
        joined.setdefault(tie, set()).update(places)
    number = Counter((a, b) for here in joined.values() for a in here for b in here if a < b)
    found = sorted((-n, a, b) for (a, b), n in number.items() if n >= ENOUGH)[:MOST_PAIRS]
    for n, a, b in found:
        one, other = (str(read.actors[id_]["name"]) for id_ in (a, b))
        yield Entry(f"pair-{a.lower()}-{b.lower()}.html", "Between two", f"{one} and {other}",
                    f"{-n} ties, each with all who took part.",
                    partial(shaping.between, read, a, b), "region")  # fmt: skip


def _choices(read: Network) -> Iterator[Entry]:
    """Treaties, universities, each decade and each field."""
    if any(tie["label"] == "Treaty" for tie in read.ties.values()):
        yield Entry("treaties.html", "By kind", "Treaties and their signatories",
                    "Each treaty is a mark of its own, linked to those who signed.",
                    lambda: shaping.with_ties(view(read, choice=Choice(kinds=("Treaty",)))))  # fmt: skip
    if any(actor["label"] == "University" for actor in read.actors.values()):
        yield Entry("universities.html", "By kind", "Universities and what joins them",
                    "Ties in which a university took part.", lambda: _of_universities(read))  # fmt: skip
    decades = Counter(tie["earliest"].year // 10 * 10 for tie in read.ties.values() if tie.get("earliest"))
    for decade in sorted(d for d, n in decades.items() if n >= ENOUGH):
        years = Choice(first=decade, last=decade + 9)
        yield Entry(f"decade-{decade}.html", "By decade", f"The {decade}s",
                    "Each actor at its place in the whole network.",
                    partial(view, read, choice=years), "kind", "whole")  # fmt: skip
    fields: Counter[str] = Counter()
    for tie in read.ties.values():
        fields.update(tie.get("fields") or ())
    for field, n in sorted(fields.items(), key=lambda item: (-item[1], item[0])):
        if n >= ENOUGH:
            yield Entry(f"field-{field}.html", "By field", words("en")[f"field.{field}"].capitalize(),
                        f"{n} ties in this field.",
                        partial(view, read, choice=Choice(fields=(field,))))  # fmt: skip


def _of_universities(read: Network) -> View:
    ties = {t for a, _, t, _ in read.parts if read.actors[a]["label"] == "University"}
    return shaping.with_ties(only(view(read), ties, "Ties of universities."))


def drawn(read: Network, data: str = "") -> Iterator[tuple[Entry, View, maps.Map]]:
    """Each entry with its view and its map; what has nothing on it is passed over."""
    whole: Any = None
    for entry in entries(read):
        seen = entry.make()
        if entry.file != "whole.html" and not seen.graph.number_of_edges():
            continue
        places = whole.positions if entry.places == "whole" else entry.places
        picture = maps.draw(seen, title=entry.title, colour=entry.colour, places=places, data=data)
        whole = whole or picture
        yield entry, seen, picture
