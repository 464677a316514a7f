"""HTML pages: the templates, and safe data that maps, reports and the atlas share.

Every page is one file that needs no network. Names are data: they reach a page through a
template that escapes them, or as JSON in a block that no name can close.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from elshi.graph import files

SEPARATORS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""Characters that would end a script block or a line of one, and their JSON escapes."""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment


def _text(name: str) -> str:
    """A template's text: ``maps/page.html`` is in ``maps/templates``, ``base.css`` in ``templates``."""
    *folder, file = name.split("/", 1)
    return resources.files("elshi.graph").joinpath(*folder, "templates", file).read_text(encoding="utf-8")


def render(template: str, **values: Any) -> str:
    """Render a page from its template; every value is escaped."""
    return _environment().get_template(template).render(**values)


@cache
def part(name: str) -> Markup:
    """A style or a script that lies beside the templates, to stand in a page as it is."""
    return Markup(_text(name))  # noqa: S704 - our own file


def data(value: Any) -> Markup:
    """A value as JSON for a ``<script type="application/json">`` block.

    >>> data({"name": "</script>"})
    Markup('{"name":"\\\\u003c/script\\\\u003e"}')
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    for letter, written in SEPARATORS.items():
        text = text.replace(letter, written)
    return Markup(text)  # noqa: S704 - escaped above


def save(page: str, path: Path, *, force: bool = False) -> None:
    """Write a page in UTF-8, whatever the locale; raises ``ElshiError`` if that fails."""
    files.write_text(path, page, force=force)
