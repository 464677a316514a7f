"""Reading a treaty as the UN Treaty Series prints it: title, parties, date and place of signature, number.

A text has a head (number, perhaps a cover with the two parties, the title, "SIGNED AT …, ON …"), a
preamble, articles and a foot ("DONE at … on …", signatures), then perhaps letters that were
exchanged. Head and foot say the same twice, each with its own errors of the scan. What neither says
stays empty. Nothing here knows the graph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from elshi.graph.names.country_tables import listed
from elshi.loaders.opendata.signing_places import city, nearest_city
from elshi.loaders.opendata.states import named
from elshi.loaders.opendata.wordy_dates import MONTHS, Found, dates_in

HEAD = 2_500
"""Characters in which the head of a text stands, cover and title."""


@dataclass(frozen=True, slots=True)
class TreatyText:
    """What a treaty's text says of itself; ``None`` or empty where it does not say it.

    ``parties`` are ids of states and organisations in the order of the title; ``date`` is ISO 8601;
    ``place`` as it is written, in title case; ``number`` that of the registration. ``doubts`` are
    sentences on what head and foot say differently. ``in_force`` is the day on which a footnote says
    that it came into force; ``league`` whether it is of the League of Nations' series.
    """

    title: str
    parties: tuple[str, ...]
    date: str | None
    place: str | None
    number: str | None
    league: bool
    in_force: str | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Signing:
    """A date and a place that stand together, and in what: head, foot, heading or line."""

    date: str | None
    place: str | None
    by: str


def read_text(text: str) -> TreatyText:
    """Read one treaty.

    >>> read = read_text("No. 12. CULTURAL CONVENTION BETWEEN JAPAN AND IRAN. SIGNED AT TOKYO, ON 16 "
    ...                  "APRIL 1957 The Government of Japan and the Government of Iran, Desiring …")
    >>> read.title, read.parties, read.date, read.place, read.number
    ('Cultural Convention between Japan and Iran', ('JP', 'IR'), '1957-04-16', 'Tokyo', '12')
    """
    flat = _flat(text)
    title = _title(text, flat)
    signings = list(_signings(text, flat))
    date, place, doubts = _agreed(signings)
    parties = tuple(_parties(text, flat, title, _year_before(date)))
    league = "League of Nations" in text[:HEAD] or bool(date and date < "1945-10-24")
    return TreatyText(_cased(title), parties, date, place, _number(text), league, _force(flat, date), doubts)


def _flat(text: str) -> str:
    """The text on one line, with every character at its place."""
    return re.sub(r"\s", " ", text.replace("\ufeff", " ").replace("\u00ad", " "))


# --------------------------------------------------------------------------- number and title

_NUMBER = re.compile(r"^\W*(?:N\s?[o°º»O0]\s?[.,]?\s*(\d[\d ,]{0,5}\d|\d)\b|(\d{1,5})\s?\.\s)")
_FOOT_NUMBER = re.compile(r"(?m)^\W*N[o°º»]\.?\s*(\d{1,6})\W*$")


def _number(text: str) -> str | None:
    """The registration number: "No. 9039" at the head, else at the foot of a page."""
    head = text[:HEAD].lstrip("\ufeff \r\n\t")
    if match := _NUMBER.match(head):
        return re.sub(r"\D", "", match[1] or match[2])
    later = Counter(_FOOT_NUMBER.findall(text))
    return later.most_common(1)[0][0] if len(later) == 1 else None


_TITLE = re.compile(
    r"(?:^|(?<=[\s.~-]))(?:[A-Z][A-Za-zÀ-ž,'’-]*\W+){0,6}?(?:AGREEMENT|CONVENTION|TREATY|EXCHANGE OF|"
    r"PROTOCOL|ARRANGEMENT|DECLARATION|MEMORANDUM|ACCORD|PROGRAMME|PROGRAM|PLAN)(?![A-Za-z])"
)
_TITLE_ENDS = re.compile(
    r"(?i:\.?\s*(?:DONE AND )?SIGNED\s+(?:AT|IN|ON)\b)|\b(?:I )?EMBASSY\b|\bTHE PRESIDENT OF\b|"
    r"\bThe\s+[A-Z][a-z]|\bHis\s+(?:Majesty|Excellency)|\bHer\s+Majesty|\bOfficial text|\bDesiring\b|"
    r"\bTRANSLATION\b|\bPREAMBLE\b|\bArticle\b|\bExcellency\b|\bSir,"
)


_COVER_TITLE = re.compile(
    r"\b([A-Z][a-z]+(?:\s[\w,-]+){0,15}?\s?(?:[Aa]greement|[Cc]onvention|[Tt]reaty|[Pp]rotocol)(?:\s[\w,-]+){0,20}?)"
    r"\s?[.;(]"
)


def _title(text: str, flat: str) -> str:
    """The title in the capitals of the head, without number, footnote marks and what follows it."""
    head = flat[:HEAD]
    starts = [m.start() for m in _TITLE.finditer(head)]
    for start in starts:
        line = _from_sentence(head, start)
        end = _TITLE_ENDS.search(head, line + 10)
        title = head[line : end.start() if end else line + 400]
        if dated := dates_in(title):
            title = re.sub(r"[\s.,]*[^.]*$", "", title[: dated[0].start]) or title[: dated[0].start]
        title = _mended(title, text)
        if named(title) or re.search(r"(?i)\bbetween\b", title):
            return title
    if cover := _COVER_TITLE.search(head):
        return " ".join(cover[1].split())
    return _mended(head[starts[0] : starts[0] + 60], text) if starts else ""


def _from_sentence(head: str, at: int) -> int:
    """Where the title begins of which a word stands at the place: after the number or a full stop."""
    before = max(head.rfind(mark, 0, at) for mark in (". ", "~ ", ": ", "  "))
    begin = before + 2 if before >= 0 and at - before <= 90 else at
    number = re.match(r"\W*(?:No\.?\s*)?\d[\d ]*\W*", head[begin:at])
    return begin + number.end() if number else begin


def _mended(title: str, text: str) -> str:
    """A title without marks of footnotes, its broken words joined where the text has them whole."""
    bare = re.sub(r"(?<=[A-Za-z])['*’]?\d+\b|['*’](?=\s)|\s['*’\d](?=\s)|\*|^\W+", " ", title)
    words = re.sub(r"[\s.,:;]+$", "", bare).split()
    if "".join(words[:4]).isupper():
        words = words[: next((at for at, word in enumerate(words) if _is_prose(word)), len(words))]
    vocabulary = {word.lower() for word in re.findall(r"\b[A-ZÀ-Þ]?[a-zß-ž]+\b", text)}
    joined: list[str] = []
    for word in words:
        if joined and (whole := _joined(joined[-1], word, vocabulary)):
            joined[-1] = whole
        else:
            joined.append(word)
    return " ".join(joined)


def _is_prose(word: str) -> bool:
    """Whether a word in a title of capitals is the text after it: "Oslo", "Spain"."""
    return sum(letter.islower() for letter in word) >= 2


def _joined(first: str, second: str, vocabulary: set[str]) -> str | None:
    """The word that a line break cut in two, where the text has it whole elsewhere."""
    if not (first.rstrip("-").isalpha() and second.rstrip(".,").isalpha()):
        return None
    if first.upper() == "CO-":
        return first + second
    whole = first.rstrip("-") + second
    plain = whole.rstrip(".,").lower()
    parts = {first.rstrip("-").lower(), second.rstrip(".,").lower()}
    return whole if plain in vocabulary and not parts <= vocabulary else None


_SMALL = frozenset(
    listed(
        "a an and at between by concerning for from in into of on or regarding relating respecting the "
        "to under with"
    )
)


def _cased(title: str) -> str:
    """A title in capitals as one writes it: "Cultural Agreement between Japan and Iran"."""
    if not title.isupper() and sum(c.isupper() for c in title) < 0.6 * len(title.replace(" ", "")):
        return title
    words = title.lower().split()
    cased = [w if i and w.strip("(") in _SMALL else _capital(w) for i, w in enumerate(words)]
    return " ".join(cased)


def _capital(word: str) -> str:
    at = next((i for i, c in enumerate(word) if c.isalpha()), 0)
    big = word[:at] + word[at : at + 1].upper() + word[at + 1 :]
    return re.sub(r"(?<=-)(?!operation)[a-z]", lambda m: m[0].upper(), big)


# ------------------------------------------------------------------------------------- parties

_BETWEEN = re.compile(r"\bBE\s?-?\s?TWEEN\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?i)\b(?:concerning|regarding|relating|respecting|providing|for|on|signed|with|about|under|to|"
    r"in\s+the|in\s+order|as|of\s+cultur\w+|desiring|considering|having|have|animated|being|which|"
    r"article|wishing|convinced|inspired|anxious|conscious|desirous|signature|official|done)\b|[;(]"
)
_SIDES = re.compile(
    r"\b(?:The|the|THE)\s+(?:[A-Z][\w']+\s+){0,2}(?:Governments?|President|Kingdom|Republic)\b|"
    r"\b(?:His|Her)\s+(?:Imperial\s+|Britannic\s+)?Majesty|\bGovernments?\s+of\b"
)
_GOVERNMENT_OF = re.compile(r"\bGovernment\s+of\b")
_FOR = re.compile(r"\bFor\s+(?:and on behalf of\s+)?(?:the\s+)?([^:]{3,120}?)\s*(?::|\[|$)")


def _parties(text: str, flat: str, title: str, year: int | None) -> list[str]:
    """The states (or organisations) that the title names as sides, else cover, preamble or signatures."""
    best: list[str] = []
    for parties in _said_of_parties(text, flat, title, year):
        if len(parties) >= 2:
            return parties
        best = best or parties
    return best


def _said_of_parties(text: str, flat: str, title: str, year: int | None) -> Iterator[list[str]]:
    if between := _BETWEEN.search(title):
        yield _sides(title[between.end() :], year)
        yield named(title[between.end() :], year, organisations=True)
    head = flat[:HEAD]
    yield _cover(text, year)
    after = head.find(title[-12:]) if title else 0
    if sides := _SIDES.search(head, max(after, 0)):
        yield _sides(head[sides.start() : sides.start() + 500], year)
    governments = [named(head[m.end() : m.end() + 60], year)[:1] for m in _GOVERNMENT_OF.finditer(head)]
    yield list(dict.fromkeys(id_ for one in governments for id_ in one))
    foot = flat[max(flat.rfind("DONE"), flat.rfind("Done"), len(flat) - 1_500) :]
    yield list(dict.fromkeys(id_ for side in _FOR.findall(foot) for id_ in named(side, year)[:1]))


def _sides(sentence: str, year: int | None) -> list[str]:
    """The sides of "A and B concerning …": only what stands before the matter is named."""
    end = _ABOUT.search(sentence)
    return named(sentence[: end.start()] if end else sentence[:300], year, organisations=True)


def _cover(text: str, year: int | None) -> list[str]:
    """The sides of a cover: lines in capitals parted by a line "and"."""
    lines = [line.strip() for line in text[:HEAD].splitlines() if line.strip()]
    for at, line in enumerate(lines[:12]):
        if line.lower() == "and" and 0 < at < len(lines) - 1:
            before = [one for one in lines[:at] if one.isupper() and not re.match(r"N[oO°]", one)]
            after = []
            for one in lines[at + 1 :]:
                if not one.isupper():
                    break
                after.append(one)
            return named(" ".join(before), year) + named(" ".join(after), year)
    return []


def _year_before(date: str | None) -> int | None:
    """The year by which names of states are read: China's two governments part on 1 October 1949."""
    if date is None:
        return None
    return 1948 if "1949-01-01" <= date < "1949-10-01" else int(date[:4])


