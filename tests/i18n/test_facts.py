"""Generated names: kind, parties, subject and year, in words that need no endings."""

from __future__ import annotations

from elshi.graph.i18n.facts import FactNames, named, wording
from elshi.graph.views.network import Network
from elshi.graph.views.view import view
from tests.fixtures.networks import actor, network, tie

PARTIES = [
    actor("KZ", "Kazakhstan", name_kk="Қазақстан", name_ru="Казахстан", name_tr="Kazakistan"),
    actor("TR", "Turkey", name_kk="Түркия", name_ru="Турция", name_tr="Türkiye"),
    actor("UZ", "Uzbekistan", name_kk="Өзбекстан", name_ru="Узбекистан", name_tr="Özbekistan"),
    actor("KG", "Kyrgyzstan", name_kk="Қырғызстан", name_ru="Кыргызстан", name_tr="Kırgızistan"),
    actor("AZ", "Azerbaijan", name_kk="Әзербайжан", name_ru="Азербайджан", name_tr="Azerbaycan"),
]


def of(name: str, parties: list[str], **more: object) -> Network:
    return network(PARTIES, [(tie("t", name, "1993-04-05", **more), "kz-cn-article", parties)])


def test_a_fact_without_a_name_in_a_language_is_called_by_kind_parties_subject_and_year() -> None:
    names = FactNames(of("Agreement on culture", ["KZ", "TR"], fields=["general-culture", "music"]))
    assert names("kk", "t") == ("Келісім: Қазақстан – Түркия; мәдениет (жалпы), музыка; 1993", "generated")
    assert names("ru", "t") == ("Соглашение: Казахстан – Турция; культура в целом, музыка; 1993", "generated")
    assert names("tr", "t") == ("Anlaşma: Kazakistan – Türkiye; kültür (genel), müzik; 1993", "generated")
    assert names("en", "t") == ("Agreement on culture", "own")


def test_of_many_parties_three_are_named_and_the_rest_counted() -> None:
    name, _ = FactNames(of("Agreement of five states", ["KZ", "TR", "UZ", "KG", "AZ"]))("tr", "t")
    assert name == "Anlaşma: Kazakistan, Türkiye, Özbekistan ve 2 taraf daha; 1993"


def test_who_sent_and_who_received_are_told_apart() -> None:
    read = of("Students", [], label="Exchange", kind="students")
    parts = (("KZ", "RECEIVED", "t", "stated"), ("TR", "SENT", "t", "stated"))
    read = Network(read.actors, read.ties, parts, (), read.cited, {})
    assert FactNames(read)("ru", "t")[0] == "Студенты: Турция → Казахстан; 1993"


def test_a_name_already_in_the_reader_s_language_is_kept() -> None:
    assert FactNames(of("Мәдениет туралы келісім", ["KZ", "TR"]))("kk", "t") == (
        "Мәдениет туралы келісім",
        "own",
    )
    assert FactNames(of("Kültür anlaşması", ["KZ", "TR"]))("tr", "t") == ("Kültür anlaşması", "own")


def test_a_translated_name_is_told_as_translated() -> None:
    read = of("Agreement", ["KZ", "TR"], name_tr="Anlaşma", translated=["tr"])
    assert FactNames(read)("tr", "t") == ("Anlaşma", "translated")


def test_the_ties_of_a_named_view_have_a_name_in_every_language() -> None:
    read = of("Agreement", ["KZ", "TR"], name_tr="Anlaşma", translated=["tr"])
    found = named(view(read)).network.ties["t"]
    assert [wording(language, found) for language in ("en", "kk", "ru", "tr")] == [
        "own",
        "generated",
        "generated",
        "translated",
    ]
    assert found["name_kk"] == "Келісім: Қазақстан – Түркия; 1993"
    assert "name_kk" not in read.ties["t"], "the network that was read is left as it was"
