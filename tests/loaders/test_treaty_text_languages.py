"""Treaty texts in French are left out with their reason, and not as texts without parties."""

from __future__ import annotations

from pathlib import Path

import pytest

from elshi.loaders.opendata import gather
from elshi.loaders.opendata.un_treaties import foreign_language

FRENCH = (
    "N° 421. ACCORD CULTUREL ENTRE LE ROYAUME DE BELGIQUE ET LES PAYS-BAS. SIGNÉ À LA HAYE, LE 16 MAI 1946\n"
    "Le Gouvernement du Royaume de Belgique et le Gouvernement des Pays-Bas, désireux de resserrer les liens "
    "dans le domaine de la culture, sont convenus des dispositions suivantes.\n"
)
ENGLISH = (
    "No. 12. CULTURAL CONVENTION BETWEEN JAPAN AND IRAN. SIGNED AT TOKYO, ON 16 APRIL 1957\n"
    "The Government of Japan and the Government of Iran, desiring to strengthen the friendship of the two.\n"
)


def test_a_french_text_is_said_to_be_french(tmp_path: Path) -> None:
    (tmp_path / "421_fr.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "12_en.txt").write_text(ENGLISH, encoding="utf-8")
    made = gather("un-treaties", [tmp_path])
    assert list(made.rows["treaties"]) == ["unts-12"]
    assert list(made.left_out) == ["421_fr.txt: it is in French; English texts of the series are read."]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH, "French"),
        (ENGLISH, ""),
        ("", ""),
        ("El Gobierno del Perú y el de España en las artes", "Spanish"),
    ],
)
def test_the_language_of_a_text_is_told_by_its_small_words(text: str, language: str) -> None:
    assert foreign_language(text) == language
