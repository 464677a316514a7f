"""docker-compose.yml without Docker: its settings and commands on a real Neo4j, and in its Browser."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from elshi.graph.maps.symbols import ACTORS, PALETTE
from elshi.graph.store.store import connect
from tests.conftest import PATIENT
from tests.fixtures import servers
from tests.fixtures.paths import ROOT

pytestmark = pytest.mark.engines

FILE = ROOT / "docker-compose.yml"
PASSWORD = "a-password-for-tests"
BLUE = PALETTE[ACTORS["Country"].colour]


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    said = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    assert set(said) == {"services", "volumes"}
    return dict(said["services"])


def compose() -> list[str]:
    """The command that reads compose files here: Docker's own, else the one that Debian packages."""
    if (
        shutil.which("docker")
        and not subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode
    ):
        return ["docker", "compose"]
    if shutil.which("docker-compose"):
        return ["docker-compose"]
    reason = "neither 'docker compose' nor docker-compose is here (Debian: apt-get install docker-compose)"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def config(**environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("NEO4J_")}
    command = [*compose(), "--env-file", str(ROOT / ".env.example"), "-f", str(FILE), "config"]
    return subprocess.run(
        command, env=inherited | environment, capture_output=True, text=True, check=False, cwd=ROOT
    )


def test_compose_finds_the_file_valid(services: dict[str, Any]) -> None:
    done = config(NEO4J_PASSWORD=PASSWORD)
    assert done.returncode == 0, done.stderr
    said = yaml.safe_load(done.stdout)["services"]
    assert said["neo4j"]["environment"]["NEO4J_AUTH"] == f"neo4j/{PASSWORD}"
    assert said["elshi"]["environment"]["NEO4J_PASSWORD"] == PASSWORD
    style = said["neo4j"]["environment"]["NEO4J_browser_post__connect__cmd"]
    assert f"NEO4J_browser_post__connect__cmd={style}\n" == browser_file("browser.env").read_text()


@pytest.mark.parametrize("environment", [{}, {"NEO4J_PASSWORD": ""}])
def test_compose_refuses_to_start_without_a_password(environment: dict[str, str]) -> None:
    done = config(**environment)
    assert done.returncode != 0
    assert "set it in .env, see .env.example" in done.stderr


