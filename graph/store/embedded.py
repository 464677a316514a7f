"""The embedded database, which needs no server.

ArcadeDB runs in this process and listens on the loopback interface only, on free ports and with
random passwords, so that the same driver and the same Cypher serve as with Neo4j. The first process
that opens a folder runs the engine; a later one of the same user attaches to it through
``access.json`` (mode 0600, there only while the engine runs). Reading goes through a second user
whom the engine itself forbids to write.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import stat
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from elshi.graph import files
from elshi.graph.errors import ElshiError
from elshi.graph.store import aot_cache, guests, java, resident
from elshi.graph.store.driver import without_frames

DATABASE = "elshi"
Profile = Literal["library", "brief", "long", "resident"]
"""What the engine runs for: any program, a command that asks a little or loads a lot, or many commands."""

Keeper = Callable[[Path], "subprocess.Popen[bytes] | None"]
"""Starts a process that runs the engine of a folder and stays; none where it cannot."""

_JAVA: dict[Profile, tuple[str, ...]] = {
    "library": (),
    "brief": ("-XX:TieredStopAtLevel=1",),
    "long": ("-Xms2g", "-Xmn1g"),
    "resident": ("-XX:TieredStopAtLevel=1",),
}
"""Java's options: only the quick compiler for a few questions; for loads, room for a large transaction's
young objects (2 to 3 times faster).
"""
_PATIENCE = 120.0
"""Seconds to wait for another process that is starting the engine."""

_HOSPITALITY = 60.0
"""Seconds that the engine's process waits, when it ends, for commands that are still attached."""

_GROUPS = {
    "version": 1,
    "databases": {
        "*": {
            "groups": {
                "admin": {
                    "access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
                    "types": {
                        "*": {
                            "access": [
                                "createRecord", "readRecord", "updateRecord", "deleteRecord",
                            ]
                        }
                    },
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                },
                "reader": {
                    "access": [],
                    "types": {"*": {"access": ["readRecord"]}},
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                },
            }
        }
    },
}  # fmt: skip

_LOGGING = """handlers=java.util.logging.FileHandler
.level=WARNING
java.util.logging.FileHandler.pattern={log}
java.util.logging.FileHandler.limit=1000000
java.util.logging.FileHandler.count=1
java.util.logging.FileHandler.append=true
java.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter
"""


@dataclass(frozen=True, slots=True)
class Access:
    """How to reach a running engine; never shown, logged or kept after it stops."""

    uri: str
    writer: tuple[str, str]
    reader: tuple[str, str]
    process: int
    resident: bool = False


class Engine:
    """The engine that this process runs, or the one that it is attached to (``server`` is None)."""

    def __init__(self, folder: Path, *, profile: Profile = "library", keeper: Keeper | None = None) -> None:
        self.folder = folder
        self._profile = profile
        self._keeper = keeper
        self._lock: Any = None
        self._guest: Any = None
        self._server: Any = None
        self._limits: list[float] = []
        self._limiting = threading.Lock()
        self.access = self._open()

    @property
    def attached(self) -> bool:
        """Whether another process runs the engine."""
        return self._server is None

    @contextmanager
    def limited(self, seconds: float) -> Iterator[None]:
        """Within it, the engine stops statements that run longer, if this process runs it.

        The limit is the engine's own and taken when a statement begins, so that of several the longest holds.
        """
        if self._server is None:
            yield
            return
        with self._limiting:
            self._limits.append(seconds)
            self._tell_limit()
        try:
            yield
        finally:
            with self._limiting:
                self._limits.remove(seconds)
                self._tell_limit()

    def _tell_limit(self) -> None:
        import jpype

        limit = jpype.JClass("com.arcadedb.GlobalConfiguration").COMMAND_TIMEOUT
        configuration = self._server._java_server.getDatabase(DATABASE).getConfiguration()
        configuration.setValue(limit, int(1000 * max(self._limits, default=0)))

    def close(self) -> None:
        """Stop the engine if this process runs it; safe to call twice.

        Connections to it must be closed before: the engine waits for those that are open.
        """
        if self._guest is not None:
            self._guest.release()
            with suppress(OSError):
                Path(self._guest.lock_file).unlink()
            self._guest = None
        if self._server is not None:
            self._file.unlink(missing_ok=True)
            guests.see_out(self.folder, _HOSPITALITY)
            self._server.stop()
            self._server = None
            _keep_to_its_owner(self.folder)
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    @property
    def _file(self) -> Path:
        return self.folder / "access.json"

    def _open(self) -> Access:
        from filelock import FileLock, Timeout

        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _keep_to_its_owner(self.folder)
            lock = FileLock(self.folder / "engine.lock", mode=0o600, thread_local=False)
            waited = time.monotonic() + _PATIENCE
            keeper: subprocess.Popen[bytes] | None = None
            while True:
                if keeper is None or keeper.poll() is not None:
                    with suppress(Timeout):
                        lock.acquire(timeout=0)
                        if self._keeper and keeper is None and (keeper := self._keeper(self.folder)):
                            _warm_up()
                            lock.release()
                            continue
                        self._lock = lock
                        return self._start()
                if access := self._attach():
                    return access
                if time.monotonic() > waited:
                    raise ElshiError(
                        f"The database in {self.folder} is in use by another process that does not "
                        f"answer; end that process and try again."
                    )
                time.sleep(0.05)
        except OSError as error:
            raise ElshiError(
                f"The database folder {self.folder} cannot be used: {error.strerror or error}."
            ) from error

    def _attach(self) -> Access | None:
        """The access of the process that runs the engine, once it has written it and answers.

        A guest holds a lock of its own, taken before it looks whether the engine still takes guests: the
        engine's process withdraws the access first, then waits for every lock that it finds. Whichever thread
        closes the store releases it. A resident engine without other guests makes way for a load, which needs
        another one.
        """
        if not self._file.exists():
            return None
        guest = guests.lock(self.folder)
        guest.acquire(timeout=0)
        if access := self._answering():
            if not (access.resident and self._profile == "long" and not guests.present(self.folder, guest)):
                self._guest = guest
                return access
            resident.ask_to_end(self.folder)
        guest.release()
        with suppress(OSError):
            Path(guest.lock_file).unlink()
        return None

    def _answering(self) -> Access | None:
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
            access = Access(
                found["uri"],
                tuple(found["writer"]),
                tuple(found["reader"]),
                found["process"],
                found.get("resident", False),
            )
            host, port = access.uri.removeprefix("bolt://").rsplit(":", 1)
            with socket.create_connection((host, int(port)), timeout=2):
                return access
        except (OSError, ValueError, KeyError):
            return None

    def _start(self) -> Access:
        self._file.unlink(missing_ok=True)
        access = Access(
            f"bolt://127.0.0.1:{_free_port()}",
            ("root", secrets.token_urlsafe(24)),
            ("reader", secrets.token_urlsafe(24)),
            os.getpid(),
            self._profile == "resident",
        )
        try:
            self._server = _serve(self.folder, access, self._profile)
        except Exception as error:
            self._lock.release()
            self._lock = None
            raise ElshiError(
                f"The embedded database in {self.folder} could not be opened "
                f"({type(error).__name__}); its log is {self.folder / 'log' / 'engine.log'}."
            ) from error
        self._write_access(access)
        return access

    def _write_access(self, access: Access) -> None:
        with files.replacing(self._file, 0o600) as fresh:
            fresh.write_text(json.dumps(asdict(access)), encoding="utf-8")


