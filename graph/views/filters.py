"""Filters: which ties of a network a view counts, and what it leaves out.

By years, kinds, fields, a group, or certainty. A tie whose date possibly falls into the years is included and
counted as possible; one without a date is left out and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from elshi.graph.errors import ElshiError
from elshi.graph.model.dates import Span, span, when
from elshi.graph.names.names import country, fold, nearest
from elshi.graph.text import shortened
from elshi.graph.views.network import Network
from elshi.graph.views.options import TieFilter
from elshi.graph.views.rollup import owners

STRICT = frozenset(
    {"language", "literature", "music", "theatre", "dance", "film", "fine-arts", "crafts", "heritage"}
    | {"museums", "libraries-archives", "general-culture"}
)
"""Fields that are culture by any definition: language, the arts and heritage."""

BROAD = STRICT | {"education", "science", "religion", "media", "youth", "sport", "tourism", "cuisine"}
"""Culture in the sense of cultural diplomacy: with education, science, religion, media, sport and travel."""


def allowed(
    network: Network, choice: TieFilter, whose: Mapping[str, tuple[str, ...]]
) -> frozenset[str] | None:
    """The actors that may take part, on the level of the view; None if all may."""
    if choice.group is None:
        return None
    inside = members(network, choice.group)
    countries = owners(network, "countries")
    here = {owner for ids in whose.values() for owner in ids}
    return frozenset(id_ for id_ in here if id_ in inside or inside & set(countries.get(id_, ())))


def members(network: Network, group: str) -> frozenset[str]:
    """The members of a group, by its id or name, or of several actors and groups separated by ``;``.

    Raises ``ElshiError`` for what is neither.
    """
    return frozenset(id_ for _, ids in _sides(network, group) for id_ in ids)


def _sides(network: Network, group: str) -> list[tuple[str, tuple[str, ...]]]:
    parts = [part for part in map(str.strip, group.split(";")) if part]
    if not parts:
        raise ElshiError(f"--group is '{group}': a group, or actors separated by ;, was expected.")
    return [_side(network, part) for part in parts]


def _side(network: Network, wanted: str) -> tuple[str, tuple[str, ...]]:
    """A group, or an actor that stands for itself: in words, and its members."""
    form = f"|{fold(wanted)}|"
    for id_, (name, ids) in network.groups.items():
        if wanted.casefold() == id_.casefold() or form in network.group_names.get(id_, f"|{fold(name)}|"):
            if not ids:
                raise ElshiError(f"The group {name} ({id_}) has no members in this graph.")
            return f"members of the group {name}", ids
    for id_ in filter(None, (wanted, country(wanted))):
        if id_ in network.actors:
            return network.actors[id_]["name"], (id_,)
    bearers = [id_ for id_, actor in network.actors.items() if form in actor.get("search", "")]
    states = [id_ for id_ in bearers if network.actors[id_]["label"] == "Country"] or bearers
    if len(states) == 1:
        return network.actors[states[0]]["name"], (states[0],)
    if states:
        raise ElshiError(
            f"'{shortened(wanted)}' is ambiguous: one of the ids {', '.join(states[:5])} was expected."
        )
    there = ", ".join(sorted(network.groups)) or "none is in the graph"
    raise ElshiError(
        f"There is no group or actor called '{shortened(wanted)}': one of these groups ({there}), or "
        f"actors separated by ;, was expected."
    )


def chosen(network: Network, choice: TieFilter) -> tuple[frozenset[str], dict[str, int]]:
    """The ties that count, and the number left out for each reason."""
    choice = understood(network, choice)
    reasons: Counter[str] = Counter()
    taken = []
    for id_, tie in network.ties.items():
        if reason := _against(tie, choice):
            reasons[reason] += 1
        if reason in ("", POSSIBLE):
            taken.append(id_)
    return frozenset(taken), dict(sorted(reasons.items()))


POSSIBLE = "ties that only may fall into these years (they are counted in)"
"""The reason given for ties that are counted but may not belong."""


def _against(tie: Mapping[str, Any], choice: TieFilter) -> str:
    """Why a tie does not count; empty where it does."""
    if choice.kinds and not {tie["label"], tie.get("kind")} & set(choice.kinds):
        return "ties of other kinds"
    if choice.fields and not set(tie.get("fields") or ()) & set(choice.fields):
        return "ties in other fields"
    if choice.culture and not set(tie.get("fields") or ()) & (
        STRICT if choice.culture == "strict" else BROAD
    ):
        return "ties in other fields"
    if choice.certain_only and tie.get("certainty") == "unsure":
        return "ties that their source leaves in doubt"
    if choice.first is None and choice.last is None:
        return ""
    answer = fallen(tie, choice.first, choice.last)
    if answer == "possibly":
        return "ties that only may fall into these years" if choice.certain_only else POSSIBLE
    return {"undated": "ties without a date", "no": "ties of other years"}.get(answer, "")


def dated(tie: Mapping[str, Any]) -> Span | None:
    """The span of a tie's date; None if it has none."""
    return span(str(tie["date"])) if tie.get("date") else None


