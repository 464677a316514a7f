"""What a user types is bounded: one sentence and exit code 1, no traceback, no endless work."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from elshi.graph.cli.main import LONGEST_WORD

Command = Callable[..., subprocess.CompletedProcess[str]]

HUGE = "99999999999999999999"


@pytest.mark.parametrize(
    "words",
    [
        ("report", "r.json", "--seed", "-1"), ("report", "r.json", "--seed", HUGE),
        ("report", "r.json", "--top", "99999999"), ("report", "r.json", "--resamples", HUGE),
        ("report", "r.json", "--missing", "nan"), ("report", "r.json", "--periods", f"1-{HUGE}"),
        ("map", "m.html", "--from", HUGE), ("map", "m.html", "--around", "KZ", "--hops", "999999999"),
        ("map", "m.html", "--group", "; ;"), ("map", "m.html", "--group", ""),
        ("map", "m.html", "--around", " "),
        ("map", "m.html", "--min-weight", "nan"), ("map", "m.html", "--layout-from", "/dev/zero"),
        ("cypher", ""), ("compare", "/dev/zero", "/dev/zero"), ("restore", "/dev/zero"),
        ("load", "/dev/zero"),
        ("--db", "http://localhost/", "sources"), ("--db", "https+api://localhost/", "sources"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_value_out_of_bounds_is_refused_in_a_sentence(
    elshi: Command, tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = elshi(*(str(tmp_path / word) if word in ("r.json", "m.html") else word for word in words))
    assert done.returncode == 1, done.stdout
    assert done.stderr.startswith("elshi: ")
    assert any(word in done.stderr for word in ("expected", "cannot be read", "is no", "such as"))


@pytest.mark.parametrize(
    "encoding",
    ["zip", "base64", "rot13", "punycode", "undefined", "idna", "hex", "unicode_escape", "a\0b", "x" * 5_000],
)
def test_an_encoding_that_is_none_of_text_is_refused(elshi: Command, tmp_path: Path, encoding: str) -> None:
    table = tmp_path / "treaties.csv"
    table.write_text("id,name\nx,y\n", "utf-8")
    done = elshi("load", str(table), "--encoding", encoding)
    assert done.returncode == 1
    assert "is not an encoding; one such as utf-8" in done.stderr


def test_json_that_is_nested_too_deep_is_refused(elshi: Command, tmp_path: Path) -> None:
    for name, text in (("a", "[" * 100_000), ("b", '[{"id":' + "[" * 100_000 + "]" * 100_000 + "}]")):
        (tmp_path / f"{name}.json").write_text(text, "utf-8")
        assert elshi("load", str(tmp_path / f"{name}.json"), "--kind", "treaties").returncode == 1


def test_a_mapping_without_end_is_refused(elshi: Command, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"a": 1}]', "utf-8")
    done = elshi("load", str(tmp_path / "a.json"), "--kind", "wikidata", "--mapping", "/dev/zero")
    assert done.returncode == 1
    assert "a mapping in TOML was expected" in done.stderr


def test_a_word_longer_than_any_name_is_refused(elshi: Command) -> None:
    for words in (("show",), ("resolve",), ("cypher",), ("load",), ("map", "m.html", "--title")):
        done = elshi(*words, "a " * (LONGEST_WORD // 2 + 1))
        assert done.returncode == 1
        assert f"has {LONGEST_WORD + 2:,} characters, where {LONGEST_WORD:,} are the most" in done.stderr