def _keep_to_its_owner(folder: Path) -> None:
    """Remove other users' access to a data folder and everything in it, whatever the umask was."""
    if os.name == "nt":
        return
    for place, _, names in os.walk(folder):
        for path in (Path(place), *(Path(place, name) for name in names)):
            with suppress(OSError):
                mode = path.lstat().st_mode
                if stat.S_IMODE(mode) & 0o077 and not stat.S_ISLNK(mode):
                    path.chmod(stat.S_IMODE(mode) & 0o700)


def _serve(folder: Path, access: Access, profile: Profile) -> Any:
    """Start the server on the folder, create the database and its reading user."""
    from arcadedb_embedded import create_server

    for room in ("config", "log"):
        (folder / room).mkdir(exist_ok=True)
    log = folder / "log" / "engine.log"
    (folder / "config" / "server-groups.json").write_text(json.dumps(_GROUPS), encoding="utf-8")
    (folder / "config" / "server-users.jsonl").unlink(missing_ok=True)
    settings = folder / "config" / "logging.properties"
    settings.write_text(_LOGGING.format(log=log.as_posix()), encoding="utf-8")
    with nullcontext() if profile == "library" else _quiet(log):
        java.start(settings, folder / "log", [*_JAVA[profile], *aot_cache.options()])
        server = create_server(
            str(folder),
            access.writer[1],
            {
                "host": "127.0.0.1",
                "http_port": str(_free_port()),
                "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
                "bolt_port": int(access.uri.rsplit(":", 1)[1]),
                "mode": "development",
                # Stretching is for passwords that people choose; these are 24 random bytes.
                "server_securitySaltIterations": 1,
            },
        )
        if profile in ("brief", "long"):
            _warm_up()
        server.start()
        try:
            server.create_database(DATABASE)
            _create_reader(server, access)
        except BaseException:
            server.stop()
            raise
    return server


def _warm_up() -> None:
    """Import what every command needs next while the engine starts on another core."""
    without_frames()

    def bring() -> None:
        for module in ("neo4j", "pydantic"):
            import_module(module)

    threading.Thread(target=bring, daemon=True).start()


def _create_reader(server: Any, access: Access) -> None:
    import jpype

    security = server._java_server.getSecurity()
    name, password = access.reader
    user = {
        "name": name,
        "password": str(security.encodePassword(password)),
        "databases": {DATABASE: ["reader"]},
    }
    security.createUser(jpype.JClass("com.arcadedb.serializer.json.JSONObject")(json.dumps(user)))


_streams = threading.Lock()


@contextmanager
def _quiet(log: Path) -> Iterator[None]:
    """Send what the Java machine prints while it starts to the log instead of the terminal."""
    with _streams, open(log, "ab") as file:
        kept = {number: os.dup(number) for number in (1, 2)}
        try:
            for number in kept:
                os.dup2(file.fileno(), number)
            yield
        finally:
            for number, copy in kept.items():
                os.dup2(copy, number)
                os.close(copy)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
