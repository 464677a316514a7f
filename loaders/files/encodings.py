"""Encodings: which one a text file is written in, found from its bytes and never guessed in silence.

UTF-8, UTF-16 and UTF-32 are known by their mark or their shape; a file that is none of them is read as
Windows-1251 (Cyrillic), its Kazakh sister KZ-1048 or Windows-1254 (Turkish) where its letters make words
that way, and refused otherwise, with the line at fault. The file is read as a stream, however long it is.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from elshi.graph.errors import ElshiError

CHUNK = 1 << 20
LONGEST_LINE = 50_000_000
"""Bytes between two line breaks; more is no table that anybody wrote."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SHOWN = {"cp1251": "Windows-1251", "cp1254": "Windows-1254", "kz1048": "KZ-1048", "utf-8-sig": "UTF-8"}
_SAMPLE = 1 << 20


def is_of_text(encoding: str) -> bool:
    """Whether Python knows an encoding by the name, and it is one that people write texts in.

    >>> [is_of_text(name) for name in ("koi8-r", "UTF-16", "rot13", "zip", "punycode", "undefined", "a\\0b")]
    [True, True, False, False, False, False, False]
    """
    try:
        found = codecs.lookup(encoding)
    except (LookupError, ValueError):
        return False
    return found._is_text_encoding and found.name not in _NOT_OF_TABLES


_NOT_OF_TABLES = {
    "idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7", "mbcs", "oem", "palmos",
}  # fmt: skip
"""Encodings of names, programs and mail, or of the machine that one sits at."""


@dataclass(frozen=True, slots=True)
class Text:
    """What a text file turned out to be: Python's name of its encoding, and its SHA-256."""

    encoding: str
    sha256: str

    @property
    def shown(self) -> str:
        """The encoding as people call it."""
        return _SHOWN.get(self.encoding, self.encoding.upper())


def examine(path: Path, encoding: str | None = None) -> Text:
    """Read a text file once, as a stream: its encoding (or the one that is given) and its hash.

    Raises ``ElshiError`` for a NUL character, a line without end, and letters of no known encoding.
    """
    with path.open("rb") as file:
        start = file.read(4096)
    if encoding is not None:
        if not is_of_text(encoding):
            raise ElshiError(
                f"'{encoding}' is not an encoding; one such as utf-8, windows-1251 or koi8-r was expected."
            )
        sha256, fault = _decoded(path, encoding)
        if fault:
            raise ElshiError(f"{path.name}, line {fault.line}: byte 0x{fault.byte:02X} is not {encoding}.")
        return Text(encoding, sha256)
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), None) or _shape(start)
    sha256, fault = _decoded(path, marked or "utf-8")
    if not fault:
        return Text(marked or "utf-8", sha256)
    if fault.cut:
        raise ElshiError(
            f"{path.name}, line {fault.line}: the file breaks off in the middle of a letter; get it whole."
        )
    if marked:
        raise ElshiError(
            f"{path.name}, line {fault.line}: the file begins as {_SHOWN.get(marked, marked.upper())} and "
            "holds bytes that are not; save it whole as CSV UTF-8."
        )
    return Text(_eight_bit(path, fault), sha256)


@dataclass(frozen=True, slots=True)
class _Fault:
    line: int
    byte: int
    cut: bool
    """Whether the file ends within a letter of an encoding that it keeps to before."""


