"""Whether a written word is a form of a known one: the endings of Kazakh, Russian, Turkish and English.

A name in running text bears case endings on its last word or on each (Бейжіңге, Министерству культуры,
Bakanlığı'nın). :func:`is_form_of` compares one word of a name with one word as it is written. It knows
paradigms, not words: «Нигера» is a form of «Нигер», «Нигерия» is not.
"""

from __future__ import annotations

import re
from functools import lru_cache

from elshi.graph.names.country_tables import KAZAKH_ENDING
from elshi.graph.names.folding import fold
from elshi.graph.names.repair import CYRILLIC

_KAZAKH_PLURAL = re.compile("[лдт][ае]р")
_KAZAKH_OURS = re.compile("[ыі]м[ыі]з|м[ыі]з|с[ыі]|[ыі]")

_TURKISH = re.compile(
    "(?:l[ae]r)?(?:[ıiuü]m[ıiuü]z|s?[ıiuü])?(?:[ny]?[ıiuü]n|[ny]?[ae]|[ny]?[ıiuü]|n?[dt][ae]n?|n?[dt][ae]ki|"
    "y?l[ae])?"
)

_NOUNS = """
|а у ом е ы ов ам ами ах
ь|я ю ем ём е и ей ям ями ях ью
й|я ю ем е и ев ям ями ях
а|ы и е у ой ою ей ам ами ах
я|и е ю ей ею ям ями ях
ия|ии ию ией ий иям иями иях
о|а у ом е ам ами ах
ие|ия ию ием ии ий иям иями иях
е|я ю ем и ей ям ями ях
ы|ов ам ами ах
и|ов ев ей ам ам ями ами ях ах
"""
_ADJECTIVES = """
ый|ого ому ым ом
ий|ого его ому ему им ом ем
ой|ого ому ым ом
ая|ой ую ою
яя|ей юю ею
ое|ого ому ым ом
ее|его ему им ем
ые|ых ым ыми
ие|их им ими
"""
_SURNAMES = """
ов|ова ову овым ове
ев|ева еву евым еве
ёв|ёва ёву ёвым ёве
ин|ина ину иным ине
ова|овой ову
ева|евой еву
ина|иной ину
"""
RUSSIAN = tuple(
    (ending, frozenset(forms.split()))
    for ending, _, forms in (line.partition("|") for line in (_NOUNS + _ADJECTIVES + _SURNAMES).split("\n"))
    if forms
)
"""Paradigms: how a word ends in the nominative, and in the other cases."""

_PEOPLES = (
    ("не", "нин"), ("цы", "ец"), ("ки", "ок"), ("ры", "рин"), ("ие", "ий"), ("ы", ""), ("и", ""),
    ("и", "ец"), ("цы", "ц"),
)  # fmt: skip
"""Endings of a people's name in Russian, plural and singular."""


@lru_cache(maxsize=1 << 16)
def is_form_of(known: str, written: str) -> bool:
    """Whether a written word is a known one, as it stands or with an ending; both in small letters.

    >>> is_form_of("одағы", "одағының"), is_form_of("министерство", "министерству")
    (True, True)
    >>> is_form_of("нигер", "нигерия"), is_form_of("ankara", "ankaradan"), is_form_of("қазақ", "қазақтану")
    (False, True, False)
    """
    if known == written or fold(known) == fold(written) != "":
        return True
    if len(known) < 3 or len(written) < 3:
        return False
    if not CYRILLIC.search(known):
        return not CYRILLIC.search(written) and _is_latin_form(known, written)
    return bool(CYRILLIC.search(written)) and (
        _is_kazakh_form(known, written) or _is_russian_form(known, written)
    )


def _is_kazakh_form(known: str, written: str) -> bool:
    if not written.startswith(known):
        return False
    ending = written[len(known) :]  # those in т, қ, к and п follow voiceless letters only
    if ending[0] in "тқкп" and known[-1] in "аәеёиіоөуұүыэюярлймнңзж":
        return False
    return bool(KAZAKH_ENDING.fullmatch(ending)) and not (ending == "н" and known[-1] not in "ыі")


def _is_russian_form(known: str, written: str) -> bool:
    if re.search("[әғқңөұүһі]", known):
        return False
    for ending, forms in RUSSIAN:
        if not known.endswith(ending) or (ending == "" and known[-1] in "аеёиоуыэюяьй"):
            continue
        stem = known[: len(known) - len(ending)]
        if len(stem) > 1 and written.startswith(stem) and written[len(stem) :] in forms:
            return True
    return False


def _is_latin_form(known: str, written: str) -> bool:
    if not written.startswith(known) or len(known) < 4:
        return False
    ending = written[len(known) :]
    return ending == "s" or (bool(_TURKISH.fullmatch(ending)) and len(ending) > 1)


def is_one_of_people(known: str, written: str) -> bool:
    """Whether a word names one of a people, or the people, whose name is known: неміс of Немістер.

    >>> is_one_of_people("немістер", "неміс"), is_one_of_people("немцы", "немец")
    (True, True)
    >>> is_one_of_people("түрік", "түріктер"), is_one_of_people("казактар", "қазақ")
    (True, False)
    """
    for plural, one in ((known, written), (written, known)):
        rest = plural[len(one) :] if plural.startswith(one) and len(one) > 2 else ""
        if rest and (_KAZAKH_PLURAL.fullmatch(rest) or rest in ("lar", "ler", "s")):
            return True
        for ending, single in _PEOPLES:
            if (
                plural.endswith(ending)
                and plural[: len(plural) - len(ending)] + single == one
                and len(one) > 2
            ):
                return not re.search("[әғқңөұүһі]", plural)
    return False
