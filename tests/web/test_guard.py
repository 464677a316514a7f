"""Who may ask, what an answer lets a browser do, and that nothing sent to the explorer breaks it."""

from __future__ import annotations

import random

import pytest
from starlette.testclient import TestClient

from elshi.graph.store.store import Store
from tests.fixtures.explorer import client


def test_a_request_for_another_host_is_refused(explorer: TestClient) -> None:
    for host in ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", ""):
        assert explorer.get("/", headers={"host": host}).status_code == 421
    for host in ("localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST"):
        assert explorer.get("/", headers={"host": host}).status_code == 200


def test_every_answer_forbids_scripts_and_frames_of_others(explorer: TestClient) -> None:
    for path in ("/", "/actor/KZ", "/actor/nobody", "/actor/KZ.json", "/search.csv?kind=Treaty"):
        headers = explorer.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'self'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_pages_hold_no_script_or_style_of_their_own(explorer: TestClient) -> None:
    for path in ("/", "/search?q=Astana", "/actor/KZ", "/ask/ties-between?a=KZ&b=TR", "/cypher"):
        page = explorer.get(path).text
        assert " style=" not in page
        assert "<style" not in page
        assert " onclick=" not in page
        assert page.count("<script src=") + page.count("ld+json") == page.count("<script")


def test_behind_a_token_only_who_shows_it_is_answered(corpus: Store) -> None:
    guarded = client(corpus, token="a token of the test", hosts=())
    assert guarded.get("/actor/KZ").status_code == 401
    assert guarded.get("/?token=another").status_code == 401
    assert guarded.get("/", headers={"authorization": "Bearer a token of the test"}).status_code == 200
    answer = guarded.get("/actor/KZ?lang=kk&token=a+token+of+the+test", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/actor/KZ?lang=kk")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert guarded.get("/actor/KZ").status_code == 200


def test_the_token_never_leads_to_another_site(corpus: Store) -> None:
    guarded = client(corpus, token="secret", hosts=())
    answer = guarded.get("http://localhost//evil.example/?token=secret", follow_redirects=False)
    assert answer.headers["location"].startswith("/evil.example")


def test_no_file_is_reached_but_our_own(explorer: TestClient) -> None:
    for name in ("..%2f..%2fpyproject.toml", "%2e%2e/app.py", "../page.py", "explorer.css%00", "/etc/passwd"):
        assert explorer.get(f"/static/x/{name}").status_code == 404


def test_a_form_of_another_size_is_refused(explorer: TestClient) -> None:
    assert explorer.post("/search", headers={"content-length": "99999999999"}).status_code == 413
    assert explorer.get("/search?q=" + "a" * 9_000).status_code == 414


HOSTILE = [
    "\x00", "%00", "'", '"', "<script>alert(1)</script>", "{{7*7}}", "../../etc/passwd", "\ud800", "٣",
    "-1", "9" * 400, "1e9", "NaN", "a;b;c", "%", "%zz", "🦊" * 20, "\u202e", "' OR 1=1",
    "}) RETURN 1", "", " ",
]  # fmt: skip
PATHS = [
    "/", "/search", "/search.json", "/search.csv", "/complete", "/actor/{}", "/actor/{}.json", "/tie/{}",
    "/tie/{}.csv", "/ask/{}", "/ask/timeline", "/ask/ties-between.json", "/cypher", "/cypher.csv",
    "/loaded/{}", "/static/{}/{}", "/{}", "/search.{}",
]  # fmt: skip
NAMES = [
    "q", "kind", "field", "country", "group", "from", "to", "page", "lang", "with", "a", "b", "actor",
    "statement", "type", "certainty", "source", "at",
]  # fmt: skip


def test_malformed_requests_are_refused_in_a_sentence_and_never_break_a_page(explorer: TestClient) -> None:
    draw = random.Random(1)  # noqa: S311 - the same requests each time
    statuses: set[int] = set()
    for _ in range(400):
        path = draw.choice(PATHS)
        while "{}" in path:
            path = path.replace("{}", _sent(draw.choice(HOSTILE)), 1)
        query = "&".join(
            f"{draw.choice(NAMES)}={_sent(draw.choice(HOSTILE))}" for _ in range(draw.randint(0, 4))
        )
        method = draw.choice(["GET", "GET", "GET", "POST", "PUT", "HEAD"])
        answer = explorer.request(
            method, f"{path}?{query}", content=b"\xff\xfe" if method == "POST" else None
        )
        assert answer.status_code < 500 or answer.status_code == 503, (method, path, query, answer.text[:300])
        statuses.add(answer.status_code)
    assert {200, 400, 404, 405} <= statuses


def _sent(value: str) -> str:
    from urllib.parse import quote

    return value if value in ("%", "%zz", "%00") else quote(value.encode("utf-8", "surrogatepass"), safe="")


@pytest.mark.parametrize("lang", ["en", "kk", "ru", "tr"])
def test_a_sentence_about_an_error_is_text(explorer: TestClient, lang: str) -> None:
    answer = explorer.get(f"/actor/%3Cscript%3Ealert(1)%3C%2Fscript%3E?lang={lang}")
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
