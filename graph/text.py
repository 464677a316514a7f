"""Text: values and counts for English output; pages have a module of messages."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(value: Any) -> str:
    """A value as a person reads it: lists with semicolons, dates in ISO, nothing for null.

    >>> text([1, None, "a"])
    '1; ; a'
    """
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, list | tuple):
        return "; ".join(text(v) for v in value)
    return str(value)


def counted(number: int, one: str, several: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "tie"), counted(1200, "country", "countries")
    ('1 tie', '1,200 countries')
    """
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def shortened(value: object, longest: int = 60) -> str:
    """A value for an error message: on one line, cut after some characters.

    >>> shortened("a" * 70)[-3:]
    'aa…'
    """
    text = " ".join(str(value).split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def xml_text(text: str) -> str:
    r"""The text without the characters that XML does not know; nothing is escaped.

    >>> xml_text("a\x0bb\ufffe\n")
    'ab\n'
    """
    return _NOT_XML.sub("", text)
