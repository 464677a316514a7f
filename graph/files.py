"""Files: texts of a bounded size are read, and outputs written whole or not at all.

The size of a text is counted while reading, because a device or a pipe reports none.

An output appears when it is complete, and replaces only what Elshi made.

A regular file is replaced by renaming. A device, a FIFO, ``-`` (standard output) and what stands for an open
stream, such as ``/dev/stdout``, are written to. A folder, a symbolic link out of its folder and a file that
Elshi did not make are refused, the latter two only without ``force``.

A file is Elshi's if it says so: by the beginning or the end that Elshi gives to each format (:data:`MADE`),
or by the properties of a workbook or document. A folder is Elshi's if it has a list of its files
(:data:`LIST`) and holds nothing else, all as it was written. What is empty may always be replaced.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import secrets
import shutil
import stat
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from elshi.graph.errors import ElshiError

MADE = re.compile(
    rb'<meta name="generator" content="Elshi|<style>/\* What every page shares'  # pages
    rb"|\A/\* Elshi's atlas: "  # what its maps share
    rb'|\A\{"elshi-backup":'
    rb'|\A\{"type":"node","id":"'  # JSON Lines
    rb"|<creator>Elshi |<data key=\"\w+\">Elshi "  # GEXF and GraphML
    rb"|\A// Elshi"  # Cypher
    rb'|"elshi": \{\s*"data"|"elshi": "urn:elshi:"'  # GeoJSON, JSON-LD
    rb'|\A(?:@\w+\{[\w-]+,\n  |\[\n \{\n  "id": "[\w-]+",\n  "type")|\A\[\]\s*\Z'  # lists of sources
    rb'|\A\{\n "asked": \{|\Anetwork,measure,id,name,value|\n`elshi report |<!-- Elshi'  # reports
    rb"|% Elshi\s*\Z",  # PDF
)
"""What the beginning or the end of a file has that Elshi made."""

PDF_END = b"% Elshi\n"
"""The comment after the end of a PDF that Elshi made."""

LIST = ".elshi.json"
"""The file of an exported folder that lists the others with their hashes."""

_LOOKED_AT = 1 << 14
"""Bytes of the beginning and of the end that are read to see whether Elshi made a file."""

_LONGEST_LIST = 1 << 22
"""Bytes of the list of a folder's files."""

_OPEN_STREAMS = (Path("/dev"), Path("/dev/fd"), Path("/proc/self/fd"))


_BEGINNING = 1 << 16
"""Bytes of a text that are read before its beginning is checked."""


# ---------------------------------------------------------------------------------------- texts


def read_text(path: Path, most: int, expected: str, begins: str = "") -> str:
    """The text of a file of at most ``most`` bytes in UTF-8.

    ``expected`` names what the file should be, for the error; ``begins`` is a pattern that its first
    characters must match, so that another kind of file is not read to its end. Raises ``ElshiError`` for a
    file that cannot be read, is too long, is not UTF-8, or begins differently.
    """
    try:
        with open(path, "rb") as file:
            content = file.read(_BEGINNING)
            if not re.match(begins.encode(), content.removeprefix(b"\xef\xbb\xbf")):
                raise ElshiError(f"{path} is a different kind of file: {expected} was expected.")
            if len(content) == _BEGINNING:
                content += file.read(most + 1 - _BEGINNING)
    except OSError as error:
        raise ElshiError(f"{path} cannot be read: {error.strerror or error}.") from error
    if len(content) > most:
        raise ElshiError(f"{path} has more than {most // 1_000_000} MB: {expected} was expected.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ElshiError(f"{path} is not UTF-8 text: {expected} was expected.") from error


# -------------------------------------------------------------------------------------- outputs


def is_stream(place: Path) -> bool:
    """Whether the place is written to and not replaced: ``-``, a device, a FIFO, an open stream."""
    if str(place) == "-" or (place.parent in _OPEN_STREAMS and place.exists()):
        return True
    try:
        mode = place.stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def check_output(place: Path, *, force: bool = False) -> None:
    """Raise ``ElshiError``, in one sentence, if no file may be written to the place."""
    if is_stream(place):
        return
    _check_name(place)
    if place.is_dir() or not place.absolute().parent.is_dir():
        raise ElshiError(f"{place} cannot be written: a file in an existing folder was expected.")
    if force:
        return
    if place.is_symlink() and _target(place).parent != place.absolute().parent.resolve():
        raise ElshiError(
            f"{place} is a symbolic link to another folder: another name, or --force, was expected."
        )
    if place.exists() and not _is_ours(place):
        raise ElshiError(
            f"{place} exists and was not made by Elshi: another name, or --force to replace it, was expected."
        )


def check_output_folder(place: Path, *, force: bool = False) -> None:
    """Raise ``ElshiError``, in one sentence, if no exported folder may be written to the place."""
    _check_name(place)
    if not place.absolute().parent.is_dir() or (place.exists() and not place.is_dir()):
        raise ElshiError(f"{place} cannot be written: a new or empty folder was expected.")
    if place.is_symlink():
        raise ElshiError(f"{place} is a symbolic link: a new or empty folder was expected.")
    if not force and place.exists() and any(place.iterdir()) and not _is_our_folder(place):
        raise ElshiError(
            f"{place} cannot be written: it holds other files than an export of Elshi left there; a new or "
            "empty folder, or --force to replace files of the same names, was expected."
        )


@contextmanager
def output(place: Path, *, force: bool = False) -> Iterator[Path]:
    """A temporary file to write; when it is complete it takes the place, or is copied to the stream."""
    check_output(place, force=force)
    if is_stream(place):
        with tempfile.TemporaryDirectory(prefix="elshi-") as folder:
            fresh = Path(folder, "output")
            yield fresh
            _copy(fresh, place)
        return
    with replacing(_target(place)) as fresh:
        yield fresh


@contextmanager
def output_folder(place: Path, *, force: bool = False) -> Iterator[Path]:
    """A temporary folder to fill; when it is complete it takes the place of an earlier one.

    With ``force`` its files replace those of the same names in a folder that holds others too.
    """
    check_output_folder(place, force=force)
    fresh, old = _beside(place), _beside(place)
    try:
        with _told(place):
            fresh.mkdir()
        yield fresh
        files = {path.name: _sha256(path) for path in sorted(fresh.iterdir())}
        (fresh / LIST).write_text(json.dumps(files, indent=1) + "\n", encoding="utf-8")
        with _told(place):
            if place.exists() and any(place.iterdir()) and not _is_our_folder(place):
                for path in sorted(fresh.iterdir()):
                    path.replace(place / path.name)
                return
            if place.exists():
                place.rename(old)
            try:
                fresh.rename(place)
            except OSError:
                if old.exists():
                    old.rename(place)
                raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


@contextmanager
def replacing(place: Path, mode: int | None = None) -> Iterator[Path]:
    """A temporary file next to the place, which it takes when it is complete; nothing is asked.

    ``mode`` are its permissions; by default those of the file that is there, or what the umask leaves.
    """
    fresh = _beside(place)
    with suppress(OSError):
        mode = mode or stat.S_IMODE(place.stat().st_mode)
    try:
        with _told(place):
            os.close(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666 if mode is None else 0o600))
        yield fresh
        if mode is not None:
            fresh.chmod(mode)
        with _told(place):
            fresh.replace(place)
    finally:
        fresh.unlink(missing_ok=True)


