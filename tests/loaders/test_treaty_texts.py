"""Treaty texts: what head and foot say of title, parties, date and place; what is not said stays empty."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elshi.graph.errors import ElshiError
from elshi.graph.names.names import fold
from elshi.graph.store.store import Store
from elshi.loaders.load.load import load
from elshi.loaders.opendata import gather
from elshi.loaders.opendata.states import named
from elshi.loaders.opendata.treaty_texts import read_text
from elshi.loaders.opendata.wordy_dates import dates_in
from tests.fixtures.paths import SHARED

SAMPLES = SHARED / "samples" / "treaty-texts"

COVER = """No. 7001
UMON OF SOVIET SOCIALIST REPUBLICS
and
DAHOMEY
Agreement on cultural co-operation. Signed
at Porto-Novo, on 20 March 1963
Official texts: Russian and French.
Registered by the Union of Soviet Socialist Republics on 12 March 1965.
No. 7001. AGREEMENT 1 ON CULTURAL CO-
OPERATION BETWEEN THE UNION OF SOVIET
SOCIALIST REPUBLICS AND THE REPUBLIC OF DA
HOMEY. SIGNED AT PORTO-NOVO, ON 20 MARCH
1963
The Government of the Union of Soviet Socialist Republics and the Government of the Republic of Dahomey,
desiring to expand cultural relations, have agreed as follows:
Article 1
The Parties recall the Agreement signed at Moscow on 5 May 1950 on co-operation.
1 Came into force on 2 June 1964 by the exchange of the instruments of ratification.
DONE at Porto-Novo, on 20 March 1963, in duplicate, in the Russian and French languages.
"""

FOOT_ONLY = """\
No. 11143 AGREEMENT ON CULTURAL CO-OPERATION BETWEEN THE FRENCH REPUBLIC AND THE REPUBLIC OF THE
UPPER VOLTA

