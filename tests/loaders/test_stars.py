"""A list of bilateral ties in one row is asked about, and a row that says how it is meant is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from elshi.loaders.curation.check import examine
from elshi.loaders.curation.desk import Desk
from elshi.loaders.curation.stars import stars
from elshi.loaders.tables.rows import read

TREATIES = "id,kind,name,signed_by,note,pairing,source\n"
EVENTS = "id,kind,name,hosted_by,joined_by,places,note,source\n"


def asked(tmp_path: Path, table: str, text: str) -> list[str]:
    path = tmp_path / f"{table}.csv"
    path.write_text(text, encoding="utf-8")
    found = read(path)
    assert not found.problems
    return [finding.sentence for finding in stars(Desk(found.rows))]


@pytest.mark.parametrize(
    ("name", "parties", "note", "sign"),
    [
        ("Agreement on science", "KZ; US; DE; FR", "", "has 4 parties in signed_by"),
        ("Agreements on science", "KZ; US; DE", "", "names several ('Agreements') and has 3 parties"),
        ("Agreement on science", "KZ; US; DE", "Signed with each of them.", "says 'each' of 3 parties"),
        ("Agreement on science", "KZ; US; DE", "Подписано отдельно", "says 'отдельно' of 3 parties"),
        ("Ғылым туралы келісім", "KZ; US; DE", "Жеке-жеке жасалды", "says 'Жеке-жеке' of 3 parties"),
    ],
)
def test_a_likely_list_is_asked_about(name: str, parties: str, note: str, sign: str, tmp_path: Path) -> None:
    [sentence] = asked(tmp_path, "treaties", f"{TREATIES}kz-ties,agreement,{name},{parties},{note},,mine\n")
    assert sign in sentence
    assert "did they take part together?" in sentence


@pytest.mark.parametrize("pairing", ["together", "severally"])
def test_a_row_that_says_how_it_is_meant_is_not(pairing: str, tmp_path: Path) -> None:
    row = f"kz-ties,agreement,Agreements on science,KZ; US; DE; FR,,{pairing},mine\n"
    assert not asked(tmp_path, "treaties", TREATIES + row)


@pytest.mark.parametrize(
    ("parties", "note"),
    [("KZ; US; DE", ""), ("KZ; US", "Each keeps a copy"), ("KZ; US; DE", "Reached at sea")],
)
def test_a_treaty_of_a_few_is_no_list(parties: str, note: str, tmp_path: Path) -> None:
    assert not asked(tmp_path, "treaties", f"{TREATIES}kz-tie,agreement,Agreement,{parties},{note},,mine\n")


def test_places_as_many_as_hosts_and_visits_to_many_are_asked_about(tmp_path: Path) -> None:
    rows = (
        "abai-abroad,anniversary,Abai abroad,TR; CN; FR,KZ,tr-ankara; cn-beijing; fr-paris,,mine\n"
        "visits,visit,Visits of writers,KZ,RU; UZ; KG; TJ,,,mine\n"
        "congress,congress,Congress,KZ,RU; UZ; KG; TJ,kz-almaty,,mine\n"
    )
    sentences = asked(tmp_path, "events", EVENTS + rows)
    assert [sentence.split(" ")[0] for sentence in sentences] == ["abai-abroad", "visits"]
    assert "has as many places as hosts (3)" in sentences[0]


def test_every_likely_star_of_the_corpus_was_looked_at() -> None:
    checked = examine()
    assert not checked.findings
    assert len([finding for finding in checked.settled if finding.kind == "joint"]) == 11
