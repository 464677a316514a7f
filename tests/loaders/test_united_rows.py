"""Rows of one thing: a row for each party, an actor in several rows, ids that stay with what a row says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from elshi.graph.errors import ElshiError, TableError
from elshi.graph.store.store import Store
from elshi.loaders.load.load import load
from elshi.loaders.load.options import LoadOptions

Write = Callable[[str, str], Path]

PARTIES = """\
Convention,Signed,Country,Type
Istanbul declaration on libraries,2001-05-04,Kazakhstan,declaration
Istanbul declaration on libraries,2001-05-04,Turkey,declaration
Istanbul declaration on libraries,2001-05-04,Kyrgyzstan,declaration
Ankara protocol,2002-01-10,Uzbekistan,protocol
Ankara protocol,2002-02-11,Turkey,protocol
Ankara protocol,2004-02-11,Turkey,protocol
"""
UNITED = LoadOptions(
    kind="treaties",
    mapping={"Convention": "name", "Signed": "date", "Country": "signed_by", "Type": "kind"},
    source="UNESCO list",
    unite=True,
)
SCHOOLS = """\
name,belongs_to,wikidata,faculty
Mukhtar Auezov University,KZ,,Philology
Mukhtar Auezov University,KZ,,History
Mukhtar  auezov University,,,Law
Gazi University,TR,,Arts
"""


def treaties(store: Store) -> dict[str, tuple[str, list[str]]]:
    rows = store.read(
        "MATCH (t:Elshi:Treaty) OPTIONAL MATCH (p)-[:SIGNED]->(t) "
        "RETURN t.id AS id, t.date AS date, p.id AS party ORDER BY id, party"
    )
    found: dict[str, tuple[str, list[str]]] = {}
    for row in rows:
        found.setdefault(row["id"], (row["date"], []))[1].append(row["party"])
    return found


def test_a_row_for_each_party_is_one_treaty_when_it_is_asked_for(store: Store, file: Write) -> None:
    done = load(store, [file("parties.csv", PARTIES)], UNITED)
    assert treaties(store) == {
        "istanbul-declaration-on-libraries-2001": ("2001-05-04", ["KG", "KZ", "TR"]),
        "ankara-protocol-2002": ("2002-01-10", ["TR", "UZ"]),
        "ankara-protocol-2004": ("2004-02-11", ["TR"]),
    }
    assert done.remarks[:2] == (
        "parties.csv: 5 rows were united into 2 ties.",
        "parties.csv, rows 5, 6: 'Signed' has several values; 2002-01-10 was kept, 2002-02-11 was left out.",
    )


def test_rows_of_one_id_are_one_treaty_then(store: Store, file: Write) -> None:
    table = "id,kind,name,signed_by,source\ncsm,treaty,On museums,KZ,mine\ncsm,treaty,On museums,TR,mine\n"
    path = file("treaties.csv", table)
    with pytest.raises(TableError, match="'csm' is already used"):
        load(store, [path], source="mine")
    load(store, [path], source="mine", unite=True)
    assert treaties(store) == {"csm": (None, ["KZ", "TR"])}


def test_a_table_of_no_ties_is_not_united(store: Store, file: Write) -> None:
    with pytest.raises(ElshiError, match="--unite is for tables of ties"):
        load(store, [file("universities.csv", SCHOOLS)], mapping={"faculty": ""}, unite=True)


def test_rows_of_an_actor_that_agree_are_one_actor(store: Store, file: Write) -> None:
    load(store, [file("universities.csv", SCHOOLS)], mapping={"faculty": ""}, source="Made list")
    rows = store.read("MATCH (u:Elshi:University) RETURN u.id AS id ORDER BY id")
    assert [row["id"] for row in rows] == ["gazi-university", "mukhtar-auezov-university"]


def test_rows_of_an_actor_that_contradict_each_other_are_asked_about(store: Store, file: Write) -> None:
    table = "name,belongs_to,source\nNational Library,KZ,mine\nNational Library,TR,mine\n"
    with pytest.raises(TableError, match="'national-library', has the same name"):
        load(store, [file("organisations.csv", f"kind,{table}".replace("\nN", "\nlibrary,N"))], source="mine")
    assert not store.read("MATCH (n:Elshi:Organisation) RETURN n.id AS id")


HEADINGS = "name,kind,date,signed_by,note\n"
TURKEY = "Cultural agreement,agreement,1992-05-01,KZ; TR,\n"
CHINA = "Cultural agreement,agreement,1992-08-01,KZ; CN,\n"
IRAN = "Cultural agreement,agreement,1992-01-01,KZ; IR,\n"
ALONE = "Plan of exchanges,plan,1994,KZ; DE,\n"


def test_an_id_stays_with_what_a_row_says_when_a_row_is_put_in(store: Store, file: Write) -> None:
    load(store, [file("treaties.csv", HEADINGS + TURKEY + CHINA + ALONE)], source="mine")
    before = treaties(store)
    assert before["cultural-agreement-1992-2"][1] == ["CN", "KZ"]
    done = load(store, [file("treaties.csv", HEADINGS + ALONE + IRAN + CHINA + TURKEY)], source="mine")
    assert (done.new, done.changed, done.withdrawn) == (2, 3, 0), "Iran and its treaty; three rows moved"
    after = treaties(store)
    assert after == before | {"cultural-agreement-1992-3": ("1992-01-01", ["IR", "KZ"])}
    load(store, [file("treaties.csv", HEADINGS + CHINA + IRAN)], source="mine", prune=True)
    assert treaties(store) == {id_: after[id_] for id_ in after if id_[-2:] in ("-2", "-3")}


def test_a_row_that_is_mended_keeps_its_id(store: Store, file: Write) -> None:
    load(store, [file("treaties.csv", HEADINGS + TURKEY + CHINA)], source="mine")
    noted = CHINA.replace("CN,", "CN,With an annex.")
    load(store, [file("treaties.csv", HEADINGS + noted + TURKEY)], source="mine")
    assert treaties(store)["cultural-agreement-1992-2"][1] == ["CN", "KZ"]
    moved = noted.replace("1992-08-01", "1992-08-08")
    load(store, [file("treaties.csv", HEADINGS + moved + TURKEY)], source="mine")
    assert treaties(store) == {
        "cultural-agreement-1992": ("1992-05-01", ["KZ", "TR"]),
        "cultural-agreement-1992-2": ("1992-08-08", ["CN", "KZ"]),
    }
