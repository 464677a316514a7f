"""Dense networks: what is found faster by multiplying whole matrices than by following link after link.

Where most pairs are linked, as organisations are that share members, few steps lead everywhere, and two
multiplications do what else takes a walk from each node over every link. The figures are the same.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST = 2_000
"""Nodes above which such matrices would not fit beside each other."""
SHARE = 1 / 16
"""The share of all pairs that is linked from which they pay."""

LONGEST = 12
"""Steps above which a matrix for each would not fit: a dense middle may have a long tail."""


def pays(n: int, links: int, most: int = MOST) -> bool:
    """Whether a network of so many nodes, ``most`` or fewer, and links is worth whole matrices.

    >>> pays(500, 80_000), pays(500, 1_000)
    (True, False)
    """
    return 2 < n <= most and 2 * links >= SHARE * n * n


def paths(linked: Floats, longest: int = LONGEST) -> list[Floats]:
    """For 0, 1, 2, … steps, nodes × nodes: in how many ways one reaches the other in these and no fewer.

    Empty where some are more than ``longest`` steps apart.
    """
    counts = [np.eye(len(linked)), linked]
    reached = (counts[0] + linked) > 0
    while not reached.all():
        further = counts[-1] @ linked
        further[reached] = 0.0
        if not further.any():
            break
        if len(counts) > longest:
            return []
        reached |= further > 0
        counts.append(further)
    return counts


def betweenness(ways: Sequence[Floats]) -> Floats:
    """The share of shortest paths between others that lead over each node.

    Brandes's way back (J. Math. Sociol. 25, 2001) from all nodes at once.
    """
    linked = ways[1]
    n = len(linked)
    lying = np.zeros((n, n))
    scores = np.zeros(n)
    for near, far in zip(ways[-2:0:-1], ways[:1:-1], strict=True):
        share = np.divide(1.0 + lying, far, out=np.zeros_like(far), where=far > 0)
        lying = near * (share @ linked.T)
        scores += lying.sum(axis=0)
    return scores / ((n - 1) * (n - 2))
