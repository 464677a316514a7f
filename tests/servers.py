"""Real Neo4j servers from their published artifacts, on loopback, for tests that need one of their own.

``python -m tests.servers VERSION… -- COMMAND`` starts one of each version, runs the command with
``NEO4J_URI``, ``NEO4J_PASSWORD`` (of the first) and ``ELSHI_TEST_SERVERS`` (all, as JSON) set, and stops
them. ``.ci/neo4j`` brings the artifacts and calls it.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]

_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.lang", "java.util.concurrent")
_PATIENCE = 120
"""Seconds that a server may take until it answers."""


def artifacts(version: str) -> Path | None:
    """The folder with the jars of a version, where ``.ci/neo4j`` has brought them."""
    folder = ROOT / ".neo4j" / version
    return folder / "lib" if (folder / "ready").exists() else None


def brought() -> list[str]:
    """The versions whose jars are here, the oldest first."""
    return sorted(folder.parent.name for folder in (ROOT / ".neo4j").glob("*/ready"))


def is_calendar(version: str) -> bool:
    """Whether it is one of the releases numbered by year and month, which came after 5.26."""
    return int(version.split(".")[0]) > 2000


@cache
def javas() -> dict[int, Path]:
    """The Java machines that are here, by their version."""
    found: dict[int, Path] = {}
    named = [os.environ.get("JAVA_HOME", "") + "/bin/java", shutil.which("java") or ""]
    for path in [*map(Path, named), *sorted(Path("/usr/lib/jvm").glob("*/bin/java"))]:
        if path.is_file():
            said = subprocess.run([path, "-version"], capture_output=True, text=True, check=False).stderr
            if match := re.search(r'version "(\d+)', said):
                found.setdefault(int(match[1]), path)
    return found


def java_for(version: str) -> Path | None:
    """A Java that runs a version: 17 or 21 for 5.26, 21 or later for the newer ones."""
    fits = [n for n in sorted(javas()) if (n >= 21 if is_calendar(version) else n in (17, 21))]
    return javas()[fits[0]] if fits else None


def free_port() -> int:
    """A port of the loopback interface that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A Neo4j server in a folder of its own: ``start``, ``stop``, ``kill``, and ``start`` again."""

    def __init__(self, version: str, home: Path, settings: Mapping[str, str] | None = None) -> None:
        lib, java = artifacts(version), java_for(version)
        if lib is None or java is None:
            raise RuntimeError(f"Neo4j {version} is not here; .ci/neo4j brings it, and it needs a Java.")
        self.version, self.home = version, home
        self.password = secrets.token_hex(16)  # never begins with a hyphen, as an option would
        self.bolt, self.http = free_port(), free_port()
        self._java, self._lib = java, lib
        self._process: subprocess.Popen[bytes] | None = None
        self.configure(settings or {})
        self.admin("dbms", "set-initial-password", self.password)

    @property
    def address(self) -> str:
        """Host and port, without a scheme."""
        return f"127.0.0.1:{self.bolt}"

    @property
    def uri(self) -> str:
        """The address over plain Bolt."""
        return f"bolt://{self.address}"

    def configure(self, settings: Mapping[str, str]) -> None:
        """Write ``neo4j.conf``; takes effect at the next start."""
        written = {
            "server.default_listen_address": "127.0.0.1",
            "server.bolt.listen_address": self.address,
            "server.bolt.advertised_address": self.address,
            "server.http.listen_address": f"127.0.0.1:{self.http}",
            "server.http.advertised_address": f"127.0.0.1:{self.http}",
            "server.https.enabled": "false",
            "server.memory.pagecache.size": "256m",
            "dbms.usage_report.enabled": "false",
            "dbms.security.allow_csv_import_from_file_urls": "false",
        } | dict(settings)
        conf = self.home / "conf"
        conf.mkdir(parents=True, exist_ok=True)
        lines = "".join(f"{name}={value}\n" for name, value in written.items())
        (conf / "neo4j.conf").write_text(lines, encoding="utf-8")

    def start(self) -> Server:
        """Start it and wait until it answers."""
        self.launch()
        self.wait()
        return self

    def launch(self) -> None:
        """Start it without waiting."""
        main = "org.neo4j.server." + (
            "Neo4jCommunity" if is_calendar(self.version) else "CommunityEntryPoint"
        )
        self.home.joinpath("logs").mkdir(exist_ok=True)
        with open(self.home / "logs" / "console.log", "ab") as log:
            self._process = subprocess.Popen(
                [
                    *self._command("-Xms512m", "-Xmx1g"),
                    main,
                    f"--home-dir={self.home}",
                    f"--config-dir={self.home / 'conf'}",
                ],
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def stop(self) -> None:
        """Ask it to end, and wait."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def admin(self, *words: str, folder: Path | None = None) -> str:
        """Run a command of ``neo4j-admin`` on this server's folder, in ``folder``; gives what it printed."""
        done = subprocess.run(
            [*self._command("-Xmx1g"), "org.neo4j.server.startup.Neo4jAdminCommand", *words],
            env=os.environ | {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")},
            capture_output=True,
            text=True,
            check=False,
            cwd=folder,
        )
        if done.returncode:
            raise RuntimeError(f"neo4j-admin {words[0]} {words[1]} failed: {done.stdout}{done.stderr}")
        return done.stdout

    def __enter__(self) -> Server:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _command(self, *memory: str) -> list[str]:
        newer = ("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED")
        return [
            str(self._java),
            *memory,
            *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENED),
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
            *(newer if is_calendar(self.version) else ()),
            "-cp",
            f"{self._lib}/*",
        ]

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(_PATIENCE)
            self._process = None

    def wait(self) -> None:
        """Wait until it answers."""
        from neo4j import GraphDatabase
        from neo4j.exceptions import DriverError, Neo4jError

        until = time.monotonic() + _PATIENCE
        scheme = "bolt+ssc" if (self.home / "certificates" / "bolt").exists() else "bolt"
        while True:
            try:
                with GraphDatabase.driver(
                    f"{scheme}://{self.address}", auth=("neo4j", self.password)
                ) as driver:
                    driver.verify_connectivity()
                return
            except (DriverError, Neo4jError, OSError) as error:
                ended = self._process is None or self._process.poll() is not None
                if ended or time.monotonic() > until:
                    self.kill()
                    log = (self.home / "logs" / "console.log").read_text(errors="replace")[-2000:]
                    raise RuntimeError(f"Neo4j {self.version} did not start: {log}") from error
                time.sleep(0.2)