def _shape(start: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of plain letters is zero."""
    even, odd = start[::2], start[1::2]
    if len(start) < 4 or b"\0" not in start:
        return None
    if odd.count(0) > len(odd) / 5 and 0 not in even:
        return "utf-16-le"
    if even.count(0) > len(even) / 5 and 0 not in odd:
        return "utf-16-be"
    return None


def _decoded(path: Path, encoding: str) -> tuple[str, _Fault | None]:
    """The hash of a file and where it is not in the encoding; refuses NULs and endless lines."""
    sha256, decoder = hashlib.sha256(), codecs.getincrementaldecoder(encoding)()
    fault, line, run, beyond = None, 1, 0, False
    with path.open("rb") as file:
        while True:
            chunk = file.read(CHUNK)
            sha256.update(chunk)
            if fault is None:
                try:
                    text = decoder.decode(chunk, final=not chunk)
                except UnicodeDecodeError as error:
                    at = error.object[: error.start].count(b"\n")
                    fault = _Fault(line + at, error.object[error.start], beyond and not chunk)
                else:
                    beyond = beyond or not text.isascii()
                    if (nul := text.find("\0")) >= 0:
                        where = line + text.count("\n", 0, nul)
                        raise ElshiError(f"{path.name}, line {where}: a NUL character; text was expected.")
                    line += text.count("\n")
            last = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
            run = run + len(chunk) if last < 0 else len(chunk) - last
            if run > LONGEST_LINE:
                raise ElshiError(
                    f"{path.name}, line {line}: more than {LONGEST_LINE:,} bytes without a line break; "
                    "a table with one row to a line was expected."
                )
            if not chunk:
                return sha256.hexdigest(), fault


def _eight_bit(path: Path, fault: _Fault) -> str:
    """Windows-1251 or Windows-1254, where all lines with such letters make words in it."""
    sample, size = [], 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.isascii():
                continue
            if b"\0" in line:
                raise ElshiError(f"{path.name}, line {number}: a NUL character; text was expected.")
            if _is_utf8(line):
                raise ElshiError(
                    f"{path.name} mixes encodings: line {number} is UTF-8 and line {fault.line} is not "
                    f"(byte 0x{fault.byte:02X}); save it whole as CSV UTF-8."
                )
            sample.append(line)
            if (size := size + len(line)) > _SAMPLE:
                break
    if found := eight_bit(b"".join(sample)):
        return found
    raise ElshiError(
        f"{path.name}, line {fault.line}: byte 0x{fault.byte:02X} is not UTF-8, and the letters make no "
        "words in Windows-1251 or Windows-1254 either; save the table as CSV UTF-8, or say --encoding."
    )


def _is_utf8(line: bytes) -> bool:
    """Whether a line's letters are UTF-8 beyond chance: all of them, and two at the least."""
    try:
        text = line.decode()
    except UnicodeDecodeError:
        return False
    return sum(letter > "\x7f" for letter in text) >= 2


_WORD = re.compile(r"[^\W\d_]+")
_MARKS_OF_TEXT = frozenset("«»“”„‘’‚–—…№°§©®·•\xa0\xad")


_MIXED = re.compile(r"[a-z]", re.IGNORECASE)
_KAZAKH = re.compile("[ќЌѕЅ]")
"""What Windows-1251 shows for the Kazakh қ and ң: letters of Macedonian, which has no ы."""


def eight_bit(sample: bytes) -> str | None:
    """``cp1251``, ``kz1048`` or ``cp1254`` for a text in which high letters make words; else ``None``.

    Letters beyond ASCII stand next to each other in Cyrillic and between Latin ones in Turkish; and
    words are small, capitalised or capital and of one script, which letters of another encoding are not
    when misread.

    >>> eight_bit("Республика Казахстан".encode("cp1251"))
    'cp1251'
    >>> eight_bit("Türkiye Cumhuriyeti, Çağdaş Işıklar".encode("cp1254"))
    'cp1254'
    >>> eight_bit("Қазақстан мен Қытай арасындағы келісім".encode("kz1048"))
    'kz1048'
    >>> eight_bit("Республика Казахстан".encode("koi8-r")), eight_bit("Łódź; Příbram".encode("cp1250"))
    (None, None)
    """
    among = len(re.findall(rb"[\x80-\xff]{2}", sample))
    between = len(
        re.findall(
            rb"(?<=[A-Za-z])[\x80-\xff](?![\x80-\xff])|(?<![\x80-\xff])[\x80-\xff](?=[A-Za-z])", sample
        )
    )
    encoding = "cp1251" if among > between else "cp1254"
    try:
        text = sample.decode(encoding)
        if encoding == "cp1251" and _KAZAKH.search(text) and "ы" in text:
            encoding, text = "kz1048", sample.decode("kz1048")
    except UnicodeDecodeError:
        return None
    high = [letter for letter in text if letter > "\x7f"]
    odd = sum(not (letter.isalpha() or letter in _MARKS_OF_TEXT) for letter in high)
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    wild = sum(not (word.islower() or word.isupper() or word[1:].islower()) for word in words)
    if encoding != "cp1254":
        wild += sum(bool(_MIXED.search(word)) for word in words)
    return None if 10 * odd > len(high) or 10 * wild > len(words) else encoding
