"""Garbage collection: a command may pause Python's collector while a large result is built.

A load or a network creates a million objects without cycles; scanning them repeatedly took a quarter of the
time of a first load and half of that of a second. The collector belongs to the whole process, so only the
command, which has a process of its own, pauses it; a program that uses the library is not affected.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_may_pause = False


def let_it_pause() -> None:
    """Allow pauses: this process belongs to the command."""
    global _may_pause
    _may_pause = True


@contextmanager
def paused() -> Iterator[None]:
    """Pause the garbage collector while a large result is built, if the process belongs to the command."""
    was = _may_pause and gc.isenabled()
    if was:
        gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def forget_recent() -> None:
    """Free objects in cycles that were created since the last call, such as a transaction's statements.

    For a load in slices, which would otherwise keep the driver's objects of every slice.
    """
    gc.collect(1)
