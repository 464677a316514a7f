"""The options of a view: one set of them, one spelling, on every command that makes a view."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import networkx as nx
import polars
import pytest

from elshi.graph.cli.ask import query
from elshi.graph.cli.draw import export as export_command
from elshi.graph.cli.draw import map_
from elshi.graph.cli.draw import report as report_command
from elshi.graph.errors import ElshiError
from elshi.graph.exports import FORMS, write
from elshi.graph.reports import methods, report
from elshi.graph.store.store import Store
from elshi.graph.views import transforms
from elshi.graph.views.options import ViewOptions
from tests.fixtures.networks import silk_road

SHAPES = {
    "actors": ViewOptions(),
    "countries": ViewOptions(level="countries", first=1991, kinds=("Treaty",)),
    "directed": ViewOptions(directed=True),
    "two-mode": ViewOptions(two_mode=True, group="central-asia"),
}


def test_four_commands_have_the_same_options_of_a_view_with_the_same_help() -> None:
    def told(command: Any) -> dict[str, Any]:
        return {option.opts[0]: option.to_info_dict() for option in command.params}

    ours = {
        "--level",
        "--countries",
        "--from",
        "--to",
        "--kinds",
        "--fields",
        "--culture",
        "--group",
        "--around",
    }
    ours |= {"--hops", "--without", "--certain-only", "--directed", "--weights", "--backbone", "--min-weight"}
    ours |= {"--two-mode"}
    expected = {name: option for name, option in told(map_).items() if name in ours}
    assert expected.keys() == ours
    for command in (report_command, query, export_command):
        assert {name: option for name, option in told(command).items() if name in ours} == expected


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"first": 2001, "last": 1999}, "--from 2001 is after --to 1999"),
        ({"first": 0}, "--from is 0: a year from 1 to 9999"),
        ({"last": 10_000}, "--to is 10000: a year"),
        ({"hops": 0}, "--hops is 0: a number of steps"),
        ({"hops": 10**30}, "--hops is 1"),
        ({"min_weight": float("nan")}, "--min-weight is nan"),
        ({"level": "towns"}, "--level is 'towns': one of actors, countries"),
        ({"culture": "high"}, "--culture is 'high': one of strict, broad was expected"),
    ],
)
def test_what_a_view_cannot_be_is_refused_in_a_sentence(wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(ElshiError, match=told):
        ViewOptions(**wrong)


@pytest.mark.parametrize("wrong", [{"resamples": 10**6}, {"top": 0}, {"seed": -1}, {"seed": 2**32}])
def test_what_a_report_cannot_be_names_the_option_and_its_bounds(wrong: dict[str, int]) -> None:
    [(name, value)] = wrong.items()
    with pytest.raises(ElshiError, match=rf"--{name} is {value}: a number from \d+ to \d+ was expected"):
        report.ReportOptions(**wrong).checked()  # type: ignore[arg-type]


def test_a_kind_or_a_field_is_taken_however_it_is_written_and_a_wrong_one_has_a_suggestion(
    corpus: Store,
) -> None:
    seen = transforms.make(corpus, ViewOptions(kinds=("culture days", "FESTIVAL"), fields=("Fine Arts",)))
    assert seen.options.kinds == ("culture-days", "festival")
    assert seen.options.fields == ("fine-arts",)
    with pytest.raises(ElshiError, match=r"No tie has the kind 'agreemnt'; did you mean agreement"):
        transforms.make(corpus, ViewOptions(kinds=("agreemnt",)))
    with pytest.raises(ElshiError, match=r"No tie has the field 'musik'; did you mean music"):
        transforms.make(corpus, ViewOptions(fields=("musik",)))


def test_actors_are_left_out_one_by_one_or_several_at_once(corpus: Store) -> None:
    one_by_one = transforms.make(corpus, ViewOptions(level="countries", without=("Қазақстан", "Қытай")))
    at_once = transforms.make(corpus, ViewOptions(level="countries", without=("Қазақстан, Қытай",)))
    assert one_by_one.options.without == at_once.options.without == ("CN", "KZ")
    assert not {"KZ", "CN"} & set(at_once.graph)


def test_links_too_weak_for_a_view_are_in_no_resample_of_it_either() -> None:
    seen = transforms.make(silk_road(), ViewOptions(min_weight=1.5))
    assert seen.graph.number_of_edges() < transforms.make(silk_road(), ViewOptions()).graph.number_of_edges()
    assert {frozenset((a, b)) for _, a, b, _ in seen.pairs()} == {frozenset(e) for e in seen.graph.edges}


def test_a_report_repeats_every_option_of_its_view() -> None:
    options = ViewOptions(
        level="countries", first=1991, last=2000, kinds=("Treaty",), culture="broad", weighing="count",
        min_weight=0.5, certain_only=True,
    )  # fmt: skip
    seen = transforms.make(silk_road(), options)
    assert seen.options == options
    asked = {**seen.options.asked(), "measures": ["degree"], "resamples": 5, "seed": 1}
    assert methods.command(asked) == (
        "elshi report FILE.html --level countries --from 1991 --to 2000 --kinds Treaty --culture broad "
        "--certain-only --weights count --min-weight 0.5 --measures degree --resamples 5 --seed 1"
    )


# -------------------------------------------------------------------------- exports of a view


@pytest.mark.parametrize("shape", SHAPES)
def test_a_view_leaves_with_all_its_nodes_and_links_in_each_form(
    corpus: Store, shape: str, tmp_path: Path
) -> None:
    seen = transforms.make(corpus, SHAPES[shape])
    counts = seen.graph.number_of_nodes(), seen.graph.number_of_edges()
    assert counts[1]
    for form in ("graphml", "gexf", "jsonl", "csv"):
        assert write.write_view(seen, form, tmp_path / form, data="1") == counts, form
    kind = nx.DiGraph if seen.graph.is_directed() else nx.Graph
    for back in (
        nx.read_graphml(tmp_path / "graphml"), nx.read_gexf(tmp_path / "gexf", version="1.3"),
    ):  # fmt: skip
        assert (back.number_of_nodes(), back.number_of_edges()) == counts
        assert back.is_directed() == (kind is nx.DiGraph)
        for a, b, edge in back.edges(data=True):
            ours = seen.graph.edges[a, b]
            assert edge["weight"] == pytest.approx(ours["weight"], abs=1e-6)
            assert edge["ties"] == ours["ties"]
    lines = [json.loads(line) for line in (tmp_path / "jsonl").read_text(encoding="utf-8").splitlines()]
    types = [line["type"] for line in lines]
    assert (types.count("node"), types.count("relationship")) == counts
    assert len(polars.read_csv(tmp_path / "csv" / "nodes.csv")) == counts[0]
    assert len(polars.read_csv(tmp_path / "csv" / "links.csv")) == counts[1]
    assert seen.made in (tmp_path / "csv" / "README.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", sorted(FORMS.keys() - {"graphml", "gexf", "jsonl", "csv"}))
def test_a_view_in_a_form_that_has_none_is_refused_in_a_sentence(form: str, tmp_path: Path) -> None:
    expected = f"A view cannot be written as '{form}': one of graphml, gexf, jsonl, csv"
    with pytest.raises(ElshiError, match=expected):
        write.write_view(transforms.make(silk_road(), ViewOptions()), form, tmp_path / "view")
    assert not list(tmp_path.iterdir())


def test_every_command_takes_lists_and_repetition(
    elshi_on_corpus: Callable[..., CompletedProcess[str]], tmp_path: Path
) -> None:
    def run(*words: str) -> str:
        done = elshi_on_corpus(*words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    view = (
        "--level",
        "countries",
        "--from",
        "1991",
        "--kinds",
        "agreement,memorandum",
        "--kinds",
        "protocol",
    )
    run("report", str(tmp_path / "a.json"), *view, "--resamples", "5", "--measures", "degree")
    study = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert study["asked"]["kinds"] == ["agreement", "memorandum", "protocol"]
    actors, links = study["counts"]["actors"], study["counts"]["links"]
    assert f"{actors} actors, {links} links" in run("map", str(tmp_path / "a.html"), *view)
    assert f"{actors} nodes, {links} links" in run("export", "gexf", str(tmp_path / "a.gexf"), *view)
    run("query", "ties-between", "a=KZ", "b=CN", "--map", str(tmp_path / "b.html"), *view)
    assert (tmp_path / "b.html").exists()
    for wrong, told in (
        (("query", "ties-between", "a=KZ", "b=CN", *view), "--map FILE was expected too"),
        (("report", str(tmp_path / "c.html"), "--two-mode"), "leave out --two-mode"),
        (
            ("map", str(tmp_path / "c.html"), "--from", "2001", "--to", "1999"),
            "--from 2001 is after --to 1999",
        ),
        (("map", str(tmp_path / "c.html"), "--countries", "--level", "regions"), "one level was expected"),
    ):
        done = elshi_on_corpus(*wrong)
        assert done.returncode == 1
        assert told in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
