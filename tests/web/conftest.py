"""The explorer on the packaged tables, asked without a browser."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from elshi.graph.store.store import Store
from tests.fixtures.explorer import client


@pytest.fixture(scope="session")
def explorer(corpus: Store) -> TestClient:
    """A client of the explorer on the packaged tables."""
    return client(corpus)
