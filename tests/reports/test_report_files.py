"""Reports as files: every form, four languages, comparison, the command and the atlas."""

from __future__ import annotations

import csv
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from elshi.graph.atlas import atlas, measured
from elshi.graph.errors import ElshiError
from elshi.graph.files import read_text
from elshi.graph.i18n import LANGUAGES, messages
from elshi.graph.i18n.reports import Words
from elshi.graph.measures.centrality import MEASURES, USUAL, measure
from elshi.graph.measures.network_level import figures
from elshi.graph.reports import compare, prose, report
from elshi.graph.reports.results import (
    SCHEMA,
    RankRow,
)
from elshi.graph.store.store import Store
from elshi.graph.views.network import network
from elshi.graph.views.view import view
from tests.fixtures.networks import silk_road, turkic_world
from tests.fixtures.reports import page, text

pytestmark = pytest.mark.one_engine


def written(tmp_path: Path, name: str, **options: Any) -> Path:
    report.write(view(turkic_world()), tmp_path / name, **{"resamples": 10, **options})
    return tmp_path / name


@pytest.mark.parametrize("ending", report.ENDINGS)
def test_a_report_in_any_form_has_the_same_bytes_again(tmp_path: Path, ending: str) -> None:
    first = written(tmp_path, f"a{ending}").read_bytes()
    assert first
    assert written(tmp_path, f"b{ending}").read_bytes() == first


def test_a_form_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(ElshiError, match=r"a report ends in \.html, .*\.xlsx"):
        written(tmp_path, "report.pdf")


def test_the_table_of_ranks_holds_every_interval(tmp_path: Path) -> None:
    with open(written(tmp_path, "r.csv"), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["network"] for row in rows} == {"all", "without"}
    for row in rows:
        assert row["blank"] or float(row["rank_low"]) <= float(row["rank"]) <= float(row["rank_high"])


def test_a_name_that_looks_like_a_formula_stays_a_name(tmp_path: Path) -> None:
    import openpyxl

    evil = '=HYPERLINK("http://x","y")'
    world = turkic_world()
    read = replace(world, actors={**world.actors, "KG": {**world.actors["KG"], "name": evil}})
    report.write(view(read), tmp_path / "r.csv", resamples=3)
    assert "\"'=HYPERLINK" in (tmp_path / "r.csv").read_text(encoding="utf-8")
    report.write(view(read), tmp_path / "r.xlsx", resamples=3)
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "r.xlsx")["Ranks"] for cell in row]
    assert [cell.data_type for cell in cells if cell.value == evil] != []
    assert all(cell.data_type == "s" for cell in cells if cell.value == evil)


def test_json_is_the_whole_study_without_numbers_that_are_none(tmp_path: Path) -> None:
    found = json.loads(written(tmp_path, "r.json", measures=("all",)).read_text(encoding="utf-8"))
    assert "NaN" not in json.dumps(found)
    assert [m["name"] for m in found["networks"][0]["measures"]] == list(MEASURES)
    [hubs] = [m for m in found["networks"][0]["measures"] if m["name"] == "hubs"]
    assert hubs["blank"] == "Links have no direction here."
    assert not hubs["rows"]


@pytest.mark.parametrize("lang", ["en", "kk", "ru", "tr"])
def test_a_report_says_that_it_did_not_measure_too_many_ties_with_their_actors(lang: str) -> None:
    results = report.study(view(silk_road()), report.ReportOptions(resamples=2, lang=lang))
    assert prose.two_mode(results, Words(lang)) == ""
    many = replace(results, counts=replace(results.counts, ties=6_012), two_mode=())
    assert re.search("6.012", prose.two_mode(many, Words(lang)))


def test_markdown_tells_the_answer_and_the_methods(tmp_path: Path) -> None:
    told = written(tmp_path, "r.md").read_text(encoding="utf-8")
    assert "**Without Kazakhstan: " in told
    assert "`elshi report FILE.html --resamples 10 --seed 1`" in told
    assert re.search(r"\| Kazakhstan \| 13 \| 1 \(1–\d½?\) \|", told)


def test_the_page_has_charts_that_take_the_colour_of_the_page() -> None:
    html = page(turkic_world())
    assert html.count('<svg role="img" aria-label="') > 3
    assert "currentColor" in html
    assert not re.search(r"(?:href|src)=[\"'](?:https?:)?//", html)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_report_speaks_each_of_four_languages(lang: str) -> None:
    html = page(turkic_world(), lang=lang)
    assert f'<html lang="{lang}">' in html
    words = text(html)
    assert Words(lang)("h.measures") in words
    assert ("Without Kazakhstan: " in words) == (lang == "en")
    if lang in ("kk", "ru"):
        assert {"kk": "Қазақстан", "ru": "Казахстан"}[lang] in words


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
def test_the_methods_are_told_in_the_language_of_the_report(lang: str) -> None:
    html = page(turkic_world(), lang=lang, measures=("all",), resamples=2)
    told = text(html[html.index('<div class="text methods">') : html.index("<h3>", html.index("methods"))])
    for english in ("Weights of links", "Ranks begin", "Actors are linked", "the number of", "draws"):
        assert english not in told
    assert "σ(s,t|v)" in told
    assert "networkx" in told


