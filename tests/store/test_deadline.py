"""The deadline of reading: the engine itself stops what runs too long, and others go on."""

from __future__ import annotations

import time

import pytest

from elshi.graph.errors import DeadlineError
from elshi.graph.store.store import Store

ENDLESS = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a * b AS n RETURN count(n) AS n"


def test_a_statement_past_its_deadline_is_stopped_by_the_database(store: Store) -> None:
    began = time.monotonic()
    with pytest.raises(DeadlineError, match="ran longer than it may and was stopped"), store.deadline(1):
        store.read(ENDLESS)
    assert time.monotonic() - began < 60, "the engine went on after the deadline"


def test_after_a_deadline_statements_take_their_time_again(store: Store) -> None:
    with store.deadline(1):
        assert store.read("RETURN 1 AS n") == [{"n": 1}]
    assert store.read("UNWIND range(1, 3000000) AS a RETURN count(a) AS n") == [{"n": 3_000_000}]
    if store.engine is not None:
        assert store.engine._limits == []


def test_of_two_deadlines_in_one_engine_the_longer_holds(store: Store) -> None:
    if store.engine is None:
        pytest.skip("a Neo4j is told a deadline with each statement")
    with store.deadline(30), store.deadline(0.001):
        assert store.read("UNWIND range(1, 300000) AS a RETURN count(a) AS n") == [{"n": 300_000}]
