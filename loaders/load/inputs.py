"""The inputs of a load: its tables, read, with ids in place of the names in them.

The first part of a load. Problems are reported for all rows at once; or, if only the good rows are to be
loaded, the bad ones are written to files of the same shape, each with its reason.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from elshi.graph import spreadsheets
from elshi.graph.errors import ElshiError, TableError
from elshi.graph.model.records import NodeRecord
from elshi.graph.names.folding import slug
from elshi.graph.spreadsheets import inert
from elshi.graph.store.store import Store
from elshi.loaders import opendata
from elshi.loaders.authority.authority import Authority
from elshi.loaders.authority.resolver import Resolver, Unclear
from elshi.loaders.files.readers import open_table
from elshi.loaders.kinds.sources import Source
from elshi.loaders.load import ledger
from elshi.loaders.load.checks import UsedIds
from elshi.loaders.load.kept_ids import kept
from elshi.loaders.load.options import LoadOptions
from elshi.loaders.tables.headings import REFUSED_BECAUSE, MappedTable, headed
from elshi.loaders.tables.read_options import ReadOptions
from elshi.loaders.tables.rows import (
    Problem,
    Proposals,
    Row,
    Table,
    mapped_rows,
    records,
    told_once,
)
from elshi.loaders.tables.united import unite


class UnclearError(TableError):
    """Rows with names of actors that are not clear; ``unclear`` holds the names."""

    def __init__(self, problems: Sequence[str], unclear: Sequence[Unclear]) -> None:
        super().__init__(told_once(problems))
        self.unclear = tuple(unclear)
        self.further = len(problems) - sum(len(n.places) for n in self.unclear if n.reading.decidable)
        """The number of sentences that a review of names does not settle."""


@dataclass(frozen=True, slots=True)
class LoadInput:
    """Tables as they were read; every row is valid by itself.

    ``taken``: for each name, the actor that it was read as, why, and in how many cells. ``refused``: the rows
    that were left out, by file and number, with the reasons.
    """

    dataset: str
    tables: list[Table]
    rows: list[Row]
    options: LoadOptions = field(default_factory=LoadOptions)
    taken: tuple[tuple[str, str, str, int], ...] = ()
    unclear: tuple[Unclear, ...] = ()
    refused: dict[str, dict[int, list[str]]] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    """Reason why rows of open data were left out → number of rows."""
    remarks: tuple[str, ...] = ()
    """Sentences on rows that were united."""

    def without(self, problems: Iterable[str]) -> LoadInput | None:
        """The same without the rows that have problems; ``None`` if that leaves out none."""
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


def gather(store: Store, files: Sequence[Path], options: LoadOptions) -> LoadInput:
    """Read the tables of a load; ``TableError`` with a sentence for each bad row, unless they are skipped."""
    if options.kind in opendata.MODULES:
        return _public(store, options.kind, files, options)
    dataset = options.dataset or dataset_of(files)
    earlier = EarlierLoads(store, dataset)
    resolver = Resolver(lambda: Authority.of(store), earlier.brought)
    united = [unite(headed(f, options), ties=options.unite) for f in files if f.name not in options.beside]
    mapped = [table for table, _ in united]
    for table in mapped:
        bring(resolver, table, options)
    source, options = cited(store, resolver, options, earlier.brought)
    tables = kept(store, earlier.loads, [_read(table, options, resolver) for table in mapped])
    rows = [*source, *resolver.countries(), *(row for table in tables for row in table.rows)]
    taken = tuple((name, id_, why, many) for (name, id_, why), many in resolver.taken.items())
    gathered = LoadInput(dataset, tables, rows, options, taken, tuple(resolver.unclear.values()))
    remarks = [remark for table, of_rows in united for remark in (*table.remarks, *of_rows)]
    gathered = replace(gathered, remarks=tuple(remarks))
    problems: list[str] = [problem for table in tables for problem in table.problems]
    problems += _doubled(rows)
    problems += _unproposable(store, resolver, gathered)
    if not problems:
        return gathered
    if not options.skip_bad:
        raise UnclearError(problems, gathered.unclear) if gathered.unclear else TableError(problems)
    bad = [Row(row.record, row.file, row.number) for row in rows]
    unread = [
        Row(Source(id="x", name="x", kind="other"), p.file, p.number)
        for p in problems
        if isinstance(p, Problem)
    ]
    return replace(gathered, rows=bad + unread).without(problems) or gathered


def _public(store: Store, kind: str, files: Sequence[Path], options: LoadOptions) -> LoadInput:
    """The records of open data, whose reader has replaced names with ids."""
    source: list[Row] = []
    dataset = options.dataset
    if options.source:
        dataset = dataset or dataset_of(files)
        earlier = EarlierLoads(store, dataset)
        resolver = Resolver(lambda: Authority.of(store), earlier.brought)
        source, options = cited(store, resolver, options, earlier.brought)
    gathered = opendata.gather(kind, files, options.of_open_data)
    tables = gathered.tables()
    rows = [*source, *(row for table in tables for row in table.rows)]
    if problems := [*(problem for table in tables for problem in table.problems), *_doubled(rows)]:
        raise TableError(problems)
    dataset = dataset or gathered.data.source or dataset_of(files)
    return LoadInput(dataset, tables, rows, options, left_out=gathered.left_out)


@dataclass(slots=True)
class EarlierLoads:
    """What the data set's earlier loads added, so that loading the same table again changes nothing."""

    store: Store
    dataset: str
    _loads: list[ledger.Load] | None = None

    def brought(self, id_: str) -> bool:
        """Whether an earlier load of the data set asserts something about the id."""
        return bool(ledger.said_about(self.store, self.loads, [id_]))

    @property
    def loads(self) -> list[ledger.Load]:
        """The earlier loads, in the order in which they were loaded."""
        if self._loads is None:
            self._loads = [load for load in ledger.loads(self.store) if load.dataset == self.dataset]
        return self._loads


