"""Memory: what a process that makes a million objects at once does about Python's search for garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python's cycle collector still: a load or a network makes a million objects, none in cycles.

    Walking through them again and again took a quarter of a first load's time and half of a second's.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def forget_recent() -> None:
    """Free what was made since the last time and lies in cycles, such as a transaction's statements.

    For a load in slices, which would otherwise keep what the driver made of every slice.
    """
    gc.collect(1)
