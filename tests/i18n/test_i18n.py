"""The messages of pages and reports: the same in four languages, with the plurals and numbers of each."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib import resources

import pytest

from elshi.graph.i18n import (
    BRANCH,
    CHOICE,
    LANGUAGES,
    VALUE,
    categories,
    fill,
    messages,
    number,
    percent,
    rank,
    three,
)
from elshi.graph.i18n.pages import of_decade, say
from elshi.graph.i18n.reports import Words
from elshi.graph.reports import prose
from elshi.graph.reports.options import ReportOptions
from elshi.graph.reports.results import RankRow
from elshi.graph.reports.study import study
from elshi.graph.views.view import view
from tests.fixtures.networks import turkic_world

SECTIONS = ("pages", "reports", "explorer")
EACH = [(language, section) for language in LANGUAGES for section in SECTIONS]
OTHERS = [(language, section) for language, section in EACH if language != "en"]


def placeholders(message: str) -> set[str]:
    """Names of the values that a message prints or counts; what only selects a form is grammar."""
    choices = list(CHOICE.finditer(message))
    return set(VALUE.findall(message)) | {choice[1] for choice in choices if choice[2] == "plural"}


def test_a_file_of_messages_has_its_sections_and_nothing_else() -> None:
    for language in LANGUAGES:
        text = resources.files("elshi.graph").joinpath("i18n", "words", f"{language}.json").read_text("utf-8")
        objects = json.loads(text, object_pairs_hook=list)
        assert [name for name, _ in objects] == list(SECTIONS)
        for _, section in objects:
            keys = [key for key, _ in section]
            assert len(keys) == len(set(keys)) > 100, "a key stands twice"


@pytest.mark.parametrize(("language", "section"), OTHERS)
def test_every_language_has_the_same_messages_in_the_same_order(language: str, section: str) -> None:
    assert list(messages(language, section)) == list(messages("en", section))
    assert all(messages(language, section).values())


@pytest.mark.parametrize(("language", "section"), OTHERS)
def test_a_message_has_the_same_placeholders_in_every_language(language: str, section: str) -> None:
    english = {key: placeholders(text) for key, text in messages("en", section).items()}
    assert {key: placeholders(text) for key, text in messages(language, section).items()} == english


@pytest.mark.parametrize(("language", "section"), EACH)
def test_a_plural_has_exactly_the_cldr_categories_of_its_language(language: str, section: str) -> None:
    plurals = 0
    for key, text in messages(language, section).items():
        for choice in CHOICE.finditer(text):
            branches = [name for name, _ in BRANCH.findall(choice[3])]
            if choice[2] == "plural":
                plurals += 1
                assert len(branches) == len(categories(language)), key
                assert set(branches) == categories(language), key
            else:
                assert "other" in branches, key
        left = VALUE.sub("", CHOICE.sub("", text))
        assert not set("{}") & set(left), f"{key} has braces that are no placeholder"
    assert plurals > 5 or language in ("kk", "tr")


@pytest.mark.parametrize(
    ("language", "form"),
    [("en", ["one", "other"]), ("ru", ["few", "many", "one", "other"]), ("kk", ["one", "other"]),
     ("tr", ["one", "other"])],
)  # fmt: skip
def test_the_categories_are_those_of_cldr(language: str, form: list[str]) -> None:
    assert sorted(categories(language)) == form


@pytest.mark.parametrize(
    ("n", "links"), [(1, "1 линия"), (2, "2 линии"), (5, "5 линий"), (11, "11 линий"), (21, "21 линия"),
                    (1022, "1\u00a0022 линии"), (1234567, "1\u00a0234\u00a0567 линий")],
)  # fmt: skip
def test_russian_nouns_follow_their_numbers(n: int, links: str) -> None:
    assert say("ru", "count.links", n=n) == links


def test_one_is_one_other_and_stands_alone() -> None:
    words = Words("en")
    assert (words("others", n=1), words("others", n=2)) == ("and 1 other", "and 2 others")
    assert (words("alone", n=1), words("alone", n=2)) == (", 1 stands alone", ", 2 stand alone")
    assert Words("ru")("alone", n=1) == ", 1 стоит отдельно"


@pytest.mark.parametrize(
    ("language", "thousands", "decimal", "half", "share"),
    [
        ("en", "1,234", "0.305", "3½", "95%"), ("kk", "1\u00a0234", "0,305", "3½", "95%"),
        ("ru", "1\u00a0234", "0,305", "3½", "95\u00a0%"), ("tr", "1.234", "0,305", "3½", "%95"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_each_language_writes_them(
    language: str, thousands: str, decimal: str, half: str, share: str
) -> None:
    assert number(language, 1234) == thousands
    assert three(0.30501, language) == decimal
    assert rank(3.5, language) == half
    assert rank(1234.5, language) == f"{thousands}½"
    assert percent(language, 0.95) == share


@pytest.mark.parametrize("language", ["kk", "ru", "tr"])
def test_no_message_of_theirs_has_an_english_decimal(language: str) -> None:
    texts = {**messages(language, "pages"), **messages(language, "reports")}
    assert [
        key
        for key, text in texts.items()
        if re.search(r"\d\.\d", text.replace("CC BY 4.0", "").replace("Apache-2.0", ""))
    ] == []


def test_a_value_is_not_read_as_a_placeholder_of_the_message() -> None:
    assert fill("en", "{name} and {other}", {"name": "{other}", "other": "x"}) == "{other} and x"
    with pytest.raises(TypeError, match="a whole number was expected"):
        fill("en", messages("en", "pages")["count.actors"], {"n": "5"})


@pytest.mark.parametrize(("year", "written"), [(1990, "1990'lar"), (1980, "1980'ler"), (2000, "2000'ler")])
def test_turkish_decades_keep_vowel_harmony(year: int, written: str) -> None:
    assert say("tr", "title.decade", **of_decade(year)) == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_in_rank_is_told_with_the_figures_of_the_table(language: str) -> None:
    first = RankRow("KZ", "Kazakhstan", {}, "Country", 0.4321, None, None, 1.0, 1.0, 2.5, 0.985, None, 1.0)
    results = study(view(turkic_world()), ReportOptions(measures=("degree",), resamples=1))
    degree = replace(results.networks[0].measures[0], rows=(first,))
    network = replace(results.networks[0], measures=(degree,))
    study_ = replace(results, networks=(network,))
    [(_, sentence)] = prose.answers(study_, network, Words(language, "actors"))
    assert three(0.4321, language) in sentence
    assert re.search(rf"1( to |–){rank(2.5, language)}", sentence)
    assert percent(language, 0.985) in sentence