def running() -> list[dict[str, Any]]:
    """The servers that were started for this run: version, uri, password."""
    found: list[dict[str, Any]] = json.loads(os.environ.get("ELSHI_TEST_SERVERS", "[]"))
    return found


@contextmanager
def serving(versions: list[str]) -> Iterator[dict[str, str]]:
    """Servers of some versions in temporary folders; gives the environment that names them.

    The first is emptied by the tests again and again, a second of the same version holds the corpus.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="elshi-neo4j-")))
        servers = [Server(version, folder / str(number)) for number, version in enumerate(versions)]
        for server in servers:
            stack.callback(server.stop)
            server.launch()
        for server in servers:
            server.wait()
        told = [{"version": s.version, "uri": s.uri, "password": s.password} for s in servers]
        yield {
            "NEO4J_URI": servers[0].uri,
            "NEO4J_PASSWORD": servers[0].password,
            "ELSHI_TEST_SERVERS": json.dumps(told),
        }


def main() -> None:
    """Start the servers, run the command, stop the servers; end as the command ended."""
    if sys.argv[1:2] == ["--can-run"]:
        sys.exit(java_for(sys.argv[2]) is None)
    mark = sys.argv.index("--")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with serving(sys.argv[1:mark]) as environment:
        code = subprocess.run(sys.argv[mark + 1 :], env=os.environ | environment, check=False).returncode
    sys.exit(code)


if __name__ == "__main__":
    main()
