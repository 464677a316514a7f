"""``python -m tests.fuzz [TABLES] [LINES] [SEED]``: the campaign, with what failed and the slowest trials."""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path

from elshi.graph.store.store import connect
from tests.fuzz.campaign import Campaign


def main(tables: int = 3_000, lines: int = 500, seed: int = 1) -> int:
    """Run the campaign; give the number of failures."""
    with (
        tempfile.TemporaryDirectory() as home,
        tempfile.TemporaryDirectory() as folder,
        connect(home) as store,
    ):
        campaign = Campaign(store, Path(folder), seed, partial(print, "\nFAILED", flush=True))
        campaign.begin()
        campaign.tables(tables)
        print(f"{campaign.tried:,} loads and undos, {campaign.refused:,} refused", flush=True)
        campaign.lines(lines)
    for seconds, what in campaign.slowest:
        print(f"{seconds:6.1f} s  {what}")
    counts = f"{campaign.tried:,} trials, {campaign.refused:,} refused, {len(campaign.failures)} failures"
    print(f"{counts} (seed {seed})")
    return len(campaign.failures)


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:]))))
