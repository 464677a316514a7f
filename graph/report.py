"""Reports: who is central in a view, how sure that is, and on which source it depends.

One HTML page that opens offline and prints. It never shows a rank without its interval and the
source it leans on most, and always shows the network without its ego beside it, because an
ego-network makes its ego central by construction. Where a measure says nothing, the page says why
and leaves it blank. The same view, resamples and seed give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from math import floor, log10
from pathlib import Path
from typing import Any

import networkx as nx

from graph import pages
from graph.centrality import MEASURES
from graph.pages import counted
from graph.stability import Trust, trust
from graph.views import Network, View, leave_out

TOP = 15
"""Actors shown for each measure."""

TITLES = {"degree": "Degree", "betweenness": "Betweenness", "pagerank": "PageRank"}
SHOWN = {name: MEASURES[name] for name in TITLES}
FORMULAS = {
    "degree": "the number of actors with whom an actor has at least one tie.",
    "betweenness": (
        "Σ σ(s,t|v) / σ(s,t) over all pairs s, t other than v, divided by (n−1)(n−2)/2, where σ(s,t) "
        "counts the shortest chains between s and t and σ(s,t|v) those through v."
    ),
    "pagerank": (
        "p(v) = (1−d)/n + d · Σ p(u) · w(u,v)/s(u) over the neighbours u of v, with d = 0.85, w the "
        "weight of a link and s(u) the sum of u’s weights; iterated until the change is below 10⁻¹⁰."
    ),
}
"""The measures as formulas, for the section on methods."""

LITERATURE = (
    "Freeman, L. C. (1977). A set of measures of centrality based on betweenness. Sociometry 40, 35–41.",
    "Brin, S., and Page, L. (1998). The anatomy of a large-scale hypertextual Web search engine. "
    "Computer Networks 30, 107–117.",
    "Newman, M. E. J. (2001). Scientific collaboration networks II. Physical Review E 64, 016132.",
    "Efron, B. (1979). Bootstrap methods: another look at the jackknife. Annals of Statistics 7, 1–26.",
    "Costenbader, E., and Valente, T. W. (2003). The stability of centrality measures when networks "
    "are sampled. Social Networks 25, 283–307.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """An actor in a table: its value, its rank with bounds, and the source it leans on."""

    name: str
    label: str
    value: str
    rank: str
    low: str
    high: str
    source: int | None
    without: str
    strip: tuple[float, float, float]
    """The bounds and the rank itself as shares of the widest interval shown."""


@dataclass(frozen=True, slots=True)
class Table:
    """One measure of one network; ``blank`` says why there are no rows."""

    title: str
    rows: tuple[Row, ...]
    blank: str = ""
    rest: str = ""


def write(view: View, path: str | Path, *, resamples: int = 200, seed: int = 1) -> None:
    """Write the report of a view to a file."""
    pages.save(page(view, resamples=resamples, seed=seed), Path(path))


def page(view: View, *, resamples: int = 200, seed: int = 1) -> str:
    """The report of a view as an HTML page.

    >>> from graph.views import Network, view
    >>> "no actor took part" in page(view(Network({}, {}, (), (), {}, {})))
    True
    """
    network = view.network
    sources = sorted(_cited(view))
    ego = _ego(view)
    seen = [(f"All {_noun(view)}", view)]
    if ego is not None:
        seen.append((f"Without {network.actors[ego]['name']}", leave_out(view, ego)))
    found = [(title, v, _trusted(v, resamples, seed)) for title, v in seen]
    measures = [
        {
            "name": TITLES[name],
            "says": measure.says,
            "tables": [_table(title, v, trusts[name], name, sources) for title, v, trusts in found],
        }
        for name, measure in SHOWN.items()
    ]
    several = view.level == "countries"
    return pages.render(
        "report.html",
        style=pages.part("base.css") + pages.part("report.css"),
        title="Which countries are central" if several else "Which actors are central",
        question=_question(view, len(sources)),
        headline=_headline(found),
        answers=_answers(view, found[0][2], sources),
        others=_answers(found[1][1], found[1][2], sources) if ego is not None else [],
        ego=_about_ego(view, ego) if ego is not None else "",
        rests=_rests(view, len(sources)),
        parts=_parts(view),
        measures=measures if view.graph.number_of_edges() else [],
        sources=[reference(network, id_) for id_ in sources],
        made=view.made,
        left_out=[f"{number:,} {what}" for what, number in view.left_out.items() if number],
        formulas={TITLES[name]: FORMULAS[name] for name in SHOWN},
        weights={TITLES[name]: measure.weights for name, measure in SHOWN.items()},
        resamples=resamples,
        seed=seed,
        versions=versions(),
        data=fingerprint(view),
        literature=LITERATURE,
        command=f"elshi report FILE.html{' --countries' * several} --resamples {resamples} --seed {seed}",
    )


# ------------------------------------------------------------------------------------ measuring


def _trusted(view: View, resamples: int, seed: int) -> dict[str, dict[str, Trust]]:
    if not view.graph.number_of_edges():
        return {name: {} for name in SHOWN}
    return {name: trust(view, name, resamples=resamples, seed=seed) for name in SHOWN}


def _joining(view: View) -> list[str]:
    """The ties that join two actors or more."""
    return [tie for tie, actors in view.ties.items() if len(actors) > 1]


def _cited(view: View) -> set[str]:
    return {source for tie in view.ties for source in view.network.cited.get(tie, ())}


def _ego(view: View) -> str | None:
    """The actor with the most ties; None where nobody has any with another."""
    if view.ego is not None and view.ego in view.graph:
        return view.ego
    number = Counter(actor for tie in _joining(view) for actor in view.ties[tie])
    return min(number, key=lambda id_: (-number[id_], id_), default=None)


def _blank(view: View, name: str) -> str:
    """Why a measure says nothing of a network; empty where it does."""
    if not len(view.graph):
        return "Nobody is left in this network."
    if not view.graph.number_of_edges():
        return "No tie joins two of those who are left, so none ranks before another."
    if name == "betweenness" and len(view.graph) < 3:
        return "Nobody can lie between two others where there are only two."
    return ""


def _table(title: str, view: View, trusts: Mapping[str, Trust], name: str, sources: Sequence[str]) -> Table:
    if blank := _blank(view, name):
        return Table(title, (), blank)
    first = [id_ for id_ in _first(trusts) if trusts[id_].value][:TOP]
    if not first:
        return Table(title, (), "Nobody lies between two others here.")
    widest = max(trusts[id_].high for id_ in first)
    rows = []
    for id_ in first:
        t = trusts[id_]
        actor = view.network.actors[id_]
        without = "absent" if t.moved is None else _number(t.moved)
        rows.append(
            Row(
                actor["name"], actor["label"], three(t.value), _number(t.rank), _number(t.low),
                _number(t.high), sources.index(t.source) + 1 if t.source else None, without,
                (_share(t.low, widest), _share(t.rank, widest), _share(t.high, widest)),
            )
        )  # fmt: skip
    left = len(trusts) - len(rows)
    zero = sum(not t.value for t in trusts.values())
    rest = f"{left:,} more" + (f", {zero:,} of them with nothing to measure" if zero else "") if left else ""
    return Table(title, tuple(rows), rest=rest)


def _first(trusts: Mapping[str, Trust]) -> list[str]:
    return sorted(trusts, key=lambda id_: (trusts[id_].rank, id_))


def _share(rank: float, widest: float) -> float:
    return round((rank - 1) / max(1.0, widest - 1), 4)


# ------------------------------------------------------------------------------------ sentences


def three(value: float) -> str:
    """A value with three significant digits, never with an exponent.

    >>> [three(v) for v in (37.0, 0.0123456, 1234.5, 0.0)]
    ['37', '0.0123', '1230', '0']
    """
    if not value:
        return "0"
    places = 2 - floor(log10(abs(value)))
    rounded = round(value, places)
    text = f"{rounded:.{max(0, places)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(rank: float) -> str:
    """A rank: a whole number, or a half where two share it.

    >>> _number(3.0), _number(2.5)
    ('3', '2½')
    """
    return f"{int(rank)}" if rank == int(rank) else f"{int(rank)}½"


def _noun(view: View) -> str:
    return "countries" if view.level == "countries" else "actors"


def _question(view: View, sources: int) -> str:
    return (
        f"Who stands at the centre of the cultural ties among {len(view.graph):,} {_noun(view)}, as far "
        f"as {counted(sources, 'source')} {'tells' if sources == 1 else 'tell'}?"
    )


def _headline(found: Sequence[tuple[str, View, Mapping[str, Mapping[str, Trust]]]]) -> str:
    """Who comes first, in one sentence; empty where nobody does."""
    told = [_leaders(view, trusts) for _, view, trusts in found]
    if not told[0]:
        return ""
    if len(told) < 2 or not told[1]:
        return f"{told[0]}."
    without = found[1][0]
    return f"{told[0]}. {without}: {told[1]}."


def _leaders(view: View, trusts: Mapping[str, Mapping[str, Trust]]) -> str:
    """The first by each measure: ``China by degree and PageRank, Uzbekistan by betweenness``."""
    measures: dict[str, list[str]] = {}
    for name, found in trusts.items():
        if found and not _blank(view, name) and max(t.value for t in found.values()):
            best = min(t.rank for t in found.values())
            first = [view.network.actors[id_]["name"] for id_ in _first(found) if found[id_].rank == best]
            who = _listed(first) if len(first) < 4 else f"{len(first)} {_noun(view)} alike"
            measures.setdefault(who, []).append("PageRank" if name == "pagerank" else name)
    if len(measures) == 1 and len(next(iter(measures.values()))) == len(SHOWN):
        return f"{next(iter(measures))} by all three measures"
    return "; ".join(f"{who} by {_listed(names)}" for who, names in measures.items())


def _listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence.

    >>> _listed(["a", "b", "c"]), _listed(["a"])
    ('a, b and c', 'a')
    """
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def _answers(
    view: View, trusts: Mapping[str, Mapping[str, Trust]], sources: Sequence[str]
) -> list[tuple[str, str]]:
    """A sentence for each measure with its title: who comes first, how surely, on whose word."""
    if len(view.graph) == 0:
        return [("", "There is no answer: no actor took part in a tie here.")]
    if len(view.graph) == 1:
        [(_, only)] = view.graph.nodes(data="name")
        return [("", f"There is no answer: {only} is alone here, and one actor has no rank.")]
    if not view.graph.number_of_edges():
        return [("", f"There is no answer. {_blank(view, 'degree')}")]
    return [(TITLES[name], _answer(view, trusts[name], name, sources)) for name in SHOWN]


