"""A study: everything that a report tells of one view, computed once, as plain data.

What a study holds goes into JSON as it is; pages, sheets and comparisons are made from it and compute
nothing. Actors are given by id and name, figures as numbers, blanks as their reasons.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from elshi.graph.errors import ElshiError
from elshi.graph.i18n.pages import LANGUAGES, name_in
from elshi.graph.measures import (
    brokerage,
    communities,
    multiplex,
    network_level,
    null_models,
    trends,
    two_mode,
)
from elshi.graph.measures.centrality import MEASURES, USUAL, known, measure, ranks
from elshi.graph.measures.resampling import (
    BYS,
    MISSING,
    By,
    RankStability,
    beside,
    follows_mentions,
    intervals,
    rank_stabilities,
)
from elshi.graph.reports import methods
from elshi.graph.views.network import View
from elshi.graph.views.rollup import owners
from elshi.graph.views.view import leave_out, only

Data = dict[str, Any]

SCHEMA = 2
"""The number of the shape that a study has; it grows when something in it is renamed, moved or left out."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a report is asked for, beside its view.

    ``resamples`` networks are drawn ``by`` tie or what else, each without as many ties as the share
    ``missing`` would be; ``top`` actors are shown of each table; ``groups`` are those of brokers.
    """

    measures: tuple[str, ...] = USUAL
    resamples: int = 1000
    seed: int = 1
    missing: float = MISSING
    by: By = "tie"
    top: int = 15
    lang: str = "en"
    periods: str | None = None

    def checked(self) -> Options:
        """The same, with ``all`` spelled out; ``ElshiError`` for what cannot be."""
        if not 0 <= self.missing < 1:
            raise ElshiError(f"The share that is missing is {self.missing}: 0 to below 1 was expected.")
        for name, least, most in (("resamples", 1, 100_000), ("top", 1, 10_000), ("seed", 0, 2**32 - 1)):
            if not least <= (value := getattr(self, name)) <= most:
                raise ElshiError(f"--{name} is {value}: a number from {least} to {most} was expected.")
        if self.lang not in LANGUAGES:
            raise ElshiError(f"No report speaks '{self.lang}': {', '.join(LANGUAGES)} were expected.")
        if self.periods:
            trends.periods(self.periods)
        return replace(self, measures=known(self.measures))


def study(view: View, options: Options) -> Data:
    """The study of a view."""
    asked = options.checked()
    view = _called(view, asked.lang)
    ego = ego_of(view)
    seen = [("all", view)] + ([("without", leave_out(view, ego))] if ego is not None else [])
    found = [(kind, v, _trusted(v, asked)) for kind, v in seen]
    return {
        "schema": SCHEMA,
        "made": view.made,
        "level": view.level,
        "asked": {**view.options.asked(), **asdict(asked)},
        "data": methods.fingerprint(view),
        "versions": methods.versions(),
        "sources": [methods.reference(view.network, id_) for id_ in cited(view)],
        "left_out": {what: n for what, n in view.left_out.items() if n},
        "rests": _rests(view),
        "ego": _about(view, ego) if ego is not None else None,
        "networks": [_network(kind, v, t, asked) for kind, v, t in found],
        "whole": _whole(view, asked),
        "small_world": _small_world(view, asked),
        "communities": _communities(view, asked),
        "pairs": _pairs(view, asked),
        "layers": _layers(view, asked),
        "time": _time(view, found[0][2], ego, asked),
        "trust": _trust(view, found[0][2], asked),
        "twomode": _twomode(view, asked),
    }


def _called(view: View, lang: str) -> View:
    """The same view with the names of its actors in a language, where they have one."""
    called = {id_: {**actor, "name": name_in(lang, actor)} for id_, actor in view.network.actors.items()}
    return replace(view, network=replace(view.network, actors=called))


def ego_of(view: View) -> str | None:
    """The actor with the most ties; None where nobody has any with another."""
    if view.ego is not None and view.ego in view.graph:
        return view.ego
    number = Counter(actor for tie in joining(view) for actor in view.ties[tie])
    return min(number, key=lambda id_: (-number[id_], id_), default=None)


def joining(view: View) -> list[str]:
    """The ties that join two actors or more."""
    return [tie for tie, actors in view.ties.items() if len(actors) > 1]


def cited(view: View) -> list[str]:
    """The sources of a view, in the order of their numbers."""
    return sorted({source for tie in view.ties for source in view.network.cited.get(tie, ())})


def first(rows: Mapping[str, RankStability]) -> list[str]:
    """Actors in the order of their ranks."""
    return sorted(rows, key=lambda id_: (rows[id_].rank, id_))


def _name(view: View, id_: str) -> str:
    return str(view.network.actors[id_]["name"])


def _trusted(view: View, asked: Options) -> dict[str, dict[str, RankStability]]:
    if not view.graph.number_of_edges():
        return {name: {} for name in asked.measures}
    return rank_stabilities(
        view, asked.measures, resamples=asked.resamples, seed=asked.seed, missing=asked.missing,
        by=asked.by, top=min(5, asked.top),
    )  # fmt: skip


def _rests(view: View) -> Data:
    ties = [view.network.ties[tie] for tie in view.ties]
    return {
        "ties": len(ties),
        "joining": len(joining(view)),
        "actors": len(view.graph),
        "links": view.graph.number_of_edges(),
        "unsure": sum(tie.get("certainty") == "unsure" for tie in ties),
        "undated": sum(not tie.get("earliest") and not tie.get("latest") for tie in ties),
    }


def _about(view: View, ego: str) -> Data:
    ties = joining(view)
    return {
        "id": ego, "name": _name(view, ego), "joining": len(ties),
        "having": sum(ego in view.ties[tie] for tie in ties),
    }  # fmt: skip


def _network(kind: str, view: View, found: Mapping[str, Mapping[str, RankStability]], asked: Options) -> Data:
    blanks = measure(view.graph, asked.measures)
    parts = sorted((len(part) for part in _parts(view)), reverse=True)
    return {
        "kind": kind,
        "actors": len(view.graph),
        "links": view.graph.number_of_edges(),
        "parts": [parts[0], len(parts), sum(size == 1 for size in parts)] if parts else [],
        "only": next(iter(view.graph.nodes(data="name")))[1] if len(view.graph) == 1 else None,
        "measures": [
            {
                "name": name,
                "rows": [_row(view, id_, found[name][id_]) for id_ in first(found[name])],
                "blank": _blank(view, blanks[name].blanks if not blanks[name] else {}),
                "blanks": dict(sorted(Counter(blanks[name].blanks.values()).items())),
            }
            for name in asked.measures
        ],
    }


def _parts(view: View) -> list[set[str]]:
    import networkx as nx

    return list(nx.connected_components(view.graph.to_undirected()))


def _blank(view: View, blanks: Mapping[str, str]) -> str:
    """Why a measure says nothing of a network; empty where it does."""
    if not len(view.graph):
        return network_level.EMPTY
    if not view.graph.number_of_edges():
        return "No tie joins two of those who are left, so none ranks before another."
    return next(iter(blanks.values()), "")


def _row(view: View, id_: str, t: RankStability) -> Data:
    actor = view.network.actors[id_]
    names = {key: value for key, value in actor.items() if key.startswith("name_") and value}
    return {
        "id": id_, "name": actor["name"], "names": names, "label": actor["label"],
        "value": _plain(t.value), "from": _plain(t.values.low), "to": _plain(t.values.high),
        "rank": t.rank, "low": t.low, "high": t.high, "top": _plain(t.top),
        "source": t.source, "moved": t.moved,
    }  # fmt: skip


def _plain(value: float) -> float | None:
    """A number as JSON has it, with ten significant digits; None for what is none or has no bound."""
    return float(f"{value:.10g}") if math.isfinite(value) else None


# ------------------------------------------------------------------------------------ whole, groups, pairs


def _whole(view: View, asked: Options) -> list[Data]:
    groups = _groups(view)
    draws = beside(asked.resamples)
    by_chance = (
        null_models.whole(view, groups, draws=draws, seed=asked.seed) if not view.graph.is_directed() else {}
    )
    found = []
    for figure in network_level.figures(view.graph, groups):
        row: Data = {
            "name": figure.name, "says": figure.says, "blank": figure.blank,
            "value": None if figure.value is None else _plain(figure.value),
        }  # fmt: skip
        if figure.name in by_chance:
            row["chance"] = _compared(by_chance[figure.name])
        found.append(row)
    return found


def _groups(view: View) -> dict[str, str] | None:
    """The group of each actor: its one country; of a country the data's groups that it is of, or of none.

    None where there are not two groups.
    """
    if view.level == "actors":
        actors = view.network.actors
        of = owners(view.network, "countries")
        one = {id_: o for id_, o in of.items() if len(o) == 1 and actors[o[0]]["label"] == "Country"}
        groups = {id_: one[id_][0] for id_ in view.graph if id_ in one}
    else:
        known = sorted(view.network.groups.items())
        groups = {id_: " ".join(g for g, (_, members) in known if id_ in members) for id_ in view.graph}
    return groups if len(set(groups.values())) > 1 else None


def _small_world(view: View, asked: Options) -> list[Data]:
    """Transitivity and mean distance beside random networks of the same degrees."""
    if view.graph.is_directed():
        return []
    found = network_level.small_world(view.graph, draws=min(100, beside(asked.resamples)), seed=asked.seed)
    return [
        {"name": name, **_compared(null_models.against_null(observed, drawn))}
        for name, (observed, drawn) in found.items()
    ]


def _compared(found: null_models.NullComparison) -> Data:
    return {key: _plain(value) for key, value in asdict(found).items()} | {"ratio": _plain(found.ratio)}


def _communities(view: View, asked: Options) -> Data:
    found = communities.communities(
        view, resamples=beside(asked.resamples), seed=asked.seed, missing=asked.missing
    )
    groups = found.of()
    roles = brokerage.roles(view.graph, groups)
    busy = sorted(roles, key=lambda id_: (-sum(roles[id_].values()), id_))[: asked.top]
    same = communities.equivalent(view.graph, busy)
    return {
        "modularity": _plain(found.modularity),
        "agreement": _plain(found.agreement),
        "alone": len(found.alone),
        "members": [
            [
                {"id": id_, "name": _name(view, id_), "holding": _plain(found.holding.get(id_, np.nan))}
                for id_ in sorted(ids, key=lambda i: (-view.graph.degree(i, weight="weight"), i))
            ]
            for ids in found.members
        ],
        "brokers": [
            {
                "id": id_, "name": _name(view, id_), **roles[id_],
                "like": _name(view, same[id_][0]) if id_ in same else None,
                "likeness": _plain(same[id_][1]) if id_ in same else None,
            }
            for id_ in busy
            if sum(roles[id_].values())
        ],
    }  # fmt: skip


def _pairs(view: View, asked: Options) -> Data:
    """Pairs that meet more, and less, than chance gives: those farthest from it."""
    if view.graph.is_directed() or len(view.graph) < 3:
        return {"more": [], "less": []}
    found = null_models.pairs(view, draws=beside(asked.resamples), seed=asked.seed)
    beyond = {pair: c for pair, c in found.items() if c.beyond}

    def rows(more: bool) -> list[Data]:
        chosen = [(pair, c) for pair, c in beyond.items() if (c.observed > c.expected) == more]
        chosen.sort(key=lambda item: (-abs(item[1].observed - item[1].expected), item[0]))
        return [
            {"pair": [_name(view, a), _name(view, b)], **_compared(c)} for (a, b), c in chosen[: asked.top]
        ]

    return {"more": rows(True), "less": rows(False)}


def _layers(view: View, asked: Options) -> Data:
    broad, strict, diplomacy = (
        multiplex.cultural(view),
        multiplex.cultural(view, strictly=True),
        multiplex.diplomatic(view),
    )
    name = asked.measures[0]
    return {
        "cultural and diplomatic": {
            key: _plain(value) if isinstance(value, float) else value
            for key, value in asdict(
                multiplex.overlap(
                    broad, diplomacy, permutations=beside(asked.resamples) * 5 - 1, seed=asked.seed
                )
            ).items()
        },
        "measure": name,
        "first": {title: _leaders(v, name) for title, v in (("broadly", broad), ("strictly", strict))},
        "ties": {"broadly": len(broad.ties), "strictly": len(strict.ties), "diplomatic": len(diplomacy.ties)},
    }


def _leaders(view: View, name: str, many: int = 5) -> list[Data]:
    values = measure(view.graph, [name])[name]
    places = ranks(values, lowest=MEASURES[name].lowest)
    return [{"id": i, "name": _name(view, i), "rank": r} for i, r in list(places.items())[:many]]


# ------------------------------------------------------------------------------------ time and trust


def _time(
    view: View, found: Mapping[str, Mapping[str, RankStability]], ego: str | None, asked: Options
) -> Data:
    of = trends.periods(asked.periods) if asked.periods else None
    counted = trends.trends(view, of=of)
    by_field = trends.trends(view, "field", of=of or _decades(view), top=5)
    by_partner = trends.trends(view, "partner", of=of or _decades(view), top=5, partner_of=ego)
    name = asked.measures[0]
    leading = first(found[name])[:6]
    windows = trends.over_time(view, name, width=5)
    return {
        "years": [
            {"period": p, "ties": n, "possible": counted.possible[p]} for p, n in counted.totals.items()
        ],
        "undated": counted.undated,
        "vague": counted.vague,
        "fields": by_field.rows(),
        "partners": by_partner.rows() if ego is not None else [],
        "measure": name,
        "windows": [
            {
                "period": w.period.name, "year": w.period.first, "ties": w.ties, "new": w.new,
                "lost": w.lost, "kept": w.kept,
                "ranks": {_name(view, id_): w.ranks[id_] for id_ in leading if id_ in w.ranks},
            }
            for w in windows
        ],
        "rises": [
            {"id": id_, "name": _name(view, id_), **rise._asdict()}
            for id_, rise in sorted(
                trends.rises(view, permutations=199, seed=asked.seed).items(), key=lambda i: (i[1].year, i[0])
            )
        ],
    }  # fmt: skip


def _decades(view: View) -> tuple[trends.Period, ...]:
    known_years = trends.years(view)
    if not known_years:
        return ()
    starts = range(known_years[0].first // 10 * 10, known_years[-1].first + 1, 10)
    return tuple(trends.Period(y, y + 9, f"{y}–{y + 9}") for y in starts)


def _trust(view: View, found: Mapping[str, Mapping[str, RankStability]], asked: Options) -> Data:
    """How ranks change with what is drawn, without what is unsure, and with how often one is named."""
    if not view.graph.number_of_edges():
        return {"by": [], "mentions": None}
    names = asked.measures
    drawn = {
        by: intervals(
            view,
            names,
            resamples=min(100, beside(asked.resamples)),
            seed=asked.seed,
            missing=asked.missing,
            by=by,
        )
        for by in BYS
        if by != asked.by
    }
    sure = only(view, (t for t in view.ties if view.network.ties[t].get("certainty") != "unsure"))
    certain = {
        name: ranks(values, lowest=MEASURES[name].lowest)
        for name, values in measure(sure.graph, names).items()
    }
    rho, number = follows_mentions(view, {id_: t.rank for id_, t in found[names[0]].items()})

    def row(name: str, id_: str) -> Data:
        known = found[name][id_]
        told: Data = {str(by): list(found_by[name][id_]) for by, found_by in drawn.items()}
        told[asked.by] = [known.low, known.high]
        return {
            "id": id_, "name": _name(view, id_), "rank": known.rank, **told,
            "certain": certain[name].get(id_),
        }  # fmt: skip

    return {
        "measure": names[0],
        "by": [
            {"measure": name, "rows": [row(name, id_) for id_ in first(found[name])[:6]]}
            for name in names
            if any(t.value for t in found[name].values())
        ],
        "mentions": {"rho": _plain(rho), "actors": number},
    }


def _twomode(view: View, asked: Options) -> Sequence[Data]:
    if len(view.ties) > 5000:
        return []
    actors, _ = two_mode.measure(view)
    order = sorted(actors, key=lambda id_: (-actors[id_].degree, id_))[: asked.top]
    return [
        {"name": _name(view, i), **{key: _plain(value) for key, value in asdict(actors[i]).items()}}
        for i in order
        if actors[i].degree
    ]
