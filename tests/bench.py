"""Speed, measured beside what people usually write: ``make bench`` writes ``docs/bench.md``.

The same generated treaties (two signatories each out of 250 countries, most from a few, one citation
each) go into the embedded engine three ways: by Elshi, by a script that merges row by row with the
official driver, and by one with py2neo. Not a test: nothing here can fail on time.
"""

from __future__ import annotations

import csv
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from graph.store import Store, connect
from loaders.load import counted, load

ROOT = Path(__file__).parents[1]
TIES = 49_000
BY_ROW = 1_000
"""Ties for the scripts that merge row by row; their rate does not grow with more."""
COUNTRIES = 250


def ties(many: int) -> Iterator[tuple[str, str, str, int]]:
    """(id, country, country, year) of generated treaties; a few countries hold most of them."""
    chance = random.Random(7)  # noqa: S311 - made-up treaties, not a secret
    weights = [1 / (rank + 1) for rank in range(COUNTRIES)]
    for number in range(many):
        a, b = chance.choices(range(COUNTRIES), weights, k=2)
        yield f"t{number}", f"c{a}", f"c{b if b != a else (a + 1) % COUNTRIES}", chance.randint(1950, 2020)


def write_tables(folder: Path, many: int) -> list[Path]:
    """The generated treaties, their countries and their source as Elshi's tables."""
    tables: dict[str, list[tuple[object, ...]]] = {
        "sources": [("id", "name", "kind"), ("generated", "Generated treaties", "data-set")],
        "countries": [("id", "name"), *((f"c{n}", f"Country {n}") for n in range(COUNTRIES))],
        "treaties": [
            ("id", "kind", "name", "date", "signed_by", "fields", "source", "section"),
            *(
                (id_, "agreement", f"Treaty {id_}", year, f"{a};{b}", "education", "generated", id_)
                for id_, a, b, year in ties(many)
            ),
        ],
    }
    for name, rows in tables.items():
        with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return [folder / f"{name}.csv" for name in tables]


def by_elshi(store: Store, folder: Path) -> tuple[float, float, int]:
    """Relationships a second of a first and a second load, and how many there were."""
    files = write_tables(folder, TIES)
    seconds = []
    for _ in range(2):
        began = time.perf_counter()
        load(store, files, dataset="bench")
        seconds.append(time.perf_counter() - began)
    _, relationships = counted(store.read)
    return relationships / seconds[0], relationships / seconds[1], relationships


STATEMENTS = (
    "MERGE (t:Treaty {id: $id}) SET t.name = $name, t.date = $date",
    "MATCH (t:Treaty {id: $id}) MATCH (c:Country {id: $country}) MERGE (c)-[:SIGNED]->(t)",
    "MATCH (t:Treaty {id: $id}) MATCH (s:Source {id: 'generated'}) MERGE (t)-[:CITES]->(s)",
)
"""What a plain script runs for each treaty: the second twice."""


