"""Pajek's files, ``.net`` and ``.paj``: vertices, and arcs, edges and matrices of one or several relations.

``*Arcs``, ``*Edges``, ``*Arcslist``, ``*Edgeslist`` and ``*Matrix`` are read, with the number and the name
of their relation (``*Matrix :5 "Exchange of diplomats"``, or ``5: 1 2`` on a line). A project (``.paj``) may
hold several networks. Coordinates, colours and time intervals of lines are passed over; partitions, vectors,
permutations, clusters and hierarchies say nothing of links, and a remark counts them.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

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

MOST_VERTICES = 1_000_000
"""More cannot be drawn or measured; the number is checked before labels are made of it."""

_TOKEN = re.compile(r'"([^"]*)"?|(\S+)')
_RELATION = re.compile(r":?\s*(\d+)\s*:?")
_LINKS = frozenset(("arcs", "edges", "arcslist", "edgeslist", "matrix"))
_COMMENTS = ("%", "/*", "#")


def pajek(path: Path, encoding: str | None = None) -> NetworkFile:
    """Read a file of Pajek; raises ``ElshiError`` where it is none, and notes every faulty row."""
    beginning(path)
    text = encodings.examine(path, encoding)
    reading = _Reading(NetworkFile(path, text.sha256, text.shown))
    with path.open(encoding=text.encoding) as lines:
        for row, line in enumerate(lines, 1):
            reading.line(row, line.strip())
    return reading.finished()


def _tokens(line: str) -> list[str]:
    """The words of a line; text in quotes is one, and Pajek's codes of letters become letters.

    >>> _tokens('1 "C&#244;te d\\'Ivoire" 0.5')
    ['1', "Côte d'Ivoire", '0.5']
    """
    return [html.unescape(match[1] if match[1] is not None else match[2]) for match in _TOKEN.finditer(line)]


@dataclass(slots=True)
class _Reading:
    """The state of reading: the network that is being read, its vertices, and the section."""

    network: NetworkFile
    labels: list[str] = field(default_factory=list)
    rows: int = 0
    """The number of vertices that are rows of a matrix; the others are its columns, if there are others."""
    section: str = ""
    title: str = ""
    networks: int = 0
    relation: Relation = field(default_factory=lambda: Relation(""))
    ignored: Counter[str] = field(default_factory=Counter)
    of_network: dict[str, Relation] = field(default_factory=dict)
    """The relations of the network that is being read, by their number in it."""
    cells: list[str] = field(default_factory=list)
    at: int = 0

    def line(self, row: int, line: str) -> None:
        """Take one line."""
        if not line or line.startswith(_COMMENTS):
            return
        if line.startswith("*"):
            self._begin(row, line)
        elif self.section == "vertices":
            self._vertex(row, _tokens(line))
        elif self.section == "matrix":
            self._cells(row, _tokens(line))
        elif self.section in _LINKS:
            self._links(row, line)
        elif not self.section:
            name = self.network.path.name
            raise ElshiError(
                f"{name}, row {row}: '{shortened(line)}' stands before any section; a file of Pajek begins "
                "with *Network or *Vertices."
            )

    def finished(self) -> NetworkFile:
        """What was read, with remarks on the rest."""
        self._end(0)
        network = self.network
        if not self.networks:
            raise ElshiError(f"{network.path.name} is no file of Pajek: a section *Vertices was expected.")
        if self.ignored:
            sections = ", ".join(f"*{name.capitalize()} ({many})" for name, many in self.ignored.items())
            network.remarks.append(f"{network.path.name}: sections without links were not read: {sections}.")
        return network

    # ------------------------------------------------------------------------------- sections

    def _begin(self, row: int, line: str) -> None:
        self._end(row)
        words = _tokens(line[1:].strip())
        name = words[0].partition(":")[0].lower() if words else ""
        if name == "network":
            self.section, self.title = "network", " ".join(words[1:])
        elif name == "vertices":
            if self.section != "ignored":
                self._vertices(row, words[1:])
        elif name in _LINKS:
            self._relation(row, name, line[1:].strip()[len(name) :].strip())
        else:
            self.ignored[name] += 1
            self.section = "ignored"

    def _end(self, row: int) -> None:
        """End a section; a matrix must have been whole."""
        if self.section == "matrix" and (self.cells or self.at < self.rows):
            sentence = f"the matrix ends after {self.at} rows, and {self.rows} were expected"
            self.network.faults.append(Fault(row, sentence))
        self.cells = []

    def _vertices(self, row: int, words: Sequence[str]) -> None:
        numbers = [int(word) for word in words[:2] if word.isascii() and word.isdigit()]
        if not numbers or numbers[0] > MOST_VERTICES or (len(numbers) > 1 and numbers[1] > numbers[0]):
            raise ElshiError(
                f"{self.network.path.name}, row {row}: '{shortened(' '.join(words))}' is not the number of "
                f"vertices; a whole number up to {MOST_VERTICES:,} was expected."
            )
        self.labels = [str(number) for number in range(1, numbers[0] + 1)]
        self.rows = numbers[1] if len(numbers) > 1 else numbers[0]
        self.of_network, self.section = {}, "vertices"
        self.networks += 1

    def _vertex(self, row: int, words: Sequence[str]) -> None:
        place = self._place(row, words[0])
        if place is not None and len(words) > 1 and words[1].strip():
            self.labels[place] = " ".join(words[1].split())

    def _relation(self, row: int, section: str, rest: str) -> None:
        if not self.networks:
            name = self.network.path.name
            raise ElshiError(f"{name}, row {row}: *{section} stands before *Vertices, which was expected.")
        numbered = _RELATION.match(rest)
        names = [token for token in _tokens(rest[numbered.end() :] if numbered else rest) if token]
        number = numbered[1] if numbered else ""
        self.relation = self._known(number, " ".join(names))
        self.section, self.at = section, 0

    def _known(self, number: str, name: str = "") -> Relation:
        """The relation of a number in this network, or without one; new where it is not there yet."""
        if number not in self.of_network:
            taken = {relation.number for relation in self.network.relations}
            own = number if number and number not in taken else str(len(self.network.relations) + 1)
            self.of_network[number] = Relation(own, name or self.title)
            self.network.relations.append(self.of_network[number])
        relation = self.of_network[number]
        relation.name = name or relation.name
        return relation

    # ---------------------------------------------------------------------------------- links

    def _place(self, row: int, word: str) -> int | None:
        """Where a vertex stands in the list; None, and a fault, for what is no number of one."""
        if word.isascii() and word.isdigit() and 1 <= int(word) <= len(self.labels):
            return int(word) - 1
        sentence = f"'{shortened(word)}' is not a vertex: a number from 1 to {len(self.labels)} was expected"
        self.network.faults.append(Fault(row, sentence))
        return None

    def _links(self, row: int, line: str) -> None:
        relation = self.relation
        prefix, colon, rest = line.partition(":")
        if colon and prefix.strip().isdigit():
            relation, line = self._known(prefix.strip()), rest
        words = _tokens(line)
        if len(words) < 2:
            expected = (
                "two vertices were" if self.section.endswith("s") else "a vertex and its neighbours were"
            )
            self.network.faults.append(Fault(row, f"'{shortened(line)}' is no link: {expected} expected"))
            return
        mutual = self.section.startswith("edges")
        value = self._value(row, words) if self.section in ("arcs", "edges") else 1.0
        ends = words[1:2] if self.section in ("arcs", "edges") else words[1:]
        start = self._place(row, words[0])
        places = [self._place(row, word) for word in ends]
        if start is None or not value:
            return
        labels = (self.labels[place] for place in places if place is not None)
        relation.links += [Link(row, self.labels[start], label, value, mutual) for label in labels]

    def _value(self, row: int, words: Sequence[str]) -> float | None:
        """The value of a line, 1 where it has none; None, and a fault, for what is no weight."""
        if len(words) < 3 or words[2].startswith("["):
            return 1.0
        value = 1.0 if words[2].isalpha() and len(words) > 3 else weight(words[2])
        if value is None or value < 0:
            self.network.faults.append(Fault(row, not_a_weight(words[2])))
            return None
        return value

    def _cells(self, row: int, words: Sequence[str]) -> None:
        """A row of a matrix, which may go on over several lines."""
        columns = self.labels[self.rows :] or self.labels
        self.cells += words
        if len(self.cells) < len(columns):
            return
        if len(self.cells) > len(columns) or self.at >= self.rows:
            what = f"{len(self.cells)} numbers, where {len(columns)} were expected"
            sentence = what if self.at < self.rows else f"the matrix has more than {self.rows} rows"
            self.network.faults.append(Fault(row, sentence))
        else:
            start = self.labels[self.at]
            self.relation.links += self.network.row_of_matrix(row, start, columns, self.cells)
        self.at, self.cells = self.at + 1, []
