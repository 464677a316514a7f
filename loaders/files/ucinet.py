"""UCINET's DL files: full and half matrices, lists of edges and lists of nodes, one or several relations.

A header says how many actors there are and how the data are written (``dl n=24 nm=5 format=fullmatrix``),
with labels listed in it or embedded in the data; ``data:`` begins the rest. Commas, blanks and line breaks
part values. Files of two modes (``nr``, ``nc``, ``edgelist2``) have no links among one set of actors and are
refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from elshi.graph.errors import ElshiError
from elshi.graph.text import shortened
from elshi.loaders.files import encodings
from elshi.loaders.files.network_files import (
    Fault,
    Link,
    NetworkFile,
    Relation,
    not_a_weight,
    weight,
)
from elshi.loaders.files.readers import beginning

MOST_ACTORS = 20_000
"""More are no matrix that anybody wrote; the number is checked before anything is made of it."""

MATRICES = ("fullmatrix", "lowerhalf", "upperhalf")
LISTS = ("edgelist1", "nodelist1")

_TOKEN = re.compile(r'"[^"]*"?|=|[^\s,="]+')
_NUMBERS = frozenset(("n", "nm", "nr", "nc"))
_SAID = frozenset(("format", "diagonal"))


class Word(NamedTuple):
    """A word of the file and its row."""

    row: int
    text: str


def ucinet(path: Path, encoding: str | None = None) -> NetworkFile:
    """Read a DL file; raises ``ElshiError`` where it is none, and notes every faulty row."""
    beginning(path)
    text = encodings.examine(path, encoding)
    with path.open(encoding=text.encoding) as file:
        words = [Word(row, word) for row, line in enumerate(file, 1) for word in _TOKEN.findall(line)]
    network = NetworkFile(path, text.sha256, text.shown)
    header = _Header(path.name)
    start = header.read(words)
    data = words[start:]
    if header.format in MATRICES:
        _Matrices(network, header, data).read()
    else:
        _lists(network, header, data)
    return network


@dataclass(slots=True)
class _Header:
    """What a DL file says before its data."""

    name: str
    numbers: dict[str, int] = field(default_factory=dict)
    format: str = "fullmatrix"
    diagonal: bool = True
    labels: list[str] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    embedded: set[str] = field(default_factory=set)
    """Which labels stand in the data: those of ``rows``, of ``columns``."""

    def read(self, words: Sequence[Word]) -> int:
        """Read the header, and give the place at which the data begin."""
        if not words or words[0].text.lower() != "dl":
            found = shortened(words[0].text) if words else ""
            raise ElshiError(f"{self.name}, row 1: '{found}' stands where a DL file begins with 'dl'.")
        at = 1
        while at < len(words):
            text = words[at].text.lower()
            if text == "data:":
                return self._checked(at + 1)
            at = self._entry(words, at, text)
        raise ElshiError(f"{self.name} has no data: 'data:' was expected after the header.")

    @property
    def n(self) -> int:
        """The number of actors; 0 where only their labels tell."""
        return self.numbers.get("n", self.numbers.get("nr", 0))

    @property
    def many(self) -> int:
        """The number of relations."""
        return self.numbers.get("nm", 1)

    def _entry(self, words: Sequence[Word], at: int, text: str) -> int:
        following = words[at + 1].text.lower() if at + 1 < len(words) else ""
        if text in _NUMBERS | _SAID and following == "=":
            return self._said(words, at, text)
        which = {"row": "rows", "column": "columns", "col": "columns", "matrix": "matrices"}.get(text)
        here = text if which is None else following
        at += which is not None
        if here == "labels" and at + 1 < len(words) and words[at + 1].text.lower().rstrip(":,") == "embedded":
            self.embedded |= {which} if which else {"rows", "columns"}
            return at + 2
        if here == "labels:":
            return self._listed(words, at + 1, which)
        place = words[min(at, len(words) - 1)]
        raise ElshiError(
            f"{self.name}, row {place.row}: '{shortened(place.text)}' is not understood in the header; n=, "
            "nm=, format=, diagonal=, labels:, labels embedded, matrix labels: and data: are."
        )

    def _said(self, words: Sequence[Word], at: int, text: str) -> int:
        row, value = words[at + 2] if at + 2 < len(words) else Word(words[at].row, "")
        value = value.lower()
        if text in _NUMBERS:
            most = MOST_ACTORS if text != "nm" else 1_000
            if not (value.isascii() and value.isdigit() and 1 <= int(value) <= most):
                raise ElshiError(
                    f"{self.name}, row {row}: {text} is '{shortened(value)}'; a whole number from 1 to "
                    f"{most:,} was expected."
                )
            self.numbers[text] = int(value)
        elif text == "diagonal":
            self.diagonal = value != "absent"
        elif value in (*MATRICES, *LISTS):
            self.format = value
        else:
            raise ElshiError(
                f"{self.name}, row {row}: the format '{shortened(value)}' is not read; one of "
                f"{', '.join((*MATRICES, *LISTS))} was expected."
            )
        return at + 3

    def _listed(self, words: Sequence[Word], at: int, which: str | None) -> int:
        """The labels that follow, as many as there are actors, or relations."""
        most = self.many if which == "matrices" else self.n
        labels: list[str] = []
        while at < len(words) and words[at].text.lower() != "data:" and (not most or len(labels) < most):
            labels.append(_label(words[at].text))
            at += 1
        if which == "matrices":
            self.relations = labels
        elif which == "columns" and self.labels and labels != self.labels:
            raise ElshiError(f"{self.name}: {_TWO_MODES.format('rows and columns have different labels')}")
        else:
            self.labels = labels
        return at

    def _checked(self, at: int) -> int:
        if self.numbers.get("nr", self.n) != self.numbers.get("nc", self.n):
            sizes = f"it has {self.numbers.get('nr')} rows and {self.numbers.get('nc')} columns"
            raise ElshiError(f"{self.name}: {_TWO_MODES.format(sizes)}")
        if not self.n and self.format in MATRICES:
            raise ElshiError(f"{self.name} does not say how many actors there are: n= was expected.")
        if self.labels and self.n and len(self.labels) != self.n:
            raise ElshiError(f"{self.name}: {len(self.labels)} labels stand for {self.n} actors.")
        return at


_TWO_MODES = (
    "a matrix of two modes links no actors of one kind: {}, and the same actors were expected in both."
)


def _label(word: str) -> str:
    return " ".join(word.strip('"').split())


def _relation(network: NetworkFile, header: _Header) -> Relation:
    """The next relation of the file."""
    at = len(network.relations)
    name = header.relations[at] if at < len(header.relations) else ""
    network.relations.append(Relation(str(at + 1), name))
    return network.relations[-1]


# ------------------------------------------------------------------------------------ matrices


@dataclass(slots=True)
class _Matrices:
    """The matrices of a file, one value after the other."""

    network: NetworkFile
    header: _Header
    words: Sequence[Word]
    at: int = 0

    def read(self) -> None:
        """Read all matrices; a file that ends early is refused, and so is one that goes on."""
        header = self.header
        for _ in range(header.many):
            columns = self._labels(header.n) if "columns" in header.embedded else []
            rows = [self._row(number) for number in range(header.n)]
            labels = columns or header.labels or [label or str(at) for at, (label, _) in enumerate(rows, 1)]
            relation = _relation(self.network, header)
            for number, (label, words) in enumerate(rows):
                self._add(relation, label or labels[number], number, words, labels)
        if self.at < len(self.words):
            row, text = self.words[self.at]
            raise ElshiError(
                f"{header.name}, row {row}: '{shortened(text)}' stands after the last of {header.many} "
                f"{'matrix' if header.many == 1 else 'matrices'} of {header.n} actors."
            )

    def _next(self, many: int) -> Sequence[Word]:
        words = self.words[self.at : self.at + many]
        if len(words) < many:
            row = self.words[-1].row if self.words else 0
            whole = f"{self.header.many} × {self.header.n} × {self.header.n}"
            raise ElshiError(
                f"{self.header.name} ends in row {row} within a matrix: {whole} values were expected."
            )
        self.at += many
        return words

    def _labels(self, many: int) -> list[str]:
        return [_label(word.text) for word in self._next(many)]

    def _row(self, number: int) -> tuple[str, Sequence[Word]]:
        """A row: its label, where it stands in the data, and its values."""
        label = self._labels(1)[0] if "rows" in self.header.embedded else ""
        return label, self._next(len(_columns(self.header, number)))

    def _add(
        self, relation: Relation, start: str, number: int, words: Sequence[Word], labels: Sequence[str]
    ) -> None:
        """The links of a row; in half a matrix they have no direction."""
        if not words:
            return
        others = [labels[column] for column in _columns(self.header, number)]
        values = [word.text for word in words]
        links = self.network.row_of_matrix(words[0].row, start, others, values)
        half = self.header.format != "fullmatrix"
        relation.links += [link._replace(mutual=half) for link in links]


def _columns(header: _Header, row: int) -> list[int]:
    """The columns that a row of a matrix has."""
    first = row if header.format == "upperhalf" else 0
    last = row + 1 if header.format == "lowerhalf" else header.n
    return [column for column in range(first, last) if header.diagonal or column != row]


# --------------------------------------------------------------------------------------- lists


def _lists(network: NetworkFile, header: _Header, words: Sequence[Word]) -> None:
    """Lists of edges or of nodes; a line with ``!`` alone begins the next relation."""
    relation = _relation(network, header)
    for line in _lines(words):
        row, cells = line[0].row, [word.text for word in line]
        if cells == ["!"]:
            relation = _relation(network, header)
            continue
        value: float | None = 1.0
        if header.format == "edgelist1":
            value = _weight(network, row, cells)
            cells = cells[:2]
        start, *ends = (_actor(network, header, row, cell) for cell in cells)
        if start is not None and value:
            relation.links += [Link(row, start, end, value) for end in ends if end is not None]
    if len(network.relations) > header.many:
        raise ElshiError(
            f"{header.name} has {len(network.relations)} lists, parted by '!', where its header says "
            f"nm={header.many}."
        )


def _weight(network: NetworkFile, row: int, cells: Sequence[str]) -> float | None:
    """The weight of an edge, 1 where it has none; None, and a fault, for a row that is no edge."""
    if not 2 <= len(cells) <= 3:
        sentence = f"{len(cells)} values stand in the row; two actors, and a weight, were expected"
        network.faults.append(Fault(row, sentence))
        return None
    value = weight(cells[2]) if len(cells) == 3 else 1.0
    if value is None or value < 0:
        network.faults.append(Fault(row, not_a_weight(cells[2])))
        return None
    return value


def _lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    line: list[Word] = []
    for word in words:
        if line and word.row != line[0].row:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _actor(network: NetworkFile, header: _Header, row: int, written: str) -> str | None:
    """The label of an actor, which the row gives itself or as a number."""
    label = _label(written)
    if header.embedded:
        return label
    if written.isascii() and written.isdigit() and 1 <= int(written) <= (header.n or MOST_ACTORS):
        return header.labels[int(written) - 1] if int(written) <= len(header.labels) else label
    if label in header.labels:
        return label
    expected = f"a number from 1 to {header.n}" if header.n else "a number"
    network.faults.append(Fault(row, f"'{shortened(label)}' is not an actor: {expected} was expected"))
    return None