def _answer(view: View, trusts: Mapping[str, Trust], name: str, sources: Sequence[str]) -> str:
    says = MEASURES[name].says
    if blank := _blank(view, name):
        return blank
    names = {id_: view.network.actors[id_]["name"] for id_ in trusts}
    order = _first(trusts)
    first = trusts[order[0]]
    if first.value == 0:
        return f"({says}): nobody lies between two others here."
    leaders = [id_ for id_ in order if trusts[id_].rank == first.rank]
    if len(leaders) > 1:
        shown = "; ".join(f"{names[id_]} ({_place(trusts[id_], sources)})" for id_ in leaders[:4])
        more = f"; and {len(leaders) - 4} others" if leaders[4:] else ""
        return f"({says}): {len(leaders)} {_noun(view)} share the first place: {shown}{more}."
    sentence = (
        f"({says}): {names[order[0]]} comes first with {three(first.value)}; "
        f"95 per cent of resampled networks put it at rank {_between(first)}. "
        f"{_leaning(view.network, first)}"
    )
    following = names[order[1]]
    place = _place(trusts[order[1]], sources)
    if first.high >= trusts[order[1]].low:
        return (
            f"{sentence} The interval of {following} overlaps ({place}): "
            "the data do not tell which of the two comes first."
        )
    return f"{sentence} {following} follows clearly behind ({place})."


