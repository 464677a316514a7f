"""The floors of the house: a module imports what stands lower, never what stands higher, never in a circle.

Every import counts: at the top of a module, inside a function (to start sooner, never to break a circle),
for the type checker only, and a module's name in a string, which is how an import hides.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.fixtures.paths import ROOT

FLOORS = (
    "errors text html files spreadsheets", "names", "model", "store", "lookup", "views", "measures", "i18n",
    "footnotes", "maps", "reports", "exports", "atlas", "loaders", "queries", "briefs", "elshi", "web", "cli",
)  # fmt: skip
"""From the lowest to the highest; what stands in one string shares a floor.

``elshi`` is the public face, through which the pages of ``web`` read; ``python -m elshi`` is the command.
"""

FORBIDDEN = {"loaders": {"measures", "i18n", "maps", "reports", "atlas"}}
"""What a floor leaves alone although it stands lower: reading tables needs no measure and no picture."""

UNMENDED: set[tuple[str, str]] = set()
"""(importer, imported) that break the contract today. The list only grows shorter."""


def modules(root: Path) -> dict[str, Path]:
    """Every module of the package by its full name."""
    files: dict[str, Path] = {}
    for top in ("elshi", "graph", "loaders", "queries"):
        for file in (root / top).rglob("*.py"):
            parts = file.relative_to(root).with_suffix("").parts
            name = ".".join(part for part in parts if part != "__init__")
            files[name if top == "elshi" else f"elshi.{name}"] = file
    return files


def imported(file: Path, known: Mapping[str, Path]) -> Iterator[str]:
    """The modules of the package that one module imports, wherever in its text.

    A package's name in a string only opens its files; a module's name imports it.
    """
    single = {name for name, path in known.items() if path.name != "__init__.py"}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}: imports are written in full"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in known else str(node.module)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Constant) and node.value in single:
            yield str(node.value)


def imports(root: Path) -> set[tuple[str, str]]:
    """Every (importer, imported) within the package."""
    known = modules(root)
    return {
        (name, target)
        for name, file in known.items()
        for target in imported(file, known)
        if target in known and target != name
    }


def floor(module: str) -> tuple[int, str]:
    """The number and the name of the floor on which a module stands."""
    top, *parts = module.split(".")[1:] or ["elshi"]
    if top == "__main__":
        return FLOORS.index("cli"), "cli"
    name = parts[0] if top == "graph" else top if top in ("loaders", "queries") else "elshi"
    [number] = [n for n, names in enumerate(FLOORS) if name in names.split()]
    return number, name


def breaches(found: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The imports that lead from a floor to a higher one, or to one that it leaves alone."""
    wrong = set()
    for importer, target in found:
        if target == "elshi.graph" or importer == "elshi.graph":
            continue  # it holds nothing but its name
        (here, name), (there, other) = floor(importer), floor(target)
        if there > here or other in FORBIDDEN.get(name, ()):
            wrong.add((importer, target))
    return wrong


def circle(found: set[tuple[str, str]]) -> list[str]:
    """The modules of one circle of imports; empty where there is none."""
    graph: dict[str, set[str]] = {}
    for importer, target in found:
        graph.setdefault(importer, set()).add(target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_module_imports_from_a_higher_floor() -> None:
    assert breaches(imports(ROOT)) <= UNMENDED


def test_no_modules_import_one_another_in_a_circle() -> None:
    assert circle(imports(ROOT) - UNMENDED) == []


def test_what_has_been_mended_is_struck_from_the_list() -> None:
    found = imports(ROOT)
    assert found >= UNMENDED
    assert all(circle(found - UNMENDED | {one}) for one in UNMENDED - breaches(found))


def test_an_upward_import_is_noticed_however_it_hides(tmp_path: Path) -> None:
    texts = {
        "elshi/__init__.py": "",
        "graph/__init__.py": "",
        "graph/model/records.py": "def late():\n    from elshi.graph.store.store import Store\n",
        "graph/store/store.py": "HOME = 'elshi.loaders.load'\n",
        "loaders/load.py": "import elshi.graph.model.records\nfrom elshi.graph.maps import draw\n",
        "graph/maps/draw.py": "",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = imports(tmp_path)
    assert breaches(found) == {
        ("elshi.graph.model.records", "elshi.graph.store.store"),
        ("elshi.graph.store.store", "elshi.loaders.load"),
        ("elshi.loaders.load", "elshi.graph.maps.draw"),
    }
    assert set(circle(found)) == {
        "elshi.graph.model.records", "elshi.graph.store.store", "elshi.loaders.load",
    }  # fmt: skip
