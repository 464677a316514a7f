"""The options of commands that print footnotes: the citation style and the language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import rich_click as click

from elshi.graph.cli.options import LANGUAGES

F = TypeVar("F", bound=Callable[..., Any])


def style_options(command: F) -> F:
    """``--style`` and ``--lang``."""
    command = click.option("--lang", type=LANGUAGES, default="en", show_default=True,
                           help="Language of names and words.")(command)  # fmt: skip
    return click.option("--style", default="chicago", show_default=True, metavar="chicago|apa|gost|FILE.csl",
                        help="Citation style (gost: GOST R 7.0.5), or a CSL file.")(command)  # fmt: skip
