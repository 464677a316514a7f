"""Errors for people: one sentence that says what is wrong, where, and what was expected."""

from __future__ import annotations

from collections.abc import Sequence


class ElshiError(Exception):
    """A problem that the user can correct; the command prints its text and exits with code 1."""


class DeadlineError(ElshiError):
    """The database stopped a statement that ran longer than it may."""


class ConflictError(ElshiError):
    """The database refused a second node with an existing id."""


class TableError(ElshiError):
    """Rows that cannot be loaded; each problem is one sentence."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))
