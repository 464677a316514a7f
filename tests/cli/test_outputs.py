"""Outputs: what Elshi made is replaced, streams are written to, and nothing else is touched."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from elshi.graph import files
from elshi.graph.errors import ElshiError
from elshi.graph.exports import FORMS
from elshi.graph.exports.views import WRITERS
from elshi.graph.exports.write import write, write_view
from elshi.graph.maps.draw import draw
from elshi.graph.reports import report
from elshi.graph.store.backup import backup
from elshi.graph.views.view import view
from tests.fixtures import networks
from tests.fixtures.worlds import World

Command = Callable[..., subprocess.CompletedProcess[str]]

TIES = {"events": "date,hosted_by,joined_by\n1995,CN,KZ; TR\n", "treaties": "date,signed_by\n1992,KZ; CN\n"}


def test_every_export_is_written_again_without_asking(world: World, tmp_path: Path) -> None:
    store = world(**TIES)
    for form in FORMS:
        counts = write(store, form, tmp_path / form, data="2026.11")
        assert write(store, form, tmp_path / form, data="2026.11") == counts


def test_every_export_of_a_view_is_written_again_without_asking(world: World, tmp_path: Path) -> None:
    countries = view(world(**TIES), countries=True)
    for form in WRITERS:
        counts = write_view(countries, form, tmp_path / form, data="2026.11")
        assert write_view(countries, form, tmp_path / form, data="2026.11") == counts


@pytest.mark.parametrize("ending", report.ENDINGS)
def test_a_report_is_written_again_without_asking(tmp_path: Path, ending: str) -> None:
    place = tmp_path / f"report{ending}"
    for _ in range(2):
        report.write(view(networks.silk_road()), place, resamples=2)
    assert place.stat().st_size


@pytest.mark.parametrize("name", ["backup.jsonl", "backup.jsonl.gz"])
def test_a_backup_and_a_map_are_written_again_without_asking(world: World, tmp_path: Path, name: str) -> None:
    store, drawn = world(**TIES), draw(view(networks.silk_road()))
    for _ in range(2):
        backup(store, tmp_path / name)
        drawn.save(tmp_path / "map.html")
    assert files.MADE.search((tmp_path / "map.html").read_bytes())


def foreign(place: Path) -> bytes:
    """A file that somebody else made, of the kind that its ending names."""
    if place.suffix == ".xlsx":
        with zipfile.ZipFile(place, "w") as archive:
            archive.writestr("docProps/core.xml", "<dc:title>My treaties</dc:title>")
    else:
        texts = {
            ".html": "<!DOCTYPE html><html><head><title>Elshi and I</title></head></html>",
            ".json": '{"name": "elshi", "asked": {}}',
            ".jsonl": '{"id": "KZ", "type": "node"}\n',
            ".geojson": '{"type": "FeatureCollection", "features": []}',
            ".bib": "@misc{Kaliev, title={The report of Elshi}}",
            ".md": "# Notes\n\nRun `elshi report r.md`.\n",
        }
        place.write_text(texts.get(place.suffix, "id,name\nKZ,Kazakhstan\n"), "utf-8")
    return place.read_bytes()


@pytest.mark.parametrize(
    "name",
    ["a.html", "a.json", "a.jsonl", "a.geojson", "a.bib", "a.md", "a.csv", "a.xlsx", "a.graphml", "a.cypher"],
)
def test_a_file_of_somebody_else_is_replaced_only_by_force(tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    before = foreign(place)
    with pytest.raises(ElshiError, match="was not made by Elshi: another name, or --force"):
        files.write_text(place, "ours")
    assert place.read_bytes() == before
    files.write_text(place, "ours", force=True)
    assert place.read_text("utf-8") == "ours"
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_refused_output_is_told_before_anything_is_computed(elshi: Command, tmp_path: Path) -> None:
    foreign(tmp_path / "notes.html")
    for words in (
        ("map", "notes.html"), ("report", "notes.html"), ("export", "jsonl", "notes.html"),
        ("backup", "notes.html"), ("query", "timeline", "--map", "notes.html"),
    ):  # fmt: skip
        words = tuple(str(tmp_path / word) if word.endswith(".html") else word for word in words)
        done = elshi("--db", "bolt://127.0.0.1:1", *words)
        assert done.returncode == 1
        assert "was not made by Elshi" in done.stderr, done.stderr


def test_a_folder_with_edited_tables_is_not_replaced(world: World, tmp_path: Path) -> None:
    store, place = world(**TIES), tmp_path / "tables-of-mine"
    write(store, "csv", place)
    with (place / "treaties.csv").open("a", encoding="utf-8") as table:
        table.write("mine,agreement,Mine,1992,,,,,,\n")
    with pytest.raises(ElshiError, match="other files than an export of Elshi left there"):
        write(store, "csv", place)
    assert "mine,agreement" in (place / "treaties.csv").read_text("utf-8")
    write(store, "csv", place, force=True)
    assert "mine,agreement" not in (place / "treaties.csv").read_text("utf-8")


def test_force_leaves_other_files_of_a_folder_alone(world: World, tmp_path: Path) -> None:
    place = tmp_path / "mine"
    (place / "papers").mkdir(parents=True)
    (place / "notes.txt").write_text("mine", "utf-8")
    write(world(**TIES), "csv", place, force=True)
    assert (place / "notes.txt").read_text("utf-8") == "mine"
    assert (place / "papers").is_dir()
    assert (place / "treaties.csv").is_file()


def test_a_folder_with_a_file_more_is_not_replaced(world: World, tmp_path: Path) -> None:
    store = world(**TIES)
    write(store, "r", tmp_path / "r")
    (tmp_path / "r" / "own.R").write_text("library(igraph)\n", "utf-8")
    with pytest.raises(ElshiError, match="other files than"):
        write(store, "r", tmp_path / "r")


def test_an_export_that_fails_leaves_the_earlier_one(tmp_path: Path) -> None:
    place = tmp_path / "tables"
    with files.output_folder(place) as fresh:
        (fresh / "a.csv").write_text("first", "utf-8")
    with pytest.raises(RuntimeError), files.output_folder(place) as fresh:
        (fresh / "a.csv").write_text("second", "utf-8")
        raise RuntimeError
    assert (place / "a.csv").read_text("utf-8") == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_a_device_stays_a_device(tmp_path: Path, world: World) -> None:
    store = world(**TIES)
    backup(store, Path(os.devnull))
    draw(view(networks.silk_road())).save(os.devnull)
    write(store, "jsonl", Path(os.devnull))
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_fifo_gets_the_whole_backup(tmp_path: Path, world: World) -> None:
    store = world(**TIES)
    fifo, got = tmp_path / "fifo", []
    os.mkfifo(fifo)
    reader = threading.Thread(target=lambda: got.append(fifo.read_bytes()), daemon=True)
    reader.start()
    backup(store, fifo)
    reader.join(30)
    assert json.loads(got[0].splitlines()[-1])["nodes"] > 10
    assert stat.S_ISFIFO(fifo.stat().st_mode)


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)

    def look() -> None:
        with fifo.open("rb") as stream:
            stream.read(10)

    reader = threading.Thread(target=look, daemon=True)
    reader.start()
    files.write_text(fifo, "a" * 5_000_000)
    reader.join(30)


def test_standard_output_gets_the_export_and_nothing_else(elshi_on_corpus: Command) -> None:
    done = elshi_on_corpus("export", "jsonl", "-")
    assert done.returncode == 0, done.stderr
    assert {json.loads(line)["type"] for line in done.stdout.splitlines()} == {"node", "relationship"}
    assert "nodes" in done.stderr


def test_a_link_is_followed_within_its_folder_and_refused_out_of_it(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    inside, outside = tmp_path / "sub" / "inside.md", tmp_path / "sub" / "outside.md"
    inside.symlink_to("target.md")
    outside.symlink_to("../other.md")
    files.write_text(inside, "<!-- Elshi --> first")
    files.write_text(inside, "<!-- Elshi --> second")
    assert inside.is_symlink()
    assert (tmp_path / "sub" / "target.md").read_text("utf-8").endswith("second")
    with pytest.raises(ElshiError, match="is a symbolic link to another folder"):
        files.write_text(outside, "ours")
    assert not (tmp_path / "other.md").exists()


def test_a_link_to_itself_and_a_name_that_is_too_long_are_refused(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    for place in (tmp_path / "loop", tmp_path / ("a" * 300), tmp_path / "a\0b"):
        with pytest.raises(ElshiError):
            files.write_text(place, "ours")


def test_the_permissions_of_a_replaced_file_stay(tmp_path: Path) -> None:
    place = tmp_path / "a.md"
    files.write_text(place, "<!-- Elshi -->")
    place.chmod(0o640)
    files.write_text(place, "<!-- Elshi -->")
    assert stat.S_IMODE(place.stat().st_mode) == 0o640
