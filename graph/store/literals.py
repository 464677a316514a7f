"""Values and names as Cypher writes them, for scripts that are read elsewhere.

Statements that Elshi runs itself take their values as parameters.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any


def quoted(word: str) -> str:
    """A label or type as Cypher writes it; what is no plain word stands in backticks."""
    return word if word.isidentifier() and word.isascii() else "`" + word.replace("`", "``") + "`"


def literal(value: Any) -> str:
    r"""A value as Cypher writes it.

    >>> literal({"name": 'Abai\'s "Words"', "year": 1995, "aliases": ["a\\b"]})
    '{aliases: ["a\\\\b"], name: "Abai\'s \\"Words\\"", year: 1995}'
    """
    if value is None:
        return "null"
    if isinstance(value, dict):
        inside = ", ".join(f"{quoted(k)}: {literal(v)}" for k, v in sorted(value.items()) if v is not None)
        return f"{{{inside}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(literal(v) for v in value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return f'date("{value.isoformat()}")'
    return '"' + "".join(_escaped(letter) for letter in str(value)) + '"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return "\\" + letter
    return letter if letter.isprintable() else "".join(f"\\u{unit:04X}" for unit in _units(letter))


def _units(letter: str) -> Iterator[int]:
    """The UTF-16 units of a letter, as Cypher's escapes have them."""
    code = letter.encode("utf-16-be", "surrogatepass")
    return (int.from_bytes(code[at : at + 2], "big") for at in range(0, len(code), 2))
