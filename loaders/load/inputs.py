"""Gathering: the tables of one load, read and understood, with ids in place of the names in them.

The first part of a load. What is wrong is told for every row at once, or, where the reader wants the good
rows loaded, the bad ones go into files of the same shape, each with its reason.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from elshi.graph import spreadsheets
from elshi.graph.errors import ElshiError, TableError
from elshi.graph.model.records import NodeRecord, Standing
from elshi.graph.names.folding import slug
from elshi.graph.spreadsheets import inert
from elshi.graph.store.store import Store
from elshi.loaders import opendata
from elshi.loaders.authority.authority import Authority
from elshi.loaders.authority.resolver import Resolver, Unclear
from elshi.loaders.curation import settled
from elshi.loaders.files.readers import open_table
from elshi.loaders.kinds.sources import Source
from elshi.loaders.load import ledger
from elshi.loaders.tables.headings import REFUSED_BECAUSE, Headed, How, headed
from elshi.loaders.tables.rows import Problem, Row, Table, records


class UnclearError(TableError):
    """Rows that name actors of whom it is not clear who they are; ``unclear`` holds the names."""

    def __init__(self, problems: Sequence[str], unclear: Sequence[Unclear]) -> None:
        super().__init__(problems)
        self.unclear = tuple(unclear)

    @property
    def further(self) -> int:
        """How many of the sentences no review of names settles."""
        return len(self.problems) - sum(len(one.places) for one in self.unclear if one.reading.decidable)


@dataclass(frozen=True, slots=True)
class Got:
    """Tables as they were read: every row good by itself.

    ``taken`` says of each name in how many cells it was read as which actor, and why. ``refused`` are
    the rows that were left out, by file and number, with the reasons.
    """

    dataset: str
    tables: list[Table]
    rows: list[Row]
    how: How = field(default_factory=How)
    taken: tuple[tuple[str, str, str, int], ...] = ()
    unclear: tuple[Unclear, ...] = ()
    refused: dict[str, dict[int, list[str]]] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    """Why rows of open data were not taken → how many."""

    def without(self, problems: Iterable[str]) -> Got | None:
        """The same without the rows that the problems are about; ``None`` where that leaves nothing out."""
        refused = {file: dict(rows) for file, rows in self.refused.items()}
        here = {(row.file, row.number) for row in self.rows}
        left_out = 0
        for problem in problems:
            if not isinstance(problem, Problem) or (problem.file, problem.number) not in here:
                continue
            sentence = problem.partition(f"row {problem.number}")[2].lstrip(":, ")
            refused.setdefault(problem.file, {}).setdefault(problem.number, []).append(sentence)
            left_out += 1
        if not left_out:
            return None
        rows = [row for row in self.rows if row.number not in refused.get(row.file, ())]
        return replace(self, rows=rows, refused=refused)


def gather(
    store: Store, files: Sequence[Path], how: How, dataset: str | None = None, *, skip_bad: bool = False
) -> Got:
    """Read the tables of a load; ``TableError`` with a sentence for each bad row, unless they are skipped."""
    if how.kind in opendata.MODULES:
        return _public(how.kind, files, how, dataset)
    name = dataset or dataset_of(files)
    mine = Said(store, name)
    resolver = Resolver(lambda: Authority.of(store), mine.says)
    found = [headed(file, how) for file in files if file.name != settled.FILE]
    for table in found:
        bring(resolver, table)
    source, how = cited(store, resolver, how, mine.says)
    tables = [_read(table, how, resolver) for table in found]
    rows = [*source, *resolver.countries(), *(row for table in tables for row in table.rows)]
    taken = tuple((name, id_, why, many) for (name, id_, why), many in resolver.taken.items())
    got = Got(name, tables, rows, how, taken, tuple(resolver.unclear.values()))
    problems: list[str] = [problem for table in tables for problem in table.problems]
    problems += _doubled(rows)
    problems += _unproposable(store, resolver, got)
    if not problems:
        return got
    if not skip_bad:
        raise UnclearError(problems, got.unclear) if got.unclear else TableError(problems)
    bad = [Row(row.record, row.file, row.number) for row in rows]
    unread = [
        Row(Source(id="x", name="x", kind="other"), p.file, p.number)
        for p in problems
        if isinstance(p, Problem)
    ]
    return replace(got, rows=bad + unread).without(problems) or got


def _public(kind: str, files: Sequence[Path], how: How, dataset: str | None) -> Got:
    """The records of open data, whose reader has put ids in place of names."""
    made = opendata.gather(kind, files, opendata.Asked(how.only, how.rules))
    tables = made.tables()
    rows = [row for table in tables for row in table.rows]
    if problems := [*(problem for table in tables for problem in table.problems), *_doubled(rows)]:
        raise TableError(problems)
    name = dataset or made.data.source or dataset_of(files)
    return Got(name, tables, rows, how, left_out=made.left_out)


@dataclass(slots=True)
class Said:
    """What the data set's earlier loads brought, so that the same table loaded again says the same."""

    store: Store
    dataset: str
    _known: list[ledger.Load] | None = None

    def says(self, id_: str) -> bool:
        """Whether an earlier load of the data set asserts something of that id."""
        if self._known is None:
            self._known = [one for one in ledger.loads(self.store) if one.dataset == self.dataset]
        return bool(ledger.said_about(self.store, self._known, [id_]))


def bring(resolver: Resolver, table: Headed) -> None:
    """Tell the resolver whom a table brings; tables of ties bring none and are not read for it."""
    brings = issubclass(table.record, NodeRecord) and "Tie" not in table.record.parents
    if not (brings or table.record.table == "names"):
        return
    wanted = ("id", "name", "actor", "wikidata", "ror")
    ids = {h: column for h, column in table.columns.items() if column in wanted or column.startswith("name_")}
    for line in table.file.rows():
        resolver.bring(table.record, {c: line.cells.get(h, "").strip() for h, c in ids.items()})