@pytest.mark.parametrize(
    "links",
    [
        nx.empty_graph(0), nx.empty_graph(3), nx.path_graph(2), nx.Graph([(1, 2), (3, 4)]),
        nx.Graph([(1, 2), (2, 3), (4, 5)]), nx.DiGraph([(1, 2), (3, 4)]), nx.cycle_graph(4),
    ],
)  # fmt: skip
def test_the_reason_of_every_blank_is_told_in_four_languages(links: nx.Graph[Any]) -> None:
    network = nx.relabel_nodes(links, str)
    found = {reason for values in measure(network, ["all"]).values() for reason in values.blanks.values()}
    found |= {figure.blank for figure in figures(network, {"1": "x", "2": "y"})}
    assert found - {""} <= set(messages("en", "reports"))


def ranked(*rows: tuple[str, float, float]) -> list[RankRow]:
    return [
        RankRow(name, name, {}, "Country", 1.0, 1.0, 1.0, low, low, high, None, None, None)
        for name, low, high in rows
    ]


def test_neighbours_in_rank_whose_intervals_overlap_are_not_told_apart() -> None:
    words = Words("en")
    rows = ranked(("Kazakhstan", 1, 1), ("Russia", 2, 3), ("China", 2, 4), ("Turkey", 4, 6), ("Iran", 7, 7))
    assert prose.apart(rows, words).endswith("overlap: Russia to Turkey (3).")
    assert (
        prose.apart(ranked(("a", 1, 1), ("b", 2, 2)), words)
        == "The data distinguish each of these from the next."
    )
    assert prose.apart(ranked(("a", 1, 1)), words) == ""


def test_a_report_tells_with_whom_the_ego_has_its_ties_and_how_ranks_hold_however_drawn(
    tmp_path: Path,
) -> None:
    found = json.loads(written(tmp_path, "r.json", periods="1991-1999,2000-2009").read_text(encoding="utf-8"))
    partners = {(row["period"], row["what"]): row["ties"] for row in found["time"]["partners"]}
    assert partners["1991–1999", "China"] == 3
    assert partners["2000–2009", "China"] == 2
    assert partners["2000–2009", "Turkmenistan"] == 0
    assert [of["measure"] for of in found["stability"]["by"]] == list(USUAL)
    for of in found["stability"]["by"]:
        assert all({"tie", "section", "pair", "year"} <= set(row) for row in of["rows"])


def test_mixing_is_by_country_among_actors_and_by_the_data_s_groups_among_countries() -> None:
    grouped = replace(turkic_world(), groups={"central-asia": ("Central Asia", ("KZ", "UZ", "KG"))})
    words = text(report.page(view(grouped, level="countries"), resamples=5))
    assert "E–I index" in words
    assert "E–I index" not in text(report.page(view(turkic_world(), level="countries"), resamples=5))


def test_the_command_repeats_what_was_asked() -> None:
    words = text(report.page(view(silk_road(), level="countries", weighing="count"), resamples=5, by="pair"))
    assert (
        "elshi report FILE.html --level countries --weights count --by pair --resamples 5 --seed 1" in words
    )


@pytest.mark.parametrize("changed", [{"missing": 1.0}, {"resamples": 0}, {"lang": "de"}, {"periods": "x"}])
def test_what_a_report_cannot_be_is_told_in_a_sentence(changed: dict[str, Any]) -> None:
    with pytest.raises(ElshiError, match=r"expected|is not a period"):
        page(silk_road(), **changed)


def test_two_reports_are_compared(tmp_path: Path) -> None:
    before = written(tmp_path, "a.json")
    read = silk_road()
    more = replace(read, parts=(*read.parts, ("KG", "SIGNED", "turksoy-events", "stated")))
    report.write(view(more), tmp_path / "b.json", resamples=10)
    found = compare.compare(before, tmp_path / "b.json")
    assert found.told[0].startswith("The data differ")
    assert any(row["id"] == "KG" and row["measure"] == "degree" for row in found.rows)
    same = compare.compare(before, before)
    assert same.told == ("The data are the same.",)
    assert same.rows == ()


