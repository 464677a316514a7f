"""Measure everything in one run and write the page: ``python -m tests.bench``."""

from __future__ import annotations

import math
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from elshi.graph.store.store import Store, connect
from elshi.loaders.load.load import build
from tests.bench import bench_maps, bench_measures, bench_tables, commands, memory, questions, ways
from tests.bench.material import SAMPLE, TIES, Material, generated, held
from tests.bench.ways import ROOT, Rates
from tests.fixtures import servers


@dataclass(frozen=True)
class Place:
    """An empty database, a folder beside it, and the server's password where it has one."""

    store: Store
    folder: Path
    password: str = ""


Way = Callable[[Place], Rates]


def engines() -> list[str]:
    """``embedded``, and the versions of Neo4j that are here with a Java that runs them, the LTS first."""
    brought = sorted(servers.brought(), key=servers.is_calendar)
    return ["embedded", *(version for version in brought if servers.java_for(version))]


@contextmanager
def fresh(engine: str) -> Iterator[Place]:
    """An empty database of an engine, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="elshi-bench-") as name:
        folder = Path(name)
        if engine == "embedded":
            with connect(folder / "graph") as store:
                yield Place(store, folder)
            return
        home = folder / "server"
        home.mkdir()
        with (
            servers.Server(engine, home, measured=True) as server,
            connect(server.uri, password=server.password) as store,
        ):
            yield Place(store, folder, server.password)


def measured(engine: str, way: Way) -> Rates:
    """A way on an empty database."""
    with fresh(engine) as place:
        found = way(place)
    print(f"{engine}: {way.__name__} {found[0]:,.0f} / {found[1]:,.0f}", file=sys.stderr, flush=True)
    return found


def with_cartography(place: Place) -> Rates:
    """cartography on the same server."""
    return ways.cartography(place.store.uri, place.password, place.folder, TIES)


def by_elshi(place: Place) -> Rates:
    """Elshi, all ties."""
    return ways.elshi(place.store, place.folder, TIES)


def corpus() -> Material:
    """The packaged tables' graph as plain nodes and relationships."""
    with fresh("embedded") as place:
        build(place.store)
        return held(place.store)


def rates_of(engine: str, tables: Material) -> dict[str, tuple[Rates | None, Rates | None]]:
    """Way → its rates with the generated ties and with the corpus, on one engine."""
    every, some = generated(TIES), generated(SAMPLE)

    def with_material(script: Callable[[Store, Material], Rates], material: Material) -> Rates:
        def run(place: Place) -> Rates:
            return script(place.store, material)

        run.__name__ = script.__name__
        return measured(engine, run)

    def of_corpus(place: Place) -> Rates:
        return ways.elshi_corpus(place.store)

    found: dict[str, tuple[Rates | None, Rates | None]] = {
        "Elshi": (measured(engine, by_elshi), measured(engine, of_corpus)),
        "`CREATE` alone": (with_material(ways.create_alone, every), with_material(ways.create_alone, tables)),
    }
    if engine != "embedded" and servers.is_calendar(engine):
        return found  # the newer release is here to see that Elshi is as fast there
    if engine != "embedded":
        found["cartography `load()`"] = (measured(engine, with_cartography), None)
    tables = tables.sample(3 * SAMPLE)
    for name, script in (
        ("official driver, row by row", ways.driver_script),
        ("py2neo, row by row", ways.py2neo_script),
    ):
        found[name] = (with_material(script, some), with_material(script, tables))
    return found


AIMS = {
    "official driver, row by row": (70, 70),
    "py2neo, row by row": (150, 150),
    "cartography `load()`": (1.3, 2),
    "`CREATE` alone": (1 / 1.15, math.nan),
}
"""On Neo4j, how many times faster Elshi should be with the generated ties, first and again."""


def loading(engine: str, tables: Material) -> Iterator[str]:
    """The table of one engine."""
    found = rates_of(engine, tables)
    yield f"### {named(engine)}\n"
    yield "| | ties, first | ties, again | corpus, first | corpus, again | Elshi is, first | again |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    own = found["Elshi"][0] or (math.nan, math.nan)
    for name, (of_ties, of_corpus) in found.items():
        cells = [_rate(r) for pair in (of_ties, of_corpus) for r in (pair or (math.nan, math.nan))]
        times = [_times(name, engine, number, own, of_ties) for number in (0, 1)]
        yield f"| {name} | {' | '.join(cells + times)} |"
    yield ""


