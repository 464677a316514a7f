"""Trust: intervals that hold the truth, sources that ranks lean on, and the same seed the same draws."""

from __future__ import annotations

import numpy as np
import pytest

from elshi.graph.measures.resampling import (
    RESAMPLED_BY,
    Interval,
    follows_mentions,
    mentions,
    rank_stabilities,
    rank_stability,
    sample,
)
from elshi.graph.views.view import view
from tests.bench.coverage import covered
from tests.fixtures.networks import actor, network, silk_road, tie


def test_intervals_hold_the_true_rank_about_as_often_as_they_say() -> None:
    """One setting of the simulation of docs/intervals.md, with fewer networks and so wider bounds."""
    found = covered(0.2, 0.2, worlds=12, resamples=80)
    for name in ("degree", "strength", "betweenness", "closeness"):
        assert 0.91 <= found[name][0] <= 0.99, (name, found[name])


def test_an_interval_holds_its_rank_and_its_value() -> None:
    seen = view(silk_road())
    for found in rank_stabilities(
        seen, ["degree", "strength", "betweenness", "constraint"], resamples=50
    ).values():
        assert len(found) > 3
        for t in found.values():
            assert t.low <= t.rank <= t.high
            assert t.values.low <= t.value <= t.values.high


def test_an_actor_of_whom_a_measure_says_nothing_has_no_rank() -> None:
    alone = network(
        [actor("KZ", "Kazakhstan"), actor("CN", "China"), actor("TR", "Türkiye")],
        [(tie("a", "A"), "kz-cn-article", ["KZ", "CN"]), (tie("b", "B"), "kz-cn-article", ["TR"])],
    )
    assert set(rank_stability(view(alone), "closeness", resamples=5)) == {"KZ", "CN"}


@pytest.mark.parametrize("by", RESAMPLED_BY)
def test_the_same_seed_draws_the_same_ties(by: str) -> None:
    seen = sample(view(silk_road()))
    assert (seen.draws(by, 20, 3) == seen.draws(by, 20, 3)).all()  # type: ignore[arg-type]
    assert (seen.draws(by, 20, 3) != seen.draws(by, 20, 4)).any()  # type: ignore[arg-type]


def test_ties_of_a_pair_are_drawn_together() -> None:
    seen = sample(view(silk_road()))
    first, second = seen.keys.index("kz-cn-1992"), seen.keys.index("kz-cn-2003")
    times = seen.draws("pair", 100, 1)
    assert (times[:, first] == times[:, second]).all()
    assert (seen.draws("tie", 100, 1)[:, first] != seen.draws("tie", 100, 1)[:, second]).any()


def test_the_bootstrap_draws_as_many_ties_as_there_are() -> None:
    seen = sample(view(silk_road()))
    assert (seen.draws("tie", 30, 1, missing=0).sum(axis=1) == len(seen.keys)).all()
    assert seen.draws("tie", 400, 1, missing=0.2).mean() == pytest.approx(0.75, abs=0.03)


def test_a_rank_leans_on_the_source_without_which_the_actor_is_gone() -> None:
    found = rank_stability(view(silk_road()), "degree", resamples=5)
    assert found["CN"].source == "kz-cn-article"
    assert found["CN"].moved is None
    assert found["UZ"].source == "central-asia-article"


def test_who_is_written_about_most_is_told() -> None:
    seen = view(silk_road())
    assert mentions(seen)["KZ"] == 5
    ranks = {id_: t.rank for id_, t in rank_stability(seen, "strength", resamples=2).items()}
    rho, number = follows_mentions(seen, ranks)
    assert number == 5
    assert 0.3 < rho <= 1


def test_mentions_of_two_actors_tell_nothing() -> None:
    assert np.isnan(follows_mentions(view(silk_road()), {"KZ": 1.0, "CN": 2.0})[0])


def test_nothing_is_drawn_where_there_is_nothing() -> None:
    alone = network([actor("KZ", "Kazakhstan")], [(tie("law", "A law"), "kz-cn-article", ["KZ"])])
    found = rank_stability(view(alone), "degree", resamples=10)
    assert found["KZ"].rank == 1
    assert found["KZ"].values == Interval(
        pytest.approx(float("nan"), nan_ok=True), pytest.approx(float("nan"), nan_ok=True)
    )
