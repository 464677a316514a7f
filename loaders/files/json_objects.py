"""Objects of JSON and JSON Lines as they are, nested, one after the other, however long the file is.

An array is read piece by piece and never held whole. What cannot be taken as it stands is refused in one
sentence with the object's or the line's number: a key twice in one object, letters that are none, a file
that breaks off or goes on after its end. What the objects mean is nothing to this module.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from elshi.graph.errors import ElshiError
from elshi.graph.text import shortened
from elshi.loaders.files import encodings

LONGEST = 50_000_000
"""Characters of one object."""


class _Repeated(ValueError):
    """A key that stands twice in one object, of which JSON would keep only the last."""


class _BrokenOff(ValueError):
    """A file that ends before its array does."""


class _NoLetter(ValueError):
    """An escape that stands for no letter: a NUL character, or half of a pair."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Repeated(f"the key '{shortened(twice)}' stands twice in one object")
    return found


_ESCAPED = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
_NO_LETTER = re.compile("[\0\ud800-\udfff]")


def _lettered(found: Any, escaped: object) -> Any:
    """What was decoded, refused where a text in it holds what is no letter; ``escaped``: may it?"""
    if escaped and any(map(_NO_LETTER.search, _texts(found))):
        raise _NoLetter("an escape such as \\u0000 or \\ud800 stands for no letter; text was expected")
    return found


def _texts(found: Any) -> Iterator[str]:
    """Every text in a value of JSON, keys included."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict | list):
        for one in [*found, *found.values()] if isinstance(found, dict) else found:
            yield from _texts(one)


_DECODER = json.JSONDecoder(object_pairs_hook=_once)
_ARRAY = re.compile(r'"(?:[^"\\]|\\.)*"|(\[)\s*(?=\{)', re.DOTALL)
_SPACE = re.compile(r"[\s,]*")
_LINES = re.compile(r"\s*\{.*\}\s*\n\s*\{")


def in_file(path: Path, encoding: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file with their numbers: of JSON Lines the line's, of an array the ordinal."""
    lines = path.suffix.lower() in (".jsonl", ".ndjson")
    with path.open(encoding=encoding, newline=None) as file:
        yield from _by_line(path.name, file) if lines else _of_array(path.name, file)


def _by_line(name: str, file: Iterable[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            found = _lettered(_DECODER.decode(line), _ESCAPED.search(line))
        except (ValueError, RecursionError) as error:
            raise _not_json(f"{name}, line {number}", error) from error
        if not isinstance(found, dict):
            raise ElshiError(f"{name}, line {number}: {shortened(line)} is not an object in {{}}.")
        yield number, found


def _of_array(name: str, file: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of the first array of objects, read piece by piece."""
    text = file.read(encodings.CHUNK)
    if re.fullmatch(r"\s*\[\s*\]\s*", text):
        return
    begins = _begins(name, text)
    alone = text[:begins].strip() == "["
    text, number = text[begins:], 0
    while True:
        broken: Exception | None = None
        at = _SPACE.match(text).end()  # type: ignore[union-attr]
        try:
            while text[at : at + 1] not in ("", "]"):
                found, end = _DECODER.raw_decode(text, at)
                found = _lettered(found, _ESCAPED.search(text, at, end))
                number += 1
                if not isinstance(found, dict):
                    raise ElshiError(f"{name}, object {number}: {shortened(found)} is not an object in {{}}.")
                yield number, found
                at = _SPACE.match(text, end).end()  # type: ignore[union-attr]
        except json.JSONDecodeError as error:
            broken = error
        except (ValueError, RecursionError) as error:
            raise _not_json(f"{name}, object {number + 1}", error) from error
        if text[at : at + 1] == "]":
            if alone and (rest := (text[at + 1 :] + file.read(1_000)).strip()):
                raise ElshiError(f"{name}: after the array's end stands '{shortened(rest)}'.")
            return
        text = text[at:]
        more = file.read(max(encodings.CHUNK, len(text)))
        if not more or len(text) > LONGEST:
            broken = broken or _BrokenOff("the file breaks off here")
            raise _not_json(f"{name}, object {number + 1}", broken) from broken
        text += more


def _begins(name: str, text: str) -> int:
    """Where the first object of the first array of objects stands."""
    if found := next((match.end() for match in _ARRAY.finditer(text) if match[1]), None):
        return found
    hint = " (a file with an object on each line is named .jsonl)" if _LINES.match(text) else ""
    raise ElshiError(
        f"{name} is {'not an array of objects' if text.strip() else 'empty'}; "
        f"JSON such as [{{...}}, {{...}}] was expected{hint}."
    )


def _not_json(where: str, error: Exception) -> ElshiError:
    if isinstance(error, json.JSONDecodeError):
        return ElshiError(f"{where}: this is not JSON ({error.msg}, at character {error.colno}).")
    if isinstance(error, RecursionError):
        return ElshiError(f"{where}: objects are nested too deep; rows of plain values were expected.")
    if not isinstance(error, _Repeated | _NoLetter | _BrokenOff):
        return ElshiError(f"{where}: a number has more figures than can be read.")
    return ElshiError(f"{where}: {error}.")