def by_row(run: Callable[..., object]) -> tuple[float, float]:
    """Relationships a second of a script that runs a statement for each node and relationship."""
    for label in ("Treaty", "Country", "Source"):
        run(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE", {})
    run("MERGE (s:Source {id: 'generated'})", {})
    for number in range(COUNTRIES):
        run("MERGE (c:Country {id: $id})", {"id": f"c{number}"})
    rates = []
    for _ in range(2):
        began = time.perf_counter()
        for id_, a, b, year in ties(BY_ROW):
            run(STATEMENTS[0], {"id": id_, "name": f"Treaty {id_}", "date": str(year)})
            for country in (a, b):
                run(STATEMENTS[1], {"id": id_, "country": country})
            run(STATEMENTS[2], {"id": id_})
        rates.append(3 * BY_ROW / (time.perf_counter() - began))
    return rates[0], rates[1]


def in_fresh_store(measure: Callable[[Store, Path], tuple[float, ...]]) -> tuple[float, ...]:
    """Measure on an embedded engine in an empty folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with connect(folder / "graph") as store:
            store.prepare()
            return measure(store, folder)


def driver_script(store: Store, _: Path) -> tuple[float, float]:
    """The official driver, one session, a transaction for each statement."""
    with store.driver.session(database=store.database) as session:
        return by_row(lambda cypher, values: session.run(cypher, values).consume())


def py2neo_script(store: Store, _: Path) -> tuple[float, float]:
    """py2neo as its handbook has it: ``merge`` of nodes and relationships, one by one."""
    from py2neo import Node, Relationship

    graph = store.py2neo()
    for label in ("Treaty", "Country", "Source"):
        store.write(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE")
    source = Node("Source", id="generated")
    graph.merge(source, "Source", "id")
    countries = {f"c{number}": Node("Country", id=f"c{number}") for number in range(COUNTRIES)}
    for country in countries.values():
        graph.merge(country, "Country", "id")
    rates = []
    for _ in range(2):
        began = time.perf_counter()
        for id_, a, b, year in ties(BY_ROW):
            treaty = Node("Treaty", id=id_, name=f"Treaty {id_}", date=str(year))
            graph.merge(treaty, "Treaty", "id")
            for country in (a, b):
                graph.merge(Relationship(countries[country], "SIGNED", treaty))
            graph.merge(Relationship(treaty, "CITES", source))
        rates.append(3 * BY_ROW / (time.perf_counter() - began))
    return rates[0], rates[1]


def command(*words: str, times: int = 3) -> float:
    """The median of the seconds that a command takes from a cold start, in a data folder of its own."""
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"ELSHI_HOME": f"{folder}/home"}
        subprocess.run([sys.executable, "-m", "graph.cli", "build"], env=environment, check=True, stdout=-3)
        for _ in range(times):
            began = time.perf_counter()
            subprocess.run([sys.executable, *words], env=environment, check=True, stdout=-3, cwd=folder)
            taken.append(time.perf_counter() - began)
    return sorted(taken)[len(taken) // 2]


def atlas_from_nothing() -> float:
    """Seconds of ``elshi atlas`` with an empty data folder."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"ELSHI_HOME": f"{folder}/home"}
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "graph.cli", "atlas", f"{folder}/atlas"],
            env=environment,
            check=True,
            stdout=-3,
        )
        return time.perf_counter() - began


def page() -> str:
    """Measure everything; give the page."""
    fresh, again, many = in_fresh_store(by_elshi)
    row, row_again = in_fresh_store(driver_script)
    old, old_again = in_fresh_store(py2neo_script)
    lines = [
        "# Speed",
        "",
        "*Measured by `make bench`; run it on your own machine.*",
        "",
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, embedded engine.",
        "",
        "## Loading",
        "",
        f"{TIES:,} generated treaties, {int(many):,} relationships ({BY_ROW:,} treaties for the scripts that",
        "go row by row). Relationships a second; a second load says the same again and changes nothing.",
        "",
        "| | first load | second load |",
        "|---|---:|---:|",
        f"| Elshi | {fresh:,.0f} | {again:,.0f} |",
        f"| official driver, row by row | {row:,.0f} | {row_again:,.0f} |",
        f"| py2neo, row by row | {old:,.0f} | {old_again:,.0f} |",
        f"| times the driver script | {fresh / row:.0f} (aim 15) | {again / row_again:.0f} (aim 45) |",
        f"| times the py2neo script | {fresh / old:.0f} (aim 30) | {again / old_again:.0f} (aim 90) |",
        "",
        "## Commands",
        "",
        "| | seconds | aim |",
        "|---|---:|---:|",
        f"| `elshi atlas` from nothing | {atlas_from_nothing():.1f} | 15 |",
        f"| `elshi query ties-between a=KZ b=CN` from a cold start | "
        f"{command('-m', 'graph.cli', 'query', 'ties-between', 'a=KZ', 'b=CN'):.2f} | 2.5 |",
        f"| importing the command | {command('-c', 'import graph.cli'):.2f} | 0.3 |",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    text = page()
    (ROOT / "docs" / "bench.md").write_text(text, encoding="utf-8")
    print(text)