def _between(t: Trust) -> str:
    return _number(t.low) if t.low == t.high else f"{_number(t.low)} to {_number(t.high)}"


def _place(t: Trust, sources: Sequence[str]) -> str:
    """A rank with its interval and the number of its source, in a few words."""
    leans = f"leaning most on source [{sources.index(t.source) + 1}]" if t.source else "on no one source"
    return f"rank {_between(t)}, {leans}"


def _leaning(network: Network, t: Trust) -> str:
    if t.source is None:
        return "Leaving out any one source does not move it."
    name = pages.source_name(network, t.source)
    if t.moved is None:
        return f"It is known from “{name}” alone."
    return f"It leans most on “{name}”, without which it would be at rank {_number(t.moved)}."


def _about_ego(view: View, ego: str) -> str:
    joining = _joining(view)
    having = sum(ego in view.ties[tie] for tie in joining)
    name = view.network.actors[ego]["name"]
    return (
        f"{name} has a part in {having:,} of the {counted(len(joining), 'tie')} that join two actors or more "
        f"({having / len(joining):.0%}). Sources that are written around one actor make it central "
        "whatever happened, so its own rank says more about the sources than about the world. "
        f"Without {name}:"
    )


def _rests(view: View, sources: int) -> str:
    ties = [view.network.ties[tie] for tie in view.ties]
    joining = len(_joining(view))
    unsure = sum(tie.get("certainty") == "unsure" for tie in ties)
    undated = sum(not tie.get("earliest") and not tie.get("latest") for tie in ties)
    return (
        f"{counted(len(ties), 'tie')} of {counted(len(view.graph), 'actor')} ({joining:,} of them join two "
        f"or more, and only these can be measured), from {counted(sources, 'source')}. {unsure:,} of the "
        f"ties {'is' if unsure == 1 else 'are'} marked as unsure and {undated:,} "
        f"{'has' if undated == 1 else 'have'} no date."
    )


def _parts(view: View) -> str:
    """A sentence where the network falls apart; empty where it hangs together."""
    sizes = sorted((len(part) for part in nx.connected_components(view.graph)), reverse=True)
    if len(sizes) < 2:
        return ""
    alone = sum(size == 1 for size in sizes)
    return (
        f"The network falls into {len(sizes):,} parts that no tie joins; the largest has {sizes[0]:,} of "
        f"{len(view.graph):,} {_noun(view)}" + (f", {alone:,} stand alone" if alone else "") + ". "
        "Betweenness counts the chains within a part; between parts there are none."
    )


def reference(network: Network, source: str) -> dict[str, str]:
    """A source as a list of literature has it: its title, and the rest that is known."""
    known = network.sources.get(source, {})
    told = [known.get("authors"), known.get("publication"), known.get("year")]
    return {
        "name": pages.source_name(network, source),
        "rest": ". ".join(str(part) for part in told if part),
    }


def versions() -> dict[str, str]:
    """The versions of what computes."""
    found = {}
    for package in ("elshi", "networkx", "rustworkx"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed as a package"
    return found


def fingerprint(view: View) -> str:
    """Twelve digits that change when the ties of a view, their actors or their sources do."""
    told: list[Any] = [
        [tie, actors, view.network.cited.get(tie, ())] for tie, actors in sorted(view.ties.items())
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:12]