def write_text(place: Path, text: str, *, force: bool = False) -> None:
    """Write a text in UTF-8, whatever the locale; what is no character becomes a question mark."""
    with output(place, force=force) as fresh:
        fresh.write_bytes(text.encode("utf-8", "replace"))


def _beside(place: Path) -> Path:
    return place.absolute().with_name(f".elshi-{secrets.token_hex(6)}")


def _target(place: Path) -> Path:
    """Where a symbolic link leads; any other place itself."""
    try:
        return place.resolve() if place.is_symlink() else place
    except (OSError, RuntimeError):
        raise ElshiError(f"{place} is a symbolic link that leads nowhere: a file was expected.") from None


def _check_name(place: Path) -> None:
    if "\0" in str(place) or len(os.fsencode(place.name)) > 255:
        raise ElshiError(f"{str(place)[:60]!r} is not a file's name: a shorter plain one was expected.")


@contextmanager
def _told(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ElshiError(f"{place} cannot be written: {error.strerror or error}.") from error


def _copy(fresh: Path, place: Path) -> None:
    """Write a finished file to a stream; a reader that has gone away is no error of ours."""
    if str(place) == "-":
        if sys.stdout is None:
            raise ElshiError("- cannot be written: there is no standard output.")
        sys.stdout.flush()
        with fresh.open("rb") as source:
            shutil.copyfileobj(source, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    with _told(place):
        descriptor = os.open(place, os.O_WRONLY | os.O_APPEND)
    with open(descriptor, "wb") as stream, fresh.open("rb") as source, suppress(BrokenPipeError):
        shutil.copyfileobj(source, stream)


# ------------------------------------------------------------------------------------ whose it is


def _is_ours(place: Path) -> bool:
    """Whether a file is empty or says that Elshi made it."""
    try:
        if zipfile.is_zipfile(place):
            with zipfile.ZipFile(place) as archive, archive.open("docProps/core.xml") as core:
                return b"Elshi" in core.read(_LOOKED_AT)
        with place.open("rb") as whole:
            size = whole.seek(0, os.SEEK_END)
            whole.seek(0)
            begins = whole.read(_LOOKED_AT)
            whole.seek(max(0, size - _LOOKED_AT))
            ends = whole.read(_LOOKED_AT)
        if begins.startswith(b"\x1f\x8b"):
            with gzip.open(place) as packed:
                begins, ends = packed.read(_LOOKED_AT), b""
    except (OSError, EOFError, KeyError, ValueError, RuntimeError, zlib.error, zipfile.BadZipFile):
        return False
    return not size or bool(MADE.search(begins.removeprefix(b"\xef\xbb\xbf")) or MADE.search(b"\n" + ends))


def _is_our_folder(place: Path) -> bool:
    """Whether a folder holds an export of Elshi as it was written, and nothing else."""
    try:
        files = {path.name: path for path in place.iterdir() if path.is_file() and not path.is_symlink()}
        if len(files) != len(list(place.iterdir())):
            return False
        with files.pop(LIST).open("rb") as source:
            listed = json.loads(source.read(_LONGEST_LIST))
        return files.keys() == listed.keys() and all(_sha256(files[name]) == listed[name] for name in files)
    except (OSError, ValueError, AttributeError, KeyError, RecursionError):
        return False


def _sha256(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
