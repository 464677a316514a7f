"""Arguments: from the text given for a parameter to the values passed to the statement.

Names come in any script and are looked up; years, numbers and lengths are checked; fields and kinds come
from the closed lists of the model; a group is a list of actors, however it was given. Invalid text is refused
in one sentence. No argument ever becomes part of a statement's text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from elshi.graph.errors import ElshiError
from elshi.graph.lookup import find
from elshi.graph.model import dates
from elshi.graph.names.folding import fold
from elshi.graph.store.results import Row
from elshi.graph.store.store import Store
from elshi.graph.text import shortened

NAMED = {
    "actor": "Actor",
    "organisation": "Organisation",
    "country": "Country",
    "region": "Region",
    "person": "Person",
    "place": "Actor",
    "tie": "Tie",
    "series": "Series",
    "source": "Source",
}
"""Types whose value is a name in any script, and the label that the node must have."""

SHOWN = 12
"""Members of a group that are named in the note on how it was understood."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The values passed to a statement for one parameter, and how it was understood, in words."""

    values: dict[str, Any]
    meant: str = ""


def bind(store: Store, type_: str, name: str, text: str) -> Bound:
    """Read ``text`` as the value of the parameter ``name``; empty text is null.

    A ``year`` also gives its first and last day as ``$name_start`` and ``$name_end``, or, if left out, the
    first and last possible day; a ``group`` gives the sorted ids of its actors. Raises ``ElshiError`` for
    invalid text.
    """
    if type_ == "year":
        return Bound(_year(name, text))
    if not text:
        return Bound({name: None})
    if type_ in NAMED:
        node = find.one(store, text, NAMED[type_])
        return Bound({name: node.id}, f"{node.name} ({node.id})")
    if type_ == "group":
        group = read_group(store, text)
        return Bound({name: sorted(group.members)}, group.meant())
    return Bound({name: PLAIN[type_](name, text)})


# ----------------------------------------------------------------------------- plain values


def _year(name: str, text: str) -> dict[str, Any]:
    if not text:
        return {name: None, f"{name}_start": date.min, f"{name}_end": date.max}
    if not re.fullmatch(r"[0-9]{4}", text) or text == "0000":
        raise ElshiError(f"{name}: '{shortened(text)}' is not a year such as 1995.")
    year = int(text)
    return {name: year, f"{name}_start": date(year, 1, 1), f"{name}_end": date(year, 12, 31)}


def _number(name: str, text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise ElshiError(f"{name}: '{shortened(text)}' is not a whole number.")
    return int(text)


def _period(name: str, text: str) -> int:
    """A length in years: ``5``, ``5 years``, ``decade``."""
    match = re.fullmatch(r"([0-9]{1,3})(?:\s*years?)?", text.lower())
    years = int(match[1]) if match else {"decade": 10, "century": 100}.get(text.lower(), 0)
    if not 1 <= years <= 100:
        raise ElshiError(f"{name}: '{shortened(text)}' is not a number of years from 1 to 100, such as 5.")
    return years


def _flag(name: str, text: str) -> bool | None:
    """Yes, or nothing: what is not asked for is as if it had been left out."""
    if text.lower() not in ("yes", "true", "1", "no", "false", "0"):
        raise ElshiError(f"{name}: '{shortened(text)}' is neither yes nor no.")
    return True if text.lower() in ("yes", "true", "1") else None


def _of(what: str, closed_list: Callable[[], tuple[str, ...]]) -> Callable[[str, str], str]:
    """Reading of a word from a closed list, however it is written: ``Culture Days`` is ``culture-days``."""

    def read(name: str, text: str) -> str:
        from elshi.graph.names.names import nearest

        word = re.sub(r"[\s_-]+", "-", text.lower())
        if word in closed_list():
            return word
        near = nearest(text, [(n, n.replace("-", " ")) for n in closed_list()])
        hint = f"did you mean {' or '.join(near)}?" if near else f"{', '.join(closed_list())} were expected."
        raise ElshiError(f"{name}: '{shortened(text)}' is not {what}; {hint}")

    return read


def fields() -> tuple[str, ...]:
    """The closed list of fields of a tie."""
    from elshi.graph.model.columns import CulturalField
    from elshi.graph.model.records import literal_values

    return literal_values(CulturalField)


@cache
def kinds() -> tuple[str, ...]:
    """The closed list of kinds of ties, over all tables of ties."""
    from elshi.graph.model.records import Tie
    from elshi.loaders import RECORDS

    ties = [record for record in RECORDS.values() if issubclass(record, Tie)]
    return tuple(sorted({kind for record in ties for kind in record.kinds()}))


PLAIN: dict[str, Callable[[str, str], Any]] = {
    "number": _number,
    "flag": _flag,
    "period": _period,
    "field": _of("a field", fields),
    "kind": _of("a kind of tie", kinds),
    "text": lambda _, text: text,
}
"""Types that need no database, and the function that reads each."""

TYPES = frozenset({*NAMED, *PLAIN, "year", "group"})
"""Every type that a parameter may have."""


# ----------------------------------------------------------------------------------- groups


@dataclass(slots=True)
class Group:
    """The actors that a text names: ids with their names, and how each part was read."""

    members: dict[str, str] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)

    def meant(self) -> str:
        """In words."""
        return "; ".join(self.parts)


