"""The wheel: everything that the package needs is in it, also outside a checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.fixtures.paths import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(words, check=True, capture_output=True)
    [built] = folder.glob("elshi-*.whl")
    return built


def test_tables_questions_templates_and_types_are_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for package in ("elshi", "graph", "loaders", "queries"):
        here = {
            file.relative_to(ROOT).as_posix()
            for file in (ROOT / package).rglob("*")
            if file.is_file() and "__pycache__" not in file.parts
        }
        assert here
        assert {file if package == "elshi" else f"elshi/{file}" for file in here} <= names


def test_the_wheel_puts_nothing_but_the_package_into_site_packages(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"elshi", "elshi-0.1.0.dist-info"}


def test_the_source_distribution_has_all_that_a_wheel_is_built_of(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(words, check=True, capture_output=True)
    [built] = tmp_path.glob("elshi-*.tar.gz")
    with tarfile.open(built) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for file in (
        "pyproject.toml",
        "elshi/__init__.py",
        "graph/views/rules.py",
        "queries/ties-between.cypher",
    ):
        assert file in names
    assert {
        "loaders/corpus/treaties.csv",
        "graph/i18n/words/kk.json",
        "graph/maps/templates/page.js",
    } <= names


def test_the_wheel_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    """The environment has what Elshi depends on, and nothing of this checkout.

    It also has another package called ``queries``, as PyPI's, and is used from a folder with a ``graph.py``.
    """
    room = tmp_path / "room"
    venv.create(room, with_pip=False)
    scripts = room / ("Scripts" if os.name == "nt" else "bin")
    [own] = room.glob("Lib/site-packages") if os.name == "nt" else room.glob("lib/*/site-packages")
    zipfile.ZipFile(wheel).extractall(own)  # noqa: S202 - our own wheel
    others = next(path for path in sys.path if path.endswith("site-packages"))
    (own / "others.pth").write_text(others + "\n", encoding="utf-8")
    stranger = own / "queries" / "__init__.py"
    stranger.parent.mkdir()
    stranger.write_text("WHOSE = 'another package'\n", encoding="utf-8")
    marker = tmp_path / "executed"
    for name in ("graph", "loaders"):
        (tmp_path / f"{name}.py").write_text(f"open({str(marker)!r}, 'w')\n", encoding="utf-8")
    code = (
        "import elshi, queries, runpy, sys; assert elshi.__file__.startswith(sys.prefix), elshi.__file__\n"
        "assert queries.WHOSE == 'another package'\n"
        "sys.argv = ['elshi', *sys.argv[1:]]; runpy.run_module('elshi', run_name='__main__')"
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("NEO4J_", "PYTHON"))}
    done = subprocess.run(
        [scripts / "python", "-c", code, "query", "--json", "treaties-of-country", "country=Қазақстан"],
        env=environment | {"ELSHI_HOME": str(tmp_path / "home")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert '"kz-cn-communique-diplomatic-relations-1992"' in done.stdout
    assert not marker.exists(), "a module of the user's folder was run"