def test_no_password_is_committed_and_no_port_leaves_the_machine(services: dict[str, Any]) -> None:
    assert "NEO4J_PASSWORD=\n" in (ROOT / ".env.example").read_text(encoding="utf-8")
    passwords = re.findall(r"\$\{NEO4J_PASSWORD[^}]*\}", FILE.read_text(encoding="utf-8"))
    assert passwords
    assert all(said.startswith("${NEO4J_PASSWORD:?") for said in passwords)
    ports = [port for service in services.values() for port in service.get("ports", ())]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_the_image_installs_what_make_installs() -> None:
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines():
        if "pip install" in line:
            flags = [word for word in line.split() if word.startswith("--") and word != "--editable"]
            flags.remove("--disable-pip-version-check")
            assert any(all(flag in said.split() for flag in flags) for said in image.splitlines()), line
    assert 'ENTRYPOINT ["elshi"]' in image
    assert (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()[1] == "*"


# ----------------------------------------------------------------------------- on a real Neo4j


def settings(services: dict[str, Any]) -> dict[str, str]:
    """The service's settings as Neo4j's image writes them into neo4j.conf."""
    said = dict(services["neo4j"]["environment"])
    name, _, value = browser_file("browser.env").read_text(encoding="utf-8").strip().partition("=")
    assert browser_file("browser.env") == ROOT / services["neo4j"]["env_file"]
    said[name] = value
    del said["NEO4J_AUTH"]
    return {
        name.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_"): value
        for name, value in said.items()
    }


@pytest.fixture(scope="module")
def neo4j(services: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    """A server of the LTS release with the settings of the compose file."""
    if not servers.running():
        pytest.skip("no Neo4j is asked for: run 'make test-neo4j'")
    lts = servers.running()[0]["version"]
    assert services["neo4j"]["image"] == f"neo4j:{lts.rpartition('.')[0]}-community"
    with servers.Server(lts, tmp_path_factory.mktemp("compose"), settings(services)) as server:
        yield server


@pytest.fixture(scope="module")
def loaded(neo4j: servers.Server, services: dict[str, Any]) -> servers.Server:
    """The same after the one-shot service."""
    run_service(neo4j, services)
    return neo4j


def run_service(neo4j: servers.Server, services: dict[str, Any]) -> str:
    """Run the one-shot service's command, with its settings, against this server; what it printed."""
    service = services["elshi"]
    assert service["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    settings = service["environment"] | {"NEO4J_PASSWORD": neo4j.password}
    settings["NEO4J_URI"] = settings["NEO4J_URI"].replace("neo4j:7687", neo4j.address)
    done = subprocess.run(
        [sys.executable, "-m", "elshi", *service["command"]],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_healthcheck_answers_when_neo4j_does(neo4j: servers.Server, services: dict[str, Any]) -> None:
    _, *check = services["neo4j"]["healthcheck"]["test"]
    if not shutil.which(check[0]):
        pytest.skip(f"{check[0]}, which the image has, is not here")
    here = [word.replace("localhost:7474", f"127.0.0.1:{neo4j.http}") for word in check]
    retries = range(services["neo4j"]["healthcheck"]["retries"])
    assert any(subprocess.run(here, check=False).returncode == 0 or time.sleep(1) for _ in retries)
    nowhere = [word.replace("localhost:7474", f"127.0.0.1:{servers.free_port()}") for word in check]
    assert subprocess.run(nowhere, check=False).returncode != 0


def test_the_one_shot_service_loads_the_graph_and_a_second_time_nothing(
    loaded: servers.Server, services: dict[str, Any]
) -> None:
    with connect(loaded.uri, password=loaded.password) as store:
        assert store.read("MATCH (c:Country {id: 'KZ'}) RETURN c.name AS name") == [{"name": "Kazakhstan"}]
    assert "the graph already has all of it" in run_service(loaded, services)


def browser_file(name: str) -> Path:
    return ROOT / "docs" / "neo4j" / name


DROP = """([bytes, name]) => {
  const dropped = new DataTransfer();
  dropped.items.add(new File([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))], name));
  const under = document.elementFromPoint(700, 400);
  for (const event of ["dragenter", "dragover", "drop"])
    under.dispatchEvent(new DragEvent(event, {dataTransfer: dropped, bubbles: true, cancelable: true}));
}"""


@pytest.fixture(scope="module")
def browser(loaded: servers.Server, chromium: Any) -> Iterator[Any]:
    """Neo4j Browser in Chromium, connected; it may speak to this server only."""
    context = chromium.new_context(viewport={"width": 1400, "height": 900})
    context.set_default_timeout(PATIENT)
    page = context.new_page()
    page.route(
        lambda url: not url.startswith(f"http://127.0.0.1:{loaded.http}/"), lambda route: route.abort()
    )
    page.goto(f"http://127.0.0.1:{loaded.http}/browser/")
    page.fill("[data-testid=boltaddress]", loaded.address)
    page.fill("[data-testid=username]", "neo4j")
    page.fill("[data-testid=password]", loaded.password)
    page.click("[data-testid=connect]")
    page.wait_for_selector("[data-testid=frame]")
    yield page
    context.close()


def drop(page: Any, name: str) -> None:
    page.evaluate(DROP, [base64.b64encode(browser_file(name).read_bytes()).decode(), name])


def draw(page: Any, statement: str) -> None:
    page.locator("#main-editor textarea, [data-testid=activeEditor] textarea").first.focus()
    page.keyboard.insert_text(statement)
    page.keyboard.press("Control+Enter")


TREATY = "MATCH p = (:Country {id: 'KZ'})-[:SIGNED]->(t:Treaty)-[:CITES]->(:Source) RETURN p LIMIT 1"


def test_neo4j_browser_draws_in_the_colours_of_the_maps_as_soon_as_it_connects(browser: Any) -> None:
    browser.wait_for_selector("[data-testid=frameCommand]:has-text(':style')")
    draw(browser, TREATY)
    browser.wait_for_selector(f"circle[fill='{BLUE}']")
    browser.wait_for_selector("circle[fill='#cfe2f6']")
    browser.wait_for_selector("g.node text:has-text('Kazakhstan')")


def test_neo4j_browser_takes_the_style_when_its_file_is_dropped(browser: Any) -> None:
    draw(browser, ":style reset")
    newest = browser.locator("[data-testid=frame]").first
    newest.locator("text=':style reset'").wait_for()
    assert BLUE not in newest.inner_text()
    drop(browser, "elshi.grass")
    newest.locator(f"text={BLUE}").first.wait_for()


def test_neo4j_browser_takes_the_catalogue_as_favourites_and_runs_one(browser: Any) -> None:
    drop(browser, "favourites.zip")
    browser.click("[data-testid=navigationFavorites]")
    browser.click("text='Elshi'")
    browser.click("text='Ties between two actors'")
    browser.click("[data-testid=editor-Run]")
    browser.wait_for_selector("[data-testid=multi-statement-list-title]:has-text('MATCH') [title*=success]")
    frame = browser.locator("[data-testid=frame]").first
    found = frame.locator("[data-testid=multi-statement-list-icon]").evaluate_all("e => e.map(x => x.title)")
    assert set(found) == {"Status: success"}