_STATUSES = {
    "members, member states, члены, страны-члены, участники, мүшелері, мүше елдері, üyeleri": ("member",),
    "observers, наблюдатели, бақылаушылары, gözlemcileri": ("observer",),
    "associates, associate members": ("associate",),
    "members and observers, члены и наблюдатели": ("member", "associate", "observer"),
}
"""Words for members in four languages, and the statuses that they stand for."""

_CALLED = {word: statuses for words, statuses in _STATUSES.items() for word in words.split(", ")}
_WORDS = "|".join(sorted(map(re.escape, _CALLED), key=len, reverse=True))
_IN = r"(?:\s*,?\s*(?:in|в|на)?\s*(?P<year>[0-9]{4})(?:\s*(?:г\.?|году|жылы|жылғы))?)?"
_BEFORE = re.compile(rf"(?P<who>{_WORDS})\s+(?:of\s+(?:the\s+)?)?(?P<whose>.+?){_IN}", re.IGNORECASE)
_AFTER = re.compile(rf"(?P<whose>.+?)\s+(?P<who>{_WORDS}){_IN}", re.IGNORECASE)


def read_group(store: Store, text: str) -> Group:
    """The actors that a text names: parts separated by ``;``, each an actor, a ``Group``, or members.

    "Central Asia" is the members of that ``Group``; "members of TÜRKSOY in 2010" (also observers, also
    without a year, also «ТҮРКСОЙ мүшелері 2010», «члены ТЮРКСОЙ в 2010») those whose membership certainly
    or possibly lasted in that year; "Kazakhstan; Turkey; Азербайджан" just these.
    """
    group = Group()
    for part in filter(None, map(str.strip, text.split(";"))):
        match = _BEFORE.fullmatch(part) or _AFTER.fullmatch(part)
        if match:
            _add_members(store, group, match["whose"], _CALLED[match["who"].lower()], match["year"])
        else:
            _add_actor(store, group, part)
    if not group.members:
        raise ElshiError(
            f"'{shortened(text)}' names no actor: a group, 'members of TÜRKSOY in 2010' or "
            "'Kazakhstan; Turkey' was expected."
        )
    return group


def _add_actor(store: Store, group: Group, text: str) -> None:
    """Add a group of that name, else an actor; a group's name that goes on is before an actor's."""
    if whole := _group(store, text):
        _add_members(store, group, whole.id, (), None)
        return
    try:
        actor = find.one(store, text, "Actor")
    except ElshiError:
        if not find.find(store, text, "Actor", limit=1) and (near := find.nearest(store, text, "Group")):
            raise ElshiError(
                f"The graph has no group or actor called '{shortened(text)}'; the nearest are "
                f"{', '.join(dict.fromkeys(near + find.nearest(store, text, 'Actor')))}."
            ) from None
        raise
    if "," in text and actor.fit > 2:
        raise ElshiError(f"'{shortened(text)}' is not one actor's name; several are separated by ';'.")
    group.members[actor.id] = actor.name
    itself = " itself" if actor.label == "Organisation" else ""
    group.parts.append(f"{actor.name} ({actor.id}){itself}")


def _group(store: Store, text: str) -> find.Found | None:
    """The group with a name, or the one whose name begins with it, unless an actor has exactly this name."""
    if groups := find.find(store, text, "Group", whole=True):
        return groups[0]
    if find.find(store, text, "Actor", whole=True):
        return None
    words = fold(text)
    longer = [group for group in find.find(store, text, "Group") if group.fit < 5 and " " in words]
    return longer[0] if len(longer) == 1 else None


def _add_members(store: Store, group: Group, whose: str, statuses: tuple[str, ...], year: str | None) -> None:
    """Add the members of an organisation or a group, in a year if one is given."""
    whole = _group(store, whose) or find.one(store, whose, "Organisation")
    rows = store.read(
        "MATCH (m:Actor)-[r:MEMBER_OF]->(:Elshi {id: $id}) WHERE r.status IS NULL OR r.status IN $statuses "
        "RETURN m.id AS id, m.name AS name, r.during AS during ORDER BY name, id",
        {"id": whole.id, "statuses": list(statuses)},
    )
    members: dict[str, dict[str, str]] = {"certainly": {}, "possibly": {}, "undated": {}, "no": {}}
    for row in rows:
        members[_lasted(row, year)][row["id"]] = row["name"]
    sure = members["certainly"]
    perhaps = {id_: name for id_, name in members["possibly"].items() if id_ not in sure}
    undated = len(members["undated"])
    description = f"{'s and '.join(statuses) or 'member'}s of {whole.name} ({whole.id})"
    description += f" in {year}" if year else ""
    if not sure and not perhaps:
        left_out = f"; {undated} of unknown years left out" if undated else ""
        raise ElshiError(f"The graph has no {description}{left_out}.")
    words = [_listed(sure)] if sure else []
    words += [f"possibly {_listed(perhaps)}"] if perhaps else []
    words += [f"{undated} of unknown years left out"] if undated else []
    group.members |= sure | perhaps
    group.parts.append(f"{description}: {'; '.join(words)}")


def _lasted(row: Row, year: str | None) -> str:
    if year is None:
        return "certainly"
    if not row["during"]:
        return "undated"
    return dates.when(dates.span(row["during"]), date(int(year), 1, 1), date(int(year), 12, 31))


def _listed(members: dict[str, str]) -> str:
    names = list(members.values())
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
