"""Who is who: the authority file, which reads a name in a table as the actor that it means.

A name is *sure* (an id, a code, one whole name of one actor, a country's name in any language), *likely*
(several bear it, or its spelling is near), or *unknown*. Only what is sure is taken, and noted; what is
likely is put before a person, with candidates, scores and the reason, and the decision is kept as an alias.
Tables, queries and ``elshi resolve`` all read through it. Nothing here writes to the graph.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from elshi.graph.lookup.name_index import NameIndex
from elshi.graph.model.columns import ror_id, wikidata_id
from elshi.graph.names import names, world_countries
from elshi.graph.names.state_words import state_word
from elshi.graph.names.wordings import (
    bracketless,
    in_other_letters,
    is_acronym,
    latin_acronyms,
    without_generic_words,
    without_government,
    without_titles,
    words_of,
)
from elshi.graph.store.store import Store

NEAR = 78.0
"""Score out of 100 from which a spelling is near enough to be asked about."""

LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor that a name may mean: id, name, score out of 100, and why."""

    id: str
    name: str
    score: float
    reason: str

    def __str__(self) -> str:
        return f"{self.id} ({self.name}, {self.score:.0f}: {self.reason})"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a name is read: ``sure`` with one candidate, ``likely`` with some, ``unknown`` with none."""

    written: str
    verdict: Literal["sure", "likely", "unknown"]
    candidates: tuple[Candidate, ...] = ()
    decidable: bool = True
    """Whether a decision on the name settles it; a state outside its years is settled row by row."""

    @property
    def id(self) -> str | None:
        """The actor, where it is sure."""
        return self.candidates[0].id if self.verdict == "sure" else None

    @property
    def reason(self) -> str:
        """Why, in a few words."""
        return self.candidates[0].reason if self.candidates else "no actor has a similar name"

    def as_dict(self) -> dict[str, object]:
        """For a row of output."""
        best = self.candidates[0] if self.candidates else None
        return {
            "written": self.written,
            "verdict": self.verdict,
            "id": best.id if best else "",
            "name": best.name if best else "",
            "score": round(best.score) if best else None,
            "reason": self.reason,
            "others": "; ".join(f"{c.id} ({c.name})" for c in self.candidates[1:]),
        }


@dataclass(slots=True)
class Authority:
    """Every actor with its names: those of a graph, and those that a load adds."""

    labels: dict[str, frozenset[str]] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    _forms: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _elsewhere: dict[str, str] = field(default_factory=dict)
    _read: dict[tuple[str, str, int | None, str], Reading] = field(default_factory=dict)
    _index: NameIndex = field(default_factory=NameIndex)

    @classmethod
    def of(cls, store: Store) -> Authority:
        """The actors of a graph."""
        authority = cls()
        for row in store.stream(
            "MATCH (n:Elshi:Actor) RETURN n.id AS id, labels(n) AS labels, n.name AS name, "
            "n.search AS search, n.former_ids AS former, n.wikidata AS wikidata, n.ror AS ror, "
            "[n.name_kk, n.name_ru, n.name_tr, n.name_zh] + coalesce(n.aliases, []) + "
            "coalesce(n.former_names, []) + coalesce(n.contested_names, []) AS names ORDER BY id"
        ):
            forms = (form for form in row["search"].split("|") if form)
            elsewhere = [*(row["former"] or ()), *filter(None, (row["wikidata"], row["ror"]))]
            labels = frozenset(row["labels"])
            authority._add(row["id"], labels, row["name"], forms, elsewhere)
            authority._index.add(
                row["id"], [row["name"], *filter(None, row["names"])], person="Person" in labels
            )
        return authority

    def add(
        self, id_: str, labels: Iterable[str], written: Sequence[str], elsewhere: Iterable[str] = ()
    ) -> None:
        """An actor that a load brings, with its names (the first is shown) and ids elsewhere."""
        sorts = frozenset(labels)
        self._add(id_, sorts, written[0] if written else id_, map(names.fold, written), elsewhere)
        self._index.add(id_, written, person="Person" in sorts)

    def add_name(self, id_: str, name: str) -> None:
        """A further name of an actor."""
        if (form := names.fold(name)) and id_ not in self._forms[form]:
            self._forms[form].append(id_)
        self._index.add(id_, [name], person="Person" in self.labels.get(id_, ()))
        self._read.clear()

    def _add(
        self, id_: str, labels: frozenset[str], name: str, forms: Iterable[str], elsewhere: Iterable[str]
    ) -> None:
        self.labels[id_] = self.labels.get(id_, frozenset()) | labels
        self.shown.setdefault(id_, name)
        for form in forms:
            if form and id_ not in self._forms[form]:
                self._forms[form].append(id_)
        for other in elsewhere:
            self._elsewhere.setdefault(other, id_)
        self._read.clear()

    # ------------------------------------------------------------------------------- reading

    def read(self, written: str, label: str = "Actor", year: int | None = None, context: str = "") -> Reading:
        """How a name is read, as an actor of a label, in a row that speaks of a year.

        ``context`` is text in which it stands: it gives acronyms and words such as «еліміз» their meaning.

        >>> authority = Authority()
        >>> authority.add("turksoy", ["Actor", "Organisation"], ["TÜRKSOY", "ТҮРКСОЙ"])
        >>> [authority.read(written).id for written in ("Turksoy", "Türkiye Cumhuriyeti", "ТҮРКСОЙ ұйымының")]
        ['turksoy', 'TR', 'turksoy']
        >>> near = authority.read("Turksot")
        >>> near.candidates[0].id, near.verdict
        ('turksoy', 'likely')
        """
        at = (written, label, year, context)
        if at not in self._read:
            self._read[at] = self._reading(" ".join(written.split()), label, year, context)
        return self._read[at]

    def _reading(self, written: str, label: str, year: int | None, context: str) -> Reading:
        if not written or len(written) > LONGEST_NAME:
            return Reading(written, "unknown")
        for find in (self._by_id, self._by_country, self._by_name, self._by_wording):
            if reading := find(written, label, year):
                return reading
        if reading := self._by_context(written, label, year, context):
            return reading
        if several := self._several(written, label, year):
            return several
        near = tuple(self._near(written, label))
        return Reading(written, "likely" if near else "unknown", near)

    def _fits(self, id_: str, label: str) -> bool:
        return label in ("Actor", "Elshi") or label in self.labels.get(id_, ("Country",))

    def _candidate(self, id_: str, score: float, reason: str) -> Candidate:
        return Candidate(id_, self.shown.get(id_) or world_countries.state_name(id_) or id_, score, reason)

    def _by_id(self, written: str, label: str, year: int | None) -> Reading | None:
        if written in self.labels:
            return Reading(written, "sure", (self._candidate(written, 100, "its id"),))
        if not self._elsewhere:
            return None
        other = self._elsewhere.get(written)
        if other is None and any(map(str.isdigit, written)):  # as ids of Wikidata and of ROR have them
            other = self._elsewhere.get(wikidata_id(written) or ror_id(written) or written)
        if other is None:
            return None
        return Reading(written, "sure", (self._candidate(other, 100, "an id of it, former or elsewhere"),))

    def _by_country(self, written: str, label: str, year: int | None) -> Reading | None:
        """A code or a country's name in some language; unless the graph has another actor of that name."""
        if label not in ("Actor", "Country", "Elshi"):
            return None
        state = world_countries.states(written, year)
        if not state.ids:
            return None
        bearers = list(self._forms.get(names.fold(written), ()))
        if state.ids[0] not in self.labels:  # a town may bear the name of a state that the graph has not
            bearers += [id_ for id_ in self._index.forms(written) if id_ not in bearers]
        if len(state.ids) > 1 or (bearers and state.ids[0] not in bearers):
            there = [id_ for id_ in state.ids if id_ in self.labels]
            ids = dict.fromkeys((*there, *bearers, *state.ids))
            several = (self._candidate(id_, 95, world_countries.SEVERAL) for id_ in ids)
            return Reading(written, "likely", tuple(several))
        if state.id is None and written != state.ids[0]:
            candidate = self._candidate(state.ids[0], 90, state.doubt)
            return Reading(written, "likely", (candidate,), decidable=False)
        return Reading(written, "sure", (self._candidate(state.ids[0], 100, state.reason),))

    def _by_name(self, written: str, label: str, year: int | None) -> Reading | None:
        """A whole name, whatever its script; of several bearers, the one who bears it as it is written."""
        bearers = self._forms.get(names.fold(written), ())
        fitting = [id_ for id_ in bearers if self._fits(id_, label)] or list(bearers)
        if fitting and not self._index.bearers_as_written(written):  # «Гагаузии» sounds like «Гагаузы»
            forms = self._index.forms(written).items()
            fitting += [
                id_ for id_, whole in forms if whole and id_ not in fitting and self._fits(id_, label)
            ]
        if near := self._states_near(written, fitting):
            people = (self._candidate(id_, 95, "it sounds like a name of it") for id_ in fitting)
            return Reading(written, "likely", (*near, *people))
        if fitting:
            return self._among(written, fitting, "a name of it")
        short = names.short_form(written)
        if short and short in self.labels:
            return Reading(written, "sure", (self._candidate(short, 100, "an abbreviation of it"),))
        return None

    def _states_near(self, written: str, bearers: Sequence[str]) -> list[Candidate]:
        """States almost called so, where only a people has the name, in another script: "Turky", «Турки»."""
        peoples = all("People" in self.labels.get(id_, ()) for id_ in bearers)
        if not bearers or not peoples or not written.isascii() or self._index.bearers_as_written(written):
            return []
        return [c for c in self._near(written, "Country") if c.score > 90]

    def _among(self, written: str, bearers: Sequence[str], reason: str) -> Reading:
        """The one among those who bear a name, else all of them to be asked about."""
        exact = [id_ for id_ in bearers if id_ in self._index.bearers_as_written(names.repair(written))]
        left = exact or list(bearers)
        if not exact and is_acronym(written) and len(written) < 4:  # КР sounds like ҚР
            why = "it sounds like an abbreviation of it"
            return Reading(written, "likely", tuple(self._candidate(id_, 90, why) for id_ in left[:5]))
        cities = [id_ for id_ in left if "City" in self.labels.get(id_, ())]
        if len(cities) == 1 and all(self.labels.get(id_, frozenset()) & {"City", "Region"} for id_ in left):
            left = cities  # Almaty is the city; the region is called so
        if len(left) == 1:
            return Reading(written, "sure", (self._candidate(left[0], 100, reason),))
        several = tuple(self._candidate(id_, 95, world_countries.SEVERAL) for id_ in left[:5])
        return Reading(written, "likely", several)

    # ------------------------------------------------------------------ words around a name

    def _by_wording(self, written: str, label: str, year: int | None) -> Reading | None:
        """A name with endings, brackets, generic words, titles, or in other letters: the first sure way.

        Where none is sure, the first that leads to somebody is asked about.
        """
        unsure: Reading | None = None
        for way in (self._forms_of, self._rewritten, self._of_a_sort, self._person, self._people):
            for reading in way(written, label, year):
                if reading.id is not None:
                    return reading
                unsure = unsure or reading
        return unsure

    def _forms_of(self, written: str, label: str, year: int | None) -> Iterator[Reading]:
        """Endings on its words, British or American spelling, the bracket of the name left out."""
        forms = {id_: whole for id_, whole in self._index.forms(written).items() if self._fits(id_, label)}
        if whole := [id_ for id_, is_whole in forms.items() if is_whole]:
            yield self._among(written, whole, "a form of its name")
        elif forms:
            yield self._among(written, list(forms), "its name without the bracket")

    def _rewritten(self, written: str, label: str, year: int | None) -> Iterator[Reading]:
        """The same name without its own bracket, or in the Cyrillic letters that Latin ones stand for."""
        for part, is_name in bracketless(written):
            if is_name and (reading := self._plainly(part, label, year)):
                yield replace(reading, written=written)
        other = in_other_letters(written)
        if other and other != written and (reading := self._plainly(other, label, year)):
            yield replace(reading, written=written)
        for acronym in latin_acronyms(written):
            if reading := self._by_name(acronym, label, year):
                yield replace(reading, written=written)

    def _of_a_sort(self, written: str, label: str, year: int | None) -> Iterator[Reading]:
        """The city of "X қаласы", the region of "X облысы", the state of "Republic of X"."""
        for rest, labels in without_generic_words(written):
            reading = self._plainly(rest, labels[0], year)
            if reading and reading.id and self._is_of(reading.id, labels) and self._fits(reading.id, label):
                yield replace(reading, written=written)
        state = without_government(written)
        if (
            state
            and label in ("Actor", "Elshi", "Country")
            and (reading := self._by_country(state, "Country", year))
        ):
            yield replace(reading, written=written)

    def _is_of(self, id_: str, labels: tuple[str, ...]) -> bool:
        return bool(self.labels.get(id_, frozenset({"Country"})) & set(labels))

    def _plainly(self, written: str, label: str, year: int | None) -> Reading | None:
        """A reading of what is left of a writing, by its names and their forms alone."""
        for find in (self._by_country, self._by_name):
            if (reading := find(written, label, year)) and (
                reading.id is None or self._fits(reading.id, label)
            ):
                return reading
        return next(self._forms_of(written, label, year), None)

    def _person(self, written: str, label: str, year: int | None) -> Iterator[Reading]:
        """A person with titles, initials in any order, a patronymic, or the surname alone."""
        if label not in ("Actor", "Elshi", "Person"):
            return
        bare = without_titles(written)
        if (
            bare
            and (reading := self._plainly(bare, "Person", year))
            and self._is_of(reading.id or "", ("Person",))
        ):
            yield replace(reading, written=written)
        whole, partly = self._index.persons(bare or written)
        if whole:
            yield self._among(written, whole, "a form of that person's name")
        elif partly:
            several = (self._candidate(id_, 90, "part of that person's name") for id_ in partly[:5])
            yield Reading(written, "likely", tuple(several))

    def _people(self, written: str, label: str, year: int | None) -> Iterator[Reading]:
        """A people by the name of one of it, or one by that of the people."""
        if label not in ("Actor", "Elshi", "People"):
            return
        some = [id_ for id_ in self._index.peoples(written) if "People" in self.labels[id_]]
        if some:
            yield self._among(written, some, "a form of that people's name")

    # ---------------------------------------------------------------- what only a text tells

    def _by_context(self, written: str, label: str, year: int | None, context: str) -> Reading | None:
        """An acronym, or a word such as «еліміз», by the text around it; without one it is asked about."""
        bare = written.strip(' .,;:«»"“”')
        if is_acronym(bare):
            return self._acronym(written, bare.split("-")[0], label, context)
        if (role := state_word(bare)) is None:
            return None
        if not context:
            why = f"a word for {role.meaning}, and no text says which"
            return Reading(written, "likely", (Candidate("", bare, 0, why),), decidable=False)
        people = [id_ for id_ in self.named_in(context, "Person") if role.is_head]
        if len(people) == 1:
            return Reading(
                written, "sure", (self._candidate(people[0], 100, "the person whom the text names"),)
            )
        lands = self.named_in(context, "Country")
        if len(lands) != 1:
            return None
        meant = role.of(lands[0])
        reading = self.read(meant, "Actor", year) if meant else None
        if reading is None or reading.id is None or not self._fits(reading.id, label):
            return None
        return Reading(
            written, "sure", (self._candidate(reading.id, 100, f"{role.meaning}, as the text says"),)
        )

    def _acronym(self, written: str, letters: str, label: str, context: str) -> Reading | None:
        """Those whose initials an acronym may be; sure where the text names just one of them."""
        some = [id_ for id_ in self._index.acronyms(letters) if self._fits(id_, label)]
        text = words_of(context)
        there = [id_ for id_ in some if text and self._index.named_in(id_, text)]
        if len(there) == 1:
            return Reading(written, "sure", (self._candidate(there[0], 100, "its initials, in this text"),))
        if defined := self._defined(letters, label, context):
            return Reading(written, "sure", (self._candidate(defined, 100, "the text says so"),))
        several = (
            self._candidate(id_, 80, "its initials; the text has to name it") for id_ in (there or some)[:5]
        )
        candidates = tuple(several)
        return Reading(written, "likely", candidates) if candidates else None

    def _defined(self, letters: str, label: str, context: str) -> str | None:
        """The actor that stands before "(ACRONYM)" in a text."""
        before, mark, _ = context.partition(f"({letters}")
        words = before.split() if mark else []
        for size in range(min(len(words), 12), 0, -1):
            reading = self._plainly(" ".join(words[-size:]), label, None)
            if reading and reading.id:
                return reading.id
        return None

    def named_in(self, text: str, label: str) -> list[str]:
        """The actors of a label that a text surely names, each once, in its order."""
        words = text.split()
        there: dict[str, None] = {}
        at = 0
        while at < len(words):
            for size in range(min(6, len(words) - at), 0, -1):
                part = " ".join(words[at : at + size]).strip(' .,;:«»"“”()')
                reading = self._plainly(part, label, None) if part[:1].isupper() else None
                if not (reading and reading.id) and label == "Person" and part[:1].isupper() and size > 1:
                    reading = next(self._person(part, label, None), None)
                if reading and reading.id and self._is_of(reading.id, (label,)):
                    there[reading.id] = None
                    at += size - 1
                    break
            at += 1
        return list(there)

    def _several(self, written: str, label: str, year: int | None) -> Reading | None:
        """Several names in one value, where each by itself is sure."""
        parts = [
            part for part in re.split(r"[,/&+]|\b(?:and|und|и|және|мен|ve|ile)\b", written) if part.strip()
        ]
        if len(parts) < 2:
            return None
        ids = [self.read(part.strip(), label, year).id for part in parts]
        if not all(ids):
            return None
        joined = "; ".join(str(id_) for id_ in ids)
        return Reading(
            written, "likely", (Candidate(joined, written, 90, "several names; separate them with ;"),)
        )

    def _near(self, written: str, label: str) -> Iterable[Candidate]:
        from rapidfuzz import fuzz, process

        wanted = names.fold(written)
        if len(wanted) < 4:
            return
        forms = {**_country_forms(), **self._forms} if label in ("Actor", "Country") else self._forms
        scores: dict[str, float] = {}
        scorers: tuple[Callable[..., float], ...] = (fuzz.ratio, fuzz.token_sort_ratio)
        for scorer in scorers:
            matches = process.extract(wanted, forms.keys(), scorer=scorer, limit=8, score_cutoff=NEAR)
            for form, score, _ in matches:
                for id_ in forms[form]:
                    if self._fits(id_, label) and min(len(form), len(wanted)) > 3:
                        scores[id_] = max(scores.get(id_, 0.0), score)
        for score, id_ in sorted((-score, id_) for id_, score in scores.items())[:5]:
            yield self._candidate(id_, min(-score, 99.0), "its spelling is near")


_forms_of_countries: dict[str, list[str]] = {}


def _country_forms() -> Mapping[str, list[str]]:
    """The folded names of all countries in the languages of our sources."""
    if not _forms_of_countries:
        from elshi.graph.names.country_tables import ALPHA3
        from elshi.graph.names.country_tables import PAST as CODED

        for code in (*ALPHA3, *CODED):
            for name in names.country_names(code).values():
                bearers = _forms_of_countries.setdefault(names.fold(name), [])
                if code not in bearers:
                    bearers.append(code)
    return _forms_of_countries
