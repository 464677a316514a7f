"""A slice of the campaign of hostile tables and command lines that ``make fuzz`` runs whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from elshi.graph.store.store import Store
from tests.conftest import empty
from tests.fuzz.campaign import Campaign


@pytest.fixture
def campaign(commands: Store, tmp_path: Path) -> Campaign:
    empty(commands)
    begun = Campaign(commands, tmp_path)
    begun.begin()
    return begun


def test_hostile_tables_load_whole_or_are_refused(campaign: Campaign) -> None:
    campaign.tables(100)
    assert not campaign.failures, "\n\n".join(campaign.failures)
    assert campaign.refused > 50


def test_hostile_command_lines_end_in_an_answer_or_a_sentence(campaign: Campaign) -> None:
    campaign.lines(40)
    assert not campaign.failures, "\n\n".join(campaign.failures)
    assert campaign.refused > 10