# -------------------------------------------------------------------------------- date and place

_PLACE = (
    r"(?:[Tt]he\s+)?(?:[Cc]ity\s+of\s+|CITY\s+OF\s+)?(?P<place>[A-ZÀ-Ý][^\W\d_]*"
    r"(?:(?:[ '’:-]|(?<=\b[A-Z])\. ?|(?<=\bSt)\. )+(?:(?:de|del|la|le|el|es|of|au|am|en)[ -])*"
    r"[A-ZÀ-Ý][^\W\d_]*){0,4})"
)
_SIGNED_AT = re.compile(rf"\b(?:SIGNED\s+(?:AT|IN)|Signed\s+(?:at|in))\s+{_PLACE}")
_AT = re.compile(rf"\b(?:at|in|At|In|AT|IN)\s+{_PLACE}")
_CLAUSE = re.compile(
    r"\b(?:D[Oo][Nn][Ee]?|SIGNED|Signed|GIVEN|Given|IN (?:THE )?(?:WITNESS|FAITH)|In (?:witness|faith))\b"
)
_QUIET_CLAUSE = re.compile(
    r"(?:\b[Tt]h(?:is|e present) (?:\w+ ){1,3}?(?:was |is |(?:has|have) been )?|\. +(?:Agreement )?)"
    r"(?:(?:done|[Cc]oncluded|drawn up) (?:at|in) (?=[A-Z])|signed and sealed\b)"
)
_CLAUSE_ENDS = re.compile(r"\bFor (?:the |and on )?[A-Z]|\[Signed|\(Signed|\(Sd|\bSd/|\[L\. ?S|\(L\. ?S")
_HEADING = re.compile(
    rf"{_PLACE},?\s+(?:on\s+|ON\s+|the\s+|this\s+|\d\d?\s+(?:{'|'.join(MONTHS)}\s+)?(?:and|AND|to)\s+)*$"
)
_IN_SENTENCE = re.compile(r"\b[a-z]+,? +$")
_OPENING = re.compile(r"\bOn\s+(?=.{8,30}?,? the (?:following|present) \w+ was (?:concluded|signed))")
_NO_PLACE = re.compile(
    r"(?i)(?:{})\b".format(
        "|".join(
            (
                *listed(
                    "English French Spanish Russian Arabic German Dutch Hebrew Persian Farsi Hindi Chinese"
                ),
                *listed(
                    "Japanese Italian Portuguese Polish Czech Slovak Hungarian Romanian Rumanian Bulgarian"
                ),
                *listed("Serbo Croat Serbian Turkish Greek Amharic Flemish Danish Swedish Norwegian Finnish"),
                *listed(
                    "Korean Mongolian Viet Khmer Thai Indonesian Urdu Bengali Pushtu Albanian Latin Nepali"
                ),
                *listed(
                    "Macedonian Sinhala Burmese Afrikaans Icelandic Malay Duplicate Triplicate Two Four Six"
                ),
                *listed(
                    "Quadruplicate Article Articles Witness Faith Conformity Accordance Respect Original"
                ),
                *listed("Language Languages Both Each The Done His Her Government President On"),
                *MONTHS,
            )
        )
    )
)
"""Words after "in" and "at" that are no places: languages, and what else a clause of signature says."""