@pytest.mark.parametrize(
    "content",
    ["", "no json", "[1]", "{", '{"a": 1}', '{"a": NaN}', '{"a":' * 100_000, '{"schema": 3}', "\0" * 100_000],
)
def test_what_is_no_report_is_not_compared(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.json").write_text(content, encoding="utf-8")
    with pytest.raises(
        ElshiError, match=r"^\S+x\.json .*a file that 'elshi report FILE\.json' wrote was expected"
    ):
        compare.compare(tmp_path / "x.json", tmp_path / "x.json")
    with pytest.raises(ElshiError, match="cannot be read"):
        compare.compare(tmp_path / "none.json", tmp_path / "none.json")


@pytest.mark.parametrize(
    ("number", "told"), [(None, "no schema number"), (2, "schema 2"), ("3", 'schema "3"')]
)
def test_a_report_of_another_version_is_not_compared(tmp_path: Path, number: Any, told: str) -> None:
    study = json.loads(written(tmp_path, "a.json").read_text(encoding="utf-8"))
    other = {**study, "schema": number} if number else {k: v for k, v in study.items() if k != "schema"}
    (tmp_path / "old.json").write_text(json.dumps(other), encoding="utf-8")
    with pytest.raises(ElshiError, match=rf"old\.json has .*{told}, where {SCHEMA} was expected"):
        compare.compare(tmp_path / "old.json", tmp_path / "a.json")


def test_a_report_that_lacks_a_part_is_told_where(tmp_path: Path) -> None:
    study = json.loads(written(tmp_path, "a.json").read_text(encoding="utf-8"))
    del study["networks"][0]["measures"][1]["rows"][0]["rank"]
    (tmp_path / "part.json").write_text(json.dumps(study), encoding="utf-8")
    with pytest.raises(ElshiError, match=r"'networks\.0\.measures\.1\.rows\.0\.rank'"):
        compare.compare(tmp_path / "part.json", tmp_path / "a.json")


@pytest.mark.parametrize("begins", ["", r"\s*\{"])
def test_a_file_without_an_end_is_not_read_for_ever(begins: str) -> None:
    endless = Path("/dev/zero")
    if not endless.exists():
        pytest.skip("There is no device that gives zeros here.")
    with pytest.raises(ElshiError, match=r"^/dev/zero .* was expected\.$"):
        read_text(endless, 1_000_000, "a text", begins=begins)


def test_the_command_reports_and_compares(elshi_on_corpus: Any, tmp_path: Path) -> None:
    file = str(tmp_path / "r.json")
    options = ("--countries", "--from", "1991", "--without", "Қазақстан", "--culture", "strict")
    done = elshi_on_corpus(
        "report", file, *options, "--measures", "degree,katz", "--resamples", "10", "--lang", "tr"
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(Path(file).read_text(encoding="utf-8"))
    assert found["asked"]["without"] == ["KZ"]
    assert "Cultural ties, taken strictly." in found["made"]
    done = elshi_on_corpus("compare", file, file, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []
    done = elshi_on_corpus("report", file, "--measures", "fame")
    assert done.returncode == 1
    assert "There is no measure 'fame'" in done.stderr


# ------------------------------------------------------------------------------------ the atlas


def test_an_atlas_resamples_less_where_measuring_takes_longer() -> None:
    small = view(silk_road())
    assert measured.resamples_for(small) == measured.MOST_RESAMPLES
    large = nx.complete_graph(1200)
    assert measured.resamples_for(type(small)(large, {}, small.network, "")) == measured.LEAST_RESAMPLES


def test_an_atlas_is_whole_its_links_resolve_and_making_it_again_changes_nothing(
    packaged_atlas: Path, corpus: Store, tmp_path: Path
) -> None:
    folder = shutil.copytree(packaged_atlas, tmp_path / "atlas")
    shared = {file.name for file in (folder / "assets").iterdir()}
    assert shared == {"map.css", "map.js", "vis-network.js", "facts.js"}

    def written() -> dict[str, bytes]:
        return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}

    files = written()
    assert sum(map(len, files.values())) < 12 * 1024 * 1024
    assert {"graph.jsonl", "whole.html", "countries.html", "around-kz.html"} <= set(files)
    assert {"report.html", "report-countries.html", "report-turksoy.html", "index.html"} <= set(files)
    assert "report-assembly-of-people-of-kazakhstan.html" in files
    links = set(re.findall(r'href="([^"#:]+)"', files["index.html"].decode("utf-8")))
    assert links == {name for name in files if "/" not in name} - {"index.html"}
    (folder / "mine.txt").write_text("kept", encoding="utf-8")
    lines = list(atlas.atlas(corpus, folder))
    assert len(lines) == len(files) - len(shared) + 1
    assert written() == files | {"mine.txt": b"kept"}


def test_reports_of_an_atlas_are_the_same_where_one_process_writes_them_all(
    corpus: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = network(corpus)
    for place, cores in (("two", 2), ("one", 1)):
        (tmp_path / place).mkdir()
        monkeypatch.setattr("os.cpu_count", lambda cores=cores: cores)
        monkeypatch.setattr(measured, "WHOLE", {})
        lines = measured.Reports(read, tmp_path / place, ("turksoy", "tika"), "en").write()
        assert list(lines) == ["report-turksoy.html", "report-tika.html"]
    for file in lines:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_an_atlas_of_an_empty_graph_says_so(store: Store, tmp_path: Path) -> None:
    list(atlas.atlas(store, tmp_path))
    assert "The graph is empty" in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "This map is empty" in (tmp_path / "whole.html").read_text(encoding="utf-8")


def test_an_atlas_cannot_be_a_file(corpus: Store, tmp_path: Path) -> None:
    (tmp_path / "atlas").write_text("", encoding="utf-8")
    with pytest.raises(ElshiError, match="a folder was expected"):
        list(atlas.atlas(corpus, tmp_path / "atlas"))
