"""Reading in a child process, with limits of memory and time, what libraries of other languages parse.

A workbook or Parquet file that makes its parser ask for all memory, or never end, ends the child, and the
user gets a sentence. The child is a Python of its own that runs nothing from the user's folder (``-P``); it
gives back frames of plain values: first what is known of the file as a whole, then rows.
"""

from __future__ import annotations

import marshal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, is_dataclass
from pathlib import Path
from typing import IO, Any

from elshi.graph.errors import ElshiError

READERS = {
    "workbook": "elshi.loaders.files.workbooks",
    "parquet": "elshi.loaders.files.parquet",
}
"""What can be read in a child → the module whose ``frames(path, …)`` gives the frames."""


@dataclass(frozen=True, slots=True)
class ChildLimits:
    """What a child may take: bytes of memory, and seconds of a processor for the first frame and in all."""

    memory: int = 4_000_000_000
    seconds: int = 120
    seconds_of_a_gigabyte: int = 600


def frames(reader: str, path: Path, *arguments: Any, child: ChildLimits | None = None) -> Iterator[Any]:
    """Read a file in a child process; give the frames of the reader as they come.

    ``arguments`` are plain values, or dataclasses of them. Raises ``ElshiError`` for what the reader refuses,
    and where the child ends before it is done.
    """
    limits = child or ChildLimits()
    seconds = limits.seconds + limits.seconds_of_a_gigabyte * path.stat().st_size // 1_000_000_000
    plain = [asdict(a) if is_dataclass(a) and not isinstance(a, type) else a for a in arguments]
    order = marshal.dumps((reader, str(path), plain, limits.memory, seconds)).hex()
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "elshi.loaders.files.child", order],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout  # noqa: S101 - it is a pipe
        try:
            for kind, content in _received(process.stdout):
                if kind == "end":
                    return
                if kind == "refused":
                    raise ElshiError(content)
                yield content
        finally:
            process.kill()
    raise ElshiError(
        f"{path.name} cannot be read: it needs more than {limits.memory / 1e9:g} GB of memory or "
        f"{seconds:,} seconds, or is damaged; a smaller or plainer file, such as CSV UTF-8, was expected."
    )


def _received(pipe: IO[bytes]) -> Iterator[tuple[str, Any]]:
    while len(head := pipe.read(8)) == 8:
        size = int.from_bytes(head, "little")
        body = pipe.read(size)
        if len(body) < size:
            return
        yield marshal.loads(body)  # noqa: S302 - written by our own child, plain values only


# ------------------------------------------------------------------------------------- the child


def _limit(memory: int, seconds: int) -> None:
    """Bound what this process may take, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _send(kind: str, content: Any = None) -> None:
    body = marshal.dumps((kind, content))
    sys.stdout.buffer.write(len(body).to_bytes(8, "little") + body)


def main(order: str) -> None:
    """Run one reader and write its frames to standard output."""
    from importlib import import_module

    reader, path, arguments, memory, seconds = marshal.loads(bytes.fromhex(order))  # noqa: S302 - from frames
    _limit(memory, seconds)
    found: Iterable[Any] = import_module(READERS[reader]).frames(Path(path), *arguments)
    try:
        for content in found:
            _send("frame", content)
    except ElshiError as error:
        _send("refused", str(error))
    else:
        _send("end")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1])
