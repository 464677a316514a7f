"""The gallery: which maps an atlas shows, and how each is made.

The whole, countries, what lies around some actors, pairs of countries with enough ties, treaties and
universities alone, each decade and each field. Maps of the same actors share one layout, so that they
can be compared; a map that would have too little on it is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from elshi.graph.i18n.pages import Sentence, of_decade
from elshi.graph.maps import draw
from elshi.graph.maps.assets import Assets
from elshi.graph.views import transforms
from elshi.graph.views.network import Network, View
from elshi.graph.views.options import TieFilter
from elshi.graph.views.rollup import owners
from elshi.graph.views.view import only, view

AROUND = ("KZ", "turksoy", "tika", "assembly-of-people-of-kazakhstan", "CN", "TR")
"""Actors that get a map of their own, where the graph has them with a tie."""
OWN = ("turksoy", "assembly-of-people-of-kazakhstan")
"""Bodies whose own network gets a report: members, programmes, associations."""
MOST_PAIRS = 8
ENOUGH = 12
"""Ties that a pair, a decade or a field must have for a map of its own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One map of the gallery: its file, its section, its title, what it shows, and how it is drawn.

    The section is a key of the wording; no title: the one that the map gives itself.
    """

    file: str
    section: str
    title: Sentence | None
    says: Sentence
    make: Callable[[], View]
    colour: draw.Colour = "kind"
    places: Literal["forces", "geo", "whole"] = "forces"


def entries(read: Network) -> Iterator[Entry]:
    """The maps that a network is worth, in the order of the gallery."""
    everything, countries = partial(view, read, relations=True), partial(view, read, countries=True)
    yield Entry("whole.html", "atlas.overview", Sentence("title.whole"), Sentence("atlas.whole"), everything)
    yield Entry("communities.html", "atlas.overview", Sentence("title.communities"),
                Sentence("atlas.communities"), everything, "community", "whole")  # fmt: skip
    yield Entry("countries.html", "atlas.overview", None, Sentence("atlas.countries"), countries, "community")
    yield Entry("earth.html", "atlas.overview", Sentence("title.earth"), Sentence("atlas.earth"),
                countries, "kind", "geo")  # fmt: skip
    tied = {actor for actor, _, _, _ in read.parts}
    for actor in (a for a in AROUND if a in tied):
        yield Entry(f"around-{actor.lower()}.html", "atlas.around", None, Sentence("atlas.ego"),
                    partial(view, read, around=actor, relations=True), "region")  # fmt: skip
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
    for _, a, b in found:
        yield Entry(f"pair-{a.lower()}-{b.lower()}.html", "atlas.pairs",
                    Sentence("title.pair", actors={"one": a, "other": b}), Sentence("atlas.pair"),
                    partial(transforms.between, read, a, b), "region")  # fmt: skip


def _choices(read: Network) -> Iterator[Entry]:
    """Treaties, universities, each decade and each field."""
    if any(tie["label"] == "Treaty" for tie in read.ties.values()):
        treaties = TieFilter(kinds=("Treaty",))
        yield Entry("treaties.html", "atlas.kinds", Sentence("title.treaties"), Sentence("atlas.treaties"),
                    lambda: transforms.with_ties(view(read, choice=treaties)))  # fmt: skip
    if any(actor["label"] == "University" for actor in read.actors.values()):
        yield Entry("universities.html", "atlas.kinds", Sentence("title.universities"),
                    Sentence("atlas.universities"), lambda: _of_universities(read))  # fmt: skip
    decades = Counter(tie["earliest"].year // 10 * 10 for tie in read.ties.values() if tie.get("earliest"))
    for decade in sorted(d for d, n in decades.items() if n >= ENOUGH):
        years = TieFilter(first=decade, last=decade + 9)
        yield Entry(f"decade-{decade}.html", "atlas.decades", Sentence("title.decade", of_decade(decade)),
                    Sentence("atlas.decade"), partial(view, read, choice=years), "kind", "whole")  # fmt: skip
    fields: Counter[str] = Counter()
    for tie in read.ties.values():
        fields.update(tie.get("fields") or ())
    for field, n in sorted(fields.items(), key=lambda item: (-item[1], item[0])):
        if n >= ENOUGH:
            yield Entry(f"field-{field}.html", "atlas.fields", Sentence(f"field.{field}"),
                        Sentence("atlas.field"),
                        partial(view, read, choice=TieFilter(fields=(field,))))  # fmt: skip


def _of_universities(read: Network) -> View:
    ties = {t for a, _, t, _ in read.parts if read.actors[a]["label"] == "University"}
    return transforms.with_ties(only(view(read), ties, "Ties of universities."))


def own_reports(read: Network) -> tuple[str, ...]:
    """The bodies whose own network gets a report: those that have links."""
    here = (actor for actor in OWN if actor in read.actors)
    return tuple(actor for actor in here if view(read, around=actor).graph.number_of_edges())


def drawn(
    read: Network,
    data: str = "",
    lang: str = "en",
    reports: Collection[str] = (),
    assets: Assets | None = None,
) -> Iterator[tuple[Entry, View, draw.Map]]:
    """Each entry with its view and its map; what has nothing on it is passed over.

    ``reports`` are the files of the reports to which the maps lead, ``assets`` what the maps share.
    """
    whole: Any = None
    for entry in entries(read):
        seen = entry.make()
        if entry.file != "whole.html" and not seen.graph.number_of_edges():
            continue
        places = whole.positions if entry.places == "whole" else entry.places
        level = "-countries" if seen.level == "countries" else f"-{seen.ego}"
        report = f"report{level}.html" if f"report{level}.html" in reports else "report.html"
        leads = [("index.html", "nav.index"), (report, "nav.report")]
        picture = draw.draw(
            seen, title=entry.title, colour=entry.colour, places=places, data=data, lang=lang, leads=leads,
            assets=assets,
        )  # fmt: skip
        whole = whole or picture
        yield entry, seen, picture
