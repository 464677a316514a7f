"""How often intervals of ranks hold the truth: ``python -m tests.bench.coverage`` writes docs/intervals.md.

Networks are generated whose ties are all known; some are dropped at random; intervals are computed from what
is left, as a report computes them, and it is counted how often they hold the rank in the whole network.
It takes some minutes and is not a test; the tests try one setting of it (tests/measures/test_stability.py).
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from elshi.graph.measures.centrality import MEASURES, USUAL, measure, ranks
from elshi.graph.measures.resampling import MISSING, rank_stabilities
from elshi.graph.views.network import Network, View
from elshi.graph.views.view import only, view
from tests.fixtures.paths import ROOT

ACTORS, TIES = 40, 300
WORLDS, RESAMPLES = 40, 200
DROPPED = (0.1, 0.2, 0.3, 0.5)

Covered = dict[str, tuple[float, float, float]]
"""By measure: the share of true ranks held, of true values held, and the mean width of intervals of ranks."""


def world(seed: int) -> View:
    """A network as corpora of treaties and festivals are: few have many ties, three blocs, congresses."""
    chance = np.random.default_rng(seed)
    fame = 1 / np.arange(1, ACTORS + 1) ** 0.8
    bloc = chance.integers(0, 3, ACTORS)
    actors = {f"a{n}": {"id": f"a{n}", "name": f"Actor {n}", "label": "Country"} for n in range(ACTORS)}
    parts = []
    for tie in range(TIES):
        likely = fame * np.where(bloc == chance.integers(0, 3), 4, 1)
        size = chance.choice([2, 2, 2, 2, 3, 3, 4, 6])
        for actor in chance.choice(ACTORS, size, replace=False, p=likely / likely.sum()):
            parts.append((f"a{actor}", "SIGNED", f"t{tie}", "stated"))
    ties = {f"t{n}": {"id": f"t{n}", "name": f"Tie {n}", "label": "Treaty"} for n in range(TIES)}
    return view(Network(actors, ties, tuple(parts), (), {}, {}))


def covered(dropped: float, missing: float, worlds: int, resamples: int, seed: int = 1) -> Covered:
    """How often intervals that assume ``missing`` hold the truth when the share ``dropped`` was lost."""
    held: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for number in range(worlds):
        whole = world(seed + number)
        chance = np.random.default_rng([seed, number])
        seen = only(whole, [tie for tie in whole.ties if chance.random() >= dropped])
        truth = measure(whole.graph, USUAL)
        found = rank_stabilities(seen, USUAL, resamples=resamples, seed=number, missing=missing)
        for name in USUAL:
            true = ranks(truth[name], lowest=MEASURES[name].lowest)
            for id_, t in found[name].items():
                value = truth[name][id_]
                held[name].append(
                    (
                        t.low - 1e-9 <= true[id_] <= t.high + 1e-9,
                        t.values.low - 1e-9 <= value <= t.values.high + 1e-9,
                        t.high - t.low,
                    )
                )
    means = {name: np.mean(np.array(rows, dtype=float), axis=0) for name, rows in held.items()}
    return {name: (float(m[0]), float(m[1]), float(m[2])) for name, m in means.items()}


def page() -> Iterator[str]:
    """The page, line by line."""
    yield from (
        "# How often the intervals hold the truth",
        "",
        "*Written by `python -m tests.bench.coverage`.*",
        "",
        f"{WORLDS} generated networks of {ACTORS} actors and {TIES} ties each (two to six actors a tie,",
        "few with many ties, three blocs). A share of ties is dropped at random; from the rest, intervals",
        f"are computed with {RESAMPLES} resamples, as in a report. The figures are the per cent of",
        "actors whose **rank (or value) in the whole network** lies in its 95 per cent interval, and in",
        "brackets the mean width of the interval in ranks. 93 to 97 is aimed at; less is too sure, more is",
        "too cautious.",
        "",
    )
    known = [(dropped, dropped) for dropped in DROPPED]
    yield from _table("The share that is missing is known (`--missing` says it)", known)
    yield from _table(
        f"It is not known, and the default is taken (`--missing {MISSING}`)",
        [(dropped, MISSING) for dropped in DROPPED if dropped != MISSING],
    )
    yield from _table("The plain bootstrap (`--missing 0`)", [(dropped, 0.0) for dropped in DROPPED])
    yield from (
        "The plain bootstrap draws as many ties as there are, with replacement. It supposes that any number",
        "of further ties could be found, so it is too cautious where most are recorded. Leaving out",
        "as many as are missing is about as sure as it says, least so for actors with few ties. Where the",
        "real share is far above what was assumed, every interval is too narrow: say a larger one where you",
        "know that your sources are poor.",
        "",
    )


def _table(title: str, settings: list[tuple[float, float]]) -> Iterator[str]:
    found = {setting: covered(*setting, WORLDS, RESAMPLES) for setting in settings}
    for part, told in enumerate(("rank held", "value held")):
        if not part:
            yield from (f"## {title}", "")
        yield f"| dropped, {told} | " + " | ".join(MEASURES[name].title for name in USUAL) + " |"
        yield "|---|" + "---:|" * len(USUAL)
        for (dropped, _), by_name in found.items():
            cells = (
                f"{100 * by_name[n][part]:.1f}" + (f" ({by_name[n][2]:.1f})" if not part else "")
                for n in USUAL
            )
            yield f"| {dropped:.0%} | " + " | ".join(cells) + " |"
        yield ""


if __name__ == "__main__":
    lines = []
    for line in page():
        lines.append(line)
        print(line)
        sys.stdout.flush()
    (ROOT / "docs" / "intervals.md").write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