The Government of the French Republic, on the one hand, and the Government of the Republic of the Upper Volta,
Have agreed as follows:
Article 1
…
IN WITNESS WHEREOF the undersigned have signed, in duplicate, in the French language.
DONE in duplicate, in French and English, in the City of Paris this twenty-fourth day of April, one thousand
nine hundred and sixty-one.
EXCHANGE OF LETTERS
Ouagadougou, 20 March 1970
"""

NOTES = """No. 2750. EXCHANGE OF NOTES CONSTITUTING AN AGREEMENT BETWEEN THE UNITED STATES OF AMERICA AND THE
FEDERAL REPUBLIC OF GERMANY RELATING TO CULTURAL RELATIONS. WASHINGTON, 9 APRIL 1953
The Secretary of State to the Chancellor
Excellency: I have the honour to refer to conversations.
"""


def test_a_text_with_a_cover_is_read_from_its_title() -> None:
    read = read_text(COVER)
    assert read.parties == ("SUHH", "DYBJ")
    assert (read.date, read.place, read.number) == ("1963-03-20", "Porto-Novo", "7001")
    assert read.in_force == "1964-06-02"
    assert read.title.startswith("Agreement on Cultural Co-operation between the Union of Soviet Socialist")
    assert not read.doubts


def test_a_text_without_place_and_date_in_its_head_is_read_from_its_foot() -> None:
    read = read_text(FOOT_ONLY)
    assert (read.parties, read.date, read.place) == (("FR", "HVBF"), "1961-04-24", "Paris")


def test_an_exchange_of_notes_has_its_place_and_date_after_the_title() -> None:
    read = read_text(NOTES)
    assert (read.parties, read.date, read.place) == (("US", "DE"), "1953-04-09", "Washington")
    assert read.title.endswith("relating to Cultural Relations")


def test_what_is_not_stated_stays_empty() -> None:
    text = FOOT_ONLY.split("IN WITNESS")[0].replace("No. 11143 ", "")
    read = read_text(text)
    assert (read.date, read.place, read.number) == (None, None, None)
    assert read.parties == ("FR", "HVBF")


def test_an_earlier_agreement_that_is_only_mentioned_gives_no_date() -> None:
    read = read_text(COVER.replace("DONE at Porto-Novo, on 20 March 1963, in duplicate", "In duplicate"))
    assert read.date == "1963-03-20"
    recalled = FOOT_ONLY.split("IN WITNESS")[0] + "the Agreement signed at Rome on 1 May 1950 is annulled."
    assert read_text(recalled).date is None


def test_head_and_foot_that_differ_leave_the_treaty_in_doubt() -> None:
    read = read_text(COVER.replace("DONE at Porto-Novo, on 20", "DONE at Cotonou, on 21"))
    assert read.doubts == (
        "The head gives 1963-03-20, the foot 1963-03-21.",
        "The head gives Porto-Novo, the foot Cotonou.",
    )


def test_a_place_that_the_scan_broke_is_the_city_it_stands_for() -> None:
    text = (
        "No. 368. CULTURAL CONVENTION BETWEEN THE REPUBLIC OF POLAND AND THE REPUBLIC OF HUNGARY. SIGNED AT "
    )
    assert read_text(text + "BUDAP:CST, ON 31 JANUARY 1948").place == "Budapest"


@pytest.mark.parametrize(
    ("words", "states"),
    [
        ("the Federal People's Republic of Yugoslavia and the Union of Burma", ["YUCS", "BUMM"]),
        ("the Republic of China and the People's Republic of China", ["TW", "CN"]),
        (
            "United Arab Republic and the Czechoslovak Socialist Republic",
            ["x-united-arab-republic-1958", "CSHH"],
        ),
        ("THE UNITED STATES OF BRAZIL AND THE UNITED STATES OF AMERICA", ["BR", "US"]),
        ("the Royal Hellenic Government and the Austrian Federal Government", ["GR", "AT"]),
        ("the United Kingdom of Great Britain and Northern Ireland and Ireland", ["GB", "IE"]),
        ("the Democratic People's Republic of Korea", ["KP"]),
        ("the Republic of the Niger and Nigeria", ["NE", "NG"]),
        ("Roman chadors formally", []),
    ],
)
def test_states_are_known_by_the_long_forms_of_their_time(words: str, states: list[str]) -> None:
    assert named(words) == states


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("this ninth day of April, 1969", "1969-04-09"),
        ("the 24 of July 1965", "1965-07-24"),
        ("FEBRUARY 16TH, I935", "1935-02-16"),
        ("3 1 January 1 948", "1948-01-31"),
        ("21. April 1953", "1953-04-21"),
        ("5 No vember 1965", "1965-11-05"),
        ("the twelfth day of the month of February of nineteen hundred and sixty", "1960-02-12"),
        ("this fifteenth day of August, nine teen hundred and sixty-one", "1961-08-15"),
        ("the 9th day of March in the year one thousand, nine hundred and fifty-six", "1956-03-09"),
        ("on the 19-4-1961", "1961-04-19"),
    ],
)
def test_dates_are_read_in_the_words_of_treaties(words: str, date: str) -> None:
    assert [found.date for found in dates_in(words)] == [date]


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    read = read_text(text + COVER[:200] + text)
    assert read.date is None or date.fromisoformat(read.date)


def test_treaties_become_ties_with_their_states_and_cities(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(COVER, encoding="utf-8")
    (tmp_path / "b.txt").write_text(FOOT_ONLY, encoding="utf-8")
    (tmp_path / "c.txt").write_text("Nothing of the kind.", encoding="utf-8")
    done = load(store, [tmp_path], kind="un-treaties")
    assert list(done.left_out) == ["c.txt: its title is not found."]
    [row] = store.read(
        "MATCH (t:Elshi {id: 'unts-7001'})-[c:CITES]->(s:Source) MATCH (t)-[:HELD_IN]->(p) "
        "RETURN t.date AS date, p.id AS place, c.section AS section, c.via AS via, s.licence AS licence"
    )
    assert (row["date"], row["place"]) == ("1963-03-20", "bj-porto-novo")
    assert (row["section"], row["via"]) == ("UNTS No. 7001", "a.txt")
    assert "Terms of use" in row["licence"]
    signed = store.read("MATCH (a)-[:SIGNED]->(t:Elshi {id: 'unts-7001'}) RETURN a.id AS id ORDER BY id")
    assert [row["id"] for row in signed] == ["DYBJ", "SUHH"]
    assert load(store, [tmp_path], kind="un-treaties").changed_nothing


def test_a_place_that_nobody_knows_is_kept_in_the_note(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(COVER.replace("orto-Novo", "lovdivo").replace("ORTO-NOVO", "LOVDIVO"))
    made = gather("un-treaties", [tmp_path])
    [treaty] = made.rows["treaties"].values()
    assert treaty.record.values["note"] == "Signed at Plovdivo."
    assert "places" not in treaty.record.values
    assert list(made.left_out) == ["a.txt: it is not known in which country Plovdivo lies; the note has it."]


def test_a_folder_without_texts_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ElshiError, match=r"holds no \.txt files"):
        gather("un-treaties", [tmp_path])


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real texts are not here (../shared)")
def test_the_real_texts_are_read_whole() -> None:
    made = gather("un-treaties", [SAMPLES])
    treaties = [row.record.values for row in made.rows["treaties"].values()]
    assert len(treaties) + len(made.left_out) >= 330
    assert not made.problems
    complete = [t for t in treaties if "date" in t and "places" in t and len(t["signed_by"]) == 2]
    assert len(complete) >= 0.99 * len(treaties)
    moscow = [t for t in treaties if t["id"] == "unts-9039"]
    assert [(t["date"], t["places"], t["signed_by"]) for t in moscow] == [
        ("1966-05-06", ["ru-moscow"], ["SUHH", "RW"])
    ]
    assert fold(moscow[0]["name"]).startswith("agreement on cultural and scientific")
