"""Garbage: Python's cycle collector, which a command may pause while a large result is built.

A load or a network makes a million objects, none in cycles; walking through them again and again took a
quarter of a first load's time and half of a second's. The collector is the whole process's, so that only
the command, whose process is its own, pauses it; a program that uses the library keeps it as it is.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_may_pause = False


def let_it_pause() -> None:
    """Say that this process is the command's own."""
    global _may_pause
    _may_pause = True


@contextmanager
def paused() -> Iterator[None]:
    """Pause the collector while a large result is built, where the process is the command's own."""
    was = _may_pause and gc.isenabled()
    if was:
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
