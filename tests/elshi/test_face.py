"""The public face: every name of ``elshi``, and each verb of a store and of a view."""

from __future__ import annotations

import gc
import inspect
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx as nx
import pytest

import elshi
from elshi.graph.store.store import Store as EngineStore
from tests.fixtures.paths import ROOT


@pytest.fixture
def graph(corpus: EngineStore) -> Iterator[elshi.Store]:
    """The packaged tables, as a program that uses the library opens them."""
    where, password = (corpus.engine.folder, None) if corpus.engine else (corpus.uri, corpus._writer_login[1])
    with elshi.connect(where, password=password) as opened:
        yield opened


def test_every_public_name_is_there_and_documented() -> None:
    assert set(elshi.__all__) <= set(dir(elshi))
    for name in elshi.__all__:
        value = getattr(elshi, name)
        assert inspect.getdoc(value), name
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = elshi.nothing


def test_importing_the_package_brings_nothing_heavy() -> None:
    code = (
        "import sys, elshi; "
        "heavy = ('neo4j', 'jpype', 'networkx', 'polars', 'pydantic', 'pyvis'); "
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("module", ["graph", "loaders", "queries"])
def test_an_import_of_the_first_version_is_told_the_new_one(module: str) -> None:

    done = subprocess.run(
        [sys.executable, "-c", f"from {module} import connect"], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 1
    assert "Elshi is one package now: write 'from elshi import …'" in done.stderr


def test_public_verbs_are_documented_in_sections() -> None:
    for kind in (elshi.Store, elshi.View):
        for name, verb in vars(kind).items():
            if not name.startswith("_") and callable(verb):
                assert inspect.getdoc(verb), name


def test_a_store_shows_shortly_and_says_when_it_is_closed(tmp_path: Path) -> None:
    with elshi.connect(tmp_path / "graph") as opened:
        assert repr(opened) == "<Store embedded, 0 ties>"
    assert repr(opened) == "<Store embedded, closed>"


def test_a_question_is_asked_by_keywords_and_shows_as_a_table(graph: elshi.Store) -> None:
    answer = graph.query("ties-between", a="Қазақстан", b="Қытай")
    assert len(answer) > 100
    assert answer[0]["date"] <= answer[5]["date"]
    assert repr(answer).startswith(f"<Answer {len(answer)} rows: date, kind, tie")
    assert answer.to_markdown(3).count("\n") == 4
    assert "<table>" in answer._repr_html_()
    later = graph.query("timeline", actor="KZ", from_="2010", to="2012")
    assert 0 < len(later) < len(graph.query("timeline", actor="KZ"))


def test_a_hostile_name_is_text_in_a_notebook() -> None:
    table = elshi.Table([{"name": "<script>alert(1)</script>"}])
    assert "<script>" not in table._repr_html_()


def test_a_view_is_measured_drawn_and_reported(graph: elshi.Store, tmp_path: Path) -> None:
    view = graph.view(level="countries", first=1991, certain=True)
    assert isinstance(view.graph, nx.Graph)
    assert repr(view) == f"<View {len(view.graph)} countries, {view.graph.number_of_edges()} links>"
    a, b, edge = next(iter(view.graph.edges(data=True)))
    assert edge["weight"] > 0
    assert view.ties(a, b)
    assert view.ties("KZ", "nobody") == []
    table = view.measures("degree", "betweenness")
    assert table.columns == ["id", "actor", "degree", "betweenness"]
    degrees = [row["degree"] for row in table]
    assert degrees == sorted(degrees, reverse=True)
    drawn = view.draw(tmp_path / "map.html")
    assert drawn.nodes == len(view.graph)
    assert "<html" in (tmp_path / "map.html").read_text(encoding="utf-8")
    view.report(tmp_path / "report.md", resamples=20)
    assert (tmp_path / "report.md").stat().st_size > 2000
    assert view.export("gexf", tmp_path / "countries.gexf") == (len(view.graph), view.graph.number_of_edges())
    assert "<iframe" in view._repr_html_()


def test_an_option_that_no_view_has_is_refused_in_a_sentence(graph: elshi.Store) -> None:
    with pytest.raises(elshi.ElshiError, match="'colour' is not a view option"):
        graph.view(colour="red")


def test_names_are_resolved_and_facts_shown_and_cited(graph: elshi.Store) -> None:
    assert graph.resolve("Түркияға").id == "TR"
    dossier = graph.show("Түрксой")
    assert dossier.id == "turksoy"
    assert len(repr(dossier)) < 200
    assert graph.cite("kz-cn-culture-ministries-plan-1995-1997")[0].source == "kz-cn-article"


def test_cypher_gives_a_table_and_takes_parameters_by_keyword(graph: elshi.Store) -> None:
    table = graph.cypher("MATCH (t:Treaty) WHERE t.year = $y RETURN t.name AS name ORDER BY name", y=1992)
    assert table.columns == ["name"]
    assert len(table) >= 5
    empty = graph.cypher("MATCH (t:Treaty) WHERE t.year = $y RETURN t.name AS name", y=1492)
    assert not empty


def test_a_table_of_ones_own_is_loaded_and_taken_back(tmp_path: Path, table: Callable[..., Path]) -> None:
    mine = table(
        "treaties",
        "id,name,kind,date,signed_by,fields,source\n"
        "ours,Agreement on museums,agreement,1994,KZ; TR,museums,ours-list\n",
    )
    listed = table("sources", "id,name,kind\nours-list,Our list,report\n")
    states = table("countries", "id,name\nKZ,Kazakhstan\nTR,Turkey\n")
    with elshi.connect(tmp_path / "graph") as opened:
        assert opened.load(mine, listed, states).new == 4
        [load] = opened.loads()
        opened.undo(load["load"])
        assert repr(opened) == "<Store embedded, 0 ties>"


def test_a_library_call_leaves_the_process_as_it_was(tmp_path: Path) -> None:
    before = dict(os.environ)
    code = (
        "import gc, os, sys, elshi\n"
        "before = dict(os.environ)\n"
        "with elshi.connect(sys.argv[1]) as graph:\n"
        "    assert gc.isenabled()\n"
        "    graph.view()\n"
        "    assert gc.isenabled()\n"
        "assert dict(os.environ) == before\n"
        "import jpype\n"
        "print('done')\n"
    )
    cache = tmp_path / "cache"
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "graph")],
        capture_output=True,
        text=True,
        env=before | {"XDG_CACHE_HOME": str(cache)},
        check=False,
    )
    assert (done.stdout, done.stderr) == ("done\n", "")
    assert not list(cache.rglob("*.aot")), "a background process was started"
    assert gc.isenabled()