def fallen(tie: Mapping[str, Any], first: int | None, last: int | None) -> str:
    """Whether a tie falls into some years: ``certainly``, ``possibly``, ``undated`` or ``no``."""
    dates = dated(tie)
    if dates is None:
        return "undated"
    return when(dates, date(first or 1, 1, 1), date(last or 9999, 12, 31))


def spells(
    network: Network, choice: TieFilter, *, reference: bool = True
) -> list[tuple[str, str, dict[str, Any]]]:
    """The memberships that count: member, organisation, properties.

    Of the group are memberships whose member is, or belongs to a country that is. Without ``reference``
    those that only public references state do not count.
    """
    _in_order(choice)
    inside = None if choice.group is None else members(network, choice.group)
    countries = owners(network, "countries") if inside is not None else {}
    memberships = []
    for type_, member, organisation, properties in network.relations:
        if type_ != "MEMBER_OF" or organisation not in network.actors:
            continue
        if not reference and properties.get("layer") == "reference":
            continue
        if inside is not None and not inside & {member, *countries.get(member, ())}:
            continue
        answer = "certainly"
        if choice.first is not None or choice.last is not None:
            answer = fallen({"date": properties.get("during")}, choice.first, choice.last)
        if answer == "certainly" or (answer == "possibly" and not choice.certain_only):
            memberships.append((member, organisation, properties))
    return memberships


def understood(network: Network, choice: TieFilter) -> TieFilter:
    """The filter with its kinds and fields as the network spells them: ``Culture Days`` is ``culture-days``.

    Raises ``ElshiError`` for a kind or a field that no tie has (with the nearest ones), and for years in the
    wrong order.
    """
    _in_order(choice)
    return replace(
        choice,
        kinds=_there(network, "kind", choice.kinds, ("label", "kind")),
        fields=_there(network, "field", choice.fields, ("fields",)),
    )


def _in_order(choice: TieFilter) -> None:
    if choice.first and choice.last and choice.first > choice.last:
        raise ElshiError(f"{choice.first} is after {choice.last}: the earlier year was expected first.")


def _there(network: Network, what: str, wanted: tuple[str, ...], keys: tuple[str, ...]) -> tuple[str, ...]:
    if not wanted or not network.ties:
        return wanted
    values = _values(network, keys)
    spellings = {_plain(value): value for value in sorted(values)}
    spelled: dict[str, None] = {}
    for value in wanted:
        same = value if value in values else spellings.get(_plain(value))
        if same is None:
            near = nearest(value, {candidate: candidate.replace("-", " ") for candidate in sorted(values)})
            hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(sorted(values))}."
            raise ElshiError(f"No tie has the {what} '{shortened(value)}'; {hint}")
        spelled[same] = None
    return tuple(spelled)


def _plain(text: str) -> str:
    return "-".join(text.casefold().replace("-", " ").replace("_", " ").split())


def _values(network: Network, keys: Iterable[str]) -> set[str]:
    values: set[str] = set()
    for tie in network.ties.values():
        for key in keys:
            value = tie.get(key) or ()
            values.update([value] if isinstance(value, str) else value)
    return values


def told(network: Network, choice: TieFilter) -> list[str]:
    """The filter in sentences."""
    sentences = []
    if choice.first or choice.last:
        sentences.append(f"Ties of the years {choice.first or '…'} to {choice.last or '…'}.")
    if choice.kinds:
        sentences.append(f"Ties of the kinds {', '.join(choice.kinds)}.")
    if choice.fields:
        sentences.append(f"Ties in the fields {', '.join(choice.fields)}.")
    if choice.culture:
        sentences.append(f"Cultural ties, taken {'strictly' if choice.culture == 'strict' else 'broadly'}.")
    if choice.group:
        sides = "; ".join(name for name, _ in _sides(network, choice.group))
        sentences.append(f"{sides[0].upper()}{sides[1:]} alone.")
    if choice.certain_only:
        sentences.append("Only what the sources state without doubt.")
    return sentences
