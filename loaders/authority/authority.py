"""Who is who: the authority file, which reads a name in a table as the actor that it means.

A name is *sure* (an id, a code, one whole name of one actor, a country's name in any language), *likely*
(several bear it, or its spelling is near), or *unknown*. Only what is sure is taken, and noted; what is
likely is put before a person, with candidates, scores and the reason, and the decision is kept as an alias.
Nothing here writes to the graph.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from elshi.graph.model.columns import ror_id, wikidata_id
from elshi.graph.names import names, world_countries
from elshi.graph.store.store import Store
from elshi.loaders.kinds.places import Country

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
        return self.candidates[0].reason if self.candidates else "nobody bears a name like it"

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
    _read: dict[tuple[str, str, int | None], Reading] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store) -> Authority:
        """The actors of a graph."""
        made = cls()
        for row in store.stream(
            "MATCH (n:Elshi:Actor) RETURN n.id AS id, labels(n) AS labels, n.name AS name, "
            "n.search AS search, n.former_ids AS former, n.wikidata AS wikidata, n.ror AS ror ORDER BY id"
        ):
            forms = (form for form in row["search"].split("|") if form)
            elsewhere = [*(row["former"] or ()), *filter(None, (row["wikidata"], row["ror"]))]
            made._add(row["id"], frozenset(row["labels"]), row["name"], forms, elsewhere)
        return made

    def add(
        self, id_: str, labels: Iterable[str], written: Sequence[str], elsewhere: Iterable[str] = ()
    ) -> None:
        """An actor that a load brings, with its names (the first is shown) and ids elsewhere."""
        self._add(id_, frozenset(labels), written[0] if written else id_, map(names.fold, written), elsewhere)

    def add_name(self, id_: str, name: str) -> None:
        """A further name of an actor."""
        if (form := names.fold(name)) and id_ not in self._forms[form]:
            self._forms[form].append(id_)
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

    def read(self, written: str, label: str = "Actor", year: int | None = None) -> Reading:
        """How a name is read, as an actor of a label, in a row that speaks of a year.

        >>> made = Authority()
        >>> made.add("turksoy", ["Actor", "Organisation"], ["TÜRKSOY", "ТҮРКСОЙ"])
        >>> made.read("Turksoy").id, made.read("Türkiye Cumhuriyeti").id, made.read("Turksoi!").verdict
        ('turksoy', 'TR', 'sure')
        >>> made.read("Turksot").candidates[0].id, made.read("Turksot").verdict
        ('turksoy', 'likely')
        """
        at = (written, label, year)
        if at not in self._read:
            self._read[at] = self._reading(" ".join(written.split()), label, year)
        return self._read[at]

    def _reading(self, written: str, label: str, year: int | None) -> Reading:
        if not written or len(written) > LONGEST_NAME:
            return Reading(written, "unknown")
        for find in (self._by_id, self._by_country, self._by_name):
            if found := find(written, label, year):
                return found
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
        bearers = self._forms.get(names.fold(written), [])
        if (
            len(state.ids) > 1
            or state.reason == world_countries.SEVERAL
            or (bearers and state.ids[0] not in bearers)
        ):
            known = dict.fromkeys((*state.ids, *bearers))
            several = (self._candidate(id_, 95, world_countries.SEVERAL) for id_ in known)
            return Reading(written, "likely", tuple(several))
        if state.id is None and written != state.ids[0]:
            candidate = self._candidate(state.ids[0], 90, state.doubt)
            return Reading(written, "likely", (candidate,), decidable=False)
        return Reading(written, "sure", (self._candidate(state.ids[0], 100, state.reason),))

    def _by_name(self, written: str, label: str, year: int | None) -> Reading | None:
        bearers = self._forms.get(names.fold(written), ())
        fitting = [id_ for id_ in bearers if self._fits(id_, label)] or list(bearers)
        if len(fitting) == 1:
            return Reading(written, "sure", (self._candidate(fitting[0], 100, "a name of it"),))
        if fitting:
            several = tuple(self._candidate(id_, 95, "several bear this name") for id_ in fitting[:5])
            return Reading(written, "likely", several)
        short = names.short_form(written)
        if short and short in self.labels:
            return Reading(written, "sure", (self._candidate(short, 100, "an abbreviation of it"),))
        return None

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
            written, "likely", (Candidate(joined, written, 90, "several names, to be parted by ;"),)
        )

    def _near(self, written: str, label: str) -> Iterable[Candidate]:
        from rapidfuzz import fuzz, process

        wanted = names.fold(written)
        if len(wanted) < 4:
            return
        known = {**_country_forms(), **self._forms} if label in ("Actor", "Country") else self._forms
        scores: dict[str, float] = {}
        scorers: tuple[Callable[..., float], ...] = (fuzz.ratio, fuzz.token_sort_ratio)
        for scorer in scorers:
            found = process.extract(wanted, known.keys(), scorer=scorer, limit=8, score_cutoff=NEAR)
            for form, score, _ in found:
                for id_ in known[form]:
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


def country(id_: str) -> Country | None:
    """The record of a state that no table has yet, with CLDR's names; ``None`` for another id."""
    name = world_countries.state_name(id_)
    if name is None:
        return None
    cells = {"id": id_, "name": name}
    try:
        known = names.country_names(id_)
    except ValueError:
        known = {}
    cells |= {
        f"name_{language}": known[language] for language in ("kk", "ru", "tr", "zh") if language in known
    }
    if gone := world_countries.past(id_):
        cells["note"] = f"A state of the past, {gone.first}-{gone.last}"
    return Country.model_validate(cells)