def bring(resolver: Resolver, table: MappedTable, options: ReadOptions) -> None:
    """Tell the resolver which actors a table adds, under the ids that will be proposed for rows without one.

    Tables of ties add none and are not read.
    """
    record, proposals = table.record, Proposals()
    brings = issubclass(record, NodeRecord) and "Tie" not in record.parents
    if not (brings or record.table == "names"):
        return
    for _, cells in mapped_rows(table, options):
        if isinstance(cells, Problem):
            continue
        cells = {column: cell.strip() for column, cell in cells.items()}
        if brings and not cells.get("id"):
            cells["id"] = proposals.id(record, cells)
        resolver.bring(record, cells)


def _read(table: MappedTable, options: ReadOptions, resolver: Resolver) -> Table:
    rows: list[Row] = []
    problems: list[Problem] = []
    for row in records(table, options, resolver):
        if isinstance(row, Row):
            rows.append(row)
        else:
            problems += row
    return Table(
        table.file.path, table.record, tuple(rows), tuple(problems), table.file.sha256, table.file.encoding
    )


def cited(
    store: Store, resolver: Resolver, options: LoadOptions, brought: Callable[[str], bool]
) -> tuple[list[Row], LoadOptions]:
    """The source that rows without a citation cite: an existing one, or a new one of that name."""
    if options.source is None:
        return [], options
    id_ = options.source if options.source in resolver.own else slug(options.source)
    for source in (options.source, id_):
        there = store.read("MATCH (s:Elshi:Source {id: $id}) RETURN s.id AS id", {"id": source})
        if source in resolver.own or (there and not brought(source)):
            return [], replace(options, source=source)
    if not id_:
        raise ElshiError("--source was expected to name the source of the rows.")
    resolver.own[id_] = frozenset({"Source"})
    return [Row(Source(id=id_, name=options.source, kind="data-set"), "--source", 1)], replace(
        options, source=id_
    )


def dataset_of(files: Sequence[Path]) -> str:
    """The name of the data set of some files: the path of the one file, or of their folder."""
    places = {file.absolute() if len(files) == 1 else file.absolute().parent for file in files}
    return str(sorted(places)[0])


def _doubled(rows: Iterable[Row]) -> list[Problem]:
    """One id for one thing: a sentence for each id that two rows of this load define."""
    used = UsedIds()
    return [problem for row in rows for problem in used.claim(row)]


def _unproposable(store: Store, resolver: Resolver, gathered: LoadInput) -> list[Problem]:
    """Rows without an id whose proposed id, or name, is in another data set: are they the same?"""
    proposed = [row for row in gathered.rows if row.proposed]
    if not proposed:
        return []
    earlier = [load for load in ledger.loads(store) if load.dataset == gathered.dataset]
    mine = ledger.said_about(store, earlier, {row.record.subject for row in proposed})
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
            problems += _namesakes(row, record, resolver)
    return problems


def _namesakes(row: Row, record: NodeRecord, resolver: Resolver) -> list[Problem]:
    """The sentence about another actor of the same name, in the graph or in this load."""
    reading = resolver.authority.read(record.name, record.label)
    bearers = [
        actor.id
        for actor in reading.candidates
        if (reading.id or actor.reason == "several bear this name")
        and actor.id != record.subject
        and actor.id in resolver.authority.labels
    ]
    if not bearers:
        return []
    if bearers[0] not in resolver.own:
        return [_ask(row, bearers[0])]
    sentence = (
        f"another row of this load, '{bearers[0]}', has the same name: keep one row for each actor, or give "
        "each an id of its own in a column id."
    )
    return [row.wrong(sentence, "id")]


def _ask(row: Row, id_: str) -> Problem:
    return row.wrong(
        f"the graph already has '{id_}', perhaps the same: in a column id, write '{id_}' if it is the "
        f"same, or another id if it is not.",
        "id",
    )


# --------------------------------------------------------------------------------- refused rows


def write_refused(tables: LoadInput) -> list[Path]:
    """Write the rows that were left out, unchanged, next to their tables: ``treaties.refused.csv``.

    Each file has the table's own headings and a last column with the reasons; once corrected, it is loaded
    like the table. All of them are written, or none.
    """
    written: list[Path] = []
    try:
        for table in tables.tables:
            if reasons := tables.refused.get(table.path.name):
                written.append(_write_refused(table.path, tables.options, reasons))
    except OSError as error:
        remove(written)
        raise ElshiError(
            f"The refused rows cannot be written next to {table.path}: {error.strerror}; nothing was loaded."
        ) from error
    return written


def remove(files: Iterable[Path]) -> None:
    """Remove files of refused rows after a failed load."""
    for file in files:
        file.unlink(missing_ok=True)


def _write_refused(path: Path, options: ReadOptions, reasons: dict[int, list[str]]) -> Path:
    table = open_table(path, sheet=options.sheet, encoding=options.encoding)
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
    raise ElshiError(f"There are a thousand files of refused rows next to {path}; remove some.")
