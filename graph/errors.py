"""Errors for people: one sentence that says what is wrong, where, and what was expected."""

from __future__ import annotations

from collections.abc import Sequence


class ElshiError(Exception):
    """Something that the user can mend; the command prints its text and ends with exit code 1."""


class ConflictError(ElshiError):
    """The database refused a second node with the id of another."""


class TableError(ElshiError):
    """Rows of a table that cannot be loaded: all of them, each in one sentence."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))
