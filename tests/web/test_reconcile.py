"""The reconciliation service: every answer is of the specified shape, and a match is only what is sure."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import validate
from starlette.testclient import TestClient

from tests.fixtures import reconciliation as shapes


def ask(explorer: TestClient, queries: dict[str, Any]) -> dict[str, Any]:
    """The answers to a batch, the same by GET and by form."""
    sent = {"queries": json.dumps(queries)}
    by_get, by_form = explorer.get("/reconcile", params=sent), explorer.post("/reconcile", data=sent)
    assert by_get.json() == by_form.json()
    validate(by_form.json(), shapes.RESULTS)
    answers: dict[str, Any] = by_form.json()
    return answers


def test_the_manifest_names_every_part_of_the_service(explorer: TestClient) -> None:
    manifest = explorer.get("/reconcile").json()
    validate(manifest, shapes.MANIFEST)
    assert explorer.get(manifest["view"]["url"].replace("{{id}}", "KZ")).status_code == 200
    preview = explorer.get(manifest["preview"]["url"].replace("{{id}}", "turksoy"))
    assert "TÜRKSOY" in preview.text
    for sort, service in manifest["suggest"].items():
        suggested = explorer.get(
            service["service_url"] + service["service_path"], params={"prefix": "c"}
        ).json()
        validate(suggested, shapes.SUGGESTIONS)
        assert suggested["result"], sort
        first = suggested["result"][0]["id"]
        flyout = service["flyout_service_url"] + service["flyout_service_path"].replace("${id}", first)
        validate(explorer.get(flyout).json(), shapes.FLYOUT)


@pytest.mark.parametrize(
    ("written", "id_"),
    [("Türkiye Cumhuriyeti", "TR"), ("Қазақстанға", "KZ"), ("ТЮРКСОЙ", "turksoy"), ("KZ", "KZ")],
)
def test_a_sure_name_is_a_match(explorer: TestClient, written: str, id_: str) -> None:
    [first, *_] = ask(explorer, {"q0": {"query": written}})["q0"]["result"]
    assert (first["id"], first["match"]) == (id_, True)


def test_a_likely_name_is_a_candidate_and_never_a_match(explorer: TestClient) -> None:
    answers = ask(
        explorer, {"a": {"query": "Turksot"}, "b": {"query": "Al-Farabi university"}, "c": {"query": "?"}}
    )
    assert [one["match"] for answer in answers.values() for one in answer["result"]].count(True) == 0
    assert "turksoy" in [one["id"] for one in answers["a"]["result"]]
    assert answers["c"]["result"] == []


def test_a_type_and_properties_tell_candidates_apart(explorer: TestClient) -> None:
    query = {"query": "national university", "type": "University", "limit": 20}
    everywhere = ask(explorer, {"q": query})["q"]["result"]
    assert {one["type"][0]["id"] for one in everywhere} == {"University"}
    kazakh = ask(explorer, {"q": query | {"properties": [{"pid": "country", "v": "Қазақстан"}]}})["q"][
        "result"
    ]
    assert "Kazakhstan" in kazakh[0]["description"]
    contradicted = {"query": "TÜRKSOY", "properties": [{"pid": "kind", "v": "university"}]}
    assert ask(explorer, {"q": contradicted})["q"]["result"][0]["match"] is False


def test_matched_rows_are_extended_by_kind_country_and_years(explorer: TestClient) -> None:
    proposal = explorer.get("/reconcile/extend/propose", params={"type": "Organisation", "limit": 2}).json()
    validate(proposal, shapes.PROPOSAL)
    assert len(proposal["properties"]) == 2
    asked = {
        "ids": ["KZ", "nobody", "turksoy"],
        "properties": [{"id": p} for p in ("kind", "country", "years")],
    }
    answer = explorer.post("/reconcile", data={"extend": json.dumps(asked)}).json()
    validate(answer, shapes.EXTENSION)
    assert answer["rows"]["KZ"]["country"] == [{"id": "KZ", "name": "Kazakhstan"}]
    assert answer["rows"]["turksoy"]["kind"] == [{"str": "intergovernmental"}]
    assert answer["rows"]["nobody"] == {"kind": [], "country": [], "years": []}


def test_only_pages_of_this_machine_may_read_the_answers(explorer: TestClient) -> None:
    refine = explorer.get("/reconcile", headers={"origin": "http://127.0.0.1:3333"})
    assert refine.headers["access-control-allow-origin"] == "http://127.0.0.1:3333"
    for origin in ("https://evil.example", "http://localhost.evil.example", "null"):
        assert (
            "access-control-allow-origin"
            not in explorer.get("/reconcile", headers={"origin": origin}).headers
        )


@pytest.mark.parametrize(
    "sent",
    ["{", "[]", '{"q": 1}', '{"q": {"query": 1}}', '{"q": {"query": "a", "limit": "x"}}', "[" * 50_000,
     '{"q": {"query": "a", "limit": -1}}', json.dumps({f"q{n}": {"query": "a"} for n in range(101)})],
)  # fmt: skip
def test_what_is_no_batch_is_refused_in_a_sentence(explorer: TestClient, sent: str) -> None:
    answer = explorer.post("/reconcile", data={"queries": sent})
    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")


def test_odd_values_within_a_query_tell_nothing(explorer: TestClient) -> None:
    odd = [
        {"pid": "country", "v": None},
        {"pid": "years", "v": [{}, "19"]},
        {"pid": 7, "v": {"id": "x"}},
        "p",
        {},
    ]
    query = {"query": "Kazakhstan", "type": ["nothing"], "properties": odd, "type_strict": "any"}
    assert ask(explorer, {"q": query})["q"]["result"][0]["id"] == "KZ"
