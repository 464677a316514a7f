"""Hostile tables and command lines, made from a seed: the same seed makes the same ones."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import rich_click as click

from elshi.graph.cli.commands import COMMANDS
from elshi.loaders import RECORDS
from tests.fixtures import tables

PIECES = (
    "a ", "( ", ") ", ". ", '"', "'", "«", "“", "[", "] ", "[x=y]", "; ", ", ", "| ", "=", "- ", "– ", "/",
    "\\", "%", "?", "~", "1", "19", "1992-", "1992/", "199X", "XXXX", "May 1992 ", "мая 1992 г. ",
    "1992–1995 ", "of the ", "and ", "және ", "ve ", "и ", "Ministry of ", "University ", "республикасы ",
    "ның ", "-", "\u0301", "e\u0301", "\u0600", "\u200f", "\u202e", "\u00a0", "\u2028", "\ufeff", "İ", "ß",
    "ﬁ", "ǆ", "Қазақстан ", "TÜRKSOY ", "KZ; ", "KZ?", "\t", "\n", "\r", "\x1b[2J", "=1+1", "Jr. ", "St. ",
    "A.B.", "van der ", "\U0001f469\u200d\U0001f3a8", "0x", "{", "<", "&amp;", "\ud7ff", "٣", "１９９２", "I",
    "l", "Ⅳ ", "ʻ", "’", "://", "@", "#", "$", "^", "*", "_ ", "ь", "ъ",
)  # fmt: skip
"""What cells of 20,000 characters repeat."""

CELLS = (
    "", " ", "KZ", "CN", "TR; UZ", "KZ [office=Minister]", "kz-cn-article", "1992", "1992-05-01",
    "31.02.1992", "agreement", "festival", "general-culture", "-1", "99999999999999999999", "nan", "1e400",
    "x" * 60, "NULL", "true", "Q232", "KZ;;;", "abai-150", "turksoy", "../../etc/passwd",
    "<script>alert(1)</script>", "'; DROP", "\\N", "${x}", "🜚", "0" * 5_000,
)  # fmt: skip

LONGEST = 20_000


def cell(random: Random) -> str:
    """A cell: mostly something usual, sometimes one or two pieces over and over."""
    if random.random() < 0.7:
        return random.choice(CELLS)
    piece = "".join(random.choices(PIECES, k=random.choice((1, 1, 2, 3))))
    times = random.choice((3, 40, LONGEST))
    tail = random.choice(("", "x", "(", '"', "1992", "\n"))
    return (piece * (times // max(1, len(piece)) + 1))[: max(times, 1)] + tail


def table(random: Random, folder: Path, number: int) -> tuple[Path, list[str]]:
    """A hostile file and the words after ``elshi load`` that name it."""
    kind = random.choice(list(RECORDS))
    columns = list(RECORDS[kind].columns())
    headings = random.sample(columns, random.randint(1, len(columns)))
    if random.random() < 0.5:
        headings = list(dict.fromkeys(["id", "name", *headings]))
    if random.random() < 0.2:
        headings.insert(random.randrange(len(headings) + 1), cell(random))
    rows = [[cell(random) for _ in headings] for _ in range(random.choice((0, 1, 3, 12)))]
    form = random.choice(("csv", "csv", "csv", "tsv", "json", "jsonl", "xlsx", "ods", "parquet", "txt"))
    path = folder / f"{kind}-{number}.{form}"
    path.write_bytes(_damaged(random, _written(form, headings, rows, random)))
    words = [str(path)] + (["--kind", kind] if random.random() < 0.9 else [])
    for option in ("--skip-bad", "--unite", "--dry-run", "--prune"):
        words += [option] * (random.random() < 0.15)
    if random.random() < 0.3:
        words += ["--source", random.choice(("kz-cn-article", "A list", cell(random)))]
    if random.random() < 0.1:
        words += ["--map", f"{random.choice(headings)}={random.choice(columns)}"]
    return path, words


def _written(form: str, headings: list[str], rows: list[list[str]], random: Random) -> bytes:
    if form in ("json", "jsonl"):
        objects: list[Any] = [dict(zip(headings, row, strict=True)) for row in rows]
        if random.random() < 0.3:
            objects.append(random.choice(([], {"id": {"a": [1]}}, {"id": None}, 1, [[[]]], {"a": 10**400})))
        if form == "json":
            return json.dumps(objects, ensure_ascii=random.random() < 0.5).encode("utf-8", "surrogatepass")
        return "\n".join(json.dumps(thing) for thing in objects).encode()
    if form in ("xlsx", "parquet"):
        return _binary(form, headings, rows)
    text = io.StringIO()
    delimiter = "\t" if form == "tsv" else random.choice(",,,;|")
    csv.writer(text, delimiter=delimiter).writerows([headings, *rows])
    encoding = random.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1251", "cp1254"))
    return text.getvalue().encode(encoding, "replace")


def _binary(form: str, headings: list[str], rows: list[list[str]]) -> bytes:
    import polars
    import xlsxwriter

    out = io.BytesIO()
    if form == "parquet":
        names = list(dict.fromkeys(headings))
        columns = {name: [row[headings.index(name)] for row in rows] for name in names}
        polars.DataFrame(columns, schema=dict.fromkeys(names, polars.String)).write_parquet(out)
    else:
        with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            sheet = book.add_worksheet()
            for at, row in enumerate([headings, *rows]):
                sheet.write_row(at, 0, row)
    return out.getvalue()


def _damaged(random: Random, content: bytes) -> bytes:
    """Most files as they are, the others cut off, with bytes changed, or repeated."""
    choice = random.random()
    if choice < 0.75 or not content:
        return content
    if choice < 0.85:
        return content[: random.randrange(len(content))]
    damaged = bytearray(content)
    for _ in range(random.choice((1, 5, 50))):
        damaged[random.randrange(len(damaged))] = random.randrange(256)
    return bytes(damaged)


# ------------------------------------------------------------------------------- command lines

WORDS = (
    "", " ", "KZ", "CN", "Kazakhstan", "Қазақстан", "turksoy", "1", "0", "-1", "7", "99999999999999999999",
    "1992", "nan", "inf", "; ;", "KZ; CN", "a=b", "=", "from=1990", "to=0", "x" * 300, "( " * 5_000,
    ". " * 5_000, "\u0301" * 5_000, "--", "\x1b[2J", "null", "*", "degree", "all", "degree,degree",
    "1991-1999,2000", "2000-1991", "load-999999", "RETURN 1 AS x", "MATCH (n) RETURN n", "MATCH (n",
    "RETURN 1/0 AS x", "UNWIND range(1, 100) AS x RETURN x", "CREATE (n:Elshi)", "timeline", "ties-between",
    "country-profile", "igo", "ror", "treaties", "music", "Treaty", "central-asia", "zip", "utf-8", "hosts",
    "acts-for", "general", "бала", "🜚",
)  # fmt: skip

PATHS = (
    "m.html", "r.json", "r.md", "r.xlsx", "out", "missing/x.csv", ".", "", "-", "/dev/null", "/dev/zero",
    "treaties.csv", "events.csv", "own.html", "a" * 300, "sub", "deep.json", "b.jsonl.gz", "template.xlsx",
)  # fmt: skip

LEFT_OUT = {"wipe", "atlas", "build", "serve", "shell"}
"""Commands that take long on purpose, stay, or empty the graph."""


def lines(random: Random) -> Iterator[list[str]]:
    """Command lines without end: every command with some of its options, each with something hostile."""
    commands = [command for command in COMMANDS if command.name not in LEFT_OUT]
    while True:
        command = random.choice(commands)
        words = [str(command.name)]
        for parameter in command.params:
            if isinstance(parameter, click.Argument):
                many = 1 if parameter.nargs == 1 else random.randint(0, 3)
                words += [_value(random, parameter) for _ in range(many) if random.random() < 0.9]
            elif random.random() < 0.15:
                words.append(parameter.opts[0])
                if not parameter.is_flag and not parameter.flag_value:  # type: ignore[attr-defined]
                    words.append(_value(random, parameter))
        if command.name == "report":
            words += ["--resamples", "2"]
        yield words


def _value(random: Random, parameter: click.Parameter) -> str:
    if random.random() < 0.05:
        return random.choice(WORDS + PATHS)
    if isinstance(parameter.type, click.Choice):
        return str(random.choice(list(parameter.type.choices)))
    if isinstance(parameter.type, click.Path):
        return random.choice(PATHS)
    return random.choice(WORDS)


def setting(folder: Path) -> list[Path]:
    """Fill a folder with the files that the command lines name; give the tables to load first."""
    for name, text in tables.ALL.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "own.html").write_text("<p>mine</p>", encoding="utf-8")
    (folder / "deep.json").write_text("[" * 50_000, encoding="utf-8")
    (folder / "sub").mkdir()
    return [folder / f"{name}.csv" for name in tables.ALL]
