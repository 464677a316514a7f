"""Exports: the graph leaves whole, the same graph as the same bytes, and comes back as the same graph."""

from __future__ import annotations

import json
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import polars
import pytest
import rdflib
from python_calamine import CalamineWorkbook

from elshi.graph.errors import ElshiError
from elshi.graph.exports import FORMS, r, write
from elshi.graph.maps import geo
from elshi.graph.store.store import Store
from elshi.graph.views.homes import Homes
from elshi.graph.views.rules import Rules
from elshi.graph.views.view import view
from elshi.loaders.load import export_tables
from elshi.loaders.load.load import load
from tests.conftest import Command
from tests.fixtures import tables
from tests.fixtures.command import PATIENCE
from tests.fixtures.paths import ROOT

Table = Callable[[str, str], Path]

UGLY = (
    "id,kind,name,name_kk,date,signed_by,note,source,section\n"
    'formula,agreement,"\'=HYPERLINK(""http://x"",""y"")",+7,1992?,KZ?; '
    "CN [office=Minister | on_behalf_of=KZ],"
    '"two\nlines, ""quoted""; Қазақстан",kz-cn-article,1\n'
    "bare,plan,-2+3,@SUM(A1),1995/1997,KZ [ratified=1993-05],,kz-cn-article,\n"
)
FURTHER = {
    "names": "actor,name,language,kind,during\nKZ,Qozogʻiston,uz,label,\nKZ,Kazakh SSR,,former,1936/1991\n"
    "turksoy,TÜRKSOY,,acronym,\n",
    "citations": "fact,source,section,start,end,via,anchor,says,certainty\n"
    "kz-cn-plan-1995,kz-cn-article,4,10,20,[95],the plan,1996,unsure\n"
    "kz-cn-plan-1995,kz-cn-article,5,30,40,,,,stated\n"
    "kz-turksoy,other-article,2,5,9,,,,stated\n",
    "persons": "id,name,office,belongs_to\nabai,Abai,poet,KZ\n",
    "leaderships": "id,leader,organisation,office,during,source\n"
    "abai-1,abai,turksoy,chair,1994/1996,kz-cn-article\nabai-2,abai,turksoy,chair,2001/,kz-cn-article\n",
}
SPACE = "{http://gexf.net/1.3}"


@pytest.fixture
def full(store: Store, table: Table) -> Store:
    """A small graph with everything that is hard to write."""
    files = {**tables.ALL, **FURTHER, "treaties": tables.TREATIES}
    load(store, [table(name, text) for name, text in files.items()], dataset="one")
    load(store, [table("treaties", UGLY)], dataset="two")
    return store


def bytes_of(store: Store, form: str, place: Path) -> bytes:
    write.write(store, form, place)
    if place.is_dir():
        return b"".join(file.name.encode() + file.read_bytes() for file in sorted(place.iterdir()))
    return place.read_bytes()


def emptied(store: Store) -> Store:
    store.write("MATCH (n) WHERE n:Elshi OR n:ElshiLoad OR n:ElshiRows DETACH DELETE n")
    return store


@pytest.mark.parametrize("form", list(FORMS))
def test_the_same_graph_gives_the_same_bytes_in_every_form(full: Store, form: str, tmp_path: Path) -> None:
    assert bytes_of(full, form, tmp_path / "one") == bytes_of(full, form, tmp_path / "two")


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_exported_tables_load_as_the_same_graph_byte_for_byte(full: Store, form: str, tmp_path: Path) -> None:
    before = bytes_of(full, "jsonl", tmp_path / "before")
    write.write(full, form, tmp_path / "tables")
    load(emptied(full), sorted((tmp_path / "tables").glob(f"*.{form}")))
    assert bytes_of(full, "jsonl", tmp_path / "after") == before


def test_exported_cells_do_not_run_as_formulas(full: Store, tmp_path: Path) -> None:
    write.write(full, "csv", tmp_path / "csv")
    text = (tmp_path / "csv" / "treaties.csv").read_text(encoding="utf-8")
    assert "'@SUM(A1)" in text
    assert "'-2+3" in text
    assert "'=HYPERLINK" in text
    write.write(full, "xlsx", tmp_path / "book.xlsx")
    shutil.unpack_archive(tmp_path / "book.xlsx", tmp_path / "unpacked", "zip")
    sheets = (tmp_path / "unpacked" / "xl" / "worksheets").glob("*.xml")
    assert not any("<f>" in sheet.read_text(encoding="utf-8") for sheet in sheets)


