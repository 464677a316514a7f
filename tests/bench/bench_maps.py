"""Speed of maps in a headless Chromium, beside plain pyvis in the same run: rows for ``docs/bench.md``.

Software rendering, as on a machine without a graphics card. A picture counts as usable when it has
been painted and answers; frames are counted while the mouse drags or the wheel turns. Not a test.
"""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from elshi.graph.maps.draw import Map, draw
from elshi.graph.store.store import connect
from elshi.graph.views.network import Network, network
from elshi.graph.views.view import view
from elshi.loaders.load.load import build
from tests.fixtures.networks import actor, tie
from tests.fixtures.networks import network as made_up

LARGE = (10_000, 30_000)
SECONDS = 2.0
PATIENCE = 240
"""Seconds to wait for plain pyvis."""

FRAMES = """() => { window.frames_seen = 0; const count = () => { window.frames_seen += 1;
  window.counting = requestAnimationFrame(count); }; count(); }"""
ANSWER = """async (change) => { const begun = performance.now(); elshi.state.set(change);
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - begun; }"""
SEARCH = "(text) => { const begun = performance.now(); elshi.find(text); return performance.now() - begun; }"


def large(actors: int = LARGE[0], ties: int = LARGE[1]) -> Network:
    """A made-up network of that size: a few actors have most of the ties."""
    chance = random.Random(7)  # noqa: S311 - made-up ties, not a secret
    weights = [1 / (rank + 5) ** 0.8 for rank in range(actors)]
    ends = chance.choices(range(actors), weights, k=2 * ties)
    pairs = {(min(a, b), max(a, b)) for a, b in zip(ends[::2], ends[1::2], strict=True) if a != b}
    pairs |= {(n, chance.randrange(n)) for n in range(1, actors)}
    some = sorted(pairs)[:: max(1, len(pairs) // ties)][:ties]
    facts = [
        (tie(f"t{n}", f"Tie {n}", f"{chance.randint(1950, 2020)}-01-01"), "kz-cn-article", [f"a{a}", f"a{b}"])
        for n, (a, b) in enumerate(some)
    ]
    return made_up([actor(f"a{n}", f"Actor {n}", "Person") for n in range(actors)], facts)


def corpus() -> Network:
    """The packaged tables."""
    with tempfile.TemporaryDirectory() as folder, connect(folder) as store:
        build(store)
        return network(store)


def frames(page: Any, act: Any) -> float:
    """Frames a second while something is done to the map again and again."""
    page.evaluate(FRAMES)
    begun = time.perf_counter()
    step = 0
    while time.perf_counter() - begun < SECONDS:
        act(step)
        step += 1
    seen: int = page.evaluate("() => { cancelAnimationFrame(window.counting); return window.frames_seen; }")
    return seen / (time.perf_counter() - begun)


def measured(browser: Any, file: Path) -> dict[str, float]:
    """One map: when it is usable, how it moves, how fast it answers."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(file.as_uri())
    page.wait_for_timeout(500)
    found = {"usable": page.evaluate("performance.getEntriesByName('usable')[0].startTime") / 1000}
    found["search"] = max(page.evaluate(SEARCH, text) for text in ("қазақ", "Actor 77", "университет"))
    found["slider"] = max(
        page.evaluate(ANSWER, {"from": year, "to": year + 9}) for year in (1990, 1995, 2001)
    )
    found["filter"] = page.evaluate(ANSWER, {"from": None, "to": None, "hide": ["Person"]})
    page.evaluate("elshi.state.set({ from: undefined, to: undefined, hide: [] })")
    page.wait_for_timeout(300)
    box = page.locator("#map").bounding_box()
    x, y = box["x"] + 30, box["y"] + 30
    page.mouse.move(x, y)
    page.mouse.down()
    found["panning"] = frames(page, lambda step: page.mouse.move(x + step * 7 % 300, y + step * 5 % 200))
    page.mouse.up()
    page.mouse.move(x + 500, y + 200)
    found["zooming"] = frames(page, lambda step: page.mouse.wheel(0, -40 if step // 20 % 2 else 40))
    page.close()
    return found


def plain_pyvis(browser: Any, network: Network, folder: Path) -> str:
    """What ``pyvis.Network.from_nx(G)`` gives: seconds until its loading bar goes, requests that leave."""
    from pyvis.network import Network as Pyvis

    graph = view(network, relations=True).graph.copy()
    for _, _, edge in graph.edges(data=True):
        edge.pop("ties")
    plain = Pyvis(cdn_resources="in_line")
    plain.from_nx(graph)
    file = folder / "plain.html"
    file.write_text(plain.generate_html(), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.startswith("http") else None)
    page.route("http*://**", lambda route: route.abort())
    begun = time.perf_counter()
    page.goto(file.as_uri(), timeout=PATIENCE * 1000)
    try:
        page.wait_for_selector("#loadingBar", state="hidden", timeout=PATIENCE * 1000)
        told = f"{time.perf_counter() - begun:.0f} s"
    except Exception:  # the driver's own time-out, told as what it is
        told = f"over {PATIENCE} s"
    page.close()
    return f"{told}; {len(asked)} requests to other servers"


def row(name: str, browser: Any, seen: Network, folder: Path) -> str:
    """A line of the table for one network."""
    begun = time.perf_counter()
    picture: Map = draw(view(seen, relations=True))
    making = time.perf_counter() - begun
    file = picture.save(folder / f"{name}.html")
    found = measured(browser, file)
    size = file.stat().st_size / 1e6
    return (
        f"| {name}: {picture.nodes:,} dots, {picture.edges:,} links | {making:.1f} s | {size:.1f} MB | "
        f"{found['usable']:.2f} s | {found['search']:.0f} ms | {found['slider']:.0f} ms | "
        f"{found['filter']:.0f} ms | {found['panning']:.0f} | {found['zooming']:.0f} |"
    )


def rows(*, plain: bool = True) -> list[str]:
    """The table of maps, as lines of Markdown; empty where there is no Chromium."""
    found = shutil.which("chromium")
    if not found:
        return []
    from playwright.sync_api import sync_playwright

    lines = [
        "| map | made in | file | usable after | search | slider | filter | frames/s panning | zooming |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as place:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        packaged = corpus()
        lines.append(row("corpus", browser, packaged, Path(place)))
        lines.append(row("made-up", browser, large(), Path(place)))
        if plain:
            lines += ["", f"Plain pyvis, the corpus: {plain_pyvis(browser, packaged, Path(place))}."]
        browser.close()
    return lines


if __name__ == "__main__":
    print("\n".join(rows()))
