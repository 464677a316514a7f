"""Names as people write them: sure where they mean one actor, asked about where they may mean several."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from elshi.graph.lookup import find
from elshi.graph.lookup.authority import Authority
from elshi.graph.names import countries, folding, names, repair, wordings, world_countries
from elshi.graph.store.store import Store
from elshi.loaders.authority.resolver import Resolver
from elshi.loaders.kinds.treaties import Treaty
from tests.bench.names import corpus as tables
from tests.bench.names import measure
from tests.fixtures.examples import chosen


@pytest.fixture(scope="module")
def known() -> Authority:
    return tables().authority


READ = [
    ("Алматы қаласы", "kz-almaty"), ("Қазан қаласында", "ru-kazan"), ("Орал қаласы", "kz-oral"),
    ("the city of Almaty", "kz-almaty"), ("г. Алматы", "kz-almaty"), ("Алматы", "kz-almaty"),
    ("Алматы облысы", "KZ-ALM"), ("Түркістан", "kz-turkistan"), ("Түркістан облысында", "KZ-YUZ"),
    ("Republic of Tatarstan", "RU-TA"), ("Республике Татарстан", "RU-TA"), ("Гагаузия автономиясы", "MD-GA"),
    ("Government of Kazakhstan", "KZ"), ("Түркия Республикасының Үкіметі", "TR"), ("Türkiye Hükümeti", "TR"),
    ("Ghulja", "cn-ghulja"), ("Ghulja (Yining)", "cn-ghulja"), ("Түрксой ұйымының", "turksoy"),
    ("Бейжіңге", "cn-beijing"), ("ҚХР-ғы", "CN"), ("неміс", "germans"), ("қазақ", "kazakhs"),
    ("казак", "cossacks"),
    ("Caxa", "RU-SA"), ("TҮBІTАК", "tubitak"), ("CНPС", "cnpc"), ("H. Усманова", "n-usmanova"), ("ҚP", "KZ"),
    ("Президент Н. Назарбаев", "nursultan-nazarbayev"), ("Назарбаев Н.", "nursultan-nazarbayev"),
    ("Тоқаев Қ.", "kassym-jomart-tokayev"), ("Назарбаев Нұрсұлтан Әбішұлы", "nursultan-nazarbayev"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "id_"), READ)
def test_what_people_put_around_a_name_does_not_hide_it(known: Authority, written: str, id_: str) -> None:
    assert (known.read(written).id, known.read(written).verdict) == (id_, "sure")


@pytest.mark.parametrize(
    "written",
    ["Мәдениет министрлігі", "Ministry of Culture", "Назарбаев", "КР", "kazaktar", "Korea", "Hong Kong"],
)
def test_a_name_near_to_several_is_asked_about(known: Authority, written: str) -> None:
    reading = known.read(written)
    assert reading.verdict == "likely" and reading.candidates


@pytest.mark.parametrize(
    "written",
    [
        "қазақстандық", "Қытайтанушы", "Түріктану", "того", "қатар", "Кубань", "Орталық", "министрлігі",
        "Кентау қаласы", "Springfield city", "Ахмет Йылдырымоғлу", "Д. Назарбаева", "Жетісай ауданы",
    ],
)  # fmt: skip
def test_what_names_nobody_here_is_not_read(known: Authority, written: str) -> None:
    assert known.read(written).verdict != "sure"


def test_an_acronym_means_somebody_only_by_the_text_that_gives_it() -> None:
    known = Authority()
    known.add("ayu", ["Actor", "Organisation"], ["Халықаралық қазақ-түрік университеті"])
    known.add("other", ["Actor", "Organisation"], ["Халық қолөнер-тігін ұйымы"])
    assert known.read("ХҚТУ").verdict == "likely"
    text = "Түркістандағы Халықаралық қазақ-түрік университетінің (ХҚТУ) ректоры"
    assert known.read("ХҚТУ-дың", context=text).id == "ayu"


@pytest.mark.parametrize(
    ("word", "context", "id_"),
    [
        ("еліміз", "Қазақстанда өткен форум", "KZ"), ("елімізде", "Қазақстан", "KZ"),
        ("ülkemiz", "Türkiye'de yapılan toplantı", "TR"), ("Елорда", "Қазақстан Республикасы", "kz-astana"),
        ("столица", "выставка в Казахстане", "kz-astana"), ("Елбасы", "Қазақстан", "nursultan-nazarbayev"),
        ("Мемлекет басшысы", "Мемлекет басшысы Қасым-Жомарт Тоқаев сөз сөйледі", "kassym-jomart-tokayev"),
    ],
)  # fmt: skip
def test_a_state_word_means_what_its_text_says(known: Authority, word: str, context: str, id_: str) -> None:
    assert known.read(word).verdict == "likely"
    assert known.read(word, context=context).id == id_
    assert known.read(word, context="Қазақстан мен Түркия арасында").id != id_ or "Тоқаев" in context


def test_names_of_the_corpus_are_read_in_every_way_of_writing() -> None:
    rates = measure(every=1 if chosen() == "torture" else 5)  # python -m tests.bench.names reads all
    assert rates.share("wrong") < 0.002, rates.wrong
    assert rates.share("first") > 0.97, rates.missed[:50]


def test_questions_read_names_as_resolve_does(corpus: Store) -> None:
    assert find.one(corpus, "Алматы қаласында", "Actor").id == "kz-almaty"
    assert find.one(corpus, "Government of Türkiye", "Country").id == "TR"
    with pytest.raises(Exception, match=r"one of these ids: TR \(Turkey\)"):
        find.one(corpus, "Turky", "Actor")


def test_an_actor_comes_before_a_source_of_the_same_name(store: Store) -> None:
    store.write(
        "CREATE (:Elshi:Actor:Organisation {id: 'turksoy', name: 'TÜRKSOY (Turkic Culture)', "
        "search: '|turksoi turkic culture|turksoi|'}) "
        "CREATE (:Elshi:Source {id: 'ref-turksoy', name: 'TÜRKSOY', search: '|turksoi|'})"
    )
    assert find.one(store, "TÜRKSOY").id == "turksoy"
    assert find.one(store, "ref-turksoy").id == "ref-turksoy"


# ------------------------------------------------------------------------------------- long cells

UNITS = (
    "a ", "( ", ". ", '" ', "«", "\u0301", "a\u0301", "y", "уy", "Yә", "kh", "k", "x", "ии", "ic ",
    "Caxa Қа ", "A.", "the ", "[", "] ", "? ", " ", "-", "'", "1992 ",
)  # fmt: skip
"""What cells of one thing repeated are made of."""

READERS: dict[str, Callable[[str], object]] = {
    "repair": repair.repair, "fold": folding.fold, "slug": folding.slug, "plain": folding.plain,
    "country": countries.country, "states": world_countries.states, "spelt": wordings.spelt,
    "words": wordings.words_of, "person": wordings.name_parts, "titles": wordings.without_titles,
    "search": lambda text: names.search([text]), "authority": lambda text: Authority().read(text),
    "cell": lambda text: Resolver(Authority)(Treaty, {"id": "x", "signed_by": text}, "t.csv", 1),
}  # fmt: skip


def steps(read: Callable[[str], object], text: str) -> int:
    """How many lines of Python run while a text is read."""
    count = 0

    def trace(frame: object, event: str, argument: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        read(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("reader", READERS)
def test_a_long_cell_takes_steps_in_proportion_to_its_length(reader: str) -> None:
    READERS[reader]("warm")
    for unit in UNITS:
        for end in ("", "h", "қ"):
            once, fourfold = (unit * (length // len(unit)) + end for length in (600, 2400))
            few, many = steps(READERS[reader], once), steps(READERS[reader], fourfold)
            assert many <= 6 * few + 300, (unit, end, few, many)
