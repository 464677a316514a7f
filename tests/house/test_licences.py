"""Licences: everybody may use what Elshi needs at run time, and what it contains of others is named."""

from __future__ import annotations

import re

import pytest

from tests.fixtures.licences import PERMISSIVE, ROOT, licence, packages, row

PAGE = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")


def is_permissive(expression: str) -> bool:
    """Whether every licence of an SPDX expression is, of alternatives at least one."""
    return all(
        any(one.strip(" ()") in PERMISSIVE for one in part.split(" OR "))
        for part in expression.split(" AND ")
    )


@pytest.mark.parametrize("package", packages())
def test_a_package_at_run_time_has_a_permissive_licence_that_the_page_lists(package: str) -> None:
    stated = licence(package)
    if stated is None:
        assert f"| {package} | " in PAGE
    else:
        assert is_permissive(stated)
        assert row(package) in PAGE


def test_the_page_lists_nothing_that_is_not_in_the_run_time_set() -> None:
    listed = re.findall(r"^\| ([\w.-]+) \| ", PAGE, re.MULTILINE)
    assert listed[1:] == packages()


def test_a_copyleft_licence_is_noticed() -> None:
    assert is_permissive("Apache-2.0 AND (MIT OR GPL-3.0-only)")
    assert not is_permissive("MIT AND GPL-3.0-only")
    assert not is_permissive("not stated")


@pytest.mark.parametrize("work", ["world-atlas", "vis-network", "pyvis", "GeoNames", "CLDR", "ArcadeDB"])
def test_the_notice_names_what_others_made(work: str) -> None:
    assert work in (ROOT / "NOTICE").read_text(encoding="utf-8")


def test_the_curated_tables_carry_their_own_licence() -> None:
    text = (ROOT / "loaders" / "corpus" / "LICENSE").read_text(encoding="utf-8")
    assert "Creative Commons Attribution 4.0 International" in text
