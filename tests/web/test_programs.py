"""Addresses for programs, maps in frames, and sources with their texts."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import elshi
from elshi.graph.store.store import Store
from tests.fixtures.explorer import client
from tests.fixtures.paths import SHARED


def test_the_openapi_document_describes_every_address_for_programs(explorer: TestClient) -> None:
    document = explorer.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    served = {route.path for route in explorer.app.routes if route.path.startswith("/api/")}  # type: ignore[attr-defined]
    described = set(document["paths"]) | {"/api/openapi.json", "/api/questions/{name}"}
    assert served <= described
    assert {f"/api/questions/{name}" for name in elshi.questions()} <= set(document["paths"])
    for path in document["paths"]:
        for parameter in document["paths"][path]["get"]["parameters"]:
            assert parameter["name"]
    assert "/api/view" in explorer.get("/api").text


def test_programs_get_the_same_as_readers(explorer: TestClient) -> None:
    assert explorer.get("/api/actor/turksoy").json() == explorer.get("/actor/turksoy.json").json()
    assert explorer.get("/api/tie/no-such").status_code == 404
    assert explorer.get("/api/tie/no-such").json()["error"]
    asked = {"a": "KZ", "b": "TR"}
    one = explorer.get("/api/questions/ties-between", params=asked).json()
    assert one == explorer.get("/ask/ties-between.json", params=asked).json()
    assert explorer.get("/api/questions/ties-between").status_code == 400


def test_a_view_is_nodes_and_links_with_the_ids_of_their_ties(explorer: TestClient) -> None:
    view = explorer.get("/api/view", params={"level": "countries", "from": 1991, "to": 1999}).json()
    ids = {node["id"] for node in view["nodes"]}
    assert {"KZ", "TR"} <= ids
    link = next(one for one in view["links"] if {one["source"], one["target"]} == {"KZ", "TR"})
    assert explorer.get(f"/tie/{link['ties'][0]}").status_code == 200
    assert explorer.get("/api/view", params={"level": "planets"}).status_code == 400


def test_a_map_runs_only_its_own_scripts(explorer: TestClient) -> None:
    answer = explorer.get("/map/page", params={"around": "ТҮРКСОЙ", "lang": "kk"})
    policy = answer.headers["content-security-policy"]
    scripts = re.findall(r"<script(?![^>]*json)[^>]*>(.*?)</script>", answer.text, re.DOTALL)
    assert scripts
    for script in scripts:
        digest = b64encode(sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "'unsafe-inline'" not in policy.split("style-src-attr")[0]
    form = explorer.get("/map", params={"around": "ТҮРКСОЙ", "lang": "kk"}).text
    assert 'src="/map/page?around=' in form
    assert "sandbox=" in form


def test_a_view_that_cannot_be_is_refused_in_its_form(explorer: TestClient) -> None:
    assert "--from 2000 is after --to 1990" in explorer.get("/map?from=2000&to=1990").text
    assert explorer.get("/map/page?around=no+such+body").status_code == 400
    assert explorer.get("/map/page?colour=blue").status_code == 400


def test_an_answer_is_drawn_as_a_map(explorer: TestClient) -> None:
    answer = explorer.get("/ask/members-of/map", params={"organisation": "TÜRKSOY"})
    assert answer.status_code == 200
    assert "vis-network" in answer.text


def test_sources_say_what_they_contribute_and_what_only_they_state(explorer: TestClient) -> None:
    rows = {row["source"]: row for row in explorer.get("/sources.json").json()}
    assert rows["turkic-world-thesis"]["facts"] > 1000
    every = explorer.get("/source/kz-cn-article.json").json()
    alone = explorer.get("/source/kz-cn-article.json?alone=yes").json()
    assert 0 < len(alone) < len(every)
    assert "no author" in explorer.get("/source/turkic-world-thesis").text
    assert "@" in explorer.get("/source/kz-cn-article.bib").text
    assert explorer.get("/source/nothing").status_code == 404


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the studied texts are not here")
def test_a_passage_is_read_in_its_text_with_its_facts_in_place(corpus: Store, tmp_path: Path) -> None:
    text = (SHARED / "corpus" / "turkic-world-thesis.txt").read_bytes()
    (tmp_path / "under another name.txt").write_bytes(text)
    (tmp_path / "secret").symlink_to("/etc/passwd")
    reader = client(corpus, texts=tmp_path)
    tie = "almaty-urumqi-friendship-agreement-1993"
    page = reader.get(f"/tie/{tie}").text
    passage = text.decode()[346_135:346_274]
    assert passage.strip().split("\n")[0][:40] in page
    marked = reader.get("/source/turkic-world-thesis/text?at=346135").text
    assert 'class="here" id="passage"' in marked
    assert f"/tie/{tie}" in marked
    assert reader.get("/source/interethnic-thesis/text").status_code == 404
    assert "root:" not in marked
