"""What each source contributes, where sources disagree, and which version of the data is named."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from elshi.graph.cli.output import disagreement
from elshi.graph.exports.write import write
from elshi.graph.lookup.citations import citations
from elshi.graph.lookup.source_summary import summary
from elshi.graph.store.store import Store
from elshi.loaders import DATA_VERSION
from elshi.loaders.load.load import load
from elshi.queries import ask
from tests.fixtures import tables

Table = Callable[[str, str], Path]
Command = Callable[..., subprocess.CompletedProcess[str]]

CITATIONS = (
    "fact,source,section,start,end,says\n"
    "kz-cn-agreement-1992,kz-cn-article,1,0,90,\n"
    "kz-cn-agreement-1992,other-article,2,10,80,date 1993\n"
    "kz-turksoy,kz-cn-article,3,100,190,\n"
    "kz-turksoy,other-article,4,20,95,observer since 1994\n"
)


@pytest.fixture
def two(store: Store, table: Table) -> Store:
    """The small tables, in which a second article tells of an agreement and a membership otherwise."""
    files = tables.ALL | {
        "citations": CITATIONS,
        "memberships": tables.MEMBERSHIPS.replace("1993/..,kz-cn-article", "1993/..,"),
    }
    load(store, [table(name, text) for name, text in files.items()])
    return store


def test_a_source_is_summed_up_by_kind_years_and_what_it_states_alone(two: Store) -> None:
    first, second = summary(two)
    assert first["source"] == "kz-cn-article"
    assert first["facts"] == 5
    assert first["kinds"] == {"MEMBER_OF": 2, "Treaty": 2, "Event": 1}
    assert (first["first"], first["last"]) == (1992, 1995)
    assert first["alone"] == 0.6
    assert second["facts"] == 2
    assert second["alone"] == 0.0


def test_a_source_that_nothing_cites_has_no_facts(store: Store, table: Table) -> None:
    load(store, [table("sources", tables.SOURCES)])
    row = summary(store)[0]
    assert (row["facts"], row["kinds"], row["first"], row["alone"]) == (0, {}, None, 0.0)


def test_what_an_organisations_row_says_of_its_seat_is_counted_once(corpus: Store) -> None:
    rows = list(summary(corpus))
    assert len(rows) == 5
    assert any("SEATED_IN" in row["kinds"] for row in rows)
    for row in rows:
        assert sum(row["kinds"].values()) == row["facts"]
        assert 0 <= row["alone"] <= 1
        assert row["kinds"].get("SEATED_IN", 0) < 20


def test_the_command_prints_sources_for_people_and_programs(elshi_on_corpus: Command) -> None:
    rows = json.loads(elshi_on_corpus("sources", "--json").stdout)
    assert {row["source"] for row in rows} >= {"kz-cn-article", "turkic-world-thesis"}
    assert rows[0]["kinds"]["Event"] > 100
    lines = list(csv.DictReader(io.StringIO(elshi_on_corpus("sources", "--csv").stdout)))
    assert lines[0]["kinds"].startswith("Event ")
    assert "%" in elshi_on_corpus("sources").stdout


def test_disagreements_of_ties_and_of_standing_facts_are_listed_together(two: Store) -> None:
    rows = ask(two, "disagreements").rows
    assert [(row["id"], row["accepted"], row["says"], row["source"]) for row in rows] == [
        ("kz-cn-agreement-1992", "1992-08", "date 1993", "other-article"),
        ("kz-turksoy", "1993/..", "observer since 1994", "other-article"),
    ]
    assert [row["others"] for row in rows] == [1, 1]
    assert ask(two, "disagreements", {"source": "kz-cn-article"}).rows == []


def test_where_nobody_disagrees_the_list_is_empty(store: Store, table: Table) -> None:
    load(store, [table(name, text) for name, text in tables.ALL.items()])
    assert ask(store, "disagreements").rows == []


@pytest.mark.parametrize(
    ("fact", "says"), [("kz-cn-agreement-1992", "date 1993"), ("kz-turksoy", "observer")]
)
def test_the_citations_of_a_fact_say_where_sources_disagree(two: Store, fact: str, says: str) -> None:
    line = disagreement(citations(two, fact))
    assert line.startswith("sources disagree: other-article, section ")
    assert says in line
    assert line.endswith("(1 of 2 citations)")


def test_a_single_citation_disagrees_with_nobody(two: Store) -> None:
    assert disagreement(citations(two, "abai-150")) == ""


def test_cite_says_so_on_the_command_line(elshi_on_corpus: Command) -> None:
    done = elshi_on_corpus("cite", "kz-cn-relations-established-1992")
    assert done.returncode == 0, done.stderr
    assert "sources disagree: " in done.stdout


def test_the_program_names_the_version_of_its_data(elshi: Command) -> None:
    done = elshi("--version")
    assert done.returncode == 0
    assert re.fullmatch(rf"elshi [0-9.]+, data {re.escape(DATA_VERSION)}\n", done.stdout)


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_an_export_names_the_version_of_the_data_where_its_form_has_a_place(
    two: Store, tmp_path: Path, form: str
) -> None:
    write(two, form, tmp_path / "graph", data=DATA_VERSION)
    assert f", data {DATA_VERSION}" in (tmp_path / "graph").read_text(encoding="utf-8")


def test_json_lines_keep_their_shape(two: Store, tmp_path: Path) -> None:
    write(two, "jsonl", tmp_path / "graph", data=DATA_VERSION)
    assert DATA_VERSION not in (tmp_path / "graph").read_text(encoding="utf-8")