def named(engine: str) -> str:
    """The engine in words."""
    return "Embedded engine" if engine == "embedded" else f"Neo4j {engine}"


def _rate(rate: float) -> str:
    return "" if math.isnan(rate) else f"{rate:,.0f}"


def _times(name: str, engine: str, number: int, own: Rates, other: Rates | None) -> str:
    if name == "Elshi" or other is None or math.isnan(other[number]):
        return ""
    aim = AIMS[name][number] if engine != "embedded" else math.nan
    said = f"{own[number] / other[number]:.3g}×"
    return said if math.isnan(aim) else f"{said} (aim {aim:.3g}×)"


def answering() -> Iterator[str]:
    """The questions on every engine."""
    columns = {}
    for engine in engines():
        with fresh(engine) as place:
            build(place.store)
            columns[named(engine)] = questions.slowest(place.store)
    yield "## Questions\n"
    yield f"The 95th percentile of {questions.TIMES} warm runs on the full corpus, in ms; aim: 50.\n"
    yield f"| question | {' | '.join(columns)} |"
    yield "|---|" + "---:|" * len(columns)
    for name in next(iter(columns.values())):
        yield f"| {name} | {' | '.join(f'{column[name]:.0f}' for column in columns.values())} |"
    yield ""


def remembering() -> Iterator[str]:
    """What a load adds to the memory of Elshi's process, by its size."""
    for engine in engines()[1:2]:
        sizes = [TIES // 10, TIES // 2, TIES]
        with fresh(engine) as place:
            peaks = [memory.peak(place.store.uri, place.password, size) for size in sizes]
        yield "## Memory\n"
        yield "What a first load adds to the memory of Elshi's own process, beside a load of one tie.\n"
        yield f"| ties | {' | '.join(f'{size:,}' for size in sizes)} |"
        yield "|---|" + "---:|" * len(sizes)
        yield f"| megabytes | {' | '.join(f'{peak:,.0f}' for peak in peaks)} |"
        yield ""


def beside(heading: str, rows: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """A section of its own: what was measured, what came out, what was aimed at."""
    yield f"## {heading}\n"
    yield "| | measured | aim |"
    yield "|---|---:|---:|"
    for what, found, aim in rows:
        print(f"{what}: {found}", file=sys.stderr, flush=True)
        yield f"| {what} | {found} | {aim} |"
    yield ""


def page() -> str:
    """Measure everything; give the page."""
    load = os.getloadavg()[0]
    tables = corpus()
    lines = [
        "# Speed",
        "",
        "*Measured by `make bench`; run it on your own machine.*",
        "",
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
        + (f"; **the machine was busy with other work** (load {load:.0f})." if load > 1.5 else "."),
        "",
        "## Loading",
        "",
        f"Relationships a second: {TIES:,} generated agreements ({len(generated(TIES).relationships):,} "
        "relationships; 250 countries, of which a few sign most), and the packaged tables "
        f"({len(tables.relationships):,}). A second load says the same again and changes nothing. Scripts "
        f"that go row by row loaded a sample ({SAMPLE:,} ties, {3 * SAMPLE:,} relationships of the tables); "
        "their rate is taken to be the same for all. Elshi's time includes reading and checking every row, "
        "and remembering who said it. cartography and py2neo come with drivers of their own. cartography "
        "was not given the packaged tables: each of their kinds would need a schema written for it.",
        "",
    ]
    for engine in engines():
        lines += loading(engine, tables)
    lines += remembering()
    lines += answering()
    lines += beside("Tables", bench_tables.rows(10 * TIES))
    lines += beside("Reports", bench_measures.rows())
    lines += ["## Maps", "", *bench_maps.rows(), ""]
    lines += [
        "## Commands",
        "",
        "| | seconds | aim |",
        "|---|---:|---:|",
        f"| `elshi atlas` from nothing | {commands.atlas_from_nothing():.1f} | 15 |",
        f"| `elshi query ties-between a=KZ b=CN` from a cold start | "
        f"{commands.command('-m', 'elshi', 'query', 'ties-between', 'a=KZ', 'b=CN'):.2f} | 2.5 |",
        f"| importing the command | {commands.command('-c', 'import elshi.graph.cli.main'):.2f} | 0.3 |",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    text = page()
    (ROOT / "docs" / "bench.md").write_text(text, encoding="utf-8")
    print(text)
