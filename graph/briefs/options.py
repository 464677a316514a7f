"""The options of a brief, checked before any store is opened."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path

from elshi.graph.errors import ElshiError
from elshi.graph.footnotes.styles import STYLES, checked
from elshi.graph.i18n import LANGUAGES
from elshi.graph.views.options import ViewOptions, option

ENDINGS = (".docx", ".html", ".md", ".pdf")
"""What a brief can be written as."""

_USED = frozenset(
    {"first", "last", "kinds", "fields", "culture", "certain_only", "stated_only", "incidents", "reference"}
)
"""The view options that choose facts; the others describe networks."""


@dataclass(frozen=True, slots=True)
class BriefOptions:
    """In which style, language and selection a brief is made.

    ``style`` is one of :data:`elshi.graph.footnotes.styles.STYLES` or the path of a CSL file; ``view`` says
    which facts count: ``first``, ``last``, ``kinds``, ``fields``, ``culture``, ``certain_only``,
    ``stated_only``, ``incidents`` and ``reference``. Raises ``ElshiError`` for anything else.
    """

    style: str = STYLES[0]
    lang: str = "en"
    view: ViewOptions = field(default_factory=ViewOptions)

    def __post_init__(self) -> None:
        if self.lang not in LANGUAGES:
            raise ElshiError(f"--lang is '{self.lang}': one of {', '.join(LANGUAGES)} was expected.")
        checked(self.style)
        usual = ViewOptions()
        for one in fields(ViewOptions):
            if one.name not in _USED and getattr(self.view, one.name) != getattr(usual, one.name):
                raise ElshiError(f"{option(one.name)} describes a network and does not apply to a brief.")


def ending(path: Path) -> str:
    """The ending of a brief's file; ``ElshiError`` for one that a brief cannot be written as."""
    if path.suffix.lower() not in ENDINGS:
        raise ElshiError(f"{path}: a brief ends in {', '.join(ENDINGS)}, not in '{path.suffix}'.")
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise ElshiError(f"{path} cannot be written: a file in an existing folder was expected.")
    return path.suffix.lower()
