"""The explorer in a real Chromium: what readers do, in four scripts, by keyboard, and without JavaScript."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import uvicorn

from elshi.graph.store.store import Store
from elshi.graph.web.app import create_app
from tests.fixtures.explorer import face
from tests.fixtures.paths import ROOT, SHARED

AXE = ROOT / ".ci" / "web" / "node_modules" / "axe-core" / "axe.min.js"

PAGES = [
    "/", "/search?q=Astana", "/search?kind=Treaty&from=1991&to=1995", "/actor/KZ?with=TR&from=1996&to=1996",
    "/actor/turksoy", "/actor/central-asia", "/tie/almaty-urumqi-friendship-agreement-1993", "/ask",
    "/ask/ties-between?a=KZ&b=TR", "/ask/before-and-after?actor=KZ&year=1991", "/ask/members-of", "/cypher",
    "/cypher?statement=MATCH+(n:Treaty)+RETURN+n.id+AS+id+LIMIT+3", "/sources", "/source/turkic-world-thesis",
    "/map?level=countries&kinds=Treaty", "/api", "/no-such-page",
]  # fmt: skip

Visit = Callable[..., Any]


@pytest.fixture(scope="module")
def address(corpora: Callable[[str], Store]) -> Iterator[str]:
    """The address of an explorer that runs in this process on the packaged tables."""
    texts = SHARED / "corpus"
    app = create_app(face(corpora("embedded")), texts=texts if texts.is_dir() else None)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(30)


@pytest.fixture
def visit(chromium: Any, address: str) -> Iterator[Visit]:
    """Open a page of the explorer; at the end none may have complained or asked another host."""
    wrong: list[str] = []
    contexts = []

    def complain(message: Any) -> None:
        if message.type in ("error", "warning") and "404" not in message.text:
            wrong.append(message.text)

    def go(path: str, **options: Any) -> Any:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
        context.set_default_timeout(120_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", complain)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith((address, "data:", "blob:")) else wrong.append(request.url)
            ),
        )
        page.goto(address + path)
        return page

    yield go
    for context in contexts:
        context.close()
    assert not wrong


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_has_no_barrier_that_axe_finds(visit: Visit, path: str, scheme: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed (npm install in .ci/web)")
    page = visit(path, color_scheme=scheme, bypass_csp=True)
    page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {iframes: false})")
    wrong = [(v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in found["violations"]]
    assert wrong == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_a_phone(visit: Visit, path: str) -> None:
    page = visit(path, viewport={"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("typed", ["Türki", "Түрки", "Турц", "土耳其"])
def test_a_name_is_completed_in_its_script_and_chosen_by_keyboard(visit: Visit, typed: str) -> None:
    page = visit("/")
    page.keyboard.press("/")
    page.keyboard.type(typed)
    page.locator("[role=option]").first.wait_for()
    names = page.locator("[role=option] span").all_inner_texts()
    at = next(n for n, name in enumerate(names) if name == "Turkey")
    for _ in range(at + 1):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actor/TR")
    assert page.locator("h1").inner_text() == "Turkey"


def test_a_question_goes_from_form_to_answer_to_an_address_that_says_the_same(visit: Visit) -> None:
    page = visit("/ask/ties-between")
    page.fill("#p-a", "Қазақстан")
    page.fill("#p-b", "Түркия")
    page.select_option("#p-kind", "agreement")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Ask").click()
    page.locator("table.answer").wait_for()
    assert "kind=agreement" in page.url
    rows = page.locator("table.answer tbody tr").count()
    again = visit(page.url.split("/", 3)[3].join(["/", ""]))
    assert again.locator("table.answer tbody tr").count() == rows
    again.get_by_role("link", name="Draw the answer as a map").click()
    again.locator("#heading").wait_for()


def test_without_javascript_every_step_is_there(visit: Visit) -> None:
    page = visit("/", java_script_enabled=False)
    page.fill("#find-home", "ТҮРКСОЙ")
    page.get_by_role("button", name="Find").click()
    page.locator("ol.found a").first.click()
    assert "/actor/turksoy" in page.url
    page.select_option("select[name=kind]", "Event")
    page.get_by_role("button", name="Apply").click()
    page.locator("ol.ties a").first.click()
    assert page.get_by_role("heading", name="Who says so").is_visible()


def test_a_year_is_chosen_at_its_bar_and_taken_back(visit: Visit) -> None:
    page = visit("/actor/turksoy")
    every = page.locator("ol.ties li").count()
    page.locator(".years a").filter(has_text="1999").click()
    page.wait_for_url("**from=1999&to=1999**")
    chosen = page.locator("ol.ties li").count()
    assert 0 < chosen < every
    page.get_by_role("link", name="Show all").click()
    assert page.locator("ol.ties li").count() == every


def test_the_three_questions_of_new_readers_take_four_clicks_at_most(visit: Visit) -> None:
    page = visit("/")
    page.get_by_role("link", name="Who stands between two groups?").click()  # one click
    assert "Turkey" in page.locator("table.answer").inner_text()
    page = visit("/search?q=TÜRKSOY")  # typed, and one click on Find
    page.locator("ol.found a").first.click()
    page.fill("input[name=from]", "2012")
    page.fill("input[name=to]", "2012")
    page.get_by_role("button", name="Apply").click()  # no source dates anything of it to 2012, and it says so
    page.get_by_role("link", name="Show the undated").click()
    assert page.locator("ol.ties .source").first.is_visible()
    page = visit("/search?q=Turkey")
    page.locator("ol.found a").first.click()
    page.get_by_role("link", name="Ties of Turkey with Kazakhstan").click()
    page.fill("input[name=from]", "1996")
    page.fill("input[name=to]", "1996")
    page.get_by_role("button", name="Apply").click()
    assert page.get_by_role("heading", name="Treaties signed before").is_visible()


def test_language_and_light_are_the_readers_choice(visit: Visit) -> None:
    page = visit("/actor/KZ")
    page.get_by_role("link", name="Қазақша").click()
    assert page.locator("h1").inner_text() == "Қазақстан"
    page.locator("nav.main a").first.click()
    assert "lang=kk" in page.url
    page.locator("[data-theme-switch]").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_a_report_is_followed_to_its_end_and_cancelled_before(visit: Visit) -> None:
    page = visit("/report?level=countries&kinds=Treaty&from=1991&to=1995")
    page.get_by_role("button", name="Measure").click()
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Measure").click()
    page.locator("iframe").wait_for()
    assert "Kazakhstan" in page.frame_locator("iframe").locator("body").inner_text()
    again = visit(page.url.split("/", 3)[3].join(["/", ""]))
    assert again.locator("iframe").count() == 1


def test_the_map_in_its_frame_draws_and_asks_nobody(visit: Visit) -> None:
    page = visit("/map?level=countries&kinds=Treaty")
    frame = page.frame_locator("iframe")
    frame.locator("#counts").wait_for()
    assert "actors" in frame.locator("#counts").inner_text()
