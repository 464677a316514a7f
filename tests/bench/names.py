"""How well names are read: every name of the corpus, written in the ways that people write it.

``python -m tests.bench.names`` prints, for each kind of writing, how many are read surely and rightly, how
many rightly at first place, and how many surely and wrongly. The endings come from a small inflector of its
own for Kazakh, Russian, Turkish and English, which shares nothing with the one that is tried. Distractors
(parts of names, derived words, people and places that are not in the corpus) must not be read at all.
"""

from __future__ import annotations

import csv
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from elshi.graph.lookup.authority import Authority
from elshi.graph.names.names import fold
from elshi.loaders import RECORDS
from elshi.loaders.corpus import corpus_folder

TABLES = ("countries", "regions", "cities", "organisations", "universities", "persons", "peoples")


@dataclass(slots=True)
class Corpus:
    """The actors of the packaged tables, with their names by language, and who bears each folded form."""

    authority: Authority = field(default_factory=Authority)
    names: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    table: dict[str, str] = field(default_factory=dict)
    bearers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def corpus() -> Corpus:
    """Read the tables, without an engine."""
    made = Corpus()
    aliases: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in _rows("names"):
        aliases[row["actor"]].append((row["language"] or _language(row["name"]), row["name"]))
    for table in TABLES:
        record = RECORDS[table]
        for row in _rows(table):
            told = [("en", row["name"])]
            told += [(tag, row[f"name_{tag}"]) for tag in ("kk", "ru", "tr", "zh") if row.get(f"name_{tag}")]
            told += aliases[row["id"]]
            made.names[row["id"]], made.table[row["id"]] = told, table
            labels = (record.label, *record.parents)  # type: ignore[attr-defined]
            made.authority.add(row["id"], labels, [name for _, name in told])
            for _, name in told:
                made.bearers[fold(name)].add(row["id"])
    return made


