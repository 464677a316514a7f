"""What a person meets at the terminal: values in order, rows by number, blocks in narrow windows."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest

from elshi.graph.cli import output
from elshi.graph.cli.options import arguments, typed
from elshi.graph.errors import ElshiError
from elshi.queries import catalogue
from elshi.queries.themes import by_theme
from tests.conftest import Command

Run = Callable[..., subprocess.CompletedProcess[str]]

NEEDED = ["a", "b"]


def test_every_question_stands_under_one_theme() -> None:
    assert sorted(by_theme()) == sorted(catalogue())


def test_values_without_a_key_go_to_the_needed_parameters_in_order() -> None:
    assert arguments(("Kazakhstan", "Turkey"), NEEDED) == {"a": "Kazakhstan", "b": "Turkey"}
    assert arguments(("a=China", "Turkey", "kind=plan"), NEEDED) == {
        "a": "China",
        "b": "Turkey",
        "kind": "plan",
    }
    with pytest.raises(ElshiError, match="'Chad' is one value too many: a and b were expected"):
        arguments(("Kazakhstan", "Turkey", "Chad"), NEEDED)


def test_a_parameter_of_cypher_is_a_number_where_it_looks_like_one() -> None:
    assert typed({"y": "1992", "x": "-0.5", "t:text": "1992", "id": "KZ"}) == {
        "y": 1992, "x": -0.5, "t": "1992", "id": "KZ",
    }  # fmt: skip
    with pytest.raises(ElshiError, match="'y:date' is not a parameter"):
        typed({"y:date": "1992"})


def test_a_narrow_window_has_a_block_for_each_fact(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"date": "1992", "tie": "A long agreement " * 4, "places": "Almaty", "sources": "one", "id": "x-1"}
    ]
    monkeypatch.setenv("COLUMNS", "40")
    output.answer(rows, None, list(rows[0]))
    narrow = capsys.readouterr().out
    assert "date     1992" in narrow
    assert "x-1" not in narrow
    monkeypatch.setenv("COLUMNS", "140")
    output.answer(rows, None, list(rows[0]), ids=True)
    wide = capsys.readouterr().out
    assert "x-1" in wide
    assert "date     1992" not in wide


def test_control_characters_of_data_do_not_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    output.rows([{"name": "Almaty\x1b[2J\x9b31m\u202egnihton"}])
    output.note("read\x07 as")
    written = capsys.readouterr()
    for sign in "\x1b\x9b\u202e\x07":
        assert sign not in written.out + written.err
    assert "Almaty" in written.out


def test_a_row_of_the_last_answer_is_cited_by_its_number(elshi_on_corpus: Run) -> None:
    asked = elshi_on_corpus("query", "ties-between", "Kazakhstan", "China", "kind=plan")
    assert asked.returncode == 0, asked.stderr
    assert "kz-cn-culture-ministries-plan-1995-1997" not in asked.stdout
    with_ids = elshi_on_corpus("query", "ties-between", "Kazakhstan", "China", "kind=plan", "--json").stdout
    cited = elshi_on_corpus("cite", "1")
    assert cited.returncode == 0, cited.stderr
    assert cited.stdout.strip()
    assert '"id"' in with_ids
    beyond = elshi_on_corpus("cite", "999")
    assert beyond.returncode == 1
    assert "The last answer has no row 999 with an id" in beyond.stderr


def test_an_empty_answer_of_cypher_says_so(elshi_on_corpus: Run) -> None:
    done = elshi_on_corpus("cypher", "MATCH (t:Treaty) WHERE t.year = $y RETURN t.name", "-p", "y=1492")
    assert done.returncode == 0
    assert "0 rows" in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("query", "ties-betwen", "KZ", "TR"), "did you mean ties-between"),
        (("query", "ties-between", "KZ"), "ties-between needs b"),
        (("cypher", " "), "The statement is empty"),
    ],
)
def test_what_can_be_refused_is_refused_before_the_engine_starts(
    elshi: Run, words: tuple[str, ...], told: str
) -> None:
    done = elshi(*words)
    assert done.returncode == 1
    assert told in done.stderr
    assert "packaged tables were loaded" not in done.stderr


def test_excel_gets_the_mark_of_its_letters_and_other_programs_do_not(elshi_on_corpus: Command) -> None:
    asked = ("query", "timeline", "actor=KZ")
    plain, marked = (elshi_on_corpus(*asked, flag) for flag in ("--csv", "--excel"))
    assert marked.stdout == "\ufeff" + plain.stdout
    assert plain.stdout.startswith("date,")
