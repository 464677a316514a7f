"""The pages that tell the graph: search in any script, actors, ties, questions, and their files."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from html import unescape

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

import elshi
from elshi.graph.store.store import Store
from elshi.queries.catalogue import catalogue
from tests.fixtures.explorer import client


def first_result(page: str) -> str:
    found = re.search(r'<ol class="found".*?<a href="([^"]+)"', page, re.DOTALL)
    return found[1] if found else ""


@pytest.mark.parametrize(
    ("written", "leads"),
    [
        ("Kazakhstan", "/actor/KZ"), ("Қазақстанға", "/actor/KZ"), ("Казахстаном", "/actor/KZ"),
        ("Kazakistan'a", "/actor/KZ"), ("哈萨克斯坦", "/actor/KZ"), ("ТҮРКСОЙ", "/actor/turksoy"),
        ("ТЮРКСОЙ", "/actor/turksoy"), ("turksoy", "/actor/turksoy"), ("TR", "/actor/TR"),
    ],
)  # fmt: skip
def test_a_name_is_found_in_any_script_and_case(explorer: TestClient, written: str, leads: str) -> None:
    assert first_result(explorer.get("/search", params={"q": written}).text) == leads


def test_a_misspelt_name_leads_to_its_neighbours(explorer: TestClient) -> None:
    assert "/actor/TR" in explorer.get("/search", params={"q": "Turky"}).text


def test_completion_offers_the_best_tied_first(explorer: TestClient) -> None:
    offered = explorer.get("/complete", params={"q": "каз", "lang": "ru"}).json()
    assert offered[0] == {"id": "KZ", "name": "Казахстан", "about": "Страна", "href": "/actor/KZ?lang=ru"}
    assert explorer.get("/complete", params={"q": ""}).json() == []
    universities = explorer.get("/complete", params={"q": "al", "type": "country"}).json()
    assert {entry["about"] for entry in universities} == {"Country"}


def test_facets_choose_and_count(explorer: TestClient) -> None:
    every = explorer.get("/search.json", params={"kind": "Treaty"}).json()
    assert {row["label"] for row in every} == {"Treaty"}
    turkish = explorer.get("/search.json", params={"kind": "Treaty", "country": "TR"}).json()
    assert 0 < len(turkish) < len(every)
    nineties = explorer.get("/search.json", params={"kind": "Treaty", "from": 1990, "to": 1999}).json()
    assert 0 < len(nineties) < len(every)
    assert "kz-tr-cultural-agreement-1992" not in {row["id"] for row in nineties} or turkish
    nobody = explorer.get("/search.json", params={"group": "no-such-group"}).json()
    assert nobody == []


def test_the_first_page_tells_stories_of_this_graph(explorer: TestClient) -> None:
    page = explorer.get("/").text
    paths = re.findall(r'<li><a href="(/(?:actor|ask)/[^"]+)">\s*<strong>', page)
    assert len(paths) == 3
    for path in paths:
        answer = explorer.get(path.replace("&amp;", "&"))
        assert answer.status_code == 200
        assert 'class="ties"' in answer.text or 'class="answer"' in answer.text


def test_the_ties_of_two_in_a_year_name_what_was_in_force_and_who_says_so(explorer: TestClient) -> None:
    page = explorer.get("/actor/KZ", params={"with": "TR", "from": 1996, "to": 1996, "kind": "Treaty"}).text
    earlier = page.split("signed before", 1)[1]
    assert "/tie/" in earlier
    assert 'class="source" href="/source/turkic-world-thesis"' in earlier


def test_an_actor_counts_the_same_on_the_page_and_in_its_files(explorer: TestClient) -> None:
    whole = explorer.get("/actor/turksoy.json", params={"from": 2012, "to": 2012}).json()
    assert whole["id"] == "turksoy"
    assert whole["properties"]["name_kk"].startswith("ТҮРКСОЙ")
    rows = list(csv.DictReader(io.StringIO(explorer.get("/actor/turksoy.csv?from=2012&to=2012").text)))
    assert [row["id"] for row in rows] == [row["id"] for row in whole["ties"]]
    book = load_workbook(io.BytesIO(explorer.get("/actor/turksoy.xlsx?from=2012&to=2012").content))
    assert book.active.max_row == len(rows) + 1
    page = explorer.get("/actor/turksoy?from=2012&to=2012").text
    assert all(f"/tie/{row['id']}" in page for row in rows)


def test_ranks_of_partners_lie_within_their_intervals(explorer: TestClient) -> None:
    partners = explorer.get("/actor/TR.json").json()["partners"]
    assert partners[0]["id"] == "KZ"
    assert partners[0]["rank"] == 1
    assert all(partner["low"] <= partner["high"] for partner in partners)
    assert any(partner["low"] < partner["high"] for partner in partners)


def test_an_actors_surroundings_are_a_graph_for_gephi_and_a_library_for_zotero(explorer: TestClient) -> None:
    graphml = explorer.get("/actor/turksoy.graphml").text
    assert graphml.startswith("<?xml")
    assert 'id="turksoy"' in graphml
    assert "@phdthesis{turkic-world-thesis" in explorer.get("/actor/turksoy.bib").text


def test_a_page_carries_its_actor_as_linked_data(explorer: TestClient) -> None:
    found = re.search(r'ld\+json">(.*?)</script>', explorer.get("/actor/turksoy").text)
    thing = json.loads(found[1])  # type: ignore[index]
    assert thing["@id"] == "urn:elshi:turksoy"
    assert "schema:Organization" in thing["@type"]
    assert "urn:elshi:turkic-world-thesis" in thing["primarySource"]


def test_a_tie_names_parties_places_and_every_passage(explorer: TestClient) -> None:
    page = explorer.get("/tie/almaty-urumqi-friendship-agreement-1993").text
    for expected in (
        "/actor/kz-almaty",
        "/actor/cn-urumqi",
        "November 1993",
        "section 3.3",
        "346,135–346,274",
    ):
        assert expected in page
    whole = explorer.get("/tie/almaty-urumqi-friendship-agreement-1993.json").json()
    assert whole["passages"][0]["source"] == "turkic-world-thesis"
    loads = explorer.get("/loaded/almaty-urumqi-friendship-agreement-1993").text
    assert "load-000001" in loads


def test_a_disagreement_of_sources_is_told_with_the_tie(explorer: TestClient) -> None:
    rows = explorer.get("/ask/disagreements.json").json()["rows"]
    ids = [row["id"] for row in rows if explorer.get(f"/tie/{row['id']}").status_code == 200]
    assert ids
    assert "This source says:" in explorer.get(f"/tie/{ids[0]}").text


def test_an_id_of_the_wrong_sort_leads_to_its_page(explorer: TestClient) -> None:
    assert str(explorer.get("/tie/KZ").url).endswith("/actor/KZ")
    assert explorer.get("/actor/no-such").status_code == 404


def test_every_question_has_a_form_and_answers_its_example(explorer: TestClient) -> None:
    listed = explorer.get("/ask").text
    for name in elshi.questions():
        assert f'href="/ask/{name}"' in listed
        answer = explorer.get(f"/ask/{name}", params=catalogue()[name].example())
        assert answer.status_code == 200
        assert 'role="alert"' not in answer.text, name


def test_an_answer_is_the_same_as_page_as_file_and_as_command(explorer: TestClient) -> None:
    parameters = {"a": "Қазақстан", "b": "Түркия", "kind": "agreement"}
    whole = explorer.get("/ask/ties-between.json", params=parameters).json()
    assert whole["understood"] == {"a": "Kazakhstan (KZ)", "b": "Turkey (TR)"}
    assert explorer.get("/ask/ties-between.csv", params=parameters).text.count("\n") == len(whole["rows"]) + 1
    page = explorer.get("/ask/ties-between", params=parameters).text
    assert f"{len(whole['rows'])} rows" in page
    assert "elshi query ties-between 'a=Қазақстан' 'b=Түркия' kind=agreement" in unescape(page)
    assert "MATCH (a:Elshi {id: $a})" in page


def test_a_question_asked_wrongly_is_answered_in_a_sentence(explorer: TestClient) -> None:
    page = explorer.get("/ask/ties-between", params={"a": "KZ", "b": "TR", "kind": "treatise"})
    assert page.status_code == 200
    assert "is not a kind of tie" in page.text
    assert explorer.get("/ask/ties-between.json", params={"a": "KZ"}).status_code == 400
    assert explorer.get("/ask/no-such-question").status_code == 404


def test_counts_are_drawn_as_bars(explorer: TestClient) -> None:
    example = catalogue()["before-and-after"].example()
    assert '<table class="chart">' in explorer.get("/ask/before-and-after", params=example).text
    assert '<table class="chart">' not in explorer.get("/ask/signatories").text


def test_cypher_reads_and_refuses_to_write(explorer: TestClient) -> None:
    rows = explorer.get("/cypher.json", params={"statement": "MATCH (n:Treaty) RETURN count(n) AS n"}).json()
    assert rows[0]["n"] > 100
    page = explorer.get(
        "/cypher", params={"statement": "MATCH (n:Treaty) SET n.name = 'x' RETURN n.id AS id"}
    )
    assert "This page can only read." in page.text
    assert "is not Cypher" in explorer.get("/cypher", params={"statement": "SELECT 1"}).text
    nested = {
        "statement": "RETURN reduce(s = 0, x IN range(1, 9) | s + size([y IN range(1, 9) WHERE y > x])) AS n"
    }
    assert explorer.get("/cypher", params=nested).status_code == 200


def test_a_language_of_the_address_is_kept_and_used(explorer: TestClient) -> None:
    page = explorer.get("/actor/KZ?lang=kk").text
    assert '<html lang="kk">' in page
    assert '<h1 dir="auto">Қазақстан</h1>' in page
    assert 'href="/actor/CN?lang=kk"' in page
    assert '<html lang="tr">' in explorer.get("/", headers={"accept-language": "de, tr;q=0.8"}).text
    assert '<html lang="en">' in explorer.get("/?lang=xx").text


HOSTILE = '<img src=x onerror="alert(1)">'


def test_hostile_names_render_as_text(store: Store, table: Callable[[str, str], object]) -> None:
    from elshi.loaders.load.load import load

    quoted = HOSTILE.replace('"', '""')
    files = [
        table("organisations", f'id,name,kind,source\nevil,"{quoted}",association,book\n'),
        table("sources", f'id,name,kind\nbook,"{quoted}",book\n'),
        table("events", f'id,name,kind,date,hosted_by,source\nevent,"{quoted}",visit,1995,evil,book\n'),
    ]
    load(store, files)  # type: ignore[arg-type]
    asked = client(store)
    for path in (
        "/",
        "/search?q=img",
        "/actor/evil",
        "/tie/event",
        "/ask/timeline?actor=evil",
        "/loaded/event",
    ):
        page = asked.get(path)
        assert page.status_code == 200, path
        assert "<img" not in page.text, path
        assert "&lt;img src=x" in page.text, path