def _signings(text: str, flat: str) -> Iterator[_Signing]:
    """Every statement of where and when it was signed, the best first: head, foot, a dated line."""
    head = flat[:HEAD]
    for match in _SIGNED_AT.finditer(head):
        if signing := _follows(head, match.end("place"), 40):
            yield _Signing(signing.date, _place(match["place"]), "head")
    if foot := _foot(flat):
        yield foot
    if (opening := _OPENING.search(head)) and (signing := _follows(head, opening.start(), 5)):
        yield _Signing(signing.date, None, "heading")
    yield from _headings(head[: _body(head)], "heading")
    yield from _dated_top(text)
    yield from _headings(flat, "line")


def _body(head: str) -> int:
    match = re.search(r"\b(?:Article|ARTICLE)\s+(?:1|I|One)\b|\bhave\s+agreed\b|\bExcellency\b|\bSir,", head)
    return match.start() if match else len(head)


def _follows(text: str, at: int, near: int) -> Found | None:
    """The date that begins within so many characters."""
    dates = dates_in(text[at : at + near + 60])
    return dates[0] if dates and dates[0].start <= near else None


def _foot(flat: str) -> _Signing | None:
    """The first clause of signature that has a date: DONE, SIGNED, IN WITNESS; else the last quiet one."""
    body = min(_body(flat[:HEAD]), HEAD // 2)
    clauses = (_clause(flat, match) for match in _CLAUSE.finditer(flat, body))
    quiet = (_clause(flat, match) for match in reversed([*_QUIET_CLAUSE.finditer(flat, body)]))
    return next((signing for signing in (*clauses, *quiet) if signing), None)


def _clause(flat: str, match: re.Match[str]) -> _Signing | None:
    """What a clause of signature says, ``None`` where it has no date, or no place and may be no clause."""
    clause = flat[match.start() : match.start() + 900]
    if end := _CLAUSE_ENDS.search(clause):
        clause = clause[: end.start()]
    dates = dates_in(clause)
    if not dates:
        return None
    place = _place_near(clause, dates[0])
    sure = place or match[0].upper().startswith(("DON", "SIGNED", "GIVEN"))
    return _Signing(dates[0].date, place, "foot") if sure else None


def _place_near(clause: str, date: Found) -> str | None:
    """The place of a clause: "at …" before the date, a heading "…, 5 May", else "at …" after it."""
    named_places = [m for m in _AT.finditer(clause) if not _NO_PLACE.match(m["place"])]
    cities = [m for m in named_places if city(_place(m["place"]) or "")]
    before = [m for m in cities or named_places if m.start() < date.start]
    if before:
        return _place(before[-1]["place"])
    if (heading := _HEADING.search(clause[: date.start])) and not _NO_PLACE.match(heading["place"]):
        return _place(heading["place"])
    return _place((cities or named_places)[0]["place"]) if cities or named_places else None


def _headings(flat: str, by: str) -> Iterator[_Signing]:
    """The first date that stands after a city's name: "WASHINGTON, 9 APRIL 1953", "Paris, 8 April 1966"."""
    for written_date in dates_in(flat):
        before = flat[max(0, written_date.start - 90) : written_date.start]
        heading = _HEADING.search(before)
        if (
            heading
            and not _IN_SENTENCE.search(before[: heading.start()])
            and (place := _known_at_end(heading["place"]))
        ):
            yield _Signing(written_date.date, place, by)
            return


def _known_at_end(written: str) -> str | None:
    """The city with whose name the words end: "STATE WASHINGTON" is Washington."""
    words = written.split()
    tails = (" ".join(words[at:]) for at in range(len(words)))
    return next((_place(tail) for tail in tails if city(tail)), None)


def _dated_top(text: str) -> Iterator[_Signing]:
    """A date alone at the very top, and the first line that is a city's name alone."""
    lines = [line.strip() for line in text[:HEAD].splitlines() if line.strip()][:8]
    if lines and (dates := dates_in(lines[0])) and dates[0].end - dates[0].start > len(lines[0]) - 4:
        place = next((_place(line) for line in lines[1:] if city(line)), None)
        yield _Signing(dates[0].date, place, "heading")


_WITH_THE = frozenset(("Hague", "Vatican"))
_IN_FORCE = re.compile(r"[Cc]ame into force on (?=.{0,4}\d)")


def _force(flat: str, signed: str | None) -> str | None:
    """The day on which the first footnote says that it came into force, not before the signature."""
    note = _IN_FORCE.search(flat)
    written_date = _follows(flat, note.end(), 3) if note else None
    return written_date.date if written_date and signed and written_date.date >= signed else None


_PARTICLES = frozenset(listed("de del la of es am el"))


def _place(written: str) -> str | None:
    """A place as one writes it; a writing that a scan broke as the city that it stands for."""
    bare = re.sub(r"\s+", " ", written).strip(" .,:;-")
    if bare.isupper():
        parts = bare.lower().split()
        bare = " ".join(p if i and p in _PARTICLES else p.capitalize() for i, p in enumerate(parts))
        bare = re.sub(r"(?<=[-'’])[a-z]", lambda m: m[0].upper(), bare)
    if bare in _WITH_THE:
        return f"The {bare}"
    if city(bare):
        return bare
    words = bare.split()
    for many in range(len(words) - 1, 0, -1):
        if city(" ".join(words[:many])):
            return " ".join(words[:many])
    return nearest_city(bare) or bare or None


def _agreed(signings: list[_Signing]) -> tuple[str | None, str | None, tuple[str, ...]]:
    """The date and the place that head and foot agree on; where they differ, a sentence says so."""
    heads = [s for s in signings if s.by == "head"]
    feet = [s for s in signings if s.by == "foot"]
    heads.sort(key=lambda s: city(s.place or "") is None)
    order = [
        *heads,
        *feet,
        *[s for s in signings if s.by == "heading"],
        *[s for s in signings if s.by == "line"],
    ]
    date = next((s.date for s in order if s.date), None)
    place = next((s.place for s in order if s.place), None)
    doubts = []
    if heads and feet:
        if feet[0].date and feet[0].date != date:
            doubts.append(f"The head gives {date}, the foot {feet[0].date}.")
        if feet[0].place and place and city(feet[0].place) != city(place):
            doubts.append(f"The head gives {place}, the foot {feet[0].place}.")
    return date, place, tuple(doubts)
