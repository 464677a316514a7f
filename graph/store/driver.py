"""The official driver of Neo4j, and how a short command imports it quickly."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from elshi.graph.errors import ElshiError

_OPTIONAL = "neo4j._optional_deps"


def driver(uri: str, login: tuple[str, str]) -> Any:
    """A driver for an address, which connects when it is first used."""
    from neo4j import GraphDatabase
    from neo4j.exceptions import ConfigurationError, DriverError

    try:
        if not uri.startswith(("bolt", "neo4j")):  # the driver knows more, and needs other packages for them
            raise ValueError(uri)
        return GraphDatabase.driver(uri, auth=login, notifications_min_severity="OFF")
    except (ConfigurationError, DriverError, ValueError) as error:
        raise ElshiError(
            f"'{uri}' is not the address of a database: bolt://HOST:PORT or neo4j://HOST:PORT was expected."
        ) from error


def without_frames() -> None:
    """Keep the driver from importing pandas, NumPy and PyArrow, which costs it four times its own time.

    Only for a process of the command's own: its parameters are plain values, where those of a program
    may be NumPy's.
    """
    if "neo4j" not in sys.modules and _OPTIONAL not in sys.modules:
        stand_in: Any = ModuleType(_OPTIONAL)
        stand_in.np = stand_in.pd = stand_in.pa = stand_in.pa_compute = None
        sys.modules[_OPTIONAL] = stand_in
