"""The Java machine in which the embedded engine runs: its options, and its start.

The engine's package would start it with Java's unfinished module for vectors, of which Java warns on the
terminal of whoever imports us. No graph of ours has vectors, so it starts here, without that module.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from pathlib import Path

OPTIONS = (
    "-Xmx4g",
    "-XX:+UseSerialGC",
    "-XX:+UseCompactObjectHeaders",
    # JPype has Java collect everything each time that Python's collector ran: 0.4 s of a start.
    "-XX:+DisableExplicitGC",
    # Signals stay Python's: JPype's own handler calls into Python from a Java thread and crashes.
    "-Xrs",
    # Java's own remarks, as on a cache of classes that does not fit, are for Java's developers.
    "-Xlog:disable",
    "-Dfile.encoding=UTF-8",
    "-Djava.awt.headless=true",
    "-Dpolyglot.engine.WarnInterpreterOnly=false",
    "--sun-misc-unsafe-memory-access=allow",
    "--enable-native-access=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
)
"""What Java is given whatever the engine runs for; further options may overrule them."""


def start(log_settings: Path, logs: Path, further: Sequence[str]) -> None:
    """Start Java if this process has none yet; ``ARCADEDB_JVM_ARGS`` has the last word on its options.

    Parameters
    ----------
    log_settings
        Where Java reads how it logs.
    logs
        The folder of its crash log, and of what the engine prints.
    further
        Further options.
    """
    import jpype
    from arcadedb_embedded.jvm import get_bundled_jre_lib_path, get_jar_path

    if jpype.isJVMStarted():
        return
    jpype.startJVM(
        get_bundled_jre_lib_path(),
        *OPTIONS,
        f"-Djava.util.logging.config.file={log_settings}",
        f"-XX:ErrorFile={logs / 'jvm.log'}",
        *further,
        *shlex.split(os.environ.get("ARCADEDB_JVM_ARGS", "")),
        classpath=[str(jar) for jar in sorted(Path(get_jar_path()).glob("*.jar"))],
        interrupt=False,
    )
    _close_doors()
    stream = jpype.JClass("java.io.PrintStream")(str(logs / "engine.out"))
    system = jpype.JClass("java.lang.System")
    system.setOut(stream)
    system.setErr(stream)


def _close_doors() -> None:
    """Switch off features that let a query read files on this machine or send data to another.

    The engine reads these switches from Java's global settings; a server's own do not reach them.
    """
    import jpype

    settings = jpype.JClass("com.arcadedb.GlobalConfiguration")
    for switch in ("allowFileUrls", "allowRemoteUrls"):
        settings.findByKey(f"arcadedb.opencypher.loadCsv.{switch}").setValue(False)
