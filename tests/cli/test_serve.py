"""``elshi serve``: pages while it runs, other commands beside it, and a clean end."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest


def serving(home: Path, *words: str) -> tuple[subprocess.Popen[str], str]:
    """A running explorer on a data folder, and the address that it prints."""
    process = subprocess.Popen(
        [sys.executable, "-m", "elshi", "--db", str(home), "serve", "--port", "0", *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "NEO4J_URI": "", "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert process.stdout
    line = process.stdout.readline()
    found = re.search(r"http://\S+", line)
    assert found, line
    return process, found[0]


def test_the_explorer_serves_beside_other_commands_and_ends_cleanly(corpus_home: Path) -> None:
    process, address = serving(corpus_home)
    try:
        with urllib.request.urlopen(f"{address}actor/KZ") as answer:  # noqa: S310 - our own address
            assert "Kazakhstan" in answer.read().decode()
        words = [sys.executable, "-m", "elshi", "--db", str(corpus_home), "resolve", "Түркия", "--csv"]
        beside = subprocess.run(words, capture_output=True, text=True, check=True)
        assert "sure" in beside.stdout
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=300)
    assert process.returncode in (0, 130)
    assert "Traceback" not in errors
    assert not (corpus_home / "access.json").exists()


def test_for_other_machines_the_explorer_asks_for_a_token(corpus_home: Path) -> None:
    process, address = serving(corpus_home, "--host", "0.0.0.0")  # noqa: S104 - that is what is tested
    try:
        assert "?token=" in address
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(address.partition("?")[0])  # noqa: S310 - our own address
        assert refused.value.code == 401
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=300)


def test_a_port_that_is_taken_is_named(corpus_home: Path) -> None:
    process, address = serving(corpus_home)
    try:
        port = re.search(r":(\d+)/", address)[1]  # type: ignore[index]
        words = [sys.executable, "-m", "elshi", "--db", str(corpus_home), "serve", "--port", port]
        second = subprocess.run(words, capture_output=True, text=True)
        assert second.returncode == 1
        assert f"cannot listen at 127.0.0.1, port {port}" in second.stderr
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=300)
