"""Speed of tables: long loads, names, dry runs, as rows of ``docs/bench.md``; not a test.

Each measurement runs in a process of its own, so that its memory is its own. Sizes can be made smaller for a
look: ``python -m tests.bench.bench_tables 50000``.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.memory import most
from tests.fixtures.paths import ROOT, SHARED

IGO = SHARED / "samples" / "igo-memberships" / "memberships.csv"
ROWS = 1_000_000
COUNTRIES, ORGANISATIONS = 250, 5_000

Measured = dict[str, float]


def write_memberships(folder: Path, many: int) -> list[Path]:
    """Generated memberships of states in organisations, with what they name, as tables."""
    chance = random.Random(7)  # noqa: S311 - made-up memberships, not a secret

    def lines() -> Iterator[str]:
        yield "id,member,organisation,during,source,section\n"
        for number in range(many):
            state, body = chance.randrange(COUNTRIES), chance.randrange(ORGANISATIONS)
            first = chance.randint(1950, 1990)
            yield f"m{number},c{state},o{body},{first}/{first + 20},generated,{number}\n"

    parts = {
        "sources": ["id,name,kind\n", "generated,Generated,data-set\n"],
        "countries": ["id,name\n", *(f"c{n},Country {n}\n" for n in range(COUNTRIES))],
        "organisations": ["id,kind,name\n", *(f"o{n},other,Body {n}\n" for n in range(ORGANISATIONS))],
        "memberships": lines(),
    }
    files = []
    for name, some in parts.items():
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(some)
        files.append(path)
    return files


def long_load(folder: Path, many: int) -> Measured:
    """A table of many memberships loaded into an embedded graph that has whom they name."""
    from elshi.graph.store.store import connect
    from elshi.loaders.load.load import load

    *others, memberships = write_memberships(folder, many)
    with connect(folder / "graph") as store:
        load(store, others, dataset="others")
        began = time.perf_counter()
        load(store, [memberships], dataset="memberships")
        seconds = time.perf_counter() - began
    return {"seconds": seconds, "rate": many / seconds, "megabytes": most()}


def streamed_read(folder: Path, many: int) -> Measured:
    """A CSV of 300 bytes to a row read to its end; no database."""
    from elshi.loaders.files.readers import open_table

    path = folder / "treaties.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("id,kind,name,signed_by,source,note\n")
        file.writelines(f"t{n},treaty,Treaty {n},KZ;TR,generated,{'ә' * 125}\n" for n in range(many))
    began = time.perf_counter()
    rows = sum(1 for _ in open_table(path).rows())
    seconds = time.perf_counter() - began
    return {
        "seconds": seconds,
        "rate": rows / seconds,
        "size": path.stat().st_size / 1e6,
        "megabytes": most(),
    }


def names(folder: Path, many: int) -> Measured:
    """Writings of countries in some forty languages and of the corpus' actors, first and once warm."""
    from babel import Locale

    from elshi.graph.names.country_tables import ALPHA3
    from elshi.graph.names.world_countries import LANGUAGES
    from elshi.graph.store.store import connect
    from elshi.loaders.authority.authority import Authority
    from elshi.loaders.load.load import build

    with connect(folder / "graph") as store:
        build(store)
        known = Authority.of(store)
    writings = [Locale.parse(tag).territories.get(code, code) for tag in LANGUAGES for code in ALPHA3]
    writings += list(known.shown.values())
    sure = [name for name in writings if known.read(name).verdict == "sure"]
    known.read("anything")
    fresh = Authority(known.labels, known.shown, known._forms, known._elsewhere)
    began = time.perf_counter()
    for name in sure:
        fresh.read(name)
    first = len(sure) / (time.perf_counter() - began)
    chance = random.Random(7)  # noqa: S311
    drawn = chance.choices(sure, k=many)
    began = time.perf_counter()
    for name in drawn:
        fresh.read(name)
    return {"first": first, "warm": many / (time.perf_counter() - began), "writings": len(sure)}


def dry_runs(folder: Path, many: int) -> Measured:
    """A dry run of the packaged tables against a graph that has them, and against an empty one."""
    from elshi.graph.store.store import connect
    from elshi.loaders.corpus import packaged
    from elshi.loaders.load.dry_run import dry_run
    from elshi.loaders.load.load import CORPUS, build

    taken = []
    with connect(folder / "graph") as store:
        for _ in range(2):
            began = time.perf_counter()
            dry_run(store, packaged(), CORPUS)
            taken.append(time.perf_counter() - began)
            build(store)
    return {"empty": taken[0], "same": taken[1]}


def open_data(folder: Path, many: int) -> Measured:
    """The real memberships of international organisations, where that sample is there."""
    from elshi.graph.store.store import connect
    from elshi.loaders.load.load import load

    if not IGO.exists():
        return {}
    with connect(folder / "graph") as store:
        began = time.perf_counter()
        done = load(store, [IGO], kind="igo")
        return {"seconds": time.perf_counter() - began, "rows": done.rows}


PARTS: dict[str, Callable[[Path, int], Measured]] = {
    part.__name__: part for part in (long_load, streamed_read, names, dry_runs, open_data)
}


def measured(name: str, many: int) -> Measured:
    """One measurement, in a process and a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.bench_tables", name, folder, str(many)],
            env=os.environ | {"ELSHI_HOME": f"{folder}/home"},
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
    found: Measured = json.loads(done.stdout.splitlines()[-1])
    return found


def rows(many: int = ROWS) -> list[tuple[str, str, str]]:
    """(what, measured, aim) for each line of the table."""
    load, read, who, dry, igo = (measured(name, many) for name in PARTS)
    found = [
        (f"{many:,} generated memberships, loaded", f"{load['rate']:,.0f} rows a second", "20,000"),
        ("memory of that, with the engine in the process", f"{load['megabytes']:,.0f} MB", "1,000 MB"),
        (f"a CSV of {read['size']:,.0f} MB, read to its end", f"{read['rate']:,.0f} rows a second", ""),
        ("memory of that", f"{read['megabytes']:,.0f} MB", "500 MB"),
        (f"{who['writings']:,.0f} names read for the first time", f"{who['first']:,.0f} a second", ""),
        ("the same once warm", f"{who['warm']:,.0f} a second", "50,000"),
        ("dry run of the packaged tables, all new", f"{dry['empty']:.1f} s", "3 s"),
        ("the same, nothing new", f"{dry['same']:.1f} s", "3 s"),
    ]
    if igo:
        what = f"{igo['rows']:,.0f} rows of the real memberships of international organisations, loaded"
        found.append((what, f"{igo['seconds']:.1f} s", "3 s"))
    return found


if __name__ == "__main__":
    if len(sys.argv) == 4:
        print(json.dumps(PARTS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))))
    else:
        for what, found, aim in rows(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS):
            print(f"| {what} | {found} | {aim} |")
