"""Checking: the same reading as a load, and nothing written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graph.store import Store
from loaders.load import CURATED, packaged, planned


def check(store: Store, files: Sequence[Path], kind: str | None = None) -> str:
    """Check tables against themselves and the graph; without ``files`` the packaged ones.

    Gives one line for the reader. Raises ``TableError`` with a sentence for every row that a load
    would refuse.
    """
    if files:
        plan = planned(store, files, kind=kind)
    else:
        plan = planned(store, packaged(), dataset=CURATED, curated=True, prune=True)
    if plan.settled:
        return "Every row is good, and the graph already says all of it."
    return (
        f"Every row is good: {plan.new:,} would be new, {plan.changed:,} changed, "
        f"{plan.same:,} the same, {plan.withdrawn:,} withdrawn."
    )
