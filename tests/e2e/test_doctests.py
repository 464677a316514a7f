"""The examples in docstrings say what the functions give."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

import elshi
from elshi import graph, loaders, queries


def modules() -> list[str]:
    """Every module of the installed package, but the one that runs the command when imported."""
    names = [
        module.name
        for package in (elshi, graph, loaders, queries)
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    return sorted(name for name in set(names) if not name.endswith(".__main__"))


@pytest.mark.parametrize("name", modules())
def test_the_examples_of_a_module_are_true(name: str) -> None:
    failures, _ = doctest.testmod(import_module(name))
    assert not failures