def test_a_workbook_has_a_sheet_for_each_table_and_every_row(full: Store, tmp_path: Path) -> None:
    write.write(full, "xlsx", tmp_path / "book.xlsx")
    write.write(full, "parquet", tmp_path / "parquet")
    book = CalamineWorkbook.from_path(str(tmp_path / "book.xlsx"))
    files = {file.stem: polars.read_parquet(file) for file in (tmp_path / "parquet").glob("*.parquet")}
    assert set(book.sheet_names) == set(files)
    for name, frame in files.items():
        rows = book.get_sheet_by_name(name).to_python()
        assert [heading for heading in rows[0] if not str(heading).endswith(" (names)")] == frame.columns
        assert len(rows) - 1 == frame.height


def test_a_workbook_shows_names_next_to_ids_and_is_read_without_them(full: Store, tmp_path: Path) -> None:
    write.write(full, "xlsx", tmp_path / "book.xlsx")
    rows = CalamineWorkbook.from_path(str(tmp_path / "book.xlsx")).get_sheet_by_name("treaties").to_python()
    at = rows[0].index("signed_by")
    assert rows[0][at + 1] == "signed_by (names)"
    named = {row[at]: row[at + 1] for row in rows[1:]}
    assert named["KZ; CN"] == "Kazakhstan; China"
    shutil.unpack_archive(tmp_path / "book.xlsx", tmp_path / "unpacked", "zip")
    first = (tmp_path / "unpacked" / "xl" / "worksheets" / "sheet1.xml").read_text(encoding="utf-8")
    assert "<autoFilter " in first
    assert 'customWidth="1"' in first


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [("most_rows", r"has \d+ rows, and a sheet"), ("longest_cell", "has a cell longer than")],
)
def test_a_workbook_that_cannot_hold_all_is_refused_and_not_cut(
    full: Store, tmp_path: Path, limit: str, sentence: str
) -> None:
    with pytest.raises(ElshiError, match=f"{sentence}.*export csv or parquet instead"):
        export_tables.write_xlsx(full, tmp_path / "book.xlsx", **{limit: 1})
    assert not list(tmp_path.glob("book*"))


def test_a_cypher_script_makes_the_same_graph(full: Store, tmp_path: Path) -> None:
    before = bytes_of(full, "jsonl", tmp_path / "before")
    write.write(full, "cypher", tmp_path / "graph.cypher")
    script = (tmp_path / "graph.cypher").read_text(encoding="utf-8")
    emptied(full)
    for statement in script.split(";\n"):
        if statement.startswith("UNWIND"):
            full.write(statement)
    assert bytes_of(full, "jsonl", tmp_path / "after") == before


def gexf(store: Store, tmp_path: Path) -> ET.Element:
    write.write(store, "gexf", tmp_path / "graph.gexf")
    return ET.parse(tmp_path / "graph.gexf").getroot()  # noqa: S314


def spells(element: ET.Element) -> list[dict[str, str]]:
    return [dict(spell.attrib) for spell in element.iter(f"{SPACE}spell")]


def test_gexf_has_a_spell_for_each_time_and_leaves_unknown_ends_open(full: Store, tmp_path: Path) -> None:
    root = gexf(full, tmp_path)
    edges = {(e.get("kind"), e.get("source"), e.get("target")): e for e in root.iter(f"{SPACE}edge")}
    assert spells(edges["LEADS", "abai", "turksoy"]) == [
        {"start": "1994-01-01", "end": "1996-12-31"},
        {"start": "2001-01-01"},
    ]
    assert edges["LEADS", "abai", "turksoy"].get("weight") == "2"
    assert spells(edges["MEMBER_OF", "KZ", "turksoy"]) == [{"start": "1993-01-01"}]
    assert spells(edges["SIGNED", "CN", "kz-cn-agreement-1992"]) == [
        {"start": "1992-08-01", "end": "1992-08-31"}
    ]


def test_gexf_keeps_edges_of_different_kinds_between_the_same_two_apart(full: Store, tmp_path: Path) -> None:
    edges = [
        (e.get("source"), e.get("target"), e.get("kind")) for e in gexf(full, tmp_path).iter(f"{SPACE}edge")
    ]
    assert len(set(edges)) == len(edges)
    assert {kind for one, other, kind in edges if (one, other) == ("CN", "abai-150")} == {"HOSTED"}
    assert {e.get("id") for e in gexf(full, tmp_path).iter(f"{SPACE}edge")} == {
        str(n) for n in range(len(edges))
    }