def _read(table: Headed, how: How, resolver: Resolver) -> Table:
    rows: list[Row] = []
    problems: list[Problem] = []
    for row in records(table, how, resolver):
        if isinstance(row, Row):
            rows.append(row)
        else:
            problems += row
    return Table(
        table.file.path, table.record, tuple(rows), tuple(problems), table.file.sha256, table.file.encoding
    )


def cited(store: Store, resolver: Resolver, how: How, says: Callable[[str], bool]) -> tuple[list[Row], How]:
    """The source that rows without a citation cite: one that is there, or a new one of that name."""
    if how.source is None:
        return [], how
    id_ = how.source if how.source in resolver.own else slug(how.source)
    for known in (how.source, id_):
        there = store.read("MATCH (s:Elshi:Source {id: $id}) RETURN s.id AS id", {"id": known})
        if known in resolver.own or (there and not says(known)):
            return [], replace(how, source=known)
    if not id_:
        raise ElshiError("--source was expected to name what the rows are taken from.")
    resolver.own[id_] = frozenset({"Source"})
    return [Row(Source(id=id_, name=how.source, kind="data-set"), "--source", 1)], replace(how, source=id_)


def dataset_of(files: Sequence[Path]) -> str:
    """The name of the data set that files make: the path of the file, or of their folder."""
    places = {file.absolute() if len(files) == 1 else file.absolute().parent for file in files}
    return str(sorted(places)[0])


def _doubled(rows: Iterable[Row]) -> list[Problem]:
    """One id for one thing: a sentence for each id that two rows of this load define."""
    seen: dict[str, Row] = {}
    keys: dict[tuple[str, str], Row] = {}
    problems = []
    for row in rows:
        record = row.record
        if not isinstance(record, NodeRecord | Standing):
            first = keys.setdefault((record.table, record.key), row)
            if first is not row:
                problems.append(row.wrong(f"the same row already stands in row {first.number}."))
            continue
        for id_ in (record.subject, *getattr(record, "former_ids", ())):
            first = seen.setdefault(id_, row)
            if first is not row:
                sentence = f"'{id_}' is already used in {first.place}; ids are unique across all tables."
                problems.append(row.wrong(sentence, "id"))
    return problems


def _unproposable(store: Store, resolver: Resolver, got: Got) -> list[Problem]:
    """Rows without an id whose proposed one, or whose name, another data set has: is it the same?"""
    proposed = [row for row in got.rows if row.proposed]
    if not proposed:
        return []
    known = [load for load in ledger.loads(store) if load.dataset == got.dataset]
    mine = ledger.said_about(store, known, {row.record.subject for row in proposed})
    ids = [row.record.subject for row in proposed if row.record.subject not in mine]
    there = {
        row["id"]
        for row in store.read("UNWIND $ids AS id MATCH (n:Elshi {id: id}) RETURN n.id AS id", {"ids": ids})
    }
    problems = []
    for row in proposed:
        record = row.record
        if record.subject in mine:
            continue
        if record.subject in there:
            problems.append(_ask(row, record.subject))
        elif isinstance(record, NodeRecord) and "Actor" in record.parents:
            reading = resolver.authority.read(record.name, record.label)
            if reading.id and reading.id in resolver.authority.labels:
                problems.append(_ask(row, reading.id))
    return problems


def _ask(row: Row, id_: str) -> Problem:
    return row.wrong(
        f"the graph already has '{id_}', perhaps the same: in a column id, write '{id_}' where it is, and "
        "another id where it is not.",
        "id",
    )


# --------------------------------------------------------------------------------- refused rows


def write_refused(got: Got) -> list[Path]:
    """Write the rows that were left out, as they stood, beside their tables: ``treaties.refused.csv``.

    Each file has the table's own headings and a last column with the reasons; mended, it is loaded like
    the table. All of them are written, or none.
    """
    written: list[Path] = []
    try:
        for table in got.tables:
            if reasons := got.refused.get(table.path.name):
                written.append(_write_refused(table.path, got.how, reasons))
    except OSError as error:
        remove(written)
        raise ElshiError(
            f"The refused rows cannot be written beside {table.path}: {error.strerror}; nothing was loaded."
        ) from error
    return written


def remove(files: Iterable[Path]) -> None:
    """Take back files of refused rows, after a load that failed."""
    for file in files:
        file.unlink(missing_ok=True)


def _write_refused(path: Path, how: How, reasons: dict[int, list[str]]) -> Path:
    table = open_table(path, sheet=how.sheet, encoding=how.encoding)
    columns = [name for name in table.columns if name and name != REFUSED_BECAUSE]
    stem = re.sub(r"\.refused(-\d+)?$", "", path.stem)
    extra: dict[int, dict[str, str]] = defaultdict(dict)
    for line in table.rows():
        if line.number in reasons:
            extra[line.number] = line.cells
            columns += [key for key in line.cells if key and key not in columns and key != REFUSED_BECAUSE]
    for attempt in range(1, 1000):
        place = path.with_name(f"{stem}.refused{f'-{attempt}' if attempt > 1 else ''}.csv")
        try:
            file = place.open("x", encoding="utf-8-sig", newline="")
        except FileExistsError:
            continue
        with file:
            writer = spreadsheets.writer(file)
            writer.writerow([*map(inert, columns), REFUSED_BECAUSE])
            for number, why in sorted(reasons.items()):
                cells = [inert(extra[number].get(name, "")) for name in columns]
                writer.writerow([*cells, inert(f"row {number}: {' '.join(why)}")])
        return place
    raise ElshiError(f"There are a thousand files of refused rows beside {path}; remove some.")