def _rows(table: str) -> list[dict[str, str]]:
    with (corpus_folder() / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _language(name: str) -> str:
    if re.search("[ӘәҒғҚқҢңӨөҰұҮүҺһІі]", name):
        return "kk"
    if re.search("[а-яА-Я]", name):
        return "ru"
    return "tr" if re.search("[çğışöüÇĞİŞÖÜ]", name) else "en"


# --------------------------------------------------------------------------------- inflecting

_BACK, _FRONT = "аоұыуюяё", "әеіөүэи"


def kazakh(word: str) -> Iterator[str]:
    """The cases of a Kazakh word, by the harmony of its last vowel."""
    vowels = [letter for letter in word.lower() if letter in _BACK + _FRONT]
    front = bool(vowels) and vowels[-1] in _FRONT
    if vowels[-1:] == ["и"] and len(vowels) > 1:
        front = vowels[-2] in _FRONT
    last = word[-1].lower()
    owned = bool(re.search("(?:сы|сі|[лғнтдрқкгй]ы|[лгнтдркй]і)$", word)) and len(word) > 4
    a, y = ("е", "і") if front else ("а", "ы")
    hard, nasal = last in "пфкқтсшщчхбвгдц", last in "мнң"
    vowel = last in _BACK + _FRONT
    yield word + ("н" if vowel or nasal else "т" if hard else "д") + y + "ң"
    if owned and last in "ыі":
        yield word + "н" + a
        yield word + "нд" + a
        yield word + "н" + a + "н"
    else:
        yield word + (("к" if front else "қ") if hard else ("г" if front else "ғ")) + a
        yield word + ("т" if hard else "д") + a
        yield word + ("т" if hard else "н" if nasal else "д") + a + "н"
        yield word + ("т" if hard else "д") + a + ("гі" if front else "ғы")
    yield word + ("б" if last in "зж" else "п" if hard else "м") + "ен"


def russian(name: str) -> Iterator[str]:
    """A Russian name of one noun, or of adjectives and a noun, and what follows it, in the oblique cases."""
    words = name.split()
    adjectives = [bool(re.search("(?:ый|ий|ой|ая|яя|ое|ее)$", word)) for word in words]
    head = adjectives.index(False) if False in adjectives else None
    if head is None or head > 3 or not re.fullmatch("[А-ЯЁа-яё-]+", words[head]):
        return
    for case in range(4):
        done = [_adjective(word, case, words[head]) for word in words[:head]]
        noun = _noun(words[head], case)
        if noun is None or None in done:
            return
        yield " ".join([*(word or "" for word in done), noun, *words[head + 1 :]])


def _adjective(word: str, case: int, noun: str) -> str | None:
    stem = word[:-2]
    soft = word[-2:] in ("яя", "ее") or (word[-2:] == "ий" and word[-3] not in "кгх")
    if word.endswith(("ая", "яя")):
        return stem + ("ей" if soft else "ой") if case != 3 else stem + ("юю" if soft else "ую")
    endings = (
        ("его", "ему", "им", "ем") if soft else ("ого", "ому", "им" if stem[-1] in "кгх" else "ым", "ом")
    )
    return stem + endings[case]


def _noun(word: str, case: int) -> str | None:
    """Genitive, dative, instrumental, prepositional (or accusative for feminine nouns)."""
    if word.endswith("ия"):
        return word[:-1] + "ииею"[case] if case < 2 else word[:-1] + ("ей" if case == 2 else "ю")
    if word.endswith("ие") or word.endswith("ье"):
        return word[:-1] + ("я", "ю", "ем", "и")[case]
    if word.endswith("а"):
        return word[:-1] + ("и" if word[-2] in "кгхжшщч" else "ы", "е", "ой", "у")[case]
    if word.endswith("я"):
        return word[:-1] + ("и", "е", "ей", "ю")[case]
    if word.endswith("й"):
        return word[:-1] + ("я", "ю", "ем", "е")[case]
    if word.endswith("о"):
        return word[:-1] + ("а", "у", "ом", "е")[case]
    if word[-1] in "бвгдзклмнпрстфхц" and len(word) > 3 and not word.isupper():
        return word + ("а", "у", "ом", "е")[case]
    return None


def turkish(word: str) -> Iterator[str]:
    """A Turkish name with case endings: after an apostrophe, or on a noun that is owned without one."""
    vowels = [letter for letter in word.lower() if letter in "aıoueiöü"]
    if not vowels:
        return
    last = vowels[-1]
    i = {"a": "ı", "ı": "ı", "o": "u", "u": "u", "e": "i", "i": "i", "ö": "ü", "ü": "ü"}[last]
    a = "a" if last in "aıou" else "e"
    t = "t" if word[-1].lower() in "fstkçşhp" else "d"
    ends_in_vowel = word[-1].lower() in "aıoueiöü"
    owned = " " in word and ends_in_vowel
    mark = "'" if not owned else ""
    n = "n" if owned else ""
    yield f"{word}{mark}{'n' if ends_in_vowel else ''}{i}n"
    yield f"{word}{mark}{'n' if owned else 'y' if ends_in_vowel else ''}{a}"
    yield f"{word}{mark}{n}{'d' if owned else t}{a}"
    yield f"{word}{mark}{n}{'d' if owned else t}{a}n"


# --------------------------------------------------------------------------------- generating

Case = tuple[str, str, str]
"""Kind of writing, the writing, the id that is meant (empty: nobody)."""

_AMERICAN = (
    ("Centre", "Center"), ("Theatre", "Theater"), ("Organisation", "Organization"), ("isation", "ization"),
)  # fmt: skip
_LOOKALIKES = str.maketrans("асеорхуіАСЕОРХТВНКМ", "aceopxyiACEOPXTBHKM")


def cases(known: Corpus, chance: random.Random) -> Iterator[Case]:
    """Every writing that is tried."""
    for id_, told in known.names.items():
        for language, name in told:
            if len(known.bearers[fold(name)]) != 1:
                continue
            for case in _of_name(id_, known.table[id_], language, name, chance):
                others = known.bearers.get(fold(case[1]), set()) - {id_}
                if (
                    not others or case[0] == "look-alikes"
                ):  # else it is another's name by the tables themselves
                    yield case


def _of_name(id_: str, table: str, language: str, name: str, chance: random.Random) -> Iterator[Case]:
    yield "whole", name, id_
    if len(name) > 6:
        yield "capitals", name.upper() if language != "tr" else name.replace("i", "İ").upper(), id_
        yield "quotes", f"«{name}»", id_
    plain = not re.search(r"[()»\".]$", name)
    *before, last = name.split() or [""]
    if (
        plain
        and language == "kk"
        and re.fullmatch("[А-яӘәҒғҚқҢңӨөҰұҮүҺһІіЁё-]{3,}", last)
        and not last.isupper()
    ):
        for form in kazakh(last):
            yield "kk ending", " ".join((*before, form)), id_
    if plain and language == "ru" and table != "persons" and len(name) > 3:
        for form in russian(name):
            yield "ru ending", form, id_
    if plain and language == "tr" and len(name) > 3 and last[-1:].isalpha():
        for form in turkish(name):
            yield "tr ending", form, id_
    if plain and language == "en" and table not in ("peoples", "persons"):
        yield "en possessive", f"{name}’s", id_
        yield "en the", f"the {name}", id_
    for british, american in _AMERICAN:
        if british in name and language == "en":
            yield "spelling", name.replace(british, american), id_
    if found := re.fullmatch(r"(.{3,}?) \((.+)\)", name):
        yield "bracket left out", found[1], id_
    if language in ("kk", "ru") and re.search("[асеорхуі]", name):
        mixed = "".join(c.translate(_LOOKALIKES) if chance.random() < 0.7 else c for c in name)
        yield "look-alikes", mixed, id_
    yield from _generic(id_, table, language, name)
    if table == "persons":
        yield from _of_person(id_, name)
    if len(name) > 7:
        at = chance.randrange(1, len(name) - 1)
        yield "slip", name[:at] + name[at + 1 :], id_


def _generic(id_: str, table: str, language: str, name: str) -> Iterator[Case]:
    if " " in name or "(" in name or name.isupper():
        return
    patterns = {
        ("cities", "kk"): ("{} қаласы", "{} қаласында", "{} қаласының", "{} қ."),
        ("cities", "ru"): ("город {}", "г. {}", "городе {}"),
        ("cities", "tr"): ("{} şehri", "{} şehrinde"),
        ("cities", "en"): ("City of {}", "the city of {}", "{} city"),
        ("countries", "kk"): ("{} елі", "{} үкіметі", "{} Үкіметінің", "{} мемлекеті"),
        ("countries", "ru"): ("Правительство {}", "страна {}"),
        ("countries", "tr"): ("{} Hükümeti", "{} devleti"),
        ("countries", "en"): ("Government of {}", "the Government of {}", "{} Government"),
    }
    for pattern in patterns.get((table, language), ()):
        yield "generic words", pattern.format(name), id_


def _of_person(id_: str, name: str) -> Iterator[Case]:
    words = name.split()
    if not all(re.fullmatch(r"[^\W\d_'’-]+|[^\W\d_]{1,2}\.", word) for word in words):
        return
    title = "Президент" if re.search("[а-я]", name) else "Prof."
    yield "title", f"{title} {name}", id_
    if len(words) == 2 and "." not in name and len(words[1]) > 2:
        given, surname = words
        yield "initials", f"{given[0]}. {surname}", id_
        yield "initials", f"{surname} {given[0]}.", id_
        yield "order", f"{surname} {given}", id_


_DISTRACTORS = """
қазақстандық; түркиялық; Түріктану; Қытайтанушы; қазақстандықтардың; Казахстанский; турецкий;
kazakistanlı; Kazakhstani; Бекзат Саттарханов Мұратұлы; Ерлан Тұрсынқұлов; Ivan Petrovich Sidorov; Ahmet
Yıldırımoğlu; John Whitmore; Сәкен Жаңабергенов; Кентау қаласы; Балқаш қаласы; город Мурманск;
Springfield city; Erzincan şehri; Жетісай ауданы; Кировская область; Солтүстік; Орталық; министрлігі;
университеті; Ұлттық; мемлекеттік; орталығы; Institute; Ministry; Centre; University; институт; театр;
Union; Association; Халықаралық; халық; ұйымы; Республикасы; облысы; қаласы; Culture; Science; Язык;
Мәдениет министрлігі; Министерство культуры; Ministry of Culture; Kültür Bakanlığı; Сыртқы істер
министрлігі; того; қатар; Maliye; жапан; Кубань; Nigerien; Georgia State University; Korea; Конго;
Америка; РБ; РТ; КР; ЕҰУ; ХҚТУ; ЭМБ; Елорда; еліміз; Елбасы; Мемлекет басшысы; столица; our country;
ülkemiz; the capital; Тұран университеті; Әл-Азхар; Oxford; Сорбонна; Қорқыт; Манас; Abai Street;
Назарбаев көшесі; Ататүрік даңғылы
"""


def distractors(known: Corpus, chance: random.Random) -> Iterator[Case]:
    """Writings that mean nobody of the corpus: words of a list, and parts of names that are nobody's name."""
    for word in re.split(r";\s*", " ".join(_DISTRACTORS.split())):
        yield "distractor", word.strip(), ""
    for told in known.names.values():
        for _, name in told:
            words = name.split()
            if len(words) > 3 and "(" not in name:
                size = chance.randrange(2, len(words))
                part = " ".join(words[:size] if chance.random() < 0.5 else words[-size:])
                yield "part of a name", part, ""


def _says(known: Corpus, written: str, id_: str) -> bool:
    """Whether a part of a name has a whole name of the actor in it, but for an ending: "of Kazakhstan"."""
    form = fold(written)
    named = (fold(re.sub(r"\s*\(.*", "", name)) for _, name in known.names.get(id_, ()))
    return any(name[:-1] in form and len(form) - len(name) < 9 for name in named if len(name) > 3)


# -------------------------------------------------------------------------------------- rates


@dataclass(slots=True)
class Rates:
    """How the writings of each kind were read, and those that went wrong."""

    counted: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    wrong: list[tuple[str, str, str, str]] = field(default_factory=list)
    missed: list[tuple[str, str, str, str]] = field(default_factory=list)

    def share(self, what: str) -> float:
        """Of all writings that mean somebody (of all writings at all, for those surely wrong)."""
        aside = () if what == "wrong" else ("distractor", "part of a name")
        some = [count for kind, count in self.counted.items() if kind not in aside]
        return sum(c[what] for c in some) / sum(c["all"] for c in some)


def measure(seed: int = 7, every: int = 1) -> Rates:
    """Read every writing, or one in so many of them."""
    known, chance, rates = corpus(), random.Random(seed), Rates()  # noqa: S311
    for kind, written, meant in [*cases(known, chance), *distractors(known, chance)][::every]:
        reading = known.authority.read(written)
        best = reading.candidates[0].id if reading.candidates else ""
        rightly = best == meant or (not meant and _says(known, written, best))
        count = rates.counted[kind]
        count["all"] += 1
        if reading.verdict == "sure":
            count["sure" if rightly else "wrong"] += 1
            if not rightly:
                rates.wrong.append((kind, written, meant, f"{best}: {reading.reason}"))
        if rightly:
            count["first"] += 1
        elif meant:
            rates.missed.append((kind, written, meant, f"{reading.verdict} {best}: {reading.reason}"))
    return rates


def main() -> None:
    """Print the table, and with ``-v`` what went wrong."""
    rates = measure()
    print(f"{'kind':18} {'all':>6} {'sure':>7} {'first':>7} {'wrong':>7}")
    for kind, count in rates.counted.items():
        shares = (f"{count[what] / count['all']:7.1%}" for what in ("sure", "first", "wrong"))
        print(f"{kind:18} {count['all']:6} {' '.join(shares)}")
    sure, first, wrong = map(rates.share, ("sure", "first", "wrong"))
    print(f"all: sure {sure:.2%}, first {first:.2%}, wrong {wrong:.3%}")
    if "-v" in sys.argv:
        for line in (*rates.wrong, *rates.missed):
            print(*line, sep=" | ")


if __name__ == "__main__":
    main()