@pytest.mark.skipif(not (ROOT / ".gephi").is_dir(), reason="Gephi's toolkit is not here: .ci/gephi brings it")
def test_the_real_gephi_reads_every_node_edge_and_spell(full: Store, tmp_path: Path) -> None:
    root = gexf(full, tmp_path)
    edges = list(root.iter(f"{SPACE}edge"))
    times = [spell for edge in edges for spell in spells(edge)]
    done = subprocess.run(
        [ROOT / ".ci" / "gephi", tmp_path / "graph.gexf"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = dict(part.split("=") for part in done.stdout.strip().splitlines()[-1].split())
    assert int(found["nodes"]) == len(list(root.iter(f"{SPACE}node")))
    assert int(found["edges"]) == len(edges)
    assert int(found["kinds"]) == len({edge.get("kind") for edge in edges})
    assert int(found["spells"]) == len(times)
    assert int(found["open"]) == len([spell for spell in times if len(spell) < 2])


def test_geojson_draws_places_and_the_ties_between_them(full: Store, tmp_path: Path) -> None:
    full.write("MATCH (n:Elshi {id: 'kz-almaty'}) SET n.latitude = 43.25, n.longitude = 76.95")
    full.write("MATCH (n:Elshi {id: 'CN'}) SET n.latitude = 39.9, n.longitude = 116.4")
    full.write("MATCH (n:Elshi {id: 'KZ'}) SET n.latitude = 51.1, n.longitude = 71.4")
    write.write(full, "geojson", tmp_path / "graph.geojson")
    found = json.loads((tmp_path / "graph.geojson").read_text(encoding="utf-8"))
    features = {feature["id"]: feature for feature in found["features"]}
    assert features["kz-almaty"]["geometry"] == {"type": "Point", "coordinates": [76.95, 43.25]}
    plan = features["kz-cn-plan-1995"]
    assert plan["geometry"] == {"type": "LineString", "coordinates": [[116.4, 39.9], [71.4, 51.1]]}
    assert plan["properties"]["actors"] == ["CN", "KZ"]
    assert "turksoy" not in features


def test_the_map_and_geojson_have_every_actor_of_the_corpus_at_the_same_home(
    corpus: Store, tmp_path: Path
) -> None:
    write.write(corpus, "geojson", tmp_path / "graph.geojson")
    features = json.loads((tmp_path / "graph.geojson").read_text(encoding="utf-8"))["features"]
    towns = geo.places(view(corpus, relations=True, rules=Rules(incidents=True)))
    seen: set[str] = set()
    for feature in features:
        shape, actors = feature["geometry"], feature["properties"].get("actors", [])
        if shape["type"] == "Point":
            continue
        lines = [shape["coordinates"]] if shape["type"] == "LineString" else shape["coordinates"]
        drawn = {(latitude, longitude) for line in lines for longitude, latitude in line}
        assert drawn == {towns[id_] for id_ in actors if id_ in towns}, feature["id"]
        seen.update(actors)
    assert len(seen) > 100


def test_an_embassy_in_a_town_without_coordinates_is_in_the_country_of_the_town() -> None:
    relations: list[tuple[str, str, str, dict[str, str]]] = [
        ("BELONGS_TO", "embassy", "KZ", {}),
        ("SEATED_IN", "embassy", "town", {}),
        ("PART_OF", "town", "TR", {}),
        ("SEATED_IN", "moved", "KZ", {"from": "1991-01-01", "to": "1997-12-10"}),
        ("SEATED_IN", "moved", "TR", {"from": "1997-12-10"}),
        ("PART_OF", "circle", "circle", {}),
    ]
    homes = Homes(
        {"KZ": {"latitude": 51, "longitude": 71}, "TR": {"latitude": 39, "longitude": 35}}, relations
    )
    assert homes.of("embassy") == homes.of("moved") == (39.0, 35.0)
    assert homes.of("circle") is None


def test_json_ld_is_read_by_an_rdf_parser_with_names_and_citations(full: Store, tmp_path: Path) -> None:
    write.write(full, "jsonld", tmp_path / "graph.jsonld", data="2026.11")
    graph = rdflib.Graph().parse(tmp_path / "graph.jsonld", format="json-ld")
    prov, schema = rdflib.Namespace("http://www.w3.org/ns/prov#"), rdflib.Namespace("https://schema.org/")
    kz, plan = rdflib.URIRef("urn:elshi:KZ"), rdflib.URIRef("urn:elshi:kz-cn-plan-1995")
    assert rdflib.Literal("Қазақстан", lang="kk") in set(graph.objects(kz, schema.name))
    assert (kz, rdflib.URIRef("urn:elshi:vocabulary:SIGNED"), plan) in graph
    passages = list(graph.objects(plan, prov.qualifiedPrimarySource))
    assert len(passages) == 2
    assert {graph.value(p, prov.entity) for p in passages} == {rdflib.URIRef("urn:elshi:kz-cn-article")}
    fact = rdflib.URIRef("urn:elshi:fact:kz-turksoy")
    assert graph.value(fact, schema.startDate) == rdflib.Literal("1993")
    assert graph.value(fact, schema.endDate) is None
    assert not [
        s for s in graph.subjects() if isinstance(s, rdflib.URIRef) and not str(s).startswith("urn:elshi:")
    ]


def test_the_folder_for_r_has_nodes_with_entry_and_exit_waves_and_events(full: Store, tmp_path: Path) -> None:
    write.write(full, "r", tmp_path / "r")
    nodes = (tmp_path / "r" / "nodes.csv").read_text(encoding="utf-8").splitlines()
    assert nodes == [
        "id,name,type,entry,exit",
        "CN,China,Country,1992,1995",
        "KZ,Kazakhstan,Country,1992,1995",
    ]
    waves = (tmp_path / "r" / "waves.csv").read_text(encoding="utf-8").splitlines()
    assert waves == ["year,from,to,ties,weight", "1992,CN,KZ,1,1.0", "1995,CN,KZ,2,2.0"]
    events = (tmp_path / "r" / "events.csv").read_text(encoding="utf-8").splitlines()
    assert events[1] == "1992-08-01,CN,KZ,1,Treaty,kz-cn-agreement-1992"


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not here (Debian: r-base-core)")
@pytest.mark.parametrize("script", ["igraph", "statnet", "rsiena", "goldfish"])
def test_the_scripts_for_r_run(corpus: Store, script: str, tmp_path: Path) -> None:
    needs = {"igraph": "igraph", "statnet": "network"}.get(script, "stats")
    probe = ["Rscript", "-e", f"if (!requireNamespace('{needs}', quietly = TRUE)) quit(status = 3)"]
    if subprocess.run(probe, check=False, capture_output=True).returncode == 3:
        pytest.skip(f"the R package {needs} is not here")
    write.write(corpus, "r", tmp_path / "r")
    done = subprocess.run(
        ["Rscript", f"{script}.R"],
        cwd=tmp_path / "r",
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_the_corpus_exported_as_tables_comes_back_the_same(
    corpus: Store, store: Store, tmp_path: Path
) -> None:
    write.write(corpus, "csv", tmp_path / "csv")
    load(store, sorted((tmp_path / "csv").glob("*.csv")))
    assert bytes_of(store, "jsonl", tmp_path / "after") == bytes_of(corpus, "jsonl", tmp_path / "before")


def test_the_command_exports_a_library(elshi_on_corpus: Command, tmp_path: Path) -> None:
    done = elshi_on_corpus("export", "bibtex", str(tmp_path / "library.bib"))
    assert done.returncode == 0, done.stderr
    assert "@article{" in (tmp_path / "library.bib").read_text(encoding="utf-8")


def test_rows_printed_as_csv_cannot_run_as_formulas(
    elshi_on_corpus: Command,
) -> None:
    done = elshi_on_corpus("cypher", "--csv", "RETURN '=1+1' AS `=cmd()`, '＋2' AS b, -5 AS c")
    assert done.stdout == "'=cmd(),b,c\n'=1+1,'＋2,-5\n"


def test_the_scripts_for_r_read_the_code_of_namibia_as_a_code() -> None:
    reads = [
        line
        for script in sorted(r.SCRIPTS.glob("*.R"))
        for line in script.read_text("utf-8").splitlines()
        if "read.csv(" in line
    ]
    assert len(reads) == 8
    assert all('na.strings = ""' in line for line in reads), "R reads NA as missing otherwise"
